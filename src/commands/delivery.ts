import type { Context } from '../context.js'
import type { Decision } from '../engine/decision.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { FILE_MEDIUM, FORMAT_EXTENSIONS, type Format, formatNamed, formatOfPath, type Medium, type Render } from '../report/formats.js'
import { type ColourFlag, wantsUnicode } from '../terminal.js'
import { isColoured } from './colour.js'
import type { DecideOptions } from './options.js'

/** Columns of a terminal that does not say how wide it is. */
const TERMINAL_WIDTH = 80

/** Where the reports and the answers go, settled before anything is asked. */
export interface Delivery {
  /** The report on standard output; undefined when only files are wanted. */
  readonly stdout: Format | undefined
  readonly files: readonly { readonly path: string; readonly format: Format }[]
  readonly save: string | undefined
  /** The lock beside the answers file. */
  readonly lock?: string
  /** The folder that gets the decision as a record among others. */
  readonly records?: string
  /** The short form, for every format that has one. */
  readonly brief?: boolean
  /** The short form on standard output alone. */
  readonly briefStdout?: boolean
}

const isStdout = (path: string): boolean => path === '-' || path === '/dev/stdout'

/**
 * Returns where everything goes: with `--output` alone, standard output stays empty; the ending of a file says its format. One of `folders`, those
 * paths that name a folder, takes a decision record, where that is the format.
 */
export function planDelivery(options: DecideOptions, folders: readonly string[] = []): Checked<Delivery> {
  const problems: Diagnostic[] = []
  const files: { path: string; format: Format }[] = []
  const records: string[] = []
  for (const path of options.output.filter((one) => !isStdout(one))) {
    const format = formatOfPath(path)
    if (folders.includes(path)) records.push(path)
    else if (format === undefined) problems.push(unknownEnding(path, options))
    else files.push({ path, format })
  }
  problems.push(...faultsOfFolders(records, options))
  if (options.save !== undefined && isStdout(options.save)) {
    problems.push(
      problem('usage', '--save needs a file: standard output is for the report', {
        path: '--save',
        hint: 'name a file, such as --save answers.yaml',
      }),
    )
  }
  if (problems.length > 0) return { ok: false, problems }
  const [folder] = records
  const takesFormat = options.format !== undefined && folder === undefined
  const toStdout = options.output.length === 0 || takesFormat || options.output.some(isStdout)
  const stdout = toStdout ? formatNamed(options.format ?? 'text') : undefined
  const brief = options.brief === true
  const formats = [...files.map((one) => one.format), ...(stdout === undefined ? [] : [stdout])]
  if (brief && formats.every((format) => format.loadBrief === undefined)) return { ok: false, problems: [noShortForm()] }
  return { ok: true, value: { stdout, files, save: options.save, brief, ...(folder !== undefined && { records: folder }) }, warnings: [] }
}

function noShortForm(): Diagnostic {
  return problem('usage', '--brief shortens text and Markdown; JSON and decision records are always whole', {
    path: '--brief',
    hint: 'leave --brief out, or take --format text or markdown',
  })
}

function faultsOfFolders(folders: readonly string[], { format }: DecideOptions): readonly Diagnostic[] {
  if (format !== 'adr') {
    const hint = 'name a file in it; with --format adr, it takes a decision record'
    return folders.map((path) => problem('write-folder', 'this is a folder, not a file', { path: '--output', place: { file: path }, hint }))
  }
  const hint = 'keep one of them'
  return folders.length < 2 ? [] : [problem('usage', 'a decision record goes to one folder', { path: '--output', hint })]
}

function unknownEnding(path: string, { format }: DecideOptions): Diagnostic {
  const ofFiles = 'the ending of a file says its format; - is standard output, in the --format given'
  const hint = format === 'adr' ? `${ofFiles}; a folder for the record has to be there, or to end in /` : ofFiles
  return problem('output-ending', `the ending of '${visible(path)}' names no format`, {
    path: '--output',
    allowed: FORMAT_EXTENSIONS,
    hint,
  })
}

/** The paths that a delivery writes to. */
export function targetsOf({ files, save, lock }: Delivery): readonly string[] {
  return [...files.map(({ path }) => path), ...(save === undefined ? [] : [save]), ...(lock === undefined ? [] : [lock])]
}

/** Returns what standard output is: a terminal with its width and characters, or a file like any other. */
export async function mediumOf(context: Context, flag: ColourFlag): Promise<Medium> {
  const { stdout, env } = context
  const size = stdout.isTerminal ? { width: stdout.columns ?? TERMINAL_WIDTH, unicode: wantsUnicode(stdout, env) } : {}
  const medium = { ...FILE_MEDIUM, ...size }
  if (!isColoured(context, stdout, flag)) return medium
  const { styleFor } = await import('../style.js')
  return { ...medium, paint: styleFor(true) }
}

/** Returns the delivery as it is after an interview: text on a terminal is short, since its reader has just answered; files stay whole. */
export function afterInterview(delivery: Delivery, { stdout }: Context): Delivery {
  return stdout.isTerminal && delivery.stdout?.id === 'text' ? { ...delivery, briefStdout: true } : delivery
}

/** Renders every report of a delivery in memory, so that nothing is written when one of them fails. */
export async function renderAll(
  delivery: Delivery,
  decision: Decision,
  medium: Medium,
): Promise<{ stdout: string | undefined; files: { path: string; text: string }[] }> {
  const { brief = false, briefStdout = false } = delivery
  const rendererOf = ({ load, loadBrief }: Format, short: boolean): Promise<Render> => (short && loadBrief ? loadBrief() : load())
  const files: { path: string; text: string }[] = []
  for (const { path, format } of delivery.files) files.push({ path, text: (await rendererOf(format, brief))(decision, FILE_MEDIUM) })
  const stdout = delivery.stdout === undefined ? undefined : (await rendererOf(delivery.stdout, brief || briefStdout))(decision, medium)
  return { stdout, files }
}
