import type { ParsedDocument } from '../files/document.js'
import { RECORD_KEY } from '../report/adr/front-matter.js'
import { frontOf, type Parse } from './front.js'

/** What the front matter of a record that this tool wrote says, as far as the next record needs it. */
export interface RecordEntry {
  /** What makes records those of one decision. */
  readonly decision: string
  readonly rubric: string
  readonly version: string
  readonly verdicts: ReadonlyMap<string, string>
  /** As it stands there; empty where it was taken out. */
  readonly status: string
}

/** The beginning of a file in a folder of decisions. */
export type Head =
  | { readonly kind: 'record'; readonly entry: RecordEntry }
  /** Somebody else's, and fine. */
  | { readonly kind: 'foreign' }
  /** Nobody can read it, or not as a record of ours. */
  | { readonly kind: 'broken'; readonly because: string; readonly line?: number }

const MAY_BE_OURS = new RegExp(`^["']?${RECORD_KEY}["']?[ \\t]*:`, 'm')

/** Reads the beginning of a file, which holds its front matter if it has one. Never throws. */
export function readHead(file: string, text: string, parse: Parse): Head {
  const front = frontOf(text)
  if (front === undefined) return { kind: 'foreign' }
  if (front === 'unclosed') return { kind: 'broken', because: 'its front matter does not end', line: 1 }
  const yaml = text.slice(front.start, front.end)
  // The line of the opening fence counts.
  const parsed = parse({ file, text: `\n${yaml}` })
  if (parsed.ok) return headOf(parsed.value)
  const [first] = parsed.problems
  // What others write may be fine and yet stricter than it needs to be for us.
  const nobodys = parsed.problems.some(({ code }) => code === 'yaml-syntax')
  if (first === undefined || !(nobodys || MAY_BE_OURS.test(yaml))) return { kind: 'foreign' }
  const line = first.place?.line
  return { kind: 'broken', because: `its front matter cannot be read: ${first.message}`, ...(line !== undefined && { line }) }
}

function headOf(document: ParsedDocument): Head {
  const top = document.value
  if (!isMapping(top) || !Object.hasOwn(top, RECORD_KEY)) return { kind: 'foreign' }
  const { line } = document.place([RECORD_KEY], 'key')
  const entry = entryOf(top[RECORD_KEY], top['status'])
  if (entry !== undefined) return { kind: 'record', entry }
  return { kind: 'broken', because: `its ${RECORD_KEY} entry is not as this tool writes it`, ...(line !== undefined && { line }) }
}

function entryOf(value: unknown, status: unknown): RecordEntry | undefined {
  if (!isMapping(value)) return undefined
  const { decision, rubric, version, verdicts } = value
  if (typeof decision !== 'string' || typeof rubric !== 'string' || typeof version !== 'string' || !isMapping(verdicts)) return undefined
  const pairs = Object.entries(verdicts)
  if (pairs.length === 0 || !pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return undefined
  return { decision, rubric, version, verdicts: new Map(pairs), status: typeof status === 'string' ? status : '' }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
