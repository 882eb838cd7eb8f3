import type { Heading } from '../engine/course.js'
import { oneLine } from '../report/encode.js'

/**
 * Where an interview stands, in one line: the need of every approach so far, from 1 to 99, and how many questions to come can still turn its
 * verdict at most; those whose verdict none can turn come last, though their need may still move. It recommends nothing. `leftOpen`: something was
 * answered with unsure, and could still turn them. Empty for a rubric without approaches.
 */
export function standingWords(headings: readonly Heading[], leftOpen: boolean): string {
  if (headings.length === 0) return ''
  const settled = headings.filter((one) => one.settled)
  const moving = headings.filter((one) => !one.settled)
  const but = leftOpen ? ' but for what you left open' : ''
  if (moving.length === 0) return `Need so far, all verdicts settled${but}: ${listOf(settled)}`
  const first = moving.findIndex(({ movedBy }) => movedBy > 0)
  const rest = settled.length === 0 ? '' : `; verdict settled${but}: ${listOf(settled)}`
  return `Need so far: ${moving.map((one, at) => movingWords(one, at === first)).join(', ')}${rest}`
}

function listOf(headings: readonly Heading[]): string {
  return headings.map(needWords).join(', ')
}

function needWords({ title, need }: Heading): string {
  return `${oneLine(title)} ${need}`
}

function movingWords(heading: Heading, saysWhat: boolean): string {
  const { movedBy } = heading
  if (movedBy === 0) return `${needWords(heading)} (open)`
  const what = saysWhat ? ` ${movedBy === 1 ? 'question' : 'questions'} can turn its verdict` : ''
  return `${needWords(heading)} (at most ${movedBy}${what})`
}
