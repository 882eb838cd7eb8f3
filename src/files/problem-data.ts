import type { Diagnostic, Severity } from './diagnostic.js'

/** One problem as JSON documents show it; a field that is undefined is left out. */
export interface ProblemData {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly path: string | undefined
  readonly allowed: readonly string[] | undefined
  readonly hint: string
}

/** Returns a problem as data: its place in three fields, and a next step in any case. */
export function problemData(problem: Diagnostic): ProblemData {
  const { code, severity, message, place, path, allowed } = problem
  return { code, severity, message, file: place?.file, line: place?.line, column: place?.column, path, allowed, hint: hintOf(problem) }
}

/** What to do next: a person reads it off the list of what is allowed, a program is told. */
function hintOf({ hint, allowed, place }: Diagnostic): string {
  if (hint !== undefined) return hint
  if (allowed !== undefined && allowed.length > 0) return `take one of: ${allowed.join(', ')}`
  return place === undefined ? 'mend that, and run it again' : `mend that in ${place.file}, and run it again`
}
