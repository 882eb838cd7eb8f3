import type { BulkScorer } from '../engine/bulk.js'
import { isDate } from '../engine/calendar.js'
import type { Model } from '../engine/model.js'
import { afterColon, afterSpace, BACKSLASH, BRACE, BRACE_END, COMMA, endOfNumber, isUtf8, LINE_FEED, QUOTE } from './bytes.js'
import { type IdTable, idTable } from './id-table.js'
import { answersReader, idsOfAnswers } from './plain-answers.js'

/** Owns the keys of a row. */
const KEYS = -1
/** Owns the name of the rubric. */
const RUBRICS = -3
/** Owns the keys of what stands under `context`. */
const PARTS = -4

const TITLE = 0
const ID = 1
const RUBRIC = 2
const ANSWERS = 3
const REVIEW_AFTER = 4
const CONTEXT = 5
/** The keys by their number in the table, and who owns them; those that are not named above take any text. */
const KEY_NUMBERS = [
  ['title', KEYS],
  ['id', KEYS],
  ['rubric', KEYS],
  ['answers', KEYS],
  ['review-after', KEYS],
  ['context', KEYS],
  ['owner', KEYS],
  ['workflow', PARTS],
  ['users', PARTS],
  ['objective', PARTS],
  ['data', PARTS],
] as const

/** The longest free text of the plain form, in bytes: what is longer may be too long. */
const LONGEST_TEXT = 2000
const DATE_LENGTH = 'YYYY-MM-DD'.length

/** Where a value of a row lies; empty where there is none. For a text, what stands between the quotes. */
export interface Span {
  start: number
  end: number
}

/** Reads rows of the plain form into a scorer. */
export interface PlainReader {
  /**
   * Reads the line that starts here, puts its answers into the scorer and returns where its line feed is, which has to be there. -1 where the line is not
   * of the plain form, right or wrong: nothing is known of it then, and the strict reader has to look at it.
   */
  read(bytes: Uint8Array, start: number): number
  /** After a row: what stands in it besides answers. */
  readonly title: Span
  readonly id: Span
  /** Whether the id is a number. */
  isNumber(): boolean
  /** Whether there are characters beyond ASCII in the row, which is good UTF-8 then. */
  isWide(): boolean
}

/** What a row may say of its rubric for this reader to read it: nothing, or this name. */
export interface RubricNames {
  readonly unnamed: boolean
  readonly name: string | undefined
}

/**
 * A reader of rows that nearly all rows go through: one JSON object with the keys of an answers file but `expect`, each once, without escapes, and with
 * answers that need nothing said of them. It reads bytes, once, and makes no texts: that is what makes it quicker than JSON.parse. What it
 * reads, the strict reader reads too, to the same answers; a test holds them against each other.
 */
export function plainReader(model: Model, scorer: BulkScorer, names: RubricNames): PlainReader {
  const ids = tableOf(model, names)
  const readAnswers = answersReader(model, scorer, ids)
  const title: Span = { start: 0, end: 0 }
  const id: Span = { start: 0, end: 0 }
  /** A text that nobody asks for. */
  const other: Span = { start: 0, end: 0 }
  let metKeys = 0
  let named = false
  let numbered = false
  let wide = false

  /** The end of a text that starts here, its closing quote; -1 where it has escapes, does not end on the line, or is too long. */
  function endOfText(bytes: Uint8Array, start: number): number {
    for (let at = start; ; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) return at - start > LONGEST_TEXT ? -1 : at
      if (byte < 0x20 || byte === BACKSLASH) return -1
      if (byte >= 0x80) wide = true
    }
  }

  function readText(bytes: Uint8Array, at: number, into: Span): number {
    if (bytes[at] !== QUOTE) return -1
    const end = endOfText(bytes, at + 1)
    into.start = at + 1
    into.end = end
    return end < 0 ? -1 : end + 1
  }

  function readId(bytes: Uint8Array, at: number): number {
    if (bytes[at] === QUOTE) {
      const after = readText(bytes, at, id)
      return id.end === id.start ? -1 : after
    }
    const end = endOfNumber(bytes, at)
    if (end < 0) return -1
    numbered = true
    id.start = at
    id.end = end
    return end
  }

  function readRubric(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return -1
    const end = ids.endOf(bytes, at + 1)
    if (end < 0 || ids.meaning(bytes, at + 1, end, RUBRICS) !== 0) return -1
    named = true
    return end + 1
  }

  function readDate(bytes: Uint8Array, at: number): number {
    const after = readText(bytes, at, other)
    if (after < 0 || other.end - other.start !== DATE_LENGTH) return -1
    return isDate(String.fromCharCode(...bytes.subarray(other.start, other.end))) ? after : -1
  }

  function readValue(bytes: Uint8Array, at: number, key: number): number {
    if (key === ANSWERS) return readAnswers(bytes, at)
    if (key === TITLE) return readText(bytes, at, title)
    if (key === ID) return readId(bytes, at)
    if (key === RUBRIC) return readRubric(bytes, at)
    if (key === REVIEW_AFTER) return readDate(bytes, at)
    return key === CONTEXT ? readObject(bytes, at, PARTS) : readText(bytes, at, other)
  }

  /** The object that starts here, with keys that this owner has. */
  function readObject(bytes: Uint8Array, start: number, owner: number): number {
    let at = start
    if (bytes[at] !== BRACE) return -1
    at = afterSpace(bytes, at + 1)
    for (;;) {
      if (bytes[at] !== QUOTE) return -1
      const end = ids.endOf(bytes, at + 1)
      if (end < 0) return -1
      const key = ids.meaning(bytes, at + 1, end, owner)
      if (key < 0 || (metKeys & (1 << key)) !== 0) return -1
      metKeys |= 1 << key
      at = afterColon(bytes, end + 1)
      if (at < 0) return -1
      at = readValue(bytes, at, key)
      if (at < 0) return -1
      at = afterSpace(bytes, at)
      if (bytes[at] === BRACE_END) return at + 1
      if (bytes[at] !== COMMA) return -1
      at = afterSpace(bytes, at + 1)
    }
  }

  return {
    title,
    id,
    isNumber: () => numbered,
    isWide: () => wide,
    read(bytes, start) {
      metKeys = 0
      named = false
      numbered = false
      wide = false
      title.start = title.end = id.start = id.end = 0
      scorer.clear()
      const after = readObject(bytes, afterSpace(bytes, start), KEYS)
      const end = after < 0 ? after : afterSpace(bytes, after)
      if (end < 0 || bytes[end] !== LINE_FEED || (metKeys & (1 << ANSWERS)) === 0) return -1
      if (!named && !names.unnamed) return -1
      return !wide || isUtf8(bytes.subarray(start, end)) ? end : -1
    },
  }
}

function tableOf(model: Model, { name }: RubricNames): IdTable {
  return idTable([
    ...KEY_NUMBERS.map(([id, owner], value) => ({ owner, id, value })),
    ...(name === undefined ? [] : [{ owner: RUBRICS, id: name, value: 0 }]),
    ...idsOfAnswers(model),
  ])
}
