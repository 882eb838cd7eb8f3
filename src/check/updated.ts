import type { Diagnostic } from '../files/diagnostic.js'
import { outcomeOf } from './checked-file.js'
import type { CheckedFile, Finding, FindingCode } from './result.js'

/** What writing the lock anew settles. */
const DRIFT: ReadonlySet<FindingCode> = new Set([
  'lock-missing',
  'lock-edited',
  'answers-changed',
  'rubric-changed',
  'verdict-changed',
  'margin-changed',
  'review-changed',
  'tool-changed',
])

/** The codes of locks that can be written anew without a loss. */
export const MENDED: ReadonlySet<string> = new Set(['lock-shape', 'lock-conflict'])

/** A checked file as it is once its lock is written: what differed is only noted, what is expected and due still counts. */
export function afterUpdate(checked: CheckedFile, updated: 'written' | 'unchanged'): CheckedFile {
  const findings = checked.findings.map((one): Finding => (DRIFT.has(one.code) ? { ...one, outcome: 'note' } : one))
  const problems = settled(checked.problems, checked.lock)
  return { ...checked, outcome: outcomeOf(findings, problems), findings, problems, updated }
}

/** A damaged lock is replaced, so that its problems stop nothing any more. */
function settled(problems: readonly Diagnostic[], lock: string | undefined): readonly Diagnostic[] {
  const isMended = problems.some(({ code }) => MENDED.has(code))
  return problems.map(
    (one): Diagnostic =>
      isMended && lock !== undefined && one.place?.file === lock ? { ...one, severity: 'warning', hint: 'the lock was written anew' } : one,
  )
}
