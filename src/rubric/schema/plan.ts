import * as z from 'zod'
import { LIMITS } from '../limits.js'
import { condition, VERDICTS } from './condition.js'
import { evidence, id, label, ownId, text, title } from './text.js'

const when = condition.optional()

const planText = z.union([
  text,
  z.strictObject({
    text: text.meta({ description: 'The text.' }),
    when: when.meta({ description: 'Shown only when this holds.' }),
    evidence: evidence.optional(),
  }),
])

const texts = z.array(planText).max(LIMITS.entries)

const component = z.strictObject({
  name: label.meta({ description: 'Name of the component.' }),
  does: text.meta({ description: 'What it does.' }),
  runs: z.array(id).min(1).max(LIMITS.options).meta({ description: 'Ids of the deployments it can run in.' }),
  when: when.meta({ description: 'Offered unless this is false.' }),
})

const risk = z.strictObject({
  risk: text.meta({ description: 'What can go wrong.' }),
  guard: text.meta({ description: 'What prevents it.' }),
  when: when.meta({ description: 'Listed only when this holds.' }),
  evidence: evidence.optional(),
})

/** What the plan says of an approach, or of a layer that no approach fills. */
export const planContent = z.strictObject({
  does: texts.min(1).meta({ description: 'What it does in this product.' }),
  components: z.array(component).max(LIMITS.entries).optional().meta({ description: 'Parts to choose from, with where they run.' }),
  tokens: texts.optional().meta({ description: 'Its share of the token budget.' }),
  risks: z.array(risk).max(LIMITS.entries).optional().meta({ description: 'What can go wrong, and the guard.' }),
  metrics: texts.optional().meta({ description: 'The metric that proves it works.' }),
  reversal: texts.optional().meta({ description: 'What would reverse the decision.' }),
  steps: texts.optional().meta({ description: 'First steps; the phases collect them.' }),
})

/** A layer as written. */
export const layer = z.strictObject({
  id: ownId,
  title,
  place: z
    .enum(['request', 'around'])
    .meta({ description: 'request: a request passes through it, in file order. around: it surrounds them.' }),
  summary: text.meta({ description: 'What the layer is for.' }),
  'filled-by': z.array(id).max(LIMITS.approaches).optional().meta({ description: 'Ids of the approaches that can fill it.' }),
  when: when.meta({ description: 'For a layer that no approach fills: when it belongs to the plan. Always when left out.' }),
  otherwise: texts.optional().meta({ description: 'What stands here when no approach fills the layer.' }),
  plan: planContent.optional().meta({ description: 'Content of a layer that no approach fills.' }),
})

/** A phase as written. */
export const phase = z.strictObject({
  id: ownId,
  title,
  entry: text.meta({ description: 'What has to be true to begin.' }),
  exit: text.meta({ description: 'What has to be true to be done.' }),
  collects: z.enum(VERDICTS).optional().meta({ description: 'Also lists the steps of every approach with this verdict.' }),
  order: z
    .array(id)
    .max(LIMITS.approaches)
    .optional()
    .meta({ description: 'Ids of the approaches it collects, in the order in which they are built; the others follow in layer order.' }),
  when: when.meta({ description: 'The phase is shown only when this holds.' }),
  steps: texts.optional().meta({ description: 'Steps of its own.' }),
})

/** The validation plan as written. */
export const validation = z.strictObject({
  quantitative: texts.optional().meta({ description: 'What to measure in numbers.' }),
  qualitative: texts.optional().meta({ description: 'What to judge by reading.' }),
  'revisit-after-days': z.int().min(1).max(3650).optional().meta({ description: 'When to look again, in days. Default 90.' }),
  triggers: texts.optional().meta({ description: 'What makes it due earlier.' }),
})

export type WrittenText = z.infer<typeof planText>
export type WrittenPlan = z.infer<typeof planContent>
export type WrittenLayer = z.infer<typeof layer>
export type WrittenPhase = z.infer<typeof phase>
