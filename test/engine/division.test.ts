import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divisionOf, type Effort } from '../../src/engine/division.js'
import { buildModel, buildState } from '../../src/engine/model.js'
import { randomFrom } from '../../src/engine/random.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Slot } from '../../src/engine/truth.js'
import { naiveDivision } from '../compare/naive.js'
import { randomSheets } from '../compare/random-sheets.js'
import type { Given } from './oracle.js'
import { core } from './shipped.js'
import { answersOf, approachOf, gateOf, optionOf, questionOf, rubricOf } from './small-rubric.js'

interface Named {
  readonly answers: readonly Slot[]
  readonly held: readonly number[]
  readonly turns: readonly string[]
  readonly unproved: readonly string[]
}

/** The differences by id. */
function division(rubric: Rubric, sheets: readonly Given[], effort: Partial<Effort> = {}): Record<string, Named> {
  const model = buildModel(rubric)
  const states = sheets.map((given) => buildState(model, answersOf(given)))
  const named = (indexes: readonly number[]): string[] => indexes.map((index) => rubric.approaches[index]?.id ?? '')
  return Object.fromEntries(
    divisionOf(model, states, effort).map(({ question, slots, held, turns, unproved }) => [
      rubric.questions[question]?.id ?? '',
      { answers: slots, held, turns: named(turns), unproved: named(unproved) },
    ]),
  )
}

describe('divisionOf', () => {
  const binary = (id: string, points: number) => questionOf(id, [optionOf('yes', { a: points }), optionOf('no', { a: 0 })])

  it('nobody, one person, and people who agree are not divided', () => {
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [binary('p', 5)] })
    expect(division(rubric, [])).toEqual({})
    expect(division(rubric, [{ p: 'yes' }])).toEqual({})
    expect(division(rubric, [{ p: 'yes' }, { p: 'yes' }])).toEqual({})
    expect(division(rubric, [{ p: 'unsure' }, {}]), 'not sure is open').toEqual({})
  })

  it('open against answered is a difference', () => {
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [binary('p', 5)] })
    expect(division(rubric, [{}, { p: 'yes' }])).toEqual({ p: { answers: [null, 0], held: [0, 1], turns: ['a'], unproved: [] } })
    expect(division(rubric, [{}, { p: 'no' }]), 'no points, like no answer').toMatchObject({ p: { turns: [], unproved: [] } })
  })

  it('answers that turn nothing alone turn something together', () => {
    // The lines are at 2 and 5: only all three together reach 2.
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -1 })], questions: [binary('p', 1), binary('q', 1), binary('r', 1)] })
    const found = division(rubric, [
      { p: 'yes', q: 'no', r: 'no' },
      { p: 'no', q: 'yes', r: 'no' },
      { p: 'no', q: 'no', r: 'yes' },
    ])
    expect(Object.values(found).map(({ turns }) => turns)).toEqual([['a'], ['a'], ['a']])
  })

  it('what a gate settles, whatever is answered, is turned by nothing', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a')],
      questions: [binary('p', 9), questionOf('stop', [optionOf('on'), optionOf('off')])],
      gates: [gateOf('stopped', 'a', 'block', { when: { question: 'stop', is: ['on'] } })],
    })
    expect(
      division(rubric, [
        { p: 'yes', stop: 'on' },
        { p: 'no', stop: 'on' },
      ]),
    ).toMatchObject({ p: { turns: [], unproved: [] } })
    expect(
      division(rubric, [
        { p: 'yes', stop: 'on' },
        { p: 'no', stop: 'off' },
      ]),
      'one of them lifts it',
    ).toMatchObject({
      p: { turns: ['a'] },
      stop: { turns: ['a'] },
    })
  })

  it('an answer to a hidden question turns something only where some combination shows it', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a')],
      questions: [
        questionOf('door', [optionOf('open'), optionOf('shut')]),
        { ...binary('p', 9), when: { question: 'door', is: ['open'] } },
      ],
    })
    expect(
      division(rubric, [
        { door: 'shut', p: 'yes' },
        { door: 'shut', p: 'no' },
      ]),
    ).toMatchObject({ p: { turns: [] } })
    expect(
      division(rubric, [
        { door: 'shut', p: 'yes' },
        { door: 'open', p: 'no' },
      ]),
    ).toMatchObject({
      p: { turns: ['a'] },
      door: { turns: ['a'] },
    })
  })

  it('alternatives are judged against each other', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 6 }), approachOf('b', { prior: 6 })],
      alternatives: [{ id: 'one', of: ['a', 'b'], because: '' }],
      questions: [questionOf('p', [optionOf('much', { b: 3 }), optionOf('little', { b: -1 })])],
    })
    expect(division(rubric, [{ p: 'much' }, { p: 'little' }])).toMatchObject({ p: { turns: ['a', 'b'] } })
  })

  it('agrees with deciding every combination by the naive engine', () => {
    fc.assert(
      fc.property(randomSheets, fc.constantFrom(0, 20), fc.constantFrom([30_000], [60, 200]), ({ rubric, sheets }, draws, tries) => {
        const found = division(rubric, sheets, { draws, tries })
        const naive = naiveDivision(rubric, sheets)
        expect(Object.keys(found)).toEqual([...naive.differing.keys()])
        for (const [question, { turns, unproved }] of Object.entries(found)) {
          expect(unproved, question).toEqual([])
          expect(new Set(turns), question).toEqual(naive.turns.get(question))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('rules nothing out where the budget does not last', () => {
    fc.assert(
      fc.property(randomSheets, fc.constantFrom(0, 20, 100), ({ rubric, sheets }, steps) => {
        const exact = division(rubric, sheets)
        for (const [question, { turns, unproved }] of Object.entries(division(rubric, sheets, { steps, draws: 0, tries: [20] }))) {
          const possible = exact[question]?.turns ?? []
          expect([...turns, ...unproved], question).toEqual(expect.arrayContaining([...possible]))
          expect(possible, question).toEqual(expect.arrayContaining([...turns]))
          expect(turns.filter((one) => unproved.includes(one))).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('what could matter by its points and does not is proved harmless, or else not ruled out', () => {
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -9 })], questions: [binary('p', 1), binary('q', 1)] })
    const sheets = [
      { p: 'yes', q: 'no' },
      { p: 'no', q: 'yes' },
    ]
    expect(division(rubric, sheets)).toMatchObject({ p: { turns: [], unproved: [] }, q: { turns: [], unproved: [] } })
    expect(division(rubric, sheets, { steps: 0 })).toMatchObject({ p: { turns: [], unproved: ['a'] }, q: { turns: [], unproved: ['a'] } })
  })

  it('two people who agree on nothing in core are told apart without anything left unproved', () => {
    const random = randomFrom(3)
    for (let round = 0; round < 5; round++) {
      const sheets = [0, 1].map((side) =>
        Object.fromEntries(
          core.questions.map(({ id, kind, options }): [string, string | string[]] => {
            const at = (random(options.length - 1) + side) % options.length
            const ids = options.filter((_, option) => (kind === 'single' ? option === at : option % 2 === side)).map((one) => one.id)
            return [id, kind === 'single' ? (ids[0] ?? '') : ids]
          }),
        ),
      )
      expect(Object.values(division(core, sheets)).flatMap(({ unproved }) => unproved)).toEqual([])
    }
  })
})
