import { describe, expect, it } from 'vitest'
import type { Condition, Question } from '../../src/engine/rubric.js'
import { expectSameRanges } from './agreement.js'
import type { Given } from './oracle.js'
import { approachOf, decideOn, optionOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

function rangeOf(questions: readonly Question[], given: Given = {}) {
  return decideOn(rubricOf({ approaches: [approachOf('a')], questions }), given).approaches[0]?.range
}

const yesNo = (id: string, points: number, when?: Condition) =>
  questionOf(id, [optionOf('yes', { a: points }), optionOf('no')], when === undefined ? {} : { when })

describe('the range over open questions', () => {
  it('is the total when nothing is open', () => {
    expect(rangeOf([yesNo('q', 4)], { q: 'yes' })).toEqual({ low: 4, high: 4, lowNeed: 72, highNeed: 72, exact: true })
  })

  it('adds up what each open question allows', () => {
    expect(rangeOf([yesNo('q', 4), yesNo('r', -3), yesNo('s', 2)], { s: 'yes' })).toMatchObject({ low: -1, high: 6, exact: true })
  })

  it('leaves out what hidden questions would give', () => {
    const when: Condition = { question: 'q', is: ['no'] }
    expect(rangeOf([yesNo('q', 4), yesNo('r', 5, when)])).toMatchObject({ low: 0, high: 5 })
    expect(rangeOf([yesNo('q', 4), yesNo('r', 5, when)], { q: 'yes' })).toMatchObject({ low: 4, high: 4 })
  })

  it('drops an answer again where the open question that it hangs on could hide it', () => {
    expect(rangeOf([yesNo('q', 0), yesNo('r', 5, { question: 'q', is: ['no'] })], { r: 'yes' })).toMatchObject({ low: 0, high: 5 })
  })

  it('never counts points together whose conditions exclude each other', () => {
    const conditional = questionOf('r', [
      optionOf('x', [
        pointsOf('a', 5, { when: { question: 'q', is: ['yes'] } }),
        pointsOf('a', 6, { when: { question: 'q', is: ['no'] } }),
        pointsOf('a', -7, { when: { not: { question: 'q', is: ['yes', 'no'] } } }),
      ]),
      optionOf('y'),
    ])
    expect(rangeOf([yesNo('q', 3), conditional])).toMatchObject({ low: 0, high: 8 })
  })

  it('takes any subset of a many-question, within what conditions on the same question allow', () => {
    const many = questionOf(
      'm',
      [
        optionOf('o1', [pointsOf('a', 4, { when: { question: 'm', chosen: { least: 1, most: 1 } } })]),
        optionOf('o2', { a: 3 }),
        optionOf('o3', [pointsOf('a', -5, { when: { question: 'm', is: ['o2'] } })]),
      ],
      { kind: 'many' },
    )
    expect(rangeOf([many])).toMatchObject({ low: -2, high: 4 })
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [many] })
    expectSameRanges(rubric, {}, decideOn(rubric, {}))
  })

  it('leaves points open whose condition reads a question that the rubric leaves out', () => {
    const question = questionOf('q', [optionOf('x', [pointsOf('a', 5, { when: { question: 'gone', is: ['x'] } })]), optionOf('y')])
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [question], absent: ['gone'] })
    expect(decideOn(rubric, {}).approaches[0]?.range).toMatchObject({ low: 0, high: 0 })
  })
})

describe('X-08: ranges of big rubrics', () => {
  const options = Array.from({ length: 50 }, (_, index) => optionOf(`o${index}`, { a: index % 2 === 0 ? 1 : -1 }))
  const timed = (questions: readonly Question[]) => {
    const start = performance.now()
    const range = rangeOf(questions)
    expect(performance.now() - start).toBeLessThan(2000)
    return range
  }

  it('stays exact where conditions name a few of 50 options', () => {
    const many = questionOf('m', options, { kind: 'many' })
    const reader = questionOf('r', [optionOf('x', [pointsOf('a', 9, { when: { question: 'm', is: ['o1', 'o3'] } })]), optionOf('y')])
    expect(timed([many, reader])).toMatchObject({ low: -25, high: 33, exact: true })
  })

  it('gives a bound, and says so, where a condition counts 50 options', () => {
    const many = questionOf('m', options, { kind: 'many' })
    const count: Condition = { question: 'm', chosen: { least: 2, most: 3 } }
    const reader = questionOf('r', [
      optionOf('x', [pointsOf('a', 9, { when: count })]),
      optionOf('y', [pointsOf('a', -2, { when: count })]),
    ])
    expect(timed([many, reader])).toMatchObject({ low: -27, high: 34, exact: false })
  })

  it('gives a bound, and says so, where everything hangs together', () => {
    const letters = Array.from({ length: 24 }, (_, index) => `q${index}`)
    const questions = letters.map((id, index) =>
      questionOf(id, [
        optionOf(
          'x',
          letters.slice(0, index).map((other) => pointsOf('a', index % 2 === 0 ? 1 : -1, { when: { question: other, is: ['x'] } })),
        ),
        optionOf('y'),
        optionOf('z'),
        optionOf('w'),
      ]),
    )
    const range = timed(questions)
    expect(range?.exact).toBe(false)
    expect([range?.low, range?.high]).toEqual([-144, 132])
  })

  it('answers 200 questions of 50 options', () => {
    const big = Array.from({ length: 200 }, (_, index) => questionOf(`q${index}`, options))
    expect(timed(big)).toMatchObject({ low: -200, high: 200, exact: true })
  })
})
