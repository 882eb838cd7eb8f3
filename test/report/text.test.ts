import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { oneLine } from '../../src/report/encode.js'
import type { Medium } from '../../src/report/formats.js'
import { type Paint, PLAIN } from '../../src/report/paint.js'
import { renderText } from '../../src/report/text.js'
import { PAYLOADS, withEveryText } from './payloads.js'
import { SAMPLE } from './sample-decision.js'

const medium = (width: number, more: Partial<Medium> = {}): Medium => ({ width, unicode: true, paint: PLAIN, ...more })
const lines = (text: string): string[] => text.split('\n')
const widest = (text: string): number => Math.max(...lines(text).map((line) => stringWidth(line)))

/** Marks every colour by name, so that a test can read it. */
const NAMED: Paint = {
  good: (text) => `\u001b[32m${text}\u001b[39m`,
  warn: (text) => `\u001b[33m${text}\u001b[39m`,
  bad: (text) => `\u001b[31m${text}\u001b[39m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
}

describe('renderText', () => {
  it.each([100, 40])('is this report at %i columns', async (width) => {
    await expect(renderText(SAMPLE, medium(width))).toMatchFileSnapshot(`__snapshots__/report-${width}.txt`)
  })

  it('is this report in ASCII', async () => {
    await expect(renderText(SAMPLE, medium(80, { unicode: false }))).toMatchFileSnapshot('__snapshots__/report-ascii.txt')
  })

  it.each([20, 21, 40, 59, 60, 61, 80, 100, 120, 500])('has no line wider than %i columns (T-07)', (width) => {
    expect(widest(renderText(SAMPLE, medium(width)))).toBeLessThanOrEqual(width)
  })

  it.each([1, 0, -5, Number.NaN, Number.POSITIVE_INFINITY])('copes with a width of %d (T-08)', (width) => {
    expect(widest(renderText(SAMPLE, medium(width)))).toBeLessThanOrEqual(width < 20 ? 20 : 80)
  })

  it('draws only ASCII when unicode is off, and keeps the letters of users (T-06)', () => {
    const title = 'Größe der Tarife'
    const text = renderText({ ...SAMPLE, title }, medium(100, { unicode: false }))
    expect(text).toContain(title)
    expect(text.replaceAll(title, '').replaceAll('=', '')).not.toMatch(/[^\n -~]/)
  })

  it('says the same with and without colour', () => {
    const coloured = renderText(SAMPLE, medium(100, { paint: NAMED }))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(SAMPLE, medium(100)))
    expect(coloured).toContain('\u001b[32madopt\u001b[39m')
    expect(coloured).toContain('\u001b[33mlater\u001b[39m')
    expect(coloured).toContain('\u001b[2mskip\u001b[22m')
  })

  it('prints no empty line twice in a row, no space at a line end and one final newline', () => {
    const text = renderText(SAMPLE, medium(80))
    expect(text).not.toMatch(/\n\n\n| \n/)
    expect(text).toMatch(/[^\n]\n$/)
  })

  it.each([100, 40])('adds every approach up at %i columns', (width) => {
    const text = renderText(SAMPLE, medium(width))
    const from = lines(text).indexOf('▸ Prompting: adopt')
    const parts = lines(text)
      .slice(from)
      .join('\n')
      .split(/^▸ /m)
      .slice(1, 1 + SAMPLE.approaches.length)
    SAMPLE.approaches.forEach((approach, at) => {
      const points = Array.from(
        (parts[at] ?? '').matchAll(width >= 60 ? /^ {1,6}([+-]?\d+) {2}(.*)$/gm : /^- Points: ([+-]?\d+)\n {2}Question: (.*)$/gm),
      )
      let sum = 0
      const totals: number[] = []
      for (const [, number, rest = ''] of points) {
        if (/^(Need|Readiness), total/.test(rest)) {
          expect(sum).toBe(Number(number))
          totals.push(sum)
          sum = 0
        } else sum += Number(number)
      }
      expect(totals[0]).toBe(approach.points.total)
      const hasReadiness = approach.contributions.some((each) => each.axis === 'readiness')
      expect(totals.slice(1)).toEqual(hasReadiness ? [approach.readinessPoints.total] : [])
    })
  })

  it('marks the lines on every bar where they stand', () => {
    const [bar] = renderText(SAMPLE, medium(100)).match(/[█·╎┃]{10,}/) ?? []
    expect(bar).toBeDefined()
    const width = bar?.length ?? 0
    expect([bar?.indexOf('╎'), bar?.indexOf('┃')]).toEqual([Math.floor(0.61 * width), Math.floor(0.76 * width)])
  })

  it.each([100, 80, 50])('marks the bars of what is blocked or held back at %i columns, and says what the mark means', (width) => {
    const text = renderText(SAMPLE, medium(width))
    const bars = text.split('\n').filter((line) => /[░▒█·╎┃]{10,}/.test(line))
    expect(bars.map((bar) => ['░', '▒', '█'].find((glyph) => bar.includes(glyph)))).toEqual(['█', '░', '█', '▒', '█', '█'])
    const flat = text.replace(/\s+/g, ' ')
    expect(flat).toContain('░ blocked: points do not count; ▒ something is missing first.')
    const ascii = renderText(SAMPLE, medium(100, { unicode: false })).replace(/\s+/g, ' ')
    expect(ascii).toContain('- blocked: points do not count; = something is missing first.')
  })

  it('explains no mark that it does not draw', () => {
    const approaches = SAMPLE.approaches.filter((approach) => approach.gates.length === 0)
    expect(renderText({ ...SAMPLE, approaches }, medium(100))).not.toMatch(/[░▒]/)
  })

  it('draws one line where both lines of a bar fall together, and a bar for the extremes', () => {
    const approaches = SAMPLE.approaches.map((approach, at) => ({
      ...approach,
      need: at % 2 === 0 ? 1 : 99,
      points: { ...approach.points, adoptLine: 3, pilotLine: 3 },
    }))
    const text = renderText({ ...SAMPLE, approaches }, medium(100))
    expect(text).toMatch(/ █·+┃·+ {2}adopt {3}1 /)
    expect(text).toMatch(/ █+┃█+ {2}skip {3}99 /)
  })

  it('says of a figure from memory that it is not checked', () => {
    expect(renderText(SAMPLE, medium(100)).replace(/\s+/g, ' ')).toContain('[9, not checked]')
  })

  it('wraps long titles and stays aligned with wide letters (T-10)', () => {
    const approaches = SAMPLE.approaches.map((approach) => ({ ...approach, title: '検索で補う仕組み'.repeat(4) }))
    for (const width of [100, 60, 40, 20]) expect(widest(renderText({ ...SAMPLE, approaches }, medium(width)))).toBeLessThanOrEqual(width)
  })
})

describe('every text field of a decision, in text', () => {
  it.each(PAYLOADS)('%s is harmless', (_, payload) => {
    const decision = withEveryText(SAMPLE, () => payload)
    for (const [width, unicode] of [
      [100, true],
      [40, true],
      [20, false],
    ] as const) {
      const text = renderText(decision, medium(width, { unicode }))
      expect(text, 'controls').not.toMatch(/[^\P{C}\n]/u)
      expect(text, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
      expect(widest(text)).toBeLessThanOrEqual(width)
    }
    const wide = renderText(decision, medium(120))
    if (oneLine(payload).length < 60 && !/::|##/.test(payload)) expect(wide.replace(/\s+/g, ' ')).toContain(oneLine(payload))
  })
})
