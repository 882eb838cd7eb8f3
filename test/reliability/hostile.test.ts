import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFolder } from '../e2e/harness.js'
import { commandsFor, HOSTILE, PLAIN, rowOf } from '../hostile/index.js'
import { brief, expectRefusal, expectSuccess, hostile, runHere } from './support.js'

describe('hostile files', () => {
  for (const one of HOSTILE) {
    for (const args of commandsFor(one, hostile)) {
      const name = `${rowOf(one)} ${one.exit === 0 ? 'accepts' : 'refuses'} ${one.file.slice(5)} as ${args[0]}`
      if (one.exit === 0) {
        it(name, async () => {
          const stdout = expectSuccess(await runHere([...args, '--format', 'json']))
          const like = args.map((arg) => (arg === hostile(one.file) ? hostile(one.like) : arg))
          expect(stdout).toBe(expectSuccess(await runHere([...like, '--format', 'json'])))
        })
      } else {
        it(name, async () => {
          await withFolder(async (folder) => {
            const started = performance.now()
            const outputs = ['--output', join(folder, 'report.md'), '--save', join(folder, 'saved.yaml')]
            const problems = expectRefusal(await runHere([...args, ...outputs]))
            expect(brief(problems)).toEqual(one.found)
            expect(problems.every(({ file }) => file === hostile(one.file))).toBe(true)
            expect(`${problems[0]?.message} ${problems[0]?.below.replaceAll('\n', ' ')}`).toMatch(one.says)
            expectRefusal(await runHere([...args, '--format', 'json']), 'json')
            expect(performance.now() - started).toBeLessThan(2000)
            expect(readdirSync(folder)).toEqual([])
          })
        })
      }
    }
  }

  it('are all in the table', () => {
    const files = readdirSync(hostile('.')).filter((name) => /\.(?:yaml|json)$/.test(name))
    expect(files.sort()).toEqual([...new Set([...HOSTILE.map(({ file }) => file), ...PLAIN])].sort())
  })
})
