import { VERDICT_WORDS } from '../answers/verdict-words.js'
import { md } from '../report/encode.js'
import type { Layout } from './layout.js'
import type { Row, Summary, TableWriter } from './table.js'
import { filtersOf, STABILITY_NOTE, shareOf, tallyOf } from './words.js'

/** A table in GitHub-flavoured Markdown, and below it the summary. No text of a sheet becomes markup. */
export function markdownTable({ by, verdictsOnly }: Pick<Layout, 'by' | 'verdictsOnly'>): TableWriter {
  const more = verdictsOnly ? [] : ['headline', 'open', 'stability', 'mistakes']
  return {
    head(columns) {
      const titles = [by, ...(by === 'line' ? ['id'] : []), 'title', ...columns.map(({ id }) => cell(id)), ...more]
      return `${line(titles)}${line(titles.map((title) => (title === 'line' || title === 'open' || title === 'stability' ? '---:' : '---')))}`
    },
    verdicts: (verdicts) => verdicts.map((verdict) => (verdict === 'adopt' ? `**${verdict}**` : verdict)).join(' | '),
    row({ where, named, outcome, details }: Row) {
      const place = 'line' in where ? [String(where.line), cell(String(named.id ?? ''))] : [cell(where.file)]
      const lead = [...place, cell(named.title ?? ''), outcome.shown]
      if (details === undefined) return line(lead)
      const { headline, open, stability, mistakes } = details
      return line([...lead, cell(headline), String(open.length), shareOf(stability), cell(mistakes.join(', '))])
    },
    bad: () => '',
    foot: (summary) => `\n${verdictsOnly || summary.columns.length === 0 ? '' : `${md(STABILITY_NOTE)}\n\n`}${summaryOf(summary)}`,
    summary: summaryOf,
  }
}

/** An empty cell would be no cell to some readers. */
function cell(text: string): string {
  return md(text, 'inside') || ' '
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function summaryOf(summary: Summary): string {
  const { columns, counts } = summary
  const rows = columns.map(({ id }, at) => line([cell(id), ...(counts[at] ?? []).map(String)]))
  const table = columns.length === 0 ? '' : `\n${line(['approach', ...VERDICT_WORDS])}| --- | ---: | ---: | ---: | ---: |\n${rows.join('')}`
  return `${[tallyOf(summary), ...filtersOf(summary)].map((text) => md(text)).join(' ')}\n${table}`
}
