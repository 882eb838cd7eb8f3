import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/rubric/limits.js'
import { codes, minimalWith, read } from './reading.js'

const times = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('')

const question = (index: number): string =>
  `  - {id: q${index}, section: task, role: context, title: Q, text: Q?, help: H., why: W., options: [{id: a, label: A}, {id: b, label: B}]}\n`

// How to write each limited thing so many times, and what the minimal rubric holds of it already.
const LISTS: readonly (readonly [name: string, limit: number, held: number, write: (count: number) => string])[] = [
  ['questions', LIMITS.questions, 3, (count) => minimalWith(['gates:', `${times(count, question)}gates:`])],
  [
    'options',
    LIMITS.options,
    2,
    (count) =>
      minimalWith(['      - {id: rag, label: R', `${times(count, (i) => `      - {id: o${i}, label: O}\n`)}      - {id: rag, label: R`]),
  ],
  [
    'approaches',
    LIMITS.approaches,
    2,
    (count) =>
      minimalWith(
        ['questions:', `${times(count, (i) => `  - {id: a${i}, title: A, summary: S., layer: documents}\n`)}questions:`],
        ['filled-by: [rag]', `filled-by: [rag${times(Math.min(count, 49), (i) => `, a${i}`)}]`],
        ['  rag:\n    does', `${times(count, (i) => `  a${i}: {does: [D.]}\n`)}  rag:\n    does`],
      ),
  ],
  [
    'gates',
    LIMITS.entries,
    1,
    (count) =>
      minimalWith([
        'mistakes:',
        `${times(count, (i) => `  - {id: g${i}, approach: rag, effect: block, when: {question: need, is: facts}, because: B.}\n`)}mistakes:`,
      ]),
  ],
  [
    'mistakes',
    LIMITS.entries,
    1,
    (count) =>
      minimalWith([
        'deployments:',
        `${times(count, (i) => `  - {id: m${i}, title: M, when: {question: need, is: facts}, says: S., instead: I.}\n`)}deployments:`,
      ]),
  ],
]

describe.each(LISTS)('%s', (name, limit, held, write) => {
  test(`${limit} are read`, async () => {
    expect((await read(write(limit - held))).ok).toBe(true)
  })

  test(`${limit + 1} are refused`, async () => {
    const checked = await read(write(limit + 1 - held))
    expect(checked.ok).toBe(false)
    expect(codes(checked)).toContain('shape-too-many')
    if (!checked.ok)
      expect(checked.problems.find(({ code }) => code === 'shape-too-many')?.message).toBe(`\`${name}\` has more than ${limit} entries`)
  })
})

describe('texts and numbers', () => {
  const label = (length: number): string => minimalWith(['label: Facts', `label: ${'x'.repeat(length)}`])
  const help = (length: number): string => minimalWith(['help: Facts or behaviour.', `help: ${'x'.repeat(length)}`])
  const points = (value: number): string => minimalWith(['{points: 6,', `{points: ${value},`])
  const nested = (levels: number): string =>
    minimalWith([
      'when: {question: need, is: behavior}',
      `when: ${'{not: '.repeat(levels - 1)}{question: need, is: behavior}${'}'.repeat(levels - 1)}`,
    ])

  test.each([
    ['a label', label, LIMITS.label, 'shape-too-long'],
    ['the levels of a condition', nested, LIMITS.conditionDepth, 'condition-depth'],
    ['points', points, LIMITS.points, 'shape-range'],
  ] as const)('%s at its limit, and one beyond', async (_, write, limit, code) => {
    expect((await read(write(limit))).ok).toBe(true)
    expect(codes(await read(write(limit + 1)))).toEqual([code])
  })

  test('a text of 4,000 characters is read, one of 4,001 is refused by the strict reader', async () => {
    expect((await read(help(LIMITS.text))).ok).toBe(true)
    expect(codes(await read(help(LIMITS.text + 1)))).toEqual(['text-too-long'])
  })

  test('points below -100 are refused', async () => {
    expect(codes(await read(points(-101)))).toContain('shape-range')
  })
})

describe('many problems', () => {
  const unused = (count: number): string =>
    minimalWith([
      'references:',
      `references:\n${times(count, (i) => `  - {id: r${i}, title: T, publisher: P, year: 2026, address: none, claim: C., checked: memory}\n`)}`.trimEnd(),
    ])

  test('a thousand are listed, then only how many there are; warnings stay warnings', async () => {
    expect(codes(await read(unused(1000)))).toHaveLength(1000)
    const checked = await read(unused(1001))
    expect(checked.ok).toBe(true)
    expect(codes(checked)).toHaveLength(1001)
    expect(codes(checked).at(-1)).toBe('too-many-problems')
  })
})

describe('X-08', () => {
  const many = (questions: number, options: number): string => {
    const list = times(options, (o) => `{id: a${o}, label: A},`)
    return minimalWith([
      'gates:',
      `${times(questions, (q) => `  - {id: q${q}, section: task, role: context, title: Q, text: Q?, help: H., why: W., options: [${list}]}\n`)}gates:`,
    ])
  }

  test('200 questions of 50 options are read within two seconds', async () => {
    const text = many(LIMITS.questions - 3, LIMITS.options)
    const started = performance.now()
    const checked = await read(text)
    expect(codes(checked)).toEqual([])
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('one question more, or one option more in each, is refused as fast', async () => {
    const started = performance.now()
    expect(codes(await read(many(LIMITS.questions - 2, LIMITS.options)))).toEqual(['shape-too-many'])
    expect(new Set(codes(await read(many(150, LIMITS.options + 1))))).toEqual(new Set(['shape-too-many']))
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test('198 questions that all read each other are refused within two seconds', async () => {
    const reads = (q: number): string => times(50, (i) => `{question: q${(q * 7 + i * 13 + 1) % 198}, is: a}, `)
    const circle = times(
      197,
      (q) =>
        `  - {id: q${q}, section: task, role: context, title: Q, text: Q?, help: H., why: W., when: {any: [${reads(q)}]}, options: [{id: a, label: A}, {id: b, label: B}]}\n`,
    )
    const started = performance.now()
    const all = codes(await read(minimalWith(['gates:', `${circle}gates:`])))
    expect(performance.now() - started).toBeLessThan(2000)
    expect(new Set(all)).toEqual(new Set(['condition-cycle', 'condition-self', 'condition-later', 'unknown-question', 'too-many-problems']))
    expect(all).toHaveLength(1001)
  })

  test('600 mistakes that each read twelve many-questions are checked within two seconds', async () => {
    const questions = times(
      12,
      (q) =>
        `  - {id: m${q}, section: task, role: context, kind: many, title: Q, text: Q?, help: H., why: W., options: [${times(11, (o) => `{id: o${o}, label: O}, `)}]}\n`,
    )
    const when = `{all: [${times(12, (q) => `{question: m${q}, is: o1}, `)}]}`
    const mistakes = times(600, (m) => `  - {id: x${m}, title: M, when: ${when}, says: S., instead: I.}\n`)
    const text = minimalWith(['gates:', `${questions}gates:`], ['deployments:', `${mistakes}deployments:`])
    const started = performance.now()
    expect(codes(await read(text))).toEqual([])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
