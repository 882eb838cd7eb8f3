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

/** Everything a person says: the answers, and what only the report reads. */
export interface AnswerSheet {
  readonly title?: string
  readonly context?: Situation
  readonly owner?: string
  /** ISO date from the answers file. */
  readonly reviewAfter?: string
  readonly answers: ReadonlyMap<string, Answer>
}
