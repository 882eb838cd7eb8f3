import type { Context } from '../context.js'
import type { Rubric } from '../engine/rubric.js'
import { hasReason } from '../engine/sufficient.js'
import { visibility } from '../engine/visibility.js'
import { catalogueOf } from '../explain/catalogue.js'
import { explain } from '../explain/explanation.js'
import { type Found, findSubject } from '../explain/find.js'
import type { Here } from '../explain/here/here.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { FILE_MEDIUM } from '../report/formats.js'
import { TOOL } from '../version.js'
import { type Delivery, mediumOf, planDelivery } from './delivery.js'
import { type Explained, faultsOfFormats, renderExplained } from './explain-formats.js'
import { fail, failMissing, type Manner, say } from './fail.js'
import { handOut, refusedTargets } from './hand-out.js'
import { type Input, readInput } from './input.js'
import type { DecideOptions } from './options.js'
import { unscored } from './unscored.js'

/** What was typed after `explain`: of the options of `decide`, those that make sense here. */
export type ExplainOptions = Pick<
  DecideOptions,
  'answers' | 'set' | 'rubric' | 'format' | 'output' | 'force' | 'quiet' | 'debug' | 'color'
> & {
  /** What to explain; undefined lists what can be. */
  readonly id?: string
}

/** Explains one thing of a rubric, with answers also what it does in that decision. Asks nothing. Returns the exit code. */
export async function explainCommand(context: Context, options: ExplainOptions): Promise<number> {
  const manner: Manner = { json: options.format === 'json', colour: options.color, quiet: options.quiet }
  const asDecide: DecideOptions = { ...options, complete: false, interview: false, input: false }
  const planned = planDelivery(asDecide)
  const misuse = [...faultsOfUse(options), ...(planned.ok ? faultsOfFormats(planned.value) : planned.problems)]
  if (!planned.ok || misuse.length > 0) return fail(context, misuse, manner)
  const read = await readInput(asDecide, context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  const input = read.value
  const found = options.id === undefined ? undefined : findSubject(input.rubric, options.id)
  if (found !== undefined && !found.ok) return fail(context, [faultOf(found, options.id ?? '', input.rubric)], manner)
  const refused = await refusedTargets(planned.value, options.force, input)
  if (refused.length > 0) return fail(context, refused, manner)
  await say(context, [...read.warnings, ...unscored(input)], manner)
  if (found === undefined) {
    return deliver(context, options, manner, planned.value, input, { kind: 'catalogue', data: catalogueOf(input.rubric, TOOL) })
  }
  if (hasAnswers(options) && !hasReason(input.rubric, input.sheet.answers)) return failForWantOfReasons(context, input, manner)
  const data = explain(input.rubric, found, TOOL, hasAnswers(options) ? await here(input, found) : undefined)
  return deliver(context, options, manner, planned.value, input, { kind: 'explanation', rubric: input.rubric, data })
}

const hasAnswers = (options: ExplainOptions): boolean => options.answers !== undefined || options.set.length > 0

function faultsOfUse(options: ExplainOptions): readonly Diagnostic[] {
  if (options.id !== undefined || !hasAnswers(options)) return []
  const hint = 'name an approach, a question or anything else with an id: rag-or-tune explain --answers FILE ID'
  return [problem('usage', 'answers are given, but not what to explain', { hint })]
}

/** The decision is made only where there are answers: without them none of the engine is loaded. */
async function here({ rubric, sheet }: Input, found: Extract<Found, { ok: true }>): Promise<Here> {
  const { hereFor } = await import('../explain/here/here.js')
  return hereFor(rubric, sheet, TOOL, found.subject)
}

function faultOf(found: Extract<Found, { ok: false }>, text: string, rubric: Rubric): Diagnostic {
  const guess = (names: readonly string[]): string => (names.length === 0 ? '' : `did you mean ${names.join(' or ')}? `)
  switch (found.why) {
    case 'ambiguous': {
      const hint = 'name it with its question, as in the names above'
      return problem('explain-ambiguous', `${found.candidates.length} questions have an option '${visible(text)}'`, {
        path: 'ID',
        allowed: found.candidates,
        hint,
      })
    }
    case 'option': {
      const hint = `${guess(found.nearest.map((one) => `${found.question}.${one}`))}rag-or-tune explain ${found.question} explains the question`
      return problem('explain-unknown', `the question ${found.question} has no option '${visible(found.option)}'`, {
        path: 'ID',
        allowed: found.options,
        hint,
      })
    }
    case 'unknown':
      return problem('explain-unknown', `nothing in the rubric ${rubric.id} is called '${visible(text)}'`, {
        path: 'ID',
        hint: `${guess(found.nearest)}rag-or-tune explain lists every id`,
      })
  }
}

function failForWantOfReasons(context: Context, input: Input, manner: Manner): Promise<number> {
  const reasons = visibility(input.rubric, input.sheet.answers).open.filter((question) => question.role === 'reason')
  const head = problem('no-reason', 'there is nothing to decide: no question that gives a reason is answered', {
    hint: 'answer at least one of these, or leave the answers away to explain the rubric alone',
  })
  return failMissing(context, head, reasons, input, manner)
}

async function deliver(
  context: Context,
  options: ExplainOptions,
  manner: Manner,
  delivery: Delivery,
  input: Input,
  explained: Explained,
): Promise<number> {
  const outputs: { path: string; text: string }[] = []
  for (const { path, format } of delivery.files) outputs.push({ path, text: await renderExplained(format, explained, FILE_MEDIUM) })
  const stdout =
    delivery.stdout === undefined ? undefined : await renderExplained(delivery.stdout, explained, await mediumOf(context, options.color))
  return handOut(context, { files: outputs, stdout }, options.force, manner, input)
}
