import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, type Respondent } from '../../src/compare/compare.js'
import type { Accord, ComparedQuestion, Comparison, Value } from '../../src/compare/result.js'
import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { type Given, isHidden } from '../engine/oracle.js'
import { core } from '../engine/shipped.js'
import { answersOf, approachOf, deepFreeze, optionOf, questionOf, rubricOf, TOOL } from '../engine/small-rubric.js'
import { combinations, type Naive, naiveDivision, valueIn, withAnswers } from './naive.js'
import { randomSheets } from './random-sheets.js'

const respondent = (path: string, given: Given, more: Partial<AnswerSheet> = {}): Respondent => ({
  path,
  sheet: { answers: answersOf(given), ...more },
})
const all = (rubric: Rubric, sheets: readonly Given[], budgets = {}): Comparison =>
  compare(
    rubric,
    sheets.map((given, at) => respondent(`${at}.yaml`, given)),
    { tool: TOOL, budgets },
  )
const binary = (id: string, points: number) => questionOf(id, [optionOf('yes', { a: points }), optionOf('no', { a: 0 })])
const differenceIn = (result: Comparison, id: string): ComparedQuestion => {
  const found = result.differences.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} turns nothing`)
  return found
}

describe('who says what', () => {
  const rubric = rubricOf({
    approaches: [approachOf('a')],
    questions: [
      questionOf('door', [optionOf('open'), optionOf('shut')]),
      { ...binary('p', 9), when: { question: 'door', is: ['open'] } },
      questionOf('signs', [optionOf('one', { a: 1 }), optionOf('two', { a: 9 })], { kind: 'many' }),
    ],
  })
  const result = all(rubric, [
    { door: 'open', p: 'yes', signs: [] },
    { door: 'shut', p: 'yes', signs: ['two', 'one'] },
    { door: 'shut', p: 'unsure', signs: ['one'] },
  ])

  it('each answer once, open as one of them, and where the question does not apply', () => {
    expect(differenceIn(result, 'p').answers).toEqual([
      {
        value: 'yes',
        label: 'Label yes',
        files: [
          { file: '0.yaml', applies: true },
          { file: '1.yaml', applies: false },
        ],
      },
      { value: null, label: 'Not answered', files: [{ file: '2.yaml', applies: false }] },
    ])
  })

  it('a list in the order of the rubric, and an empty one', () => {
    expect(differenceIn(result, 'signs').answers.map(({ value, label }) => [value, label])).toEqual([
      [[], 'None of these'],
      [['one', 'two'], 'Label one; Label two'],
      [['one'], 'Label one'],
    ])
  })

  it('the number that was given, for each file of its own; numbers of one band are one answer', () => {
    const sheets = [150, 400, undefined].map(
      (number, at): Respondent => ({
        path: `${at}`,
        sheet: {
          answers: new Map([['p', number === undefined ? { value: 'no', origin: 'file' } : { value: 'yes', origin: 'file', number }]]),
        },
      }),
    )
    const one = compare(rubricOf({ approaches: [approachOf('a')], questions: [binary('p', 9)] }), sheets, { tool: TOOL })
    expect(differenceIn(one, 'p').answers[0]?.files).toEqual([
      { file: '0', number: 150, applies: true },
      { file: '1', number: 400, applies: true },
    ])
  })
})

describe('what a file is told by', () => {
  const rubric = rubricOf({ approaches: [approachOf('a')], questions: [binary('p', 9)] })
  const labels = (...files: readonly (readonly [path: string, title?: string])[]): string[] =>
    compare(
      rubric,
      files.map(([path, title]) => respondent(path, { p: 'yes' }, title === undefined ? {} : { title })),
      { tool: TOOL },
    ).files.map(({ label }) => label)

  it.each([
    [
      'its title',
      [
        ['a.yaml', 'Alpha'],
        ['b.yaml', 'Beta'],
      ],
      ['Alpha', 'Beta'],
    ],
    ['its path where it has no title', [['x/a.yaml', 'Alpha'], ['x/b.yaml']], ['Alpha', 'x/b.yaml']],
    [
      'its path where titles coincide',
      [
        ['a.yaml', 'Alpha'],
        ['b.yaml', 'Alpha'],
        ['c.yaml', 'Gamma'],
      ],
      ['a.yaml', 'b.yaml', 'Gamma'],
    ],
    ['without the folders that they share', [['x/y/a.yaml'], ['x/y/b.yaml'], ['x/z.yaml']], ['y/a.yaml', 'y/b.yaml', 'z.yaml']],
    [
      'titles that look alike coincide',
      [
        ['a.yaml', 'Al\u200bpha '],
        ['b.yaml', 'Alpha'],
      ],
      ['a.yaml', 'b.yaml'],
    ],
    [
      'a title that is another path tells nothing',
      [
        ['a.yaml', 'b.yaml'],
        ['b.yaml', 'Beta'],
      ],
      ['a.yaml', 'Beta'],
    ],
    [
      'a title that nobody can see is none',
      [
        ['a.yaml', '\u202e'],
        ['b.yaml', 'Beta'],
      ],
      ['a.yaml', 'Beta'],
    ],
    ['hidden characters of a path are spelt out', [['a\u202e.yaml'], ['b.yaml', 'Beta']], ['a\\u202e.yaml', 'Beta']],
  ] as const)('%s', (_, files, expected) => expect(labels(...files)).toEqual(expected))
})

describe('what turns a verdict', () => {
  it('by itself: from whose verdict to which', () => {
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: 1 })], questions: [binary('p', 1), binary('q', 4)] })
    const result = all(rubric, [
      { p: 'yes', q: 'yes' },
      { p: 'no', q: 'no' },
    ])
    expect(differenceIn(result, 'q').alone).toEqual([
      { file: '0.yaml', takes: 'no', changes: [{ approach: 'a', from: 'adopt', to: 'pilot' }] },
      { file: '1.yaml', takes: 'yes', changes: [{ approach: 'a', from: 'skip', to: 'adopt' }] },
    ])
    expect(differenceIn(result, 'p').alone).toMatchObject([{ file: '1.yaml', takes: 'yes', changes: [{ from: 'skip', to: 'pilot' }] }])
    expect(differenceIn(result, 'p').together).toBeUndefined()
  })

  it('only together: an example with the fewest others', () => {
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -1 })], questions: [binary('p', 1), binary('q', 1), binary('r', 1)] })
    const result = all(rubric, [
      { p: 'yes', q: 'no', r: 'no' },
      { p: 'no', q: 'yes', r: 'no' },
      { p: 'no', q: 'no', r: 'yes' },
    ])
    expect(result.differences.map(({ id, alone, canTurn }) => [id, alone, canTurn])).toEqual([
      ['p', [], ['a']],
      ['q', [], ['a']],
      ['r', [], ['a']],
    ])
    expect(differenceIn(result, 'r').together).toEqual({
      file: '0.yaml',
      takes: 'yes',
      changes: [{ approach: 'a', from: 'skip', to: 'pilot' }],
      along: [{ question: 'q', value: 'yes' }],
    })
    expect(result.settle, 'they agree already').toEqual({ first: [], enough: [], searched: 0 })
  })

  it('only with three others or more: no example is shown', () => {
    const ids = ['p', 'q', 'r', 's', 't']
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -3 })], questions: ids.map((id) => binary(id, 1)) })
    const result = all(
      rubric,
      ids.map((mine) => Object.fromEntries(ids.map((id) => [id, id === mine ? 'yes' : 'no']))),
    )
    expect(result.differences.map(({ together }) => together)).toEqual(ids.map(() => undefined))
    expect(result.differences.map(({ canTurn }) => canTurn)).toEqual(ids.map(() => ['a']))
  })

  it('what changes nothing is apart from it', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a')],
      questions: [binary('p', 9), questionOf('plan', [optionOf('x'), optionOf('y')], { role: 'context' })],
    })
    const result = all(rubric, [{ p: 'yes', plan: 'x' }, { p: 'no' }])
    expect(result.differences.map(({ id }) => id)).toEqual(['p'])
    expect(result.changeNothing).toEqual([{ id: 'plan', title: 'Title plan' }])
  })

  it('what is not ruled out is never said to change nothing', () => {
    const rubric = rubricOf({ approaches: [approachOf('a', { prior: -9 })], questions: [binary('p', 1), binary('q', 1)] })
    const sheets = [
      { p: 'yes', q: 'no' },
      { p: 'no', q: 'yes' },
    ]
    expect(all(rubric, sheets)).toMatchObject({ differences: [], changeNothing: [{ id: 'p' }, { id: 'q' }] })
    const unproved = { canTurn: [], notRuledOut: ['a'] }
    expect(all(rubric, sheets, { steps: 0 })).toMatchObject({ differences: [unproved, unproved], changeNothing: [] })
  })
})

describe('what to settle first', () => {
  const four = rubricOf({
    approaches: [approachOf('a'), approachOf('b'), approachOf('c'), approachOf('d')],
    questions: ['a', 'b', 'c', 'd'].map((id) => questionOf(`q${id}`, [optionOf('yes', { [id]: 9 }), optionOf('no')])),
  })
  const say = (word: string, ...ids: string[]): Given => Object.fromEntries(ids.map((id) => [`q${id}`, word]))

  it('one question is enough, whichever answer', () => {
    const { settle } = all(four, [say('yes', 'a'), say('no', 'a')])
    expect(settle.searched).toBe(1)
    expect(settle.enough).toEqual(settle.first)
    expect(settle.enough).toEqual([
      {
        questions: ['qa'],
        anyAnswer: true,
        agreements: ['yes', 'no'].map((value) => ({
          answers: [{ question: 'qa', value, label: `Label ${value}` }],
          approaches: ['a', 'b', 'c', 'd'],
          verdicts: [{ approach: 'a', verdict: value === 'yes' ? 'adopt' : 'skip' }],
          changes: [
            value === 'yes'
              ? { file: '1.yaml', approach: 'a', from: 'skip', to: 'adopt' }
              : { file: '0.yaml', approach: 'a', from: 'adopt', to: 'skip' },
          ],
        })),
        others: [],
      },
    ])
  })

  it('ties are told, and two are enough', () => {
    const { settle } = all(four, [say('yes', 'a', 'b'), say('no', 'a', 'b')])
    expect(settle.first.map(({ questions }) => questions)).toEqual([['qa'], ['qb']])
    expect(settle.enough.map(({ questions, agreements }) => [questions, agreements.length])).toEqual([[['qa', 'qb'], 4]])
    expect(settle.searched).toBe(2)
  })

  it('four are more than three', () => {
    const { settle } = all(four, [say('yes', 'a', 'b', 'c', 'd'), say('no', 'a', 'b', 'c', 'd')])
    expect(settle).toMatchObject({ enough: [], searched: 3 })
    expect(settle.first).toHaveLength(4)
  })

  it('nobody can agree on leaving a question open', () => {
    const { settle } = all(four, [say('yes', 'a'), {}])
    expect(settle.enough[0]?.agreements.map(({ answers }) => answers[0]?.value)).toEqual(['yes'])
    expect(settle.enough[0]?.anyAnswer).toBe(true)
  })

  it('only on one of the answers', () => {
    // Blocked is blocked for both; without the block they still differ.
    const rubric = rubricOf({
      approaches: [approachOf('a')],
      questions: [binary('p', 9), questionOf('stop', [optionOf('on', { a: -30 }), optionOf('off')])],
    })
    const { settle } = all(rubric, [
      { p: 'yes', stop: 'off' },
      { p: 'no', stop: 'on' },
    ])
    expect(settle.first.map(({ questions, anyAnswer, agreements }) => [questions, anyAnswer, agreements[0]?.answers[0]?.value])).toEqual([
      [['p'], false, 'no'],
      [['stop'], false, 'on'],
    ])
  })

  /** Alone neither answer moves `shared`; agreed on, both together do. */
  const pair = rubricOf({
    approaches: [approachOf('shared', { prior: -3 }), approachOf('b'), approachOf('c')],
    questions: ['b', 'c'].map((id) => questionOf(`q${id}`, [optionOf('yes', { [id]: 9, shared: 3 }), optionOf('no')])),
  })

  it('what is turned for all who agreed before is told', () => {
    const { settle, approaches } = all(pair, [
      { qb: 'yes', qc: 'no' },
      { qb: 'no', qc: 'yes' },
    ])
    expect(approaches.map(({ id, agree }) => [id, agree])).toEqual([
      ['shared', true],
      ['b', false],
      ['c', false],
    ])
    const [set] = settle.enough
    expect(set?.questions).toEqual(['qb', 'qc'])
    const both = set?.agreements.find(({ answers }) => answers.every(({ value }) => value === 'yes'))
    expect(both?.verdicts.map(({ approach }) => approach)).toEqual(['b', 'c'])
    expect(both?.changes.filter(({ approach }) => approach === 'shared').map(({ file, from }) => [file, from])).toEqual([
      ['0.yaml', 'skip'],
      ['1.yaml', 'skip'],
    ])
  })

  it('what each answer to a single question comes to, also where it brings less agreement', () => {
    const [first] = all(pair, [
      { qb: 'yes', qc: 'no' },
      { qb: 'no', qc: 'yes' },
    ]).settle.first
    expect(first?.agreements.map(({ answers }) => answers[0]?.value)).toEqual(['no'])
    expect(first?.others.map(({ answers, approaches }) => [answers[0]?.value, approaches])).toEqual([['yes', ['b']]])
  })

  it('says how far the budget of decisions lasted', () => {
    const sheets = [say('yes', 'a', 'b'), say('no', 'a', 'b')]
    expect(all(four, sheets, { decisions: 0 }).settle).toEqual({ first: [], enough: [], searched: 0 })
    expect(all(four, sheets, { decisions: 10 }).settle).toMatchObject({ first: [{}, {}], enough: [], searched: 1 })
  })
})

/** The ways to agree on some questions, and how many verdicts agree then; by the naive engine. */
function naiveAgreements(rubric: Rubric, sheets: readonly Given[], naive: Naive, set: readonly string[]) {
  const lists = set.map((id) => [id, (naive.differing.get(id) ?? []).filter((value) => value !== undefined)] as const)
  return combinations(lists).map((answers) => {
    const verdicts = sheets.map((given) => naive.verdicts(withAnswers(given, answers)))
    const agree = rubric.approaches.filter(({ id }) => verdicts.every((one) => one[id] === verdicts[0]?.[id]))
    const changes = verdicts.flatMap((one, at) => {
      const before = naive.verdicts(sheets[at] as Given)
      return rubric.approaches.flatMap(({ id }) =>
        before[id] === one[id] ? [] : [{ file: `${at}.yaml`, approach: id, from: before[id], to: one[id] }],
      )
    })
    return { answers: answers.map(([, value]) => value as Value), agree: agree.length, changes }
  })
}

const subsets = (list: readonly string[], size: number): string[][] =>
  size === 0 ? [[]] : list.flatMap((one, at) => subsets(list.slice(at + 1), size - 1).map((rest) => [one, ...rest]))

function naiveAccords(rubric: Rubric, sheets: readonly Given[], naive: Naive, size: number, wanted: number) {
  return subsets([...naive.differing.keys()], size).flatMap((questions) => {
    const ways = naiveAgreements(rubric, sheets, naive, questions)
    const good = ways.filter(({ agree }) => agree === wanted)
    const [rest, changes] = [ways.filter(({ agree }) => agree !== wanted), good.map((way) => way.changes)]
    const others = size === 1 ? rest.map((way) => ({ answers: way.answers, changes: way.changes })) : []
    return good.length === 0
      ? []
      : [{ questions, anyAnswer: good.length === ways.length, answers: good.map(({ answers }) => answers), changes, others }]
  })
}

const bare = (accords: readonly Accord[]) =>
  accords.map(({ questions, anyAnswer, agreements, others }) => ({
    questions,
    anyAnswer,
    answers: agreements.map(({ answers }) => answers.map(({ value }) => value)),
    changes: agreements.map(({ changes }) => changes),
    others: others.map(({ answers, changes }) => ({ answers: answers.map(({ value }) => value), changes })),
  }))

describe('compare agrees with deciding everything by the naive engine', () => {
  it('verdicts, what turns, what turns alone, and what changes nothing', () => {
    fc.assert(
      fc.property(randomSheets, ({ rubric, sheets }) => {
        const result = all(deepFreeze(rubric), sheets)
        const naive = naiveDivision(rubric, sheets)
        const verdicts = sheets.map(naive.verdicts)
        for (const { id, agree, verdicts: said } of result.approaches) {
          expect(said.map(({ verdict }) => verdict)).toEqual(verdicts.map((one) => one[id]))
          expect(agree).toBe(new Set(said.map(({ verdict }) => verdict)).size === 1)
        }
        const turning = [...naive.turns].filter(([, approaches]) => approaches.size > 0)
        expect(result.differences.map(({ id, canTurn }) => [id, new Set(canTurn)])).toEqual(turning)
        expect(result.changeNothing.map(({ id }) => id)).toEqual([...naive.turns.keys()].filter((id) => naive.turns.get(id)?.size === 0))
        for (const difference of result.differences) {
          const question = rubric.questions.find(({ id }) => id === difference.id) as Rubric['questions'][number]
          const taken = sheets.flatMap((given, at) =>
            (naive.differing.get(question.id) ?? []).flatMap((value) => {
              const after = naive.verdicts(withAnswers(given, [[question.id, value]]))
              const changes = rubric.approaches.flatMap(({ id }) =>
                verdicts[at]?.[id] === after[id] ? [] : [{ approach: id, from: verdicts[at]?.[id], to: after[id] }],
              )
              return changes.length === 0 ? [] : [{ file: `${at}.yaml`, takes: value ?? null, changes }]
            }),
          )
          expect(difference.alone).toEqual(taken)
          for (const { value, files } of difference.answers) {
            for (const { file, applies } of files) {
              const given = sheets[Number.parseInt(file, 10)] as Given
              expect(valueIn(question, given) ?? null).toEqual(value)
              expect(applies).toBe(!isHidden(rubric, given, question))
            }
          }
        }
      }),
      { numRuns: 120 },
    )
  })

  it('an example of what turns together is one', () => {
    fc.assert(
      fc.property(randomSheets, ({ rubric, sheets }) => {
        const naive = naiveDivision(rubric, sheets)
        for (const { id, alone, together } of all(rubric, sheets).differences) {
          if (together === undefined) continue
          expect(alone).toEqual([])
          const given = sheets[Number.parseInt(together.file, 10)] as Given
          const along = together.along.map(({ question, value }) => [question, value ?? undefined] as const)
          const [before, after] = [along, [...along, [id, together.takes ?? undefined] as const]].map((answers) =>
            naive.verdicts(withAnswers(given, answers)),
          )
          expect(together.changes.map(({ approach, from, to }) => [before?.[approach], after?.[approach], from, to])).toEqual(
            together.changes.map(({ from, to }) => [from, to, from, to]),
          )
          expect(together.changes.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('what to settle first, and what is enough', () => {
    fc.assert(
      fc.property(randomSheets, ({ rubric, sheets }) => {
        const { settle, approaches } = all(rubric, sheets)
        const naive = naiveDivision(rubric, sheets)
        const now = approaches.filter(({ agree }) => agree).length
        const everything = rubric.approaches.length
        if (now === everything) {
          expect(settle).toEqual({ first: [], enough: [], searched: 0 })
          return
        }
        const best = Math.max(
          ...subsets([...naive.differing.keys()], 1)
            .flatMap((set) => naiveAgreements(rubric, sheets, naive, set))
            .map(({ agree }) => agree),
        )
        expect(bare(settle.first)).toEqual(best > now ? naiveAccords(rubric, sheets, naive, 1, best) : [])
        const sizes = [1, 2, 3].map((size) => naiveAccords(rubric, sheets, naive, size, everything))
        const least = sizes.findIndex((accords) => accords.length > 0)
        expect(bare(settle.enough)).toEqual(least < 0 ? [] : sizes[least])
        expect(settle.searched).toBe(least < 0 ? 3 : least + 1)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the core rubric', () => {
  const changes = ({ alone }: ComparedQuestion) =>
    alone.flatMap(({ file, changes }) => changes.map(({ approach, from, to }) => `${file} ${approach} ${from}>${to}`))

  it('sales and support agree for opposite reasons: whoever takes over one answer of the other builds a user model', () => {
    const assistant: Given = { need: 'facts', 'corpus-size': 'large', 'change-rate': 'weekly', citations: 'helpful' }
    const result = compare(
      core,
      [
        // Everybody needs another answer, but nobody comes twice; or everybody comes back, and a few groups would do.
        respondent('sales.yaml', { ...assistant, 'user-diversity': 'individual', 'repeat-users': 'no' }),
        respondent('support.yaml', { ...assistant, 'user-diversity': 'segments', 'repeat-users': 'some', 'current-stack': ['rag'] }),
      ],
      { tool: TOOL },
    )
    expect(result.approaches.filter(({ agree }) => !agree)).toEqual([])
    expect(result.differences.map((each) => [each.id, each.canTurn, changes(each)])).toEqual([
      ['user-diversity', ['self-model'], ['support.yaml self-model skip>adopt']],
      ['repeat-users', ['self-model'], ['sales.yaml self-model skip>adopt']],
    ])
    expect(result.changeNothing.map(({ id }) => id)).toEqual(['current-stack'])
    expect(result.settle).toEqual({ first: [], enough: [], searched: 0 })
  })
})
