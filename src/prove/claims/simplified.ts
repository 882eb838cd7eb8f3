import type { Given } from '../../engine/given.js'
import type { Condition, Points, Question, Rubric } from '../../engine/rubric.js'

const TRUE: Condition = { all: [] }
const FALSE: Condition = { any: [] }

/**
 * A rubric that judges like another one as long as these answers are given: what they settle in its questions, points and gates is settled, so that
 * nothing depends any more on what else those conditions read. Only questions that are always asked settle anything.
 */
export function simplified(rubric: Rubric, given: Given): Rubric {
  const shown = new Map<string, readonly string[]>()
  const questions = rubric.questions.map((question): Question => {
    const { when, ...asked } = question
    const left = when === undefined ? TRUE : settled(when, shown)
    const always = isTrue(left)
    if (always && Object.hasOwn(given, question.id)) shown.set(question.id, [given[question.id] ?? []].flat())
    return always ? asked : { ...asked, when: left }
  })
  return {
    ...rubric,
    questions: questions.map((question) => ({
      ...question,
      options: question.options.map((option) => ({ ...option, points: option.points.flatMap((points) => settledPoints(points, shown)) })),
    })),
    gates: rubric.gates.flatMap((gate) => {
      const { when, ...always } = gate
      const left = when === undefined ? TRUE : settled(when, shown)
      return isFalse(left) ? [] : isTrue(left) ? [always] : [{ ...always, when: left }]
    }),
  }
}

function settledPoints(points: Points, shown: ReadonlyMap<string, readonly string[]>): Points[] {
  const { when, ...always } = points
  if (when === undefined) return [points]
  const left = settled(when, shown)
  return isFalse(left) ? [] : isTrue(left) ? [always] : [{ ...always, when: left }]
}

/** What is left of a condition; the empty `all` where it is true, the empty `any` where it is false. */
export function settled(condition: Condition, shown: ReadonlyMap<string, readonly string[]>): Condition {
  if ('approach' in condition) return condition
  if ('not' in condition) {
    const inner = settled(condition.not, shown)
    return isTrue(inner) ? FALSE : isFalse(inner) ? TRUE : { not: inner }
  }
  if ('question' in condition) {
    const chosen = shown.get(condition.question)
    if (chosen === undefined) return condition
    if ('is' in condition) return condition.is.some((id) => chosen.includes(id)) ? TRUE : FALSE
    return chosen.length >= condition.chosen.least && chosen.length <= condition.chosen.most ? TRUE : FALSE
  }
  if ('all' in condition) {
    const parts = condition.all.map((part) => settled(part, shown)).filter((part) => !isTrue(part))
    return parts.some(isFalse) ? FALSE : parts.length === 1 ? (parts[0] as Condition) : { all: parts }
  }
  const parts = condition.any.map((part) => settled(part, shown)).filter((part) => !isFalse(part))
  return parts.some(isTrue) ? TRUE : parts.length === 1 ? (parts[0] as Condition) : { any: parts }
}

function isTrue(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0
}

function isFalse(condition: Condition): boolean {
  return 'any' in condition && condition.any.length === 0
}
