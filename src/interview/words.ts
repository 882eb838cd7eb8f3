import { type Answer, UNSURE } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { grouped, listed } from '../report/document/words.js'
import { oneLine } from '../report/encode.js'

/** So many approaches are named before the first question; more are counted. */
const MOST_NAMED = 8

/** How to leave while a draft holds the answers, and how to come back. */
export const LEAVING = 'Ctrl-C leaves: each answer is kept, and the same command goes on from there.'

/**
 * What is said before the first question: what this decides, how many questions there are at most, that it stays here, and how to leave and come back. `isKept`:
 * a draft holds the answers so far.
 */
export function openingWords({ title, approaches }: Rubric, questions: number, isKept: boolean): string {
  const names = approaches.map((approach) => oneLine(approach.title))
  const which = names.length > MOST_NAMED ? `which of ${names.length} approaches` : `which of ${listed(names)}`
  const about = names.length === 0 ? '' : `: ${which} to build, and in what order`
  const leaving = isKept ? LEAVING : 'Ctrl-C leaves, and prints the command that goes on from there.'
  return `\n${oneLine(title)}${about}.\n\n${lengthWords(questions)} What you answer stays on this machine. ${leaving}\n`
}

function lengthWords(questions: number): string {
  return questions === 1 ? 'One question.' : `At most ${questions} questions.`
}

/** Where in the interview a question stands; `more` is the most that can follow. */
export function progressWords(number: number, more: number): string {
  return `Question ${number}, ${more === 0 ? 'the last' : `at most ${more} more`}`
}

/** So many questions were left out, and why that is safe. */
export function skipWords(count: number): string {
  if (count === 1) return '1 question skipped: no answer to it could change the result (--all asks it)'
  return `${count} questions skipped: no answer to them could change the result (--all asks them)`
}

/** What became of answers whose question no longer applies, or applies again; empty for nothing. */
export function movedWords({ aside, back }: { readonly aside: readonly Question[]; readonly back: readonly Question[] }): string {
  const lines = [
    ...(aside.length === 0 ? [] : [`Kept aside, for it does not count with this answer: ${titles(aside)}.`]),
    ...(back.length === 0 ? [] : [`Counts again, as answered before: ${titles(back)}.`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function titles(questions: readonly Question[]): string {
  return listed(questions.map(({ title }) => oneLine(title)))
}

/** An answer as the person would say it: a number with its unit and its band, the labels of what was chosen, or that nobody knows. */
export function answerWords(question: Question, { value, number }: Answer): string {
  if (value === UNSURE) return 'not sure'
  const chosen = typeof value === 'string' ? [value] : value
  if (chosen.length === 0) return 'none of these'
  const labels = chosen.map((id) => oneLine(question.options.find((one) => one.id === id)?.label ?? id)).join('; ')
  return number === undefined ? labels : `${grouped(number)} ${oneLine(question.unit ?? '')}; ${labels}`
}

/** `1 answer`, `2 answers`, `no answers`. */
export function answersCounted(count: number): string {
  return count === 1 ? '1 answer' : `${count === 0 ? 'no' : count} answers`
}

export const AT_THE_FIRST = 'This is the first question: there is none before it.'
