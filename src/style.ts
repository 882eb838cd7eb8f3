import { Chalk } from 'chalk'

/** Colour by meaning. Every function returns its text unchanged when colour is off. */
export interface Style {
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
  readonly dim: (text: string) => string
  readonly strong: (text: string) => string
  /** What is being pointed at: the line under the cursor, a command to copy. */
  readonly accent: (text: string) => string
}

/** Returns the styles for one stream; whether it takes colour is decided by `wantsColour` in `terminal.ts`. */
export function styleFor(colour: boolean): Style {
  const chalk = new Chalk({ level: colour ? 1 : 0 })
  return {
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    dim: (text) => chalk.dim(text),
    strong: (text) => chalk.bold(text),
    accent: (text) => chalk.cyan(text),
  }
}
