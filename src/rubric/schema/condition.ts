import * as z from 'zod'
import { LIMITS } from '../limits.js'
import { id } from './text.js'

/** The verdicts a condition may read. */
export const VERDICTS = ['adopt', 'pilot', 'later', 'skip'] as const

export const verdict = z.enum(VERDICTS)
const bound = z.int().min(0).max(LIMITS.options)

export type WrittenCondition =
  | { all: WrittenCondition[] }
  | { any: WrittenCondition[] }
  | { not: WrittenCondition }
  | { question: string; is: string | string[] }
  | { question: string; chosen: { least?: number | undefined; most?: number | undefined } }
  | { approach: string; verdict: (typeof VERDICTS)[number] | (typeof VERDICTS)[number][] }

/** A condition as written: data only, nothing in it is ever evaluated as code. */
export const condition: z.ZodType<WrittenCondition> = z
  .union([
    z.strictObject({
      get all() {
        return z.array(condition).min(1).max(LIMITS.options).meta({ description: 'Holds when every condition in the list holds.' })
      },
    }),
    z.strictObject({
      get any() {
        return z.array(condition).min(1).max(LIMITS.options).meta({ description: 'Holds when at least one condition in the list holds.' })
      },
    }),
    z.strictObject({
      get not() {
        return condition.meta({ description: 'Holds when the condition does not; stays unknown while it is unknown.' })
      },
    }),
    z.strictObject({
      question: id.meta({ description: 'Id of the question whose answer is read.' }),
      is: z
        .union([id, z.array(id).min(1).max(LIMITS.options)])
        .meta({ description: 'One option id, or a list of which one suffices. On a many-question: at least one of them is chosen.' }),
    }),
    z.strictObject({
      question: id.meta({ description: 'Id of a question of kind many.' }),
      chosen: z
        .strictObject({
          least: bound.optional().meta({ description: 'Fewest options chosen; 0 when left out.' }),
          most: bound.optional().meta({ description: 'Most options chosen; all of them when left out.' }),
        })
        .meta({ description: 'How many options of a many-question are chosen; both bounds count.' }),
    }),
    z.strictObject({
      approach: id.meta({ description: 'Id of the approach whose verdict is read.' }),
      verdict: z
        .union([verdict, z.array(verdict).min(1).max(VERDICTS.length)])
        .meta({ description: 'One verdict, or a list of which one suffices. Only where verdicts are known already.' }),
    }),
  ])
  .meta({ id: 'condition', description: 'A condition over the answers: all, any, not, question with is or chosen, approach with verdict.' })
