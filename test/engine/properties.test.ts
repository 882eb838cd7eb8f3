import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'
import type { RandomCase } from './random-rubric.js'
import { randomAnswers, randomCases } from './random-rubric.js'
import { rename, renamedAnswers, renamedRubric } from './renamed.js'
import { core, quick } from './shipped.js'
import { numbersFrom, shuffle, shuffled } from './shuffled.js'
import { answersOf, decideOn, deepFreeze, optionOf, pointsOf, questionOf, sheetOf, TOOL } from './small-rubric.js'

/** Random rubrics, and the shipped ones with random answers. */
const cases: fc.Arbitrary<RandomCase> = fc.oneof(
  { weight: 6, arbitrary: randomCases },
  { weight: 1, arbitrary: randomAnswers(core).map((given) => ({ rubric: core, given })) },
  { weight: 1, arbitrary: randomAnswers(quick).map((given) => ({ rubric: quick, given })) },
)

const seeds = fc.nat(1_000_000)

/** What no order in a rubric may change, with lists that follow an order of the rubric sorted. */
function meaning(decision: Decision): unknown {
  const sorted = (ids: readonly string[]): string[] => [...ids].sort()
  return {
    set: decision.set,
    approaches: new Map(
      decision.approaches.map((one) => [
        one.id,
        {
          verdict: one.verdict,
          points: one.points,
          range: one.range,
          readiness: one.readinessPoints,
          margin: one.margin?.points,
          lostTo: one.lostTo,
          gates: sorted(one.gates.map((gate) => gate.id)),
          contributions: sorted(one.contributions.map((each) => JSON.stringify(each))),
          criteria: one.criteria,
          preconditions: sorted(one.preconditions.map((each) => each.id)),
        },
      ]),
    ),
    open: new Map(decision.openQuestions.map((question) => [question.id, sorted(question.canChange)])),
    mistakes: sorted(decision.mistakes.map((one) => one.id)),
    notes: sorted(decision.setNotes.map((one) => one.id)),
    layers: decision.layers.map((layer) => [layer.id, layer.approach, layer.verdict]),
  }
}

describe('N-01: order', () => {
  it('of questions, options, points, gates, mistakes and approaches changes no verdict and no points', () => {
    fc.assert(
      fc.property(cases, seeds, ({ rubric, given }, seed) => {
        expect(meaning(decideOn(shuffled(rubric, seed), given))).toEqual(meaning(decideOn(rubric, given)))
      }),
      { numRuns: 250 },
    )
  })

  it('of answers, and of the options in one answer, changes nothing at all', () => {
    fc.assert(
      fc.property(cases, seeds, ({ rubric, given }, seed) => {
        const next = numbersFrom(seed)
        const entries = Object.entries(given).map(([id, value]) => [id, typeof value === 'string' ? value : shuffle(value, next)] as const)
        const reordered = Object.fromEntries(shuffle(entries, next))
        expect(JSON.stringify(decideOn(rubric, reordered))).toBe(JSON.stringify(decideOn(rubric, given)))
      }),
      { numRuns: 250 },
    )
  })
})

/** The rubric with one more question, whose one option gives points to one approach only. */
function withSupport(rubric: Rubric, approach: string, points: number): Rubric {
  const extra = questionOf('extra', [optionOf('yes', [pointsOf(approach, points, { criterion: 'c0' })]), optionOf('no')])
  return { ...rubric, questions: [...rubric.questions, extra] }
}

const RANK = { skip: 0, later: 1, pilot: 1, adopt: 2 }

it('N-08: an answer that only supports an approach never lowers it, nor raises another', () => {
  fc.assert(
    fc.property(cases, fc.nat(5), fc.integer({ min: 1, max: 20 }), ({ rubric, given }, which, points) => {
      const supported = rubric.approaches[which % rubric.approaches.length]?.id ?? ''
      const wider = withSupport(rubric, supported, points)
      const before = decideOn(wider, given)
      const after = decideOn(wider, { ...given, extra: 'yes' })
      for (const [index, one] of after.approaches.entries()) {
        const was = before.approaches[index]
        if (was === undefined) throw new Error('one approach fewer')
        if (one.id === supported) {
          expect(one.points.total).toBe(was.points.total + points)
          expect(RANK[one.verdict]).toBeGreaterThanOrEqual(RANK[was.verdict])
        } else {
          expect(one.points.total).toBe(was.points.total)
          expect(RANK[one.verdict]).toBeLessThanOrEqual(RANK[was.verdict])
        }
      }
    }),
    { numRuns: 250 },
  )
})

/** Verdicts, points and effects of a decision, with every id renamed. */
function renamedMeaning(decision: Decision, name: (id: string) => string): unknown {
  return {
    set: decision.set.map(name),
    open: decision.openQuestions.map((question) => [name(question.id), question.canChange.map(name)]),
    mistakes: decision.mistakes.map((one) => name(one.id)),
    approaches: decision.approaches.map((one) => ({
      id: name(one.id),
      verdict: one.verdict,
      points: one.points,
      range: one.range,
      readiness: one.readinessPoints,
      gates: one.gates.map((gate) => name(gate.id)),
      lostTo: one.lostTo === undefined ? undefined : [name(one.lostTo.id), one.lostTo.points, one.lostTo.tie],
      contributions: one.contributions.map((each) => [name(each.question), name(each.option), each.points, name(each.criterion)]),
      margin: one.margin === null ? null : [one.margin.points, one.margin.to],
      reason: one.reason,
    })),
  }
}

it('N-09: ids are names only: other ids, the same decision', () => {
  fc.assert(
    fc.property(cases, ({ rubric, given }) => {
      const other = decideOn(renamedRubric(rubric), renamedAnswers(given))
      expect(renamedMeaning(other, (id) => id)).toEqual(renamedMeaning(decideOn(rubric, given), rename))
    }),
    { numRuns: 250 },
  )
})

/** Numbers anywhere inside a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('a decision is plain data', () => {
  const decideTwice = (rubric: Rubric, given: Given): [Decision, Decision] => [decideOn(rubric, given), decideOn(rubric, given)]

  it('the same every time', () => {
    fc.assert(
      fc.property(cases, ({ rubric, given }) => {
        const [one, other] = decideTwice(rubric, given)
        expect(one).toEqual(other)
        expect(JSON.stringify(one)).toBe(JSON.stringify(other))
      }),
      { numRuns: 100 },
    )
  })

  it('survives JSON, with nothing undefined in it, and every number is whole and none is minus zero', () => {
    fc.assert(
      fc.property(cases, ({ rubric, given }) => {
        const decision = decideOn(rubric, given)
        expect(JSON.parse(JSON.stringify(decision))).toStrictEqual(decision)
        for (const number of numbersIn(decision)) expect(Number.isSafeInteger(number) && !Object.is(number, -0)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('leaves the rubric and the answers as they were', () => {
    fc.assert(
      fc.property(cases, ({ rubric, given }) => {
        const before = JSON.stringify([rubric, given])
        const answers = answersOf(deepFreeze(structuredClone(given)))
        decide(deepFreeze(rubric), Object.freeze({ ...sheetOf(given), answers }), { tool: Object.freeze({ ...TOOL }) })
        expect(JSON.stringify([rubric, given])).toBe(before)
      }),
      { numRuns: 100 },
    )
  })

  it('leaves nothing on the prototype of objects', () => {
    fc.assert(
      fc.property(cases, ({ rubric, given }) => {
        decideOn(rubric, given)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
