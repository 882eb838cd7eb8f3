import { jsonSafe } from '../../report/encode.js'
import type { CheckResult } from '../result.js'

/** Returns the result as JSON. */
export function renderCheckSarif(result: CheckResult): string {
  return `${jsonSafe(JSON.stringify(result, null, 2))}\n`
}
