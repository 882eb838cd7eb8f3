import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { csvTable } from '../../src/batch/csv.js'
import type { Layout } from '../../src/batch/layout.js'
import { markdownTable } from '../../src/batch/markdown.js'
import { ndjsonTable } from '../../src/batch/ndjson.js'
import type { Details, Row, TableWriter } from '../../src/batch/table.js'
import { textTable } from '../../src/batch/text.js'
import type { Verdict } from '../../src/engine/rubric.js'
import { oneLine } from '../../src/report/encode.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'

const COLUMNS = ['alpha', 'beta-gamma', 'delta'].map((id) => ({ id, title: `Title of ${id}` }))
const VERDICTS: readonly Verdict[] = ['adopt', 'later', 'skip']
const DETAILS: Details = {
  headline: 'Build this; leave out that.',
  open: ['q', 'r'],
  stability: { part: 2n, whole: 3n },
  mistakes: ['m', 'n-o'],
}
const HOSTILE = [
  "=cmd()|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '"quoted", and; separated',
  'a\nb\r\nc',
  '\u001b[2J\u001b]0;owned\u0007',
  '::error::x',
  'a\n::error::x',
  '##[error]x',
  '| a | b |\n| - | - |',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:x) ![b](c) `d` **e** @user #1 https://x.y',
  '\u202egnp.exe',
  '\ud800',
  "'",
  "'=1",
  ',,,',
  '',
  ' ',
  '12',
  '50%',
  '日本語の題',
  'Über 😀',
]
const titles = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 40, unit: 'binary' }), fc.string({ maxLength: 60 }))

const rowOf = (writer: TableWriter, title: string | undefined, details: Details | undefined, where: Row['where'] = { line: 7 }): string =>
  writer.row({
    where,
    named: title === undefined ? {} : { title, id: title },
    outcome: { verdicts: VERDICTS, shown: writer.verdicts(VERDICTS), passes: true, count: 1 },
    ...(details && { details }),
  })

/** What no export may hold: escape codes and other controls, and marks that turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unseen = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/

describe('CSV', () => {
  const tableOf = (texts: readonly string[], verdictsOnly = false): string => {
    const writer = csvTable({ by: 'line', verdictsOnly })
    return (
      writer.head(COLUMNS) + texts.map((text) => rowOf(writer, text, verdictsOnly ? undefined : { ...DETAILS, headline: text })).join('')
    )
  }

  it('reads back cell by cell, whatever the titles are; a formula is prefixed', () => {
    fc.assert(
      fc.property(fc.array(titles, { minLength: 1, maxLength: 8 }), (texts) => {
        const read: string[][] = parse(tableOf(texts), { record_delimiter: '\r\n', relax_column_count: false })
        expect(read[0]).toEqual(['line', 'id', 'title', 'alpha', 'beta-gamma', 'delta', 'headline', 'open', 'stability', 'mistakes'])
        for (const [at, text] of texts.entries()) {
          const line = oneLine(text).replaceAll('##[', '## [')
          const cell = read[at + 1]?.[2] ?? ''
          expect([line, `'${line}`]).toContain(cell)
          if (/^[=+\-@]/.test(line) && !/^[+-]?\d+(?:\.\d+)?%?$/.test(line)) expect(cell).toBe(`'${line}`)
          expect(read[at + 1]).toEqual(['7', cell, cell, 'adopt', 'later', 'skip', cell, '2', '67%', 'm n-o'])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('O-12, O-16, O-17 holds one record to a line, no command of a runner, no formula and no escape code', () => {
    for (const text of HOSTILE) {
      const csv = tableOf([text])
      expect(csv.split('\r\n')).toHaveLength(3)
      expect(csv).not.toMatch(unseen)
      expect(csv).not.toMatch(/^\s*::|##\[/m)
      for (const cell of (parse(csv) as string[][])[1] ?? []) expect(cell).not.toMatch(/^[=@]|^[+-](?!\d+(?:\.\d+)?%?$)/)
    }
  })

  it('leaves cells empty that it knows nothing of, and names files in the place of lines', () => {
    const writer = csvTable({ by: 'file', verdictsOnly: false })
    const row = rowOf(writer, undefined, { headline: '', open: [], stability: null, mistakes: [] }, { file: 'a,b/=c.yaml' })
    expect(writer.head(COLUMNS) + row).toBe(
      'file,title,alpha,beta-gamma,delta,headline,open,stability,mistakes\r\n"a,b/=c.yaml",,adopt,later,skip,,0,,\r\n',
    )
  })

  it('of verdicts alone has no columns for anything else', () => {
    expect(tableOf(['x'], true)).toBe('line,id,title,alpha,beta-gamma,delta\r\n7,x,x,adopt,later,skip\r\n')
  })
})

describe('Markdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: false })
  const cellsOf = (text: string): string[][] => {
    const tokens = markdown.parse(text, {})
    const found: string[][] = []
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'tr_open') found.push([])
      if (token.type === 'td_open' || token.type === 'th_open') {
        const children = tokens[at + 1]?.children ?? []
        expect(
          children.every(({ type }) => ['text', 'strong_open', 'strong_close', 'text_special'].includes(type)),
          JSON.stringify(children),
        ).toBe(true)
        found.at(-1)?.push(children.map(({ content }) => content).join(''))
      }
    }
    expect(tokens.filter(({ type }) => type === 'table_open')).toHaveLength(1)
    return found
  }

  it('shows each text in its own cell, and none of it becomes markup', () => {
    fc.assert(
      fc.property(fc.array(titles, { minLength: 1, maxLength: 6 }), (texts) => {
        const writer = markdownTable({ by: 'line', verdictsOnly: false })
        const table = writer.head(COLUMNS) + texts.map((text) => rowOf(writer, text, { ...DETAILS, headline: text })).join('')
        expect(table).not.toMatch(unseen)
        const [head, ...body] = cellsOf(table)
        expect(head).toEqual(['line', 'id', 'title', 'alpha', 'beta-gamma', 'delta', 'headline', 'open', 'stability', 'mistakes'])
        const shown = texts.map((text) => oneLine(text))
        expect(body.map((cells) => cells.map((cell) => cell.replaceAll('\u200b', '')))).toEqual(
          shown.map((text) => ['7', text, text, 'adopt', 'later', 'skip', text, '2', '67%', 'm, n-o']),
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('NDJSON', () => {
  it('is one object to a line that reads back, and names what has no title only by its place', () => {
    fc.assert(
      fc.property(titles, fc.oneof(titles, fc.integer()), (title, id) => {
        const writer = ndjsonTable()
        writer.head(COLUMNS)
        const line = writer.row({
          where: { line: 7 },
          named: { id, title },
          outcome: { verdicts: VERDICTS, shown: writer.verdicts(VERDICTS), passes: true, count: 1 },
          details: { ...DETAILS, headline: title },
        })
        const well = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
        expect(line.slice(0, -1)).not.toMatch(/[\n\u2028\u2029]|##\[/)
        expect(line.slice(0, -1)).not.toMatch(unseen)
        expect(JSON.parse(line)).toEqual({
          line: 7,
          id: typeof id === 'number' ? id : well(id),
          title: well(title),
          verdicts: { alpha: 'adopt', 'beta-gamma': 'later', delta: 'skip' },
          headline: well(title),
          openQuestions: ['q', 'r'],
          stability: { part: '2', whole: '3', percent: 67 },
          mistakes: ['m', 'n-o'],
        })
      }),
      { numRuns: 200 },
    )
    expect(rowOf(ndjsonTable(), undefined, undefined, { file: 'a"b' })).toMatch(/^\{"file":"a\\"b","verdicts":/)
  })
})

describe('text', () => {
  const layout = (width: number, more: Partial<Layout> = {}): Layout => ({
    by: 'line',
    widest: 6,
    folder: '',
    verdictsOnly: false,
    medium: { ...FILE_MEDIUM, width },
    ...more,
  })

  it('has no row wider than the terminal, nothing unseen and no command of a runner, whatever the titles are', () => {
    fc.assert(
      fc.property(titles, fc.integer({ min: 20, max: 160 }), fc.boolean(), (title, width, unicode) => {
        const writer = textTable({ ...layout(width), medium: { ...FILE_MEDIUM, width, unicode } })
        const text = writer.head(COLUMNS) + rowOf(writer, title, { ...DETAILS, headline: title })
        for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThan(width)
        expect(text).not.toMatch(unseen)
        expect(text).not.toMatch(/^\s*::|##\[/m)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps its columns in line, also with wide characters, and cuts what is too long', () => {
    const writer = textTable(layout(72, { verdictsOnly: true }))
    const text =
      writer.head(COLUMNS) + ['日本語の題', 'plain', 'x'.repeat(99), 'Über 😀'].map((title) => rowOf(writer, title, undefined)).join('')
    expect(text).toMatchInlineSnapshot(`
      "  line  id: title                              alpha  beta-gamma  delta
      ───────────────────────────────────────────────────────────────────────
           7  日本語の題: 日本語の題                 adopt  later       skip
           7  plain: plain                           adopt  later       skip
           7  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  adopt  later       skip
           7  Über 😀: Über 😀                       adopt  later       skip
      "
    `)
  })

  it('shows the end of a long path, and the path within the folder', () => {
    const writer = textTable(layout(90, { by: 'file', widest: 60, folder: 'decisions/', verdictsOnly: true }))
    const row = (file: string): string => rowOf(writer, 'T', undefined, { file })
    expect(writer.head(COLUMNS) + row('decisions/a.yaml') + row(`decisions/${'deep/'.repeat(9)}team.yaml`)).toMatchInlineSnapshot(`
      "file                          title                              alpha  beta-gamma  delta
      ─────────────────────────────────────────────────────────────────────────────────────────
      a.yaml                        T: T                               adopt  later       skip
      …ep/deep/deep/deep/team.yaml  T: T                               adopt  later       skip
      "
    `)
  })

  it('has a dash where stability is not counted', () => {
    const writer = textTable(layout(100))
    writer.head(COLUMNS)
    expect(rowOf(writer, 'T', { ...DETAILS, stability: null })).toMatch(/ –$/m)
    const ascii = textTable({ ...layout(100), medium: { ...FILE_MEDIUM, unicode: false } })
    ascii.head(COLUMNS)
    expect(rowOf(ascii, 'T', { ...DETAILS, stability: null })).toMatch(/ -$/m)
  })
})
