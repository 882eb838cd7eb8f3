import type { Heading } from '../engine/course.js'
import { oneLine } from '../report/encode.js'

/**
 * Where an interview stands, in one line: the need of every approach so far, from 1 to 99, and how many questions can still turn its verdict; those
 * that are settled come last. It recommends nothing. Empty for a rubric without approaches.
 */
export function standingWords(headings: readonly Heading[]): string {
  const settled = headings.filter((one) => one.settled)
  const others = headings.filter((one) => !one.settled)
  const parts = [
    ...(others.length === 0 ? [] : [others.map(movingWords).join(', ')]),
    ...(settled.length === 0 ? [] : [`settled: ${settled.map(needWords).join(', ')}`]),
  ]
  return parts.length === 0 ? '' : `Need so far: ${parts.join('; ')}`
}

function needWords({ title, need }: Heading): string {
  return `${oneLine(title)} ${need}`
}

/** The first says what the number counts. None of the questions to come, and yet not settled: what was left open could turn it. */
function movingWords(heading: Heading, index: number): string {
  const { movedBy } = heading
  const questions = movedBy === 1 ? '1 question' : `${movedBy} questions`
  const moves = movedBy === 0 ? 'only what you left open' : questions
  return `${needWords(heading)} (${moves}${index === 0 ? ' can still turn it' : ''})`
}
