import type { Context } from '../context.js'

/** What was typed after `batch`. */
export interface BatchOptions {
  /** A folder, an NDJSON file, or `-`. */
  readonly source: string
  readonly rubric?: string
  readonly format?: 'text' | 'markdown' | 'csv' | 'ndjson'
  readonly filter: readonly string[]
  readonly verdictsOnly: boolean
  readonly summaryOnly: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Not there yet. */
export async function batchCommand(_context: Context, _options: BatchOptions): Promise<number> {
  throw new Error('not there yet')
}
