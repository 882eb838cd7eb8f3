import type { Site } from '../answers/options.js'
import { readVerdictFlag } from '../answers/verdict-flag.js'
import { type ExpectedVerdict, faultOfApproach } from '../answers/verdict-words.js'
import type { Verdict } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'

/** What `--filter` asks of the verdict of one approach. */
export interface Filter {
  readonly wanted: ExpectedVerdict
  readonly site: Site
}

/** Reads the values of `--filter`; everything that is wrong with them together. Whether the approaches exist, the first rubric shows. */
export function readFilters(texts: readonly string[]): Checked<readonly Filter[]> {
  const problems: Diagnostic[] = []
  const filters: Filter[] = []
  for (const text of texts) {
    const read = readVerdictFlag('--filter', text)
    if (read.ok) filters.push({ wanted: read.value.expected, site: read.value.site })
    else problems.push(...read.problems)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: filters, warnings: [] }
}

/** The problems with filters on approaches that are not among these. */
export function faultsOfFilters(filters: readonly Filter[], approaches: readonly string[]): readonly Diagnostic[] {
  return filters.flatMap(({ wanted, site }) => faultOfApproach(wanted.approach, approaches, site) ?? [])
}

/** Whether all filters hold for the verdicts of these approaches. */
export function passes(filters: readonly Filter[], approaches: readonly string[], verdicts: readonly Verdict[]): boolean {
  return filters.every(({ wanted }) => {
    const verdict = verdicts[approaches.indexOf(wanted.approach)]
    return verdict !== undefined && wanted.verdicts.includes(verdict) !== wanted.not
  })
}
