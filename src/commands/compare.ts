import { resolve } from 'node:path'
import { compare } from '../compare/compare.js'
import type { Comparison } from '../compare/result.js'
import type { Context } from '../context.js'
import { hasReason } from '../engine/sufficient.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { FILE_MEDIUM } from '../report/formats.js'
import { TOOL } from '../version.js'
import { faultsOfFormats, renderComparison } from './compare-formats.js'
import { type Delivery, mediumOf, planDelivery } from './delivery.js'
import { fail, type Manner, say } from './fail.js'
import { handOut, refusedTargets } from './hand-out.js'
import { type Input, readInput } from './input.js'
import type { DecideOptions } from './options.js'

/** What was typed after `compare`. */
export interface CompareOptions {
  /** Answers files; at least two. */
  readonly files: readonly string[]
  readonly rubric?: string
  readonly format?: string
  readonly output: readonly string[]
  readonly force: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Compares several answers files and shows which of their differences matter. Returns the exit code: 0 where their verdicts differ, too. */
export async function compareCommand(context: Context, options: CompareOptions): Promise<number> {
  const manner: Manner = { json: options.format === 'json', colour: options.color, quiet: options.quiet }
  const planned = planDelivery(asDecide(options))
  const misuse = [...faultsOfFiles(options.files), ...(planned.ok ? faultsOfFormats(planned.value) : planned.problems)]
  if (!planned.ok || misuse.length > 0) return fail(context, misuse, manner)
  const read = await readAll(context, options)
  if (!read.ok) return fail(context, read.problems, manner)
  const all = read.value
  const faults = [...faultsOfRubrics(options.files, all), ...faultsOfReasons(options.files, all)]
  const [first] = all
  if (first === undefined || faults.length > 0) return fail(context, faults, manner)
  const input: Input = { ...first, files: all.flatMap(({ files }) => files) }
  const refused = await refusedTargets(planned.value, options.force, input)
  if (refused.length > 0) return fail(context, refused, manner)
  await say(context, read.warnings, manner)
  const respondents = all.map(({ sheet }, at) => ({ path: options.files[at] as string, sheet }))
  return deliver(context, options, manner, planned.value, input, compare(input.rubric, respondents, { tool: TOOL }))
}

function asDecide({ rubric, format, output, force, quiet, debug, color }: CompareOptions): DecideOptions {
  return {
    set: [],
    output,
    force,
    quiet,
    debug,
    complete: false,
    interview: false,
    input: false,
    ...(rubric === undefined ? {} : { rubric }),
    ...(format === undefined ? {} : { format }),
    ...(color === undefined ? {} : { color }),
  }
}

/** What is wrong with the files before any is read: too few, or one of them twice. */
export function faultsOfFiles(files: readonly string[]): readonly Diagnostic[] {
  const [only] = files
  if (files.length === 1 && only !== undefined) {
    const hint = `name another one: rag-or-tune compare ${visible(only)} other.yaml`
    return [problem('usage', 'compare needs two answers files or more, and one is named', { hint })]
  }
  const paths = files.map((file) => (file === '-' ? file : resolve(file)))
  const again = files.filter((_, at) => paths.indexOf(paths[at] as string) !== at)
  return [...new Set(again)].map((file) =>
    problem('usage', `${file === '-' ? 'standard input' : `'${visible(file)}'`} is named twice`, { hint: 'name each answers file once' }),
  )
}

/** Reads every file; the problems of all of them are returned together. */
async function readAll(context: Context, options: CompareOptions): Promise<Checked<readonly Input[]>> {
  const inputs: Input[] = []
  const warnings: Diagnostic[] = []
  const problems: Diagnostic[] = []
  for (const answers of options.files) {
    const read = await readInput({ ...asDecide(options), answers }, context.files)
    if (!read.ok) problems.push(...read.problems)
    else {
      inputs.push(read.value)
      warnings.push(...read.warnings)
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: inputs, warnings }
}

/** Answers can be compared where they are answers to the same questions, weighed alike. */
function faultsOfRubrics(files: readonly string[], inputs: readonly Input[]): readonly Diagnostic[] {
  const rubrics = inputs.map(({ rubric: { id, version, digest } }) => JSON.stringify([id, version, digest]))
  if (new Set(rubrics).size < 2) return []
  const says = inputs.map(({ rubric, rubricChoice }, at) => {
    const name = rubricChoice.isFile ? `${visible(rubricChoice.name)} (${rubric.id} ${rubric.version})` : `${rubric.id} ${rubric.version}`
    return `${nameOf(files[at] as string)} is decided by ${name}`
  })
  const hint = `decide all of them by one: --rubric ${visible(inputs[0]?.rubricChoice.name ?? '')}`
  return [problem('rubrics-differ', `the files are not answers to one rubric: ${says.join(', ')}`, { path: '--rubric', hint })]
}

function faultsOfReasons(files: readonly string[], inputs: readonly Input[]): readonly Diagnostic[] {
  return inputs.flatMap(({ rubric, sheet }, at) => {
    if (hasReason(rubric, sheet.answers)) return []
    const file = files[at] as string
    const hint = `rag-or-tune next --answers ${visible(file)} says what to answer first`
    const message = `there is nothing to decide in ${nameOf(file)}: no question that gives a reason is answered`
    return [problem('no-reason', message, { ...(file === '-' ? {} : { place: { file } }), hint })]
  })
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : visible(file))

async function deliver(
  context: Context,
  options: CompareOptions,
  manner: Manner,
  delivery: Delivery,
  input: Input,
  result: Comparison,
): Promise<number> {
  const outputs: { path: string; text: string }[] = []
  for (const { path, format } of delivery.files) outputs.push({ path, text: await renderComparison(format, result, FILE_MEDIUM) })
  const stdout =
    delivery.stdout === undefined ? undefined : await renderComparison(delivery.stdout, result, await mediumOf(context, options.color))
  return handOut(context, { files: outputs, stdout }, options.force, manner, input)
}
