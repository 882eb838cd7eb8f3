import type { Heading } from '../engine/course.js'
import { oneLine } from '../report/encode.js'

/**
 * Where an interview stands, in one line: the need of every approach so far, from 1 to 99, and how many questions can still turn its verdict. It
 * recommends nothing. Empty for a rubric without approaches.
 */
export function standingWords(headings: readonly Heading[]): string {
  if (headings.length === 0) return ''
  return `Need so far, and what can still turn it: ${headings.map(headingWords).join(', ')}`
}

function headingWords({ title, need, settled, movedBy }: Heading): string {
  return `${oneLine(title)} ${need} (${settled ? 'settled' : movedWords(movedBy)})`
}

/** None of the questions to come, and yet not settled: what was left open could. */
function movedWords(count: number): string {
  if (count === 0) return 'left open'
  return count === 1 ? '1 question' : `${count} questions`
}
