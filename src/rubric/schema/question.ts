import * as z from 'zod'
import { LIMITS } from '../limits.js'
import { condition } from './condition.js'
import { evidence, id, label, ownId, points, text } from './text.js'

const edge = z.int().min(0)

const when = condition.optional()

const pointsEntry = z.strictObject({
  points: points.meta({
    description: 'Whole decibans, from -100 to 100 and never 0: +3 doubles the odds, +10 makes them ten times as high.',
  }),
  because: text.meta({ description: 'Why this answer speaks for or against the approach, in one or two sentences.' }),
  evidence: evidence.optional(),
  criterion: id.optional().meta({ description: 'What the points are about; the criterion of the question when left out.' }),
  when: when.meta({ description: 'The points count only while this holds.' }),
})

const option = z.strictObject({
  id: ownId,
  label: label.meta({ description: 'What the person sees.' }),
  help: text.optional().meta({ description: 'One line more, when the label needs it.' }),
  neutral: z.boolean().optional().meta({ description: 'True says: this option speaks neither for nor against any approach.' }),
  band: z
    .strictObject({
      from: edge.meta({ description: 'Smallest number of the band.' }),
      to: edge.optional().meta({ description: 'Largest number of the band; no upper end when left out (last option only).' }),
    })
    .optional()
    .meta({ description: 'The numbers that mean this option; every option has one when the question has a unit.' }),
  points: z
    .record(id, z.union([pointsEntry, z.array(pointsEntry).min(1).max(LIMITS.options)]))
    .optional()
    .meta({ description: 'What the option gives, by approach id: one entry, or a list of entries with conditions.' }),
})

/** A question as written. */
export const question = z.strictObject({
  id: ownId,
  section: id.meta({ description: 'Id of the section it is asked in.' }),
  role: z
    .enum(['reason', 'enabler', 'context'])
    .meta({ description: 'reason: its points count towards need. enabler: towards readiness. context: no points.' }),
  kind: z
    .enum(['single', 'many'])
    .optional()
    .meta({ description: 'single (default): one option. many: any number of options, also none.' }),
  title: label.meta({ description: 'Short name for tables.' }),
  text: text.meta({ description: 'The question itself.' }),
  help: text.meta({ description: 'One line under the question.' }),
  why: text.meta({ description: 'Why it is asked, in two or three sentences; shown on request.' }),
  ordered: z.boolean().optional().meta({ description: 'True: the options form a scale, in file order. Default false.' }),
  'uneven-because': text.optional().meta({ description: 'Why the points of ordered options do not go one way, where they do not.' }),
  unit: label.optional().meta({ description: 'Unit of the number that is accepted in place of an option; then every option has a band.' }),
  criterion: id.optional().meta({ description: 'Criterion of its points, unless an entry names another one.' }),
  when: when.meta({ description: 'Asked unless this is false. May read earlier questions only.' }),
  options: z
    .array(option)
    .min(1)
    .max(LIMITS.options)
    .meta({ description: 'The possible answers; `unsure` is always possible and never listed.' }),
})

export type WrittenQuestion = z.infer<typeof question>
export type WrittenOption = z.infer<typeof option>
export type WrittenPoints = z.infer<typeof pointsEntry>
