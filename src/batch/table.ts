import type { Approach, Verdict } from '../engine/rubric.js'
import type { Share } from '../engine/stability.js'
import type { Diagnostic } from '../files/diagnostic.js'

/** How a row is found again: by the line of its file, or by its file. */
export type Where = { readonly line: number } | { readonly file: string }

/** What a row calls itself. */
export interface Named {
  readonly id?: string | number
  readonly title?: string
}

/** The verdicts of a sheet, one to a column; sheets with the same verdicts share one, until there are too many. */
export interface Outcome {
  readonly verdicts: readonly Verdict[]
  /** How the table shows them: written once, shown often. */
  readonly shown: string
  /** Whether they pass the filters. */
  readonly passes: boolean
  /** How many sheets came to it. */
  count: number
}

/** What a row says beyond its verdicts. */
export interface Details {
  readonly headline: string
  /** Ids of the questions that apply and are open. */
  readonly open: readonly string[]
  /** The least share, over all approaches, of the ways to answer what is open that keep the verdict; null where it is not counted. */
  readonly stability: Share | null
  /** Ids of the known mistakes. */
  readonly mistakes: readonly string[]
}

/** One decided sheet. */
export interface Row {
  readonly where: Where
  readonly named: Named
  readonly outcome: Outcome
  readonly details?: Details
}

/** One column of verdicts: an approach. */
export type Column = Pick<Approach, 'id' | 'title'>

/** What came of all sheets. */
export interface Summary {
  readonly columns: readonly Column[]
  /** Sheets that were decided. */
  readonly decided: number
  /** Of these, those that pass the filters, as typed. */
  readonly shown: number
  readonly filters: readonly string[]
  readonly bad: number
  /** How often each verdict came out among the sheets shown: by column, in the order of `VERDICT_WORDS`. */
  readonly counts: readonly (readonly number[])[]
}

/** Writes a table piece by piece; what it returns, one after the other, is one document. Pure. */
export interface TableWriter {
  /** Comes first, once the columns are known. */
  head(columns: readonly Column[]): string
  /** The verdicts of a row, as `row` shows them. */
  verdicts(verdicts: readonly Verdict[]): string
  row(row: Row): string
  /** A sheet that could not be decided; empty where the table has no place for it. */
  bad(where: Where, problems: readonly Diagnostic[], named: Named): string
  /** What follows the rows; empty where the table ends with them. */
  foot(summary: Summary): string
  /** The summary as a whole document. */
  summary(summary: Summary): string
}
