import { UNSURE } from '../../engine/answers.js'
import type { Rubric } from '../../engine/rubric.js'
import { catalogueOf } from '../../explain/catalogue.js'
import { SHIPPED } from '../../rubric/shipped.js'
import { TOOL } from '../../version.js'
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
}

export interface CommandWords {
  readonly name: string
  readonly summary: string
  readonly argument?: Completes
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
  readonly argument?: { readonly completes: Completes }
  readonly flags: readonly Flag[]
}

const HELP: CommandWords = { name: 'help', summary: 'the help text of a command', argument: 'command', flags: helpFlags(['-h', '--help']) }

/** The words of all commands, the default one first, and of a rubric. */
export function vocabularyOf(commands: readonly Completable[], rubric: Rubric): Vocabulary {
  const entries = catalogueOf(rubric, TOOL).kinds.flatMap((kind) => kind.entries)
  return {
    commands: [...commands.map(wordsOf), HELP],
    questions: rubric.questions.map(({ id, title, kind, options }) => ({
      id,
      title,
      many: kind === 'many',
      options: [...options.map((option) => option.id), UNSURE],
    })),
    ids: [...new Set(entries.map(({ id }) => id))],
    dotted: entries.flatMap(({ id, options }) => (options ?? []).map((option) => `${id}.${option}`)),
    rubrics: SHIPPED,
  }
}

function wordsOf({ name, summary, argument, flags }: Completable): CommandWords {
  return { name, summary, ...(argument && { argument: argument.completes }), flags: [...flags.flatMap(wordsOfFlag), ...helpFlags(ALWAYS)] }
}

function wordsOfFlag(flag: Flag): FlagWord[] {
  const summary = flag.help.replaceAll('\n', ' ')
  return spellings(flag).map((word) => ({ word, summary, ...(takesValue(flag) && { value: flag.completes ?? [] }) }))
}

function helpFlags(words: readonly string[]): readonly FlagWord[] {
  return words.map((word) => ({ word, summary: /v/i.test(word) ? 'the version' : 'the help text' }))
}
