import type { ToCheck } from './checked-file.js'
import { type OldReview, oldReview } from './old-lock.js'
import { lineOf } from './places.js'
import type { CheckedFile, Finding } from './result.js'

/** The day to look again: the file's own, else the lock's. On that day it is due, from the day after it is overdue. */
export function reviewOf(given: ToCheck): CheckedFile['review'] {
  const locked = lockedReview(given)
  const day = given.sheet.reviewAfter ?? ('after' in locked ? locked.after : undefined)
  return day === undefined ? undefined : { date: day, overdue: given.date > day }
}

function lockedReview({ lock }: ToCheck): OldReview {
  if (lock.kind === 'unusable') return lock.review
  return lock.kind === 'there' ? oldReview(lock.lock) : { kind: 'none' }
}

/** The day to look again is not the one that was locked, or nobody can tell. */
export function reviewChanges(given: ToCheck): readonly Finding[] {
  const { sheet, lock, document, mends } = given
  const { reviewAfter } = sheet
  const place = lineOf(document, 'review-after')
  const locked = lockedReview(given)
  const changed = (message: string, before?: string): readonly Finding[] => [
    {
      code: 'review-changed',
      outcome: 'failed',
      message,
      ...(before !== undefined && { before }),
      ...(reviewAfter !== undefined && { after: reviewAfter }),
      place,
      mend: mends.update,
    },
  ]
  if (reviewAfter === undefined && locked.kind === 'dropped') {
    return changed(`the answers file names no review date any more; it named ${locked.after}`, locked.after)
  }
  if (reviewAfter === undefined && locked.kind === 'lost') {
    const message = 'the review date is gone, if one was locked: the lock is damaged where it would stand'
    const mend = 'write the day to look again at review-after; without one, nobody is told to look again'
    return [{ code: 'review-lost', outcome: 'failed', message, place, mend }]
  }
  if (lock.kind !== 'there' || reviewAfter === undefined || lock.lock.review?.after === reviewAfter) return []
  const { review } = lock.lock
  return review === null
    ? changed(`the review date is ${reviewAfter}, and none was locked`)
    : changed(`the review date is ${reviewAfter}, and was locked as ${review.after}`, review.after)
}

/** The day to look again is past. */
export function reviewOverdue({ sheet, date, isToday, document, mends }: ToCheck, review: CheckedFile['review']): readonly Finding[] {
  if (review?.overdue !== true) return []
  const again = `somebody was to look again after ${review.date}`
  return [
    {
      code: 'review-overdue',
      outcome: 'failed',
      message: isToday ? `the review is overdue: ${again}, and today is ${date}` : `the review is overdue on ${date}: ${again}`,
      before: review.date,
      after: date,
      place: lineOf(document, 'review-after'),
      mend:
        sheet.reviewAfter === undefined
          ? mends.renew
          : `look at the decision again, write a later day at review-after, then ${mends.update}`,
    },
  ]
}
