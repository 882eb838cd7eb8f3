import { rubricNameOf, sheetFromDocument } from '../answers/document.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { LineBlock } from '../files/line-blocks.js'
import { MAX_BYTES } from '../files/read.js'
import type { Batch, Decider } from './batch.js'
import type { Span } from './plain-row.js'
import { readRow, rowTooLong } from './strict-row.js'
import type { Named, Outcome } from './table.js'

const LINE_FEED = 0x0a

/** The rubrics that rows name. */
export interface Shelf {
  /** What decides a row that names this rubric, or none; what is wrong with it; undefined where it has to be loaded first. */
  find(name: string | undefined): Checked<Decider> | undefined
  /** What to say of a row that names this rubric where another one is used. */
  overridden(name: string | undefined): Diagnostic | undefined
}

/** A rubric that has to be loaded before the rows can go on: `Shelf.find` has to know this name then. */
export interface Needed {
  readonly rubric: string | undefined
}

/** Decides the lines of one file. */
export interface Lines {
  /** Begins with a block. */
  open(block: LineBlock): void
  /** Decides its rows, one or all that are left; false when none is left, and what is needed where the next one cannot be decided yet. */
  next(): boolean | Needed
  /** Rows so far, bad ones among them. */
  rows(): number
  /** The bytes of the block that are not decided yet. */
  left(): number
}

/** Decides the rows of blocks as they come. `file` is what messages call the source; `note` takes the warnings, of which the caller makes a few. */
export function linesOf(batch: Batch, shelf: Shelf, file: string, note: (warnings: readonly Diagnostic[]) => void): Lines {
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  let line = 1
  let rows = 0
  let latin: string | undefined
  let wide: Buffer | undefined
  /** What decided the last row; the next one mostly names the same rubric. */
  let current: Decider | undefined

  function textOf({ start, end }: Span, isWide: boolean): string {
    wide ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (isWide) return wide.toString('utf8', start, end)
    latin ??= wide.toString('latin1')
    return latin.slice(start, end)
  }

  function namedBy({ reader }: Decider): Named {
    const { id, title } = reader
    const isWide = reader.isWide()
    const hasTitle = title.end > title.start
    if (id.end === id.start) return hasTitle ? { title: textOf(title, isWide) } : {}
    const text = textOf(id, isWide)
    const value = reader.isNumber() ? Number(text) : text
    return hasTitle ? { id: value, title: textOf(title, isWide) } : { id: value }
  }

  /** Decides a row of the plain form and returns where it ends; -1 where it is none, or its details are wanted. */
  function decidePlain(decider: Decider): number {
    const end = decider.reader.read(bytes, at)
    if (end < 0 || end - at > MAX_BYTES || !decider.scorer.score()) return -1
    const outcome: Outcome = batch.scored(decider)
    if (!outcome.passes) outcome.count += 1
    else if (batch.isQuick) batch.add({ line }, namedBy(decider), outcome)
    else return -1
    return end
  }

  function decideStrictly(end: number): Needed | undefined {
    const where = { line }
    const place = { file, line }
    const read = readRow(bytes.subarray(at, end), file, line)
    if (!read.ok) return void batch.bad(where, read.problems)
    const { id, document } = read.value
    const byId = id === undefined ? {} : { id }
    const rubric = rubricNameOf(document)
    const found = shelf.find(rubric)
    if (found === undefined) return { rubric }
    if (!found.ok)
      return void batch.bad(
        where,
        found.problems.map((one) => ({ ...one, place, path: 'rubric' })),
        byId,
      )
    const decider = found.value
    current = decider
    const sheet = sheetFromDocument(document, decider.rubric)
    if (!sheet.ok) return void batch.bad(where, sheet.problems.map(inJson), byId)
    const overridden = shelf.overridden(rubric)
    const warnings = overridden === undefined ? sheet.warnings : [{ ...overridden, place }, ...sheet.warnings]
    const named = { ...byId, ...(sheet.value.title !== undefined && { title: sheet.value.title }) }
    const fault = batch.decide(decider, where, named, sheet.value, place)
    if (fault === undefined) note(warnings)
    else batch.bad(where, [fault], byId)
    return undefined
  }

  return {
    rows: () => rows,
    left: () => bytes.length - at,
    open(block) {
      bytes = block.bytes
      at = 0
      latin = undefined
      wide = undefined
      if (!block.tooLong) return
      rows += 1
      batch.bad({ line }, [rowTooLong(file, line)])
      line += 1
    },
    next() {
      while (at < bytes.length) {
        let end = current === undefined ? -1 : decidePlain(current)
        const isPlain = end >= 0
        if (!isPlain) end = bytes.indexOf(LINE_FEED, at)
        const isRow = isPlain || !isBlank(bytes, at, end)
        const needed = isPlain || !isRow ? undefined : decideStrictly(end)
        if (needed !== undefined) return needed
        if (isRow) rows += 1
        at = end + 1
        line += 1
        if (isRow && !batch.isQuick) return true
      }
      return false
    },
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  }
  return true
}

/** Hints that show how YAML is written, in JSON. */
function inJson(one: Diagnostic): Diagnostic {
  return one.code === 'answers-shape' ? { ...one, hint: 'write {"answers": {"question": "option"}}' } : one
}
