import { type Batch, createBatch } from '../batch/batch.js'
import { type Filter, readFilters } from '../batch/filter.js'
import { type Layout, loadWriter, type TableFormat } from '../batch/layout.js'
import { linesOf } from '../batch/lines.js'
import type { TableWriter } from '../batch/table.js'
import { summaryLines } from '../batch/words.js'
import type { Context } from '../context.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { lineBlocks } from '../files/line-blocks.js'
import { problem } from '../files/problem.js'
import { findAnswersFiles, leftAlone } from './answers-folder.js'
import { decideFile } from './batch/folder.js'
import { createNotes, type Notes } from './batch/notes.js'
import { type Outlet, outletTo } from './batch/outlet.js'
import { progressOn } from './batch/progress.js'
import { type RubricShelf, shelfFor } from './batch/shelf.js'
import { type OpenSource, openSource } from './batch/source.js'
import { isColoured } from './colour.js'
import { mediumOf } from './delivery.js'
import { fail, type Manner, say } from './fail.js'

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

type Lines = Extract<OpenSource, { kind: 'lines' }>

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
  const manner: Manner = { json: options.format === 'ndjson' && 'line', colour: options.color, quiet: options.quiet }
  const refuse = (problems: readonly Diagnostic[]): Promise<number> => fail(context, problems, manner)
  const filters = readFilters(options.filter)
  if (!filters.ok) return refuse(filters.problems)
  const source = await openSource(context, options.source)
  if (!source.ok) return refuse(source.problems)
  if (source.value.kind === 'lines') {
    return overLines(await startOf(context, options, manner, filters.value, layoutOf(source.value)), source.value)
  }
  const found = await findAnswersFiles(source.value.folder, context.files)
  const { files, problems } = found
  if (files.length === 0) return refuse(problems.length > 0 ? problems : [noRows(options.source)])
  const folder = options.source === '.' ? '' : options.source.replaceAll('\\', '/').replace(/\/?$/, '/')
  const widest = files.reduce((most, file) => Math.max(most, file.length), 0) - folder.length
  const run = await startOf(context, options, manner, filters.value, { by: 'file', widest, folder })
  return overFiles(run, files, [...problems, ...leftAlone(found, options.source)])
}

/** The digits of the last line number, were every row as short as can be; a pipe may hold a million. */
function layoutOf({ size }: Lines): Pick<Layout, 'by' | 'widest' | 'folder'> {
  const SHORTEST_ROW = 32
  const MILLION = 7
  return { by: 'line', widest: size > 0 ? String(Math.ceil(size / SHORTEST_ROW)).length : MILLION, folder: '' }
}

async function startOf(
  context: Context,
  options: BatchOptions,
  manner: Manner,
  filters: readonly Filter[],
  layout: Pick<Layout, 'by' | 'widest' | 'folder'>,
): Promise<Run> {
  const { verdictsOnly, summaryOnly } = options
  const load = await loadWriter(options.format ?? 'text')
  const writer = load({ ...layout, verdictsOnly, medium: await mediumOf(context, options.color) })
  const outlet = outletTo(context, isColoured(context, context.stderr, options.color))
  const batch = createBatch({ filters, filterTexts: options.filter, verdictsOnly, summaryOnly }, writer, outlet)
  const notes = createNotes()
  return { context, options, manner, writer, outlet, batch, notes, shelf: shelfFor(batch, context.files, options.rubric, notes.add) }
}

async function overLines(run: Run, source: Lines): Promise<number> {
  const { context, options, batch, outlet, shelf, notes } = run
  const { file } = source
  const path = options.source
  const lines = linesOf(batch, { find: (name) => shelf.find(name, path), overridden: shelf.overridden }, file, notes.add)
  const progress = progressOn(context, !options.quiet, source.size, 'rows')
  outlet.over(progress)
  let fatal: readonly Diagnostic[] = []
  for await (const block of lineBlocks(source.pieces)) {
    lines.open(block)
    for (let left = lines.next(); left !== false && fatal.length === 0; left = lines.next()) {
      if (left !== true) fatal = await shelf.load(left.rubric, path)
      else if (context.stdout.isTerminal) outlet.flush()
      if (outlet.failure() !== undefined) break
      progress.at(source.done() - lines.left(), lines.rows())
    }
    if (!outlet.flush() || fatal.length > 0) break
    progress.at(source.done(), lines.rows())
  }
  progress.wipe()
  if (fatal.length > 0) return endedBy(run, fatal)
  const fault = source.fault()
  return conclude(run, lines.rows(), 'row', fault === undefined ? [] : [fault])
}

async function overFiles(run: Run, files: readonly string[], more: readonly Diagnostic[]): Promise<number> {
  const { context, options, batch, outlet, shelf, notes } = run
  const progress = progressOn(context, !options.quiet, files.length, 'files')
  outlet.over(progress)
  let fatal: readonly Diagnostic[] = []
  for (const [index, file] of files.entries()) {
    fatal = await decideFile(file, context.files, batch, shelf, notes)
    if (context.stdout.isTerminal) outlet.flush()
    if (outlet.failure() !== undefined || fatal.length > 0) break
    progress.at(index + 1, index + 1)
  }
  outlet.flush()
  progress.wipe()
  if (fatal.length > 0) return endedBy(run, fatal)
  return conclude(run, files.length, 'file', more)
}

/** Ends a run that cannot go on. */
function endedBy({ context, manner, outlet }: Run, fatal: readonly Diagnostic[]): Promise<number> {
  outlet.flush(true)
  return fail(context, fatal, manner)
}

/** Ends a run: the summary, what is to be said of it, and the exit code. */
async function conclude(run: Run, count: number, what: 'row' | 'file', more: readonly Diagnostic[]): Promise<number> {
  const { context, options, manner, writer, outlet, batch, notes } = run
  const failure = outlet.failure()
  if (failure !== undefined) {
    outlet.flush(true)
    return failure
  }
  if (count === 0) return fail(context, more.length > 0 ? more : [noRows(options.source)], manner)
  const summary = batch.summary()
  outlet.write(options.summaryOnly ? writer.summary(summary) : writer.foot(summary))
  if (!outlet.flush(true)) return outlet.failure() ?? 2
  const isData = options.format === 'csv' || options.format === 'ndjson'
  if (isData && !options.summaryOnly && !options.quiet) context.stderr.write(`${summaryLines(summary).join('\n')}\n`)
  await say(context, [...notes.all(), ...more], manner)
  const isWhole = summary.bad === 0 && more.every(({ severity }) => severity === 'warning')
  if (summary.bad > 0) await say(context, [badRows(summary.bad, count, what)], manner)
  return isWhole ? 0 : 2
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
