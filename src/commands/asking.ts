import type { Context } from '../context.js'
import { isCi } from '../terminal.js'
import type { DecideOptions } from './options.js'

/** Whether this run asks: nothing was answered, or it was told to. */
export function asks(options: DecideOptions): boolean {
  return options.interview || (options.answers === undefined && options.set.length === 0)
}

/** Returns why nothing may be asked here, as the end of a sentence; undefined when it may. Standard output may be a pipe: questions go to standard error. */
export function obstacleToAsking(context: Context, options: DecideOptions): string | undefined {
  if (!options.input) return '--no-input forbids it'
  if (!context.stdin.isTerminal) return 'standard input is not a terminal'
  if (!context.stderr.isTerminal) return 'standard error is not a terminal'
  return isCi(context.env) ? `the variable CI is set (${context.env.CI})` : undefined
}
