import { type TemplateTools, templateText } from '../answers/template.js'
import type { Context } from '../context.js'
import type { Rubric } from '../engine/rubric.js'
import { wordsOf } from '../explain/condition.js'
import { visible } from '../files/characters.js'
import { print } from '../print.js'
import { wrapped } from '../report/text/width.js'
import { fail, type Manner, say } from './fail.js'
import { readInput } from './input.js'
import type { DecideOptions } from './options.js'
import { programOf } from './program.js'
import { nameInFile } from './rubric-choice.js'
import { shellWord } from './shell-word.js'
import { refusals, store } from './store.js'

/** What was typed after `init`: of the options of `decide`, those that make sense here. */
export type InitOptions = Pick<DecideOptions, 'answers' | 'set' | 'rubric' | 'force' | 'quiet' | 'debug' | 'color'> & {
  /** Where the file goes; `-` prints it. */
  readonly output?: string
}

const DEFAULT_FILE = 'answers.yaml'
/** Answers may hold what is private: only their owner may read a new answers file. */
const PRIVATE = 0o600

/** Writes an answers file to fill in, with a comment on every question. Asks nothing. Returns the exit code. */
export async function initCommand(context: Context, options: InitOptions): Promise<number> {
  const manner: Manner = { json: false, colour: options.color, quiet: options.quiet }
  const path = options.output ?? DEFAULT_FILE
  const isPrinted = path === '-' || path === '/dev/stdout'
  const read = await readInput({ ...options, output: [], complete: false, interview: false, input: false }, context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  const input = read.value
  const target = { force: options.force, protect: input.files }
  const refused = isPrinted ? [] : await refusals([path], target)
  if (refused.length > 0) return fail(context, refused, manner)
  await say(context, read.warnings, manner)
  const name = nameInFile(input.rubricChoice, isPrinted ? '-' : path)
  const text = templateText(input.rubric, name, input.sheet, toolsFor(input.rubric))
  if (isPrinted) return print(context, text)
  const { written, interrupted } = await store(context, [{ path, text, mode: PRIVATE }], target)
  if (!written.ok) {
    const exitCode = await fail(context, written.problems, manner)
    return interrupted ?? exitCode
  }
  if (!options.quiet) context.stderr.write(`${farewell(context, path)}\n`)
  return interrupted ?? 0
}

function toolsFor(rubric: Rubric): TemplateTools {
  return {
    wrap: wrapped,
    when: (question) => wordsOf(rubric, question.when)?.says.replaceAll(/[“”]/g, '"'),
  }
}

function farewell(context: Context, path: string): string {
  const command = `${programOf(context.env)} --answers ${shellWord(path)}`
  return `wrote ${visible(path)}: fill it in, then ${command}; with --interview it asks what is open`
}
