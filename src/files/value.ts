import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml'
import { echo, holdsRefused, nameCodePoint } from './characters.js'
import type { Lines } from './lines.js'
import { problem } from './problem.js'
import type { Problems } from './problems.js'
import { readUnquoted } from './scalars.js'
import { MAX_DEPTH } from './tokens.js'

/** The longest text, in characters. */
export const MAX_TEXT = 4000

const NUMBER_HINT = 'write a number in plain decimal digits; if it is a text, put it in quotes'

/**
 * Turns a node of the parser into plain values and reports what the strict reader refuses: keys that are no text, reserved, merging or repeated;
 * texts that are too long or hide characters behind escapes; numbers that can be read in two ways.
 */
export function toValue(root: Node, text: string, lines: Lines, problems: Problems): unknown {
  /** The keys and positions that lead to what is read now. */
  const trail: (string | number)[] = []
  return read(root, 1)

  function read(node: unknown, depth: number): unknown {
    if (problems.full) return null
    if (isScalar(node)) return readScalar(node)
    if (isMap(node)) return tooDeep(node, depth) ? null : readMap(node, depth)
    if (isSeq(node)) return tooDeep(node, depth) ? null : node.items.map((item, at) => readAt(at, item, depth + 1))
    return null
  }

  function readAt(step: string | number, node: unknown, depth: number): unknown {
    trail.push(step)
    const value = read(node, depth)
    trail.pop()
    return value
  }

  function tooDeep(node: Node, depth: number): boolean {
    if (depth <= MAX_DEPTH) return false
    add('yaml-depth', node, `lists and mappings are nested too deep (limit ${MAX_DEPTH})`, 'check that this is the right file')
    return true
  }

  function readMap(map: YAMLMap, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {}
    const seen = new Map<string, unknown>()
    for (const { key, value } of map.items) {
      const step = isScalar(key) ? String(key.value) : ''
      trail.push(step)
      const name = isScalar(key) ? readKey(key) : undefined
      if (isScalar(key) && typeof key.value === 'string') {
        const same = key.value.normalize('NFC')
        const first = seen.get(same)
        if (first === undefined) seen.set(same, key)
        else addDuplicate(key, first as Node)
      }
      trail.pop()
      const inside = readAt(step, value, depth + 1)
      if (name !== undefined) result[name] = inside
      if (problems.full) break
    }
    return result
  }

  /** The key, or undefined when it is refused. */
  function readKey(key: Scalar): string | undefined {
    const name = readText(key)
    if (name === '<<') {
      add('yaml-merge-key', key, 'merge keys (<<) are not supported', 'repeat the entries')
      return undefined
    }
    if (key.type === 'PLAIN' && readUnquoted(key.source ?? '').kind !== 'text') {
      const what = name === '' ? 'the key is missing before the colon' : `the key ${echo(name)} is not read as a text`
      add('yaml-key', key, what, name === '' ? 'write "key: value"' : 'put it in quotes')
      return undefined
    }
    if (name in Object.prototype || name === 'prototype') {
      add('yaml-reserved-key', key, `the key ${echo(name)} is reserved`, 'use another name')
      return undefined
    }
    return name
  }

  function readScalar(scalar: Scalar): unknown {
    if (scalar.type !== 'PLAIN') return readText(scalar)
    const plain = readUnquoted(scalar.source ?? '')
    if (plain.kind !== 'refused') return plain.kind === 'text' ? readText(scalar) : plain.value
    add('yaml-number', scalar, `${echo(scalar.source ?? '')} ${plain.because}`, NUMBER_HINT)
    return null
  }

  function readText(scalar: Scalar): string {
    const value = typeof scalar.value === 'string' ? scalar.value : ''
    if (value.length > MAX_TEXT && [...value].length > MAX_TEXT) {
      add('text-too-long', scalar, 'the text is longer than 4,000 characters', 'shorten it')
    }
    if (scalar.type === 'QUOTE_DOUBLE' && (holdsRefused(value) || value.includes('\r'))) addEscape(scalar)
    return value
  }

  function addEscape(scalar: Scalar): void {
    const start = scalar.range?.[0] ?? 0
    const hidden = refusedEscape(text.slice(start, scalar.range?.[1] ?? start))
    const codePoint = hidden === undefined ? '' : `${nameCodePoint(hidden.codePoint)}, `
    const at = start + (hidden?.at ?? 0)
    problems.add(
      problem('text-character', `the text holds ${codePoint}a character that cannot be seen or controls what is shown`, {
        place: lines.place(at, at + (hidden?.length ?? 1)),
        hint: 'remove the escape',
      }),
    )
  }

  function addDuplicate(key: Scalar, first: Node): void {
    const { line, column } = lines.place(first.range?.[0] ?? 0)
    add(
      'yaml-duplicate-key',
      key,
      `the key ${echo(String(key.value))} is already there at line ${line}, column ${column}`,
      'keep one of the two',
    )
  }

  function add(code: Parameters<typeof problem>[0], node: Node, message: string, hint: string): void {
    const start = node.range?.[0] ?? 0
    problems.add(problem(code, message, { place: lines.place(start, node.range?.[1] ?? start + 1), path: pathOf(trail), hint }))
  }
}

/** Keys longer than this are cut in a path. */
const MOST_OF_KEY = 64

/** `answers.symptoms[1]`; undefined for the document itself. */
function pathOf(trail: readonly (string | number)[]): string | undefined {
  const path = trail
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${step.slice(0, MOST_OF_KEY)}`))
    .join('')
  return path === '' ? undefined : path
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^xuU]))/gu
const SHORT_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['0', 0x00],
  ['a', 0x07],
  ['b', 0x08],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['e', 0x1b],
  ['N', 0x85],
  ['_', 0xa0],
  ['L', 0x2028],
  ['P', 0x2029],
])

/** The first escape of a text in double quotes that stands for a refused character; two halves of a surrogate pair count as one character. */
function refusedEscape(quoted: string): { at: number; length: number; codePoint: number } | undefined {
  const found = [...quoted.matchAll(ESCAPE)].map((match) => {
    const hex = match[1] ?? match[2] ?? match[3]
    return {
      at: match.index,
      length: match[0].length,
      codePoint: hex === undefined ? SHORT_ESCAPES.get(match[4] ?? '') : Number.parseInt(hex, 16),
    }
  })
  for (const [index, { at, length, codePoint }] of found.entries()) {
    if (codePoint === undefined || codePoint > 0x10ffff) continue
    const next = found[index + 1]
    const before = found[index - 1]
    const high = codePoint >= 0xd800 && codePoint <= 0xdbff
    const low = codePoint >= 0xdc00 && codePoint <= 0xdfff
    if (high && next?.at === at + length && isBetween(next.codePoint, 0xdc00, 0xdfff)) continue
    if (low && before !== undefined && before.at + before.length === at && isBetween(before.codePoint, 0xd800, 0xdbff)) continue
    if (codePoint === 0x0d || holdsRefused(String.fromCodePoint(codePoint))) return { at, length, codePoint }
  }
  return undefined
}

function isBetween(codePoint: number | undefined, least: number, most: number): boolean {
  return codePoint !== undefined && codePoint >= least && codePoint <= most
}
