import type { Table } from '../document/blocks.js'
import { hanging, type Page, padded } from './page.js'
import { columns, wrapped } from './width.js'

const GAP = 2
/** A column of words narrower than this is no pleasure to read; the table becomes a list instead. */
const NARROWEST_WORDS = 18
/** A word up to this long is kept whole: an id that breaks cannot be read, nor typed. */
const LONGEST_WORD = 26

/** Returns the table as aligned columns, or as a list of its rows where it does not fit. */
export function tableLines(table: Table, page: Page): readonly string[] {
  const cells = table.rows.map((row) => row.map((cell) => page.flow(cell)))
  const titles = table.columns.map((column) => page.plain(column.title))
  const widths = page.hasTables ? fittingWidths(table, titles, cells, page.width) : undefined
  return widths === undefined ? listLines(table, titles, cells, page) : gridLines(table, titles, cells, widths, page)
}

/** The width of each column: its own, or, where the table is too wide, the widest ones give way as far as they can. */
function fittingWidths(
  table: Table,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] | undefined {
  const cellWidths = titles.map((_, at) => Math.max(0, ...rows.map((row) => columns(row[at] ?? ''))))
  const fitted = titles.map((title, at) => Math.max(columns(title), cellWidths[at] ?? 0))
  // Numbers stay whole and only their title wraps; words may wrap anywhere.
  const least = titles.map((title, at) => {
    const whole = table.columns[at]?.align === 'right' ? Math.max(cellWidths[at] ?? 0, longestWord(title)) : wordWidth(rows, at)
    return Math.min(fitted[at] ?? 0, whole)
  })
  let excess = fitted.reduce((sum, each) => sum + each, GAP * (titles.length - 1)) - width
  while (excess > 0) {
    const widest = Math.max(...fitted.filter((each, at) => each > (least[at] ?? 0)))
    const at = fitted.findIndex((each, index) => each === widest && each > (least[index] ?? 0))
    if (at < 0) return undefined
    fitted[at] = widest - 1
    excess -= 1
  }
  return fitted
}

const longestWord = (text: string): number => Math.max(0, ...text.split(/\s+/).map(columns))

/** How narrow a column of words may become. */
function wordWidth(rows: readonly (readonly string[])[], at: number): number {
  const longest = Math.max(0, ...rows.map((row) => longestWord(row[at] ?? '')))
  return longest > LONGEST_WORD ? NARROWEST_WORDS : Math.max(NARROWEST_WORDS, longest)
}

function gridLines(
  table: Table,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  page: Page,
): readonly string[] {
  const rule = page.paint.dim((page.unicode ? '─' : '-').repeat(widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1))))
  const line = (cells: readonly string[]): readonly string[] => {
    const parts = cells.map((cell, at) => wrapped(cell, widths[at] ?? 1))
    const height = Math.max(1, ...parts.map((part) => part.length))
    return Array.from({ length: height }, (_, at) =>
      parts.map((part, column) => padded(part[at] ?? '', widths[column] ?? 0, table.columns[column]?.align)).join(' '.repeat(GAP)),
    )
  }
  return rows.reduce<string[]>(
    (lines, row, at) => {
      if (table.total === true && at === rows.length - 1) lines.push(rule)
      lines.push(...line(row))
      return lines
    },
    [...line(titles.map(page.paint.dim)), rule],
  )
}

/** Each row as a point: its first cell leads, words follow on lines of their own, numbers share one. */
function listLines(table: Table, titles: readonly string[], rows: readonly (readonly string[])[], page: Page): readonly string[] {
  const isNumber = (at: number): boolean => table.columns[at]?.align === 'right'
  return rows.flatMap((row) => {
    const filled = row.flatMap((cell, at) => (cell === '' ? [] : [{ at, said: `${titles[at]}: ${cell}` }]))
    const numbers = filled.filter(({ at }) => at > 0 && isNumber(at)).map(({ said }) => said)
    const words = filled.filter(({ at }) => at > 0 && !isNumber(at)).map(({ said }) => said)
    const lead = isNumber(0) ? `${titles[0]}: ${row[0] ?? ''}` : (row[0] ?? '')
    const rest = numbers.length === 0 ? words : [...words, numbers.join(', ')]
    return [...hanging('- ', lead, page.width), ...rest.flatMap((each) => hanging('  ', each, page.width))]
  })
}
