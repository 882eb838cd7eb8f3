import { Command, InvalidArgumentError } from 'commander'
import { COMMAND_NAMES, COMMANDS, FAMILIES, membersOf } from './commands/catalogue.js'
import { type CommandName, type Command as Entry, type Family, flagsOf } from './commands/command.js'
import { fail } from './commands/fail.js'
import { ALWAYS, type Flag, faultOfValue, spellings } from './commands/flags.js'
import { helpFor, helpOf, helpOfFamily, rootHelp } from './commands/help.js'
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

function unknownMember(family: Family, name: string): Task {
  const members = membersOf(family).map((one) => one.name.slice(family.name.length + 1))
  const guess = nearest(name, members)
  const hint = guess === undefined ? `rag-or-tune ${family.name} --help lists them.` : `Did you mean ${family.name} ${guess}?`
  return misused(`unknown command '${family.name} ${name}'`, { allowed: members, hint })
}

/** The help that words after `help` ask for. */
function help(words: readonly string[]): Task {
  const text = helpFor(words.length === 0 ? 'help' : words.join(' '))
  if (text !== undefined) return { kind: 'print', text }
  const family = FAMILIES.find(({ name }) => name === words[0])
  return family === undefined ? unknownCommand(words[0] ?? '') : unknownMember(family, words[1] ?? '')
}

/** Commander's complaint as a diagnostic; its guess, or ours, becomes the hint. */
function complaint(raw: string, entry: Entry | undefined): Task {
  const [, text = raw, guess] = /^(?:error: )?([\s\S]*?)\s*(?:\(?(Did you mean [\s\S]*?\?)\)?)?\s*$/.exec(raw) ?? []
  const path = /option '(-[^\s=',]+)/.exec(text)?.[1]
  const help = entry === undefined || entry === COMMANDS[0] ? 'rag-or-tune --help' : `rag-or-tune ${entry.name} --help`
  const allowed = path === undefined ? undefined : allowedAt(path, entry)
  // Commander guesses by what was mistyped, and not by what was left out at the end.
  const begun = allowed?.filter((one) => path !== undefined && path.length > 2 && one.startsWith(path)) ?? []
  const hint = guess ?? (begun.length === 1 ? `Did you mean ${begun[0]}?` : `${help} lists the options.`)
  return misused(text, { ...(path !== undefined && { path }), ...(allowed && { allowed }), hint })
}

/** What may stand in place of an option that there is not, or in place of the value of one that there is; undefined where that is no closed list. */
function allowedAt(path: string, entry: Entry | undefined): readonly string[] | undefined {
  const flags = entry === undefined ? [] : flagsOf(entry)
  const flag = flags.find((one) => spellings(one).includes(path))
  if (flag === undefined) return [...flags.flatMap(spellings), ...ALWAYS]
  return typeof flag.completes === 'object' && flag.completes.length > 0 ? flag.completes : undefined
}

function stray(command: Entry, word: string): Task {
  const { message, hint } = command.stray(word, COMMAND_NAMES.includes(word))
  return misused(message, { hint })
}

/** The words after a command as the options that its arguments are; or what is wrong with them. */
function withArguments(entry: Entry, words: readonly string[], options: object): Task {
  const { name, arguments: taken = [], needs } = entry
  const extra = taken.some(({ many }) => many) ? undefined : words[taken.length]
  if (extra !== undefined) return stray(entry, extra)
  if (needs !== undefined && words.length < taken.length) return misused(needs.message, { hint: needs.hint })
  const given = taken.flatMap(({ name: option, many }, at): [string, unknown][] => {
    if (many) return [[option, words.slice(at)]]
    return words[at] === undefined ? [] : [[option, words[at]]]
  })
  return { kind: name, command: entry, options: { ...options, ...Object.fromEntries(given) } }
}

/**
 * What commander knows: the default command and those whose names are among the arguments, with their flags. To set up all of them would take
 * longer than to decide. `decided` is told what a command line asks for, `say` what commander prints, `refused` which command has options that are not
 * understood.
 */
export function programFor(
  args: readonly string[],
  decided: (task: Task) => void,
  say: (text: string) => void,
  refused: (entry: Entry) => void = () => undefined,
): Command {
  const program = new Command('rag-or-tune')
    .exitOverride()
    .configureOutput({ writeOut: say, writeErr: say })
    .version(TOOL.version, '-V, --version')
    .helpCommand(false)
  program.helpInformation = rootHelp
  const named = FAMILIES.filter(({ name }) => args.includes(name))
  const families = new Map(named.map((family) => [family.name as string, addFamily(program, family, decided)]))
  for (const entry of COMMANDS) {
    const [first = '', second] = entry.name.split(' ')
    const isDefault = entry === COMMANDS[0]
    if (!isDefault && !args.includes(first)) continue
    const command = (families.get(first) ?? program).command(second ?? first, { isDefault })
    command.version(TOOL.version, '-V, --version').allowExcessArguments()
    command.helpInformation = () => helpOf(entry)
    command.exitOverride((error) => {
      refused(entry)
      throw error
    })
    for (const flag of flagsOf(entry)) addFlag(command, flag)
    command.action(() => {
      const [word] = command.args
      // Without a command the default one runs, and its first word was meant to be a command.
      const isUnknown = word !== undefined && isDefault && program.args[0] !== first && args[0] === word
      return decided(isUnknown ? unknownCommand(word) : withArguments(entry, command.args, command.opts()))
    })
  }
  program
    .command('help')
    .argument('[command...]')
    .action((words: readonly string[]) => decided(help(words))).helpInformation = rootHelp
  return program
}

/** A word with commands under it; on its own, or with a word that is none of them, it does nothing. */
function addFamily(program: Command, family: Family, decided: (task: Task) => void): Command {
  const command = program.command(family.name).version(TOOL.version, '-V, --version').allowExcessArguments().helpCommand(false)
  command.helpInformation = () => helpOfFamily(family)
  command.action(() => {
    const [word, ...rest] = command.args
    if (word === 'help') return decided(help([family.name, ...rest]))
    if (word !== undefined) return decided(unknownMember(family, word))
    const allowed = membersOf(family).map(({ name }) => name.slice(family.name.length + 1))
    const hint = `rag-or-tune ${family.name} --help says what each does.`
    return decided(misused(`${family.name} needs a command`, { allowed, hint }))
  })
  return command
}

/** Reads the command line; touches nothing else. */
export function understand(args: readonly string[]): Task {
  let task: Task = { kind: 'print', text: '' }
  let said = ''
  let entry: Entry | undefined
  const program = programFor(
    args,
    (one) => {
      task = one
    },
    (text) => {
      said += text
    },
    (one) => {
      entry = one
    },
  )
  try {
    program.parse(args, { from: 'user' })
    return task
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'exitCode' in error)) throw error
    return error.exitCode === 0 ? { kind: 'print', text: said } : complaint(said, entry)
  }
}

/** Whether a command line that was not understood still says that its reader is a program, and whether that reads line by line. */
function asksForJson(args: readonly string[]): boolean | 'line' {
  const forms = args.flatMap(
    (one, at) =>
      /^--(?:format|reporter)(?:=(.*))?$/
        .exec(one)
        ?.slice(1)
        .map((form) => form ?? args[at + 1]) ?? [],
  )
  return forms.includes('ndjson') ? 'line' : args.includes('--json') || forms.includes('json')
}

/** Runs one command line and returns its exit code: 0 done, 1 a check was not met, 2 could not do it, 130, 143 or 129 cancelled. */
export async function main(context: Context): Promise<number> {
  const task = understand(context.args)
  if (task.kind === 'print') return print(context, task.text)
  if (task.kind === 'misused') return fail(context, [task.problem], { json: asksForJson(context.args), colour: undefined, quiet: false })
  return task.command.run(context, task.options, COMMANDS)
}
