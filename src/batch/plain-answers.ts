import { UNSURE } from '../engine/answers.js'
import type { BulkScorer } from '../engine/bulk.js'
import type { Model } from '../engine/model.js'
import { afterColon, afterSpace, BRACE, BRACE_END, BRACKET, BRACKET_END, COMMA, endOfNumber, QUOTE, ZERO } from './bytes.js'
import type { IdEntry, IdTable } from './id-table.js'

/** Owns the ids of questions; an option is owned by its question, by number. */
const QUESTIONS = -2
/** What `unsure` stands for among the options. */
const OPEN = 999

/** The ids of questions and options, for the table that `answersReader` is given. */
export function idsOfAnswers({ questions }: Model): readonly IdEntry[] {
  return questions.flatMap(({ index, source }) => [
    { owner: QUESTIONS, id: source.id, value: index },
    { owner: index, id: UNSURE, value: OPEN },
    ...source.options.map((option, value) => ({ owner: index, id: option.id, value })),
  ])
}

/**
 * Reads the answers of a row, a JSON object that starts here, into the scorer, and returns where it ends; -1 where it is not of the plain form: each
 * question once, with one option, a list of options, a number that it takes, or `unsure`.
 */
export function answersReader(model: Model, scorer: BulkScorer, ids: IdTable): (bytes: Uint8Array, start: number) => number {
  const isMany = Uint8Array.from(model.questions, ({ source }) => (source.kind === 'many' ? 1 : 0))
  const takesNumbers = Uint8Array.from(model.questions, ({ source }) => (source.unit === undefined ? 0 : 1))
  const bands = bandsOf(model)
  /** The number of the row in which a question, or an option of a many-question, was met last. */
  const metQuestion = new Float64Array(model.questions.length)
  const metOption = new Float64Array(bands.first[model.questions.length] as number)
  let row = 0

  function read(bytes: Uint8Array, start: number): number {
    row += 1
    if (bytes[start] !== BRACE) return -1
    let at = afterSpace(bytes, start + 1)
    if (bytes[at] === BRACE_END) return at + 1
    for (;;) {
      if (bytes[at] !== QUOTE) return -1
      const end = ids.endOf(bytes, at + 1)
      if (end < 0) return -1
      const question = ids.meaning(bytes, at + 1, end, QUESTIONS)
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
    const end = ids.endOf(bytes, at + 1)
    if (end < 0) return -1
    const option = ids.meaning(bytes, at + 1, end, question)
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
      const end = ids.endOf(bytes, at + 1)
      if (end < 0) return -1
      const option = ids.meaning(bytes, at + 1, end, question)
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

  return read
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
