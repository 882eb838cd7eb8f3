import type { Context } from '../context.js'

/** What was typed after `check`. */
export interface CheckOptions {
  /** Answers files and folders; at least one. */
  readonly files: readonly string[]
  readonly expect: readonly string[]
  readonly minStability?: string
  readonly minMargin?: string
  readonly maxOpen?: string
  readonly failOn: readonly string[]
  readonly update: boolean
  /** False with `--no-lock`. */
  readonly lock: boolean
  readonly date?: string
  readonly rubric?: string
  /** Each `NAME` or `NAME=FILE`. */
  readonly reporter: readonly string[]
  readonly force: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Not there yet. */
export async function checkCommand(_context: Context, _options: CheckOptions): Promise<number> {
  throw new Error('not there yet')
}
