import type { Decision } from '../engine/decision.js'
import { decisionKey } from '../report/adr/front-matter.js'
import type { RecordEntry } from './record.js'

/** What a person may have set a record to that takes it out of the running. */
const PAST = /^(?:super[sc]eded|rejected|deprecated)(?![\p{L}\p{N}])/iu
const REJECTED = /^rejected(?![\p{L}\p{N}])/iu
const SUPERSEDED = /^super[sc]eded\b.*?\bADR-(\d{1,6})(?!\d)/iu

/** Whether a record is one of this decision. */
export function isOfDecision(entry: RecordEntry, decision: Decision): boolean {
  return entry.decision === decisionKey(decision.title)
}

/** Whether a record was rejected. */
export function isRejected({ status }: RecordEntry): boolean {
  return REJECTED.test(status.trim())
}

/**
 * Whether a record is of this decision and still counts: not rejected, deprecated or superseded; what was superseded by a record that was rejected itself
 * counts again. `rejected` holds the numbers of the rejected records of this decision.
 */
export function isStanding(entry: RecordEntry, decision: Decision, rejected: ReadonlySet<number> = new Set()): boolean {
  const isPast = PAST.test(entry.status.trim()) && rejectedSuccessor(entry, rejected) === undefined
  return isOfDecision(entry, decision) && !isPast
}

/** Returns the number of the record that superseded this one and was rejected, as it is written there; undefined where there is none. */
export function rejectedSuccessor({ status }: RecordEntry, rejected: ReadonlySet<number>): string | undefined {
  const digits = SUPERSEDED.exec(status.trim())?.[1]
  return digits !== undefined && rejected.has(Number(digits)) ? digits : undefined
}

/** Whether a record came to the same: the same options, each with the same verdict. */
export function isSame(entry: RecordEntry, { approaches }: Decision): boolean {
  return entry.verdicts.size === approaches.length && approaches.every(({ id, verdict }) => entry.verdicts.get(id) === verdict)
}

/** Returns the words for a rubric that is another one than the record was decided by; undefined where it is the same. */
export function rubricSince(entry: RecordEntry, { rubric }: Decision): string | undefined {
  if (entry.rubric === rubric.id && entry.version === rubric.version) return undefined
  return `the rubric is ${rubric.id} ${rubric.version} now, and was ${entry.rubric} ${entry.version}`
}
