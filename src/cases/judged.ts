import { judge, type Standing } from '../engine/judge.js'
import { buildState, type Model } from '../engine/model.js'
import type { Verdict } from '../engine/rubric.js'
import type { State } from '../engine/truth.js'
import type { Case } from './cases.js'

/** What one case came to. */
export interface Judged {
  readonly of: Case
  readonly state: State
  /** By approach index, as are the verdicts. */
  readonly standings: readonly Standing[]
  readonly verdicts: readonly Verdict[]
}

/** Decides a case: its verdicts and what led to them. */
export function judgeCase(model: Model, of: Case): Judged {
  const state = buildState(model, of.answers)
  const standings = judge(model, state)
  return { of, state, standings, verdicts: standings.map(({ verdict }) => verdict) }
}

/** Whether an approach is built now, in whole or as a trial. */
export function isStarted(verdict: Verdict): boolean {
  return verdict === 'adopt' || verdict === 'pilot'
}
