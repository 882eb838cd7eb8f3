import type { Answer, AnswerSheet } from '../engine/answers.js'
import { addDays, isDate } from '../engine/calendar.js'
import type { Decision, Margin } from '../engine/decision.js'
import type { Verdict } from '../engine/rubric.js'
import { byText } from '../files/by-text.js'

/** The version of the format of locks. */
export const LOCK_VERSION = 1

/** An answer as it was written: an id, a number, or a list of ids in code-unit order. */
export type LockedValue = string | number | readonly string[]

export interface LockedVerdict {
  readonly verdict: Verdict
  readonly margin: Margin | null
}

/** The day after which somebody looks again, and who set it: the answers file, or `--date` and the days of the rubric. */
export interface LockedReview {
  /** YYYY-MM-DD. */
  readonly after: string
  readonly from: 'answers' | 'date'
}

/** What was decided, from what and by what: everything that a later decision is held against. */
export interface Lock {
  readonly tool: { readonly name: string; readonly version: string }
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string }
  readonly answers: { readonly digest: string; readonly values: ReadonlyMap<string, LockedValue> }
  readonly review: LockedReview | null
  readonly verdicts: ReadonlyMap<string, LockedVerdict>
  /** Of everything else, as `digestOfLock` gives it: what was changed by hand does not fit. */
  readonly digest: string
}

/** The digest of a text, in hex. */
export type DigestOf = (text: string) => string

/** What a lock holds besides a decision and the sheet. */
export interface Besides {
  /** The day to look again that counts where the sheet names none. */
  readonly reviewAfter: string | null
  /** What the answers file says to questions that its rubric leaves out: it decides nothing, and is no less an answer. */
  readonly unasked: ReadonlyMap<string, LockedValue>
}

/** The lock of a decision on a sheet. */
export function lockOf(decision: Decision, sheet: AnswerSheet, { reviewAfter, unasked }: Besides, digestOf: DigestOf): Lock {
  const { tool, rubric, approaches } = decision
  const values = valuesOf(sheet.answers, unasked)
  const lock = {
    tool: { name: tool.name, version: tool.version },
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest },
    answers: { digest: digestOfValues(values, digestOf), values },
    review: reviewOf(sheet, reviewAfter),
    verdicts: new Map(approaches.map(({ id, verdict, margin }) => [id, { verdict, margin }] as const).sort(byKey)),
  }
  return { ...lock, digest: digestOfLock(lock, digestOf) }
}

/** All answers of a file as a lock holds them, sorted by question. */
export function valuesOf(
  answers: ReadonlyMap<string, Answer>,
  unasked: ReadonlyMap<string, LockedValue>,
): ReadonlyMap<string, LockedValue> {
  return new Map([...unasked, ...[...answers].map(([id, answer]) => [id, lockedValue(answer)] as const)].sort(byKey))
}

function reviewOf(sheet: AnswerSheet, reviewAfter: string | null): LockedReview | null {
  if (sheet.reviewAfter !== undefined) return { after: sheet.reviewAfter, from: 'answers' }
  return reviewAfter === null ? null : { after: reviewAfter, from: 'date' }
}

/** The day that is as many days after the decision as its rubric says; undefined where the calendar ends before. */
export function reviewDateOf(decision: Decision, date: string): string | undefined {
  const later = addDays(date, decision.validation.revisit.afterDays)
  return isDate(later) ? later : undefined
}

/** An answer as a lock holds it. */
export function lockedValue({ value, number }: Answer): LockedValue {
  if (number !== undefined) return number
  return typeof value === 'string' ? value : [...value].sort()
}

/** Whether two answers, as locks hold them, are the same. */
export function isSameValue(a: LockedValue | undefined, b: LockedValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The digest of answers, whatever their order. */
export function digestOfValues(values: ReadonlyMap<string, LockedValue>, digestOf: DigestOf): string {
  return digestOf(JSON.stringify([...values].sort(byKey)))
}

/** The digest of everything that a lock holds but this digest, in the one form that locks are written in. */
export function digestOfLock(lock: Omit<Lock, 'digest'>, digestOf: DigestOf): string {
  return digestOf(inBraces(partsOf(lock)))
}

/** A lock as text: JSON with sorted keys, one answer and one approach to a line. Ends in a line feed. */
export function lockText(lock: Lock): string {
  return `${inBraces([...partsOf(lock), ['digest', JSON.stringify(lock.digest)] as const].sort(byKey))}\n`
}

type Part = readonly [key: string, text: string]

function inBraces(parts: readonly Part[]): string {
  return `{\n${parts.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n}`
}

function partsOf({ tool, rubric, answers, review, verdicts }: Omit<Lock, 'digest'>): readonly Part[] {
  return [
    ['answers', `{\n    "digest": ${JSON.stringify(answers.digest)},\n    "values": ${lines(answers.values, '    ')}\n  }`],
    ['lockVersion', String(LOCK_VERSION)],
    ['review', onOneLine(review)],
    ['rubric', lines(new Map(Object.entries(rubric)), '  ')],
    ['tool', lines(new Map(Object.entries(tool)), '  ')],
    ['verdicts', lines(verdicts, '  ')],
  ]
}

function lines(entries: ReadonlyMap<string, unknown>, indent: string): string {
  const each = [...entries].sort(byKey).map(([key, value]) => `\n${indent}  ${JSON.stringify(key)}: ${onOneLine(value)}`)
  return each.length === 0 ? '{}' : `{${each.join(',')}\n${indent}}`
}

/** JSON with sorted keys and a space after each comma and colon. */
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .sort(byKey)
    .map(([key, inside]) => `${JSON.stringify(key)}: ${onOneLine(inside)}`)
    .join(', ')}}`
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return byText(a, b)
}
