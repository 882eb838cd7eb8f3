import { intoBand, readOption } from '../answers/options.js'
import type { Answer } from '../engine/answers.js'
import { UNSURE } from '../engine/answers.js'
import type { Margin } from '../engine/decision.js'
import { judge } from '../engine/judge.js'
import { marginOf } from '../engine/margin.js'
import { buildModel, buildState, type Model } from '../engine/model.js'
import type { Question, Rubric, Verdict } from '../engine/rubric.js'
import type { LockedValue, LockedVerdict } from './lock.js'

/** Judges sheets of answers by one rubric, again and again. */
export interface Judging {
  readonly rubric: Rubric
  /** Verdict and margin of every approach by id. */
  outcome(answers: ReadonlyMap<string, Answer>): ReadonlyMap<string, LockedVerdict>
}

/** Builds what judging a rubric takes, once. */
export function judgingBy(rubric: Rubric): Judging {
  const model = buildModel(rubric)
  return { rubric, outcome: (answers) => outcomeOf(model, answers) }
}

function outcomeOf(model: Model, answers: ReadonlyMap<string, Answer>): ReadonlyMap<string, LockedVerdict> {
  const standings = judge(model, buildState(model, answers))
  return new Map(
    model.approaches.map(({ index, source }) => {
      const verdict = standings[index]?.verdict as Verdict
      return [source.id, { verdict, margin: marginOf(model, standings, index) }] as const
    }),
  )
}

/** Locked answers as the rubric of today takes them, and the ids of those that it no longer takes. */
export interface Replayed {
  readonly answers: ReadonlyMap<string, Answer>
  readonly refused: ReadonlySet<string>
}

/** Turns what a lock holds back into answers. An answer is refused whose question, or option, the rubric does not have. */
export function replayed(values: ReadonlyMap<string, LockedValue>, rubric: Rubric): Replayed {
  const questions = new Map(rubric.questions.map((one) => [one.id, one]))
  const answers = new Map<string, Answer>()
  const refused = new Set<string>()
  for (const [id, value] of values) {
    const question = questions.get(id)
    const answer = question === undefined ? undefined : answerOf(question, value)
    if (answer === undefined) refused.add(id)
    else answers.set(id, answer)
  }
  return { answers, refused }
}

function answerOf(question: Question, value: LockedValue): Answer | undefined {
  const site = { place: { file: '' }, path: '' }
  if (value === UNSURE) return { value, origin: 'file' }
  if (typeof value === 'object') {
    const known = question.kind === 'many' && value.every((id) => question.options.some((option) => option.id === id))
    return known ? { value: question.options.map(({ id }) => id).filter((id) => value.includes(id)), origin: 'file' } : undefined
  }
  if (question.kind === 'many') return undefined
  const read = typeof value === 'number' ? intoBand(question, value, site) : readOption(question, value, site)
  return 'code' in read ? undefined : { ...read, origin: 'file' }
}

/** Whether two verdicts and their margins are the same. */
export function isSameOutcome(a: LockedVerdict | undefined, b: LockedVerdict | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.verdict === b.verdict && isSameMargin(a.margin, b.margin)
}

function isSameMargin(a: Margin | null, b: Margin | null): boolean {
  if (a === null || b === null) return a === b
  return a.points === b.points && a.to === b.to && a.at === b.at
}
