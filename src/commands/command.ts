import type { Context } from '../context.js'
import { type Completes, FLAGS, type Flag, type Group, type Row } from './flags.js'

/** The commands for people who write rubrics, by their second word. */
export type RubricCommandName = 'list' | 'show' | 'check' | 'test' | 'diff' | 'schema' | 'init'

/** The words that run a command, with a space between them. */
export type CommandName =
  | 'decide'
  | 'check'
  | 'batch'
  | 'compare'
  | 'what-if'
  | 'explain'
  | 'next'
  | 'init'
  | 'completion'
  | `rubric ${RubricCommandName}`

/** One word, or with `many` every further one, that may follow a command; its value is the option of this name. */
export interface Argument {
  readonly name: string
  readonly completes: Completes
  /** It takes all words that follow; its value is a list. */
  readonly many?: true
}

/** What a help page begins with, of a command or of several under one word. */
interface Page {
  /** What it does, for the list of commands. */
  readonly summary: string
  /** The first lines of its help. */
  readonly title: string
  readonly examples: string
}

/** One command: what it understands, what its help says, and where its code is. */
export interface Command extends Page {
  readonly name: CommandName
  readonly usage: string
  readonly arguments?: readonly Argument[]
  /** What to say where fewer words follow than there are arguments; absent where each may be left out. */
  readonly needs?: { readonly message: string; readonly hint: string }
  readonly groups: readonly Group[]
  /** What to say of a word that is one too many; whether it is the name of a command is told. */
  readonly stray: (word: string, isCommand: boolean) => { readonly message: string; readonly hint: string }
  /** Loads the command and runs it with what was typed; returns the exit code. */
  run(context: Context, options: object, commands: readonly Command[]): Promise<number>
}

/** Several commands under one first word. */
export interface Family extends Page {
  readonly name: 'rubric'
}

/** What every help page ends its options with. */
export const MESSAGES: Group = {
  title: 'Messages',
  rows: [
    FLAGS.quiet,
    FLAGS.color,
    FLAGS.debug,
    { usage: '-h, --help', help: 'this text' },
    { usage: '-V, --version', help: 'the version' },
  ],
}

/** The words for an argument where a command takes none. */
export function noArgument(word: string, command: string): string {
  return `'${word}' is not an option, and ${command} takes no argument`
}

/** The flags that a command takes. */
export function flagsOf({ groups }: Command): readonly Flag[] {
  return groups.flatMap(({ rows }) => rows.filter((row: Flag | Row) => 'kind' in row))
}

/** The first word of a command. */
export function firstWord({ name }: { readonly name: string }): string {
  return name.split(' ')[0] ?? name
}
