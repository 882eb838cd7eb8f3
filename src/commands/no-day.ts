import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'

/** The problem with a day from which the review falls after the end of the calendar, the year 9999. */
export function noDayToLookAgain(date: string): Diagnostic {
  const message = `there is no day to look again: the rubric puts it after the end of the calendar, counted from ${date}`
  return problem('usage', message, { path: '--date', hint: 'give an earlier day' })
}
