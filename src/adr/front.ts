import type { Checked } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import type { Source } from '../files/read.js'

/** The strict reader, which is large: whoever needs it loads it. */
export type Parse = (source: Source) => Checked<ParsedDocument>

/** The front matter of a Markdown file: YAML between two lines of three hyphens, the first of which opens the file. */
export interface Front {
  /** Where the YAML begins and ends in the text; it ends after the line end of its last line. */
  readonly start: number
  readonly end: number
}

const OPENING = /^\uFEFF?---[ \t]*(?:\r?\n)/

/** Returns where the front matter stands; undefined where there is none, `unclosed` where it does not end. */
export function frontOf(text: string): Front | undefined | 'unclosed' {
  const start = OPENING.exec(text)?.[0].length
  if (start === undefined) return undefined
  const closing = /^---[ \t]*\r?$/gm
  closing.lastIndex = start
  const end = closing.exec(text)?.index
  return end === undefined ? 'unclosed' : { start, end }
}
