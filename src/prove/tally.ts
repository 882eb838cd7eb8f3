import type { Finding, FindingCode, ProofReport, Subject } from './finding.js'

/** Keeps what came of the statements of one kind. */
export interface Tally {
  readonly proved: () => void
  readonly refuted: (subject: Subject, message: string, more?: Pick<Finding, 'hint' | 'witness'>) => void
  readonly warned: (subject: Subject, message: string, more?: Pick<Finding, 'hint' | 'witness'>) => void
  /** The budget did not last: nothing is known of the statement, which is told. */
  readonly unproved: (subject: Subject, statement: string) => void
  readonly report: () => ProofReport
}

/** An empty tally of the statements that a code stands for. */
export function tallyOf(code: FindingCode): Tally {
  const findings: Finding[] = []
  let count = 0
  const add = (result: Finding['result'], subject: Subject, message: string, more: Pick<Finding, 'hint' | 'witness'> = {}): void => {
    findings.push({ code, result, subject, message, ...more })
  }
  return {
    proved: () => {
      count += 1
    },
    refuted: (subject, message, more) => add('refuted', subject, message, more),
    warned: (subject, message, more) => add('warning', subject, message, more),
    unproved: (subject, statement) =>
      add('unproved', subject, `not proved within the budget: ${statement}`, {
        hint: 'allow more steps, or state it with fewer conditions',
      }),
    report: () => ({ findings, proved: [{ proof: code, count }] }),
  }
}

/** Several reports as one, in their order. */
export function joined(reports: readonly ProofReport[]): ProofReport {
  const leftOut = reports.flatMap((report) => report.leftOut ?? [])
  return {
    findings: reports.flatMap(({ findings }) => findings),
    proved: reports.flatMap(({ proved }) => proved),
    ...(leftOut.length > 0 && { leftOut }),
  }
}
