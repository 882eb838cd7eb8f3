import { type Command, type Family, MESSAGES, noArgument } from '../command.js'
import { FLAGS } from '../flags.js'
import type { RubricListOptions } from './list.js'

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

/** Every command under `rubric`, in the order of their use. */
export const RUBRIC_COMMANDS: readonly Command[] = [list]
