import { below, type Covered } from './coverage.js'
import type { CaseResult, CasesRun } from './run.js'

/** Whether a run of cases passes, and what it fails for. */
export interface Outcome {
  readonly passed: boolean
  readonly lawsNotMet: readonly CaseResult[]
  readonly agreementTooLow: boolean
  /** Kinds of things of which less is exercised than was asked for. */
  readonly coverageTooLow: readonly Covered[]
}

/** Judges a run; `minCoverage` is in hundredths of a percent, and each kind of thing has to reach it. */
export function outcomeOf({ results, agreement, coverage }: CasesRun, minCoverage: number | undefined): Outcome {
  const lawsNotMet = results.filter(({ kind, met }) => kind === 'law' && !met)
  const agreementTooLow = agreement?.reached === false
  const coverageTooLow = minCoverage === undefined ? [] : below(coverage, minCoverage)
  return {
    passed: lawsNotMet.length === 0 && !agreementTooLow && coverageTooLow.length === 0,
    lawsNotMet,
    agreementTooLow,
    coverageTooLow,
  }
}
