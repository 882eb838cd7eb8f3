import type { Context } from '../../context.js'
import { visible } from '../../files/characters.js'
import { print } from '../../print.js'
import { fail } from '../fail.js'
import { programOf } from '../program.js'
import { shellWord } from '../shell-word.js'
import { refusals, store } from '../store.js'
import { mannerOf, type RubricOptions } from './output.js'
import { OVERLAY_TEMPLATE, RUBRIC_TEMPLATE } from './template.js'

/** What was typed after `rubric init`. */
export interface RubricInitOptions extends RubricOptions {
  /** An overlay of the core rubric instead of a whole one. */
  readonly overlay: boolean
  /** Where the file goes; `-` prints it. */
  readonly output?: string
  readonly force: boolean
}

const DEFAULT_FILE = 'rubric.yaml'

/** Writes a small rubric, or an overlay, with a comment on everything in it. Returns the exit code. */
export async function rubricInitCommand(context: Context, options: RubricInitOptions): Promise<number> {
  const manner = mannerOf(options)
  const path = options.output ?? DEFAULT_FILE
  const isPrinted = path === '-' || path === '/dev/stdout'
  const text = (options.overlay ? OVERLAY_TEMPLATE : RUBRIC_TEMPLATE).replaceAll('THIS_FILE', isPrinted ? 'FILE' : shellWord(path))
  if (isPrinted) return print(context, text)
  const target = { force: options.force, protect: [] }
  const refused = await refusals([path], target)
  if (refused.length > 0) return fail(context, refused, manner)
  const { written, interrupted } = await store(context, [{ path, text }], target)
  if (!written.ok) {
    const exitCode = await fail(context, written.problems, manner)
    return interrupted ?? exitCode
  }
  if (!options.quiet) context.stderr.write(`wrote ${visible(path)}: ${programOf(context.env)} rubric check ${shellWord(path)}\n`)
  return interrupted ?? 0
}
