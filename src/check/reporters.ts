import type { Medium } from '../report/formats.js'
import type { CheckResult } from './result.js'

/** Where a report on checked files goes to; only `text` reads it. */
export interface CheckMedium extends Medium {
  /** Leave out the files that passed, and notes. */
  readonly quiet: boolean
}

/** A checked set of files as a report; pure. */
export type RenderCheck = (result: CheckResult, medium: CheckMedium) => string

/** The names of all reporters, in the order in which help lists them. */
export const REPORTER_NAMES = ['text', 'json', 'github', 'junit', 'sarif', 'markdown'] as const

export type ReporterName = (typeof REPORTER_NAMES)[number]

/** Loads one reporter; each is a chunk of its own. */
export async function loadReporter(name: ReporterName): Promise<RenderCheck> {
  switch (name) {
    case 'text':
      return (await import('./reporters/text.js')).renderCheckText
    case 'json':
      return (await import('./reporters/json.js')).renderCheckJson
    case 'github':
      return (await import('./reporters/github.js')).renderCheckGithub
    case 'junit':
      return (await import('./reporters/junit.js')).renderCheckJunit
    case 'sarif':
      return (await import('./reporters/sarif.js')).renderCheckSarif
    case 'markdown':
      return (await import('./reporters/markdown.js')).renderCheckMarkdown
  }
}
