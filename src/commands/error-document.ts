import { SCHEMA_VERSION } from '../engine/decision.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problemData } from '../files/problem-data.js'
import { jsonSafe } from '../report/encode.js'

/** Returns the JSON error document (docs/errors-json.md): the first error up front, all problems in `problems`; on one line if wanted; one final newline. */
export function errorDocument(problems: readonly Diagnostic[], { oneLine = false }: { readonly oneLine?: boolean } = {}): string {
  const first = problems.find(({ severity }) => severity === 'error') ?? problems[0]
  const error = { code: first?.code, message: first?.message, problems: problems.map(problemData) }
  return `${jsonSafe(JSON.stringify({ schemaVersion: SCHEMA_VERSION, error }, null, oneLine ? 0 : 2))}\n`
}
