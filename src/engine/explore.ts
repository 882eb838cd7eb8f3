import type { Given } from './given.js'
import type { Contender } from './judge.js'
import type { Condition, Rubric, Verdict } from './rubric.js'
import type { Ternary } from './truth.js'

/** One kind of situation that answers can lead to, as far as it was asked about. */
export interface Situation {
  /** Verdicts of the approaches explored, in the order given. */
  readonly verdicts: readonly Verdict[]
  /** The same approaches before alternatives compete: their standing (points) and their own verdict. */
  readonly contenders: readonly Contender[]
  /** Whether each of the conditions explored is true, in the order given. */
  readonly truths: readonly Ternary[]
  /** Answers that lead there: whatever is not named is open. */
  readonly witness: () => Given
}

export interface Exploration {
  /** Ids of approaches whose verdicts matter; those they compete with are taken along. */
  readonly approaches: readonly string[]
  /** Conditions on answers and on the verdicts of these approaches. */
  readonly conditions: readonly Condition[]
  /** Answers that are fixed; all other questions may be answered in every way, or stay open. */
  readonly given?: Given
  /** Open questions that stay open. */
  readonly closed?: readonly string[]
  /** Steps at most; a step takes a quarter of a microsecond or so. */
  readonly budget?: number
}

/**
 * Visits every kind of situation that some answers lead to, each at least once, until `visit` returns false or all are done. Exact: over all answers
 * to all questions, where any question may stay open. Returns false when the budget did not last; then nothing was proved.
 */
export function explore(rubric: Rubric, exploration: Exploration, visit: (situation: Situation) => boolean): boolean {
  throw new Error(`${rubric.id} ${exploration.approaches.length} ${visit.length}`)
}
