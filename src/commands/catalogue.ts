import type { BatchOptions } from './batch.js'
import type { CheckOptions } from './check.js'
import { type Command, type Family, firstWord, flagsOf, MESSAGES, noArgument } from './command.js'
import type { CompareOptions } from './compare.js'
import type { CompletionOptions } from './completion.js'
import type { ExplainOptions } from './explain.js'
import { FLAGS, type Flag, type Group } from './flags.js'
import type { InitOptions } from './init.js'
import type { NextOptions } from './next.js'
import type { DecideOptions } from './options.js'
import { RUBRIC_COMMANDS, RUBRIC_FAMILY } from './rubric/catalogue.js'
import type { WhatIfOptions } from './what-if.js'

const ANSWERS: readonly Flag[] = [FLAGS.answers, FLAGS.set]
/** The options of a command that looks at a rubric and answers without asking anything. */
const VIEW: readonly Group[] = [
  { title: 'Answers', rows: [...ANSWERS, FLAGS.rubric] },
  { title: 'Output', rows: [FLAGS.format, FLAGS.output, FLAGS.force] },
  MESSAGES,
]
const FILES_GO = 'Answers files go in --answers FILE, answers in --set ID=VALUE.'

const decide: Command = {
  name: 'decide',
  summary: 'from answers to a recommendation and a layered plan',
  title: 'from answers to a scored recommendation and a layered plan',
  examples: `  rag-or-tune decide                                the interview, in a terminal
  rag-or-tune decide --answers team.yaml --format json
  rag-or-tune decide --answers team.yaml --interview --save fuller.yaml
  cat team.yaml | rag-or-tune decide --answers - --output plan.md`,
  usage: '[options]',
  groups: [
    { title: 'Answers', rows: [...ANSWERS, FLAGS.rubric, FLAGS.complete] },
    { title: 'Interview', rows: [FLAGS.interview, FLAGS.all, FLAGS.plain, FLAGS.standing, FLAGS.draft, FLAGS.input] },
    {
      title: 'Reports',
      rows: [
        FLAGS.decisionFormat,
        {
          ...FLAGS.output,
          help: 'write a report; repeatable; its ending says which:\n.txt, .md, .markdown or .json; with --format adr a\nfolder, where the record gets the next free number',
        },
        FLAGS.save,
        FLAGS.lock,
        FLAGS.date,
        FLAGS.brief,
        FLAGS.robustness,
        FLAGS.force,
      ],
    },
    MESSAGES,
  ],
  stray: (word, isCommand) => ({
    message: noArgument(word, 'decide'),
    hint: isCommand ? `Write the command first: rag-or-tune ${word} …` : FILES_GO,
  }),
  run: async (context, options: DecideOptions) => (await import('./decide.js')).decideCommand(context, options),
}

const check: Command = {
  name: 'check',
  summary: 'whether committed decisions still stand, for CI',
  title: `decides committed answers files again and holds them against
their locks, their review dates and what is expected of them`,
  examples: `  rag-or-tune decide --answers team.yaml --lock     first: writes team.lock.json
  rag-or-tune check team.yaml
  rag-or-tune check decisions/ --expect rag=adopt --max-open 2
  rag-or-tune check decisions/ --reporter github --reporter junit=report.xml
  rag-or-tune check team.yaml --update              the change is meant: lock it`,
  usage: 'FILE|DIR … [options]',
  arguments: [{ name: 'files', completes: 'file', many: true }],
  needs: { message: 'check needs an answers file or a folder of them', hint: 'Name one: rag-or-tune check team.yaml' },
  groups: [
    {
      title: 'What is expected, besides what an answers file expects itself',
      rows: [FLAGS.expect, FLAGS.minStability, FLAGS.minMargin, FLAGS.maxOpen, FLAGS.failOn],
    },
    {
      title: 'What it is held against',
      rows: [
        FLAGS.update,
        FLAGS.noLock,
        { ...FLAGS.date, help: 'the day to hold review dates against (default: today)' },
        { ...FLAGS.rubric, help: 'the rubric, for files that name none or another' },
      ],
    },
    { title: 'Output', rows: [FLAGS.reporter, { ...FLAGS.force, help: 'overwrite existing report files' }] },
    MESSAGES,
  ],
  stray: (word) => ({ message: `check cannot take '${word}'`, hint: 'Name answers files or folders.' }),
  run: async (context, options: CheckOptions) => (await import('./check.js')).checkCommand(context, options),
}

const batch: Command = {
  name: 'batch',
  summary: 'many products at once, as one table',
  title: `all answers files of a folder, or all lines of an NDJSON
file, decided: one row each, and how often each verdict came out`,
  examples: `  rag-or-tune batch decisions/
  rag-or-tune batch products.ndjson --format csv > products.csv
  rag-or-tune batch products.ndjson --filter rag=adopt
  rag-or-tune batch - --verdicts-only --format ndjson < products.ndjson`,
  usage: 'DIR|FILE.ndjson|- [options]',
  arguments: [{ name: 'source', completes: 'file' }],
  needs: { message: 'batch needs a folder, an NDJSON file, or - for standard input', hint: 'Name one: rag-or-tune batch decisions/' },
  groups: [
    { title: 'What is decided', rows: [{ ...FLAGS.rubric, help: 'the rubric, for sheets that name none or another' }] },
    { title: 'Output', rows: [FLAGS.batchFormat, FLAGS.filter, FLAGS.verdictsOnly, FLAGS.summaryOnly] },
    MESSAGES,
  ],
  stray: (word) => ({ message: `batch takes one source, and '${word}' is one too many`, hint: 'Put the files into one folder.' }),
  run: async (context, options: BatchOptions) => (await import('./batch.js')).batchCommand(context, options),
}

const compare: Command = {
  name: 'compare',
  summary: 'several answers files side by side: what divides them',
  title: `several answers files of one product side by side, and only
the differences between them that change a verdict`,
  examples: `  rag-or-tune compare product.yaml legal.yaml
  rag-or-tune compare alice.yaml bob.yaml carol.yaml --format markdown`,
  usage: 'A B … [options]',
  arguments: [{ name: 'files', completes: 'file', many: true }],
  needs: { message: 'compare needs two answers files or more', hint: 'Name them: rag-or-tune compare product.yaml legal.yaml' },
  groups: [
    { title: 'What is compared', rows: [{ ...FLAGS.rubric, help: 'the rubric, for files that name none or another' }] },
    { title: 'Output', rows: [FLAGS.format, FLAGS.output, FLAGS.force] },
    MESSAGES,
  ],
  stray: (word) => ({ message: `compare cannot take '${word}'`, hint: 'Name answers files.' }),
  run: async (context, options: CompareOptions) => (await import('./compare.js')).compareCommand(context, options),
}

const whatIf: Command = {
  name: 'what-if',
  summary: 'how other answers to a question or two would change it',
  title: `the recommendation over every answer to one question, or
over every pair of answers to two, all other answers staying as they are`,
  examples: `  rag-or-tune what-if --answers team.yaml --vary change-rate
  rag-or-tune what-if --answers team.yaml --vary change-rate --vary corpus-size
  rag-or-tune what-if --set need=facts --vary privacy --format json`,
  usage: '--vary ID [--vary ID] [options]',
  groups: [{ title: 'What varies', rows: [FLAGS.vary] }, ...VIEW],
  stray: (word) => ({
    message: noArgument(word, 'what-if'),
    hint: 'Questions to vary go in --vary ID, answers files in --answers FILE, answers in --set ID=VALUE.',
  }),
  run: async (context, options: WhatIfOptions) => (await import('./what-if.js')).whatIfCommand(context, options),
}

const explain: Command = {
  name: 'explain',
  summary: 'what something weighs and why, or one verdict in full',
  title: `what something in the rubric is, what it weighs on whom,
because of what, and how far that was checked; or one verdict in full`,
  examples: `  rag-or-tune explain                               every id there is
  rag-or-tune explain rag                           an approach
  rag-or-tune explain change-rate.daily             one answer to a question
  rag-or-tune explain facts-in-weights --format markdown
  rag-or-tune explain --answers team.yaml rag       a verdict, point by point
  rag-or-tune explain --answers team.yaml privacy   what each answer would do`,
  usage: '[ID] [options]',
  arguments: [{ name: 'id', completes: 'id' }],
  groups: [
    {
      title: 'What is explained',
      rows: [
        {
          usage: 'ID',
          help: 'an approach, question, option (question.option), gate,\nknown mistake, precondition, set rule, layer, reference or\nclaim; KIND:ID where one id names several',
        },
      ],
    },
    { title: 'Answers, for what it does in one decision', rows: [...ANSWERS, FLAGS.rubric] },
    ...VIEW.slice(1),
  ],
  stray: (word) => ({
    message: `explain takes one ID, and '${word}' is one too many`,
    hint: `An option is written question.option. ${FILES_GO}`,
  }),
  run: async (context, options: ExplainOptions) => (await import('./explain.js')).explainCommand(context, options),
}

const next: Command = {
  name: 'next',
  summary: 'the next question that matters, for a program that asks',
  title: `one step of an interview that a program holds: answers in,
and out the next question that can still change the result, or the decision`,
  examples: `  rag-or-tune next --json                           the first question
  rag-or-tune next --answers team.yaml --json       the first that is still open
  rag-or-tune next --set need=facts --set change-rate=weekly
  cat answers.json | rag-or-tune next --answers - --json`,
  usage: '[options]',
  groups: [
    {
      title: 'Answers',
      rows: [...ANSWERS, FLAGS.rubric, FLAGS.all],
    },
    { title: 'Output', rows: [FLAGS.stepFormat, FLAGS.json] },
    MESSAGES,
  ],
  stray: (word) => ({ message: noArgument(word, 'next'), hint: FILES_GO }),
  run: async (context, options: NextOptions) => (await import('./next.js')).nextCommand(context, options),
}

const init: Command = {
  name: 'init',
  summary: 'an answers file to fill in, with every question explained',
  title: `an answers file to fill in: every question with its options,
what it decides and when it is asked; all are open until you answer them`,
  examples: `  rag-or-tune init                                  writes answers.yaml
  rag-or-tune init --rubric quick --output team.yaml
  rag-or-tune init --set need=facts --output -      prints it, with one answer`,
  usage: '[options]',
  groups: [
    {
      title: 'What it holds',
      rows: [
        { ...FLAGS.rubric, help: 'the questions: core (default), quick, or a rubric file' },
        { ...FLAGS.answers, help: 'answers to take over from a file; - reads standard\ninput' },
        { ...FLAGS.set, help: 'an answer to take over; repeatable' },
      ],
    },
    {
      title: 'Output',
      rows: [
        { ...FLAGS.output, kind: 'one', help: 'the file to write (default: answers.yaml); - prints it' },
        { ...FLAGS.force, help: 'overwrite an existing file' },
      ],
    },
    MESSAGES,
  ],
  stray: (word) => ({
    message: noArgument(word, 'init'),
    hint: 'The file to write goes in --output FILE, the rubric in --rubric NAME.',
  }),
  run: async (context, options: InitOptions) => (await import('./init.js')).initCommand(context, options),
}

const SHELLS = ['bash', 'zsh', 'fish']

const completion: Command = {
  name: 'completion',
  summary: 'a script that completes all of this in your shell',
  title: `a script that completes commands, options and answers
in bash, zsh or fish`,
  examples: `  eval "$(rag-or-tune completion bash)"             in ~/.bashrc
  eval "$(rag-or-tune completion zsh)"              in ~/.zshrc, after compinit
  rag-or-tune completion fish > ~/.config/fish/completions/rag-or-tune.fish`,
  usage: 'bash|zsh|fish',
  arguments: [{ name: 'shell', completes: SHELLS }],
  groups: [{ ...MESSAGES, rows: MESSAGES.rows.slice(1) }],
  stray: (word) => ({ message: `completion takes one shell, and '${word}' is one too many`, hint: `One of ${SHELLS.join(', ')}.` }),
  run: async (context, options: CompletionOptions, commands) => {
    const completable = commands.map((one) => ({ ...one, flags: flagsOf(one) }))
    return (await import('./completion.js')).completionCommand(context, options, completable, FAMILIES)
  },
}

/** Every command but `help`, the default one first. */
export const COMMANDS: readonly Command[] = [decide, check, batch, compare, whatIf, explain, next, init, ...RUBRIC_COMMANDS, completion]

/** The words under which there are several commands. */
export const FAMILIES: readonly Family[] = [RUBRIC_FAMILY]

/** The words a person may write first, each with what stands behind it, in the order of the help. */
export const FIRST_WORDS: readonly (Command | Family)[] = COMMANDS.flatMap((one, at): (Command | Family)[] => {
  const family = FAMILIES.find(({ name }) => name === firstWord(one))
  if (family === undefined) return [one]
  return COMMANDS.findIndex((other) => firstWord(other) === family.name) === at ? [family] : []
})

/** The names a person may write first. */
export const COMMAND_NAMES: readonly string[] = [...FIRST_WORDS.map(({ name }) => name), 'help']

/** The commands under one word. */
export function membersOf(family: Family): readonly Command[] {
  return COMMANDS.filter((one) => firstWord(one) === family.name)
}
