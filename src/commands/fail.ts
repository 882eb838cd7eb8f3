import type { Context } from '../context.js'
import { SCHEMA_VERSION } from '../engine/decision.js'
import type { Question } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { print } from '../print.js'
import type { ColourFlag } from '../terminal.js'
import { isColoured } from './colour.js'
import type { Input } from './input.js'

/** How a run wants to be told what went wrong. */
export interface Manner {
  /** Standard output carries JSON, so it also gets one JSON document on failure. */
  readonly json: boolean
  readonly colour: ColourFlag
  readonly quiet: boolean
}

/** One problem as the JSON error document shows it; absent fields are left out. */
function asData(problem: Diagnostic): Record<string, unknown> {
  const { code, severity, message, place, path, allowed, hint } = problem
  return { code, severity, message, file: place?.file, line: place?.line, column: place?.column, path, allowed, hint }
}

/** Returns the JSON error document: the first problem up front, all of them in `problems`. */
export function errorDocument(problems: readonly Diagnostic[]): string {
  const first = problems[0]
  const error = { code: first?.code, message: first?.message, problems: problems.map(asData) }
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, error }, null, 2)}\n`
}

/** Says problems on standard error, with code frames; warnings too unless they are not wanted. */
export async function say(context: Context, all: readonly Diagnostic[], manner: Manner): Promise<void> {
  const list = manner.quiet ? all.filter((one) => one.severity === 'error') : all
  if (list.length === 0) return
  const { renderDiagnostics } = await import('../files/frame.js')
  context.stderr.write(renderDiagnostics(list, { colour: isColoured(context, context.stderr, manner.colour) }))
}

/** Ends a run for want of answers: one problem, then the open questions as flags and as a file to paste. Returns 2. */
export async function failMissing(
  context: Context,
  head: Diagnostic,
  open: readonly Question[],
  { rubricChoice }: Input,
  manner: Manner,
): Promise<number> {
  await say(context, [head], manner)
  const { missingProblems, missingText } = await import('./missing.js')
  context.stderr.write(`\n${missingText(open, rubricChoice.name)}`)
  if (manner.json) print(context, errorDocument([head, ...missingProblems(open)]))
  return 2
}

/** Ends a run that could not do what was asked: every problem on standard error, and in JSON on standard output if that was wanted. Returns 2. */
export async function fail(context: Context, problems: readonly Diagnostic[], manner: Manner): Promise<number> {
  await say(context, problems, manner)
  if (manner.json) print(context, errorDocument(problems))
  return 2
}
