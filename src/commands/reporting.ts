import { type CheckMedium, loadReporter, REPORTER_NAMES, type ReporterName } from '../check/reporters.js'
import type { CheckResult } from '../check/result.js'
import type { Context } from '../context.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import type { Output } from '../files/write.js'
import { print } from '../print.js'
import { FILE_MEDIUM } from '../report/formats.js'
import { mediumOf } from './delivery.js'
import { fail, type Manner, say } from './fail.js'

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

/** Reporters whose readers look for the files in a repository. */
const PLACED: ReadonlySet<ReporterName> = new Set(['github', 'sarif'])

const isStdout = (path: string): boolean => path === '-' || path === '/dev/stdout'
const isReporter = (name: string): name is ReporterName => REPORTER_NAMES.some((one) => one === name)

/** How a run that ends before it has anything to report says what went wrong: in JSON too where standard output carries JSON. */
export function reportingManner({ reporter, color, quiet }: ReportingOptions): Manner {
  const json = reporter.some((one) => one === 'json' || (one.startsWith('json=') && isStdout(one.slice('json='.length))))
  return { json, colour: color, quiet }
}

/**
 * Returns where the reports go, or everything that stands against it: names that are no reporter, two reports for standard output, files that
 * may not be written. `protect` are the paths of the inputs. Touches nothing; to be asked before anything is decided.
 */
export async function reportTargets(options: ReportingOptions, protect: readonly string[] = []): Promise<Checked<ReportTargets>> {
  const planned = plan(options)
  const paths = planned.targets.files.map(({ path }) => path)
  const refused = paths.length === 0 ? [] : await (await import('./store.js')).refusals(paths, { force: options.force, protect })
  const problems = [...planned.problems, ...refused]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: planned.targets, warnings: [] }
}

function plan({ reporter, quiet }: ReportingOptions): { readonly targets: ReportTargets; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = []
  const files: { reporter: ReporterName; path: string }[] = []
  const printed = new Set<ReporterName>()
  for (const word of reporter) {
    const at = word.indexOf('=')
    const [name, path] = at < 0 ? [word, '-'] : [word.slice(0, at), word.slice(at + 1)]
    if (!isReporter(name)) problems.push(unknownReporter(name))
    else if (isStdout(path)) printed.add(name)
    else files.push({ reporter: name, path })
  }
  if (printed.size > 1) problems.push(tooMany([...printed]))
  const [first = files.length > 0 && quiet ? undefined : 'text'] = printed
  return { targets: { stdout: first, files }, problems }
}

function unknownReporter(name: string): Diagnostic {
  const guess = nearest(name, REPORTER_NAMES)
  return problem('reporter-unknown', `there is no reporter '${visible(name)}'`, {
    path: '--reporter',
    allowed: REPORTER_NAMES,
    hint: guess === undefined ? 'take one of these, such as --reporter junit=report.xml' : `did you mean ${guess}?`,
  })
}

function tooMany(names: readonly ReporterName[]): Diagnostic {
  const rest = names.slice(1).map((name) => `--reporter ${name}=FILE`)
  return problem('reporter-stdout', `only one report can go to standard output, not ${names.join(' and ')}`, {
    path: '--reporter',
    hint: `give the others a file: ${rest.join(' ')}`,
  })
}

/**
 * Renders all reports in memory, writes the files, all or none, adds to the files of a workflow step where the github reporter is asked for, and
 * prints the report for standard output. Returns the exit code of the check, or 2 when a report could not be delivered.
 */
export async function reportChecked(
  context: Context,
  result: CheckResult,
  options: ReportingOptions,
  protect: readonly string[] = [],
): Promise<number> {
  const manner = reportingManner(options)
  const { targets, problems } = plan(options)
  if (problems.length > 0) return fail(context, problems, manner)
  const files = await Promise.all(
    targets.files.map(
      async ({ reporter, path }): Promise<Output> => ({ path, text: await rendered(reporter, { ...FILE_MEDIUM, quiet: false }) }),
    ),
  )
  const medium = { ...(await mediumOf(context, options.color)), quiet: options.quiet }
  const document = targets.stdout === undefined ? undefined : await rendered(targets.stdout, medium)
  const stopped = files.length === 0 ? { exitCode: 0, ends: false } : await write(context, files, options, protect)
  if (stopped.ends) return stopped.exitCode
  let unadded: readonly Diagnostic[] = []
  if (targets.stdout === 'github' || targets.files.some(({ reporter }) => reporter === 'github')) {
    const { appendToWorkflow } = await import('./workflow-files.js')
    unadded = await appendToWorkflow(context, result, [...protect, ...files.map(({ path }) => path)])
    await say(context, unadded, manner)
  }
  const printed = document === undefined ? 0 : print(context, document)
  return Math.max(stopped.exitCode, printed, unadded.length > 0 ? 2 : 0, result.exitCode)

  async function rendered(name: ReporterName, on: CheckMedium): Promise<string> {
    const render = await loadReporter(name)
    if (!PLACED.has(name)) return render(result, on)
    const { fromRepository } = await import('./report-paths.js')
    return render(fromRepository(result, context), on)
  }
}

/** Writes the files. A failure ends the run only after a signal, or where a program would take the report on standard output for the whole. */
async function write(
  context: Context,
  files: readonly Output[],
  options: ReportingOptions,
  protect: readonly string[],
): Promise<{ readonly exitCode: number; readonly ends: boolean }> {
  const manner = reportingManner(options)
  const { store } = await import('./store.js')
  const { written, interrupted } = await store(context, files, { force: options.force, protect })
  if (!written.ok) {
    const exitCode = await fail(context, written.problems, manner)
    return { exitCode: interrupted ?? exitCode, ends: interrupted !== undefined || manner.json !== false }
  }
  await say(context, written.warnings, manner)
  if (!options.quiet) context.stderr.write(files.map(({ path }) => `wrote ${visible(path)}\n`).join(''))
  return { exitCode: interrupted ?? 0, ends: interrupted !== undefined }
}
