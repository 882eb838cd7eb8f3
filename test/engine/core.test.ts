import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from '../../src/engine/judge.js'
import { buildModel, buildState } from '../../src/engine/model.js'
import { expectPartsToAddUp, expectSameDecision, expectSameEffects, expectSameRanges } from './agreement.js'
import { oracle } from './oracle.js'
import { answersWithFewOpen, randomAnswers } from './random-rubric.js'
import { core, quick } from './shipped.js'
import { answersOf, decideOn } from './small-rubric.js'

describe.each([core, quick])('the engine and the oracle agree on the shipped rubric $id', (rubric) => {
  it('on the verdicts and totals of 10,000 random answer sheets', { timeout: 120_000 }, () => {
    const model = buildModel(rubric)
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => {
        const found = judge(model, buildState(model, answersOf(given))).map(({ verdict, need, readiness }) => [verdict, need, readiness])
        const expected = oracle(rubric, given).approaches.map(({ verdict, total, readiness }) => [verdict, total, readiness])
        if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected)
      }),
      { numRuns: rubric.id === 'core' ? 10_000 : 2000 },
    )
  })

  it('on everything that both decide; N-12: the parts add up', () => {
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => {
        const decision = decideOn(rubric, given)
        expectSameDecision(rubric, given, decision)
        expectPartsToAddUp(decision)
      }),
      { numRuns: 300 },
    )
  })

  it('on the ranges, where few questions are open', () => {
    fc.assert(
      fc.property(answersWithFewOpen(rubric, 200), (given) => {
        expectSameRanges(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 40 },
    )
  })

  it('on what each open question can change', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => {
        expectSameEffects(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 20 },
    )
  })

  it('and a total never lies outside its range, which is exact', () => {
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => {
        for (const { id, points, range } of decideOn(rubric, given).approaches) {
          expect(range.exact, id).toBe(true)
          expect(range.low, id).toBeLessThanOrEqual(points.total)
          expect(range.high, id).toBeGreaterThanOrEqual(points.total)
        }
      }),
      { numRuns: 300 },
    )
  })
})
