import { describe, expect, it } from 'vitest'
import type { Condition, Truth, Verdict } from '../../src/engine/rubric.js'
import { compile, FALSE, TRUE, UNKNOWN } from '../../src/engine/truth.js'
import type { Given } from './oracle.js'
import { approachOf, modelAndState, optionOf, questionOf, rubricOf } from './small-rubric.js'

const NAMES: Record<number, Truth> = { [FALSE]: 'false', [UNKNOWN]: 'unknown', [TRUE]: 'true' }

const rubric = rubricOf({
  approaches: [approachOf('a'), approachOf('b')],
  questions: [
    questionOf('q', [optionOf('x'), optionOf('y'), optionOf('z')]),
    questionOf('many', [optionOf('m1'), optionOf('m2'), optionOf('m3')], { kind: 'many' }),
    questionOf('asked', [optionOf('x'), optionOf('y')], { when: { question: 'q', is: ['x'] } }),
  ],
  absent: ['gone'],
})

function truth(condition: Condition, given: Given = {}, verdicts?: readonly Verdict[]): Truth | undefined {
  const { model, state } = modelAndState(rubric, given)
  return NAMES[compile(condition, model.names)(state, verdicts)]
}

/** Conditions with a known value, whatever is answered. */
const T: Condition = { all: [] }
const F: Condition = { any: [] }
const U: Condition = { question: 'gone', is: ['x'] }

describe("Kleene's tables", () => {
  it.each<[string, Condition, Condition, Truth, Truth]>([
    ['T T', T, T, 'true', 'true'],
    ['T U', T, U, 'unknown', 'true'],
    ['T F', T, F, 'false', 'true'],
    ['U T', U, T, 'unknown', 'true'],
    ['U U', U, U, 'unknown', 'unknown'],
    ['U F', U, F, 'false', 'unknown'],
    ['F T', F, T, 'false', 'true'],
    ['F U', F, U, 'false', 'unknown'],
    ['F F', F, F, 'false', 'false'],
  ])('%s', (_, left, right, all, any) => {
    expect([truth({ all: [left, right] }), truth({ any: [left, right] })]).toEqual([all, any])
  })

  it('not', () => {
    expect([truth({ not: T }), truth({ not: U }), truth({ not: F })]).toEqual(['false', 'unknown', 'true'])
  })

  it('nothing to meet is met, nothing to choose from is not', () => {
    expect([truth({ all: [] }), truth({ any: [] })]).toEqual(['true', 'false'])
  })

  it('nests', () => {
    expect(truth({ all: [{ not: { any: [F, { not: T }] } }, { any: [U, { all: [T, { not: F }] }] }] })).toBe('true')
  })
})

describe('an atom on a question', () => {
  const isX: Condition = { question: 'q', is: ['x', 'y'] }

  it('is true for a named option, false for another, unknown while it is open', () => {
    expect([truth(isX, { q: 'x' }), truth(isX, { q: 'y' }), truth(isX, { q: 'z' }), truth(isX), truth(isX, { q: 'unsure' })]).toEqual([
      'true',
      'true',
      'false',
      'unknown',
      'unknown',
    ])
  })

  it('holds on a many-question when at least one named option is chosen', () => {
    const either: Condition = { question: 'many', is: ['m1', 'm2'] }
    expect([
      truth(either, { many: ['m1'] }),
      truth(either, { many: ['m3', 'm2'] }),
      truth(either, { many: ['m3'] }),
      truth(either, { many: [] }),
      truth(either),
      truth(either, { many: 'unsure' }),
    ]).toEqual(['true', 'true', 'false', 'false', 'unknown', 'unknown'])
  })

  it('counts what is chosen, both bounds included', () => {
    const some: Condition = { question: 'many', chosen: { least: 1, most: 2 } }
    expect([
      truth(some, { many: [] }),
      truth(some, { many: ['m1'] }),
      truth(some, { many: ['m1', 'm2'] }),
      truth(some, { many: ['m1', 'm2', 'm3'] }),
      truth(some),
    ]).toEqual(['false', 'true', 'true', 'false', 'unknown'])
    expect(truth({ question: 'many', chosen: { least: 0, most: 0 } }, { many: [] })).toBe('true')
  })

  it('is false on a hidden question, answered or not, and so is a count', () => {
    const atom: Condition = { question: 'asked', is: ['x'] }
    expect([truth(atom, { q: 'y' }), truth(atom, { q: 'y', asked: 'x' }), truth({ not: atom }, { q: 'y', asked: 'x' })]).toEqual([
      'false',
      'false',
      'true',
    ])
  })

  it('counts an answer while it is not known whether the question is asked', () => {
    const atom: Condition = { question: 'asked', is: ['x'] }
    expect([truth(atom), truth(atom, { asked: 'x' }), truth(atom, { asked: 'y' })]).toEqual(['unknown', 'true', 'false'])
  })

  it('is unknown on a question that the rubric leaves out', () => {
    expect([truth(U), truth({ not: U })]).toEqual(['unknown', 'unknown'])
  })
})

describe('an atom on a verdict', () => {
  const atom: Condition = { approach: 'b', verdict: ['adopt', 'pilot'] }

  it('reads the verdict where verdicts are known and is unknown before', () => {
    expect([truth(atom, {}, ['skip', 'pilot']), truth(atom, {}, ['adopt', 'later']), truth(atom)]).toEqual(['true', 'false', 'unknown'])
  })
})
