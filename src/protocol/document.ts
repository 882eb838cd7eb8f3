import type { Situation } from '../engine/answers.js'
import type { CitedReference, Decision } from '../engine/decision.js'
import type { Axis, Band, Named, Role, Verdict } from '../engine/rubric.js'

/** The version of the protocol's documents: minor adds fields, major breaks. */
export const PROTOCOL_VERSION = '1.0'

/** Whether points count as the answers stand: yes, not yet known, or no. */
export type Counts = 'now' | 'depends' | 'no'

/** What choosing an option gives one approach. */
export interface Move {
  readonly approach: string
  /** Decibans; a minus speaks against the approach. */
  readonly points: number
  readonly axis: Axis
  readonly counts: Counts
  readonly because: string
  readonly evidence: readonly string[]
}

export interface AskedOption {
  readonly id: string
  readonly label: string
  readonly help?: string
  /** The numbers that stand for this option; both ends belong to it. */
  readonly band?: Band
  /** In the rubric's order; empty for an option that speaks neither for nor against anything. */
  readonly moves: readonly Move[]
}

export interface AskedQuestion {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly help: string
  readonly why: string
  readonly section: Named
  readonly role: Role
  /** `single`: one option; `many`: any number of them, none included. */
  readonly kind: 'single' | 'many'
  /** The options form a scale, in their order. */
  readonly ordered: boolean
  /** What a number counts; absent where numbers are not taken. */
  readonly unit?: string
  readonly options: readonly AskedOption[]
}

/** One way to send an answer back. */
export interface AnswerExample {
  readonly says: string
  /** What to put into the answers document, under the id of the question. */
  readonly value: string | number | readonly string[]
  readonly flag: string
}

/** How an answer is sent back. */
export interface AnswerForm {
  /** Where it belongs in the answers document, key by key. */
  readonly path: readonly string[]
  /** Every text that is taken: the ids of the options, and `unsure`. */
  readonly values: readonly string[]
  /** The whole numbers that are taken in place of an option; `to` is absent where there is no upper end. */
  readonly number?: Band & { readonly unit: string }
  readonly examples: readonly AnswerExample[]
}

/** The answers as they were understood, in the shape of an answers file: what a client sends back, one answer fuller. */
export interface AnswersDocument {
  readonly title?: string
  readonly rubric: string
  readonly owner?: string
  readonly 'review-after'?: string
  readonly context?: Situation
  readonly expect?: ExpectDocument
  readonly answers: Readonly<Record<string, string | number | readonly string[]>>
}

/** What is expected of the decision, in the shape of an answers file; `rag-or-tune check` holds it against what comes out. */
export interface ExpectDocument {
  readonly verdicts?: Readonly<Record<string, readonly Verdict[] | { readonly not: readonly Verdict[] }>>
  readonly 'min-stability'?: string
  readonly 'min-margin'?: number
  readonly 'max-open'?: number
  readonly 'fail-on'?: readonly string[]
}

/** How far one approach is from settled. */
export interface Standing {
  readonly id: string
  readonly title: string
  /** 1 to 99, by the answers so far. */
  readonly need: number
  /** No answer to a question that is still to be asked can turn its verdict; what was answered `unsure` stays open. */
  readonly settled: boolean
  /** How many of the questions that are still to be asked can turn its verdict. */
  readonly movedBy: number
}

interface Progress {
  /** Questions that apply and have an answer, `unsure` among them. */
  readonly answered: number
  /** At most so many questions are left, the one asked here among them. */
  readonly atMost: number
  readonly skipped: number
}

interface Start {
  readonly schemaVersion: string
  readonly tool: Decision['tool']
  readonly rubric: Decision['rubric']
}

interface Stand {
  readonly standing: readonly Standing[]
  /** Open questions whose answer could change nothing any more. */
  readonly skipped: readonly string[]
  /** Answers that are kept and not scored: other answers make their questions pointless. */
  readonly unscored: readonly string[]
}

/** Something is worth asking. */
export interface AskDocument extends Start, Stand {
  readonly status: 'ask'
  readonly progress: Progress
  readonly question: AskedQuestion
  /** What an answer to it can still change. */
  readonly canChange: {
    readonly verdicts: readonly string[]
    readonly gates: readonly string[]
    readonly mistakes: readonly string[]
    readonly plan: boolean
  }
  readonly answer: AnswerForm
  /** The sources that `evidence` names, in the rubric's order. */
  readonly references: readonly CitedReference[]
  readonly answers: AnswersDocument
}

/** Nothing is worth asking any more. */
export interface DoneDocument extends Start, Stand {
  readonly status: 'done'
  readonly progress: Progress
  readonly answers: AnswersDocument
  readonly decision: Decision
}

export type NextDocument = AskDocument | DoneDocument
