import fc from 'fast-check'
import { describe, it } from 'vitest'
import { expectPartsToAddUp, expectSameDecision, expectSameEffects, expectSameRanges, withFewCompletions } from './agreement.js'
import { randomCases } from './random-rubric.js'
import { decideOn } from './small-rubric.js'

describe('the engine and the oracle agree on random rubrics', () => {
  it('verdicts, totals, readiness, gates, contributions, alternatives, mistakes and preconditions', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        expectSameDecision(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 500 },
    )
  })

  it('N-12: the parts add up to the total on both axes', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        expectPartsToAddUp(decideOn(rubric, given))
      }),
      { numRuns: 500 },
    )
  })

  it('ranges are exact', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given: drawn }) => {
        const given = withFewCompletions(rubric, drawn, 200)
        expectSameRanges(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 250 },
    )
  })

  it('what an open question can change is what its answers change', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        expectSameEffects(rubric, given, decideOn(rubric, given))
      }),
      { numRuns: 300 },
    )
  })
})
