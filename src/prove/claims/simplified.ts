import type { Given } from '../../engine/given.js'
import { type Atom, matchesAtom } from '../../engine/model.js'
import type { Condition, Points, Question, Rubric } from '../../engine/rubric.js'

const TRUE: Condition = { all: [] }
const FALSE: Condition = { any: [] }

/** Says of a part of a condition whether it is settled to be true, or false; undefined where it is not. */
export type Settles = (atom: Atom) => boolean | undefined

/**
 * A rubric that judges like another one as long as these answers are given: what they settle in its questions, points and gates is settled, so that
 * nothing depends any more on what else those conditions read. Only questions that are always asked settle anything.
 */
export function simplified(rubric: Rubric, given: Given): Rubric {
  const shown = new Map<string, readonly string[]>()
  const settles: Settles = (atom) => {
    const chosen = shown.get(atom.question)
    return chosen === undefined ? undefined : matchesAtom(atom, chosen)
  }
  for (const { id, when } of rubric.questions) {
    const asked = when === undefined || isTrue(settled(when, settles))
    if (asked && Object.hasOwn(given, id)) shown.set(id, [given[id] ?? []].flat())
  }
  return withSettled(rubric, settles)
}

/** A rubric with what is settled of its conditions left out. */
export function withSettled(rubric: Rubric, settles: Settles): Rubric {
  const questions = rubric.questions.map((question): Question => {
    const options = question.options.map((option) => ({ ...option, points: option.points.flatMap((one) => settledEntry(one, settles)) }))
    const { when, ...always } = { ...question, options }
    const left = when === undefined ? TRUE : settled(when, settles)
    return isTrue(left) ? always : { ...always, when: left }
  })
  return { ...rubric, questions, gates: rubric.gates.flatMap((one) => settledEntry(one, settles)) }
}

/** Points or a gate: none where they never count, without a condition where they always do. */
function settledEntry<T extends Pick<Points, 'when'>>(entry: T, settles: Settles): T[] {
  if (entry.when === undefined) return [entry]
  const left = settled(entry.when, settles)
  if (isFalse(left)) return []
  const { when: _, ...always } = entry
  return [isTrue(left) ? (always as T) : { ...entry, when: left }]
}

/** What is left of a condition; the empty `all` where it is true, the empty `any` where it is false. */
export function settled(condition: Condition, settles: Settles): Condition {
  if ('approach' in condition) return condition
  if ('question' in condition) {
    const value = settles(condition)
    return value === undefined ? condition : value ? TRUE : FALSE
  }
  if ('not' in condition) {
    const inner = settled(condition.not, settles)
    return isTrue(inner) ? FALSE : isFalse(inner) ? TRUE : { not: inner }
  }
  if ('all' in condition) {
    const parts = condition.all.map((part) => settled(part, settles)).filter((part) => !isTrue(part))
    return parts.some(isFalse) ? FALSE : parts.length === 1 ? (parts[0] as Condition) : { all: parts }
  }
  const parts = condition.any.map((part) => settled(part, settles)).filter((part) => !isFalse(part))
  return parts.some(isTrue) ? TRUE : parts.length === 1 ? (parts[0] as Condition) : { any: parts }
}

function isTrue(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0
}

function isFalse(condition: Condition): boolean {
  return 'any' in condition && condition.any.length === 0
}
