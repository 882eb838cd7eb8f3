/** A mapping of the plain form: texts, whole numbers, lists of ids, and mappings of these one level down. */
export type PlainValue = string | number | readonly string[] | { readonly [key: string]: string | number | readonly string[] }
type Leaf = string | number | readonly string[]

/** A key with what follows its colon; both in ASCII, so that nothing invisible can hide in them. */
const ENTRY = /^( *)([a-z][a-z0-9-]{0,63}):(?: +(.*))?$/
const ITEM = /^( *)- +([a-z][a-z0-9-]{0,63})(?: +#.*)?$/
const BLANK = /^ *(?:#.*)?$/
const ASCII_LINES = /^[\n -~]*$/
const ID = /^[a-z][a-z0-9-]{0,63}$/
const WHOLE = /^(?:0|[1-9][0-9]{0,14})$/
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
/** Words that YAML takes for something else than a text. */
const SPECIAL = /^(?:true|false|null)$/i
const RESERVED: ReadonlySet<string> = new Set(['constructor', 'prototype'])
/** What is longer is left to the whole reader, which knows the limits. */
const LONGEST_TEXT = 20_000
const LONGEST_LINE = 1_000

/**
 * Reads an answers file of the plain form that nearly all of them have: ASCII, one `key: value` to a line, at most one level of indentation.
 * Returns undefined for everything else, right or wrong, which then goes through the whole YAML reader. What it returns, the whole reader returns
 * too; a test holds them against each other. It exists because loading and starting that reader takes longer than all the rest of a run.
 */
export function readPlain(text: string): Readonly<Record<string, PlainValue>> | undefined {
  if (text.length > LONGEST_TEXT || !ASCII_LINES.test(text)) return undefined
  const lines = text.split('\n').filter((line) => !BLANK.test(line))
  const top = new Map<string, PlainValue>()
  for (let at = 0; at < lines.length; ) {
    const entry = entryOf(lines[at], 0)
    if (entry === undefined || top.has(entry.key)) return undefined
    at += 1
    const block = entry.rest === undefined ? blockAt(lines, at) : undefined
    const value = entry.rest === undefined ? block?.value : leafOf(entry.rest)
    if (value === undefined) return undefined
    top.set(entry.key, value)
    at = block?.end ?? at
  }
  return top.size === 0 ? undefined : Object.fromEntries(top)
}

interface Block {
  readonly value: PlainValue
  /** The line after the block. */
  readonly end: number
}

/** The mapping or list that is indented below a key. */
function blockAt(lines: readonly string[], start: number): Block | undefined {
  const indent = indentOf(lines[start])
  if (indent === 0) return undefined
  const items = itemsAt(lines, start, indent)
  if (items !== undefined) return items
  const mapping = new Map<string, Leaf>()
  let at = start
  while (at < lines.length && indentOf(lines[at]) > 0) {
    const entry = entryOf(lines[at], indent)
    if (entry === undefined || mapping.has(entry.key)) return undefined
    at += 1
    const list = entry.rest === undefined ? itemsAt(lines, at, indentOf(lines[at])) : undefined
    if (list !== undefined && indentOf(lines[at]) < indent) return undefined
    const value = entry.rest === undefined ? (list?.value as Leaf | undefined) : leafOf(entry.rest)
    if (value === undefined) return undefined
    mapping.set(entry.key, value)
    at = list?.end ?? at
  }
  return { value: Object.fromEntries(mapping), end: at }
}

/** The list of ids that starts here with this indentation, if one does. */
function itemsAt(lines: readonly string[], start: number, indent: number): Block | undefined {
  const ids: string[] = []
  let at = start
  for (; at < lines.length; at++) {
    const [, before, id] = ITEM.exec(lines[at] ?? '') ?? []
    if (before === undefined || id === undefined || before.length !== indent) break
    if (SPECIAL.test(id)) return undefined
    ids.push(id)
  }
  return ids.length === 0 ? undefined : { value: ids, end: at }
}

function entryOf(line: string | undefined, indent: number): { readonly key: string; readonly rest: string | undefined } | undefined {
  if (line === undefined || line.length > LONGEST_LINE) return undefined
  const [, before, key, after] = ENTRY.exec(line) ?? []
  if (before?.length !== indent || key === undefined || SPECIAL.test(key) || RESERVED.has(key)) return undefined
  const rest = after === undefined || after === '' || after.startsWith('#') ? undefined : after
  return { key, rest }
}

function indentOf(line: string | undefined): number {
  return line === undefined ? 0 : line.length - line.trimStart().length
}

/** A value on the line of its key: a text, a whole number, a date (a text too) or a list of ids in brackets. */
function leafOf(rest: string): Leaf | undefined {
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')(?: *| +#.*)$/.exec(rest)
  if (quoted !== null) return quoted[1] ?? quoted[2]
  const comment = rest.indexOf(' #')
  const bare = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd()
  if (WHOLE.test(bare)) return Number(bare)
  if (DATE.test(bare)) return bare
  if (bare.startsWith('[') && bare.endsWith(']')) return idsOf(bare.slice(1, -1))
  const isText = /^[A-Za-z]/.test(bare) && !bare.includes(': ') && !bare.endsWith(':') && !SPECIAL.test(bare)
  return isText ? bare : undefined
}

function idsOf(inside: string): readonly string[] | undefined {
  if (inside.trim() === '') return []
  const ids = inside.split(',').map((part) => part.trim())
  return ids.every((id) => ID.test(id) && !SPECIAL.test(id)) ? ids : undefined
}
