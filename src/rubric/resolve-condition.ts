import type { Condition } from '../engine/rubric.js'
import type { WrittenCondition } from './schema/condition.js'

/** How many options a question has, by its id; undefined for a question that does not exist. */
export type OptionCounts = ReadonlyMap<string, number>

/** A condition with its defaults filled in: `is` and `verdict` are lists, `chosen` has both bounds. */
export function resolveCondition(written: WrittenCondition, counts: OptionCounts): Condition {
  if ('all' in written) return { all: written.all.map((inner) => resolveCondition(inner, counts)) }
  if ('any' in written) return { any: written.any.map((inner) => resolveCondition(inner, counts)) }
  if ('not' in written) return { not: resolveCondition(written.not, counts) }
  if ('is' in written) return { question: written.question, is: typeof written.is === 'string' ? [written.is] : [...written.is] }
  if ('chosen' in written) {
    const { least = 0, most = counts.get(written.question) ?? 0 } = written.chosen
    return { question: written.question, chosen: { least, most } }
  }
  return { approach: written.approach, verdict: typeof written.verdict === 'string' ? [written.verdict] : [...written.verdict] }
}

/** Ids of the questions that a condition reads, as often as it reads them. */
export function questionsRead(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(questionsRead)
  if ('any' in condition) return condition.any.flatMap(questionsRead)
  if ('not' in condition) return questionsRead(condition.not)
  return 'question' in condition ? [condition.question] : []
}
