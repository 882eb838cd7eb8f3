import type { Verdict } from './rubric.js'

/** The answer that leaves a question open on purpose. */
export const UNSURE = 'unsure'

export type Origin = 'asked' | 'flag' | 'file'

/** One answer: an option id, a list of option ids for a many-question, or `unsure`. */
export interface Answer {
  readonly value: string | readonly string[]
  readonly origin: Origin
  /** The number that was typed, when it was put into its band. */
  readonly number?: number
}

/** The first four parts of the executive prompt; free text, for the report only. */
export interface Situation {
  readonly workflow?: string
  readonly users?: string
  readonly objective?: string
  readonly data?: string
}

/** One thing that a person expects of the decision: `check` holds it against what comes out. */
export type Expectation =
  | { readonly kind: 'verdict'; readonly approach: string; readonly verdicts: readonly Verdict[]; readonly not: boolean }
  /** The least share of the ways to answer the open questions that keeps the verdict of each adopted approach, in hundredths of a percent. */
  | { readonly kind: 'min-stability'; readonly hundredths: number }
  /** The fewest points by which a verdict that points can turn may stand from its line. */
  | { readonly kind: 'min-margin'; readonly points: number }
  | { readonly kind: 'max-open'; readonly questions: number }
  | { readonly kind: 'fail-on'; readonly what: 'mistakes' | 'contradictions' }

/** Everything a person says: the answers, what only the report reads, and what is expected of the decision. */
export interface AnswerSheet {
  readonly title?: string
  readonly context?: Situation
  readonly owner?: string
  /** ISO date from the answers file. */
  readonly reviewAfter?: string
  readonly expect?: readonly Expectation[]
  readonly answers: ReadonlyMap<string, Answer>
}
