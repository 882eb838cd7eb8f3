/** Where a problem stands; line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** How many columns the caret underlines; at least 1. */
  readonly length?: number
  /** The source line, for the code frame. */
  readonly sourceLine?: string
}

export type Severity = 'error' | 'warning'

/** One problem: a stable code, a place, a sentence, and the next step. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly place?: Place
  /** A path into the document or sheet, e.g. `answers.corpus-size`. */
  readonly path?: string
  readonly allowed?: readonly string[]
  readonly hint?: string
}

/** Either a value, or the problems that prevent it; a value may carry warnings. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }
