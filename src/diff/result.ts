import type { Given } from '../engine/given.js'
import type { Verdict } from '../engine/rubric.js'
import type { Share } from './share.js'

/** The version of the JSON document: minor adds fields, major breaks. */
export const SCHEMA_VERSION = '1.0'

/** What of a rubric was written otherwise. */
export interface WrittenChange {
  /** The kind of thing, e.g. `question`, `option`, `points`, `gate`. */
  readonly part: string
  /** Its id; of an option with its question, of points with both and the approach; empty where their order changed. */
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Whether it can bear on verdicts; else it changes only what is said. */
  readonly weighs: boolean
  /** What was changed, by the names of the resolved rubric; absent sides are left out. */
  readonly fields: readonly { readonly name: string; readonly before?: unknown; readonly after?: unknown }[]
}

/** From one verdict to another; an approach that a version does not have counts as `skip` there. */
export interface Move {
  readonly from: Verdict
  readonly to: Verdict
  readonly share: Share
}

export interface ApproachDiff {
  readonly id: string
  readonly title: string
  /** The only version that has it. */
  readonly only?: 'before' | 'after'
  /** The share of all ways to answer in which its verdict differs. */
  readonly changed: Share
  /** How, the most frequent first. */
  readonly moves: readonly Move[]
}

/** One verdict that differs; null where the version does not have the approach. */
export interface Turned {
  readonly approach: string
  readonly before: Verdict | null
  readonly after: Verdict | null
}

/** Answers, all else open, to which the two versions say different things. */
export interface Example {
  /** All of them, and those that each version knows, as `--set` takes them. */
  readonly given: Given
  readonly before: Given
  readonly after: Given
  /** How many questions are answered. */
  readonly answers: number
  /** Proved that no fewer answers show this change; else it is merely small. */
  readonly smallest: boolean
  readonly turned: readonly Turned[]
}

export interface CaseDiff {
  readonly id: string
  readonly turned: readonly Turned[]
  /** Ids of known mistakes that its answers meet only in one of the versions. */
  readonly mistakesBefore: readonly string[]
  readonly mistakesAfter: readonly string[]
}

export interface RubricName {
  readonly id: string
  readonly version: string
  readonly digest: string
  readonly title: string
}

/** What an edit of a rubric changes: one plain object, and all that renderers read. */
export interface RubricDiff {
  readonly before: RubricName
  readonly after: RubricName
  /** Nothing that is written differs. */
  readonly same: boolean
  /** Options chosen at most in one answer to a question that takes several. */
  readonly mostChosen: number
  /** The share of all ways to answer in which any verdict differs. */
  readonly any: Share
  readonly approaches: readonly ApproachDiff[]
  readonly examples: readonly Example[]
  /** Absent where no cases were given. */
  readonly cases?: { readonly count: number; readonly changed: readonly CaseDiff[] }
  readonly written: readonly WrittenChange[]
}
