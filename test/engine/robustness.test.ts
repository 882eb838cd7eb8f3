import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/engine/decide.js'
import { withFewCompletions } from './agreement.js'
import { completionsAtMost } from './oracle.js'
import { randomCases } from './random-rubric.js'
import { expectSameFlips, expectSameProspects, expectSameShares } from './robustness-agreement.js'
import { approachOf, gateOf, optionOf, questionOf, rubricOf, sheetOf, TOOL } from './small-rubric.js'

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

describe('a baseline that competes', () => {
  const rubric = rubricOf({
    approaches: [approachOf('base', { always: 'adopt' }), approachOf('rival', { prior: 6 })],
    questions: [
      questionOf('q', [optionOf('strong', { base: 9 }), optionOf('weak')]),
      questionOf('r', [optionOf('r1', { rival: 1 }), optionOf('r2')]),
    ],
    gates: [gateOf('baseline', 'base', 'require')],
    alternatives: [{ id: 'one-job', of: ['base', 'rival'], because: 'They do one job.' }],
  })

  it('is counted by the points that decide the contest', () => {
    expectSameShares(rubric, {})
    expectSameShares(rubric, { r: 'r1' })
    expectSameFlips(rubric, { q: 'weak', r: 'r1' })
  })
})

describe('the flips that are shown', () => {
  it('hold the nearest way to something to build, however many nearer ways lead elsewhere', () => {
    const drops = Array.from({ length: 6 }, (_, index) => questionOf(`q${index}`, [optionOf('yes', { a: 2 }), optionOf('no')]))
    const pairs = questionOf('pairs', [optionOf('none', { a: -1 }), optionOf('few', { a: -1 }), optionOf('many')], {
      role: 'enabler',
      ordered: true,
    })
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -7 })], questions: [...drops, pairs] })
    const given = { ...Object.fromEntries(drops.map(({ id }) => [id, 'yes'])), pairs: 'none' }
    const { stability, approaches } = decide(rubric, sheetOf(given), { tool: TOOL, robustness: true })
    expect(approaches[0]).toMatchObject({ verdict: 'later', robustness: { flips: { size: 1, count: 7 } } })
    expect(approaches[0]?.robustness?.flips?.sets).toHaveLength(5)
    expect(stability.says[0]).toContain('It turns to adopt if title pairs were “Label many” and not “Label none” (something you can do).')
  })
})
