/**
 * The encoders: one for every place that text can land in. No string reaches a report without passing one of them.
 * All are pure, total (any string is accepted) and idempotent only where said.
 */

const LINE_FEED = 0x0a

/** Characters that no reader sees and that change what a reader sees: controls, bidirectional marks, zero-width characters, tags. */
const HIDDEN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
]
const NEXT_LINE = 0x85
const LINE_SEPARATORS: readonly number[] = [0x0d, NEXT_LINE, 0x2028, 0x2029]

const isHidden = (code: number): boolean => HIDDEN.some(([from, to]) => code >= from && code <= to)
const isPlainAscii = (text: string): boolean => !/[^ -~]/.test(text)

const ZERO_WIDTH_SPACE = '&#8203;'

/**
 * Returns the text for a terminal or a plain file: line ends become LF, a tab becomes a space, and every other control,
 * bidirectional or zero-width character is dropped; a lone surrogate becomes U+FFFD.
 */
export function term(text: string): string {
  if (isPlainAscii(text)) return text
  let out = ''
  for (const char of text.replaceAll('\r\n', '\n').replace(/\p{Surrogate}/gu, '\ufffd')) {
    const code = char.codePointAt(0) ?? 0
    if (code === LINE_FEED || LINE_SEPARATORS.includes(code)) out += '\n'
    else if (code === 0x09) out += ' '
    else if (!isHidden(code)) out += char
  }
  return out
}

/** Returns the text as `term` does, on one line: runs of white space become one space, none at either end. */
export function oneLine(text: string): string {
  return term(text).replace(/\s+/gu, ' ').trim()
}

/**
 * Returns the text on one line with every hidden character spelt out (`\x1b`, `\u202e`, `\n`): for messages that quote a path,
 * a key or an argument, where the reader must see that something was there.
 */
export function visible(text: string): string {
  let out = ''
  for (const char of text.replace(/\p{Surrogate}/gu, '\ufffd')) {
    const code = char.codePointAt(0) ?? 0
    if (char === '\n') out += '\\n'
    else if (char === '\r') out += '\\r'
    else if (char === '\t') out += '\\t'
    else if (!isHidden(code) && !LINE_SEPARATORS.includes(code)) out += char
    else if (code <= 0xff) out += `\\x${code.toString(16).padStart(2, '0')}`
    else out += code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`
  }
  return out
}

/** What Markdown or GitHub would act on anywhere in a line. Each alternative is handled by its first character in `mdReplacement`. */
const MARKDOWN = /[\\`*_[\]~<>&|$]|@[\p{L}\p{N}]?|#\d?|:(?=\/\/)|:(?=:)|(?<=:):|:(?=[\w+-]+:)|\bwww\.|\bgh-(?=\d)|!$/giu

const ENTITY: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['|', '&#124;'],
  ['$', '&#36;'],
])

function mdReplacement(found: string): string {
  const first = found.charAt(0)
  const entity = ENTITY.get(found)
  if (entity !== undefined) return entity
  // GitHub looks for mentions, issue numbers and emoji in the rendered text, where an entity is a plain character again: only a break helps.
  if (first === '@') return found.length === 1 ? '&#64;' : `&#64;${ZERO_WIDTH_SPACE}${found.slice(1)}`
  if (first === '#') return found.length === 1 ? '&#35;' : `&#35;${ZERO_WIDTH_SPACE}${found.slice(1)}`
  if (first === ':') return `&#58;${ZERO_WIDTH_SPACE}`
  if (/^gh-$/i.test(found)) return `${found.slice(0, 2)}${ZERO_WIDTH_SPACE}-`
  if (/^www\.$/i.test(found)) return `${found.slice(0, 3)}\\.`
  return `\\${found}`
}

/**
 * Returns the text as inline Markdown that shows exactly that text on GitHub: on one line, safe in table cells, headings, list items and emphasis;
 * no markup, link, image, HTML, mention, issue number, emoji or formula comes of it. With `inside` it does not guard against block marks
 * (a list dash, a heading underline), which only count where a line starts.
 */
export function md(text: string, where: 'start' | 'inside' = 'start'): string {
  const encoded = oneLine(text).replace(MARKDOWN, mdReplacement)
  if (where === 'inside') return encoded
  return encoded.replace(/^[-+=]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

/** Returns a code span that shows exactly the text on one line, for text that is not meant for a table cell; an empty text gives an empty string. */
export function mdCode(text: string): string {
  const line = oneLine(text)
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line, '`') + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** Returns a fenced block whose fence is longer than any run of backticks inside; `info` is a plain word such as `mermaid`. */
export function mdFence(text: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1))
  return `${fence}${info}\n${term(text)}\n${fence}`
}

function longestRun(text: string, char: string): number {
  let longest = 0
  let run = 0
  for (const each of text) {
    run = each === char ? run + 1 : 0
    if (run > longest) longest = run
  }
  return longest
}

const HTML: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
])

/** Returns the text for an HTML text node or a quoted attribute. */
export function html(text: string): string {
  return term(text).replace(/[&<>"'`]/g, (char) => HTML.get(char) ?? char)
}

/** Longest label in a diagram, in characters; Mermaid refuses diagrams over 50,000. */
const LABEL_LENGTH = 80

/**
 * Returns the text for a double-quoted Mermaid label: every character with a meaning is an entity code (`#quot;`, `#35;`), white space is one space,
 * an empty text becomes a space code, and what exceeds 80 characters is cut with three dots.
 */
export function mermaid(text: string): string {
  const line = oneLine(text)
  if (line === '') return '#160;'
  const chars = Array.from(line)
  const shown = chars.length <= LABEL_LENGTH ? line : `${chars.slice(0, LABEL_LENGTH - 3).join('')}...`
  return shown.replace(/[!-/:-@[-`{-~]/g, (char, at: number) => {
    if (char === '"') return '#quot;'
    const joins = /[-.]/.test(char) && /[\p{L}\p{N}]/u.test(shown.charAt(at - 1)) && /[\p{L}\p{N}]/u.test(shown.charAt(at + 1))
    return joins || ',()/'.includes(char) ? char : `#${char.charCodeAt(0)};`
  })
}

/** What JSON leaves as it is and `jsonSafe` does not: the hidden characters beyond ASCII, and the separators of lines. */
const NEEDS_ESCAPES = new RegExp(
  `[\\u{2028}\\u{2029}${HIDDEN.map(([from, to]) => `\\u{${Math.max(from, 0x7f).toString(16)}}-\\u{${Math.max(to, 0x7f).toString(16)}}`).join('')}]`,
  'u',
)

const hex4 = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`

/**
 * Returns a JSON text with everything a terminal, a log reader or a strict parser could stumble on written as an escape: the value is unchanged
 * except that a lone surrogate becomes U+FFFD. `##[` is broken up because GitHub Actions reads it as a command anywhere in a line.
 */
export function jsonSafe(json: string): string {
  if (!NEEDS_ESCAPES.test(json) && !json.includes('##[') && !json.includes('\\ud')) return json
  let out = ''
  for (const char of json.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/gi, '$1\ufffd').replaceAll('##[', '#\\u0023[')) {
    const code = char.codePointAt(0) ?? 0
    if (code === LINE_FEED || code < 0x7f) out += char
    else if (code > 0xffff) out += isHidden(code) ? hex4(char.charCodeAt(0)) + hex4(char.charCodeAt(1)) : char
    else out += isHidden(code) || LINE_SEPARATORS.includes(code) ? hex4(code) : char
  }
  return out
}

/** Returns a double-quoted YAML scalar that reads back as the same text (a lone surrogate becomes U+FFFD), whatever the YAML version. */
export function yamlScalar(text: string): string {
  return jsonSafe(JSON.stringify(text))
}

/** Returns the text for a GitHub Actions workflow command: the message (`data`) or one of its properties. */
export function ghCommand(text: string, where: 'data' | 'property' = 'data'): string {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return where === 'data' ? data : data.replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** Returns the lines of a text so that a GitHub Actions runner reads none of them as a command: one space breaks each mark. */
export function ghInert(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replaceAll('##[', '## [')
}

/** What XML 1.0 has no place for, even as an entity, and `term` leaves. */
const NOT_IN_XML = /[\ufffe\uffff]/g

const XML: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
])

/**
 * Returns the text for an XML text node or a quoted attribute, without the characters that XML 1.0 forbids. A line end in an attribute is an entity,
 * because a reader makes a space of it otherwise; what a GitHub Actions runner would read as a command is broken up with entities.
 */
export function xml(text: string, where: 'text' | 'attribute' = 'text'): string {
  const encoded = term(text)
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"']/g, (char) => XML.get(char) ?? char)
    .replace(/^([^\S\n]*):(?=:)/gm, '$1&#58;')
    .replaceAll('##[', '#&#35;[')
  return where === 'text' ? encoded : encoded.replaceAll('\n', '&#10;')
}

/** What a spreadsheet takes for the start of a formula, in both widths. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/
const NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/

/**
 * Returns the text as one cell of a CSV file after RFC 4180, on one line: quoted where it has to be. A text that a spreadsheet would take for a
 * formula gets a leading apostrophe, unless it is a plain number; no cell is a command for a GitHub Actions runner.
 */
export function csvCell(text: string): string {
  const line = oneLine(text).replaceAll('##[', '## [')
  const cell = FORMULA.test(line) && !NUMBER.test(line) ? `'${line}` : line
  return /[",;]|^'|^::/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/**
 * Returns a path with forward slashes as a URI reference after RFC 3986: relative where the path is, else with the scheme `file`. Every character that
 * could mean something else there is percent-encoded; a lone surrogate becomes U+FFFD.
 */
export function uriPath(path: string): string {
  const [root, rest] = /^(?:[A-Za-z]:)?\//.test(path) ? ['file:///', path.replace(/^\//, '')] : ['', path.replace(/^(?:\.\/+)+/, '')]
  const encoded = rest
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/')
  return root === '' ? encoded : `${root}${encoded.replace(/^([A-Za-z])%3A\//, '$1:/')}`
}

/** Returns the text for a plain-text message of SARIF, on one line: nothing in it links, and braces stand for themselves. */
export function sarifMessage(text: string): string {
  return oneLine(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&')
}

/**
 * Returns one output for the file that GITHUB_OUTPUT names, several lines if need be. The word that ends the value does not occur in it: it is
 * counted up until that holds.
 */
export function ghOutput(name: string, value: string): string {
  const text = term(value)
  let delimiter = 'END'
  for (let count = 1; text.includes(delimiter); count++) delimiter = `END-${count}`
  return `${name.replace(/[^\w-]/g, '-')}<<${delimiter}\n${text}\n${delimiter}\n`
}
