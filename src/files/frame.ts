import { visible } from './characters.js'
import type { Diagnostic, Place } from './diagnostic.js'

/** So many problems are shown; the rest is counted. */
export const MAX_SHOWN = 20

/** Where there is a hint, more than this is not listed as allowed: the hint would be lost below it. */
const MOST_LISTED = 12

const WIDTH = 100
const BEFORE = 40
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u

interface Paint {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

const PLAIN: Paint = { error: String, warning: String, strong: String, faint: String }
const COLOURED: Paint = { error: paint(31), warning: paint(33), strong: paint(1), faint: paint(2) }

function paint(code: number): (text: string) => string {
  const reset = code < 10 ? 22 : 39
  return (text) => `\u001b[${code}m${text}\u001b[${reset}m`
}

/**
 * Renders problems for a terminal: for each a line `file:line:column: message (code)`, the source line with carets under the culprit, what is allowed,
 * and a hint. Shows the first 20 and counts the rest. Characters that control a terminal are written out, so no text can take it over;
 * the only escape sequences are our own colours. Empty for no problems, else it ends in a line feed.
 */
export function renderDiagnostics(list: readonly Diagnostic[], { colour }: { readonly colour: boolean }): string {
  const style = colour ? COLOURED : PLAIN
  const shown = list.slice(0, MAX_SHOWN).flatMap((one) => render(one, style))
  const rest = list.length - MAX_SHOWN
  if (rest > 0) shown.push(`and ${rest} more ${rest === 1 ? 'problem' : 'problems'} (${list.length} in all)`)
  return shown.map((line) => `${line}\n`).join('')
}

function render({ code, severity, message, place, allowed, hint }: Diagnostic, style: Paint): string[] {
  const where = place === undefined ? '' : `${style.strong(`${whereOf(place)}:`)} `
  const says = severity === 'warning' ? `${style.warning('warning:')} ${visible(message)}` : style.error(visible(message))
  const head = `${where}${says} ${style.faint(`(${code})`)}`
  const frame = place === undefined ? [] : frameOf(place, style)
  const more = [
    ...(allowed && isListed(allowed, hint) ? [`allowed: ${visible(allowed.join(', '))}`] : []),
    ...(hint === undefined ? [] : [`hint: ${visible(hint)}`]),
  ]
  return [head, ...frame, ...more.map((line) => `  ${line}`)]
}

function isListed({ length }: readonly string[], hint: string | undefined): boolean {
  return length > 0 && (hint === undefined || length <= MOST_LISTED)
}

/** `file:line:column`, as far as it is known. */
export function whereOf({ file, line, column }: Place): string {
  return [visible(file), ...(line === undefined ? [] : [line]), ...(line === undefined || column === undefined ? [] : [column])].join(':')
}

function frameOf({ line, column = 1, length = 1, sourceLine }: Place, style: Paint): string[] {
  if (sourceLine === undefined) return []
  const at = whole(sourceLine, Math.min(column - 1, sourceLine.length))
  const start = at > WIDTH - BEFORE ? whole(sourceLine, at - BEFORE) : 0
  const end = whole(sourceLine, Math.min(sourceLine.length, start + WIDTH))
  const stop = Math.min(end, whole(sourceLine, at + length))
  const head = `${start > 0 ? '…' : ''}${visible(sourceLine.slice(start, at))}`
  const marked = visible(sourceLine.slice(at, stop))
  const tail = `${visible(sourceLine.slice(stop, end))}${end < sourceLine.length ? '…' : ''}`
  const number = line === undefined ? '' : String(line)
  const gutter = ' '.repeat(number.length)
  return [
    `  ${style.faint(`${number} |`)} ${head}${marked}${tail}`.trimEnd(),
    `  ${style.faint(`${gutter} |`)} ${' '.repeat(columns(head))}${style.error('^'.repeat(Math.max(1, columns(marked))))}`,
  ]
}

/** Steps back when the position is between the halves of a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

/** How many terminal columns a visible text takes; near enough to put a caret under it. */
function columns(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    width += WIDE.test(character) ? 2 : 1
  }
  return width
}
