import type { Decision } from '../engine/decision.js'
import { decisionKey } from '../report/adr/front-matter.js'
import type { RecordEntry } from './record.js'

/** What a person may have set a record to that takes it out of the running. */
const PAST = /^(?:super[sc]eded|rejected|deprecated)(?![\p{L}\p{N}])/iu

/** Whether a record is of this decision and still counts: not superseded, rejected or deprecated. */
export function isStanding(entry: RecordEntry, decision: Decision): boolean {
  return entry.decision === decisionKey(decision.title) && !PAST.test(entry.status.trim())
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
