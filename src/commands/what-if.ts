import type { Context } from '../context.js'
import { hasReason } from '../engine/sufficient.js'
import { visibility } from '../engine/visibility.js'
import { problem } from '../files/problem.js'
import { FILE_MEDIUM } from '../report/formats.js'
import { TOOL } from '../version.js'
import type { WhatIf } from '../whatif/result.js'
import { whatIf } from '../whatif/what-if.js'
import { type Delivery, mediumOf, planDelivery } from './delivery.js'
import { fail, failMissing, type Manner, say } from './fail.js'
import { handOut, refusedTargets } from './hand-out.js'
import { type Input, readInput } from './input.js'
import type { DecideOptions } from './options.js'
import { faultsOfVary, readVaried } from './varied.js'
import { faultsOfFormats, renderWhatIf } from './what-if-formats.js'

/** What was typed after `what-if`: of the options of `decide`, those that make sense here. */
export type WhatIfOptions = Pick<
  DecideOptions,
  'answers' | 'set' | 'rubric' | 'format' | 'output' | 'force' | 'quiet' | 'debug' | 'color'
> & {
  readonly vary: readonly string[]
}

/** Varies one or two answers and shows what becomes of the recommendation. Asks nothing. Returns the exit code. */
export async function whatIfCommand(context: Context, options: WhatIfOptions): Promise<number> {
  const manner: Manner = { json: options.format === 'json', colour: options.color, quiet: options.quiet }
  const asDecide: DecideOptions = { ...options, complete: false, interview: false, input: false }
  const planned = planDelivery(asDecide)
  const misuse = [...faultsOfVary(options.vary), ...(planned.ok ? faultsOfFormats(planned.value) : planned.problems)]
  if (!planned.ok || misuse.length > 0) return fail(context, misuse, manner)
  const read = await readInput(asDecide, context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  const input = read.value
  const varied = readVaried(options.vary, input.rubric)
  if (!varied.ok) return fail(context, varied.problems, manner)
  const refused = await refusedTargets(planned.value, options.force, input)
  if (refused.length > 0) return fail(context, refused, manner)
  await say(context, read.warnings, manner)
  if (!hasGround(input, varied.value)) return failForWantOfReasons(context, input, manner)
  return deliver(context, options, manner, planned.value, input, whatIf(input.rubric, input.sheet, varied.value, { tool: TOOL }))
}

/** Something has to give a reason: an answer, or the answers that are tried. */
function hasGround({ rubric, sheet }: Input, varied: readonly string[]): boolean {
  return rubric.questions.some(({ id, role }) => role === 'reason' && varied.includes(id)) || hasReason(rubric, sheet.answers)
}

function failForWantOfReasons(context: Context, input: Input, manner: Manner): Promise<number> {
  const reasons = visibility(input.rubric, input.sheet.answers).open.filter((question) => question.role === 'reason')
  const head = problem('no-reason', 'there is nothing to decide: no question that gives a reason is answered, and none is varied', {
    hint: 'answer at least one of these, or vary one',
  })
  return failMissing(context, head, reasons, input, manner)
}

async function deliver(
  context: Context,
  options: WhatIfOptions,
  manner: Manner,
  delivery: Delivery,
  input: Input,
  result: WhatIf,
): Promise<number> {
  const outputs: { path: string; text: string }[] = []
  for (const { path, format } of delivery.files) outputs.push({ path, text: await renderWhatIf(format, result, FILE_MEDIUM) })
  const stdout =
    delivery.stdout === undefined ? undefined : await renderWhatIf(delivery.stdout, result, await mediumOf(context, options.color))
  return handOut(context, { files: outputs, stdout }, options.force, manner, input)
}
