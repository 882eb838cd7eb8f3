import { describe, expect, it } from 'vitest'
import type { AnswerSheet } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import { SCHEMA_VERSION } from '../../src/engine/decision.js'
import type { Condition, Reference, Rubric } from '../../src/engine/rubric.js'
import { approachOf, decideOn, gateOf, optionOf, planOf, pointsOf, questionOf, rubricOf, TOOL } from './small-rubric.js'

const reference = (id: string): Reference => ({ id, title: id, publisher: '', year: 2024, address: '', claim: '', checked: 'source' })
const isYes: Condition = { question: 'q', is: ['yes'] }

const rubric = rubricOf({
  title: 'A rubric',
  sections: [{ id: 'all', title: 'All of it' }],
  criteria: [
    { id: 'quality', title: 'Quality' },
    { id: 'cost', title: 'Cost' },
  ],
  approaches: [approachOf('a', { prior: 1, priorBecause: 'Why not.' }), approachOf('b', { readinessPrior: 1 })],
  layers: ['b', 'a'].map((id) => ({ id: `layer-of-${id}`, title: '', place: 'request', summary: '', filledBy: [id], otherwise: [] })),
  questions: [
    questionOf('q', [
      optionOf('yes', [
        pointsOf('a', 4, { because: 'First.', evidence: ['r2'] }),
        pointsOf('a', -1, { because: 'But.', evidence: ['r1'], criterion: 'cost' }),
        pointsOf('a', 2, { because: 'And.', evidence: ['r4'], criterion: 'cost', when: { question: 'm', is: ['m2'] } }),
      ]),
      optionOf('no'),
    ]),
    questionOf('m', [optionOf('m1', { b: 2 }), optionOf('m2', { b: 3 }), optionOf('m3', { b: -9 })], { kind: 'many' }),
    questionOf('means', [optionOf('few', { b: -2 }), optionOf('many', { b: 1 })], { role: 'enabler', unit: 'hands' }),
    questionOf('hidden', [optionOf('x', { a: 90 }), optionOf('y')], { when: { not: isYes } }),
    questionOf('unknown', [optionOf('x'), optionOf('y')], { role: 'context' }),
  ],
  references: ['r1', 'r2', 'r3', 'r4', 'r5'].map(reference),
})

const sheet: AnswerSheet = {
  title: 'Our product',
  owner: 'the team',
  reviewAfter: '2025-09-01',
  context: { workflow: 'support', data: 'tickets' },
  answers: new Map([
    ['hidden', { value: 'x', origin: 'file' }],
    ['means', { value: 'few', origin: 'file', number: 3 }],
    ['m', { value: ['m2', 'm1'], origin: 'asked' }],
    ['unknown', { value: 'unsure', origin: 'asked' }],
    ['q', { value: 'yes', origin: 'flag' }],
  ]),
}

const decision = decide(rubric, sheet, { tool: TOOL, date: '2025-06-01' })

describe('a decision', () => {
  it('says what was decided with, for whom and when', () => {
    expect(decision).toMatchObject({
      schemaVersion: SCHEMA_VERSION,
      tool: TOOL,
      rubric: { id: 'small', version: '1.0.0', digest: '0'.repeat(64), title: 'A rubric' },
      title: 'Our product',
      owner: 'the team',
      reviewAfter: '2025-09-01',
      date: '2025-06-01',
      context: { workflow: 'support', data: 'tickets' },
    })
  })

  it('holds no date, owner or review date that was not given', () => {
    const bare = decideOn(rubric, { q: 'yes' })
    expect(['date', 'owner', 'reviewAfter'].filter((key) => key in bare)).toEqual([])
    expect([bare.title, bare.context]).toEqual(['', {}])
  })

  it('keeps every answer with its origin, in the order of the questions; a hidden one is not scored', () => {
    expect(
      Object.entries(decision.answers).map(([id, { value, origin, scored, number, labels }]) => [
        id,
        value,
        origin,
        scored,
        number,
        labels,
      ]),
    ).toEqual([
      ['q', 'yes', 'flag', true, undefined, ['Label yes']],
      ['m', ['m1', 'm2'], 'asked', true, undefined, ['Label m1', 'Label m2']],
      ['means', 'few', 'file', true, 3, ['Label few']],
      ['hidden', 'x', 'file', false, undefined, ['Label x']],
      ['unknown', 'unsure', 'asked', true, undefined, []],
    ])
    expect(decision.answers['q']).toMatchObject({ question: 'Title q', role: 'reason', section: { id: 'all', title: 'All of it' } })
  })

  it('lists each contribution with its axis, criterion, because and evidence', () => {
    expect(decision.approaches[0]?.contributions).toEqual(
      [
        { points: 4, criterion: 'quality', because: 'First.', evidence: ['r2'] },
        { points: -1, criterion: 'cost', because: 'But.', evidence: ['r1'] },
        { points: 2, criterion: 'cost', because: 'And.', evidence: ['r4'] },
      ].map((one) => ({ axis: 'need', question: 'q', questionTitle: 'Title q', option: 'yes', optionLabel: 'Label yes', ...one })),
    )
    expect(decision.approaches[1]?.contributions.map(({ axis, question, option, points }) => [axis, question, option, points])).toEqual([
      ['need', 'm', 'm1', 2],
      ['need', 'm', 'm2', 3],
      ['readiness', 'means', 'few', -2],
    ])
  })

  it('sums up the need by criterion, in the order of the criteria', () => {
    expect(decision.approaches[0]?.criteria).toEqual([
      { id: 'quality', title: 'Quality', points: 4 },
      { id: 'cost', title: 'Cost', points: 1 },
    ])
    expect(decision.approaches[1]?.criteria.map((one) => one.points)).toEqual([5, 0])
  })

  it('says what a `later` waits for', () => {
    expect(decision.approaches[1]).toMatchObject({
      verdict: 'later',
      unlock: ['Readiness is 1 point below its line; what weighs against it: title means (Label few, -2).'],
    })
    expect(decision.approaches[0]).toMatchObject({ verdict: 'adopt', unlock: [] })
    const held = rubricOf({ approaches: [approachOf('a', { prior: 5 })], gates: [gateOf('g', 'a', 'hold'), gateOf('h', 'a', 'hold')] })
    expect(decideOn(held, {}).approaches[0]?.unlock).toEqual(['unlock g', 'unlock h'])
  })

  it('names the set in layer order, adopted approaches only', () => {
    const two = decideOn(rubric, { q: 'yes', m: ['m1', 'm2'] })
    expect([two.set, two.headline]).toEqual([['b', 'a'], 'Build Title b and Title a.'])
    expect(decision.set).toEqual(['a'])
  })

  it('cites the references that something said rests on, in the order of the rubric', () => {
    expect(decision.references.map((one) => one.id)).toEqual(['r1', 'r2', 'r4'])
    expect(decideOn(rubric, { q: 'yes' }).references.map((one) => one.id)).toEqual(['r1', 'r2'])
    expect(decideOn(rubric, { q: 'no' }).references).toEqual([])
  })
})

describe('preconditions', () => {
  const parts = {
    approaches: [approachOf('a', { prior: 5 })],
    questions: [questionOf('q', [optionOf('yes'), optionOf('no')])],
    preconditions: [
      { id: 'own', approach: 'a', says: 'Ask for consent.', evidence: ['r1'] },
      { id: 'on-yes', approach: 'a', when: isYes, says: 'On yes.', evidence: [] },
      { id: 'on-pilot', approach: 'a', when: { approach: 'a', verdict: ['pilot'] as const }, says: 'On pilot.', evidence: [] },
    ],
    gates: [gateOf('g', 'a', 'hold', { when: { question: 'q', is: ['no'] }, confirm: 'Confirm the answer.', evidence: ['r2'] })],
    references: [reference('r1'), reference('r2')],
  } satisfies Partial<Rubric>

  const listed = (prior: number, given: Record<string, string>) =>
    decideOn(rubricOf({ ...parts, approaches: [approachOf('a', { prior })] }), given).approaches[0]?.preconditions.map((one) => one.says)

  it('are listed for what is adopted or piloted, with each gate that an open answer leaves unknown', () => {
    expect(listed(5, {})).toEqual(['Ask for consent.', 'Confirm the answer.'])
    expect(listed(5, { q: 'yes' })).toEqual(['Ask for consent.', 'On yes.'])
    expect(listed(3, { q: 'yes' })).toEqual(['Ask for consent.', 'On yes.', 'On pilot.'])
    expect(listed(-5, { q: 'yes' })).toEqual([])
    expect(listed(5, { q: 'no' })).toEqual([])
  })

  it('change no verdict', () => {
    expect(decideOn(rubricOf(parts), {}).approaches[0]?.verdict).toBe('adopt')
  })
})

describe('mistakes and notes on the set', () => {
  const withMistake = (when: Condition) => {
    const mistake = { id: 'm', title: 'T', when, says: 'S', instead: 'I', evidence: ['r1'] }
    const note = { id: 'n', kind: 'division' as const, when, says: 'S', evidence: ['r1'] }
    return rubricOf({
      approaches: [approachOf('a', { prior: 5 })],
      questions: [questionOf('q', [optionOf('yes'), optionOf('no')])],
      mistakes: [mistake],
      setRules: [note],
      references: [reference('r1')],
    })
  }

  it('are named only when their condition is true, over answers and verdicts', () => {
    const named = (when: Condition, given: Record<string, string>) => {
      const { mistakes, setNotes } = decideOn(withMistake(when), given)
      return [mistakes.length, setNotes.length]
    }
    expect([named(isYes, { q: 'yes' }), named(isYes, { q: 'no' }), named(isYes, {})]).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ])
    expect(named({ all: [isYes, { approach: 'a', verdict: ['adopt'] }] }, { q: 'yes' })).toEqual([1, 1])
  })

  it('carry what they say and cite, and not their condition', () => {
    const { mistakes, setNotes, references } = decideOn(withMistake(isYes), { q: 'yes' })
    expect(mistakes).toEqual([{ id: 'm', title: 'T', says: 'S', instead: 'I', evidence: ['r1'] }])
    expect(setNotes).toEqual([{ id: 'n', kind: 'division', says: 'S', evidence: ['r1'] }])
    expect(references.map((one) => one.id)).toEqual(['r1'])
  })
})

describe('stability', () => {
  it('counts answered and open questions, those that concern the person only', () => {
    expect(decision.stability).toMatchObject({ answered: 3, open: 1 })
  })

  it('names what no single open question turns, and what is closer than three points', () => {
    const approaches = [approachOf('a', { prior: 7 }), approachOf('b', { prior: 12 }), approachOf('c', { prior: 8 }), approachOf('d')]
    const questions = [questionOf('q', [optionOf('yes', { b: -9, d: 1 }), optionOf('no')])]
    const { stability } = decideOn(rubricOf({ approaches, questions, plans: { a: planOf() } }), {})
    expect([stability.steady, stability.close]).toEqual([
      ['a', 'c'],
      ['a', 'd'],
    ])
    expect(stability.says).toEqual([
      'Title a: adopt, 2 points from its adopt line; no answer to any single open question turns it.',
      'Title b: adopt, 7 points from its adopt line; it can turn with the answer on title q.',
      'Title c: adopt, 3 points from its adopt line; no answer to any single open question turns it.',
      'Close call: Title a (adopt) is 2 points from its adopt line.',
      'Close call: Title d (skip) is 2 points from its pilot line.',
    ])
  })

  it('is no close call where a gate decides: it names the gate instead', () => {
    const approaches = [
      approachOf('a', { prior: 4 }),
      approachOf('b', { prior: 9 }),
      approachOf('c', { prior: 6 }),
      approachOf('d', { prior: -9 }),
      approachOf('e', { prior: 4 }),
    ]
    const gates = [
      gateOf('g', 'a', 'hold', { because: 'No pairs.' }),
      gateOf('h', 'b', 'block', { because: 'No documents.' }),
      gateOf('i', 'c', 'hold', { because: 'No time.' }),
      gateOf('j', 'd', 'block', { because: 'Never.' }),
    ]
    const { stability } = decideOn(rubricOf({ approaches, gates }), {})
    expect(stability.close).toEqual(['e'])
    expect(stability.says).toEqual([
      'Title c: later, held back until what is missing is there; every question is answered.',
      'Title e: pilot, 1 point from its adopt line; every question is answered.',
      'A gate decides, not points: Title a (skip) is held back. No pairs.',
      'A gate decides, not points: Title b (skip) is ruled out. No documents.',
      'A gate decides, not points: Title c (later) is held back. No time.',
      'Close call: Title e (pilot) is 1 point from its adopt line.',
    ])
  })

  it('is no close call in need where readiness decides; close to ready is', () => {
    const approaches = [approachOf('a', { prior: 6, readinessPrior: -5 }), approachOf('b', { prior: 9, readinessPrior: -2 })]
    const { stability } = decideOn(rubricOf({ approaches }), {})
    expect(stability.close).toEqual(['b'])
    expect(stability.says).toEqual([
      'Title a: later, 5 points below its readiness line; every question is answered.',
      'Title b: later, 2 points from its readiness line; every question is answered.',
      'Readiness decides, not need: Title a (later) is 5 points below its readiness line.',
      'Close call: Title b (later) is 2 points from its readiness line.',
    ])
  })

  it('says contradictions first', () => {
    const setRules = [{ id: 'n', kind: 'contradiction' as const, when: isYes, says: 'Both cannot be.', evidence: [] }]
    const clash = rubricOf({
      approaches: [approachOf('a', { prior: 9 })],
      questions: [questionOf('q', [optionOf('yes'), optionOf('no')])],
      setRules,
    })
    expect(decideOn(clash, { q: 'yes' }).stability.says[0]).toBe('Answers contradict each other: Both cannot be.')
  })
})
