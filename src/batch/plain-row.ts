import { UNSURE } from '../engine/answers.js'
import type { BulkScorer } from '../engine/bulk.js'
import type { Model } from '../engine/model.js'
import { HASH_START, hashOn, type IdTable, idTable } from './id-table.js'

const LINE_FEED = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d

/** What owns ids besides questions. */
const KEYS = -1
const QUESTIONS = -2
const RUBRICS = -3
const TITLE = 0
const ID = 1
const RUBRIC = 2
const OWNER = 3
const ANSWERS = 4
/** What `unsure` stands for among the options. */
const OPEN = 999

/** The longest title and owner of the plain form, in bytes: what is longer may be too long. */
const LONGEST_TEXT = 2000
/** So many digits are an exact number. */
const MOST_DIGITS = 15

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
 * A reader of rows that nearly all rows go through: one JSON object with title, id, rubric, owner and answers, each once, without escapes, and with
 * answers that need nothing said of them. It reads bytes, once, and makes no texts: that is what makes it quicker than JSON.parse. What it
 * reads, the strict reader reads too, to the same answers; a test holds them against each other.
 */
export function plainReader(model: Model, scorer: BulkScorer, names: RubricNames): PlainReader {
  const ids = tableOf(model, names)
  const isMany = Uint8Array.from(model.questions, ({ source }) => (source.kind === 'many' ? 1 : 0))
  const takesNumbers = Uint8Array.from(model.questions, ({ source }) => (source.unit === undefined ? 0 : 1))
  const bands = bandsOf(model)
  const title: Span = { start: 0, end: 0 }
  const id: Span = { start: 0, end: 0 }
  const owner: Span = { start: 0, end: 0 }
  /** The number of the row in which a question, or an option of a many-question, was met last. */
  const metQuestion = new Float64Array(model.questions.length)
  const metOption = new Float64Array(bands.first[model.questions.length] as number)
  let row = 0
  let metKeys = 0
  let named = false
  let numbered = false
  let wide = false
  /** The hash of the last id. */
  let hash = 0

  /** The end of an id that starts here, its closing quote; -1 where it is none. */
  function endOfId(bytes: Uint8Array, start: number): number {
    let sum = HASH_START
    for (let at = start; ; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) {
        hash = sum
        return at
      }
      if (byte < 0x20 || byte >= 0x7f || byte === BACKSLASH) return -1
      sum = hashOn(sum, byte)
    }
  }

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
    const end = endOfId(bytes, at + 1)
    if (end < 0 || ids.find(bytes, at + 1, end, hash, RUBRICS) !== 0) return -1
    named = true
    return end + 1
  }

  function readAnswers(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== BRACE) return -1
    let at = afterSpace(bytes, start + 1)
    if (bytes[at] === BRACE_END) return at + 1
    for (;;) {
      if (bytes[at] !== QUOTE) return -1
      const end = endOfId(bytes, at + 1)
      if (end < 0) return -1
      const question = ids.find(bytes, at + 1, end, hash, QUESTIONS)
      if (question < 0 || metQuestion[question] === row) return -1
      metQuestion[question] = row
      at = afterColon(bytes, end + 1)
      if (at < 0) return -1
      at = readAnswer(bytes, at, question)
      if (at < 0) return -1
      at = afterSpace(bytes, at)
      if (bytes[at] === BRACE_END) return at + 1
      if (bytes[at] !== COMMA) return -1
      at = afterSpace(bytes, at + 1)
    }
  }

  function readAnswer(bytes: Uint8Array, at: number, question: number): number {
    const byte = bytes[at] as number
    if (byte === QUOTE) return readOption(bytes, at, question)
    if (byte === BRACKET) return isMany[question] === 1 ? readList(bytes, at, question) : -1
    return takesNumbers[question] === 1 && isMany[question] === 0 ? readNumber(bytes, at, question) : -1
  }

  /** One option, or `unsure`, alone. */
  function readOption(bytes: Uint8Array, at: number, question: number): number {
    const end = endOfId(bytes, at + 1)
    if (end < 0) return -1
    const option = ids.find(bytes, at + 1, end, hash, question)
    if (option === OPEN) return end + 1
    if (option < 0 || isMany[question] === 1) return -1
    scorer.choose(question, option)
    return end + 1
  }

  function readList(bytes: Uint8Array, start: number, question: number): number {
    const first = bands.first[question] as number
    let at = afterSpace(bytes, start + 1)
    if (bytes[at] === BRACKET_END) {
      scorer.chooseNone(question)
      return at + 1
    }
    for (;;) {
      if (bytes[at] !== QUOTE) return -1
      const end = endOfId(bytes, at + 1)
      if (end < 0) return -1
      const option = ids.find(bytes, at + 1, end, hash, question)
      if (option < 0 || option === OPEN || metOption[first + option] === row) return -1
      metOption[first + option] = row
      scorer.choose(question, option)
      at = afterSpace(bytes, end + 1)
      if (bytes[at] === BRACKET_END) return at + 1
      if (bytes[at] !== COMMA) return -1
      at = afterSpace(bytes, at + 1)
    }
  }

  function readNumber(bytes: Uint8Array, start: number, question: number): number {
    const end = endOfNumber(bytes, start)
    if (end < 0) return -1
    let number = 0
    for (let at = start; at < end; at++) number = number * 10 + ((bytes[at] as number) - ZERO)
    const first = bands.first[question] as number
    const last = bands.first[question + 1] as number
    for (let option = first; option < last; option++) {
      if (number < (bands.from[option] as number) || number > (bands.to[option] as number)) continue
      scorer.choose(question, option - first)
      return end
    }
    return -1
  }

  function readValue(bytes: Uint8Array, at: number, key: number): number {
    if (key === ANSWERS) return readAnswers(bytes, at)
    if (key === TITLE) return readText(bytes, at, title)
    if (key === ID) return readId(bytes, at)
    return key === RUBRIC ? readRubric(bytes, at) : readText(bytes, at, owner)
  }

  function readObject(bytes: Uint8Array, start: number): number {
    let at = afterSpace(bytes, start)
    if (bytes[at] !== BRACE) return -1
    at = afterSpace(bytes, at + 1)
    for (;;) {
      if (bytes[at] !== QUOTE) return -1
      const end = endOfId(bytes, at + 1)
      if (end < 0) return -1
      const key = ids.find(bytes, at + 1, end, hash, KEYS)
      if (key < 0 || (metKeys & (1 << key)) !== 0) return -1
      metKeys |= 1 << key
      at = afterColon(bytes, end + 1)
      if (at < 0) return -1
      at = readValue(bytes, at, key)
      if (at < 0) return -1
      at = afterSpace(bytes, at)
      if (bytes[at] === BRACE_END) return afterSpace(bytes, at + 1)
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
      row += 1
      metKeys = 0
      named = false
      numbered = false
      wide = false
      title.start = title.end = id.start = id.end = 0
      scorer.clear()
      const end = readObject(bytes, start)
      if (end < 0 || bytes[end] !== LINE_FEED || (metKeys & (1 << ANSWERS)) === 0) return -1
      if (!named && !names.unnamed) return -1
      return !wide || isUtf8(bytes.subarray(start, end)) ? end : -1
    },
  }
}

function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d) at += 1
  return at
}

/** Where the value starts behind a key; -1 where there is no colon. */
function afterColon(bytes: Uint8Array, start: number): number {
  const at = afterSpace(bytes, start)
  return bytes[at] === COLON ? afterSpace(bytes, at + 1) : -1
}

/** The end of a whole number in plain digits that starts here; -1 where none does, or it is too long to be exact. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start
  while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1
  if (at === start || at - start > MOST_DIGITS) return -1
  if (bytes[start] === ZERO && at - start > 1) return -1
  const next = bytes[at] as number
  return next === COMMA || next === BRACE_END || next === 0x20 || next === 0x09 || next === 0x0d ? at : -1
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

function tableOf({ questions }: Model, { name }: RubricNames): IdTable {
  const keys = [
    ['title', TITLE],
    ['id', ID],
    ['rubric', RUBRIC],
    ['owner', OWNER],
    ['answers', ANSWERS],
  ] as const
  return idTable([
    ...keys.map(([id, value]) => ({ owner: KEYS, id, value })),
    ...(name === undefined ? [] : [{ owner: RUBRICS, id: name, value: 0 }]),
    ...questions.flatMap(({ index, source }) => [
      { owner: QUESTIONS, id: source.id, value: index },
      { owner: index, id: UNSURE, value: OPEN },
      ...source.options.map((option, value) => ({ owner: index, id: option.id, value })),
    ]),
  ])
}

/** The bands of all options in one row; an option without one holds no number. */
function bandsOf({ questions }: Model): { readonly first: Int32Array; readonly from: Float64Array; readonly to: Float64Array } {
  const options = questions.flatMap(({ source }) => source.options)
  const first = new Int32Array(questions.length + 1)
  questions.forEach(({ index, source }) => {
    first[index + 1] = (first[index] as number) + source.options.length
  })
  return {
    first,
    from: Float64Array.from(options, ({ band }) => band?.from ?? Number.POSITIVE_INFINITY),
    to: Float64Array.from(options, ({ band }) => band?.to ?? Number.POSITIVE_INFINITY),
  }
}
