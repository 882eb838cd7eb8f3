import { VERDICT_WORDS } from '../answers/verdict-words.js'
import { wholePercent } from '../engine/stability.js'
import { csvCell } from '../report/encode.js'
import type { Layout } from './layout.js'
import type { Named, Row, TableWriter, Where } from './table.js'

/** A table after RFC 4180: a header, one record to a sheet, CRLF. Bad rows have no place in it, so that every record has a verdict in each column. */
export function csvTable({ by, verdictsOnly }: Pick<Layout, 'by' | 'verdictsOnly'>): TableWriter {
  const names = by === 'line' ? ['line', 'id', 'title'] : ['file', 'title']
  const more = verdictsOnly ? [] : ['headline', 'open', 'stability', 'mistakes']
  return {
    head: (columns) => record([...names, ...columns.map(({ id }) => csvCell(id)), ...more]),
    verdicts: (verdicts) => verdicts.join(','),
    row({ where, named, outcome, details }: Row) {
      const lead = [...whereOf(where), ...namesOf(where, named), outcome.shown]
      if (details === undefined) return record(lead)
      const { headline, open, stability, mistakes } = details
      const share = stability === null ? '' : `${wholePercent(stability)}%`
      return record([...lead, csvCell(headline), String(open.length), share, csvCell(mistakes.join(' '))])
    },
    bad: () => '',
    foot: () => '',
    summary: ({ columns, counts }) =>
      [['approach', ...VERDICT_WORDS], ...columns.map(({ id }, at) => [csvCell(id), ...(counts[at] ?? []).map(String)])]
        .map(record)
        .join(''),
  }
}

function record(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}

function whereOf(where: Where): readonly string[] {
  return [csvCell('line' in where ? String(where.line) : where.file)]
}

/** Files have no id of their own. */
function namesOf(where: Where, { id, title }: Named): readonly string[] {
  const shown = csvCell(title ?? '')
  return 'line' in where ? [csvCell(String(id ?? '')), shown] : [shown]
}
