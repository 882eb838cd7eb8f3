import type { Rubric } from '../engine/rubric.js'
import { nearest } from '../files/nearest.js'
import { KINDS, type Kind, nameOf, type Subject, subjectsOf } from './subject.js'

/** What a text names in a rubric. */
export type Found =
  | {
      readonly ok: true
      readonly subject: Subject
      /** What else the text names, each by a name that leads to it alone. */
      readonly also: readonly { readonly kind: Kind; readonly name: string }[]
    }
  /** Nothing has this name; `nearest` holds up to three that come close, the closest first. */
  | { readonly ok: false; readonly why: 'unknown'; readonly nearest: readonly string[] }
  /** The question exists and has no such option. */
  | {
      readonly ok: false
      readonly why: 'option'
      readonly question: string
      readonly option: string
      readonly options: readonly string[]
      readonly nearest: readonly string[]
    }
  /** An option of several questions. */
  | { readonly ok: false; readonly why: 'ambiguous'; readonly candidates: readonly string[] }

const MOST_NEAREST = 3

/**
 * Finds what a text names: an id, `question=option` or `question.option`, the id of an option that no other question has,
 * or any of these behind its kind (`layer:user`). An id that names several things means the first by the order of kinds.
 */
export function findSubject(rubric: Rubric, text: string): Found {
  const all = subjectsOf(rubric)
  const [, kind, rest = text] = /^([a-z-]+):(.*)$/.exec(text) ?? []
  const among = KINDS.some((each) => each === kind) ? all.filter((one) => one.kind === kind) : all
  const wanted = among === all ? text : rest
  const pair = /^([^=.]*)[=.](.*)$/s.exec(wanted)
  if (pair !== null) return findOption(all, pair[1] ?? '', pair[2] ?? '')
  const named = among.filter((one) => one.source.id === wanted)
  const [first] = named
  if (first === undefined) return { ok: false, why: 'unknown', nearest: nearestFew(wanted, new Set(among.map((one) => one.source.id))) }
  if (first.kind === 'option' && named.length > 1) return { ok: false, why: 'ambiguous', candidates: named.map(nameOf) }
  return { ok: true, subject: first, also: named.slice(1).map((one) => ({ kind: one.kind, name: exactName(one) })) }
}

function findOption(all: readonly Subject[], questionId: string, optionId: string): Found {
  const questions = all.flatMap((one) => (one.kind === 'question' ? [one.source] : []))
  const question = questions.find((one) => one.id === questionId)
  if (question === undefined) {
    const ids = nearestFew(questionId, new Set(questions.map((one) => one.id)))
    const having = ids.filter((id) => questions.find((one) => one.id === id)?.options.some((option) => option.id === optionId))
    return { ok: false, why: 'unknown', nearest: having.length > 0 ? having.map((id) => `${id}.${optionId}`) : ids }
  }
  const source = question.options.find((one) => one.id === optionId)
  if (source !== undefined) return { ok: true, subject: { kind: 'option', source, question }, also: [] }
  const options = question.options.map((one) => one.id)
  return { ok: false, why: 'option', question: questionId, option: optionId, options, nearest: nearestFew(optionId, new Set(options)) }
}

/** A name that leads to this subject whatever else has its id. */
function exactName(subject: Subject): string {
  return subject.kind === 'option' ? nameOf(subject) : `${subject.kind}:${subject.source.id}`
}

function nearestFew(word: string, ids: ReadonlySet<string>): string[] {
  const left = new Set(ids)
  const found: string[] = []
  while (found.length < MOST_NEAREST) {
    const next = nearest(word, left)
    if (next === undefined) break
    found.push(next)
    left.delete(next)
  }
  return found
}
