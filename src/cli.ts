import { Command, InvalidArgumentError } from 'commander'
import { COMMAND_NAMES, COMMANDS, type CommandName, type Command as Entry, flagsOf } from './commands/catalogue.js'
import { fail } from './commands/fail.js'
import { type Flag, faultOfValue } from './commands/flags.js'
import { helpFor, helpOf, rootHelp } from './commands/help.js'
import type { Context } from './context.js'
import type { Diagnostic } from './files/diagnostic.js'
import { nearest } from './files/nearest.js'
import { print } from './print.js'
import { TOOL } from './version.js'

/** What the command line asks for, once it is understood. */
type Task =
  | { readonly kind: CommandName; readonly command: Entry; readonly options: object }
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

function addFlag(command: Command, { name, kind, argument, check }: Flag): void {
  if (kind === 'one') command.option(`--${name} <${argument}>`, '', single(check))
  else if (kind === 'list') command.option(`--${name} <${argument}>`, '', repeatable, [])
  else if (kind === 'on') command.option(`--${name}`, '', false)
  else if (kind === 'off') command.option(`--no-${name}`, '')
  else command.option(`--${name}`, '').option(`--no-${name}`, '')
}

function unknownCommand(name: string): Task {
  const guess = nearest(name, COMMAND_NAMES)
  const hint = guess === undefined ? 'rag-or-tune --help lists the commands.' : `Did you mean ${guess}?`
  return misused(`unknown command '${name}'`, { allowed: COMMAND_NAMES, hint })
}

function help(name: string | undefined): Task {
  const text = helpFor(name ?? 'help')
  return text === undefined ? unknownCommand(name ?? '') : { kind: 'print', text }
}

/** Commander's complaint as a diagnostic; its guess becomes the hint. */
function complaint(raw: string): Task {
  const [, text = raw, guess] = /^(?:error: )?([\s\S]*?)\s*(?:\((Did you mean [\s\S]*\?)\))?\s*$/.exec(raw) ?? []
  return misused(text, { hint: guess ?? 'rag-or-tune --help lists the options.' })
}

function stray(command: Entry, word: string): Task {
  const { message, hint } = command.stray(word, COMMAND_NAMES.includes(word))
  return misused(message, { hint })
}

/** What commander knows: every command with its flags. `decided` is told what a command line asks for, `say` what commander prints. */
export function programFor(args: readonly string[], decided: (task: Task) => void, say: (text: string) => void): Command {
  const program = new Command('rag-or-tune')
    .exitOverride()
    .configureOutput({ writeOut: say, writeErr: say })
    .version(TOOL.version, '-V, --version')
    .helpCommand(false)
  program.helpInformation = rootHelp
  for (const entry of COMMANDS) {
    const { name, argument } = entry
    const isDefault = entry === COMMANDS[0]
    const command = program.command(name, { isDefault }).version(TOOL.version, '-V, --version').allowExcessArguments()
    command.helpInformation = () => helpOf(entry)
    for (const flag of flagsOf(entry)) addFlag(command, flag)
    command.action(() => {
      const [first, second] = command.args
      const extra = argument === undefined ? first : second
      if (extra !== undefined) {
        // Without a command the default one runs, and its first word was meant to be a command.
        const isUnknown = isDefault && program.args[0] !== name && args[0] === extra
        return decided(isUnknown ? unknownCommand(extra) : stray(entry, extra))
      }
      const given = argument === undefined || first === undefined ? {} : { [argument.name]: first }
      return decided({ kind: name, command: entry, options: { ...command.opts(), ...given } })
    })
  }
  program
    .command('help')
    .argument('[command]')
    .action((name: string | undefined) => decided(help(name))).helpInformation = rootHelp
  return program
}

/** Reads the command line; touches nothing else. */
export function understand(args: readonly string[]): Task {
  let task: Task = { kind: 'print', text: '' }
  let said = ''
  const program = programFor(
    args,
    (one) => {
      task = one
    },
    (text) => {
      said += text
    },
  )
  try {
    program.parse(args, { from: 'user' })
    return task
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'exitCode' in error)) throw error
    return error.exitCode === 0 ? { kind: 'print', text: said } : complaint(said)
  }
}

/** Whether a command line that was not understood still says that its reader is a program. */
function asksForJson(args: readonly string[]): boolean {
  return args.some((one, at) => one === '--json' || one === '--format=json' || (one === '--format' && args[at + 1] === 'json'))
}

/** Runs one command line and returns its exit code: 0 done, 1 a check was not met, 2 could not do it, 130, 143 or 129 cancelled. */
export async function main(context: Context): Promise<number> {
  const task = understand(context.args)
  if (task.kind === 'print') return print(context, task.text)
  if (task.kind === 'misused') return fail(context, [task.problem], { json: asksForJson(context.args), colour: undefined, quiet: false })
  return task.command.run(context, task.options, COMMANDS)
}
