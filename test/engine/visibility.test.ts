import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { hasReason } from '../../src/engine/sufficient.js'
import { visibility } from '../../src/engine/visibility.js'
import type { Given } from './oracle.js'
import { isHidden, isOpen } from './oracle.js'
import { randomCases } from './random-rubric.js'
import { core } from './shipped.js'
import { answersOf, optionOf, questionOf, rubricOf } from './small-rubric.js'

const yesNo = [optionOf('yes'), optionOf('no')]
const chain = rubricOf({
  questions: [
    questionOf('first', yesNo, { role: 'enabler' }),
    questionOf('second', yesNo, { when: { question: 'first', is: ['yes'] } }),
    questionOf('third', yesNo, { when: { not: { question: 'second', is: ['no'] } }, role: 'context' }),
    questionOf('fourth', yesNo, { when: { question: 'third', is: ['yes'] }, kind: 'many' }),
  ],
})

function ids(rubric: Rubric, given: Given): Record<'asked' | 'open' | 'hidden', string[]> {
  const { asked, open, hidden } = visibility(rubric, answersOf(given))
  const names = (list: typeof asked): string[] => list.map((question) => question.id)
  return { asked: names(asked), open: names(open), hidden: names(hidden) }
}

describe('which questions concern the person', () => {
  it('all, while nothing is answered', () => {
    const all = ['first', 'second', 'third', 'fourth']
    expect(ids(chain, {})).toEqual({ asked: all, open: all, hidden: [] })
  })

  it('a question whose condition is false is neither asked nor open, whatever was answered to it', () => {
    expect(ids(chain, { first: 'no' })).toEqual({ asked: ['first', 'third', 'fourth'], open: ['third', 'fourth'], hidden: ['second'] })
    expect(ids(chain, { first: 'no', second: 'no' })).toEqual({
      asked: ['first', 'third', 'fourth'],
      open: ['third', 'fourth'],
      hidden: ['second'],
    })
  })

  it('what hangs on a hidden question is hidden with it', () => {
    expect(ids(chain, { first: 'yes', second: 'no', third: 'yes' })).toEqual({
      asked: ['first', 'second'],
      open: [],
      hidden: ['third', 'fourth'],
    })
  })

  it('unsure is open, an empty list is an answer', () => {
    expect(ids(chain, { first: 'unsure', fourth: [] })).toEqual({
      asked: ['first', 'second', 'third', 'fourth'],
      open: ['first', 'second', 'third'],
      hidden: [],
    })
  })

  it('agrees with the oracle', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const { asked, open, hidden } = ids(rubric, given)
        const hiddenToo = rubric.questions.filter((question) => isHidden(rubric, given, question)).map((question) => question.id)
        expect(hidden).toEqual(hiddenToo)
        expect(open).toEqual(rubric.questions.filter((question) => isOpen(rubric, given, question)).map((question) => question.id))
        expect(asked).toEqual(rubric.questions.map((question) => question.id).filter((id) => !hiddenToo.includes(id)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('whether there is anything to decide', () => {
  const reason = (rubric: Rubric, given: Given): boolean => hasReason(rubric, answersOf(given))

  it('asks for one visible reason question with an answer', () => {
    expect(reason(chain, {})).toBe(false)
    expect(reason(chain, { first: 'yes' })).toBe(false)
    expect(reason(chain, { second: 'unsure', third: 'yes' })).toBe(false)
    expect(reason(chain, { second: 'yes' })).toBe(true)
    expect(reason(chain, { first: 'no', second: 'yes' })).toBe(false)
    expect(reason(chain, { fourth: [] })).toBe(true)
  })

  it('enablers and context alone decide nothing in core', () => {
    expect(reason(core, { 'labeled-pairs': 'thousands', budget: 'large', leaning: ['rag'] })).toBe(false)
    expect(reason(core, { 'labeled-pairs': 'thousands', traffic: 'low' })).toBe(true)
  })
})
