import type { Answer } from '../engine/answers.js'
import type { Band, Question } from '../engine/rubric.js'
import type { Slot } from '../engine/truth.js'

/** One answer that is tried: what an answers file would hold, and how the engine holds it. */
export interface Point {
  /** The answer as an answers file holds it; null leaves the question open. */
  readonly value: string | readonly string[] | null
  /** Short name for tables and sentences: an option id, or words for what is no option. */
  readonly name: string
  readonly label: string
  /** The answer as it stands. */
  readonly present: boolean
  /** Stands beside the options instead of among them: the question left open, or several options at once. */
  readonly aside: boolean
  /** The numbers that the option stands for, where the question takes numbers. */
  readonly band?: Band
  readonly slot: Slot
}

const OPEN = 'open'
/** For a question that has an option called open. */
const NOT_ANSWERED = 'not answered'
export const AS_ANSWERED = 'as answered'
const NONE = 'none of these'

/**
 * The answers to try for one question, in the rubric's order: each option, or for a many-question none of them and each option alone.
 * The answer as it stands is always among them: it comes first when it is none of those.
 */
export function pointsOf(question: Question, present: Slot, answer: Answer | undefined): readonly Point[] {
  const points = question.kind === 'many' ? manyPoints(question) : singlePoints(question)
  const marked = points.map((point) => ({ ...point, present: isSame(point.slot, present) }))
  if (marked.some((point) => point.present)) return marked
  return [asItStands(question, present, answer), ...marked]
}

type Unmarked = Omit<Point, 'present'>

function singlePoints(question: Question): Unmarked[] {
  return question.options.map(({ id, label, band }, slot) => ({
    value: id,
    name: id,
    label,
    aside: false,
    ...(band === undefined ? {} : { band }),
    slot,
  }))
}

function manyPoints(question: Question): Unmarked[] {
  const only = (wanted: number): Slot => question.options.map((_, index) => index === wanted)
  return [
    { value: [], name: NONE, label: 'None of these', aside: false, slot: only(-1) },
    ...question.options.map(({ id, label }, index) => ({
      value: [id],
      name: id,
      label,
      aside: false,
      slot: only(index),
    })),
  ]
}

function asItStands(question: Question, present: Slot, answer: Answer | undefined): Point {
  const base = { present: true, aside: true, slot: present }
  if (present === null) {
    const name = question.options.some(({ id }) => id === OPEN) ? NOT_ANSWERED : OPEN
    return { ...base, value: null, name, label: answer === undefined ? 'Not answered' : 'Not sure' }
  }
  const chosen = question.options.filter((_, index) => typeof present !== 'number' && present[index] === true)
  return { ...base, value: chosen.map(({ id }) => id), name: AS_ANSWERED, label: chosen.map(({ label }) => label).join('; ') }
}

function isSame(a: Slot, b: Slot): boolean {
  if (a === null || b === null || typeof a === 'number' || typeof b === 'number') return a === b
  return a.every((flag, index) => flag === b[index])
}
