import { VERDICT_WORDS } from '../answers/verdict-words.js'
import type { Verdict } from '../engine/rubric.js'
import { ghInert, oneLine } from '../report/encode.js'
import { toAscii } from '../report/text/ascii.js'
import { paintVerdict } from '../report/text/page.js'
import { columns as columnsOf, wrapped } from '../report/text/width.js'
import { clipped, clippedPath, filled } from './clip.js'
import type { Layout } from './layout.js'
import type { Column, Details, Named, Row, Summary, TableWriter } from './table.js'
import { STABILITY_NOTE, shareOf, summaryLines } from './words.js'

const GAP = '  '
/** The longest verdict. */
const VERDICT_WIDTH = 5
/** With full names of approaches over the columns, and with numbers, a title has at least so much room; else verdicts are listed. */
const ROOMY_TITLE = 24
const NARROW_TITLE = 11
const WIDEST_TITLE = 40
const WIDEST_PATH = 28
const NARROWEST = 20

/** The id goes first: a title that is too long is cut. */
function nameOf({ id, title }: Named): string {
  return [id, title].filter((part) => part !== undefined && part !== '').join(': ')
}

/** How the verdicts stand: under the ids, under numbers that a first line explains, or in words below the title. */
type Shape = 'ids' | 'numbers' | 'list'

/**
 * A table of fixed columns for a terminal or a plain file, so that the first row can be written before the last is read; below each row what does not fit
 * into columns, and at the end the summary. No row is wider than the medium (at least 20 columns).
 */
export function textTable({ by, widest, folder, verdictsOnly, medium }: Layout): TableWriter {
  const width = Math.max(NARROWEST, medium.width) - 1
  const { paint } = medium
  const where = Math.min(Math.max(by.length, widest), WIDEST_PATH, Math.floor(width / 3))
  const numbers = verdictsOnly ? 0 : 'open'.length + 'stability'.length + 2 * GAP.length
  let shape: Shape = 'list'
  let ids: readonly string[] = []
  let widths: readonly number[] = []
  let title = 0
  const mark = medium.unicode ? '…' : '...'
  const safe = (text: string): string => ghInert(medium.unicode ? oneLine(text) : toAscii(oneLine(text)))
  const painted = (verdict: Verdict, to = 0): string => paintVerdict(paint, verdict)(verdict) + ' '.repeat(Math.max(0, to - verdict.length))
  // A mark that a runner would read as a command at the start of a line takes one column more when it is broken.
  const indented = (text: string): string =>
    wrapped(text, width - GAP.length - 1)
      .map((line) => `${GAP}${line}\n`)
      .join('')

  function settle(columns: readonly Column[]): void {
    ids = columns.map(({ id }) => safe(id))
    const room = (cells: readonly number[]): number =>
      width - where - GAP.length - numbers - cells.reduce((sum, one) => sum + one + GAP.length, 0)
    const asIds = ids.map((id) => Math.max(VERDICT_WIDTH, columnsOf(id)))
    const asNumbers = ids.map(() => VERDICT_WIDTH)
    shape = room(asIds) >= ROOMY_TITLE ? 'ids' : room(asNumbers) >= NARROW_TITLE ? 'numbers' : 'list'
    widths = shape === 'ids' ? asIds : asNumbers
    title = shape === 'list' ? Math.max(NARROWEST - 9, width - where - GAP.length) : Math.min(WIDEST_TITLE, room(widths))
  }

  /** What the numbers over the columns stand for; no line ends between a number and its id. */
  function legendOf(): string {
    let line = ''
    let lines = ''
    for (const [at, id] of ids.entries()) {
      const one = `${at + 1} ${id}${at + 1 < ids.length ? ',' : ''}`
      const isFull = line !== '' && columnsOf(line) + 1 + columnsOf(one) > width
      if (isFull) lines += `${line}\n`
      line = line === '' || isFull ? one : `${line} ${one}`
    }
    return `${lines}${line}\n\n`
  }

  function headOf(): string {
    if (shape === 'list') return ''
    const legend = shape === 'ids' ? '' : legendOf()
    const names = ids.map((id, at) => filled(shape === 'ids' ? id : String(at + 1), widths[at] ?? 0))
    const more = verdictsOnly ? [] : ['open', 'stability']
    const head = [
      by === 'line' ? by.padStart(where) : filled(by, where),
      filled(by === 'line' ? 'id: title' : 'title', title),
      ...names,
      ...more,
    ]
      .join(GAP)
      .trimEnd()
    return `${legend}${paint.dim(head)}\n${paint.dim((medium.unicode ? '─' : '-').repeat(columnsOf(head)))}\n`
  }

  function detailLines({ headline, mistakes }: Details): string {
    return `${indented(safe(headline))}${mistakes.length === 0 ? '' : indented(`Mistakes: ${safe(mistakes.join(', '))}`)}`
  }

  /** What the least plain of the numbers is. */
  function noteOf(): string {
    return verdictsOnly
      ? ''
      : `${ghInert(
          wrapped(STABILITY_NOTE, width)
            .map((line) => `${line}\n`)
            .join(''),
        )}\n`
  }

  function withoutFolder(path: string): string {
    return path.startsWith(folder) ? path.slice(folder.length) : path
  }

  function summaryOf(summary: Summary): string {
    const [said = '', ...table] = summaryLines(summary)
    return ghInert([...wrapped(said, width), ...table].map((line) => `${line}\n`).join(''))
  }

  return {
    head(columns) {
      settle(columns)
      return headOf()
    },
    verdicts(verdicts) {
      if (shape !== 'list') return verdicts.map((verdict, at) => painted(verdict, widths[at])).join(GAP)
      const parts = VERDICT_WORDS.map((word) => ({ word, of: ids.filter((_, at) => verdicts[at] === word) })).filter(
        ({ of }) => of.length > 0,
      )
      return indented(parts.map(({ word, of }) => `${painted(word)}: ${of.join(', ')}`).join('; '))
    },
    row({ where: at, named, outcome, details }: Row) {
      const place = 'line' in at ? String(at.line).padStart(where) : filled(clippedPath(safe(withoutFolder(at.file)), where, mark), where)
      const name = clipped(safe(nameOf(named)), title, mark)
      const share = details === undefined ? '' : medium.unicode ? shareOf(details.stability) : toAscii(shareOf(details.stability))
      if (shape === 'list') {
        const more = details === undefined ? '' : indented(`open: ${details.open.length}, stability: ${share}`)
        return ghInert(`${`${place}${GAP}${name}`.trimEnd()}\n${outcome.shown}${more}${details === undefined ? '' : detailLines(details)}`)
      }
      const more = details === undefined ? [] : [String(details.open.length).padStart('open'.length), share.padStart('stability'.length)]
      const line = [place, filled(name, title), outcome.shown, ...more].join(GAP).trimEnd()
      return ghInert(`${line}\n${details === undefined ? '' : detailLines(details)}`)
    },
    bad: () => '',
    foot: (summary) => `${summary.columns.length === 0 ? '' : `\n${noteOf()}`}${summaryOf(summary)}`,
    summary: summaryOf,
  }
}
