import type { Answer } from '../engine/answers.js'
import { UNSURE } from '../engine/answers.js'
import { type Course, courseOf } from '../engine/course.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { visibility } from '../engine/visibility.js'
import type { Reply } from './prompter.js'
import { askedBefore, readersOf, type Walk } from './session.js'

/** What an interview does next: put a question, or show all answers for review. */
export type Step = QuestionStep | ReviewStep

export interface QuestionStep {
  readonly kind: 'question'
  readonly question: Question
  /** Counts from 1, over the questions put to the person that apply now. */
  readonly number: number
  /** How many questions come after this one at most; going forward it never grows. */
  readonly more: number
  /** The answer it has so far. */
  readonly old: Answer | undefined
  readonly canGoBack: boolean
  /** How it stands; undefined while a question is shown again, for then nobody is told. */
  readonly course: Course | undefined
}

export interface ReviewStep {
  readonly kind: 'review'
  readonly canGoBack: boolean
  readonly course: Course
}

/** Returns the next step: the question that was gone back to, else one that an answer put in doubt, else the first that can still change something. */
export function stepOf(rubric: Rubric, walk: Walk): Step {
  const revisited = revisitedOf(rubric, walk)
  if (revisited !== undefined) return questionStep(rubric, walk, revisited, moreAfter(rubric, walk, revisited.id), undefined)
  const { session, all } = walk
  const course = courseOf(rubric, session.answers, new Set(session.asked), all)
  const first = course.ask[0]?.question
  if (first !== undefined) return questionStep(rubric, walk, first, course.ask.length - 1, course)
  return { kind: 'review', canGoBack: askedBefore(rubric, session, undefined).length > 0, course }
}

function questionStep(rubric: Rubric, { session }: Walk, question: Question, more: number, course: Course | undefined): QuestionStep {
  const earlier = askedBefore(rubric, session, question.id).length
  return {
    kind: 'question',
    question,
    number: earlier + 1,
    more,
    old: session.answers.get(question.id),
    canGoBack: earlier > 0,
    course,
  }
}

function revisitedOf(rubric: Rubric, { session, at, again }: Walk): Question | undefined {
  if (at !== undefined) return rubric.questions.find(({ id }) => id === at)
  if (again.length === 0) return undefined
  const applies = visibility(rubric, session.answers).asked
  return again.flatMap((id) => applies.find((one) => one.id === id) ?? [])[0]
}

/** However a question is answered anew, so many can follow: what waits while it is open, and what its answer puts in doubt. */
function moreAfter(rubric: Rubric, { session, again, all }: Walk, id: string): number {
  const answers = new Map([...session.answers].filter(([one]) => one !== id))
  const put = new Set(session.asked.filter((one) => one !== id))
  const waiting = courseOf(rubric, answers, put, all).ask.map(({ question }) => question.id)
  return new Set([...waiting, ...again, ...readersOf(rubric, session, id)].filter((one) => one !== id)).size
}

/** The entry of a list that says none of the options applies. Not an id, so that it cannot meet one. */
export const NONE = '(none)'

/** What was chosen in a prompt, as an answer. Throws when the prompter broke its promise: nothing chosen, or something that was not offered. */
export function answerOf(question: Question, { chosen, number }: Extract<Reply, { kind: 'answer' }>): Answer {
  const offered = new Set([...question.options.map(({ id }) => id), UNSURE, ...(question.kind === 'many' ? [NONE] : [])])
  if (chosen.length === 0 || !chosen.every((one) => offered.has(one))) throw new Error(`no answer to ${question.id}: ${chosen.join()}`)
  if (chosen.includes(UNSURE)) return { value: UNSURE, origin: 'asked' }
  if (question.kind === 'many') {
    const value = question.options.map(({ id }) => id).filter((id) => chosen.includes(id))
    return { value, origin: 'asked' }
  }
  const value = chosen[0] as string
  return number !== undefined && optionFor(question, number) === value ? { value, origin: 'asked', number } : { value, origin: 'asked' }
}

/** What is under the cursor, or ticked, for an answer. */
export function chosenFor(question: Question, answer: Answer | undefined): readonly string[] {
  if (answer === undefined) return []
  if (typeof answer.value === 'string') return [answer.value]
  return answer.value.length === 0 && question.kind === 'many' ? [NONE] : answer.value
}

/** The id of the option whose band a number falls into; undefined when it falls into none. */
export function optionFor({ options }: Question, number: number): string | undefined {
  if (!Number.isSafeInteger(number)) return undefined
  return options.find(({ band }) => band !== undefined && number >= band.from && (band.to === undefined || number <= band.to))?.id
}
