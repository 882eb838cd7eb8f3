import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecidedApproach, Margin } from '../../src/engine/decision.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'
import { oracle } from './oracle.js'
import { randomCases } from './random-rubric.js'
import { approachOf, decideOn, gateOf, optionOf, questionOf, rubricOf } from './small-rubric.js'

const oneJob = { id: 'one-job', of: ['a', 'b'], because: 'one job' }
const enabler = questionOf('means', [optionOf('poor', { a: -3, b: -3 }), optionOf('rich', { a: 3, b: 3 })], { role: 'enabler' })

function marginsOf(parts: Partial<Rubric>, given: Given = {}): Record<string, Margin | null> {
  return Object.fromEntries(decideOn(rubricOf(parts), given).approaches.map((one) => [one.id, one.margin]))
}

describe('the margin of an approach on its own', () => {
  it.each([
    [-4, 6, 'pilot'],
    [1, 1, 'pilot'],
    [2, 0, 'pilot'],
    [3, 1, 'pilot'],
    [4, 1, 'adopt'],
    [5, 0, 'adopt'],
    [6, 1, 'adopt'],
    [12, 7, 'adopt'],
  ])('N-03: at %i points it is %i from the %s line', (prior, points, at) => {
    expect(marginsOf({ approaches: [approachOf('a', { prior })] })).toEqual({ a: { points, to: 'line', at } })
  })

  it('where both lines are equally near, the adopt line is named', () => {
    const lines = { adopt: 6, pilot: 2, ready: 0 }
    expect(marginsOf({ approaches: [approachOf('a', { prior: 4, lines })] })).toEqual({ a: { points: 2, to: 'line', at: 'adopt' } })
  })

  it('held: only the adopt line turns it', () => {
    const gates = [gateOf('h', 'a', 'hold')]
    expect(marginsOf({ approaches: [approachOf('a', { prior: 2 })], gates })).toEqual({ a: { points: 3, to: 'line', at: 'adopt' } })
    expect(marginsOf({ approaches: [approachOf('a', { prior: 9 })], gates })).toEqual({ a: { points: 4, to: 'line', at: 'adopt' } })
  })

  it('blocked: no points turn it', () => {
    expect(marginsOf({ approaches: [approachOf('a', { prior: 9 })], gates: [gateOf('x', 'a', 'block')] })).toEqual({ a: null })
  })

  it('required: no points turn it, readiness may', () => {
    const gates = [gateOf('r', 'a', 'require')]
    expect(marginsOf({ approaches: [approachOf('a')], gates })).toEqual({ a: null })
    expect(marginsOf({ approaches: [approachOf('a', { readinessPrior: 2 })], gates, questions: [enabler] })).toEqual({
      a: { points: 2, to: 'readiness', at: 'ready' },
    })
  })

  it('a baseline has none', () => {
    const approaches = [approachOf('a', { prior: 6, always: 'adopt' })]
    expect(marginsOf({ approaches, gates: [gateOf('r', 'a', 'require')], questions: [enabler] })).toEqual({ a: null })
  })

  it('readiness counts where some answer can carry it over its line', () => {
    const approaches = [approachOf('a', { prior: 9, readinessPrior: 1 })]
    expect(marginsOf({ approaches, questions: [enabler] })).toEqual({ a: { points: 1, to: 'readiness', at: 'ready' } })
    expect(marginsOf({ approaches })).toEqual({ a: { points: 4, to: 'line', at: 'adopt' } })
    expect(marginsOf({ approaches: [approachOf('a', { prior: 9, readinessPrior: 3 })], questions: [enabler] })).toEqual({
      a: { points: 4, to: 'line', at: 'adopt' },
    })
  })

  it('readiness does not count where need asks for nothing', () => {
    expect(marginsOf({ approaches: [approachOf('a', { prior: -8 })], questions: [enabler] })).toEqual({
      a: { points: 10, to: 'line', at: 'pilot' },
    })
  })
})

describe('the margin beside an alternative', () => {
  const group = (a: number, b: number) => [approachOf('a', { prior: a }), approachOf('b', { prior: b })]

  it('winner and loser are as far from each other', () => {
    expect(marginsOf({ approaches: group(14, 12), alternatives: [oneJob] })).toEqual({
      a: { points: 2, to: 'alternative', at: 'b' },
      b: { points: 2, to: 'alternative', at: 'a' },
    })
  })

  it('N-02: a tie is a margin of 0', () => {
    expect(marginsOf({ approaches: group(9, 9), alternatives: [oneJob] })).toEqual({
      a: { points: 0, to: 'alternative', at: 'b' },
      b: { points: 0, to: 'alternative', at: 'a' },
    })
  })

  it('one that is out of it has to reach the winner, not only its own line', () => {
    expect(marginsOf({ approaches: group(20, 1), alternatives: [oneJob] })).toEqual({
      a: { points: 15, to: 'line', at: 'adopt' },
      b: { points: 19, to: 'alternative', at: 'a' },
    })
  })

  it('one that waits is not beaten by points: it has none while it is held', () => {
    expect(marginsOf({ approaches: group(6, 30), alternatives: [oneJob], gates: [gateOf('h', 'b', 'hold')] })).toEqual({
      a: { points: 1, to: 'line', at: 'adopt' },
      b: null,
    })
  })

  it('one that waits for readiness turns when it is ready', () => {
    const approaches = [approachOf('a', { prior: 6 }), approachOf('b', { prior: 30, readinessPrior: -2 })]
    expect(marginsOf({ approaches, alternatives: [oneJob] })).toEqual({
      a: { points: 1, to: 'line', at: 'adopt' },
      b: { points: 2, to: 'readiness', at: 'ready' },
    })
  })

  it('two that wait compete on points', () => {
    const gates = [gateOf('h', 'a', 'hold'), gateOf('i', 'b', 'hold')]
    expect(marginsOf({ approaches: group(9, 7), alternatives: [oneJob], gates })).toEqual({
      a: { points: 2, to: 'alternative', at: 'b' },
      b: { points: 2, to: 'alternative', at: 'a' },
    })
  })
})

/** The verdict of one approach when its prior is moved by so many points, on one axis. */
function moved(rubric: Rubric, given: Given, id: string, axis: 'prior' | 'readinessPrior', by: number): string | undefined {
  const approaches = rubric.approaches.map((one) => (one.id === id ? { ...one, [axis]: one[axis] + by } : one))
  return oracle({ ...rubric, approaches }, given).approaches.find((one) => one.id === id)?.verdict
}

function expectMarginToHold(rubric: Rubric, given: Given, one: DecidedApproach): void {
  const at = (by: number): string | undefined => moved(rubric, given, one.id, 'prior', by)
  const { margin } = one
  for (let by = 1; by < (margin?.points ?? 60); by++)
    expect([at(by), at(-by)], `${one.id} moved by ${by}`).toEqual([one.verdict, one.verdict])
  if (margin?.to === 'line') {
    const around = [margin.points, margin.points + 1].flatMap((by) => [at(by), at(-by)])
    expect(around.some((verdict) => verdict !== one.verdict)).toBe(true)
  } else if (margin?.to === 'readiness') {
    const around = [margin.points, margin.points + 1].flatMap((by) =>
      [by, -by].map((each) => moved(rubric, given, one.id, 'readinessPrior', each)),
    )
    expect(around.some((verdict) => verdict !== one.verdict)).toBe(true)
  } else if (margin !== null) {
    expect(rubric.alternatives.some((group) => group.of.includes(one.id) && group.of.includes(margin.at))).toBe(true)
  }
}

it('on random rubrics fewer points than the margin never turn a verdict, and the line that it names does', () => {
  fc.assert(
    fc.property(randomCases, ({ rubric, given }) => {
      for (const one of decideOn(rubric, given).approaches) expectMarginToHold(rubric, given, one)
    }),
    { numRuns: 150 },
  )
})
