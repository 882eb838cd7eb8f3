import { type Answer, UNSURE } from '../engine/answers.js'
import type { Option, Question, Rubric } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import { isMapping } from '../files/kind.js'
import { oneLine } from '../report/encode.js'
import { changesSince, quoted } from './draft-changes.js'
import type { Session } from './session.js'

/** What a draft file says, its shape checked and nothing else. All texts may be hostile. */
export interface Draft {
  readonly rubric: { readonly id: string; readonly name: string; readonly version: string; readonly digest: string }
  readonly answers: ReadonlyMap<string, Said>
  readonly asked: readonly string[]
  /** The questions of the rubric as they were. */
  readonly questions: ReadonlyMap<string, Recorded>
}

/** One answer as it was kept. */
export interface Said {
  readonly value: string | readonly string[]
  readonly number?: number
}

/** What a question was when the draft was written; the labels by option id. */
export interface Recorded {
  readonly title: string
  readonly text: string
  readonly options: ReadonlyMap<string, string>
}

/** What came of reading a draft; `changes` and `why` are safe to print, in whole sentences and as the end of one. */
export type ReadDraft =
  | { readonly kind: 'usable'; readonly session: Session; readonly changes: readonly string[] }
  | { readonly kind: 'foreign' | 'damaged'; readonly why: string }

const FORMAT = 1
const ABOUT = 'An interview of rag-or-tune that is not finished. Whoever deletes this file deletes the answers in it.'
const LONGEST_NAME = 1000

/**
 * Returns the text of a draft file: JSON with the answers that were given in the interview, the order of asking, and as much of the rubric as it
 * takes to tell later what changed. The same session gives the same text. `rubricName` is how the rubric was called, by name or path.
 */
export function draftText(session: Session, rubric: Rubric, rubricName: string): string {
  const { id, version, digest } = rubric
  const answers = rubric.questions.flatMap((question) => {
    const answer = session.answers.get(question.id)
    if (answer?.origin !== 'asked') return []
    const { value, number } = answer
    return [[question.id, { value, ...(number !== undefined && { number }) }]]
  })
  const draft = {
    format: FORMAT,
    about: ABOUT,
    rubric: { id, name: visible(rubricName).slice(0, LONGEST_NAME), version, digest },
    answers: Object.fromEntries(answers),
    asked: [...new Set(session.asked)].filter((asked) => rubric.questions.some((question) => question.id === asked)),
    questions: Object.fromEntries(rubric.questions.map((question) => [question.id, recordOf(question)])),
  }
  return `${JSON.stringify(draft, null, 2)}\n`
}

function recordOf({ title, text, options }: Question): unknown {
  const labels = options.map((option) => [option.id, oneLine(option.label)])
  return { title: oneLine(title), text: oneLine(text), options: Object.fromEntries(labels) }
}

/**
 * Reads a draft for the rubric as it is now. A draft of another version of the rubric is usable: an answer whose question or option is gone is
 * dropped, and `changes` says so. Any text is accepted, none makes it throw.
 */
export async function readDraft(text: string, rubric: Rubric): Promise<ReadDraft> {
  const { parseSource } = await import('../files/parse.js')
  const parsed = parseSource({ file: 'draft', text })
  if (!parsed.ok) {
    const first = parsed.problems[0]
    return damaged(`line ${first?.place?.line ?? 1}: ${oneLine(first?.message ?? '')}`)
  }
  const newer = newerFormat(parsed.value.value)
  if (newer !== undefined) return { kind: 'foreign', why: `it is written in format ${newer}, and this version reads format ${FORMAT}` }
  const draft = shaped(parsed.value.value)
  if (typeof draft === 'string') return damaged(draft)
  if (draft.rubric.id !== rubric.id) {
    return { kind: 'foreign', why: `it is of the rubric ${quoted(draft.rubric.id)}, and this is ${quoted(rubric.id)}` }
  }
  return draft.rubric.digest === rubric.digest ? readSame(draft, rubric) : readOlder(draft, rubric)
}

function damaged(why: string): ReadDraft {
  return { kind: 'damaged', why }
}

/** A draft of the very same rubric: whatever does not fit cannot have been written by this program. */
function readSame(draft: Draft, rubric: Rubric): ReadDraft {
  const questions = new Map(rubric.questions.map((question) => [question.id, question]))
  const answers = new Map<string, Answer>()
  for (const [id, said] of draft.answers) {
    const question = questions.get(id)
    if (question === undefined) return damaged(`the rubric has no question ${quoted(id)}`)
    const fit = fitted(question, said)
    if ('misfit' in fit || fit.value !== said.value) return damaged(`the answer to ${quoted(question.title)} is none that it takes`)
    answers.set(id, fit)
  }
  const unknown = draft.asked.find((id) => !questions.has(id))
  if (unknown !== undefined) return damaged(`the rubric has no question ${quoted(unknown)}`)
  return { kind: 'usable', session: { answers, asked: draft.asked }, changes: [] }
}

function readOlder(draft: Draft, rubric: Rubric): ReadDraft {
  const answers = new Map<string, Answer>()
  const misfits = new Map<string, Misfit>()
  for (const question of rubric.questions) {
    const said = draft.answers.get(question.id)
    if (said === undefined) continue
    const fit = fitted(question, said)
    if ('misfit' in fit) misfits.set(question.id, fit)
    else answers.set(question.id, fit)
  }
  const ids = new Set(rubric.questions.map(({ id }) => id))
  const asked = draft.asked.filter((id) => ids.has(id) && !misfits.has(id))
  return { kind: 'usable', session: { answers, asked }, changes: changesSince(draft, rubric, answers, misfits) }
}

/** Why an answer is none that its question takes. */
export interface Misfit {
  readonly misfit: 'one' | 'many' | 'option' | 'number'
  /** The option that is gone. */
  readonly option?: string
}

/** The answer as the question takes it; a number goes to the option whose band holds it now. */
function fitted(question: Question, { value, number }: Said): Answer | Misfit {
  const known = (id: string): boolean => question.options.some((option) => option.id === id)
  if (value === UNSURE) return number === undefined ? { value, origin: 'asked' } : { misfit: 'number' }
  if (typeof value !== 'string') {
    if (question.kind === 'single') return { misfit: 'one' }
    const option = value.find((id) => !known(id))
    return option === undefined && number === undefined
      ? { value, origin: 'asked' }
      : { misfit: 'option', ...(option !== undefined && { option }) }
  }
  if (question.kind === 'many') return { misfit: 'many' }
  if (number === undefined) return known(value) ? { value, origin: 'asked' } : { misfit: 'option', option: value }
  const banded = question.unit === undefined ? undefined : question.options.find((option) => inBand(option, number))
  return banded === undefined ? { misfit: 'number' } : { value: banded.id, origin: 'asked', number }
}

function inBand({ band }: Option, number: number): boolean {
  return band !== undefined && number >= band.from && (band.to === undefined || number <= band.to)
}

function newerFormat(value: unknown): number | undefined {
  const format = isMapping(value) ? value['format'] : undefined
  return typeof format === 'number' && Number.isInteger(format) && format > FORMAT ? format : undefined
}

/** The draft, or what is wrong with its shape. */
function shaped(value: unknown): Draft | string {
  if (!hasKeys(value, ['format', 'about', 'rubric', 'answers', 'asked', 'questions']) || value['format'] !== FORMAT) {
    return 'it is not the draft of an interview'
  }
  const rubric = value['rubric']
  if (!hasKeys(rubric, ['id', 'name', 'version', 'digest'])) return 'it does not say which rubric it is of'
  const { id, name, version, digest } = rubric
  if (!isText(id) || !isText(name) || !isText(version) || !isText(digest)) return 'it does not say which rubric it is of'
  const asked = value['asked']
  if (!isListOfTexts(asked)) return 'the list of what was asked is not one of different questions'
  const answers = mapped(value['answers'], saidOf)
  if (answers === undefined) return 'its answers are not written as answers'
  const questions = mapped(value['questions'], recordedOf)
  if (questions === undefined) return 'its questions are not written as questions'
  return { rubric: { id, name, version, digest }, answers, asked, questions }
}

/** Each value of a mapping read; undefined when it is no mapping, or one of them cannot be read. */
function mapped<T>(value: unknown, read: (inside: unknown) => T | undefined): ReadonlyMap<string, T> | undefined {
  if (!isMapping(value)) return undefined
  const result = new Map<string, T>()
  for (const [key, inside] of Object.entries(value)) {
    const one = read(inside)
    if (one === undefined) return undefined
    result.set(key, one)
  }
  return result
}

function saidOf(value: unknown): Said | undefined {
  if (!hasKeys(value, ['value']) && !hasKeys(value, ['value', 'number'])) return undefined
  const { value: said, number } = value
  if (!isText(said) && !isListOfTexts(said)) return undefined
  if (number === undefined) return { value: said }
  return Number.isSafeInteger(number) ? { value: said, number: number as number } : undefined
}

function recordedOf(value: unknown): Recorded | undefined {
  if (!hasKeys(value, ['title', 'text', 'options'])) return undefined
  const { title, text } = value
  const options = mapped(value['options'], (label) => (isText(label) ? label : undefined))
  return isText(title) && isText(text) && options !== undefined ? { title, text, options } : undefined
}

function hasKeys(value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** A list of different texts. */
function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText) && new Set(value).size === value.length
}
