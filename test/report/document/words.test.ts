import { describe, expect, it } from 'vitest'
import {
  answerWords,
  capital,
  count,
  grouped,
  listed,
  lossWords,
  marginWords,
  paragraphsOf,
  reviewWords,
  sentence,
  signed,
  span,
} from '../../../src/report/document/words.js'
import { renderMarkdown } from '../../../src/report/markdown.js'
import { approachOf, decideOn, gateOf, rubricOf } from '../../engine/small-rubric.js'
import { SAMPLE } from '../sample-decision.js'

const answer = { value: 'x', origin: 'file', question: 'Q', labels: ['Label'], scored: true } as const
const approach = SAMPLE.approaches[0] as (typeof SAMPLE.approaches)[number]

describe('words', () => {
  it.each([
    [6, '+6'],
    [0, '0'],
    [-0, '0'],
    [-3, '-3'],
  ])('%d points are %s', (points, words) => expect(signed(points)).toBe(words))

  it.each([
    [1, '1 point'],
    [-1, '-1 point'],
    [0, '0 points'],
    [2, '2 points'],
  ])('counts %d', (number, words) => {
    expect(count(number, 'point')).toBe(words)
  })

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('lists %j', (words, sentence) => expect(listed(words)).toBe(sentence))

  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [12_000_000, '12,000,000'],
    [1234.5678, '1,234.5678'],
  ])('groups %d', (number, words) => {
    expect(grouped(number)).toBe(words)
  })

  it('ends a sentence once', () => {
    expect(['A', 'A.', 'A? ', 'A!', 'A…'].map(sentence)).toEqual(['A.', 'A.', 'A?', 'A!', 'A…'])
  })

  it('begins a sentence', () => expect(['abc', '', 'éa'].map(capital)).toEqual(['Abc', '', 'Éa']))

  it.each([
    [answer, 'Label'],
    [{ ...answer, number: 4200 }, 'Label (4,200 given)'],
    [{ ...answer, scored: false }, 'Label (does not apply here, not scored)'],
    [{ ...answer, value: 'unsure', labels: [], scored: false }, 'Not sure'],
    [{ ...answer, value: [], labels: [] }, 'None of these'],
    [{ ...answer, value: ['a', 'b'], labels: ['A', 'B'] }, 'A; B'],
  ])('says %j as %s', (given, words) => expect(answerWords(given)).toBe(words))

  it.each([
    [null, 'No points can change it.'],
    [{ points: 0, to: 'line', at: 'adopt' }, 'Right on the adopt line.'],
    [{ points: 1, to: 'line', at: 'pilot' }, '1 point from the pilot line.'],
    [{ points: 2, to: 'readiness', at: 'ready' }, '2 points from the readiness line.'],
    [{ points: 3, to: 'alternative', at: 'rag' }, '3 points from Retrieval (RAG).'],
    [{ points: 3, to: 'alternative', at: 'gone' }, '3 points from gone.'],
  ] as const)('says the margin %j', (margin, words) => expect(marginWords(SAMPLE, { ...approach, margin })).toBe(words))

  it('writes a range, or its only value', () => expect([span(1, 2), span(3, 3)]).toEqual(['1 to 2', '3']))

  it('keeps the paragraphs of free text', () => expect(paragraphsOf('a\nb\n\n \n\nc\n')).toEqual(['a\nb', 'c\n']))
})

describe('when to look again', () => {
  const validation = { ...SAMPLE.validation, revisit: { afterDays: 45, onDate: '2027-01-05', triggers: [] } }
  it.each([
    ['after so many days, with the day', { validation }, 'After 45 days, on 2027-01-05.'],
    [
      'without a day where the report has no date',
      { validation: { ...validation, revisit: { afterDays: 1, triggers: [] } } },
      'After 1 day.',
    ],
    [
      'after the day that the team has set, and no other',
      { validation, reviewAfter: '2027-06-30' },
      'After 2027-06-30, the review date that the team has set.',
    ],
  ])('%s', (_, decision, words) => expect(reviewWords(decision)).toBe(words))
})

describe('how an approach lost to its alternative', () => {
  it.each([
    ['by points', { title: 'B', points: 2, tie: false }, 'It lost by 2 points to B.'],
    ['on a tie', { title: 'B', points: 0, tie: true }, 'It tied with B, and the order of the rubric decided.'],
    ['on a tie with a reason', { title: 'B', points: 0, tie: true, tieBecause: 'B is less work.' }, 'It tied with B. B is less work.'],
    [
      'ahead in points and waiting',
      { title: 'B', points: -4, tie: false },
      'B can start now, while this has something missing first; points did not decide.',
    ],
    [
      'level in points and waiting',
      { title: 'B', points: 0, tie: false },
      'B can start now, while this has something missing first; points did not decide.',
    ],
  ])('%s', (_, lostTo, expected) => expect(lossWords(lostTo)).toBe(expected))

  it('is never by less than one point in a report', () => {
    const approaches = [approachOf('a', { prior: 10 }), approachOf('b', { prior: 6 })]
    const alternatives = [{ id: 'one-job', of: ['a', 'b'], because: 'They do one job.' }]
    const decision = decideOn(rubricOf({ approaches, alternatives, gates: [gateOf('wait', 'a', 'hold')] }), {})
    expect(decision.approaches[0]?.lostTo).toMatchObject({ id: 'b', points: -4 })
    expect(renderMarkdown(decision)).toContain('Title b can start now, while this has something missing first')
    expect(renderMarkdown(decision)).not.toMatch(/lost by (0|-)/)
  })
})

describe('a margin behind a gate', () => {
  const wordsFor = (effect: 'hold' | 'block', prior: number): string => {
    const decision = decideOn(rubricOf({ approaches: [approachOf('a', { prior })], gates: [gateOf('g', 'a', effect)] }), {})
    return marginWords(decision, decision.approaches[0] as (typeof decision.approaches)[number])
  }

  it('says that something else comes first', () => {
    expect(wordsFor('hold', 4)).toBe('Held back; 1 point from the adopt line.')
    expect(wordsFor('hold', 5)).toBe('Held back; right on the adopt line.')
    expect(wordsFor('block', 9)).toBe('Blocked: no points can change it.')
  })
})
