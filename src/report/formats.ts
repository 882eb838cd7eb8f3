import type { Decision } from '../engine/decision.js'
import type { Paint } from './paint.js'
import { PLAIN } from './paint.js'

/** Where a report goes to. Only `text` reads this; the other formats are the same bytes everywhere. */
export interface Medium {
  /** Columns; anything below 20 counts as 20. */
  readonly width: number
  /** False: only ASCII in what the tool itself says and draws. */
  readonly unicode: boolean
  readonly paint: Paint
}

/** A file, a pipe, another program: no terminal, so its bytes must not depend on one. */
export const FILE_MEDIUM: Medium = { width: 100, unicode: true, paint: PLAIN }

/** Turns a decision into a report; pure. */
export type Render = (decision: Decision, medium: Medium) => string

export interface Format {
  readonly id: string
  /** File extensions with their dot, in lower case. */
  readonly extensions: readonly string[]
  /** Loads the renderer; each is a chunk of its own, so that a run pays for one format only. */
  readonly load: () => Promise<Render>
  /** The same for the short form; a format without one is whole or nothing. */
  readonly loadBrief?: () => Promise<Render>
  /** Only a decision can be told in it, nothing else that is printed in these formats. */
  readonly ofDecisions?: true
}

/** Every format a report can have, in the order in which help lists them. */
export const FORMATS: readonly Format[] = [
  {
    id: 'text',
    extensions: ['.txt'],
    load: async () => (await import('./text.js')).renderText,
    loadBrief: async () => (await import('./text.js')).renderBriefText,
  },
  {
    id: 'markdown',
    extensions: ['.md', '.markdown'],
    load: async () => (await import('./markdown.js')).renderMarkdown,
    loadBrief: async () => (await import('./markdown.js')).renderBriefMarkdown,
  },
  { id: 'json', extensions: ['.json'], load: async () => (await import('./json.js')).renderJson },
  // No ending of its own: a record is Markdown, and .md stays the report.
  { id: 'adr', extensions: [], load: async () => (await import('./adr.js')).renderAdr, ofDecisions: true },
]

export const FORMAT_NAMES: readonly string[] = FORMATS.map((format) => format.id)

/** The formats of everything that is no decision: an explanation, a comparison, what a test found. */
export const COMMON_FORMAT_NAMES: readonly string[] = FORMATS.filter((format) => format.ofDecisions === undefined).map(
  (format) => format.id,
)

/** Every extension that names a format, for messages. */
export const FORMAT_EXTENSIONS: readonly string[] = FORMATS.flatMap((format) => format.extensions)

/** Returns the format of that name, or undefined. */
export function formatNamed(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id)
}

/** Returns the format that a file's extension names (in either case), or undefined. */
export function formatOfPath(path: string): Format | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase()
  return FORMATS.find((format) => format.extensions.some((extension) => name.endsWith(extension) && name.length > extension.length))
}
