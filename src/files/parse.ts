import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import { holdsRefused, nameCodePoint, refusedCharacters } from './characters.js'
import type { Checked, Place } from './diagnostic.js'
import type { ParsedDocument } from './document.js'
import { MAX_SHOWN } from './frame.js'
import { type Lines, linesOf } from './lines.js'
import { problem } from './problem.js'
import { collectProblems, type Problems } from './problems.js'
import type { Source } from './read.js'
import { wordingOf } from './syntax.js'
import { readTokens } from './tokens.js'
import { toValue } from './value.js'

export type { ParsedDocument } from './document.js'

/**
 * Reads one YAML or JSON document by the strict rules (no directives, anchors, aliases, tags, merge keys, repeated or reserved keys, odd numbers or
 * invisible characters; depth at most 32, texts at most 4,000 characters) into plain values that know where they stand. Comments and trailing commas
 * are fine, also in JSON. All problems are reported together, in the order of their places. Never throws.
 */
export function parseSource(source: Source): Checked<ParsedDocument> {
  const { file } = source
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text
  const lines = linesOf(file, text)
  const problems = collectProblems()
  if (text.includes('\r') && !text.includes('\n')) {
    return {
      ok: false,
      problems: [
        problem('file-line-ends', 'the lines end in CR alone (old Mac line ends)', {
          place: { file, line: 1, column: text.indexOf('\r') + 1, sourceLine: text.slice(0, text.indexOf('\r') + 1) },
          hint: 'save the file with LF or CRLF line ends',
        }),
      ],
    }
  }
  const clean = refuseCharacters(text, lines, problems)
  const { tokens, whole } = readTokens(clean, lines, problems)
  const refused = problems.count > 0
  const documents = whole && !problems.full ? compose(tokens, clean.length) : []
  const document = documents[0]
  const second = documents[1]
  if (second !== undefined) {
    const start = second.contents?.range[0] ?? second.range[0]
    problems.add(
      problem('yaml-documents', 'the file holds more than one document', {
        place: lines.place(start),
        hint: 'keep one document to a file; a line of three hyphens or dots separates two',
      }),
    )
  }
  if (document !== undefined) addSyntaxErrors(document, lines, problems, refused)
  const contents = document?.contents ?? null
  const value = contents === null ? null : toValue(contents, clean, lines, problems)
  if (problems.count > 0 || document === undefined) return { ok: false, problems: problems.sorted(file) }
  return { ok: true, value: { file, value, place: placer(contents, lines) }, warnings: [] }
}

/** Reports characters that may not stand anywhere, and puts U+FFFD in their place so that reading can go on. */
function refuseCharacters(text: string, lines: Lines, problems: Problems): string {
  const lonelyReturn = /\r(?!\n)/.test(text)
  if (!lonelyReturn && !holdsRefused(text)) return text
  const put = (found: string, start: number): string => {
    if (!problems.full) {
      problems.add(
        problem(
          'text-character',
          `the text holds ${nameCodePoint(found.codePointAt(0) ?? 0)}, a character that cannot be seen or controls what is shown`,
          {
            place: lines.place(start, start + found.length),
            hint: 'remove it, or write a plain space in its place',
          },
        ),
      )
    }
    return '\uFFFD'.repeat(found.length)
  }
  return text.replace(refusedCharacters(), put).replace(/\r(?!\n)/g, put)
}

/** The documents of a stream; the second is enough to know that there is more than one. */
function compose(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    merge: false,
    stringKeys: true,
    resolveKnownTags: false,
    uniqueKeys: false,
  })
  const documents: Document.Parsed[] = []
  // The parser makes an Error of everything it finds; a quarter of a million stack traces would take seconds. Where built-in objects are frozen
  // (--frozen-intrinsics), an assignment would throw.
  const limit = Error.stackTraceLimit
  Reflect.set(Error, 'stackTraceLimit', 0)
  try {
    for (const document of composer.compose(tokens, true, end)) {
      documents.push(document as Document.Parsed)
      if (documents.length === 2) break
    }
  } finally {
    Reflect.set(Error, 'stackTraceLimit', limit)
  }
  return documents
}

/** One error a line: what follows on the same line is mostly a consequence. Lines on which something was refused already are left alone. */
function addSyntaxErrors(document: Document.Parsed, lines: Lines, problems: Problems, refused: boolean): void {
  const seen = refused ? problems.lines() : new Set<number>()
  const found = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])
  for (const { code, message, pos } of found) {
    const wording = wordingOf(code, message)
    if (wording === undefined) continue
    const start =
      wording.opened === undefined || problems.count >= MAX_SHOWN ? undefined : openingOf(document.contents, pos[0], wording.opened)
    const place = start === undefined ? lines.place(pos[0], pos[1]) : lines.place(start)
    if (seen.has(place.line ?? 0)) continue
    seen.add(place.line ?? 0)
    const contents = document.contents
    const after = contents !== null && !isScalar(contents) && pos[0] >= contents.range[1] && /at node end/.test(message)
    if (after) {
      const hint = 'keep one list or mapping to a file'
      problems.add(problem('yaml-documents', 'something follows after the end of the document', { place, hint }))
      return
    }
    problems.add(problem(wording.code, wording.message, { place, hint: wording.hint }))
    if (problems.full) return
  }
}

/** Where the quotes or the outermost brackets around the offset start, or undefined when there are none. */
function openingOf(root: unknown, at: number, opened: 'quotes' | 'brackets'): number | undefined {
  let found: number | undefined
  for (let node = root; isNode(node); ) {
    const flow = isCollection(node) && node.flow === true
    const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')
    if (opened === 'quotes' ? quoted : flow) found ??= node.range?.[0]
    const around = isCollection(node) ? node.items.flatMap(nodesOf).filter((inner) => contains(inner, at)) : []
    // What ends where the fault is, is what was not closed; the key of the next line may begin there.
    node = opened === 'brackets' ? around.at(0) : around.at(-1)
  }
  return found
}

function nodesOf(item: unknown): Node[] {
  return (isPair(item) ? [item.key, item.value] : [item]).filter(isNode)
}

function contains({ range }: Node, at: number): boolean {
  return range !== null && range !== undefined && range[0] <= at && at <= range[2]
}

/** Answers where things stand, from the tree of the parser; the keys of a mapping are indexed when first asked for. */
function placer(root: Node | null, lines: Lines): ParsedDocument['place'] {
  const indexes = new WeakMap<YAMLMap, Map<string, Pair>>()
  const pairOf = (map: YAMLMap, key: string): Pair | undefined => {
    let index = indexes.get(map)
    if (index === undefined) {
      index = new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])))
      indexes.set(map, index)
    }
    return index.get(key)
  }
  return (path, at = 'value'): Place => {
    let node: unknown = root
    let key: unknown
    for (const step of path) {
      if (isMap(node)) {
        const pair = pairOf(node, String(step))
        if (pair === undefined) break
        key = pair.key
        node = pair.value
      } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
        key = undefined
        node = node.items[step]
      } else break
    }
    const shown = key !== undefined && (at === 'key' || isEmpty(node)) ? key : node
    const range = (shown as Node | null)?.range
    return range ? lines.place(range[0], range[1]) : lines.place(0)
  }
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.type === 'PLAIN' && node.source === '')
}
