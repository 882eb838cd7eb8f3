import type { Context } from '../context.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import { print } from '../print.js'
import { SHIPPED, shippedRubric } from '../rubric/shipped.js'
import type { Family } from './command.js'
import { bashScript } from './completion/bash.js'
import { fishScript } from './completion/fish.js'
import { type Completable, type Vocabulary, vocabularyOf } from './completion/vocabulary.js'
import { zshScript } from './completion/zsh.js'
import { fail } from './fail.js'
import type { DecideOptions } from './options.js'
import { DEFAULT_RUBRIC } from './rubric-choice.js'

/** What was typed after `completion`. */
export type CompletionOptions = Pick<DecideOptions, 'debug' | 'color'> & { readonly shell?: string }

const SCRIPTS: ReadonlyMap<string, (vocabulary: Vocabulary) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
])

/** Prints the script that teaches a shell the commands, their flags, and what the shipped rubrics hold. Returns the exit code. */
export async function completionCommand(
  context: Context,
  { shell, color }: CompletionOptions,
  commands: readonly Completable[],
  families: readonly Family[],
): Promise<number> {
  const script = SCRIPTS.get(shell ?? '')
  if (script === undefined) {
    const allowed = [...SCRIPTS.keys()]
    const guess = shell === undefined ? undefined : nearest(shell, allowed)
    const message = shell === undefined ? 'completion needs the name of a shell' : `there is no completion for '${shell}'`
    const hint = guess === undefined ? 'such as: rag-or-tune completion bash' : `did you mean ${guess}?`
    return fail(context, [problem('usage', message, { allowed, hint })], { json: false, colour: color, quiet: false })
  }
  const rubric = shippedRubric(DEFAULT_RUBRIC)
  if (rubric === undefined) throw new Error(`the rubric ${DEFAULT_RUBRIC} is missing from this installation`)
  const shorter = SHIPPED.flatMap((name) => shippedRubric(name) ?? []).filter(({ absent }) => absent.length > 0)
  return print(context, script(vocabularyOf(commands, families, rubric, shorter)))
}
