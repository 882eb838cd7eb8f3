import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedRubric } from '../../../src/rubric/shipped.js'
import { withFewCompletions } from '../../engine/agreement.js'
import { everyAnswer, type Given } from '../../engine/oracle.js'
import { randomCases } from '../../engine/random-rubric.js'
import { expectSameFlips, expectSameProspects, expectSameShares } from '../../engine/robustness-agreement.js'

const RUNS = 2_000

describe('robustness agrees with trying everything, on many random rubrics', () => {
  it('shares over the open questions', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => expectSameShares(rubric, withFewCompletions(rubric, given, 600))),
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
      fc.property(randomCases, ({ rubric, given }) => expectSameProspects(rubric, given)),
      { numRuns: RUNS },
    )
  })
})

describe('robustness agrees with trying everything, on every answer set of the quick rubric', () => {
  const quick = shippedRubric('quick')
  if (quick === undefined) throw new Error('the quick rubric is not built')
  const sheets = quick.questions.reduce<Given[]>(
    (all, question) => all.flatMap((given) => [given, ...everyAnswer(question).map((answer) => ({ ...given, [question.id]: answer }))]),
    [{}],
  )

  it('counts the answer sets', () => expect(sheets.length).toBe(5 * 5 * 4 * 5 * 4 * 4))
  it('shares over the open questions', () => {
    for (const given of sheets) expectSameShares(quick, given)
  })
  it('smallest flips of stated answers', () => {
    for (const given of sheets) expectSameFlips(quick, given)
  })
  it('what to find out first', () => {
    for (const given of sheets) expectSameProspects(quick, given)
  })
})
