import { describe, expect, it } from 'vitest'
import { writtenChanges } from '../../src/diff/written.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { core } from '../engine/shipped.js'
import { approachOf, gateOf, optionOf, pointsOf, questionOf, rubricOf } from '../engine/small-rubric.js'

const when = { question: 'need', is: ['no'] }
const before = rubricOf({
  approaches: [approachOf('a'), approachOf('b')],
  questions: [questionOf('need', [optionOf('yes', [pointsOf('a', 6), pointsOf('a', 2, { when })]), optionOf('no')])],
  gates: [gateOf('g', 'a', 'hold')],
  alternatives: [{ id: 'one', of: ['a', 'b'], because: '' }],
})
const changes = (after: Partial<Rubric>) => writtenChanges(before, { ...before, ...after })
const question = (...points: readonly ReturnType<typeof pointsOf>[]) => ({
  questions: [questionOf('need', [optionOf('yes', points), optionOf('no')])],
})

describe('what is written otherwise', () => {
  it('is nothing where only keys stand in another order', () => {
    expect(writtenChanges(core, JSON.parse(JSON.stringify(core)))).toEqual([])
    const turned = Object.fromEntries(Object.entries(before).reverse()) as unknown as Rubric
    expect(writtenChanges(before, turned)).toEqual([])
  })

  it('points by question, option and approach, told apart by their conditions', () => {
    expect(changes(question(pointsOf('a', 5, { because: '6 for a' }), pointsOf('a', 2, { when })))).toEqual([
      { part: 'points', id: 'need.yes for a', change: 'changed', weighs: true, fields: [{ name: 'points', before: 6, after: 5 }] },
    ])
    expect(changes(question(pointsOf('a', 6)))).toEqual([
      {
        part: 'points',
        id: 'need.yes for a',
        change: 'removed',
        weighs: true,
        fields: [
          { name: 'points', before: 2 },
          { name: 'when', before: when },
        ],
      },
    ])
    expect(changes(question(pointsOf('a', 6), pointsOf('a', 2, { when }), pointsOf('b', 3)))).toMatchObject([
      { id: 'need.yes for b', change: 'added', fields: [{ name: 'points', after: 3 }] },
    ])
    expect(changes(question(pointsOf('a', 6), pointsOf('a', 2)))).toMatchObject([
      { id: 'need.yes for a', change: 'changed', fields: [{ name: 'when', before: when }] },
    ])
  })

  it('reasons and sources do not weigh', () => {
    expect(changes(question(pointsOf('a', 6, { because: 'otherwise' }), pointsOf('a', 2, { when })))).toMatchObject([
      { weighs: false, fields: [{ name: 'because', before: '6 for a', after: 'otherwise' }] },
    ])
  })

  it('gates, lines, mistakes, options and questions by their ids; what weighs comes first', () => {
    const after: Partial<Rubric> = {
      title: 'Other',
      approaches: [approachOf('a', { lines: { adopt: 6, pilot: 2, ready: 0 } }), approachOf('b')],
      gates: [gateOf('h', 'a', 'block')],
      mistakes: [{ id: 'm', title: '', when, says: '', instead: '', evidence: [] }],
      alternatives: [{ id: 'one', of: ['b', 'a'], because: '' }],
      questions: [
        questionOf('need', [optionOf('yes', before.questions[0]?.options[0]?.points), optionOf('maybe')], { text: 'Otherwise?' }),
        questionOf('new', [optionOf('yes'), optionOf('no')]),
      ],
    }
    expect(changes(after).map(({ part, id, change, weighs }) => `${weighs ? '!' : ''}${part} ${id} ${change}`)).toEqual([
      '!approach a changed',
      '!alternatives one changed',
      '!option need.no removed',
      '!option need.maybe added',
      '!question new added',
      '!gate g removed',
      '!gate h added',
      'rubric small changed',
      'question need changed',
      'mistake m added',
    ])
  })

  it('another order of questions is one change', () => {
    const two = { ...before, questions: [...before.questions, questionOf('more', [optionOf('yes'), optionOf('no')])] }
    expect(writtenChanges(two, { ...two, questions: [...two.questions].reverse() })).toEqual([
      {
        part: 'question',
        id: '',
        change: 'changed',
        weighs: false,
        fields: [{ name: 'order', before: ['need', 'more'], after: ['more', 'need'] }],
      },
    ])
  })
})
