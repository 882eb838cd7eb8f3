import { sheetFromDocument } from '../../src/answers/document.js'
import type { FlagExpectation } from '../../src/check/asked.js'
import { checkedFile, type LockState } from '../../src/check/checked-file.js'
import { digestOfLock, type Lock, lockOf } from '../../src/check/lock.js'
import type { Mends } from '../../src/check/mends.js'
import type { CheckedFile } from '../../src/check/result.js'
import { unaskedAnswers } from '../../src/check/unasked.js'
import { decide } from '../../src/engine/decide.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { digestOf } from '../../src/rubric/digest.js'
import { core } from '../engine/shipped.js'
import { parse, valueIn } from '../files/helpers.js'

export const TOOL = { name: 'rag-or-tune', version: '1.2.0' }

export const MENDS: Mends = {
  update: 'UPDATE',
  renew: 'RENEW',
  explain: (approach) => `EXPLAIN ${approach}`,
  decide: 'DECIDE',
}

export interface Given {
  readonly rubric?: Rubric
  readonly version?: string
  readonly flags?: readonly FlagExpectation[]
  readonly date?: string
  readonly robustness?: boolean
  /** False where `date` is a day that somebody gave. */
  readonly isToday?: boolean
  readonly updating?: boolean
}

/** An answers file as it is checked, and what it was decided to. */
function decided(text: string, { rubric = core, version = TOOL.version, robustness = false }: Given) {
  const document = valueIn(parse(text))
  const sheet = valueIn(sheetFromDocument(document, rubric))
  return { document, rubric, sheet, decision: decide(rubric, sheet, { tool: { ...TOOL, version }, robustness }) }
}

/** The lock of an answers file that is given as text. */
export function lockFor(text: string, given: Given = {}): Lock {
  const { decision, document, rubric, sheet } = decided(text, given)
  return lockOf(decision, sheet, { reviewAfter: null, unasked: unaskedAnswers(document.value, rubric) }, digestOf)
}

/** A lock that says something else, and fits its digest all the same. */
export function relocked(lock: Lock, more: Partial<Lock>): Lock {
  const other = { ...lock, ...more }
  return { ...other, digest: digestOfLock(other, digestOf) }
}

/** An answers file, given as text, held against a lock. */
export function checked(text: string, lock: Lock | 'missing' | 'ignored', given: Given = {}): CheckedFile {
  const state: LockState =
    lock === 'ignored'
      ? { kind: 'ignored' }
      : lock === 'missing'
        ? { kind: 'missing', file: 'in.lock.json' }
        : { kind: 'there', file: 'in.lock.json', lock }
  const { flags = [], date = '2026-11-21', isToday = true, updating = false } = given
  const asDecided = decided(text, given)
  const unasked = unaskedAnswers(asDecided.document.value, asDecided.rubric)
  const how = { flags, date, isToday, updating, mends: MENDS, digestOf, warnings: [] }
  return checkedFile({ ...asDecided, ...how, unasked, file: 'in.yaml', lock: state })
}

/** What was found, a line each: `line code subject: message. because`. */
export function told({ findings }: CheckedFile): readonly string[] {
  return findings.map(({ place, code, outcome, subject, message, because }) => {
    const end = because === undefined ? '' : ` | ${because}`
    return `${place.line} ${outcome === 'failed' ? '' : `[${outcome}] `}${code}${subject === undefined ? '' : ` ${subject}`}: ${message}${end}`
  })
}
