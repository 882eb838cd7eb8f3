import { MAX_FREE_TEXT } from '../answers/document.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping, kindOf } from '../files/kind.js'
import { problem } from '../files/problem.js'
import { MAX_BYTES } from '../files/read.js'

/** A row as it is written: its id, and the rest as an answers document. */
export interface WrittenRow {
  readonly id?: string | number
  readonly document: ParsedDocument
}

/** A whole row at the least. */
const EXAMPLE = '{"title": "Help desk", "answers": {"need": "facts"}}'

/** Reads one line of the file as a row; its places know the line, and only of slips in the JSON the column, because JSON.parse tells no others. */
export function readRow(bytes: Uint8Array, file: string, line: number): Checked<WrittenRow> {
  const place = { file, line }
  const failed = (code: Parameters<typeof problem>[0], message: string, details: { path?: string; hint: string }): Checked<WrittenRow> => ({
    ok: false,
    problems: [problem(code, message, { place, ...details })],
  })
  if (bytes.byteLength > MAX_BYTES) return { ok: false, problems: [rowTooLong(file, line)] }
  const text = decoded(bytes)
  if (text === undefined) return failed('file-encoding', 'the line is not UTF-8', { hint: 'save the file as UTF-8' })
  const { value, slip } = parsed(text)
  if (!isMapping(value)) {
    const at = slip === undefined ? place : { ...place, column: slip }
    return { ok: false, problems: [problem('row-json', `this is ${notARow(text, value)}`, { place: at, hint: hintFor(text, value) })] }
  }
  const { id, ...rest } = value
  const document: ParsedDocument = { file, value: rest, place: () => place }
  if (id === undefined || id === null || id === '') return { ok: true, value: { document }, warnings: [] }
  if (typeof id === 'string' && id.length <= MAX_FREE_TEXT) return { ok: true, value: { id, document }, warnings: [] }
  if (typeof id === 'number' && Number.isSafeInteger(id)) return { ok: true, value: { id, document }, warnings: [] }
  const what =
    typeof id === 'string' ? 'longer than 2,000 characters' : typeof id === 'number' ? 'not a plain whole number' : `${kindOf(id)}`
  return failed('row-id', `the id is ${what}`, { path: 'id', hint: 'write a text or a whole number, or leave the id out' })
}

/** What is said of a line of which nothing was kept. */
export function rowTooLong(file: string, line: number): Diagnostic {
  return problem('row-too-long', 'the line is longer than 512 KiB', {
    place: { file, line },
    hint: 'write one whole JSON object to a line, and end it with a line feed',
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Only the end of a message is V8's own words: what is quoted before it may hold anything. */
const POSITION = / JSON at position (\d+)(?: \(line 1 column \d+\))?$/

/** The value; or the column of the slip, counted from 1, where the line begins as a row and JSON.parse says where. */
function parsed(text: string): { readonly value?: unknown; readonly slip?: number } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const at = error instanceof SyntaxError && text.trimStart().startsWith('{') ? POSITION.exec(error.message)?.[1] : undefined
    return at === undefined ? {} : { slip: [...text.slice(0, Number(at))].length + 1 }
  }
}

function notARow(text: string, value: unknown): string {
  if (value === undefined && text.trimStart().startsWith('{')) return 'not valid JSON'
  return value === undefined ? 'no JSON' : `${kindOf(value)}, not a JSON object`
}

/** JSON.parse says what is wrong in other words on every version of Node, and repeats what stands there. */
function hintFor(text: string, value: unknown): string {
  const line = text.trim()
  if (value !== undefined) return `a row is one object in braces: ${EXAMPLE}`
  if (!line.startsWith('{')) return `a row is one object in braces, and nothing before it: ${EXAMPLE}`
  if (!line.endsWith('}')) return 'the object does not end on this line: write one whole object to a line (jq -c . does)'
  const odd = [...line.slice(0, MAX_FREE_TEXT)].find((char) => char < ' ')
  if (odd !== undefined) return `it holds the control character ${visible(odd)}: write it as an escape`
  return 'keys and texts need double quotes, and no comma may stand before a closing bracket'
}
