import type { AnswerSheet } from '../../engine/answers.js'
import { contributionsOf } from '../../engine/contributions.js'
import { type DecideOptions, decide } from '../../engine/decide.js'
import type { Contribution, Decision } from '../../engine/decision.js'
import { judge, type Standing, verdictsOf } from '../../engine/judge.js'
import { buildModel, buildState, type Model } from '../../engine/model.js'
import type { Rubric, Verdict } from '../../engine/rubric.js'
import type { State } from '../../engine/truth.js'

/** One rubric decided on one sheet of answers, with all that a closer look needs. */
export interface Situation {
  readonly rubric: Rubric
  readonly decision: Decision
  readonly model: Model
  readonly state: State
  /** By approach index, as are verdicts and contributions. */
  readonly standings: readonly Standing[]
  readonly verdicts: readonly Verdict[]
  readonly contributions: readonly (readonly Contribution[])[]
}

/** Decides on the answers and keeps what a decision does not show. */
export function situationOf(rubric: Rubric, sheet: AnswerSheet, tool: DecideOptions['tool']): Situation {
  const model = buildModel(rubric)
  const state = buildState(model, sheet.answers)
  const standings = judge(model, state)
  const decision = decide(rubric, sheet, { tool })
  return { rubric, decision, model, state, standings, verdicts: verdictsOf(standings), contributions: contributionsOf(model, state) }
}
