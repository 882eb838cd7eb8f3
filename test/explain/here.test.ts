import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/engine/decision.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { nearGates } from '../../src/explain/here/gates.js'
import { type Here, hereOf } from '../../src/explain/here/here.js'
import { situationOf } from '../../src/explain/here/situation.js'
import { nameOf, type Subject, subjectsOf } from '../../src/explain/subject.js'
import type { Given } from '../engine/oracle.js'
import { randomCases } from '../engine/random-rubric.js'
import { decideOn, sheetOf, TOOL, verdictsIn } from '../engine/small-rubric.js'
import { CORE, explained, SMALL } from './small-case.js'

function here<K extends Here['kind']>(rubric: Rubric, id: string, given: Given, kind: K): Extract<Here, { kind: K }> {
  const found = explained(rubric, id, given).here
  if (found?.kind !== kind) throw new Error(`${id} is a ${found?.kind}`)
  return found as Extract<Here, { kind: K }>
}

const FACTS = { gap: 'facts', size: 'large', pairs: 'none', signs: ['wrong'] } as const

describe('a verdict in full', () => {
  it('adds up exactly, on both axes, for every approach', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        for (const { id } of rubric.approaches) {
          const { points, readinessPoints, contributions } = here(rubric, `approach:${id}`, given, 'approach')
          const sum = (axis: string): number => contributions.filter((one) => one.axis === axis).reduce((all, one) => all + one.points, 0)
          expect(points.prior + sum('need')).toBe(points.total)
          expect(readinessPoints.prior + sum('readiness')).toBe(readinessPoints.total)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('counts every points entry of a chosen option or says why it did not', () => {
    const given = { gap: 'manner', pairs: 'some' }
    const { contributions, withheld } = here(SMALL, 'train', given, 'approach')
    expect(contributions.map(({ question, points }) => [question, points])).toEqual([['gap', 6]])
    expect(withheld).toMatchObject([{ axis: 'need', question: 'gap', points: 2, holds: 'false', when: { says: '“Pairs” is plenty' } }])
    expect(here(SMALL, 'train', { gap: 'manner' }, 'approach').withheld).toMatchObject([{ points: 2, holds: 'unknown' }])
    expect(here(SMALL, 'train', { gap: 'manner', pairs: 'plenty' }, 'approach').withheld).toEqual([])
  })

  it('names the gates that nearly hold, with the answer that would make them and the verdict then', () => {
    const { gates, nearGates: near } = here(SMALL, 'search', { gap: 'facts', size: 'large' }, 'approach')
    expect(gates).toEqual([])
    expect(near).toMatchObject([
      {
        id: 'nothing-there',
        effect: 'block',
        holds: 'false',
        ways: [{ question: 'size', open: false, answer: { options: ['none'] }, verdict: 'skip' }],
      },
    ])
    expect(here(SMALL, 'search', { gap: 'facts' }, 'approach').nearGates).toMatchObject([
      { holds: 'unknown', ways: [{ question: 'size', open: true }] },
    ])
    expect(here(SMALL, 'search', { gap: 'facts', size: 'none' }, 'approach')).toMatchObject({
      verdict: 'skip',
      gates: [{ id: 'nothing-there' }],
      nearGates: [],
    })
  })

  it('shows what competed, with the verdict each would have by itself', () => {
    const given = { gap: 'facts', size: 'small' }
    expect(here(SMALL, 'search', given, 'approach').competition).toEqual([
      {
        id: 'one',
        because: 'They do one job.',
        members: [
          { id: 'search', title: 'Search', points: 6, alone: 'adopt', verdict: 'skip' },
          { id: 'stuff', title: 'Stuffing', points: 7, alone: 'adopt', verdict: 'adopt' },
        ],
      },
    ])
    expect(here(SMALL, 'search', given, 'approach').lostTo).toMatchObject({ id: 'stuff', points: 1 })
    expect(here(SMALL, 'train', given, 'approach').competition).toEqual([])
  })

  it('ranks the open questions by what they do to this verdict', () => {
    const { findOut, verdict } = here(SMALL, 'train', { gap: 'manner' }, 'approach')
    expect(verdict).toBe('adopt')
    expect(findOut).toEqual([
      {
        question: 'pairs',
        title: 'Pairs',
        changes: { part: '1', whole: '3', percent: 33 },
        answers: [{ options: ['none'], labels: ['None at all'], verdict: 'later' }],
      },
    ])
  })

  it('holds the smallest flips, the stability and the robustness of the points', () => {
    const { robustness, close } = here(SMALL, 'search', { gap: 'facts' }, 'approach')
    expect(close).toBe(true)
    expect(robustness.openQuestions).toBe(5)
    expect(robustness.flips?.size).toBe(1)
    expect(robustness.open?.kept.whole).not.toBe('0')
    expect(robustness.points.draws).toBe(10_000)
  })
})

describe('gates that nearly hold', () => {
  it('are those that an answered question could turn, by deciding every sheet again', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const situation = situationOf(rubric, sheetOf(given), TOOL)
        const changed = neighbours(rubric, given, situation.decision).map(([sheet, name]) => ({ name, decision: decideOn(rubric, sheet) }))
        rubric.approaches.forEach(({ id }, index) => {
          const near = nearGates(situation, index)
          const wanted = new Map<string, string[]>()
          for (const { name, decision } of changed) {
            const decided = decision.approaches.find((one) => one.id === id)
            for (const gate of decided?.gates ?? []) wanted.set(gate.id, [...(wanted.get(gate.id) ?? []), `${name} ${decided?.verdict}`])
          }
          const fired = new Set(situation.decision.approaches[index]?.gates.map((one) => one.id))
          for (const gate of rubric.gates.filter((one) => one.approach === id && !fired.has(one.id))) {
            const ways = near
              .find((one) => one.id === gate.id)
              ?.ways.map((way) => `${way.question}=${way.answer.options.join()} ${way.verdict}`)
            expect(ways ?? []).toEqual(wanted.get(gate.id) ?? [])
          }
        })
      }),
      { numRuns: 60 },
    )
  })
})

/** Every sheet one answer away, with the name of the change, in the rubric's order. */
function neighbours(rubric: Rubric, given: Given, decision: Decision): [Given, string][] {
  const open = new Set(decision.openQuestions.map((one) => one.id))
  return rubric.questions.flatMap(({ id, kind, options }): [Given, string][] => {
    if (!open.has(id) && decision.answers[id]?.scored !== true) return []
    const now = open.has(id) ? null : given[id]
    const sheet = (value: string | string[]): [Given, string] => [{ ...given, [id]: value }, `${id}=${[value].flat().join()}`]
    if (kind === 'single') return options.filter((option) => option.id !== now).map((option) => sheet(option.id))
    const chosen = now === null || now === undefined ? [] : [now].flat()
    const toggled = options.map((one) =>
      options.filter((option) => chosen.includes(option.id) !== (option.id === one.id)).map((option) => option.id),
    )
    return (now === null ? [[], ...toggled] : toggled).map(sheet)
  })
}

describe('what another answer would change', () => {
  it('is what deciding again says', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const before = decideOn(rubric, given)
        for (const { id, kind } of rubric.questions) {
          const { otherwise, status } = here(rubric, `question:${id}`, given, 'question')
          if (status === 'hidden') expect(otherwise).toEqual([])
          for (const { answer, turns, moves, asks, drops } of otherwise) {
            const after = decideOn(rubric, { ...given, [id]: kind === 'many' ? answer.options : (answer.options[0] as string) })
            const verdicts = Object.fromEntries(turns.map((turn) => [turn.approach, turn.to]))
            expect({ ...verdictsIn(before), ...verdicts }).toEqual(verdictsIn(after))
            for (const [index, approach] of after.approaches.entries()) {
              const by = (axis: string): number => moves.find((one) => one.approach === approach.id && one.axis === axis)?.by ?? 0
              const old = before.approaches[index] as typeof approach
              expect(old.points.total + by('need')).toBe(approach.points.total)
              expect(old.readinessPoints.total + by('readiness')).toBe(approach.readinessPoints.total)
            }
            const asked = ({ openQuestions, answers }: Decision): string[] => [
              ...openQuestions.map((one) => one.id),
              ...Object.entries(answers).flatMap(([each, one]) => (one.scored ? [each] : [])),
            ]
            expect(asks.toSorted()).toEqual(
              asked(after)
                .filter((one) => !asked(before).includes(one))
                .toSorted(),
            )
            expect(drops.toSorted()).toEqual(
              asked(before)
                .filter((one) => !asked(after).includes(one))
                .toSorted(),
            )
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is asked of every answer one change away', () => {
    const options = (id: string, given: Given) => here(SMALL, id, given, 'question').otherwise.map((one) => one.answer.options)
    expect(options('gap', { gap: 'facts' })).toEqual([['manner'], ['nothing']])
    expect(options('signs', { gap: 'facts' })).toEqual([[], ['wrong'], ['odd'], ['dull']])
    expect(options('signs', { signs: ['wrong', 'odd'] })).toEqual([['odd'], ['wrong'], ['wrong', 'odd', 'dull']])
  })

  it('tells an answered question from an open and a hidden one', () => {
    expect(here(SMALL, 'size', { gap: 'facts', size: 'large' }, 'question')).toMatchObject({
      status: 'answered',
      answer: { value: 'large', origin: 'flag' },
      contributions: [{ approach: 'stuff', points: -7 }],
    })
    expect(here(SMALL, 'size', { gap: 'facts', size: 'unsure' }, 'question')).toMatchObject({ status: 'open', contributions: [] })
    expect(here(SMALL, 'size', { gap: 'nothing', size: 'large' }, 'question')).toMatchObject({
      status: 'hidden',
      contributions: [],
      otherwise: [],
    })
  })
})

describe('other things in a decision', () => {
  it('an option: whether it is chosen, and what choosing it would change', () => {
    expect(here(SMALL, 'gap.facts', FACTS, 'option')).toMatchObject({
      status: 'answered',
      chosen: true,
      change: null,
      contributions: [{ points: 6 }, { points: -4 }],
    })
    expect(here(SMALL, 'gap.manner', FACTS, 'option')).toMatchObject({
      chosen: false,
      change: { answer: { options: ['manner'] } },
      contributions: [],
    })
    expect(here(SMALL, 'signs.wrong', FACTS, 'option')).toMatchObject({ chosen: true, change: { answer: { options: [] } } })
    expect(here(SMALL, 'signs.odd', FACTS, 'option')).toMatchObject({ chosen: false, change: { answer: { options: ['wrong', 'odd'] } } })
    expect(here(SMALL, 'plan.train', FACTS, 'option')).toMatchObject({
      status: 'open',
      change: { answer: { options: ['train'] }, turns: [] },
    })
    expect(here(SMALL, 'size.small', { gap: 'nothing' }, 'option')).toMatchObject({ status: 'hidden', change: null })
  })

  it('a gate, a precondition, a mistake and a set rule: whether it holds, part by part', () => {
    expect(here(SMALL, 'no-pairs', FACTS, 'gate')).toMatchObject({ holds: 'true', verdict: 'skip', ways: [] })
    expect(here(SMALL, 'first', FACTS, 'gate')).toMatchObject({ holds: 'true', parts: [], verdict: 'adopt' })
    expect(here(SMALL, 'test-set', FACTS, 'precondition')).toMatchObject({ holds: 'true', verdict: 'adopt', listed: true })
    expect(here(SMALL, 'test-set', { gap: 'facts' }, 'precondition')).toMatchObject({ holds: 'unknown', listed: false })
    expect(here(SMALL, 'training-facts', FACTS, 'mistake')).toEqual({
      kind: 'mistake',
      holds: 'unknown',
      parts: [
        { says: '“What is missing” is facts', holds: 'true' },
        { says: 'train is chosen under “Planned”', holds: 'unknown' },
      ],
    })
    expect(here(SMALL, 'both', FACTS, 'set-rule')).toMatchObject({ holds: 'false', parts: [{ holds: 'true' }, { holds: 'false' }] })
  })

  it('a layer: what fills it and what it does', () => {
    expect(here(SMALL, 'layer:search', FACTS, 'layer')).toMatchObject({
      inPlan: true,
      approach: 'search',
      verdict: 'adopt',
      does: [{ text: 'Finds passages.' }],
    })
    expect(here(SMALL, 'layer:search', { ...FACTS, size: 'none' }, 'layer')).toMatchObject({
      approach: null,
      verdict: 'skip',
      does: [{ text: 'No documents.' }],
    })
    expect(here(SMALL, 'watch', FACTS, 'layer')).toMatchObject({ inPlan: false, does: [] })
    expect(here(SMALL, 'watch', { ...FACTS, signs: ['odd'] }, 'layer')).toMatchObject({
      inPlan: true,
      verdict: null,
      does: [{ text: 'Counts.' }],
    })
  })

  it('a source: the points that rest on it', () => {
    expect(here(SMALL, 'beta', FACTS, 'reference').contributions.map(({ approach, points }) => [approach, points])).toEqual([
      ['search', 6],
      ['train', -4],
    ])
    expect(here(SMALL, 'unused', FACTS, 'reference')).toEqual({ kind: 'reference', contributions: [], cited: false })
  })

  it('agree with the decision, for everything in the core rubric', () => {
    const given = {
      need: 'both',
      'corpus-size': 'large',
      'change-rate': 'weekly',
      'labeled-pairs': 'none',
      leaning: ['fine-tuning'],
      symptoms: ['stale-answers'],
    }
    const situation = situationOf(CORE, sheetOf(given), TOOL)
    const { decision } = situation
    const holding = (kind: Subject['kind']): string[] =>
      subjectsOf(CORE).flatMap((subject) => {
        if (subject.kind !== kind) return []
        const found = hereOf(situation, subject)
        return 'holds' in found && found.holds === 'true' ? [nameOf(subject)] : []
      })
    expect(holding('mistake')).toEqual(decision.mistakes.map((one) => one.id))
    expect(holding('set-rule')).toEqual(decision.setNotes.map((one) => one.id))
    expect(holding('gate')).toEqual(
      CORE.gates.map((one) => one.id).filter((id) => decision.approaches.some((one) => one.gates.some((gate) => gate.id === id))),
    )
    for (const { id, approach } of CORE.preconditions) {
      const subject = subjectsOf(CORE).find((one) => one.kind === 'precondition' && nameOf(one) === id) as Subject
      const listed = decision.approaches.find((one) => one.id === approach)?.preconditions.some((one) => one.id === id)
      expect(hereOf(situation, subject)).toMatchObject({ listed })
    }
  })
})
