import { readUnquoted } from '../../files/scalars.js'
import { yamlScalar } from '../../report/encode.js'

const WIDTH = 120
/** Longer texts are folded over lines. */
const LONG = 90

/** Readers of YAML 1.1 take these for truth values. */
const OTHER_YAML = /^(?:y|yes|n|no|on|off)$/i
/** A text that needs no quotes, within brackets or outside of them. */
const BARE_INSIDE = /^[A-Za-z](?:[\w./() -]*[\w.)])?$/
const BARE = /^[A-Za-z](?:[\w./(),;+*’“”–… -]*[\w.)])?$/
/** A text that folding keeps: printable, words with one space between them. */
const FOLDABLE =
  /^[!-~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]+)*$/

type Mapping = Readonly<Record<string, unknown>>

/** Plain data as YAML that every reader takes for the same: no anchors, no tags; keys without a value are left out. Ends in a line feed. */
export function yamlText(value: Mapping): string {
  return `${mappingLines(value, 0).join('\n')}\n`
}

function mappingLines(value: Mapping, depth: number): readonly string[] {
  const indent = ' '.repeat(depth)
  return entriesOf(value).flatMap(([key, inside]) => valueLines(`${indent}${key}:`, inside, depth + 2))
}

/** The lines of a value behind its key or dash; what goes over several lines is indented by `depth`. */
function valueLines(head: string, value: unknown, depth: number): readonly string[] {
  const indent = ' '.repeat(depth)
  if (typeof value === 'string') return textLines(head, value, indent)
  const flow = `${head} ${inBrackets(value)}`
  if (typeof value !== 'object' || value === null || flow.length <= WIDTH) return [flow]
  if (!Array.isArray(value)) return [head, ...mappingLines(value as Mapping, depth)]
  return [head, ...value.flatMap((inside) => itemLines(inside, depth))]
}

function itemLines(value: unknown, depth: number): readonly string[] {
  const dash = `${' '.repeat(depth)}-`
  const flow = `${dash} ${inBrackets(value)}`
  if (typeof value !== 'object' || value === null || Array.isArray(value) || flow.length <= WIDTH) return valueLines(dash, value, depth + 2)
  const [first = '', ...rest] = mappingLines(value as Mapping, depth + 2)
  return [`${dash} ${first.trimStart()}`, ...rest]
}

function textLines(head: string, text: string, indent: string): readonly string[] {
  if (head.length + text.length <= LONG || !FOLDABLE.test(text)) return [`${head} ${isBare(text, BARE) ? text : yamlScalar(text)}`]
  return [`${head} >-`, ...folded(text, WIDTH - indent.length).map((line) => `${indent}${line}`)]
}

function folded(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function inBrackets(value: unknown): string {
  if (typeof value === 'string') return isBare(value, BARE_INSIDE) ? value : yamlScalar(value)
  if (Array.isArray(value)) return `[${value.map(inBrackets).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${entriesOf(value as Mapping)
    .map(([key, inside]) => `${key}: ${inBrackets(inside)}`)
    .join(', ')}}`
}

function entriesOf(value: Mapping): readonly [string, unknown][] {
  return Object.entries(value).filter(([, inside]) => inside !== undefined)
}

function isBare(text: string, pattern: RegExp): boolean {
  return pattern.test(text) && !OTHER_YAML.test(text) && readUnquoted(text).kind === 'text'
}
