import type { Answer, AnswerSheet } from '../engine/answers.js'
import { addDays, isDate } from '../engine/calendar.js'
import type { Decision, Margin } from '../engine/decision.js'
import type { Verdict } from '../engine/rubric.js'

/** The version of the format of locks. */
export const LOCK_VERSION = 1

/** An answer as it was written: an id, a number, or a list of ids in code-unit order. */
export type LockedValue = string | number | readonly string[]

export interface LockedVerdict {
  readonly verdict: Verdict
  readonly margin: Margin | null
}

/** What was decided, from what and by what: everything that a later decision is held against. */
export interface Lock {
  readonly tool: { readonly name: string; readonly version: string }
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string }
  readonly answers: { readonly digest: string; readonly values: ReadonlyMap<string, LockedValue> }
  /** The day after which somebody looks again, as YYYY-MM-DD. */
  readonly reviewAfter: string | null
  readonly verdicts: ReadonlyMap<string, LockedVerdict>
}

/** The digest of a text, in hex. */
export type DigestOf = (text: string) => string

/** The lock of a decision on a sheet. `reviewAfter` counts where the sheet names no date itself. */
export function lockOf(decision: Decision, sheet: AnswerSheet, reviewAfter: string | null, digestOf: DigestOf): Lock {
  const { tool, rubric, approaches } = decision
  const values = new Map([...sheet.answers].map(([id, answer]) => [id, lockedValue(answer)] as const).sort(byKey))
  return {
    tool: { name: tool.name, version: tool.version },
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest },
    answers: { digest: digestOfValues(values, digestOf), values },
    reviewAfter: sheet.reviewAfter ?? reviewAfter,
    verdicts: new Map(approaches.map(({ id, verdict, margin }) => [id, { verdict, margin }] as const).sort(byKey)),
  }
}

/** The day of the decision and as many days later as its rubric says, or null without a day. */
export function reviewDateOf(decision: Decision, date: string | undefined): string | null {
  const later = date === undefined ? '' : addDays(date, decision.validation.revisit.afterDays)
  return isDate(later) ? later : null
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

/** A lock as text: JSON with sorted keys, one answer and one approach to a line, so that git merges it line by line. Ends in a line feed. */
export function lockText({ tool, rubric, answers, reviewAfter, verdicts }: Lock): string {
  const lines = (entries: ReadonlyMap<string, unknown>, indent: string): string => {
    const each = [...entries].sort(byKey).map(([key, value]) => `\n${indent}  ${JSON.stringify(key)}: ${onOneLine(value)}`)
    return each.length === 0 ? '{}' : `{${each.join(',')}\n${indent}}`
  }
  const parts: readonly (readonly [string, string])[] = [
    ['answers', `{\n    "digest": ${JSON.stringify(answers.digest)},\n    "values": ${lines(answers.values, '    ')}\n  }`],
    ['lockVersion', String(LOCK_VERSION)],
    ['reviewAfter', JSON.stringify(reviewAfter)],
    ['rubric', lines(new Map(Object.entries(rubric)), '  ')],
    ['tool', lines(new Map(Object.entries(tool)), '  ')],
    ['verdicts', lines(verdicts, '  ')],
  ]
  return `{\n${parts.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n}\n`
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
  return a < b ? -1 : a > b ? 1 : 0
}
