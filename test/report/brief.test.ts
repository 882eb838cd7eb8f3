import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import { shortened } from '../../src/report/document/words.js'
import type { Medium } from '../../src/report/formats.js'
import { renderBriefMarkdown } from '../../src/report/markdown.js'
import { PLAIN } from '../../src/report/paint.js'
import { renderBriefText } from '../../src/report/text.js'
import type { Given } from '../engine/oracle.js'
import { core } from '../engine/shipped.js'
import { sheetOf } from '../engine/small-rubric.js'
import { PAYLOADS, withEveryText } from './payloads.js'
import { SAMPLE } from './sample-decision.js'

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples')
const medium = (width: number, unicode = true): Medium => ({ width, unicode, paint: PLAIN })
const of = (given: Given, robustness = true): Decision =>
  decide(core, sheetOf(given), { tool: { name: 'rag-or-tune', version: '0' }, robustness })
const given = (file: string): Given => parse(readFileSync(join(EXAMPLES, file), 'utf8')).answers

const worst: Given = {
  need: 'both',
  symptoms: ['hallucination', 'stale-answers', 'wrong-format', 'generic-for-everyone', 'prompt-too-long'],
  'corpus-size': 'small',
  'change-rate': 'daily',
  citations: 'required',
  'output-format': 'no',
  'labeled-pairs': 'dozens',
  'user-diversity': 'uniform',
  'learn-from-use': 'required',
  leaning: ['fine-tuning', 'self-model', 'self-learning'],
  'current-stack': ['fine-tuning', 'rag'],
  regulated: 'yes',
  timeline: 'days',
  'ml-skills': 'none',
}
const cases: readonly (readonly [string, Given])[] = [
  ...readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, given(name)] as const),
  ['one answer', { need: 'behavior' }],
  ['nearly everything wrong', worst],
]

describe('the short form', () => {
  it.each(cases)('of %s is at most 80 lines at 80 columns', (_, answers) => {
    const lines = renderBriefText(of(answers), medium(80)).trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(80)
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  })

  it.each(cases)('of %s gives every verdict a reason of one line or two', (_, answers) => {
    const decision = of(answers)
    const why = renderBriefText(decision, medium(80)).split('▸ Why\n\n')[1]?.split('\n\n')[0] ?? ''
    const points = why.split(/^• /m).slice(1)
    expect(points.map((point) => point.split(/ \((?:adopt|pilot|later|skip)\): /)[0])).toEqual(decision.approaches.map((one) => one.title))
    for (const point of points) expect(point.trimEnd().split('\n').length, point).toBeLessThanOrEqual(2)
  })

  it('holds what decides, in this order, and says how to get the rest', () => {
    const text = renderBriefText(of(worst), medium(80))
    const headings = text.split('\n').filter((line) => line.startsWith('▸ '))
    expect(headings).toEqual([
      '▸ Why',
      '▸ How sure',
      '▸ What would change it',
      '▸ Known mistakes to avoid',
      '▸ First phase: Measure first',
      '▸ The rest',
    ])
    const flat = text.replace(/\s+/g, ' ')
    expect(flat).toContain(of(worst).headline)
    expect(flat).toMatch(/This is the short form\. The whole report .* explain/)
    expect(flat).toMatch(/\d+ of 22 questions that apply are answered\./)
  })

  it('names contradictions, what keeps which verdict, and what to find out', () => {
    const flat = renderBriefText(of({ need: 'facts', 'corpus-size': 'none' }), medium(80)).replace(/\s+/g, ' ')
    expect(flat).toContain('Answers contradict each other: Facts are said to be missing, and there is nothing to look up.')
    expect(flat).toMatch(/Of the ways to answer what is open: Prompting adopt in 100%/)
    expect(flat).toContain('Find out first: ')
  })

  it('does without the counts where they were not made', () => {
    const text = renderBriefText(of({ need: 'facts' }, false), medium(80))
    expect(text).not.toMatch(/undefined|NaN|ways to answer/)
    expect(text).toContain('Find out first: ')
  })

  it('is Markdown, too, and cites nothing that it does not list', () => {
    const markdown = renderBriefMarkdown(of(worst))
    expect(markdown).toMatch(/^# .+\n\n\*\*Build /)
    expect(markdown).toContain('### First phase: Measure first')
    expect(markdown).not.toContain('[^')
    expect(renderBriefText(of(worst), medium(80))).not.toMatch(/\[\d+\]/)
  })

  it('is ASCII where only ASCII is shown', () => {
    expect(renderBriefText(of(worst), medium(80, false))).not.toMatch(/[^\n -~]/)
  })

  it.each(PAYLOADS)('%s is harmless in it', (_, payload) => {
    const decision = withEveryText(SAMPLE, () => payload)
    for (const width of [100, 20]) {
      const text = renderBriefText(decision, medium(width))
      expect(text).not.toMatch(/[^\P{C}\n]/u)
      expect(text).not.toMatch(/^\s*::|##\[/m)
    }
  })
})

describe('a shortened text', () => {
  it.each([
    ['One. Two. Three.', 9, 'One. Two.'],
    ['One. Two. Three.', 100, 'One. Two. Three.'],
    ['It is 2:01 pm. then more. Next.', 26, 'It is 2:01 pm. then more.'],
    ['A long first sentence, without end', 22, 'A long first sentence…'],
    ['Unbreakableword', 5, 'Unbreakableword…'],
    ['', 5, ''],
  ])('%j in %i characters is %j', (text, room, words) => expect(shortened(text, room)).toBe(words))
})
