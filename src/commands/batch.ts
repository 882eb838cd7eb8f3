import { type Batch, createBatch } from '../batch/batch.js'
import { readFilters } from '../batch/filter.js'
import { loadWriter, type TableFormat } from '../batch/layout.js'
import { linesOf } from '../batch/lines.js'
import type { TableWriter } from '../batch/table.js'
import { summaryLines } from '../batch/words.js'
import type { Context } from '../context.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { lineBlocks } from '../files/line-blocks.js'
import { problem, warning } from '../files/problem.js'
import { print } from '../print.js'
import { findAnswersFiles } from './answers-folder.js'
import { decideFile } from './batch/folder.js'
import { createNotes, type Notes } from './batch/notes.js'
import { type Outlet, outletTo } from './batch/outlet.js'
import { progressOn } from './batch/progress.js'
import { type RubricShelf, shelfFor } from './batch/shelf.js'
import { type OpenSource, openSource } from './batch/source.js'
import { isColoured } from './colour.js'
import { mediumOf } from './delivery.js'
import { type Manner, say } from './fail.js'

/** What was typed after `batch`. */
export interface BatchOptions {
  /** A folder, an NDJSON file, or `-`. */
  readonly source: string
  readonly rubric?: string
  readonly format?: TableFormat
  readonly filter: readonly string[]
  readonly verdictsOnly: boolean
  readonly summaryOnly: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** What a run works with. */
interface Run {
  readonly context: Context
  readonly options: BatchOptions
  readonly manner: Manner
  readonly writer: TableWriter
  readonly outlet: Outlet
  readonly batch: Batch
  readonly shelf: RubricShelf
  readonly notes: Notes
}

/** Decides many sheets, one row each, and counts the verdicts. Returns the exit code: 2 also when only some rows were bad. */
export async function batchCommand(context: Context, options: BatchOptions): Promise<number> {
  const manner: Manner = { json: false, colour: options.color, quiet: options.quiet }
  const refuse = (problems: readonly Diagnostic[]): Promise<number> => refused(context, options, manner, problems)
  const filters = readFilters(options.filter)
  if (!filters.ok) return refuse(filters.problems)
  const source = await openSource(context, options.source)
  if (!source.ok) return refuse(source.problems)
  const found = source.value.kind === 'folder' ? await findAnswersFiles(source.value.folder, context.files) : undefined
  if (found !== undefined && found.files.length === 0) return refuse(found.problems.length > 0 ? found.problems : [noRows(options.source)])
  const verdictsOnly = options.verdictsOnly && !options.summaryOnly
  const writer = (await loadWriter(options.format ?? 'text'))({
    by: found === undefined ? 'line' : 'file',
    widest: found === undefined ? digitsFor(source.value) : Math.max(...found.files.map((file) => file.length)),
    verdictsOnly: options.verdictsOnly,
    medium: await mediumOf(context, options.color),
  })
  const outlet = outletTo(context, isColoured(context, context.stderr, options.color))
  const given = { filters: filters.value, filterTexts: options.filter, verdictsOnly, summaryOnly: options.summaryOnly }
  const batch = createBatch(given, writer, outlet)
  const notes = createNotes()
  const shelf = shelfFor(batch, context.files, options.rubric, notes.add)
  const run: Run = { context, options, manner, writer, outlet, batch, shelf, notes }
  if (found === undefined) return source.value.kind === 'lines' ? decideLines(run, source.value) : 2
  const others = found.others === 0 ? [] : [leftAlone(found.others, options.source)]
  return decideFiles(run, found.files, [...found.problems, ...others])
}

async function decideLines(run: Run, source: Extract<OpenSource, { kind: 'lines' }>): Promise<number> {
  const { context, options, batch, outlet, shelf, notes } = run
  const { file } = source
  const path = options.source
  const lines = linesOf(batch, { find: (name) => shelf.find(name, path), overridden: shelf.overridden }, file, notes.add)
  const progress = progressOn(context, !options.quiet, source.size, 'rows')
  outlet.over(progress)
  for await (const block of lineBlocks(source.pieces)) {
    lines.open(block)
    for (let left = lines.next(); left !== false; left = lines.next()) {
      if (left !== true) {
        const fatal = await shelf.load(left.rubric, path)
        if (fatal.length > 0) return refused(context, options, run.manner, fatal)
      } else if (context.stdout.isTerminal) outlet.flush()
      progress.at(source.done(), lines.rows())
      if (outlet.failure() !== undefined) break
    }
    if (!outlet.flush()) break
    progress.at(source.done(), lines.rows())
  }
  progress.wipe()
  const fault = source.fault()
  return conclude(run, lines.rows(), 'row', fault === undefined ? [] : [fault])
}

async function decideFiles(run: Run, files: readonly string[], more: readonly Diagnostic[]): Promise<number> {
  const { context, options, batch, outlet, shelf, notes } = run
  const progress = progressOn(context, !options.quiet, files.length, 'files')
  outlet.over(progress)
  for (const [index, file] of files.entries()) {
    const fatal = await decideFile(file, context.files, batch, shelf, notes)
    if (fatal.length > 0) return refused(context, options, run.manner, fatal)
    if (context.stdout.isTerminal && !outlet.flush()) break
    progress.at(index + 1, index + 1)
    if (outlet.failure() !== undefined) break
  }
  outlet.flush()
  progress.wipe()
  return conclude(run, files.length, 'file', more)
}

/** Ends a run: the summary, what is to be said of it, and the exit code. */
async function conclude(run: Run, count: number, what: 'row' | 'file', more: readonly Diagnostic[]): Promise<number> {
  const { context, options, manner, writer, outlet, batch, notes } = run
  const failure = outlet.failure()
  if (failure !== undefined) return failure
  if (count === 0) return refused(context, options, manner, more.length > 0 ? more : [noRows(options.source)])
  const summary = batch.summary()
  outlet.write(options.summaryOnly ? writer.summary(summary) : writer.foot(summary))
  if (!outlet.flush()) return outlet.failure() ?? 2
  const isData = options.format === 'csv' || options.format === 'ndjson'
  if (isData && !options.summaryOnly && !options.quiet) context.stderr.write(`${summaryLines(summary).join('\n')}\n`)
  await say(context, [...notes.all(), ...more], manner)
  const isWhole = summary.bad === 0 && more.every(({ severity }) => severity === 'warning')
  if (summary.bad > 0) await say(context, [badRows(summary.bad, count, what)], manner)
  return isWhole ? 0 : 2
}

/** Ends a run that cannot go on. A reader of NDJSON gets one line that says so. */
async function refused(context: Context, options: BatchOptions, manner: Manner, problems: readonly Diagnostic[]): Promise<number> {
  await say(context, problems, manner)
  if (options.format === 'ndjson') {
    const { errorLine } = await import('./batch/error-line.js')
    print(context, errorLine(problems))
  }
  return 2
}

/** The digits of the last line number, were every row as short as can be; a pipe may hold a million. */
function digitsFor(source: OpenSource): number {
  const SHORTEST_ROW = 32
  const MILLION = 7
  return source.kind === 'lines' && source.size > 0 ? Math.max(2, String(Math.ceil(source.size / SHORTEST_ROW)).length) : MILLION
}

function noRows(source: string): Diagnostic {
  return problem('rows-none', 'there is no row to decide', {
    place: { file: source === '-' ? '<stdin>' : source },
    hint: 'write one JSON object to a line: {"title": "Help desk", "answers": {"need": "facts"}}',
  })
}

function badRows(bad: number, count: number, what: 'row' | 'file'): Diagnostic {
  const all = `${count} ${what}${count === 1 ? '' : 's'}`
  return problem('rows-bad', `${bad} of ${all} could not be decided`, { hint: 'each is named above; the others are decided' })
}

function leftAlone(others: number, folder: string): Diagnostic {
  const what = others === 1 ? 'one other file is no answers file' : `${others} other files are no answers files`
  return warning('files-left', `${what}, and left alone`, { place: { file: folder } })
}
