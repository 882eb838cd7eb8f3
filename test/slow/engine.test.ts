import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectPartsToAddUp, expectSameDecision, expectSameEffects, expectSameRanges, withFewCompletions } from '../engine/agreement.js'
import { answersWithFewOpen, randomAnswers, randomCases } from '../engine/random-rubric.js'
import { core, quick } from '../engine/shipped.js'
import { decideOn } from '../engine/small-rubric.js'

describe('the engine and the oracle agree on 5,000 random rubrics', () => {
  it('on what is decided; N-12: the parts add up', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const decision = decideOn(rubric, given)
        expectSameDecision(rubric, given, decision)
        expectPartsToAddUp(decision)
      }),
      { numRuns: 5000 },
    )
  })

  it('on the ranges', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given: drawn }) => {
        const given = withFewCompletions(rubric, drawn, 500)
        expectSameRanges(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 5000 },
    )
  })

  it('on what each open question can change', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => expectSameEffects(rubric, given, decideOn(rubric, given))),
      { numRuns: 5000 },
    )
  })
})

describe.each([core, quick])('the engine and the oracle agree on the shipped rubric $id', (rubric) => {
  it('on everything that both decide, for 10,000 random answer sheets; N-12; a total lies in its range', () => {
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => {
        const decision = decideOn(rubric, given)
        expectSameDecision(rubric, given, decision)
        expectPartsToAddUp(decision)
        for (const { points, range } of decision.approaches) {
          expect(range.exact && range.low <= points.total && points.total <= range.high).toBe(true)
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('on the ranges, where few questions are open', () => {
    fc.assert(
      fc.property(answersWithFewOpen(rubric, 800), (given) => expectSameRanges(rubric, given, decideOn(rubric, given))),
      { numRuns: 500 },
    )
  })

  it('on what each open question can change', () => {
    fc.assert(
      fc.property(randomAnswers(rubric), (given) => expectSameEffects(rubric, given, decideOn(rubric, given))),
      { numRuns: 200 },
    )
  })
})
