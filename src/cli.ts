import { Command, InvalidArgumentError } from 'commander'
import type { ExplainOptions } from './commands/explain.js'
import { fail } from './commands/fail.js'
import { DECIDE_HELP, EXPLAIN_HELP, ROOT_HELP, WHAT_IF_HELP } from './commands/help.js'
import { type DecideOptions, faultOfValue } from './commands/options.js'
import type { WhatIfOptions } from './commands/what-if.js'
import type { Context } from './context.js'
import { isDate } from './engine/calendar.js'
import type { Diagnostic } from './files/diagnostic.js'
import { nearest } from './files/nearest.js'
import { print } from './print.js'
import { FORMAT_NAMES } from './report/formats.js'
import { TOOL } from './version.js'

const COMMANDS = ['decide', 'what-if', 'explain', 'help']

/** What the command line asks for, once it is understood. */
type Task =
  | { readonly kind: 'decide'; readonly options: DecideOptions }
  | { readonly kind: 'what-if'; readonly options: WhatIfOptions }
  | { readonly kind: 'explain'; readonly options: ExplainOptions }
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'misused'; readonly problem: Diagnostic }

function misused(message: string, more: Partial<Diagnostic> = {}): Task {
  return { kind: 'misused', problem: { code: 'usage', severity: 'error', message, ...more } }
}

/** An option that takes one value: given twice, both must agree. */
function single(check: (value: string) => string | undefined = () => undefined) {
  return (value: string, previous: string | undefined): string => {
    const fault = faultOfValue(value) ?? check(value)
    if (fault !== undefined) throw new InvalidArgumentError(fault)
    if (previous !== undefined && previous !== value) throw new InvalidArgumentError(`It was already given as '${previous}'.`)
    return value
  }
}

function repeatable(value: string, previous: readonly string[]): string[] {
  const fault = faultOfValue(value)
  if (fault !== undefined) throw new InvalidArgumentError(fault)
  return [...previous, value]
}

function faultOfFormat(value: string): string | undefined {
  if (FORMAT_NAMES.includes(value)) return undefined
  const guess = nearest(value, FORMAT_NAMES)
  const allowed = `Allowed: ${FORMAT_NAMES.join(', ')}.`
  return guess === undefined ? allowed : `Did you mean ${guess}? ${allowed}`
}

function faultOfDate(value: string): string | undefined {
  return isDate(value) ? undefined : 'It is not a day of the calendar, written YYYY-MM-DD.'
}

function addDecideOptions(command: Command): Command {
  return command
    .option('--answers <file>', '', single())
    .option('--set <id=value>', '', repeatable, [])
    .option('--rubric <name|file>', '', single())
    .option('--format <format>', '', single(faultOfFormat))
    .option('--output <file>', '', repeatable, [])
    .option('--save <file>', '', single())
    .option('--date <date>', '', single(faultOfDate))
    .option('--complete', '', false)
    .option('--no-robustness', '')
    .option('--interview', '', false)
    .option('--all', '', false)
    .option('--plain', '', false)
    .option('--no-standing', '')
    .option('--no-draft', '')
    .option('--force', '', false)
    .option('--quiet', '', false)
    .option('--debug', '', false)
    .option('--no-input', '')
    .option('--color', '')
    .option('--no-color', '')
}

function addWhatIfOptions(command: Command): Command {
  return addViewOptions(command.option('--vary <question>', '', repeatable, []))
}

/** The options of a command that looks at a rubric and answers without asking anything. */
function addViewOptions(command: Command): Command {
  return command
    .option('--answers <file>', '', single())
    .option('--set <id=value>', '', repeatable, [])
    .option('--rubric <name|file>', '', single())
    .option('--format <format>', '', single(faultOfFormat))
    .option('--output <file>', '', repeatable, [])
    .option('--force', '', false)
    .option('--quiet', '', false)
    .option('--debug', '', false)
    .option('--color', '')
    .option('--no-color', '')
}

function unknownCommand(name: string): Task {
  const guess = nearest(name, COMMANDS)
  const hint = guess === undefined ? 'rag-or-tune --help lists the commands.' : `Did you mean ${guess}?`
  return misused(`unknown command '${name}'`, { allowed: COMMANDS, hint })
}

function helpFor(name: string | undefined): Task {
  if (name === undefined || name === 'help') return { kind: 'print', text: ROOT_HELP }
  if (name === 'what-if') return { kind: 'print', text: WHAT_IF_HELP }
  if (name === 'explain') return { kind: 'print', text: EXPLAIN_HELP }
  return name === 'decide' ? { kind: 'print', text: DECIDE_HELP } : unknownCommand(name)
}

/** Commander's complaint as a diagnostic; its guess becomes the hint. */
function complaint(raw: string): Task {
  const [, text = raw, guess] = /^(?:error: )?([\s\S]*?)\s*(?:\((Did you mean [\s\S]*\?)\))?\s*$/.exec(raw) ?? []
  return misused(text, { hint: guess ?? 'rag-or-tune --help lists the options.' })
}

/** Reads the command line; touches nothing else. */
export function understand(args: readonly string[]): Task {
  let task: Task = { kind: 'print', text: ROOT_HELP }
  let said = ''
  const program = new Command('rag-or-tune')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        said += text
      },
      writeErr: (text) => {
        said += text
      },
    })
    .version(TOOL.version, '-V, --version')
    .helpCommand(false)
  program.helpInformation = () => ROOT_HELP
  const decide = addDecideOptions(program.command('decide', { isDefault: true }))
    .version(TOOL.version, '-V, --version')
    .allowExcessArguments()
    .action((options: DecideOptions, command: Command) => {
      const extra = command.args[0]
      if (extra === undefined) task = { kind: 'decide', options }
      else if (program.args[0] !== 'decide') task = args[0] === extra ? unknownCommand(extra) : stray(extra)
      else task = stray(extra)
    })
  decide.helpInformation = () => DECIDE_HELP
  const whatIf = addWhatIfOptions(program.command('what-if'))
    .version(TOOL.version, '-V, --version')
    .allowExcessArguments()
    .action((options: WhatIfOptions, command: Command) => {
      const extra = command.args[0]
      task = extra === undefined ? { kind: 'what-if', options } : strayInWhatIf(extra)
    })
  whatIf.helpInformation = () => WHAT_IF_HELP
  const explain = addViewOptions(program.command('explain').argument('[id]'))
    .version(TOOL.version, '-V, --version')
    .allowExcessArguments()
    .action((id: string | undefined, options: Omit<ExplainOptions, 'id'>, command: Command) => {
      const extra = command.args[1]
      if (extra !== undefined) task = strayInExplain(extra)
      else task = { kind: 'explain', options: id === undefined ? options : { ...options, id } }
    })
  explain.helpInformation = () => EXPLAIN_HELP
  const help = program
    .command('help')
    .argument('[command]')
    .action((name: string | undefined) => {
      task = helpFor(name)
    })
  help.helpInformation = () => ROOT_HELP
  try {
    program.parse(args, { from: 'user' })
    return task
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'exitCode' in error)) throw error
    return error.exitCode === 0 ? { kind: 'print', text: said } : complaint(said)
  }
}

function stray(argument: string): Task {
  const hint = COMMANDS.includes(argument)
    ? `Write the command first: rag-or-tune ${argument} …`
    : 'Answers files go in --answers FILE, answers in --set ID=VALUE.'
  return misused(`'${argument}' is not an option, and decide takes no argument`, { hint })
}

function strayInWhatIf(argument: string): Task {
  return misused(`'${argument}' is not an option, and what-if takes no argument`, {
    hint: 'Questions to vary go in --vary ID, answers files in --answers FILE, answers in --set ID=VALUE.',
  })
}

function strayInExplain(argument: string): Task {
  return misused(`explain takes one ID, and '${argument}' is one too many`, {
    hint: 'An option is written question.option. Answers files go in --answers FILE, answers in --set ID=VALUE.',
  })
}

/** Whether a command line that was not understood still says that its reader is a program. */
function asksForJson(args: readonly string[]): boolean {
  return args.some((one, at) => one === '--format=json' || (one === '--format' && args[at + 1] === 'json'))
}

/** Runs one command line and returns its exit code: 0 done, 1 a check was not met, 2 could not do it, 130, 143 or 129 cancelled. */
export async function main(context: Context): Promise<number> {
  const task = understand(context.args)
  if (task.kind === 'print') return print(context, task.text)
  if (task.kind === 'decide') return (await import('./commands/decide.js')).decideCommand(context, task.options)
  if (task.kind === 'what-if') return (await import('./commands/what-if.js')).whatIfCommand(context, task.options)
  if (task.kind === 'explain') return (await import('./commands/explain.js')).explainCommand(context, task.options)
  return fail(context, [task.problem], { json: asksForJson(context.args), colour: undefined, quiet: false })
}
