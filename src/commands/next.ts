import type { Context } from '../context.js'
import { hasReason } from '../engine/sufficient.js'
import { visibility } from '../engine/visibility.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import { print } from '../print.js'
import type { NextDocument } from '../protocol/document.js'
import { renderNextJson } from '../protocol/json.js'
import { stepOf } from '../protocol/step.js'
import { TOOL } from '../version.js'
import { mediumOf } from './delivery.js'
import { fail, failMissing, type Manner, say } from './fail.js'
import { type Input, readInput } from './input.js'
import type { DecideOptions } from './options.js'
import { programOf } from './program.js'
import { shellWord } from './shell-word.js'
import { unscored } from './unscored.js'

/** The forms of a step. */
export const NEXT_FORMATS: readonly string[] = ['text', 'json']

/** What was typed after `next`: of the options of `decide`, those that make sense here. */
export type NextOptions = Pick<DecideOptions, 'answers' | 'set' | 'rubric' | 'format' | 'quiet' | 'debug' | 'color'> & {
  /** The same as `--format json`. */
  readonly json: boolean
  /** Ask what can no longer change anything, too. */
  readonly all: boolean
}

/** One step of an interview that somebody else holds: answers in, the next question or the decision out. Asks nothing, keeps nothing. Returns the exit code. */
export async function nextCommand(context: Context, options: NextOptions): Promise<number> {
  const manner: Manner = { json: options.json || options.format === 'json', colour: options.color, quiet: options.quiet }
  const misuse = faultsOfUse(context, options)
  if (misuse.length > 0) return fail(context, misuse, manner)
  const read = await readInput(asDecide(options), context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  const input = read.value
  await say(context, [...read.warnings, ...unscored(input)], manner)
  const step = stepOf({ ...input, rubricName: rubricNameOf(input), all: options.all, tool: TOOL })
  if (step.kind === 'ask') return deliver(context, options, manner, step.document)
  if (!hasReason(input.rubric, input.sheet.answers)) return failForWantOfReasons(context, input, manner)
  // Only the last step loads what decides.
  const { decidedAsPrinted } = await import('../protocol/decided.js')
  return deliver(context, options, manner, step.document(decidedAsPrinted(input.rubric, input.sheet, TOOL)))
}

function asDecide({ answers, set, rubric, quiet, debug }: NextOptions): DecideOptions {
  return {
    ...(answers !== undefined && { answers }),
    set,
    ...(rubric !== undefined && { rubric }),
    output: [],
    complete: false,
    interview: false,
    force: false,
    quiet,
    debug,
    input: false,
  }
}

function faultsOfUse(context: Context, { answers, format, json }: NextOptions): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  if (format !== undefined && !NEXT_FORMATS.includes(format)) {
    const guess = nearest(format, NEXT_FORMATS)
    const hint = guess === undefined ? {} : { hint: `did you mean ${guess}?` }
    found.push(problem('usage', `next has no ${visible(format)} form`, { path: '--format', allowed: NEXT_FORMATS, ...hint }))
  } else if (json && format === 'text') {
    found.push(problem('usage', '--json and --format text ask for two forms', { path: '--format', hint: 'keep one of the two' }))
  }
  if (answers === '-' && context.stdin.isTerminal) {
    const hint = 'pipe the answers in, name a file with --answers FILE, or leave --answers away to begin'
    found.push(
      problem('usage', '--answers - reads standard input, which is a terminal here; next never reads one', { path: '--answers', hint }),
    )
  }
  return found
}

/** What the answers document calls the rubric, for a client that sends it to standard input: a path counts from the current folder there. */
function rubricNameOf({ rubricChoice: { name, isFile } }: Input): string {
  return isFile && !/[./\\]/.test(name) ? `./${name}` : name
}

function failForWantOfReasons(context: Context, input: Input, manner: Manner): Promise<number> {
  const reasons = visibility(input.rubric, input.sheet.answers).open.filter((question) => question.role === 'reason')
  const head = problem('no-reason', 'there is nothing to decide: no question that gives a reason is answered', {
    hint: 'answer at least one of these; the more, the surer the advice',
  })
  return failMissing(context, head, reasons, input, manner)
}

async function deliver(context: Context, options: NextOptions, manner: Manner, document: NextDocument): Promise<number> {
  if (manner.json) return print(context, renderNextJson(document))
  const { renderNextText } = await import('../protocol/text.js')
  return print(context, renderNextText(document, commandsFor(context, options), await mediumOf(context, options.color)))
}

/** The same answers from the same places, for the next step and for the report. */
function commandsFor(context: Context, { rubric, answers, set, all }: NextOptions): { readonly again: string; readonly decide: string } {
  const program = programOf(context.env)
  const source = [
    ...(rubric === undefined ? [] : ['--rubric', rubric]),
    ...(answers === undefined ? [] : ['--answers', answers]),
    ...set.flatMap((one) => ['--set', one]),
  ]
  const words = (more: readonly string[]): string => [...source, ...more].map((word) => ` ${shellWord(word)}`).join('')
  return { again: `${program} next${words(all ? ['--all'] : [])}`, decide: `${program} decide${words([])}` }
}
