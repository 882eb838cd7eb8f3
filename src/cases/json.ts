import { jsonSafe } from '../report/encode.js'
import type { Asked } from './asked.js'
import { outcomeOf } from './outcome.js'
import type { CasesRun } from './run.js'

/** The version of the JSON document of a run of cases: minor adds fields, major breaks. */
const SCHEMA_VERSION = '1.0'

/** Returns a run of cases as JSON: shares as `{part, of}`, percentages in numbers, ids in the order of the files; one final newline; safe to print. */
export function renderCasesJson(run: CasesRun, asked: Asked): string {
  const { rubric, laws, agreement, coverage, results } = run
  const outcome = outcomeOf(run, asked.minCoverage)
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: asked.tool,
    rubric,
    passed: outcome.passed,
    failed: {
      laws: outcome.lawsNotMet.map(({ id }) => id),
      agreement: outcome.agreementTooLow,
      coverage: outcome.coverageTooLow.map(({ kind }) => kind),
    },
    laws,
    agreement: agreement && { ...agreement, floor: percent(agreement.floor) },
    minCoverage: percent(asked.minCoverage),
    coverage: coverage.map(({ kind, exercised, missing, outOfReach }) => ({ kind, ...exercised, missing, outOfReach })),
    cases: results,
  }
  return `${jsonSafe(JSON.stringify(document, null, 2))}\n`
}

const percent = (hundredths: number | undefined): number | undefined => (hundredths === undefined ? undefined : hundredths / 100)
