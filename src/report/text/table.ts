import type { Table } from '../document/blocks.js'
import { columns, hanging, type Page, padded, wrapped } from './page.js'

const GAP = 2
/** A column narrower than this is no pleasure to read; the table becomes a list instead. */
const NARROWEST_TEXT = 18

/** Returns the table as aligned columns, or as a list of its rows where it does not fit. */
export function tableLines(table: Table, page: Page): readonly string[] {
  const cells = table.rows.map((row) => row.map((cell) => page.flow(cell)))
  const titles = table.columns.map((column) => page.plain(column.title))
  const widths = page.hasTables ? fittingWidths(titles, cells, page.width) : undefined
  return widths === undefined ? listLines(table, titles, cells, page) : gridLines(table, titles, cells, widths, page)
}

/** The width of each column: its own, or, where the table is too wide, the widest ones share what is left. */
function fittingWidths(titles: readonly string[], rows: readonly (readonly string[])[], width: number): readonly number[] | undefined {
  const widest = titles.map((title, at) => Math.max(columns(title), ...rows.map((row) => columns(row[at] ?? ''))))
  const room = width - GAP * (titles.length - 1)
  const fitted = [...widest]
  let excess = fitted.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    const largest = Math.max(...fitted)
    const at = fitted.indexOf(largest)
    const second = Math.max(NARROWEST_TEXT, ...fitted.filter((_, index) => index !== at && fitted[index] !== largest))
    const next = Math.max(NARROWEST_TEXT, Math.min(largest - 1, Math.max(second, largest - excess)))
    if (next >= largest) return undefined
    fitted[at] = next
    excess -= largest - next
  }
  return fitted
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

/** Each row as its first filled cell with the others named below it. */
function listLines(table: Table, titles: readonly string[], rows: readonly (readonly string[])[], page: Page): readonly string[] {
  const head = table.columns[0]?.align === 'right' ? undefined : 0
  return rows.flatMap((row) => {
    const rest = row.flatMap((cell, at) => (at === head || cell === '' ? [] : [`${titles[at]}: ${cell}`]))
    const [first, ...others] = head === undefined ? rest : [row[head] ?? '', ...rest]
    return [...hanging('- ', first ?? '', page.width), ...others.flatMap((each) => hanging('  ', each, page.width))]
  })
}
