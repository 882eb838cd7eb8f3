import { describe, expect, it } from 'vitest'
import type { DecidedApproach } from '../../src/engine/decision.js'
import type { Approach, Gate, Verdict } from '../../src/engine/rubric.js'
import { approachOf, decideOn, gateOf, optionOf, questionOf, rubricOf, verdictsIn } from './small-rubric.js'

function one(more: Partial<Approach>, ...gates: Gate[]): DecidedApproach {
  const approach = decideOn(rubricOf({ approaches: [approachOf('a', more)], gates }), {}).approaches[0]
  if (approach === undefined) throw new Error('no approach')
  return approach
}

const hold = gateOf('hold', 'a', 'hold')
const require = gateOf('require', 'a', 'require')
const block = gateOf('block', 'a', 'block')
const unready = { readinessPrior: -1 }

/** One row of the table of verdicts: what stands in the way, then the verdict at, between and below the lines 5 and 2. */
describe('every cell of the table of verdicts', () => {
  const rows: [string, Partial<Approach>, Gate[], Verdict, Verdict, Verdict][] = [
    ['nothing in the way', {}, [], 'adopt', 'pilot', 'skip'],
    ['not ready', unready, [], 'later', 'skip', 'skip'],
    ['a hold', {}, [hold], 'later', 'skip', 'skip'],
    ['a hold and not ready', unready, [hold], 'later', 'skip', 'skip'],
    ['a requirement', {}, [require], 'adopt', 'adopt', 'adopt'],
    ['a requirement, not ready', unready, [require], 'later', 'later', 'later'],
    ['a requirement and a hold', {}, [require, hold], 'later', 'later', 'later'],
    ['a block', {}, [block], 'skip', 'skip', 'skip'],
    ['N-10: a block and a requirement', {}, [require, block], 'skip', 'skip', 'skip'],
    ['a block and a hold, not ready', unready, [hold, block], 'skip', 'skip', 'skip'],
  ]

  it.each(rows)('%s', (_, more, gates, above, between, below) => {
    const at = (prior: number): Verdict => one({ ...more, prior }, ...gates).verdict
    expect([at(9), at(5), at(4), at(2), at(1), at(-9)]).toEqual([above, above, between, between, below, below])
  })

  it('N-10: a block wins over a requirement, and both are shown', () => {
    expect(one({ prior: 9 }, require, block).gates.map((gate) => gate.id)).toEqual(['require', 'block'])
  })

  it('a baseline is adopted whatever holds or lacks, but not against a block', () => {
    const baseline = { always: 'adopt' as const }
    expect(one(baseline, require).verdict).toBe('adopt')
    expect(one({ ...baseline, ...unready }, require, hold).verdict).toBe('adopt')
    expect(one(baseline, require, block).verdict).toBe('skip')
  })
})

describe('N-03: a line counts from the line itself', () => {
  it('the adopt line: one below, on it, one above', () => {
    expect([4, 5, 6].map((prior) => one({ prior }).verdict)).toEqual(['pilot', 'adopt', 'adopt'])
  })

  it('the pilot line: one below, on it, one above', () => {
    expect([1, 2, 3].map((prior) => one({ prior }).verdict)).toEqual(['skip', 'pilot', 'pilot'])
  })

  it('the readiness line: one below, on it, one above', () => {
    const lines = { adopt: 5, pilot: 2, ready: 3 }
    expect([2, 3, 4].map((readinessPrior) => one({ prior: 5, lines, readinessPrior }).verdict)).toEqual(['later', 'adopt', 'adopt'])
  })

  it('where both lines are one there is nothing to pilot', () => {
    const lines = { adopt: 5, pilot: 5, ready: 0 }
    expect([4, 5].map((prior) => one({ prior, lines }).verdict)).toEqual(['skip', 'adopt'])
  })
})

describe('alternatives', () => {
  const group = (of: readonly string[], priors: readonly number[], gates: readonly Gate[] = []) => {
    const approaches = ['a', 'b', 'c'].slice(0, priors.length).map((id, index) => approachOf(id, { prior: priors[index] ?? 0 }))
    return decideOn(rubricOf({ approaches, gates, alternatives: [{ id: 'g', of, because: 'one job' }] }), {})
  }

  it('the highest need wins, and the loser names it and the margin', () => {
    const decision = group(['a', 'b'], [6, 9])
    expect(verdictsIn(decision)).toEqual({ a: 'skip', b: 'adopt' })
    expect(decision.approaches[0]?.lostTo).toEqual({ id: 'b', title: 'Title b', points: 3, tie: false, because: 'one job' })
    expect(decision.approaches[1]?.lostTo).toBeUndefined()
  })

  it('N-02: equal sums by other parts are a tie, which goes to the first of the group and is shown', () => {
    const questions = [
      questionOf('p', [optionOf('x', { a: 1, b: 2 })]),
      questionOf('q', [optionOf('x', { a: 2, b: 2 })]),
      questionOf('r', [optionOf('x', { a: 3, b: 2 })]),
    ]
    const decide = (of: readonly string[]) =>
      decideOn(rubricOf({ approaches: [approachOf('a'), approachOf('b')], questions, alternatives: [{ id: 'g', of, because: '' }] }), {
        p: 'x',
        q: 'x',
        r: 'x',
      })
    expect(verdictsIn(decide(['a', 'b']))).toEqual({ a: 'adopt', b: 'skip' })
    expect(verdictsIn(decide(['b', 'a']))).toEqual({ a: 'skip', b: 'adopt' })
    expect(decide(['b', 'a']).approaches[0]?.lostTo).toMatchObject({ id: 'b', points: 0, tie: true })
  })

  it('one that can start beats one that has to wait, however needed that is', () => {
    const decision = group(['a', 'b'], [3, 20], [gateOf('h', 'b', 'hold')])
    expect(verdictsIn(decision)).toEqual({ a: 'pilot', b: 'skip' })
    expect(decision.approaches[1]?.lostTo).toMatchObject({ id: 'a', points: -17, tie: false })
  })

  it('level with one that has to wait is no tie', () => {
    expect(group(['b', 'a'], [6, 6], [gateOf('h', 'b', 'hold')]).approaches[1]?.lostTo).toMatchObject({ id: 'a', points: 0, tie: false })
  })

  it('where all have to wait, the most needed waits', () => {
    expect(verdictsIn(group(['a', 'b'], [7, 9], [gateOf('h', 'a', 'hold'), gateOf('i', 'b', 'hold')]))).toEqual({ a: 'skip', b: 'later' })
  })

  it('one that nobody asks for, or that is blocked, neither wins nor loses', () => {
    const decision = group(['a', 'b', 'c'], [6, 1, 30], [gateOf('x', 'c', 'block')])
    expect(verdictsIn(decision)).toEqual({ a: 'adopt', b: 'skip', c: 'skip' })
    expect(decision.approaches.map((approach) => approach.lostTo)).toEqual([undefined, undefined, undefined])
  })

  it('a requirement counts as the adopt line, and as more where the need is more', () => {
    const gates = [gateOf('r', 'a', 'require')]
    expect(verdictsIn(group(['b', 'a'], [-20, 4], gates))).toEqual({ a: 'adopt', b: 'skip' })
    expect(verdictsIn(group(['b', 'a'], [-20, 5], gates))).toEqual({ a: 'skip', b: 'adopt' })
    expect(verdictsIn(group(['b', 'a'], [8, 7], gates))).toEqual({ a: 'adopt', b: 'skip' })
  })
})

describe('what counts', () => {
  const question = questionOf('q', [optionOf('yes', { a: 4 }), optionOf('no', { a: -4 })])
  const total = (role: 'reason' | 'enabler' | 'context', given: Record<string, string>) => {
    const approach = decideOn(rubricOf({ approaches: [approachOf('a')], questions: [{ ...question, role }] }), given).approaches[0]
    return [approach?.points.total, approach?.readinessPoints.total]
  }

  it('reasons move need, enablers readiness, context nothing', () => {
    expect([total('reason', { q: 'yes' }), total('enabler', { q: 'yes' }), total('context', { q: 'yes' })]).toEqual([
      [4, 0],
      [0, 4],
      [0, 0],
    ])
  })

  it('an open question adds nothing', () => {
    expect([total('reason', {}), total('reason', { q: 'unsure' })]).toEqual([
      [0, 0],
      [0, 0],
    ])
  })
})
