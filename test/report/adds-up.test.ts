import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { PLAIN } from '../../src/report/paint.js'
import { renderText } from '../../src/report/text.js'
import type { Given } from '../engine/oracle.js'
import { core } from '../engine/shipped.js'
import { sheetOf, TOOL } from '../engine/small-rubric.js'

/** One table of points as a reader sees it: where it starts, what each answer adds, and the total it claims. */
interface Printed {
  readonly approach: string
  readonly axis: string
  readonly start: number
  readonly added: readonly number[]
  readonly total: number
}

/** Sheets that give every approach points, with signs of both kinds, hidden answers and many-questions among them. */
const SHEETS: readonly (readonly [string, Given])[] = [
  ['one answer', { need: 'facts' }],
  ['every option first', Object.fromEntries(core.questions.map(({ id, kind, options }) => [id, given(kind, options[0]?.id ?? '')]))],
  ['every option last', Object.fromEntries(core.questions.map(({ id, kind, options }) => [id, given(kind, options.at(-1)?.id ?? '')]))],
  ['every symptom', { need: 'both', symptoms: core.questions.find(({ id }) => id === 'symptoms')?.options.map(({ id }) => id) ?? [] }],
]

function given(kind: 'single' | 'many', option: string): string | readonly string[] {
  return kind === 'many' ? [option] : option
}

/** The tables that the decision has to give rise to. */
function expected(decision: Decision): readonly Printed[] {
  return decision.approaches.flatMap(({ title, points, readinessPoints, contributions }) => {
    const added = (axis: string): number[] => contributions.filter((one) => one.axis === axis).map((one) => one.points)
    const need = { approach: title, axis: 'Need', start: points.prior, added: added('need'), total: points.total }
    const { prior, total } = readinessPoints
    const readiness = { approach: title, axis: 'Readiness', start: prior, added: added('readiness'), total }
    return readiness.added.length === 0 ? [need] : [need, readiness]
  })
}

/** Gathers rows (points, then a name) into tables, each from its starting point to its total. */
function gather(rows: readonly { readonly approach: string; readonly points: number; readonly name: string }[]): readonly Printed[] {
  const tables: Printed[] = []
  let open: { start: number; added: number[] } | undefined
  for (const { approach, points, name } of rows) {
    const axis = /^(Need|Readiness), total/.exec(name)?.[1]
    if (name.startsWith('Starting point')) open = { start: points, added: [] }
    else if (open !== undefined && axis !== undefined) {
      tables.push({ approach, axis, ...open, total: points })
      open = undefined
    } else open?.added.push(points)
  }
  return tables
}

function inMarkdown(markdown: string): readonly Printed[] {
  const tokens = new MarkdownIt().parse(markdown, {})
  const rows: { approach: string; points: number; name: string }[] = []
  let approach = ''
  let cells: string[] = []
  tokens.forEach((token, at) => {
    const words = (tokens[at + 1]?.children ?? []).map(({ content }) => content).join('')
    if (token.type === 'heading_open' && token.tag === 'h3') approach = words.slice(0, words.lastIndexOf(':'))
    if (token.type === 'tr_open') cells = []
    if (token.type === 'td_open') cells.push(words)
    if (token.type === 'tr_close' && /^[-+]?\d+$/.test(cells[0] ?? ''))
      rows.push({ approach, points: Number(cells[0]), name: cells[1] ?? '' })
  })
  return gather(rows)
}

function inText(text: string, titles: readonly string[]): readonly Printed[] {
  let approach = ''
  return gather(
    text.split('\n').flatMap((line) => {
      approach = titles.find((title) => line.includes(`${title}: `) && !/^\s*[-+]?\d/.test(line)) ?? approach
      const row = /^\s*([-+]?\d+) {2,}(\S.*)$/.exec(line)
      return row === null ? [] : [{ approach, points: Number(row[1]), name: row[2] ?? '' }]
    }),
  )
}

describe.each(SHEETS)('the points that a report prints add up exactly: %s', (_, answers) => {
  const decision = decide(core, sheetOf(answers), { tool: TOOL })
  const tables = expected(decision)

  it('in the tables that are expected at all', () => {
    expect(tables.length).toBeGreaterThanOrEqual(core.approaches.length)
    for (const { start, added, total } of tables) expect(added.reduce((sum, one) => sum + one, start)).toBe(total)
  })

  it('in Markdown', () => {
    expect(inMarkdown(renderMarkdown(decision))).toEqual(tables)
  })

  it.each([200, 120, 100])('in text of %i columns', (width) => {
    const titles = decision.approaches.map(({ title }) => title)
    expect(inText(renderText(decision, { width, unicode: true, paint: PLAIN }), titles)).toEqual(tables)
  })

  it('by criterion in Markdown, column by column', () => {
    const rows = renderMarkdown(decision)
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.replaceAll(/[*\\ ]/g, '')))
    const from = rows.findIndex((row) => row[1] === 'Criterion')
    const to = rows.findIndex((row, at) => at > from && row[1] === 'Total')
    decision.approaches.forEach(({ points }, index) => {
      const column = rows.slice(from + 2, to).map((row) => Number(row[index + 2]))
      expect(column.reduce((sum, one) => sum + one, 0)).toBe(points.total)
      expect(Number(rows[to]?.[index + 2])).toBe(points.total)
    })
  })
})
