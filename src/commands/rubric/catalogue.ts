import { type Command, type Family, MESSAGES, noArgument } from '../command.js'
import { FLAGS } from '../flags.js'
import type { RubricListOptions } from './list.js'
import type { RubricShowOptions } from './show.js'

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
  title: `a rubric in full, its parts and overlays joined, in the written
format: what it prints can be loaded again and decides the same`,
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

/** Every command under `rubric`, in the order of their use. */
export const RUBRIC_COMMANDS: readonly Command[] = [list, show]
