import type { Context } from '../context.js'

/** What was typed after `compare`. */
export interface CompareOptions {
  /** Answers files; at least two. */
  readonly files: readonly string[]
  readonly rubric?: string
  readonly format?: string
  readonly output: readonly string[]
  readonly force: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Not there yet. */
export async function compareCommand(_context: Context, _options: CompareOptions): Promise<number> {
  throw new Error('not there yet')
}
