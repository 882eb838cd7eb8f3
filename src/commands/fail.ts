import type { Context } from '../context.js'
import type { Question } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { print } from '../print.js'
import type { ColourFlag } from '../terminal.js'
import { isColoured } from './colour.js'
import type { Input } from './input.js'

/** How a run wants to be told what went wrong. */
export interface Manner {
  /** Standard output carries JSON, so it also gets one JSON document on failure; `line` where each line of it is one. */
  readonly json: boolean | 'line'
  readonly colour: ColourFlag
  readonly quiet: boolean
}

/** Says problems on standard error, with code frames; warnings too unless they are not wanted. */
export async function say(context: Context, all: readonly Diagnostic[], manner: Manner): Promise<void> {
  const list = manner.quiet ? all.filter((one) => one.severity === 'error') : all
  if (list.length === 0) return
  const { renderDiagnostics } = await import('../files/frame.js')
  context.stderr.write(renderDiagnostics(list, { colour: isColoured(context, context.stderr, manner.colour) }))
}

/** Ends a run for want of answers: one problem, then the open questions as flags and as lines of `answersFile`, or of a new one. Returns 2. */
export async function failMissing(
  context: Context,
  head: Diagnostic,
  open: readonly Question[],
  { rubricChoice }: Input,
  manner: Manner,
  answersFile?: string,
): Promise<number> {
  await say(context, [head], manner)
  const { missingProblems, missingText } = await import('./missing.js')
  context.stderr.write(`\n${missingText(open, rubricChoice.name, answersFile)}`)
  if (manner.json !== false) await printErrors(context, [head, ...missingProblems(open)], manner)
  return 2
}

/** Ends a run that could not do what was asked: every problem on standard error, and in JSON on standard output if that was wanted. Returns 2. */
export async function fail(context: Context, problems: readonly Diagnostic[], manner: Manner): Promise<number> {
  await say(context, problems, manner)
  if (manner.json !== false) await printErrors(context, problems, manner)
  return 2
}

/** Only a reader that is a program needs what writes JSON. */
async function printErrors(context: Context, problems: readonly Diagnostic[], { json }: Manner): Promise<void> {
  const { errorDocument } = await import('./error-document.js')
  print(context, errorDocument(problems, { oneLine: json === 'line' }))
}
