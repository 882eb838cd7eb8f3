import fc from 'fast-check'
import { describe, it } from 'vitest'
import { withFewCompletions } from './agreement.js'
import { completionsAtMost } from './oracle.js'
import { randomCases } from './random-rubric.js'
import { expectSameFlips, expectSameProspects, expectSameShares } from './robustness-agreement.js'

const RUNS = 150

describe('robustness agrees with trying everything', () => {
  it('shares over the open questions', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => expectSameShares(rubric, withFewCompletions(rubric, given, 400))),
      { numRuns: RUNS },
    )
  })

  it('smallest flips of stated answers', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => expectSameFlips(rubric, given)),
      { numRuns: RUNS },
    )
  })

  it('what to find out first', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        if (completionsAtMost(rubric, given) > 0) expectSameProspects(rubric, given)
      }),
      { numRuns: RUNS },
    )
  })
})
