import * as z from 'zod'
import { LIMITS } from '../limits.js'
import { condition, VERDICTS, verdict } from './condition.js'
import { day, evidence, id, label, ownId, points, text, title } from './text.js'

const line = z.int().min(-1000).max(1000)

/** The three lines in points; each may be left out. */
export const lines = z.strictObject({
  adopt: line.optional().meta({ description: 'At this total, and above, the need is clear. Default 5.' }),
  pilot: line.optional().meta({ description: 'From here up to the adopt line the evidence is mixed. Default 2.' }),
  ready: line.optional().meta({ description: 'At this readiness total, and above, the team can carry it. Default 0.' }),
})

/** A section or a criterion: an id and a title. */
export const named = z.strictObject({ id: ownId, title })

export const approach = z.strictObject({
  id: ownId,
  title,
  summary: text.meta({ description: 'What the approach is, in a sentence.' }),
  layer: id.meta({ description: 'Id of the layer it fills.' }),
  prior: points.optional().meta({ description: 'Need before any answer, in points. Default 0.' }),
  'prior-because': text.optional().meta({ description: 'Why the prior is what it is; needed unless it is 0.' }),
  'readiness-prior': points.optional().meta({ description: 'Readiness before any answer, in points. Default 0.' }),
  lines: lines.optional().meta({ description: 'Lines of this approach, where they differ from those of the rubric.' }),
  always: z.literal('adopt').optional().meta({ description: 'adopt: the declared baseline. Needs a require gate without a condition.' }),
  never: z
    .array(verdict)
    .min(1)
    .max(VERDICTS.length - 1)
    .optional()
    .meta({ description: 'Verdicts that no answers lead to, by declaration; `rubric check` proves it.' }),
})

export const gate = z.strictObject({
  id: ownId,
  approach: id.meta({ description: 'Id of the approach it decides about.' }),
  effect: z
    .enum(['require', 'hold', 'block'])
    .meta({ description: 'require: adopt whatever the points. hold: not before something named is met. block: skip.' }),
  when: condition.optional().meta({ description: 'Acts only when this holds. Always when left out.' }),
  because: text.meta({ description: 'Why no amount of points outweighs it.' }),
  unlock: text.optional().meta({ description: 'What lifts it; every hold needs one.' }),
  confirm: text.optional().meta({ description: 'Listed as a precondition while its condition is unknown.' }),
  evidence: evidence.optional(),
})

export const precondition = z.strictObject({
  id: ownId,
  approach: id.meta({ description: 'Id of the approach that needs it.' }),
  when: condition.optional().meta({ description: 'Listed only when this holds. Always when left out.' }),
  says: text.meta({ description: 'What has to be confirmed or built.' }),
  evidence: evidence.optional(),
})

export const alternatives = z.strictObject({
  id: ownId,
  of: z.array(id).max(LIMITS.approaches).meta({ description: 'Ids of the approaches that do the same job; the order breaks ties.' }),
  because: text.meta({ description: 'Why at most one of them is recommended.' }),
  'tie-because': text.optional().meta({ description: 'Why a tie goes to the first, where that is meant.' }),
})

export const setRule = z.strictObject({
  id: ownId,
  kind: z.enum(['prerequisite', 'conflict', 'overlap', 'division', 'contradiction']).meta({ description: 'What the note is about.' }),
  when: condition.meta({ description: 'Shown when this holds; may read verdicts.' }),
  says: text.meta({ description: 'What is said about the recommended set.' }),
  evidence: evidence.optional(),
})

export const mistake = z.strictObject({
  id: ownId,
  title,
  when: condition.meta({ description: 'Named when this holds; may read verdicts.' }),
  says: text.meta({ description: 'What goes wrong.' }),
  instead: text.meta({ description: 'What to do in its place.' }),
  evidence: evidence.optional(),
})

export const deployment = z.strictObject({
  id: ownId,
  title,
  when: condition.optional().meta({ description: 'Offered unless this is false.' }),
})

export const reference = z.strictObject({
  id: ownId,
  title,
  publisher: label.meta({ description: 'Who published it.' }),
  year: z.int().min(1900).max(2200).meta({ description: 'Year of publication.' }),
  address: text.meta({ description: 'Where to find it. It is printed, never opened.' }),
  claim: text.meta({ description: 'What it found, in your own words.' }),
  checked: z
    .enum(['source', 'summary', 'memory', 'judgement'])
    .meta({ description: 'How far the claim was checked: in the source, in a summary of it, or not at all.' }),
  limits: text.optional().meta({ description: 'Where the claim stops holding.' }),
  'review-after': day.optional().meta({ description: 'Day, as YYYY-MM-DD, after which somebody should look at the source again.' }),
})

const ofClaim = {
  id: ownId,
  says: text.meta({ description: 'The law, in a sentence.' }),
  evidence: evidence.optional(),
  when: condition
    .optional()
    .meta({ description: 'It says something only of answers that make this true; reads no verdicts. Of all when left out.' }),
}

const ofOrder = {
  ...ofClaim,
  more: id.meta({ description: 'Id of an ordered question: the claim is about its next option up.' }),
}

/** A law that the rubric states about itself. */
export const claim = z
  .union([
    z.strictObject({
      ...ofClaim,
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits a schema
      then: condition.meta({ description: 'What holds wherever `when` does; may read verdicts.' }),
    }),
    z.strictObject({ ...ofOrder, 'never-lowers': id.meta({ description: 'Id of the approach whose need it never lowers.' }) }),
    z.strictObject({ ...ofOrder, 'never-raises': id.meta({ description: 'Id of the approach whose need it never raises.' }) }),
  ])
  .meta({
    description: 'A law over all answers: `then` holds wherever `when` does, or `more` of a question never lowers or raises an approach.',
  })

export type WrittenApproach = z.infer<typeof approach>
export type WrittenClaim = z.infer<typeof claim>
