import { type Answer, UNSURE } from '../engine/answers.js'
import type { Named, Question, Rubric } from '../engine/rubric.js'
import { visibility } from '../engine/visibility.js'

/** The next question of an interview, and how far it has come. */
export interface Step {
  readonly question: Question
  readonly section: Named | undefined
  /** Counts from 1, over the questions of this interview only. */
  readonly number: number
  /** How many questions this interview has if no answer hides one more; it never grows. */
  readonly atMost: number
}

/**
 * Returns the next question to ask: the first visible one, in the rubric's order, that is open and was not asked yet; undefined at the end.
 * Visibility follows the answers so far, so it must be called anew after every answer.
 */
export function nextStep(rubric: Rubric, answers: ReadonlyMap<string, Answer>, asked: ReadonlySet<string>): Step | undefined {
  const left = visibility(rubric, answers).open.filter((question) => !asked.has(question.id))
  const question = left[0]
  if (question === undefined) return undefined
  const section = rubric.sections.find((one) => one.id === question.section)
  return { question, section, number: asked.size + 1, atMost: asked.size + left.length }
}

/** Returns the answers with one more, given in this interview. */
export function withAnswer(
  answers: ReadonlyMap<string, Answer>,
  question: Question,
  value: string | readonly string[],
): ReadonlyMap<string, Answer> {
  return new Map([...answers, [question.id, { value, origin: 'asked' }]])
}

/** What a ticked list means: one of the two exclusive entries, or the options themselves. */
export function valueOfTicks(ticked: readonly string[]): string | readonly string[] {
  if (ticked.includes(UNSURE)) return UNSURE
  return ticked.filter((id) => id !== NONE)
}

/** The entry of a ticked list that says none of the options applies. Not an id, so that it cannot meet one. */
export const NONE = '(none)'

/** The entry that shows why a question is asked. */
export const WHY = '(why)'

/** Returns what is wrong with a set of ticks, in a sentence; undefined when nothing is. Nothing ticked is no answer, lest Enter gives one. */
export function faultOfTicks(ticked: readonly string[]): string | undefined {
  if (ticked.length === 0) return 'Tick what applies, or one of the last three.'
  if (ticked.length === 1) return undefined
  return ticked.some((id) => id === NONE || id === WHY || id === UNSURE) ? 'The last three stand alone.' : undefined
}
