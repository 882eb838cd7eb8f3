import type { Input } from '../../src/commands/input.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Context } from '../../src/context.js'
import type { Answer } from '../../src/engine/answers.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Session } from '../../src/interview/session.js'
import type { Environment } from '../../src/terminal.js'
import { type Fake, fakeContext } from '../cli/fake-context.js'

/** What is typed on a command line without any option. */
export const NO_OPTIONS: DecideOptions = {
  set: [],
  output: [],
  complete: false,
  interview: false,
  force: false,
  quiet: false,
  debug: false,
  input: true,
}

export interface Who {
  readonly env?: Environment
  readonly platform?: string
  readonly user?: number
  readonly folder?: string
}

/** A context with a host: on Linux, as the user who runs the test, in `/home/ann/product`, unless told otherwise. */
export function contextFor({ env = {}, platform = 'linux', user = process.getuid?.(), folder = '/home/ann/product' }: Who): Fake {
  const { context, said } = fakeContext({ env })
  const hosted: Context = { ...context, host: () => ({ platform, user, folder }) }
  return { context: hosted, said }
}

/** The input of a run that named a shipped rubric and has read no file. */
export function inputFor(rubric: Rubric): Input {
  return { rubric, rubricChoice: { name: rubric.id, isFile: false }, sheet: { answers: new Map() }, files: [] }
}

/** A session in which the first so many questions of the rubric were answered with their first option. */
export function sessionOf(rubric: Rubric, count: number): Session {
  const questions = rubric.questions.slice(0, count)
  const answers = questions.map(({ id, kind, options }): [string, Answer] => {
    const option = options[0]?.id ?? ''
    return [id, { value: kind === 'many' ? [option] : option, origin: 'asked' }]
  })
  return { answers: new Map(answers), asked: questions.map(({ id }) => id) }
}
