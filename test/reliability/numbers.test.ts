import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/engine/decision.js'
import { ROOT } from '../e2e/harness.js'
import { expectSuccess, hostile, runHere } from './support.js'

/** Every number of a document with the path to it. */
function numbersIn(value: unknown, path = ''): [path: string, number: number][] {
  if (typeof value === 'number') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inside]) => numbersIn(inside, `${path}.${key}`))
}

const COMMANDS = [
  ['--set', 'need=facts', '--set', 'labeled-pairs=0'],
  ['--set', 'need=neither', '--set', 'user-diversity=uniform', '--set', 'ml-skills=none'],
  ['--rubric', hostile('Y-29-minus-zero.rubric.yaml'), '--set', 'need=facts'],
  ...readdirSync(join(ROOT, 'examples'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ['--answers', join(ROOT, 'examples', name)]),
]

describe('printing numbers', () => {
  it.each(COMMANDS.map((args) => [args]))('N-04 prints points and percentages whole, and never a negative zero: %j', async (args) => {
    const json = expectSuccess(await runHere([...args, '--format', 'json', '--quiet']))
    const decision = JSON.parse(json) as Decision
    // Shares of perturbed points are estimates, and say how far off they may be.
    const counted = numbersIn(decision.approaches).filter(([path]) => !path.includes('.robustness.'))
    for (const [path, number] of counted) expect(Number.isInteger(number), path).toBe(true)
    expect(numbersIn(decision).filter(([, number]) => Object.is(number, -0) || !Number.isFinite(number))).toEqual([])
    expect(/: -0[,\n]/.test(json)).toBe(false)
    for (const format of ['text', 'markdown']) {
      const report = expectSuccess(await runHere([...args, '--format', format, '--quiet']))
      expect(/(?<![\w.])[-−+]0(?![\w.])/.exec(report)?.[0]).toBeUndefined()
      expect(/\bNaN\b|\bInfinity\b/.test(report)).toBe(false)
    }
  })

  it('N-04 leaves no rounding to toFixed, which turns 1.005 into 1.00 and -0.4 into -0, nor to a locale', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(50)
    for (const name of files) {
      const found = /\.to(?:Fixed|Precision|Exponential|Locale\w+)\(|\bIntl\.|localeCompare/.exec(
        readFileSync(join(ROOT, 'src', name), 'utf8'),
      )
      expect(found?.[0], name).toBeUndefined()
    }
  })
})
