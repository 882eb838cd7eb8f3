import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFolder } from '../../e2e/harness.js'
import { commandsFor, HOSTILE, rowOf } from '../../hostile/index.js'
import { bash, measured } from '../../reliability/process.js'
import { brief, expectRefusal, expectSuccess, hostile } from '../../reliability/support.js'

/** What a rubric or an answers file must never need: text evaluated as code, the prototype setter, built-in objects that can be changed. */
const HARDENED = '--disallow-code-generation-from-strings --disable-proto=throw --frozen-intrinsics --no-warnings'

const quoted = (args: readonly string[]): string => args.map((arg) => `'${arg}'`).join(' ')

describe('every hostile file, given to the real command', () => {
  for (const one of HOSTILE) {
    for (const args of commandsFor(one, hostile)) {
      it(`${rowOf(one)} ${one.exit === 0 ? 'accepts' : 'refuses'} ${one.file.slice(5)} as ${args[0]}, in time and memory`, async () => {
        await withFolder((folder) => {
          const ran = measured(`mkdir -p work; cd work; tool ${quoted(args)} ${one.exit === 0 ? '--format json' : '--save s.yaml'}`, folder)
          if (one.exit === 0) expectSuccess(ran)
          else expect(brief(expectRefusal(ran))).toEqual(one.found)
          expect(ran.ms).toBeLessThan(2000)
          expect(ran.mib).toBeLessThan(300)
          expect(readdirSync(join(folder, 'work'))).toEqual([])
        })
      })
      it(`${rowOf(one)} leads to the same with ${one.file.slice(5)} as ${args[0]} when nothing may be evaluated`, async () => {
        await withFolder((folder) => {
          mkdirSync(join(folder, 'work'))
          const ran = measured(`cd work; tool ${quoted(args)} --format json`, folder, HARDENED.split(' '))
          if (one.exit === 0) expectSuccess(ran)
          else expect(brief(expectRefusal(ran, 'json'))).toEqual(one.found)
        })
      })
    }
  }
})

describe('sizes that take a while to make', () => {
  it('Y-19 refuses a file of 50 MB, and of 2 GB with nothing in it, within a second and 150 MB', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, '50.yaml'), 'answers: {}\n'.repeat((50 << 20) / 12))
      bash('truncate -s 2G 2000.yaml', folder)
      for (const name of ['50.yaml', '2000.yaml']) {
        for (const line of [`tool --answers ${name}`, `tool --rubric ${name} --set need=facts`, `cat ${name} | tool --answers -`]) {
          const ran = measured(line, folder)
          expect(expectRefusal(ran)).toMatchObject([{ code: 'file-too-large' }])
          expect(ran.ms).toBeLessThan(1000)
          expect(ran.mib).toBeLessThan(150)
        }
      }
    })
  })

  it('Y-08 refuses or reads whatever fills 512 KiB in less than 2 seconds and 300 MB', async () => {
    const fill = (piece: string, before = '', after = '') =>
      before + piece.repeat(Math.floor((512 * 1024 - before.length - after.length) / piece.length)) + after
    const texts = [
      fill('a: b\n'),
      fill('  q: x\n', 'answers:\n'),
      fill('"q": "x", ', '{"answers": {', '"z": 1}}'),
      fill('"title": "x", ', '{', '"z": 1}'),
      fill('- x\n'),
      fill('x, ', 'answers: {symptoms: [', 'x]}'),
      fill('&a '),
      fill('*a '),
      fill('? '),
      fill(': '),
      fill('\n'),
      fill('\t'),
      fill('#'),
      fill('é'.repeat(4)),
      fill('\u0000'),
      fill('"'),
      fill("'"),
      fill('--- '),
      fill('---\n'),
      fill('%YAML 1.2\n'),
      fill('|\n '),
      fill('!x '),
      fill('{a: ['),
      fill('questions: [{'),
    ]
    await withFolder((folder) => {
      for (const [index, text] of texts.entries()) {
        writeFileSync(join(folder, 'in.yaml'), text)
        for (const line of ['tool --answers in.yaml', `tool --rubric in.yaml --answers '${hostile('ok-need.yaml')}'`]) {
          const ran = measured(line, folder)
          expectRefusal(ran)
          expect(ran.ms, `${index} ${line}`).toBeLessThan(2000)
          expect(ran.mib, `${index} ${line}`).toBeLessThan(300)
        }
      }
    })
  })
})
