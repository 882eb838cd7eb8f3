import type { Medium } from '../report/formats.js'
import type { TableWriter } from './table.js'

/** What a table looks like, as far as it is known before the first row. */
export interface Layout {
  /** What rows are found by. */
  readonly by: 'line' | 'file'
  /** The characters that the longest line number or path takes. */
  readonly widest: number
  /** What all paths begin with; a table for people leaves it out. */
  readonly folder: string
  readonly verdictsOnly: boolean
  readonly medium: Medium
}

/** The forms of a table, in the order in which help lists them. */
export type TableFormat = 'text' | 'markdown' | 'csv' | 'ndjson'

/** Loads one writer; each is a chunk of its own. */
export async function loadWriter(format: TableFormat): Promise<(layout: Layout) => TableWriter> {
  switch (format) {
    case 'text':
      return (await import('./text.js')).textTable
    case 'markdown':
      return (await import('./markdown.js')).markdownTable
    case 'csv':
      return (await import('./csv.js')).csvTable
    case 'ndjson':
      return (await import('./ndjson.js')).ndjsonTable
  }
}
