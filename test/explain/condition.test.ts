import { describe, expect, it } from 'vitest'
import type { Condition } from '../../src/engine/rubric.js'
import { atomsOf, outlineOf, wordsOf } from '../../src/explain/condition.js'
import { CORE, is, SMALL } from './small-case.js'

const says = (condition: Condition): string | undefined => wordsOf(SMALL, condition)?.says
const chosen = (least: number, most: number): Condition => ({ question: 'signs', chosen: { least, most } })

describe('a condition in words', () => {
  it.each<[Condition, string]>([
    [is('gap', 'facts'), '“What is missing” is facts'],
    [is('gap', 'facts', 'manner'), '“What is missing” is facts or manner'],
    [is('size', 'none', 'small', 'large'), '“Size” is none, small or large'],
    [{ not: is('size', 'small') }, '“Size” is not small'],
    [{ not: is('gap', 'facts', 'nothing') }, '“What is missing” is other than facts or nothing'],
    [is('signs', 'wrong'), 'wrong is chosen under “Signs”'],
    [is('signs', 'wrong', 'odd'), 'wrong or odd is chosen under “Signs”'],
    [{ not: is('signs', 'wrong') }, 'wrong is not chosen under “Signs”'],
    [{ not: is('signs', 'wrong', 'odd') }, 'neither wrong nor odd is chosen under “Signs”'],
    [{ not: is('signs', 'wrong', 'odd', 'dull') }, 'none of wrong, odd and dull is chosen under “Signs”'],
    [chosen(2, 3), 'at least 2 options are chosen under “Signs”'],
    [{ not: chosen(2, 3) }, 'fewer than 2 options are chosen under “Signs”'],
    [chosen(0, 1), 'at most 1 option is chosen under “Signs”'],
    [{ not: chosen(0, 1) }, 'more than 1 option is chosen under “Signs”'],
    [chosen(1, 1), 'exactly 1 option is chosen under “Signs”'],
    [{ not: chosen(1, 2) }, 'other than 1 to 2 options are chosen under “Signs”'],
    [{ approach: 'search', verdict: ['adopt', 'pilot'] }, 'the verdict on Search is adopt or pilot'],
    [{ not: { approach: 'search', verdict: ['skip'] } }, 'the verdict on Search is not skip'],
    [{ all: [is('gap', 'facts'), { not: is('size', 'small') }] }, '“What is missing” is facts, and “Size” is not small'],
    [{ any: [is('gap', 'facts'), is('size', 'small')] }, '“What is missing” is facts, or “Size” is small'],
    [
      { all: [is('gap', 'facts'), { any: [is('size', 'none'), is('pairs', 'none')] }] },
      '“What is missing” is facts, and either “Size” is none or “Pairs” is none',
    ],
    [
      { any: [{ all: [is('gap', 'facts'), { any: [is('size', 'none'), is('pairs', 'none')] }] }, is('size', 'large')] },
      '(“What is missing” is facts and (“Size” is none or “Pairs” is none)), or “Size” is large',
    ],
    [{ not: { any: [is('gap', 'facts'), is('size', 'small')] } }, '“What is missing” is not facts, and “Size” is not small'],
    [{ not: { not: { all: [is('gap', 'facts')] } } }, '“What is missing” is facts'],
    [
      { all: [{ all: [is('gap', 'facts'), is('size', 'none')] }, is('pairs', 'none')] },
      '“What is missing” is facts, and “Size” is none, and “Pairs” is none',
    ],
    [{ all: [] }, 'it always holds'],
    [{ any: [] }, 'it never holds'],
    [{ not: { all: [] } }, 'it never holds'],
    [is('elsewhere', 'x'), 'elsewhere (which this rubric does not ask) is x'],
  ])('%j', (condition, words) => {
    expect(says(condition)).toBe(words)
  })

  it('is nothing where there is no condition', () => {
    expect(wordsOf(SMALL, undefined)).toBeUndefined()
  })

  it('names each question that it reads once', () => {
    expect(wordsOf(SMALL, { any: [is('size', 'small'), { not: is('gap', 'facts') }, is('size', 'none')] })?.reads).toEqual(['size', 'gap'])
  })

  it('becomes a list of two levels where a sentence would be long', () => {
    const long: Condition = {
      any: [
        {
          all: [
            is('gap', 'facts'),
            is('signs', 'wrong', 'odd', 'dull'),
            is('size', 'none', 'small'),
            is('plan', 'search', 'train'),
            is('stack', 'search', 'base'),
          ],
        },
        is('size', 'large'),
      ],
    }
    expect(outlineOf(SMALL, is('size', 'large'))).toEqual({ kind: 'sentence', says: '“Size” is large' })
    expect(outlineOf(SMALL, long)).toEqual({
      kind: 'parts',
      every: false,
      parts: [
        {
          kind: 'parts',
          every: true,
          parts: [
            '“What is missing” is facts',
            'wrong, odd or dull is chosen under “Signs”',
            '“Size” is none or small',
            'search or train is chosen under “Planned”',
            'search or base is chosen under “Built”',
          ],
        },
        { kind: 'sentence', says: '“Size” is large' },
      ],
    })
  })
})

describe('the atoms of a condition', () => {
  it('stand once each', () => {
    expect(atomsOf({ all: [is('gap', 'facts'), { not: is('gap', 'facts') }, { any: [is('size', 'none')] }] })).toEqual([
      is('gap', 'facts'),
      is('size', 'none'),
    ])
  })
})

it('every condition of the core rubric has words without an id of a question left over', () => {
  const conditions = [...CORE.gates, ...CORE.mistakes, ...CORE.setRules, ...CORE.preconditions, ...CORE.questions].flatMap(
    ({ when }) => when ?? [],
  )
  expect(conditions.length).toBeGreaterThan(80)
  for (const condition of conditions) {
    const words = wordsOf(CORE, condition)
    expect(words?.says).not.toMatch(/undefined|does not ask|change-rate|corpus-size/)
    for (const id of words?.reads ?? []) expect(words?.says).toContain(`“${CORE.questions.find((one) => one.id === id)?.title}”`)
  }
})
