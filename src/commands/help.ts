import { COMMANDS, FAMILIES, FIRST_WORDS, membersOf } from './catalogue.js'
import type { Command, Family } from './command.js'
import type { Group, Row } from './flags.js'

/** How wide the left column of options and of commands is. */
const LEFT = 20

const EXIT_CODES = `Exit codes
  0    done
  1    a check or gate was not met
  2    could not do what was asked, or not all of it
  130  cancelled with Ctrl-C (129 and 143: hung up, terminated)`

function rowText({ usage, help }: Row): string {
  return `  ${usage.padEnd(LEFT - 1)} ${help.replaceAll('\n', `\n${' '.repeat(LEFT + 2)}`)}`
}

function groupText({ title, rows }: Group): string {
  return [title, ...rows.map(rowText)].join('\n')
}

function page(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}

/** What `rag-or-tune COMMAND --help` prints. */
export function helpOf({ name, title, examples, usage, groups }: Command): string {
  return page(
    `rag-or-tune ${name}: ${title}`,
    `Examples\n${examples}`,
    `Usage\n  rag-or-tune ${name} ${usage}`.trimEnd(),
    ...groups.map(groupText),
    EXIT_CODES,
  )
}

/** What the help of several commands under one word prints. */
export function helpOfFamily(family: Family): string {
  const { name, title, examples } = family
  const rows = membersOf(family).map((one) => ({ usage: `${one.name.slice(name.length + 1)}`, help: one.summary }))
  return page(
    `rag-or-tune ${name}: ${title}`,
    `Examples\n${examples}`,
    `Usage\n  rag-or-tune ${name} COMMAND [options]`,
    groupText({ title: 'Commands', rows: [...rows, { usage: 'COMMAND --help', help: 'what a command takes' }] }),
    EXIT_CODES,
  )
}

/** What `rag-or-tune --help` prints. */
export function rootHelp(): string {
  const [main] = COMMANDS
  const others = FIRST_WORDS.slice(1)
  return page(
    `rag-or-tune: which adaptation layers should an LLM product have, in what order,
and why?`,
    `Examples
  rag-or-tune                                       the interview, in a terminal
  rag-or-tune --answers team.yaml                   decide from a file
  rag-or-tune --set need=facts --set change-rate=weekly --set citations=required
  rag-or-tune --answers team.yaml --output plan.md --output plan.json`,
    `Usage
  rag-or-tune [command] [options]`,
    groupText({
      title: 'Commands',
      rows: [
        { usage: `${main?.name} (default)`, help: main?.summary ?? '' },
        ...others.map(({ name, summary }) => ({ usage: name, help: summary })),
        { usage: 'help [command]', help: 'this text, or that of a command' },
      ],
    }),
    ...(main?.groups ?? []).map(groupText),
    EXIT_CODES,
  )
}

/** The help of a command by its name, of everything for `help`; undefined when there is none of this name. */
export function helpFor(name: string): string | undefined {
  if (name === 'help') return rootHelp()
  const family = FAMILIES.find((one) => one.name === name)
  if (family !== undefined) return helpOfFamily(family)
  const command = COMMANDS.find((one) => one.name === name)
  return command && helpOf(command)
}
