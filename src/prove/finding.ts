import type { Given } from '../engine/given.js'
import type { Verdict } from '../engine/rubric.js'

/**
 * Where in a resolved rubric a finding belongs: names of its fields, ids in place of list indexes where members have ids, indexes elsewhere.
 * E.g. `['questions', 'need', 'options', 'facts', 'points', 'rag', 0, 'when']`: the first entry of that option for that approach.
 */
export type Subject = readonly (string | number)[]

/** What was to be proved. A code keeps its meaning for good. */
export type FindingCode =
  | 'proof-unreachable'
  | 'proof-never-reached'
  | 'proof-inert-question'
  | 'proof-inert-option'
  | 'proof-one-sided'
  | 'proof-dominated'
  | 'proof-gate-never'
  | 'proof-gate-shadowed'
  | 'proof-gate-contradiction'
  | 'proof-condition-never'
  | 'proof-condition-always'
  | 'proof-tie'
  | 'proof-order'
  | 'proof-reference'
  | 'proof-review'
  | 'proof-claim'
  | 'proof-claim-vacuous'

/** One statement about a rubric that could not be proved. */
export interface Finding {
  readonly code: FindingCode
  /** `refuted`: shown to be false. `unproved`: the budget did not last. `warning`: true, and worth a look. */
  readonly result: 'refuted' | 'unproved' | 'warning'
  readonly subject: Subject
  /** In the author's terms. */
  readonly message: string
  readonly hint?: string
  /** Answers that show it; they can be replayed with `decide --set …`. */
  readonly witness?: Given
}

/** What came of proving a rubric: all that could not be proved, and how many statements of each kind were. */
export interface ProofReport {
  readonly findings: readonly Finding[]
  readonly proved: readonly { readonly proof: string; readonly count: number }[]
  /** Of a rubric that leaves questions out: what only these lead to. Absent where there is nothing of the kind. */
  readonly leftOut?: readonly LeftOut[]
}

/** Verdicts of an approach that no answers to a shorter rubric lead to, and that some answers to the whole one do. */
export interface LeftOut {
  readonly approach: string
  readonly verdicts: readonly Verdict[]
}
