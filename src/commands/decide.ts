import type { Context } from '../context.js'
import type { AnswerSheet } from '../engine/answers.js'
import { decide } from '../engine/decide.js'
import type { Decision } from '../engine/decision.js'
import { hasReason } from '../engine/sufficient.js'
import { visibility } from '../engine/visibility.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { TOOL } from '../version.js'
import type { RecordsToWrite } from './adr-folder.js'
import { asks, obstacleToAsking } from './asking.js'
import { colourFlag } from './colour.js'
import { afterInterview, type Delivery, mediumOf, planDelivery, renderAll } from './delivery.js'
import { fail, failMissing, type Manner, say } from './fail.js'
import { type Handed, handOut, refusedTargets } from './hand-out.js'
import { type Input, readInput } from './input.js'
import type { DecideOptions } from './options.js'
import { nameInFile } from './rubric-choice.js'
import { unscored } from './unscored.js'

/** Decides: from answers in a file, in flags or asked in a terminal, to reports. Returns the exit code. */
export async function decideCommand(context: Context, options: DecideOptions): Promise<number> {
  const manner: Manner = { json: options.format === 'json', colour: colourFlag(options), quiet: options.quiet }
  const planned = planDelivery(options, await foldersOf(options))
  const lock = await lockFor(context, options)
  if (!planned.ok || lock?.ok === false) return fail(context, [planned, lock].flatMap(problemsOf), manner)
  const delivery: Delivery = { ...planned.value, ...(lock !== undefined && { lock: lock.value }) }
  const read = await readInput(options, context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  const input = read.value
  const refused = await refusedTargets(delivery, options.force, input)
  if (refused.length > 0) return fail(context, refused, manner)
  await say(context, read.warnings, manner)
  if (!asks(options)) return conclude(context, options, manner, delivery, input, input.sheet)
  const obstacle = obstacleToAsking(context, options)
  if (obstacle !== undefined) {
    const head = problem('no-terminal', `nothing can be asked here: ${obstacle}`, {
      hint: 'give the answers with --set, or in a file with --answers; --answers - reads them from standard input',
    })
    return failMissing(context, head, visibility(input.rubric, input.sheet.answers).open, input, manner, answersFileOf(options))
  }
  const [{ askOpen }, { nothingYet, parting }] = await Promise.all([import('./ask.js'), import('./onwards.js')])
  const asked = await askOpen(context, options, input, manner)
  if (asked.cancelled) return asked.exitCode
  const { answers } = asked.sheet
  // A program that reads JSON gets the error document, as everywhere.
  if (!hasReason(input.rubric, answers) && !options.complete && !manner.json) {
    context.stderr.write(nothingYet(context, options, input, answers, asked.place))
    return 2
  }
  const exitCode = await conclude(context, options, manner, afterInterview(delivery, context), input, asked.sheet, (decision) =>
    manner.quiet ? '' : parting(context, options, input, decision, answers),
  )
  if (exitCode === 0) await asked.delivered()
  return exitCode
}

/** The answers file that can be filled in: none where standard input was read. */
function answersFileOf({ answers }: DecideOptions): string | undefined {
  return answers === '-' ? undefined : answers
}

/** The outputs that name a folder. */
async function foldersOf({ output }: DecideOptions): Promise<readonly string[]> {
  return output.length === 0 ? [] : (await import('./store.js')).foldersAmong(output)
}

async function lockFor({ files }: Context, options: DecideOptions): Promise<Checked<string> | undefined> {
  return options.lock === true ? (await import('./decide-lock.js')).planLock(options, files) : undefined
}

function problemsOf(checked: Checked<unknown> | undefined): readonly Diagnostic[] {
  return checked?.ok === false ? checked.problems : []
}

/** Decides on the whole sheet and delivers. */
async function conclude(
  context: Context,
  options: DecideOptions,
  manner: Manner,
  delivery: Delivery,
  input: Input,
  sheet: AnswerSheet,
  lastWords: (decision: Decision) => string = () => '',
): Promise<number> {
  const { rubric } = input
  const hasGround = hasReason(rubric, sheet.answers)
  if (!hasGround || options.complete) {
    const { open } = visibility(rubric, sheet.answers)
    if (options.complete && open.length > 0) {
      const count = open.length === 1 ? 'one question is' : `${open.length} questions are`
      const head = problem('answers-incomplete', `${count} open, and --complete allows none`, {
        hint: 'answer them, or leave --complete out to decide with them open',
      })
      return failMissing(context, head, open, input, manner, answersFileOf(options))
    }
    if (!hasGround) {
      const reasons = open.filter((question) => question.role === 'reason')
      const head = problem('no-reason', 'there is nothing to decide: no question that gives a reason is answered', {
        hint: 'answer at least one of these; the more, the surer the advice',
      })
      return failMissing(context, head, reasons, input, manner, answersFileOf(options))
    }
  }
  const decision = decide(rubric, sheet, {
    tool: TOOL,
    robustness: options.robustness !== false,
    ...(options.date !== undefined && { date: options.date }),
  })
  await say(context, unscored({ rubric, sheet }), manner)
  const exitCode = await deliver(context, options, manner, delivery, input, sheet, decision)
  if (exitCode === 0) context.stderr.write(lastWords(decision))
  return exitCode
}

/** Answers may hold what is private: only their owner may read a new answers file. */
const PRIVATE = 0o600

async function deliver(
  context: Context,
  options: DecideOptions,
  manner: Manner,
  delivery: Delivery,
  input: Input,
  sheet: AnswerSheet,
  decision: Decision,
): Promise<number> {
  const reports = await renderAll(delivery, decision, await mediumOf(context, manner.colour))
  const outputs: Handed[] = [...reports.files]
  const lines: string[] = []
  const records = delivery.records === undefined ? undefined : await recordsIn(delivery.records, decision, context)
  if (records?.ok === false) return fail(context, records.problems, manner)
  if (records !== undefined) {
    await say(context, records.warnings, manner)
    outputs.push(...records.value.files)
  }
  if (delivery.save !== undefined) {
    const { sheetToYaml } = await import('../answers/save.js')
    outputs.push({
      path: delivery.save,
      text: sheetToYaml(sheet, input.rubric, nameInFile(input.rubricChoice, delivery.save)),
      mode: PRIVATE,
    })
  }
  if (delivery.lock !== undefined) {
    const { lockOutput } = await import('./decide-lock.js')
    const { rubric } = input
    const lock = await lockOutput({ options, io: context.files, path: delivery.lock, decision, sheet, rubric })
    if (!lock.ok) return fail(context, lock.problems, manner)
    const { says, ...file } = lock.value
    outputs.push(file)
    lines.push(says)
  }
  const exitCode = await handOut(context, { files: outputs, stdout: reports.stdout }, options.force, manner, input)
  if (exitCode === 0 && !manner.quiet) context.stderr.write(`${records?.value.says ?? ''}${lines.join('')}`)
  return exitCode
}

async function recordsIn(folder: string, decision: Decision, { files }: Context): Promise<Checked<RecordsToWrite>> {
  const { recordsFor } = await import('./adr-folder.js')
  return recordsFor(folder, decision, files)
}
