import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expected } from '../../src/cases/cases.js'
import { runCases } from '../../src/cases/run.js'
import type { Decision } from '../../src/engine/decision.js'
import type { Rubric, Verdict } from '../../src/engine/rubric.js'
import type { Given } from '../engine/oracle.js'
import { type RandomCase, randomAnswers, randomCases } from '../engine/random-rubric.js'
import { core } from '../engine/shipped.js'
import { decideOn } from '../engine/small-rubric.js'
import { caseOf } from './small-case.js'

/** Random rubrics, and core with random answers. */
const situations: fc.Arbitrary<RandomCase> = fc.oneof(
  { weight: 6, arbitrary: randomCases },
  { weight: 1, arbitrary: randomAnswers(core).map((given) => ({ rubric: core, given })) },
)

const RUNS = { numRuns: 200 }
const OTHER: Readonly<Record<Verdict, Verdict>> = { adopt: 'skip', pilot: 'adopt', later: 'pilot', skip: 'later' }

const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id)

interface Lists {
  readonly gate: readonly string[]
  readonly mistake: readonly string[]
  readonly note: readonly string[]
}

function listsOf(rubric: Rubric, decision: Decision): { came: Lists; others: Lists } {
  const came = {
    gate: decision.approaches.flatMap(({ gates }) => ids(gates)),
    mistake: ids(decision.mistakes),
    note: ids(decision.setNotes),
  }
  const without = (all: readonly { readonly id: string }[], some: readonly string[]) => ids(all).filter((id) => !some.includes(id))
  const others = {
    gate: without(rubric.gates, came.gate),
    mistake: without(rubric.mistakes, came.mistake),
    note: without(rubric.setRules, came.note),
  }
  return { came, others }
}

function differences(rubric: Rubric, given: Given, expected: Partial<Expected>): number {
  const { results } = runCases(rubric, { rubric: 'x', cases: [caseOf('x', given, expected)] })
  return results[0]?.differs.length ?? -1
}

describe('a case on random rubrics', () => {
  it('is met by exactly what decide says, and by nothing else', () => {
    fc.assert(
      fc.property(situations, ({ rubric, given }) => {
        const decision = decideOn(rubric, given)
        const verdicts = decision.approaches.map(({ id, verdict }): [string, Verdict] => [id, verdict])
        const { came, others } = listsOf(rubric, decision)
        const right = new Map(verdicts.map(([id, verdict]) => [id, [verdict]]))
        const wrong = new Map(verdicts.map(([id, verdict]) => [id, [OTHER[verdict]]]))
        expect(differences(rubric, given, { verdicts: right, listed: came, unlisted: others })).toBe(0)
        const count = [...Object.values(came), ...Object.values(others)].reduce((sum, list) => sum + list.length, verdicts.length)
        expect(differences(rubric, given, { verdicts: wrong, listed: others, unlisted: came })).toBe(count)
      }),
      RUNS,
    )
  })

  it('exercises as many points entries as decide lists, and the gates, mistakes, notes and preconditions that it lists', () => {
    fc.assert(
      fc.property(situations, ({ rubric, given }) => {
        const decision = decideOn(rubric, given)
        const { came } = listsOf(rubric, decision)
        const listed = new Set(decision.approaches.flatMap(({ preconditions }) => ids(preconditions)))
        const { coverage } = runCases(rubric, { rubric: 'x', cases: [caseOf('x', given, {})] })
        const wanted: Readonly<Record<string, number>> = {
          points: decision.approaches.reduce((sum, { contributions }) => sum + contributions.length, 0),
          gates: came.gate.length,
          mistakes: came.mistake.length,
          notes: came.note.length,
          preconditions: ids(rubric.preconditions).filter((id) => listed.has(id)).length,
        }
        for (const { kind, exercised } of coverage) if (kind !== 'claims') expect([kind, exercised.part]).toEqual([kind, wanted[kind]])
      }),
      RUNS,
    )
  })
})
