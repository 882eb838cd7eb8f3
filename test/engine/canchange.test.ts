import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { expectSameEffects } from './agreement.js'
import { approachOf, decideOn, optionOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

const one = { id: 'one-job', of: ['a', 'b'], because: 'one job' }

function canChange(rubric: Rubric, question: string): readonly string[] | undefined {
  return decideOn(rubric, {}).openQuestions.find((open) => open.id === question)?.canChange
}

describe('what an open question can change', () => {
  it('names the approaches that one of its answers would turn, and no other', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 4 }), approachOf('b', { prior: -9 }), approachOf('c', { prior: 5 })],
      questions: [questionOf('q', [optionOf('yes', { a: 1, b: 8 }), optionOf('no', { c: 0 })])],
    })
    expect(canChange(rubric, 'q')).toEqual(['a'])
  })

  it('is empty for a question that gives no points and that nothing reads', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 4 })],
      questions: [questionOf('q', [optionOf('yes'), optionOf('no')], { role: 'context' })],
    })
    expect(canChange(rubric, 'q')).toEqual([])
  })

  it('counts what an answer does to the points of others, to gates and to what is asked', () => {
    const opens = pointsOf('a', 5, { when: { question: 'q', is: ['yes'] } })
    const rubric = rubricOf({
      approaches: [approachOf('a'), approachOf('b', { prior: 5 }), approachOf('c')],
      questions: [
        questionOf('q', [optionOf('yes'), optionOf('no')]),
        questionOf('points', [optionOf('p', [opens]), optionOf('none')]),
        questionOf('asked', [optionOf('x', { c: 5 }), optionOf('y')], { when: { not: { question: 'q', is: ['no'] } } }),
      ],
      gates: [{ id: 'g', approach: 'b', effect: 'block', when: { question: 'q', is: ['yes'] }, because: '', evidence: [] }],
    })
    const decision = decideOn(rubric, { points: 'p', asked: 'x' })
    expect(decision.openQuestions.map(({ id, canChange: ids }) => [id, ids])).toEqual([['q', ['a', 'b', 'c']]])
  })

  it('finds the one subset of a many-question that lets the weaker of two alternatives win', () => {
    const question = questionOf(
      'q',
      [optionOf('o1', { b: 6 }), optionOf('o2', { b: 5 }), optionOf('o3', { a: 5, b: 1 }), optionOf('o4', { a: -20, b: -15 })],
      { kind: 'many' },
    )
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: 10 }), approachOf('b')], questions: [question], alternatives: [one] })
    expect(canChange(rubric, 'q')).toEqual(['a', 'b'])
  })

  it('many-questions over alternatives agree with trying every subset', () => {
    const gains = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
    const priors = fc.tuple(fc.integer({ min: -4, max: 12 }), fc.integer({ min: -4, max: 12 }), fc.integer({ min: -4, max: 12 }))
    fc.assert(
      fc.property(fc.array(gains, { minLength: 1, maxLength: 5 }), priors, fc.boolean(), (options, [a, b, c], three) => {
        const question = questionOf(
          'q',
          options.map(([first, second, third], index) => optionOf(`o${index}`, { a: first, b: second, c: third })),
          { kind: 'many' },
        )
        const rubric = rubricOf({
          approaches: [approachOf('a', { prior: a }), approachOf('b', { prior: b }), approachOf('c', { prior: c })],
          questions: [question],
          alternatives: [three ? { ...one, of: ['a', 'b', 'c'] } : one],
        })
        expectSameEffects(rubric, {}, decideOn(rubric, {}))
      }),
      { numRuns: 400 },
    )
  })

  it('X-08: a many-question of 50 options takes no more than a moment, whether conditions read it or not', () => {
    const options = Array.from({ length: 50 }, (_, index) => optionOf(`o${index}`, { a: (index % 7) - 3, b: (index % 5) - 2 }))
    const rubric = rubricOf({
      approaches: [approachOf('a'), approachOf('b'), approachOf('c', { prior: 9 })],
      questions: [questionOf('free', options, { kind: 'many' }), questionOf('read', options, { kind: 'many' })],
      alternatives: [one],
      gates: [{ id: 'g', approach: 'c', effect: 'block', when: { question: 'read', is: ['o49'] }, because: '', evidence: [] }],
    })
    const start = performance.now()
    expect(canChange(rubric, 'free')).toEqual(['a', 'b'])
    expect(canChange(rubric, 'read')).toEqual(['a', 'b', 'c'])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
