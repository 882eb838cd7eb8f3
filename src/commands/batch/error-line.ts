import type { Diagnostic } from '../../files/diagnostic.js'
import { problemData } from '../../files/problem-data.js'
import { jsonSafe } from '../../report/encode.js'

/** One line of NDJSON that says why there are no more rows. */
export function errorLine(problems: readonly Diagnostic[]): string {
  const [first] = problems
  if (first === undefined) return ''
  const { code, message, path, allowed, hint } = problemData(first)
  return `${jsonSafe(JSON.stringify({ error: { code, message, path, allowed, hint } }))}\n`
}
