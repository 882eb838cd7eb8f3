import * as z from 'zod'
import { LIMITS } from './limits.js'
import {
  alternatives,
  approach,
  claim,
  deployment,
  gate,
  lines,
  mistake,
  named,
  precondition,
  reference,
  setRule,
} from './schema/knowledge.js'
import { layer, phase, planContent, validation } from './schema/plan.js'
import { question } from './schema/question.js'
import { id, label, semver, text } from './schema/text.js'

const list = <T extends z.ZodType>(of: T, most: number = LIMITS.entries) => z.array(of).max(most)

const header = {
  format: z.literal(1).meta({ description: 'Version of the rubric format.' }),
  id: id.meta({ description: 'Id of the rubric.' }),
  version: semver.meta({ description: 'Version of its content, as in 1.4.0.' }),
  title: label.meta({ description: 'Title of the rubric.' }),
  summary: text.meta({ description: 'What it decides and for whom.' }),
}

const body = {
  lines: lines.optional().meta({ description: 'The lines every approach is measured against.' }),
  sections: list(named).min(1).meta({ description: 'Parts of the interview, in order.' }),
  criteria: list(named).min(1).meta({ description: 'What points can be about.' }),
  approaches: list(approach, LIMITS.approaches).min(1).meta({ description: 'The approaches; the order breaks ties.' }),
  alternatives: list(alternatives).optional().meta({ description: 'Groups of which at most one is recommended.' }),
  questions: list(question, LIMITS.questions).min(1).meta({ description: 'The questions, in the order they are asked.' }),
  gates: list(gate).optional().meta({ description: 'Conditions that no amount of points outweighs.' }),
  preconditions: list(precondition).optional().meta({ description: 'What no question asks and has to be confirmed or built.' }),
  'set-rules': list(setRule).optional().meta({ description: 'What is said about the recommended set.' }),
  mistakes: list(mistake).optional().meta({ description: 'Known mistakes, matched against the answers.' }),
  deployments: list(deployment).optional().meta({ description: 'Where components may run.' }),
  layers: list(layer).min(1).meta({ description: 'Places in the architecture, in request order.' }),
  plans: z.record(id, planContent).meta({ description: 'Plan content by approach id; every approach has one.' }),
  phases: list(phase).optional().meta({ description: 'The order of work.' }),
  validation: validation.optional().meta({ description: 'How to tell whether it works, and when to look again.' }),
  references: list(reference).optional().meta({ description: 'Published sources that points and texts cite.' }),
  claims: list(claim).optional().meta({ description: 'Laws that the rubric states about itself; `rubric check` proves them.' }),
}

const parts = {
  parts: z
    .array(label)
    .max(LIMITS.options)
    .optional()
    .meta({ description: 'Further files of the same folder; each brings keys the others lack.' }),
}

/** A whole rubric, its parts joined. */
export const wholeRubric = z.strictObject({
  ...header,
  ...parts,
  ...body,
})

/** A whole rubric of which a part could not be read: what is missing may be in it. */
export const incompleteRubric = wholeRubric.partial(
  Object.fromEntries(Object.keys(body).map((key) => [key, true])) as { [K in keyof typeof body]: true },
)

/** A shorter rubric: everything of a shipped one, but only these questions in this order. */
export const shorterRubric = z.strictObject({
  ...header,
  extends: id.meta({ description: 'Name of the shipped rubric it takes everything from.' }),
  ask: z.array(id).min(1).max(LIMITS.questions).meta({ description: 'Ids of the questions it asks, in this order.' }),
})

const removable = (what: string) =>
  list(id)
    .optional()
    .meta({ description: `Ids of ${what} that are taken out of the base.` })

/** What an overlay takes out of its base. */
const remove = z.strictObject({
  sections: removable('sections'),
  criteria: removable('criteria'),
  approaches: removable('approaches; their points and their plan go with them'),
  alternatives: removable('groups of alternatives'),
  questions: removable('questions'),
  gates: removable('gates'),
  preconditions: removable('preconditions'),
  'set-rules': removable('set rules'),
  mistakes: removable('mistakes'),
  deployments: removable('deployments'),
  layers: removable('layers'),
  phases: removable('phases'),
  references: removable('references'),
  claims: removable('claims'),
  options: list(label).optional().meta({ description: 'Options that are taken out, as QUESTION.OPTION.' }),
  points: list(label).optional().meta({ description: 'Points that are taken out, as QUESTION.OPTION.APPROACH.' }),
  components: list(text)
    .optional()
    .meta({ description: 'Components that are taken out, as APPROACH.NAME, or LAYER.NAME for the plan of a layer.' }),
})

const aboutBase = {
  extends: label.meta({ description: 'What it builds on: a shipped rubric by its name, or a file by its path, such as ./base.yaml.' }),
  remove: remove.optional().meta({ description: 'What is taken out of the base.' }),
  ask: z.array(id).min(1).max(LIMITS.questions).optional().meta({ description: 'Ids of the only questions it asks, in this order.' }),
}
/** What an overlay says of itself and its base. */
export const overlayHead = z.strictObject({ ...header, summary: header.summary.optional(), ...parts, ...aboutBase })

/** What a whole rubric that others build on says of itself. */
export const baseHead = z.strictObject({ ...header, ...parts })

/** What a rubric says of everything but itself. */
export const rubricBody = z.strictObject(body)

/** A part file on its own: some of the keys of a whole rubric, without the header. */
export const rubricPart = rubricBody.partial()

/** Keys that only the main file may hold. */
export const HEADER_KEYS: readonly string[] = [...Object.keys(header), 'parts', 'extends', 'ask', 'remove']

export type WrittenRubric = z.infer<typeof wholeRubric>
export type WrittenShorter = z.infer<typeof shorterRubric>
