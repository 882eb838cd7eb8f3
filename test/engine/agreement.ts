import { expect } from 'vitest'
import type { Decision } from '../../src/engine/decision.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'
import { completionsAtMost, everyAnswer, oracle, oracleCanChange, oraclePercent, oracleRanges } from './oracle.js'

/** The part of a decision that the oracle concludes too, in one shape. */
export function expectSameDecision(rubric: Rubric, given: Given, decision: Decision): void {
  const expected = oracle(rubric, given)
  const summary = decision.approaches.map((one) => ({
    id: one.id,
    verdict: one.verdict,
    total: one.points.total,
    readiness: one.readinessPoints.total,
    gates: one.gates.map((gate) => gate.id),
    lostTo: one.lostTo === undefined ? undefined : { id: one.lostTo.id, points: one.lostTo.points, tie: one.lostTo.tie },
    contributions: one.contributions.map(({ axis, question, option, points }) => ({ question, option, points, axis })).sort(byText),
    need: one.need,
    percentOfReadiness: one.readiness,
    preconditions: one.preconditions.map((each) => each.id),
  }))
  expect(summary).toEqual(
    expected.approaches.map((one) => ({
      id: one.id,
      verdict: one.verdict,
      total: one.total,
      readiness: one.readiness,
      gates: one.gates,
      lostTo: one.lostTo,
      contributions: [...one.contributions].sort(byText),
      need: oraclePercent(one.total),
      percentOfReadiness: oraclePercent(one.readiness),
      preconditions: expected.preconditions.filter((id) => isOf(rubric, id, one.id)),
    })),
  )
  expect(decision.set).toEqual(expected.set)
  expect(decision.openQuestions.map((question) => question.id)).toEqual(expected.open)
  expect(decision.mistakes.map((one) => one.id)).toEqual(expected.mistakes)
  expect(decision.setNotes.map((one) => one.id)).toEqual(expected.setRules)
  for (const [id, answer] of Object.entries(decision.answers)) {
    expect(answer.value, id).toEqual(given[id])
    expect(answer.scored, id).toBe(!expected.hidden.includes(id))
  }
  expect(Object.keys(decision.answers).sort()).toEqual(Object.keys(given).sort())
}

function isOf(rubric: Rubric, id: string, approach: string): boolean {
  return [...rubric.preconditions, ...rubric.gates].some((one) => one.id === id && one.approach === approach)
}

function byText(a: unknown, b: unknown): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

/** N-12: on both axes the prior and the contributions add up to the total, and the criteria to what the need axis got. */
export function expectPartsToAddUp(decision: Decision): void {
  for (const one of decision.approaches) {
    const sum = (axis: string) => one.contributions.filter((each) => each.axis === axis).reduce((total, each) => total + each.points, 0)
    expect(one.points.prior + sum('need'), `${one.id}: need`).toBe(one.points.total)
    expect(one.readinessPoints.prior + sum('readiness'), `${one.id}: readiness`).toBe(one.readinessPoints.total)
    expect(
      one.criteria.reduce((total, each) => total + each.points, 0),
      `${one.id}: criteria`,
    ).toBe(sum('need'))
  }
}

/** The same answers, with open questions answered in the first way there is until at most `limit` completions are left. */
export function withFewCompletions(rubric: Rubric, given: Given, limit: number): Given {
  let now = given
  for (const question of rubric.questions) {
    if (completionsAtMost(rubric, now) <= limit) break
    if (now[question.id] === undefined || now[question.id] === 'unsure') now = { ...now, [question.id]: everyAnswer(question)[0] ?? [] }
  }
  return now
}

/** The range of every approach is what enumerating every completion gives. */
export function expectSameRanges(rubric: Rubric, given: Given, decision: Decision): void {
  const ranges = oracleRanges(rubric, given)
  expect(Object.fromEntries(decision.approaches.map((one) => [one.id, one.range]))).toEqual(
    Object.fromEntries(
      [...ranges].map(([id, { low, high }]) => [
        id,
        { low, high, lowNeed: oraclePercent(low), highNeed: oraclePercent(high), exact: true },
      ]),
    ),
  )
}

/** What each open question can change is what deciding again with each of its answers changes; and `steady` follows from it. */
export function expectSameEffects(rubric: Rubric, given: Given, decision: Decision): void {
  for (const open of decision.openQuestions) {
    const question = rubric.questions.find((one) => one.id === open.id)
    if (question === undefined) throw new Error(`no question ${open.id}`)
    expect(open.canChange, open.id).toEqual(oracleCanChange(rubric, given, question))
  }
  const steady = decision.approaches
    .filter((one) => one.verdict === 'adopt' || one.verdict === 'pilot')
    .filter((one) => decision.openQuestions.every((open) => !open.canChange.includes(one.id)))
  expect(decision.stability.steady).toEqual(steady.map((one) => one.id))
}
