import type { Given } from '../engine/given.js'
import { verdictsAt } from '../engine/judge.js'
import type { Slot } from '../engine/truth.js'
import { compile, TRUE } from '../engine/truth.js'
import { turnedBetween } from './examples.js'
import type { CaseDiff } from './result.js'
import { type Side, stateOf, type Versions } from './sides.js'

/** Answers with a name, as they stand beside a rubric. */
export interface Case {
  readonly id: string
  readonly given: Given
}

/** The cases whose verdicts or known mistakes differ, in their order. */
export function changedCases(versions: Versions, cases: readonly Case[]): CaseDiff[] {
  return cases.flatMap(({ id, given }) => {
    const [before, after] = versions.sides.map((side) => stateOf(side, given)) as [Slot[], Slot[]]
    const [were, are] = [mistakesIn(versions.sides[0], before), mistakesIn(versions.sides[1], after)]
    const changed = {
      id,
      turned: turnedBetween(versions, before, after),
      mistakesBefore: were.filter((one) => !are.includes(one)),
      mistakesAfter: are.filter((one) => !were.includes(one)),
    }
    return changed.turned.length + changed.mistakesBefore.length + changed.mistakesAfter.length === 0 ? [] : [changed]
  })
}

function mistakesIn({ model }: Side, state: readonly Slot[]): string[] {
  const verdicts = verdictsAt(model, state)
  return model.rubric.mistakes.filter(({ when }) => compile(when, model.names)(state, verdicts) === TRUE).map(({ id }) => id)
}
