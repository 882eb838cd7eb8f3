import type { Margin } from '../engine/decision.js'
import type { Band, Role, Verdict } from '../engine/rubric.js'

/** The version of the JSON document: minor adds fields, major breaks. */
export const SCHEMA_VERSION = '1.0'

/** An answer as an answers file holds it; null is a question left open. */
export type Value = string | readonly string[] | null

export interface VariedPoint {
  readonly value: Value
  /** Short name for tables and sentences: an option id, or `open`, `as answered`, `none of these`. */
  readonly name: string
  readonly label: string
  /** The answer as it stands. */
  readonly present: boolean
  readonly band?: Band
}

export interface VariedQuestion {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly role: Role
  readonly many: boolean
  /** The options form a scale, in the order of the points. */
  readonly ordered: boolean
  readonly unit?: string
  /** The number that was given as the present answer. */
  readonly number?: number
  /** What is tried, in this order; exactly one point is the present answer. */
  readonly points: readonly VariedPoint[]
}

export interface CellApproach {
  readonly id: string
  readonly verdict: Verdict
  /** 1 to 99, for display. */
  readonly need: number
  /** Points (decibans) on the axis of need; verdicts compare these. */
  readonly points: number
  readonly readiness: number
  readonly readinessPoints: number
  /** Null when no points can change the verdict. */
  readonly margin: Margin | null
  /** Ids of the gates that hold. */
  readonly gates: readonly string[]
  /** Id of the alternative that it lost to. */
  readonly lostTo?: string
}

export interface Change {
  readonly approach: string
  readonly from: Verdict
  readonly to: Verdict
  /** What decides in this cell, in a few words. */
  readonly because: string
}

export interface Cell {
  /** The answer to each varied question, by its id. */
  readonly at: Readonly<Record<string, Value>>
  /** Where the answers stand now. */
  readonly present: boolean
  /** Cells with the same verdicts share a letter; A is the present recommendation. */
  readonly outcome: string
  readonly headline: string
  /** Adopted, in layer order. */
  readonly set: readonly string[]
  readonly pilots: readonly string[]
  readonly later: readonly string[]
  /** Verdicts that differ from the present ones. */
  readonly changes: readonly Change[]
  /** Approaches closer than three points to a line or an alternative. */
  readonly close: readonly string[]
  /** Varied questions that do not apply here: their answer changes nothing. */
  readonly doesNotApply: readonly string[]
  /** Other questions that apply here and not now, and the other way round. */
  readonly asksToo: readonly string[]
  readonly asksNoMore: readonly string[]
  readonly approaches: readonly CellApproach[]
}

/** In which cells a question does not apply, in words; one phrase for each group of cells. */
export interface Places {
  readonly question: string
  readonly title: string
  readonly answered: boolean
  readonly varied: boolean
  readonly places: readonly string[]
}

/** In which cells an approach is close to another verdict, in words. */
export interface CloseCall {
  readonly approach: string
  readonly title: string
  /** The least margin among these cells, in points. */
  readonly least: number
  readonly places: readonly string[]
}

/** Where the verdict on one approach turns. */
export interface Turn {
  readonly approach: string
  readonly title: string
  /** The verdict, where it is the same in every cell. */
  readonly same?: Verdict
  /** Otherwise one sentence, or one for each part of the map. */
  readonly says: readonly string[]
}

/** A line (one question) or a map (two) of the recommendation: one plain object, and all that renderers read. */
export interface WhatIf {
  readonly schemaVersion: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string; readonly title: string }
  readonly title: string
  /** The recommendation as the answers stand. */
  readonly headline: string
  readonly answers: Readonly<Record<string, string | readonly string[]>>
  /** Questions that are open now, without those that vary; they add no points in any cell. */
  readonly openQuestions: readonly string[]
  readonly approaches: readonly { readonly id: string; readonly title: string }[]
  readonly vary: readonly VariedQuestion[]
  readonly turns: readonly Turn[]
  /** Questions that do not apply in every cell, and where they do not; an open one that applies in no cell is left out. */
  readonly notEverywhere: readonly Places[]
  readonly closeCalls: readonly CloseCall[]
  /** Every combination, the last question running fastest. */
  readonly cells: readonly Cell[]
}
