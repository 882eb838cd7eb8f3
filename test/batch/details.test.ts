import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detailsOf } from '../../src/batch/details.js'
import type { Details } from '../../src/batch/table.js'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import { judge, verdictsOf } from '../../src/engine/judge.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from '../engine/oracle.js'
import { answersWithFewOpen, randomCases } from '../engine/random-rubric.js'
import { core } from '../engine/shipped.js'
import { approachOf, modelAndState, optionOf, questionOf, rubricOf, sheetOf, TOOL } from '../engine/small-rubric.js'

function found(rubric: Rubric, given: Given): Details {
  const { model, state } = modelAndState(rubric, given)
  return detailsOf(model, state, verdictsOf(judge(model, state)))
}

/** The same, taken from a whole decision. */
function expected(decision: Decision): unknown {
  const shares = decision.approaches.map(({ robustness }) => robustness?.open?.kept)
  const known = shares.every((share) => share !== undefined)
  const ratio = (one: { part: string; whole: string }): number => Number(one.part) / Number(one.whole)
  return {
    headline: decision.headline,
    open: decision.openQuestions.map(({ id }) => id),
    mistakes: decision.mistakes.map(({ id }) => id),
    stability: known ? Math.min(...shares.flatMap((share) => (share === undefined ? [] : [ratio(share)]))) : null,
  }
}

function agrees(rubric: Rubric, given: Given): void {
  const { stability, ...rest } = found(rubric, given)
  const decision = decide(rubric, sheetOf(given), { tool: TOOL, robustness: true })
  expect({ ...rest, stability: stability === null ? null : Number(stability.part) / Number(stability.whole) }).toEqual(expected(decision))
}

describe('the details of a row', () => {
  it('are those of the decision on the same sheet, over random rubrics', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => agrees(rubric, given)),
      { numRuns: 60 },
    )
  })

  it('and over random answers to core', () => {
    fc.assert(
      fc.property(answersWithFewOpen(core, 500), (given) => agrees(core, given)),
      { numRuns: 8 },
    )
  })

  it('have the least share of all approaches, also where something surer is adopted, or nothing is', () => {
    const questions = [
      questionOf('q', [optionOf('both', { a: 9, b: 9 }), optionOf('none', { a: -9, b: -9 })]),
      questionOf('r', [optionOf('two', { a: -9 }), optionOf('three'), optionOf('four', { b: 1 })]),
    ]
    const rubric = rubricOf({ approaches: [approachOf('a'), approachOf('b')], questions })
    expect(found(rubric, { q: 'both' }).stability).toEqual({ part: 2n, whole: 3n })
    expect(found(rubric, { q: 'none' }).stability).toEqual({ part: 3n, whole: 3n })
  })

  it('a row of which little is known is not sure because one approach is always adopted', () => {
    const { stability } = found(core, { need: 'neither' })
    expect(stability === null ? null : Number((stability.part * 100n) / stability.whole)).toBeLessThan(90)
  })
})
