import { VERDICT_WORDS } from '../answers/verdict-words.js'
import { type Share, wholePercent } from '../engine/stability.js'
import { oneLine } from '../report/encode.js'
import type { Summary } from './table.js'

/** What the stability of a row is, as a sentence. */
export const STABILITY_NOTE =
  'Stability: the share of all ways to answer what is open that keeps the verdict, for the approach of the row that is least sure.'

/** A count with commas between the thousands, so that large ones can be read. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A share in whole percent; a dash where it is not counted. */
export function shareOf(share: Share | null): string {
  return share === null ? '–' : `${wholePercent(share)}%`
}

function sheets(count: number): string {
  return count === 1 ? '1 sheet' : `${counted(count)} sheets`
}

/** How many sheets there were and what became of them, as a sentence. */
export function tallyOf({ decided, bad }: Summary): string {
  return `${sheets(decided)} decided, ${bad === 0 ? 'none' : counted(bad)} bad.`
}

/** How many of the sheets pass the filters, as a sentence; nothing without filters. */
export function filtersOf({ filters, shown, decided }: Summary): readonly string[] {
  return filters.length === 0 ? [] : [`Of these, ${counted(shown)} of ${counted(decided)} with ${filters.join(' and ')}.`]
}

/** The summary as lines: a sentence, and a table of the verdicts where something was decided. Ids of approaches are ASCII. */
export function summaryLines(summary: Summary): readonly string[] {
  const { columns, counts } = summary
  const said = [tallyOf(summary), ...filtersOf(summary)].map(oneLine).join(' ')
  if (columns.length === 0) return [said]
  const ids = columns.map(({ id }) => oneLine(id))
  const name = Math.max(0, ...ids.map((id) => id.length))
  const cells = counts.map((row) => row.map(counted))
  const widths = VERDICT_WORDS.map((word, at) => Math.max(word.length, ...cells.map((row) => (row[at] ?? '').length)))
  const line = (first: string, row: readonly string[]): string =>
    [first.padEnd(name), ...row.map((cell, at) => cell.padStart(widths[at] ?? 0))].join('  ')
  return [said, '', line('', VERDICT_WORDS), ...ids.map((id, at) => line(id, cells[at] ?? []))]
}
