import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import MarkdownIt from 'markdown-it'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import type { Contribution, Decision } from '../../src/engine/decision.js'
import { renderJson } from '../../src/report/json.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { PLAIN } from '../../src/report/paint.js'
import { renderText } from '../../src/report/text.js'
import { validateClosed } from './closed-schema.js'

const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ['bin/rag-or-tune.js', 'decide', ...args, '--format', 'json'], { encoding: 'utf8' })

const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'))

const sum = (axis: Contribution['axis'], list: readonly Contribution[]): number =>
  list.filter((each) => each.axis === axis).reduce((total, each) => total + each.points, 0)

describe.each(examples)('examples/%s', (name) => {
  const json = run('--answers', `examples/${name}`)
  const decision: Decision = JSON.parse(json)

  it('is valid JSON by the published schema, with no field left undescribed', () => {
    expect(validateClosed(decision), JSON.stringify(validateClosed.errors, null, 1)).toBe(true)
    expect(renderJson(decision)).toBe(json)
  })

  it('adds up in JSON', () => {
    for (const { points, readinessPoints, contributions, criteria } of decision.approaches) {
      expect(points.prior + sum('need', contributions)).toBe(points.total)
      expect(readinessPoints.prior + sum('readiness', contributions)).toBe(readinessPoints.total)
      expect(points.prior + criteria.reduce((total, each) => total + each.points, 0)).toBe(points.total)
    }
  })

  it('becomes Markdown without HTML, with every footnote defined', () => {
    const markdown = renderMarkdown(decision)
    const tokens = new MarkdownIt({ html: true }).parse(markdown, {})
    const kinds = new Set(tokens.flatMap((token) => [token.type, ...(token.children ?? []).map((child) => child.type)]))
    expect([...kinds].filter((kind) => /html|image/.test(kind))).toEqual([])
    const cited = new Set(Array.from(markdown.matchAll(/\[\^([a-z0-9-]+)\](?!:)/g), (match) => match[1]))
    expect([...cited].sort()).toEqual(decision.references.map((each) => each.id).sort())
  })

  it.each([120, 100, 80, 60, 40, 20])('becomes text of at most %i columns', (width) => {
    const text = renderText(decision, { width, unicode: true, paint: PLAIN })
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
  })

  it('becomes ASCII where only ASCII can be shown', () => {
    expect(renderText(decision, { width: 80, unicode: false, paint: PLAIN })).not.toMatch(/[^\n -~]/)
  })
})

describe('docs/decision-example.json', () => {
  it('is fresh (node scripts/example-json.mjs writes it)', () => {
    expect(readFileSync('docs/decision-example.json', 'utf8')).toBe(run('--answers', 'examples/support-bot.yaml'))
  })
})

describe('docs/decision-json.md', () => {
  it('names every field of the document', () => {
    const doc = readFileSync('docs/decision-json.md', 'utf8')
    const decision: Decision = JSON.parse(readFileSync('docs/decision-example.json', 'utf8'))
    for (const key of Object.keys(decision)) expect(doc).toContain(`\`${key}\``)
  })
})
