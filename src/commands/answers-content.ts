import { looksLikeLock } from '../check/lock-path.js'
import { isMapping } from '../files/kind.js'
import { readPlain } from '../files/plain.js'
import { type FileKind, type FileReader, MAX_BYTES } from '../files/read.js'

/** What a file turns out to be that ends as answers files do: a lock under another name has the key `answers`, too. */
export type Content = 'answers' | 'lock' | 'other'

/** What a text has to hold to have the key; it may be written with escapes. */
const MENTIONED = /answers|\\/i
/** The key at the start of a line, and after a bracket or a comma. */
const IN_BLOCK = /^[ \t]*(["']?)answers\1[ \t]*:/im
const IN_FLOW = /[{,]\s*(["']?)answers\1\s*:/i
/** The key at the start of a line that nothing indents. */
const AT_TOP = /^(["']?)answers\1[ \t]*:/m

/**
 * Looks into a file that ends as answers files do. It holds answers if it has a top-level key `answers`, unless it is a report of this program; if it
 * cannot be parsed and the key stands in it in any way that a person writes one; if it is too large to be read whole and has the key at the top, as far
 * as it is read; and if it cannot be opened. Whoever reads it finds out what is wrong with it.
 */
export async function contentOf(path: string, kind: FileKind | 'missing', io: FileReader): Promise<Content> {
  if (kind === 'special') return 'other'
  const read = await textOf(path, io)
  if (read === undefined) return 'answers'
  const { text, isWhole } = read
  if (!MENTIONED.test(text)) return 'other'
  if (!isWhole) return beginsWithAnswers(text) ? 'answers' : 'other'
  const value = readPlain(text) ?? (await parsed(path, text))
  if (value === undefined) {
    if (looksLikeLock(text)) return 'lock'
    return wasMeant(text) ? 'answers' : 'other'
  }
  if (!isMapping(value) || !Object.hasOwn(value, 'answers')) return 'other'
  if (Object.hasOwn(value, 'lockVersion')) return 'lock'
  return Object.hasOwn(value, 'schemaVersion') ? 'other' : 'answers'
}

/** Whether there is a lock of ours at a path; one that cannot be read may be. */
export async function isLock(path: string, io: FileReader): Promise<boolean> {
  const read = await textOf(path, io)
  return read === undefined || looksLikeLock(read.text)
}

async function parsed(file: string, text: string): Promise<unknown> {
  const { parseSource } = await import('../files/parse.js')
  const document = parseSource({ file, text })
  return document.ok ? document.value.value : undefined
}

/** The text of a file, whatever its encoding, as far as it is read at all; undefined for one that cannot be opened. */
async function textOf(path: string, io: FileReader): Promise<{ readonly text: string; readonly isWhole: boolean } | undefined> {
  try {
    const { bytes } = await io.readRegular(path, MAX_BYTES + 1)
    const text = new TextDecoder().decode(bytes).replaceAll('\0', '')
    // What UTF-16 begins with is no UTF-8.
    return { text: text.replace(/^[\ufeff\ufffd]+/, ''), isWhole: bytes.byteLength <= MAX_BYTES }
  } catch {
    return undefined
  }
}

function wasMeant(text: string): boolean {
  return !isList(text) && !isRows(text) && (IN_BLOCK.test(text) || IN_FLOW.test(text))
}

function beginsWithAnswers(text: string): boolean {
  if (isList(text) || isRows(text)) return false
  return text.trimStart().startsWith('{') ? hasKeyAtTop(text) : AT_TOP.test(text)
}

function isList(text: string): boolean {
  return text.trimStart().startsWith('[')
}

/** Whether each line is a JSON object of its own, by the first two. */
function isRows(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split('\n', 2)
  if (!first.startsWith('{') || !second.startsWith('{')) return false
  try {
    return isMapping(JSON.parse(first))
  } catch {
    return false
  }
}

/** Whether the JSON object that a text begins with has the key `answers`, as far as the text goes. */
function hasKeyAtTop(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
    else if (character === '"') {
      const end = endOfText(text, at)
      if (depth === 1 && text.slice(at, end) === '"answers"' && text.slice(end).trimStart().startsWith(':')) return true
      at = end - 1
    }
  }
  return false
}

/** Where the quoted text that begins at a place has ended. */
function endOfText(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
