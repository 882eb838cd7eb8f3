import { Chalk } from 'chalk'

/** Colour by meaning. Every function returns its text unchanged when colour is off. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly heading: (text: string) => string
  readonly accent: (text: string) => string
  readonly adopt: (text: string) => string
  readonly pilot: (text: string) => string
  readonly later: (text: string) => string
  readonly skip: (text: string) => string
  readonly plus: (text: string) => string
  readonly minus: (text: string) => string
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
}

/** Returns the styles for one stream; whether it takes colour is decided by `wantsColour` in `terminal.ts`. */
export function styleFor(colour: boolean): Style {
  const chalk = new Chalk({ level: colour ? 1 : 0 })
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    heading: (text) => chalk.bold(text),
    accent: (text) => chalk.cyan(text),
    adopt: (text) => chalk.green(text),
    pilot: (text) => chalk.cyan(text),
    later: (text) => chalk.yellow(text),
    skip: (text) => chalk.dim(text),
    plus: (text) => chalk.green(text),
    minus: (text) => chalk.red(text),
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
  }
}
