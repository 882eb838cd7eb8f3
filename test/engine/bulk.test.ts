import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BulkScorer, bulkScorer, VERDICT_OF } from '../../src/engine/bulk.js'
import { judge, verdictsAt, verdictsOf } from '../../src/engine/judge.js'
import { buildModel, buildState, type Model } from '../../src/engine/model.js'
import type { Rubric, Verdict } from '../../src/engine/rubric.js'
import { type Given, oracle } from './oracle.js'
import { randomAnswers, randomCases } from './random-rubric.js'
import { core, quick } from './shipped.js'
import { answersOf, approachOf, gateOf, optionOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

/** Puts a sheet into the scorer, question after question. */
function fill(scorer: BulkScorer, model: Model, given: Given): void {
  scorer.clear()
  for (const { index, source } of model.questions) {
    const value = given[source.id]
    if (value === undefined || value === 'unsure') continue
    const chosen = typeof value === 'string' ? [value] : value
    if (chosen.length === 0) scorer.chooseNone(index)
    for (const id of chosen) scorer.choose(index, model.names.option[index]?.get(id) as number)
  }
}

function scored(scorer: BulkScorer, model: Model, given: Given): readonly Verdict[] | undefined {
  fill(scorer, model, given)
  return scorer.score() ? Array.from(scorer.verdicts, (code) => VERDICT_OF[code] as Verdict) : undefined
}

function engine(model: Model, given: Given): readonly Verdict[] {
  const state = buildState(model, answersOf(given))
  const verdicts = verdictsAt(model, state)
  expect(verdictsOf(judge(model, state))).toEqual(verdicts)
  return verdicts
}

/** Whether a question that gives a reason is answered, asked by the plain engine. */
function hasGround(rubric: Rubric, given: Given): boolean {
  const { open, hidden } = oracle(rubric, given)
  return rubric.questions.some(({ id, role }) => role === 'reason' && !open.includes(id) && !hidden.includes(id))
}

function agrees(rubric: Rubric, sheets: readonly Given[]): void {
  const model = buildModel(rubric)
  const scorer = bulkScorer(model)
  for (const given of sheets) {
    const found = scored(scorer, model, given)
    expect(found !== undefined).toBe(hasGround(rubric, given))
    if (found === undefined) continue
    expect(found).toEqual(engine(model, given))
    expect(found).toEqual(oracle(rubric, given).approaches.map((one) => one.verdict))
  }
}

describe('the bulk scorer', () => {
  it('comes to the verdicts of the engine and of the naive one, over random rubrics', () => {
    const sheets = randomCases.chain(({ rubric, given }) =>
      fc.record({ rubric: fc.constant(rubric), more: fc.array(randomAnswers(rubric), { maxLength: 4 }) }).map((one) => ({ ...one, given })),
    )
    fc.assert(
      fc.property(sheets, ({ rubric, given, more }) => agrees(rubric, [given, ...more, given])),
      { numRuns: 600 },
    )
  })

  it.each([
    ['core', core],
    ['quick', quick],
  ])('comes to the verdicts of the engine over random answers to %s', (_, rubric) => {
    fc.assert(
      fc.property(fc.array(randomAnswers(rubric), { minLength: 10, maxLength: 10 }), (sheets) => agrees(rubric, sheets)),
      { numRuns: 40 },
    )
  })

  it('has one key for the same verdicts, and another for others', () => {
    const model = buildModel(core)
    const scorer = bulkScorer(model)
    const seen = new Map<number, string>()
    const keys = new Map<string, number>()
    fc.assert(
      fc.property(randomAnswers(core), (given) => {
        const verdicts = String(scored(scorer, model, given))
        if (verdicts === 'undefined') return
        const key = scorer.key()
        expect(seen.get(key) ?? verdicts).toBe(verdicts)
        expect(keys.get(verdicts) ?? key).toBe(key)
        seen.set(key, verdicts)
        keys.set(verdicts, key)
      }),
      { numRuns: 500 },
    )
    expect(seen.size).toBeGreaterThan(10)
  })

  it('reads a question of fifty options and two hundred questions, whose bits lie in many words', () => {
    const approaches = [approachOf('x', { prior: 0, lines: { adopt: 10, pilot: 5, ready: 0 } })]
    const options = (question: number) =>
      Array.from({ length: 50 }, (_, at) => optionOf(`q${question}-o${at}`, at === 49 ? [pointsOf('x', 1)] : []))
    const questions = Array.from({ length: 200 }, (_, at) => questionOf(`q${at}`, options(at), { kind: at % 2 === 0 ? 'many' : 'single' }))
    const gates = [
      gateOf('g', 'x', 'block', {
        when: {
          all: [
            { question: 'q198', is: ['q198-o0', 'q198-o49'] },
            { question: 'q199', is: ['q199-o1'] },
          ],
        },
      }),
    ]
    const rubric = rubricOf({ approaches, questions, gates })
    const last = (at: number): string | string[] => (at % 2 === 0 ? [`q${at}-o0`, `q${at}-o49`] : `q${at}-o49`)
    const given = (count: number): Given => Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, last(at)]))
    agrees(rubric, [given(4), given(5), given(9), given(10), given(200), { ...given(200), q199: 'q199-o1' }])
  })

  it('has no key where the approaches are too many for one, and all verdicts all the same', () => {
    const approaches = Array.from({ length: 27 }, (_, at) => approachOf(`a${at}`, { prior: at % 3 === 0 ? 9 : -9 }))
    const rubric = rubricOf({ approaches, questions: [questionOf('q', [optionOf('yes'), optionOf('no')])] })
    agrees(rubric, [{ q: 'yes' }])
    const scorer = bulkScorer(buildModel(rubric))
    scorer.choose(0, 0)
    expect([scorer.score(), scorer.key()]).toEqual([true, -1])
  })
})
