import type { Margin } from '../engine/decision.js'
import type { Verdict } from '../engine/rubric.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'

/**
 * What a check can find. `answers-changed` and `rubric-changed` are causes, `verdict-changed` and `margin-changed` what they led to;
 * a margin is told only where no verdict changed. The codes are stable: other tools group by them.
 */
export type FindingCode =
  | 'lock-missing'
  | 'lock-edited'
  | 'answers-changed'
  | 'rubric-changed'
  | 'verdict-changed'
  | 'margin-changed'
  | 'review-changed'
  | 'review-lost'
  | 'review-overdue'
  | 'tool-older'
  | 'tool-changed'
  | 'expect-verdict'
  | 'expect-stability'
  | 'expect-margin'
  | 'expect-open'
  | 'expect-mistakes'
  | 'expect-contradictions'

/** `failed` gives exit code 1, `error` gives 2, `note` changes neither. */
export type FindingOutcome = 'failed' | 'error' | 'note'

/** One thing found in one answers file. A file, a code and a subject name it for good: they stay the same from run to run. */
export interface Finding {
  readonly code: FindingCode
  readonly outcome: FindingOutcome
  /** The id of the approach, question or mistake it is about. */
  readonly subject?: string
  /** One sentence: what. */
  readonly message: string
  /** One sentence: why. */
  readonly because?: string
  readonly before?: string
  readonly after?: string
  /** In the answers file: the line that caused it where one did, else the line it belongs to. In the lock where that was edited. */
  readonly place: Place
  /** The command or the edit that mends it. */
  readonly mend?: string
}

/** A verdict, and how far it is from turning. */
export interface Stand {
  readonly verdict: Verdict
  readonly margin: Margin | null
}

/** The verdict of one approach, as locked and as decided now. A side is missing where the lock, or the rubric of today, does not have it. */
export interface CheckedVerdict {
  readonly approach: string
  /** Its id where the rubric of today does not have it. */
  readonly title: string
  readonly before?: Stand
  readonly after?: Stand
}

/** One answer that is not as locked. */
export interface ChangedAnswer {
  readonly question: string
  readonly title: string
  /** As an answers file writes it; absent where the question was, or is, not answered. */
  readonly before?: string
  readonly after?: string
  readonly place: Place
  /** The approaches whose verdict it turned: with this answer as it was, they would stand as they were. */
  readonly turned: readonly string[]
}

/** One expectation, held against the decision. */
export interface CheckedExpectation {
  /** As a flag writes it, such as `--expect rag=adopt`. */
  readonly asked: string
  readonly from: 'flag' | 'file'
  readonly met: boolean
  /** One sentence: what came out. */
  readonly message: string
  readonly place: Place
}

/** One answers file, checked. */
export interface CheckedFile {
  /** The path of the answers file as it was given or found, with forward slashes. */
  readonly file: string
  /** The path of its lock; absent with `--no-lock`. */
  readonly lock?: string
  /** `error` where it could not be checked as asked, `failed` where something was not met. */
  readonly outcome: 'passed' | 'failed' | 'error'
  readonly title: string
  readonly headline: string
  readonly rubric?: { readonly id: string; readonly version: string; readonly digest: string }
  readonly findings: readonly Finding[]
  /** In layer order; empty where nothing could be decided. */
  readonly verdicts: readonly CheckedVerdict[]
  readonly answers: readonly ChangedAnswer[]
  readonly expectations: readonly CheckedExpectation[]
  readonly review?: { readonly date: string; readonly overdue: boolean }
  /** What is wrong with the answers file, its rubric or its lock, with places; and warnings. */
  readonly problems: readonly Diagnostic[]
  /** With `--update`. */
  readonly updated?: 'written' | 'unchanged'
}

/** Everything a check came to. Reporters read only this. */
export interface CheckResult {
  readonly tool: { readonly name: string; readonly version: string }
  /** The day that review dates were held against, YYYY-MM-DD. */
  readonly date: string
  /** Sorted by path. */
  readonly files: readonly CheckedFile[]
  readonly exitCode: 0 | 1 | 2
}

/** The version of the JSON document of `check`: minor adds fields, major breaks. */
export const CHECK_DOCUMENT_VERSION = '1.0'
