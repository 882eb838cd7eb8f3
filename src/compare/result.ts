import type { Role, Verdict } from '../engine/rubric.js'

/** The version of the JSON document: minor adds fields, major breaks. */
export const SCHEMA_VERSION = '1.0'

/** An answer as an answers file holds it; null is a question left open. */
export type Value = string | readonly string[] | null

/** One of the answers files that are compared. */
export interface ComparedFile {
  /** As it was named; no two are the same. All other parts of the result name a file by it. */
  readonly path: string
  /** Its title; where it has none or another file has the same, its path, without the folders that all of these share. */
  readonly label: string
  readonly title: string
  readonly owner?: string
  readonly headline: string
  /** Adopted, in layer order. */
  readonly set: readonly string[]
}

export interface ComparedApproach {
  readonly id: string
  readonly title: string
  /** All files come to the same verdict. */
  readonly agree: boolean
  readonly verdicts: readonly { readonly file: string; readonly verdict: Verdict }[]
}

/** Whose answer it is. */
export interface Holder {
  readonly file: string
  /** The number that was given, where it was put into its band. */
  readonly number?: number
  /** The question applies there; where it does not, its answer is not scored. */
  readonly applies: boolean
}

/** One of the answers given to a question. */
export interface GivenAnswer {
  readonly value: Value
  /** The answer in the words of the rubric. */
  readonly label: string
  readonly files: readonly Holder[]
}

export interface Change {
  readonly approach: string
  readonly from: Verdict
  readonly to: Verdict
}

/** What comes of it when a file takes over somebody else's answer. */
export interface Takeover {
  readonly file: string
  readonly takes: Value
  readonly changes: readonly Change[]
}

/** The same, after it took over answers to other questions too. */
export interface JointTakeover extends Takeover {
  readonly along: readonly { readonly question: string; readonly value: Value }[]
}

/** A question that is answered differently, and what hangs on that. */
export interface ComparedQuestion {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly role: Role
  readonly answers: readonly GivenAnswer[]
  /** Approaches whose verdict it turns in some combination of the answers given to the other differences. */
  readonly canTurn: readonly string[]
  /** Approaches for which that is not ruled out: it would take too long to count. */
  readonly notRuledOut: readonly string[]
  /** Where it turns a verdict by itself, all other answers of that file as they stand. */
  readonly alone: readonly Takeover[]
  /** Where it turns none by itself: an example of how it does together with one or two others, where one was found. */
  readonly together?: JointTakeover
}

/** Answers on which everybody agrees, and the verdicts then. */
export interface Agreement {
  readonly answers: readonly { readonly question: string; readonly value: Value; readonly label: string }[]
  /** Approaches on which all files agree then. */
  readonly approaches: readonly string[]
  /** The verdicts on which all files agree then and do not now. */
  readonly verdicts: readonly { readonly approach: string; readonly verdict: Verdict }[]
  /** Every verdict that this turns in any file, also of approaches on which all files agree now; by file, in the order of the rubric. */
  readonly changes: readonly FileChange[]
}

/** A verdict of one file that is turned. */
export interface FileChange extends Change {
  readonly file: string
}

/** Questions to agree on. */
export interface Accord {
  readonly questions: readonly string[]
  /** Whichever of the given answers they agree on, it comes to the same number of verdicts in agreement. */
  readonly anyAnswer: boolean
  readonly agreements: readonly Agreement[]
  /** Where it is one question: what the other answers given would come to, on which fewer verdicts agree. */
  readonly others: readonly Agreement[]
}

/** Several answers files side by side: one plain object, and all that renderers read. */
export interface Comparison {
  readonly schemaVersion: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string; readonly title: string }
  readonly files: readonly ComparedFile[]
  readonly approaches: readonly ComparedApproach[]
  /** Differences that turn a verdict, or may. */
  readonly differences: readonly ComparedQuestion[]
  /** Differences that change no verdict, whichever of the answers given to the other questions stand beside them. */
  readonly changeNothing: readonly { readonly id: string; readonly title: string }[]
  readonly settle: {
    /** The single questions that bring the most verdicts into agreement; none where no single one brings more. */
    readonly first: readonly Accord[]
    /** The smallest sets of questions that bring all verdicts into agreement. */
    readonly enough: readonly Accord[]
    /** Sets of up to so many questions were all tried. */
    readonly searched: number
  }
}
