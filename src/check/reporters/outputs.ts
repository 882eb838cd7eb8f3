import { ghOutput, oneLine } from '../../report/encode.js'
import type { CheckResult } from '../result.js'
import { arrow, filesOf, isTurned, totalsOf } from './facts.js'

/** So many changed verdicts are listed for later steps; the rest is counted. */
const MOST_CHANGES = 100

/**
 * Returns what later steps of a GitHub workflow can read, as the file in GITHUB_OUTPUT takes it: `outcome`, `exit-code`, `files`, `passed`, `failed`,
 * `errors`, and `changes`: one changed verdict a line.
 */
export function renderCheckOutputs(result: CheckResult): string {
  const { files, passed, failed, errors } = totalsOf(result)
  const changes = filesOf(result).flatMap((file) =>
    file.verdicts
      .filter((one) => isTurned(one, file))
      .map(({ approach, before, after }) =>
        oneLine(`${file.file}: ${approach} ${arrow(before?.verdict ?? 'none', after?.verdict ?? 'none')}`),
      ),
  )
  const rest = changes.length - MOST_CHANGES
  const listed = rest > 0 ? [...changes.slice(0, MOST_CHANGES), `and ${rest} more`] : changes
  return [
    ghOutput('outcome', ['passed', 'failed', 'error'][result.exitCode] ?? 'error'),
    ...Object.entries({ 'exit-code': result.exitCode, files, passed, failed, errors }).map(([name, value]) =>
      ghOutput(name, String(value)),
    ),
    ghOutput('changes', listed.join('\n')),
  ].join('')
}
