import { VERDICT_WORDS } from '../answers/verdict-words.js'
import { type Share, wholePercent } from '../engine/stability.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problemData } from '../files/problem-data.js'
import { jsonSafe } from '../report/encode.js'
import type { Column, Details, Named, Row, Summary, TableWriter, Where } from './table.js'

/** Texts that JSON and every reader of it take as they are. */
const PLAIN = /^[ !$-[\]-~]*$/

/** One JSON object to a line: a row, or what is wrong with one. */
export function ndjsonTable(): TableWriter {
  let ids: readonly string[] = []
  return {
    head(columns) {
      ids = columns.map(({ id }) => jsonOf(id))
      return ''
    },
    verdicts: (verdicts) => `"verdicts":{${verdicts.map((verdict, at) => `${ids[at]}:"${verdict}"`).join(',')}}`,
    row: ({ where, named, outcome, details }: Row) =>
      `{${whereOf(where)}${namesOf(named)},${outcome.shown}${details === undefined ? '' : detailsOf(details)}}\n`,
    bad: (where, problems, { id }) =>
      `{${whereOf(where)}${namesOf(id === undefined ? {} : { id })},"error":${jsonSafe(JSON.stringify(errorOf(problems)))}}\n`,
    foot: () => '',
    summary: (summary) => `${jsonSafe(JSON.stringify(summaryOf(summary)))}\n`,
  }
}

function jsonOf(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : jsonSafe(JSON.stringify(text))
}

function whereOf(where: Where): string {
  return 'line' in where ? `"line":${where.line}` : `"file":${jsonOf(where.file)}`
}

function namesOf({ id, title }: Named): string {
  const named = id === undefined ? '' : `,"id":${typeof id === 'number' ? id : jsonOf(id)}`
  return title === undefined ? named : `${named},"title":${jsonOf(title)}`
}

function detailsOf({ headline, open, stability, mistakes }: Details): string {
  const more = { headline, openQuestions: open, stability: stability === null ? null : shareOf(stability), mistakes }
  return `,${jsonSafe(JSON.stringify(more)).slice(1, -1)}`
}

function shareOf(share: Share): { readonly part: string; readonly whole: string; readonly percent: number } {
  return { part: share.part.toString(), whole: share.whole.toString(), percent: wholePercent(share) }
}

/** The first problem up front; all of them where there are more. */
function errorOf(problems: readonly Diagnostic[]): object {
  const [first] = problems.map(problemData)
  const { code, message, column, path, allowed, hint } = first ?? {}
  return { code, message, column, path, allowed, hint, ...(problems.length > 1 && { problems: problems.map(problemData) }) }
}

function summaryOf({ columns, decided, shown, filters, bad, counts }: Summary): object {
  const often = (column: number): object => Object.fromEntries(VERDICT_WORDS.map((verdict, at) => [verdict, counts[column]?.[at]]))
  const verdicts = Object.fromEntries(columns.map(({ id }: Column, column) => [id, often(column)]))
  return { decided, ...(filters.length === 0 ? {} : { filters, shown }), bad, verdicts }
}
