import { flagsFor } from '../answers/flags.js'
import type { Context } from '../context.js'
import type { Answer } from '../engine/answers.js'
import type { DecidedApproach, Decision } from '../engine/decision.js'
import { visibility } from '../engine/visibility.js'
import { answersCounted } from '../interview/words.js'
import { oneLine, visible } from '../report/encode.js'
import { toAscii } from '../report/text/ascii.js'
import { wrapped } from '../report/text/width.js'
import { wantsUnicode } from '../terminal.js'
import type { Input } from './input.js'
import type { DecideOptions } from './options.js'
import { programOf } from './program.js'
import { DEFAULT_RUBRIC } from './rubric-choice.js'
import { shellWord } from './shell-word.js'

/** The one line that a cancelled interview leaves: how many answers are kept in which file, if any, and the command that goes on. */
export function farewell(
  program: string,
  options: DecideOptions,
  input: Input,
  answers: ReadonlyMap<string, Answer>,
  place: string | undefined,
): string {
  if (answers.size === 0) return 'Cancelled; nothing was answered yet.'
  const given = new Map([...answers].filter(([, answer]) => answer.origin !== 'asked'))
  const count = answers.size - given.size
  if (place === undefined || count === 0)
    return `Cancelled. To continue: ${program} decide --interview${wordsSoFar(options, input, answers)}`
  const words = wordsSoFar(options, input, given)
  const kept = `${answersCounted(count)} ${count === 1 ? 'is' : 'are'} kept in ${visible(place)}`
  return `Cancelled; ${kept}. To continue: ${program} decide --interview${words}`
}

/** What is said when everything was asked and no answer gives a reason: what to find out, where the answers are, and the command that goes on. */
export function nothingYet(
  context: Context,
  options: DecideOptions,
  input: Input,
  answers: ReadonlyMap<string, Answer>,
  place: string | undefined,
): string {
  const program = programOf(context.env)
  const reasons = visibility(input.rubric, answers).open.filter(({ role }) => role === 'reason')
  const titles = reasons.map(({ title }) => `\u2022 ${oneLine(title)}\n`).map((line) => foldedFor(context, line))
  const given = new Map([...answers].filter(([, answer]) => answer.origin !== 'asked'))
  const kept = place === undefined ? '' : ` Your answers are kept in ${visible(place)}.`
  return [
    foldedFor(context, 'There is nothing to decide yet: no answer gives a reason for an approach, and none is assumed.'),
    '',
    foldedFor(context, 'Find out one of these first; the more, the surer the advice:'),
    ...titles,
    '',
    foldedFor(context, `Then go on where you left off.${kept}`),
    `  ${program} decide --interview${wordsSoFar(options, input, place === undefined ? answers : given)}`,
    '',
  ].join('\n')
}

/** What follows the command to come to the same point again: the flags of this run, and the answers so far that no named file holds. */
export function wordsSoFar(options: DecideOptions, input: Input, answers: ReadonlyMap<string, Answer>): string {
  const { rubricChoice, rubric, sheet } = input
  const hasFile = options.answers !== undefined && options.answers !== '-'
  const unsaved = new Map([...answers].filter(([, answer]) => !hasFile || answer.origin !== 'file'))
  const source: string[] = []
  if (options.rubric !== undefined || (!hasFile && rubricChoice.name !== DEFAULT_RUBRIC)) source.push('--rubric', rubricChoice.name)
  if (hasFile && options.answers !== undefined) source.push('--answers', options.answers)
  const set = flagsFor({ ...sheet, answers: unsaved }, rubric)
  return [...source.map(shellWord), ...set, ...otherFlags(options).map(shellWord)].map((word) => ` ${word}`).join('')
}

function otherFlags(options: DecideOptions): readonly string[] {
  const { format, save, date } = options
  const words: string[] = []
  for (const [flag, value] of [
    ['--format', format],
    ['--save', save],
    ['--date', date],
  ] as const) {
    if (value !== undefined) words.push(flag, value)
  }
  for (const path of options.output) words.push('--output', path)
  if (options.complete) words.push('--complete')
  if (options.force) words.push('--force')
  if (options.lock === true) words.push('--lock')
  if (options.brief === true) words.push('--brief')
  if (options.all === true) words.push('--all')
  if (options.plain === true) words.push('--plain')
  if (options.standing === false) words.push('--no-standing')
  if (options.draft === false) words.push('--no-draft')
  return words
}

/** The name that the commands use for an answers file when none was given; nothing is written over the one that was read. */
function newFileFor({ answers }: DecideOptions): string {
  return answers === undefined || answers === '-' ? 'answers.yaml' : 'fuller.yaml'
}

/** Columns of a terminal that does not say how wide it is. */
const USUAL_WIDTH = 80

type Next = readonly [why: string, command: string]

/** What stands last on the screen after an interview: the advice in one sentence, and the commands that come next, ready to paste. */
export function parting(
  context: Context,
  options: DecideOptions,
  input: Input,
  decision: Decision,
  answers: ReadonlyMap<string, Answer>,
): string {
  const program = programOf(context.env)
  const file = shellWord(options.save ?? newFileFor(options))
  const [whole, reported] = options.output.length === 0 ? [', and the whole report beside it', ' --output report.md'] : ['', '']
  const complete = decision.openQuestions.length === 0 ? ' --max-open 0' : ''
  const verdict = closestApproach(decision)?.id
  const question = closestQuestion(decision)
  const keeping: readonly Next[] =
    options.save === undefined
      ? [[`Keep the answers in a file${whole}:`, `${again(program, options, input, answers)} --save ${file}${reported}`]]
      : options.output.length === 0
        ? [['Write the whole report from the saved answers:', `${program} --answers ${file} --output report.md`]]
        : []
  const next: readonly Next[] = [
    ...keeping,
    ...(options.lock === true
      ? []
      : [['Lock the decision, to commit the lock beside the answers:', `${program} --answers ${file} --lock --brief`] as const]),
    ['Hold it against its lock in CI, on every change:', `${program} check ${file}${complete}`],
    ...(verdict === undefined ? [] : [['See one verdict point by point:', `${program} explain --answers ${file} ${verdict}`] as const]),
    ...(question === undefined
      ? []
      : [['See what other answers would change:', `${program} what-if --answers ${file} --vary ${question}`] as const]),
  ]
  return `\n${foldedFor(context, decision.headline)}\n\n${next.map(([why, command]) => `${foldedFor(context, why)}\n  ${command}\n`).join('')}`
}

/** Text that is not to be pasted, broken between words. */
function foldedFor({ stderr, env }: Context, words: string): string {
  const text = wantsUnicode(stderr, env) ? oneLine(words) : toAscii(oneLine(words))
  return wrapped(text, (stderr.columns ?? USUAL_WIDTH) - 1).join('\n')
}

/** The command of this run without what only an interview needs, and without the reports that are written already. */
function again(program: string, options: DecideOptions, input: Input, answers: ReadonlyMap<string, Answer>): string {
  const { all: _all, plain: _plain, standing: _standing, draft: _draft, brief: _brief, ...scripted } = options
  return `${program}${wordsSoFar({ ...scripted, output: [] }, input, answers)}`
}

/** The approach whose verdict is nearest to another one; the first where none is. */
function closestApproach({ approaches }: Decision): DecidedApproach | undefined {
  const distance = ({ margin }: DecidedApproach): number => margin?.points ?? Number.MAX_SAFE_INTEGER
  return approaches.reduce<DecidedApproach | undefined>(
    (nearest, one) => (nearest === undefined || distance(one) < distance(nearest) ? one : nearest),
    undefined,
  )
}

/** The question whose answer is closest to changing something: the open one to find out first, else one that a smallest flip changes. */
function closestQuestion({ stability, approaches }: Decision): string | undefined {
  const open = stability.robustness?.findOut[0]
  if (open !== undefined && open.answers.length > 0) return open.question
  const flips = approaches.flatMap(({ robustness }) => robustness?.flips?.sets[0] ?? [])
  return flips.reduce((nearest, one) => (one.changes.length < nearest.changes.length ? one : nearest), flips[0] ?? { changes: [] })
    .changes[0]?.question
}
