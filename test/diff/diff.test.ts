import { describe, expect, it } from 'vitest'
import { diffRubrics } from '../../src/diff/diff.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { core } from '../engine/shipped.js'
import { approachOf, deepFreeze, gateOf, optionOf, questionOf, rubricOf } from '../engine/small-rubric.js'

/** Two approaches; `a` is adopted from 5 points, and `need` gives them or not. */
const small = deepFreeze(
  rubricOf({
    approaches: [approachOf('a'), approachOf('b')],
    questions: [
      questionOf('need', [optionOf('yes', { a: 6, b: 1 }), optionOf('some', { a: 3 }), optionOf('no')]),
      questionOf('more', [optionOf('yes', { a: 2, b: 5 }), optionOf('no', { a: -2 })]),
    ],
  }),
)
const withQuestion = (rubric: Rubric, ...added: Rubric['questions']): Rubric => ({ ...rubric, questions: [...rubric.questions, ...added] })
const withPoints = (points: number): Rubric => ({
  ...small,
  questions: [
    questionOf('need', [optionOf('yes', { a: points, b: 1 }), optionOf('some', { a: 3 }), optionOf('no')]),
    small.questions[1] as never,
  ],
})
const moves = (before: Rubric, after: Rubric) =>
  diffRubrics(before, after).approaches.flatMap(({ id, moves }) =>
    moves.map(({ from, to, share }) => `${id} ${from}>${to} ${share.kind === 'exact' ? `${share.ways}/${share.of}` : share.kind}`),
  )

describe('an edit of a small rubric', () => {
  it('counts in how many ways a verdict moves, and the other way round the same', () => {
    expect(moves(small, withPoints(2))).toEqual(['a adopt>pilot 1/6', 'a pilot>skip 1/6'])
    expect(moves(withPoints(2), small)).toEqual(['a pilot>adopt 1/6', 'a skip>pilot 1/6'])
    expect(diffRubrics(small, withPoints(2)).any).toEqual({ kind: 'exact', share: 0.333333333333333, ways: '1', of: '3' })
  })

  it('shows the fewest answers, the rest open, with both verdicts', () => {
    expect(diffRubrics(small, withPoints(2)).examples).toEqual([
      {
        given: { need: 'yes' },
        before: { need: 'yes' },
        after: { need: 'yes' },
        answers: 1,
        smallest: true,
        turned: [{ approach: 'a', before: 'adopt', after: 'pilot' }],
      },
      {
        given: { need: 'yes', more: 'no' },
        before: { need: 'yes', more: 'no' },
        after: { need: 'yes', more: 'no' },
        answers: 2,
        smallest: true,
        turned: [{ approach: 'a', before: 'pilot', after: 'skip' }],
      },
    ])
  })

  it('an edit that only shows while a question is open changes no complete sheet, and still has its example', () => {
    const { any, same, examples } = diffRubrics(small, withPoints(4))
    expect({ any, same }).toEqual({ any: { kind: 'exact', share: 0, ways: '0', of: '1' }, same: false })
    expect(examples).toMatchObject([{ given: { need: 'yes' }, turned: [{ approach: 'a', before: 'adopt', after: 'pilot' }] }])
  })

  it('nothing changes between a rubric and itself', () => {
    const { same, any, examples, written, cases } = diffRubrics(small, { ...small }, { cases: [{ id: 'one', given: { need: 'yes' } }] })
    expect({ same, any: any.kind === 'exact' && any.ways, examples, written, cases }).toEqual({
      same: true,
      any: '0',
      examples: [],
      written: [],
      cases: { count: 1, changed: [] },
    })
  })

  it('a verdict that only a rare way changes has its example all the same', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      questionOf(`q${at}`, [optionOf('yes', { a: 1 }), optionOf('no', { a: -1 }), optionOf('x')]),
    )
    const before = rubricOf({ approaches: [approachOf('a', { lines: { adopt: 12, pilot: 12, ready: 0 } })], questions: many })
    const after = { ...before, approaches: [approachOf('a', { lines: { adopt: 13, pilot: 13, ready: 0 } })] }
    const { any, examples } = diffRubrics(before, after)
    expect(any).toMatchObject({ ways: '1', of: '531441' })
    expect(examples).toMatchObject([{ answers: 12, turned: [{ approach: 'a', before: 'adopt', after: 'skip' }] }])
  })

  it('deciding needs a reason: an example of enablers alone is given one', () => {
    const enabler = (points: number) =>
      questionOf('team', [optionOf('ready', { a: points }), optionOf('not', { a: -points })], { role: 'enabler' })
    const before = rubricOf({ approaches: [approachOf('a', { prior: 6 })], questions: [small.questions[1] as never, enabler(1)] })
    const after = { ...before, questions: [small.questions[1] as never, enabler(0)] }
    expect(diffRubrics(before, after).examples).toMatchObject([
      { given: { more: 'yes', team: 'not' }, answers: 2, smallest: true, turned: [{ before: 'later', after: 'adopt' }] },
      { given: { more: 'no', team: 'not' }, answers: 2, smallest: true, turned: [{ before: 'skip', after: 'pilot' }] },
    ])
  })

  it('gives up counting where the budget does not last, says so, and is right within its error', () => {
    const exact = diffRubrics(small, withPoints(2)).any
    const estimated = diffRubrics(small, withPoints(2), { budget: 0 })
    if (exact.kind !== 'exact' || estimated.any.kind !== 'estimate') throw new Error(estimated.any.kind)
    expect(estimated.any.draws).toBe(50_000)
    expect(estimated.any.low).toBeLessThanOrEqual(exact.share)
    expect(estimated.any.high).toBeGreaterThanOrEqual(exact.share)
    expect(estimated.any.standardError).toBeCloseTo(Math.sqrt((exact.share * (1 - exact.share)) / 50_000), 4)
    expect(estimated.approaches.map(({ changed }) => changed.kind)).toEqual(['estimate', 'exact'])
    expect(estimated.examples.map(({ smallest }) => smallest)).toEqual([false, false])
    expect(diffRubrics(small, withPoints(2), { budget: 0 })).toEqual(estimated)
  })
})

describe('what only one version has', () => {
  it('a new question is open before: its answers change what they add', () => {
    const added = questionOf('new', [optionOf('yes', { b: 6 }), optionOf('no'), optionOf('maybe')])
    expect(moves(small, withQuestion(small, added))).toEqual(['b skip>adopt 1/6'])
    expect(diffRubrics(small, withQuestion(small, added)).examples[0]).toMatchObject({ given: { new: 'yes' }, turned: [{ approach: 'b' }] })
  })

  it('a removed option is open after', () => {
    const [need, more] = small.questions as [Rubric['questions'][number], Rubric['questions'][number]]
    const after = { ...small, questions: [{ ...need, options: need.options.slice(1) }, more] }
    const { examples } = diffRubrics(small, after)
    expect(moves(small, after)).toEqual(['a adopt>pilot 1/6', 'a pilot>skip 1/6'])
    expect(examples.every(({ after: known }) => known['need'] !== 'yes')).toBe(true)
  })

  it('of several options chosen those count that a version knows, and with none left the question is open', () => {
    const list = (...ids: readonly string[]) =>
      questionOf(
        'list',
        ids.map((id) => optionOf(id, { a: 5 })),
        { kind: 'many' },
      )
    const gate = gateOf('none', 'a', 'block', { when: { question: 'list', chosen: { least: 0, most: 0 } } })
    const rubric = (...ids: readonly string[]) =>
      rubricOf({ approaches: [approachOf('a', { prior: 0 })], questions: [list(...ids)], gates: [gate] })
    // {}: blocked in both; {x}: adopted; {y}: open before, so a skip without a block, adopted after; {x, y}: adopted in both.
    expect(moves(rubric('x'), rubric('x', 'y'))).toEqual(['a skip>adopt 1/4'])
  })

  it('an approach counts as skip where it is not there, and is named', () => {
    const after = { ...small, approaches: [...small.approaches, approachOf('c', { prior: 7 })] }
    const { approaches, any, examples } = diffRubrics(small, after)
    expect(approaches[2]).toMatchObject({ id: 'c', only: 'after', changed: { ways: '1', of: '1' }, moves: [{ from: 'skip', to: 'adopt' }] })
    expect(any).toMatchObject({ ways: '1', of: '1' })
    expect(examples[0]?.turned).toContainEqual({ approach: 'c', before: null, after: 'adopt' })
    expect(diffRubrics(after, small).approaches[2]).toMatchObject({ only: 'before', moves: [{ from: 'adopt', to: 'skip' }] })
  })

  it('a question that both ask under different conditions weighs only where it is asked', () => {
    const hidden = questionOf('extra', [optionOf('yes', { b: 6 }), optionOf('no')], { when: { question: 'need', is: ['yes'] } })
    const before = withQuestion(small, hidden)
    const { when: _, ...always } = hidden
    expect(moves(before, withQuestion(small, always))).toEqual(['b skip>adopt 1/6'])
  })

  it('a question may go over from need to readiness', () => {
    const [need, more] = small.questions as [Rubric['questions'][number], Rubric['questions'][number]]
    expect(moves(small, { ...small, questions: [need, { ...more, role: 'enabler' }] })).toEqual([
      'a adopt>pilot 1/6',
      'a pilot>later 1/6',
      'a pilot>skip 1/6',
      'b adopt>skip 1/2',
    ])
  })

  it('alternatives in the other order settle a tie the other way', () => {
    const tied = rubricOf({
      approaches: [approachOf('a', { prior: 6 }), approachOf('b', { prior: 6 })],
      questions: small.questions,
      alternatives: [{ id: 'one', of: ['a', 'b'], because: '' }],
    })
    const after = { ...tied, alternatives: [{ id: 'one', of: ['b', 'a'], because: '' }] }
    const { approaches, any } = diffRubrics(tied, after)
    expect(approaches.map(({ changed }) => changed)).toEqual([any, any])
    expect(any.kind === 'exact' && any.ways !== '0').toBe(true)
  })
})

describe('cases', () => {
  const cases = [
    { id: 'yes', given: { need: 'yes' } },
    { id: 'unsure', given: { need: 'unsure', more: 'yes' } },
    { id: 'unknown', given: { need: 'gone', elsewhere: 'x' } },
  ]

  it('those whose verdicts differ, and no others', () => {
    expect(diffRubrics(small, withPoints(4), { cases }).cases).toEqual({
      count: 3,
      changed: [{ id: 'yes', turned: [{ approach: 'a', before: 'adopt', after: 'pilot' }], mistakesBefore: [], mistakesAfter: [] }],
    })
  })

  it('those whose known mistakes differ', () => {
    const mistake = { id: 'm', title: '', when: { approach: 'a', verdict: ['adopt' as const] }, says: '', instead: '', evidence: [] }
    const changed = diffRubrics(small, { ...small, mistakes: [mistake] }, { cases }).cases?.changed
    expect(changed).toEqual([{ id: 'yes', turned: [], mistakesBefore: [], mistakesAfter: ['m'] }])
  })
})

describe('the core rubric', () => {
  const cpu = <T>(work: () => T): { value: T; seconds: number } => {
    const start = process.cpuUsage()
    const value = work()
    const { user, system } = process.cpuUsage(start)
    return { value, seconds: (user + system) / 1e6 }
  }
  const edits: readonly (readonly [string, Rubric, kind: 'exact' | 'estimate'])[] = [
    ['itself', core, 'exact'],
    ['without a gate', { ...core, gates: core.gates.filter(({ id }) => id !== 'facts-in-weights') }, 'exact'],
    [
      'with other points for retrieval',
      {
        ...core,
        questions: core.questions.map((question) => ({
          ...question,
          options: question.options.map((option) => ({
            ...option,
            points: option.points.map((entry) => (entry.approach === 'rag' ? { ...entry, points: entry.points - 1 } : entry)),
          })),
        })),
      },
      'exact',
    ],
    [
      'with another adopt line',
      { ...core, approaches: core.approaches.map((one) => ({ ...one, lines: { ...one.lines, adopt: 7 } })) },
      'estimate',
    ],
  ]

  it.each(edits)(
    'against %s in less than ten seconds',
    (_name, after, kind) => {
      const { value, seconds } = cpu(() => diffRubrics(core, after))
      expect(value.any.kind).toBe(kind)
      expect(value.approaches.every(({ changed }) => changed.kind === 'exact')).toBe(true)
      expect(seconds).toBeLessThan(10)
      if (after !== core) expect(value.examples.length).toBeGreaterThan(0)
    },
    60_000,
  )
})
