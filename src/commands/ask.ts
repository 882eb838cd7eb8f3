import { flagsFor } from '../answers/flags.js'
import type { Context } from '../context.js'
import type { Answer, AnswerSheet } from '../engine/answers.js'
import type { Decision } from '../engine/decision.js'
import { inquirerPrompter } from '../interview/inquirer.js'
import { interview } from '../interview/interview.js'
import { term } from '../report/encode.js'
import { styleFor } from '../style.js'
import { wantsColour, wantsUnicode } from '../terminal.js'
import type { Input } from './input.js'
import type { DecideOptions } from './options.js'
import { programOf } from './program.js'
import { DEFAULT_RUBRIC } from './rubric-choice.js'
import { shellWord } from './shell-word.js'

/** How asking ended: with a fuller sheet, or with the exit code of the signal that cancelled it. */
export type Asked = { readonly cancelled: false; readonly sheet: AnswerSheet } | { readonly cancelled: true; readonly exitCode: number }

const CTRL_C = 130

/** Asks the open questions in the terminal. A cancelled interview leaves one line on standard error: the command that continues it. */
export async function askOpen(context: Context, options: DecideOptions, input: Input): Promise<Asked> {
  const terminal = context.terminal()
  const controller = new AbortController()
  let exitCode = CTRL_C
  const stopListening = terminal.onCancel((code) => {
    exitCode = code
    controller.abort()
  })
  const prompter = inquirerPrompter({
    input: terminal.input,
    output: terminal.output,
    rows: terminal.rows,
    columns: terminal.columns,
    style: styleFor(wantsColour(context.stderr, context.env, options.color)),
    unicode: wantsUnicode(context.stderr, context.env),
    signal: controller.signal,
  })
  const end = await interview(input.rubric, input.sheet.answers, prompter)
  stopListening()
  if (!end.cancelled && !controller.signal.aborted) return { cancelled: false, sheet: { ...input.sheet, answers: end.answers } }
  context.stderr.write(`${farewell(programOf(context.env), options, input, end.answers)}\n`)
  return { cancelled: true, exitCode }
}

/** The one line that a cancelled interview leaves. */
function farewell(program: string, options: DecideOptions, input: Input, answers: ReadonlyMap<string, Answer>): string {
  if (answers.size === 0) return 'Cancelled; nothing was answered yet.'
  return `Cancelled. To continue: ${program} decide --interview${wordsSoFar(options, input, answers)}`
}

/** What follows the command to come to the same point again: the flags of this run, and the answers so far that no named file holds. */
export function wordsSoFar(options: DecideOptions, input: Input, answers: ReadonlyMap<string, Answer>): string {
  const { rubricChoice, rubric, sheet } = input
  const hasFile = options.answers !== undefined && options.answers !== '-'
  const unsaved = new Map([...answers].filter(([, answer]) => !hasFile || answer.origin !== 'file'))
  const source: string[] = []
  if (options.rubric !== undefined || (!hasFile && rubricChoice.name !== DEFAULT_RUBRIC)) source.push('--rubric', rubricChoice.name)
  if (hasFile && options.answers !== undefined) source.push('--answers', options.answers)
  const words: string[] = []
  const { format, save, date } = options
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
  const set = flagsFor({ ...sheet, answers: unsaved }, rubric)
  return [...source.map(shellWord), ...set, ...words.map(shellWord)].map((word) => ` ${word}`).join('')
}

/** What stands last on the screen after an interview: the advice in one sentence, and the commands to keep it. */
export function parting(
  context: Context,
  options: DecideOptions,
  input: Input,
  decision: Decision,
  answers: ReadonlyMap<string, Answer>,
): string {
  const program = programOf(context.env)
  const again = `${program}${wordsSoFar(options, input, answers)}`
  const lines = [`\n${term(decision.headline)}`]
  if (options.save === undefined)
    lines.push('', 'To keep the answers in a file, and the report beside it:', `  ${again} --save answers.yaml --output report.md`)
  else lines.push('', 'To decide again from the saved answers:', `  ${program} --answers ${shellWord(options.save)} --output report.md`)
  return `${lines.join('\n')}\n`
}
