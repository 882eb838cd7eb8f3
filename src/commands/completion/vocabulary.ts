import { UNSURE } from '../../engine/answers.js'
import type { Rubric } from '../../engine/rubric.js'
import { catalogueOf } from '../../explain/catalogue.js'
import { SHIPPED } from '../../rubric/shipped.js'
import { TOOL } from '../../version.js'
import type { Argument, Family } from '../command.js'
import { ALWAYS, type Completes, type Flag, spellings, takesValue } from '../flags.js'

/** What can be typed, for a shell: words without spaces, and one line on each. */
export interface Vocabulary {
  readonly commands: readonly CommandWords[]
  readonly questions: readonly {
    readonly id: string
    readonly title: string
    readonly many: boolean
    readonly options: readonly string[]
  }[]
  /** What `explain` takes: ids, and options as `question.option`. */
  readonly ids: readonly string[]
  readonly dotted: readonly string[]
  readonly rubrics: readonly string[]
  /** Shipped rubrics that only ask less than the default one, with the ids of this one that each leaves out. */
  readonly shorter: readonly { readonly rubric: string; readonly leftOut: readonly string[] }[]
}

export interface CommandWords {
  /** Two words for a command under another word. */
  readonly name: string
  readonly summary: string
  /** What its arguments are, and how many there can be. */
  readonly argument?: Completes
  readonly most: number
  readonly flags: readonly FlagWord[]
}

/** One spelling of a flag. */
export interface FlagWord {
  readonly word: string
  readonly summary: string
  /** What its value is; undefined for a flag without one. */
  readonly value?: Completes
}

/** Of a command, what completing needs to know. */
export interface Completable {
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly Argument[]
  readonly flags: readonly Flag[]
}

/** More arguments than anybody types. */
const MANY = 1000

const HELP: CommandWords = {
  name: 'help',
  summary: 'the help text of a command',
  argument: 'command',
  most: 1,
  flags: helpFlags(['-h', '--help']),
}

/**
 * The words of all commands, the default one first, and of a rubric, with what `shorter` rubrics that ask less of its questions leave out. The
 * commands of a family stand behind its word.
 */
export function vocabularyOf(
  commands: readonly Completable[],
  families: readonly Family[],
  rubric: Rubric,
  shorter: readonly Rubric[],
): Vocabulary {
  const entries = entriesOf(rubric)
  const ids = [...new Set(entries.map(({ id }) => id))]
  return {
    commands: [
      ...commands.flatMap((one, at) => {
        const family = families.find(({ name }) => one.name.startsWith(`${name} `))
        const isFirst = family !== undefined && !commands[at - 1]?.name.startsWith(`${family.name} `)
        return isFirst ? [wordsOfFamily(family, commands), wordsOf(one)] : [wordsOf(one)]
      }),
      HELP,
    ],
    questions: rubric.questions.map(({ id, title, kind, options }) => ({
      id,
      title,
      many: kind === 'many',
      options: [...options.map((option) => option.id), UNSURE],
    })),
    ids,
    dotted: entries.flatMap(({ id, options }) => (options ?? []).map((option) => `${id}.${option}`)),
    rubrics: SHIPPED,
    shorter: shorter.map((one) => {
      const known = new Set(entriesOf(one).map(({ id }) => id))
      return { rubric: one.id, leftOut: ids.filter((id) => !known.has(id)) }
    }),
  }
}

function entriesOf(rubric: Rubric): readonly { readonly id: string; readonly options?: readonly string[] }[] {
  return catalogueOf(rubric, TOOL).kinds.flatMap((kind) => kind.entries)
}

function wordsOf({ name, summary, arguments: taken = [], flags }: Completable): CommandWords {
  const argument = taken[0]?.completes
  const most = taken.some(({ many }) => many) ? MANY : taken.length
  return { name, summary, ...(argument && { argument }), most, flags: [...flags.flatMap(wordsOfFlag), ...helpFlags(ALWAYS)] }
}

function wordsOfFamily({ name, summary }: Family, commands: readonly Completable[]): CommandWords {
  return { name, summary, argument: membersIn(commands, name), most: 1, flags: helpFlags(ALWAYS) }
}

/** The second words of the commands behind a first one. */
export function membersIn(commands: readonly { readonly name: string }[], first: string): readonly string[] {
  return commands.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []))
}

/** The words that can stand first. */
export function firstWords(commands: readonly CommandWords[]): readonly CommandWords[] {
  return commands.filter(({ name }) => !name.includes(' '))
}

/** The words behind which there are commands, each with theirs. */
export function familiesIn(commands: readonly CommandWords[]): readonly { readonly name: string; readonly members: readonly string[] }[] {
  return firstWords(commands).flatMap(({ name }) => {
    const members = membersIn(commands, name)
    return members.length === 0 ? [] : [{ name, members }]
  })
}

function wordsOfFlag(flag: Flag): FlagWord[] {
  const summary = flag.help.replaceAll('\n', ' ')
  return spellings(flag).map((word) => ({ word, summary, ...(takesValue(flag) && { value: flag.completes ?? [] }) }))
}

function helpFlags(words: readonly string[]): readonly FlagWord[] {
  return words.map((word) => ({ word, summary: /v/i.test(word) ? 'the version' : 'the help text' }))
}
