import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { whatIf } from '../../src/whatif/what-if.js'
import type { Given } from '../engine/oracle.js'
import { randomCases } from '../engine/random-rubric.js'
import { approachOf, gateOf, optionOf, questionOf, rubricOf, TOOL } from '../engine/small-rubric.js'
import { SMALL, sheet } from './small-case.js'

/** Each change of a line: the answer, the approach, its verdicts, and why. */
function changes(rubric: Rubric, given: Given, id: string): string[] {
  const { cells } = whatIf(rubric, sheet(given), [id], { tool: TOOL })
  return cells.flatMap(({ at, changes }) =>
    changes.map(({ approach, from, to, because }) => `${at[id]}: ${approach} ${from} > ${to}: ${because}`),
  )
}

describe('why a verdict changes', () => {
  it('the points of need', () => {
    expect(changes(SMALL, { gap: 'facts', pace: 'weekly' }, 'gap')).toEqual([
      'manner: search adopt > skip: need moves from +7 to -5 points',
      'manner: train skip > adopt: need moves from 0 to +6 points',
      'nothing: search adopt > skip: need moves from +7 to 0 points',
    ])
  })

  it('a rival', () => {
    expect(changes(SMALL, { gap: 'facts', pace: 'weekly', signs: [] }, 'pace')).toEqual([
      'rarely: search adopt > skip: Stuffing does the same job and stands higher',
      'rarely: stuff skip > pilot: need moves from -3 to +3 points',
      'monthly: search adopt > pilot: need moves from +7 to +4 points',
    ])
  })

  it('a rival that goes away', () => {
    expect(changes(SMALL, { gap: 'facts', pace: 'rarely' }, 'pace').at(0)).toBe(
      'monthly: search skip > pilot: Stuffing no longer stands in its way',
    )
  })

  it('a hold, and readiness', () => {
    const given = { gap: 'manner', pairs: 'plenty' }
    expect(changes(SMALL, given, 'pairs')).toEqual([
      'none: train adopt > later: There is nothing to train on.',
      'some: train adopt > later: readiness is 1 point below its line',
    ])
    expect(changes(SMALL, { ...given, pairs: 'none' }, 'pairs')).toEqual(['plenty: train later > adopt: nothing holds it back any more'])
    expect(changes(SMALL, { ...given, pairs: 'some' }, 'pairs')).toEqual(['plenty: train later > adopt: readiness reaches its line'])
  })

  it('a block and a requirement, coming and going', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 6 }), approachOf('b')],
      questions: [questionOf('q', [optionOf('free'), optionOf('barred'), optionOf('must')])],
      gates: [
        gateOf('no', 'a', 'block', { when: { question: 'q', is: ['barred'] }, because: 'It is barred.' }),
        gateOf('yes', 'b', 'require', { when: { question: 'q', is: ['must'] }, because: 'The law asks for it.' }),
      ],
    })
    expect(changes(rubric, { q: 'free' }, 'q')).toEqual([
      'barred: a adopt > skip: It is barred.',
      'must: b skip > adopt: The law asks for it.',
    ])
    expect(changes(rubric, { q: 'barred' }, 'q')).toContain('free: a skip > adopt: nothing rules it out any more')
    expect(changes(rubric, { q: 'must' }, 'q')).toContain('free: b adopt > skip: it is no longer required')
  })

  it('is always said, and never that need moves to where it was', () => {
    fc.assert(
      fc.property(randomCases, fc.nat(), ({ rubric, given }, at) => {
        const id = rubric.questions[at % rubric.questions.length]?.id as string
        for (const { changes } of whatIf(rubric, sheet(given), [id], { tool: TOOL }).cells) {
          for (const { because } of changes) {
            expect(because).not.toBe('')
            const [, from, to] = /need moves from (\S+) to (\S+)/.exec(because) ?? [undefined, 'a', 'b']
            expect(from).not.toBe(to)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
