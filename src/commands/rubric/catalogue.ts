import { type Command, type Family, MESSAGES, noArgument } from '../command.js'
import { FLAGS } from '../flags.js'
import type { RubricCheckOptions } from './check.js'
import type { RubricDiffOptions } from './diff.js'
import type { RubricInitOptions } from './init.js'
import type { RubricListOptions } from './list.js'
import type { RubricSchemaOptions } from './schema.js'
import type { RubricShowOptions } from './show.js'
import type { RubricTestOptions } from './test.js'

const RUBRIC = 'a shipped rubric (core, quick) or a rubric file'
const oneTooMany = (command: string, takes: string, hint: string) => (word: string) => ({
  message: `${command} takes ${takes}, and '${word}' is one too many`,
  hint,
})

/** What stands above the commands for people who write rubrics. */
export const RUBRIC_FAMILY: Family = {
  name: 'rubric',
  summary: 'write a rubric of your own: check, test, compare',
  title: `for people who write rubrics: begin one, prove what it says,
test it, and see what an edit changes`,
  examples: `  rag-or-tune rubric init --overlay --output ours.yaml
  rag-or-tune rubric check ours.yaml
  rag-or-tune rubric test ours.yaml
  rag-or-tune rubric diff core ours.yaml --markdown
  rag-or-tune --rubric ours.yaml                    decide with it`,
}

const list: Command = {
  name: 'rubric list',
  summary: 'the rubrics that come with the tool',
  title: 'the rubrics that come with the tool',
  examples: `  rag-or-tune rubric list
  rag-or-tune rubric list --format json`,
  usage: '[options]',
  groups: [{ title: 'Output', rows: [FLAGS.tableFormat] }, MESSAGES],
  stray: (word) => ({ message: noArgument(word, 'rubric list'), hint: `To look at one: rag-or-tune rubric show ${word}` }),
  run: async (context, options: RubricListOptions) => (await import('./list.js')).rubricListCommand(context, options),
}

const show: Command = {
  name: 'rubric show',
  summary: 'a rubric in full: parts and overlays joined',
  title: `a rubric in full, its parts and overlays joined,
in the written format: what it prints can be loaded again and decides the same`,
  examples: `  rag-or-tune rubric show                           core
  rag-or-tune rubric show ours.yaml                 with what it extends
  rag-or-tune rubric show quick --format json       as the engine reads it`,
  usage: '[NAME|FILE] [options]',
  arguments: [{ name: 'rubric', completes: 'rubric' }],
  groups: [
    { title: 'What is shown', rows: [{ usage: 'NAME|FILE', help: `${RUBRIC};\ncore when left out` }] },
    { title: 'Output', rows: [FLAGS.rubricFormat] },
    MESSAGES,
  ],
  stray: oneTooMany('rubric show', 'one rubric', 'Show them one after the other.'),
  run: async (context, options: RubricShowOptions) => (await import('./show.js')).rubricShowCommand(context, options),
}

const check: Command = {
  name: 'rubric check',
  summary: 'shape and meaning, then proofs over every set of answers',
  title: `shape and meaning of rubrics, then proofs over
all answers that are possible, open ones among them; what is refuted comes with
answers that show it`,
  examples: `  rag-or-tune rubric check ours.yaml
  rag-or-tune rubric check --strict core ours.yaml
  rag-or-tune rubric check ours.yaml --date 2027-01-31 --format json`,
  usage: 'FILE… [options]',
  arguments: [{ name: 'files', completes: 'rubric', many: true }],
  needs: {
    message: 'rubric check needs a rubric to check',
    hint: 'Name a file or a shipped rubric, such as: rag-or-tune rubric check ours.yaml',
  },
  groups: [
    {
      title: 'What is checked',
      rows: [
        { usage: 'FILE…', help: `${RUBRIC};\nall are checked before the exit code is formed` },
        { ...FLAGS.date, help: 'warn of references whose review date is past on this day' },
        FLAGS.strict,
      ],
    },
    { title: 'Output', rows: [FLAGS.tableFormat] },
    MESSAGES,
  ],
  stray: oneTooMany('rubric check', 'rubrics', 'Name each by its file.'),
  run: async (context, options: RubricCheckOptions) => (await import('./check.js')).rubricCheckCommand(context, options),
}

const init: Command = {
  name: 'rubric init',
  summary: 'a small commented rubric to begin with, or an overlay',
  title: `a small commented rubric to begin with, or an
overlay of the core rubric; either passes rubric check --strict as it stands`,
  examples: `  rag-or-tune rubric init                           writes rubric.yaml
  rag-or-tune rubric init --overlay --output ours.yaml
  rag-or-tune rubric init --output -                prints it`,
  usage: '[options]',
  groups: [
    { title: 'What it holds', rows: [FLAGS.overlay] },
    {
      title: 'Output',
      rows: [
        { ...FLAGS.output, kind: 'one', help: 'the file to write (default: rubric.yaml); - prints it' },
        { ...FLAGS.force, help: 'overwrite an existing file' },
      ],
    },
    MESSAGES,
  ],
  stray: (word) => ({ message: noArgument(word, 'rubric init'), hint: 'The file to write goes in --output FILE.' }),
  run: async (context, options: RubricInitOptions) => (await import('./init.js')).rubricInitCommand(context, options),
}

const test: Command = {
  name: 'rubric test',
  summary: 'cases beside a rubric: do they come out as expected?',
  title: `the cases beside a rubric: answers in, verdicts,
gates and mistakes expected; and which points, gates and mistakes no case meets`,
  examples: `  rag-or-tune rubric test                           the cases of core
  rag-or-tune rubric test ours.yaml --coverage
  rag-or-tune rubric test ours.cases.yaml --min-coverage 80%`,
  usage: '[FILE] [options]',
  arguments: [{ name: 'file', completes: 'rubric' }],
  groups: [
    {
      title: 'What is tested',
      rows: [
        { usage: 'FILE', help: 'a rubric with NAME.cases.yaml beside it, a cases file,\nor a shipped rubric; core when left out' },
        FLAGS.coverage,
        FLAGS.minCoverage,
      ],
    },
    { title: 'Output', rows: [FLAGS.format] },
    MESSAGES,
  ],
  stray: oneTooMany('rubric test', 'one file', 'Test them one after the other.'),
  run: async (context, options: RubricTestOptions) => (await import('./test.js')).rubricTestCommand(context, options),
}

const schema: Command = {
  name: 'rubric schema',
  summary: 'the JSON Schema of rubric files, for editors',
  title: 'JSON Schema (draft 07) of rubric files, for editors',
  examples: `  rag-or-tune rubric schema > rubric.schema.json

  Then, as the first line of a rubric:
  # yaml-language-server: $schema=rubric.schema.json`,
  usage: '',
  groups: [MESSAGES],
  stray: (word) => ({ message: noArgument(word, 'rubric schema'), hint: 'It prints the schema: rag-or-tune rubric schema > FILE' }),
  run: async (context, options: RubricSchemaOptions) => (await import('./schema.js')).rubricSchemaCommand(context, options),
}

const diff: Command = {
  name: 'rubric diff',
  summary: 'what an edit changes: verdicts, examples, cases',
  title: `what an edit of a rubric changes: the share of all
answers whose verdicts change, the smallest examples, the cases that change`,
  examples: `  rag-or-tune rubric diff core ours.yaml
  rag-or-tune rubric diff before.yaml after.yaml --markdown
  rag-or-tune rubric diff before.yaml after.yaml --fail-over 5%`,
  usage: 'A B [options]',
  arguments: [
    { name: 'a', completes: 'rubric' },
    { name: 'b', completes: 'rubric' },
  ],
  needs: {
    message: 'rubric diff needs two rubrics: the one before and the one after',
    hint: 'Such as: rag-or-tune rubric diff core ours.yaml',
  },
  groups: [
    { title: 'What is compared', rows: [{ usage: 'A B', help: `each ${RUBRIC}` }, FLAGS.failOver] },
    { title: 'Output', rows: [FLAGS.format, FLAGS.markdown, FLAGS.json] },
    MESSAGES,
  ],
  stray: oneTooMany('rubric diff', 'two rubrics', 'Compare them two by two.'),
  run: async (context, options: RubricDiffOptions) => (await import('./diff.js')).rubricDiffCommand(context, options),
}

/** Every command under `rubric`, in the order of their use. */
export const RUBRIC_COMMANDS: readonly Command[] = [list, show, check, test, diff, schema, init]
