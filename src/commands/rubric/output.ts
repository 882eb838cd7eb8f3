import type { Context } from '../../context.js'
import { print } from '../../print.js'
import { jsonSafe } from '../../report/encode.js'
import { toAscii } from '../../report/text/ascii.js'
import { type ColourFlag, wantsUnicode } from '../../terminal.js'
import type { Manner } from '../fail.js'

/** The version of the JSON documents of `rubric list` and `rubric check`. */
export const RUBRIC_DOCUMENT_VERSION = '1.0.0'

/** What every command under `rubric` understands. */
export interface RubricOptions {
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: ColourFlag
}

/** How a command under `rubric` says what went wrong. */
export function mannerOf(options: RubricOptions & { readonly format?: string }): Manner {
  return { json: options.format === 'json', colour: options.color, quiet: options.quiet }
}

/** Prints text for a person, in ASCII alone where the terminal shows no more. Returns the exit code of printing. */
export function printText(context: Context, text: string): number {
  return print(context, wantsUnicode(context.stdout, context.env) ? text : toAscii(text))
}

/** Prints a document for a program. Returns the exit code of printing. */
export function printJson(context: Context, value: unknown): number {
  return print(context, `${jsonSafe(JSON.stringify(value, null, 2))}\n`)
}
