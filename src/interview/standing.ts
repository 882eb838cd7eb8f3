import type { Heading } from '../engine/course.js'
import { oneLine } from '../report/encode.js'

/**
 * Where an interview stands, in one line: the need of every approach so far, from 1 to 99, and how many questions to come can still turn its
 * verdict at most; those that none can turn come last. It recommends nothing. `leftOpen`: something was answered with unsure, and could still turn
 * them. Empty for a rubric without approaches.
 */
export function standingWords(headings: readonly Heading[], leftOpen: boolean): string {
  if (headings.length === 0) return ''
  const settled = headings.filter((one) => one.settled)
  const moving = headings.filter((one) => !one.settled)
  const word = leftOpen ? 'settled but for what you left open' : 'settled'
  if (moving.length === 0) return `Need so far, all ${word}: ${listOf(settled)}`
  const rest = settled.length === 0 ? '' : `; ${word}: ${listOf(settled)}`
  return `Need so far: ${moving.map(movingWords).join(', ')}${rest}`
}

function listOf(headings: readonly Heading[]): string {
  return headings.map(needWords).join(', ')
}

function needWords({ title, need }: Heading): string {
  return `${oneLine(title)} ${need}`
}

/** The first says what the number counts. */
function movingWords(heading: Heading, index: number): string {
  const { movedBy } = heading
  if (movedBy === 0) return `${needWords(heading)} (open)`
  const questions = movedBy === 1 ? '1 question' : `${movedBy} questions`
  return `${needWords(heading)} (at most ${questions}${index === 0 ? ' can still turn it' : ''})`
}
