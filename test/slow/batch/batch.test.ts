import { spawn } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsIn } from '../../batch/helpers.js'
import { BIN, ENV, run, shell, withFolder } from '../../e2e/harness.js'
import { randomAnswers } from '../../engine/random-rubric.js'
import { core } from '../../engine/shipped.js'
import { measured } from '../../reliability/process.js'

/** Random sheets, each as one line; the same for everybody. */
const SHEETS: readonly string[] = fc
  .sample(randomAnswers(core), { numRuns: 500, seed: 1 })
  .map((given, at) => JSON.stringify({ id: at, title: `Product ${at} of the organisation`, answers: { ...given, need: 'facts' } }))

function writeRows(path: string, rows: number, rowAt: (row: number) => string): void {
  const file = openSync(path, 'w')
  for (let row = 1; row <= rows; row += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - row + 1) }, (_, at) => `${rowAt(row + at)}\n`)
    writeSync(file, lines.join(''))
  }
  closeSync(file)
}

const sheetAt = (row: number): string => SHEETS[row % SHEETS.length] as string

/** Ways to break a row, and what is said of it. */
const BREAKS: readonly (readonly [code: string, (row: string) => string])[] = [
  ['row-json', (row) => row.slice(0, -1)],
  ['row-json', (row) => row.replace('{', '{,')],
  ['row-json', (row) => row.replaceAll('"', "'")],
  ['row-json', () => '[]'],
  ['row-json', () => '\u001b[2J'],
  ['row-id', (row) => row.replace(/"id":\d+/, '"id":{}')],
  ['answers-text', (row) => row.replace(/"title":"[^"]*"/, '"title":[]')],
  ['text-too-long', (row) => row.replace(/"title":"/, `"title":"${'x'.repeat(3000)}`)],
  ['answers-unknown-key', (row) => row.replace('"title"', '"tilte"')],
  ['answers-shape', (row) => row.replace(/"answers":.*/, '"answers":"facts"}')],
  ['answers-shape', (row) => row.replace(/,"answers":.*/, '}')],
  ['no-reason', (row) => row.replace(/"answers":.*/, '"answers":{"budget":"small"}}')],
  ['answer-unknown-option', (row) => row.replace('"need":"facts"', '"need":"Facts"')],
  ['answer-unknown-question', (row) => row.replace('"need":"facts"', '"need":"facts","toString":"facts"')],
  ['answer-list', (row) => row.replace('"need":"facts"', '"need":["facts"]')],
  ['answer-kind', (row) => row.replace('"need":"facts"', '"need":{"facts":true}')],
  ['answer-number', (row) => row.replace('"need":"facts"', '"need":1')],
  ['rubric-unknown', (row) => row.replace('{', '{"rubric":"cor",')],
  ['row-rubric', (row) => row.replace('{', '{"rubric":"./nowhere.yaml",')],
]

describe('many rows', () => {
  it('20,000 of which one in a hundred is broken, each in another way: each is named with its line and what is wrong, and the others are decided', async () => {
    await withFolder((folder) => {
      const path = join(folder, 'rows.ndjson')
      const breakAt = (row: number): (typeof BREAKS)[number] | undefined =>
        row % 100 === 0 ? BREAKS[(row / 100) % BREAKS.length] : undefined
      writeRows(path, 20_000, (row) => breakAt(row)?.[1](sheetAt(row)) ?? sheetAt(row))
      const { code, stdout, stderr } = run(['batch', path, '--verdicts-only', '--format', 'ndjson', '--quiet'])
      expect(code).toBe(2)
      const found = [...stderr.matchAll(/^.*rows\.ndjson:(\d+):(?:\d+:)? .*\(([a-z-]+)\)$/gm)].map(([, line, what]) => [Number(line), what])
      const wanted = Array.from({ length: 200 }, (_, at) => [100 * (at + 1), breakAt(100 * (at + 1))?.[0]])
      expect(found).toEqual(wanted)
      expect(stderr).toContain('200 of 20000 rows could not be decided (rows-bad)')
      const rows = rowsIn(stdout)
      expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1))
      expect(rows.filter(({ error }) => error !== undefined).map(({ line }) => line)).toEqual(wanted.map(([line]) => line))
    })
  })

  it('come to the same as each one alone, decided as a whole', () => {
    for (const sheet of SHEETS.slice(0, 25)) {
      const { answers } = JSON.parse(sheet)
      const decision = JSON.parse(
        run(['decide', '--answers', '-', '--format', 'json', '--no-robustness'], { input: JSON.stringify({ answers }) }).stdout,
      )
      const wanted = Object.fromEntries(decision.approaches.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict]))
      const { stdout } = run(['batch', '-', '--verdicts-only', '--format', 'ndjson'], { input: `${sheet}\n${sheet}\n` })
      expect(rowsIn(stdout).map(({ verdicts }) => verdicts)).toEqual([wanted, wanted])
    }
  })
})

describe('memory', () => {
  it('does not grow with the file: ten times as many rows take no more, neither from a file nor from a pipe', async () => {
    await withFolder((folder) => {
      writeRows(join(folder, 'few.ndjson'), 20_000, sheetAt)
      writeRows(join(folder, 'many.ndjson'), 200_000, sheetAt)
      for (const source of ['%.ndjson', '- < %.ndjson']) {
        const [few, many] = ['few', 'many'].map((name) => {
          const ran = measured(`tool batch ${source.replace('%', name)} --verdicts-only --format ndjson --quiet > /dev/null`, folder)
          expect(ran.code).toBe(0)
          return ran.mib
        })
        expect(many).toBeLessThan(190)
        expect(many as number).toBeLessThan((few as number) + 25)
      }
    })
  })

  it('nor with a line: one of 300 MB is a bad row like any other', async () => {
    await withFolder((folder) => {
      const row = '{"answers":{"need":"facts"}}'
      const line = `printf '%s\\n' '${row}'; head -c 300000000 /dev/zero | tr '\\0' 'x'; printf '\\n%s\\n' '${row}'`
      const ran = measured(`{ ${line}; } | tool batch - --verdicts-only --format ndjson --quiet`, folder)
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain('<stdin>:2: the line is longer than 512 KiB (row-too-long)')
      expect(rowsIn(ran.stdout).map((one) => [one['line'], one['error'] === undefined])).toEqual([
        [1, true],
        [2, false],
        [3, true],
      ])
      expect(ran.mib).toBeLessThan(120)
    })
  })

  it('nor with the names of rubrics in the rows', async () => {
    await withFolder((folder) => {
      writeRows(join(folder, 'rows.ndjson'), 5_000, (row) => `{"rubric":"./r${row}.yaml","answers":{"need":"facts"}}`)
      const ran = measured('tool batch rows.ndjson --verdicts-only --format ndjson --quiet', folder)
      expect(ran.code).toBe(2)
      expect(ran.stderr.match(/\(row-rubric\)/g)).toHaveLength(5_000)
      expect(ran.mib).toBeLessThan(190)
    })
  })
})

describe('ends early', () => {
  it('quietly and with 0 when the reader has had enough', async () => {
    await withFolder((folder) => {
      writeRows(join(folder, 'rows.ndjson'), 50_000, sheetAt)
      for (const format of ['text', 'csv', 'ndjson', 'markdown']) {
        const ran = shell(`tool batch rows.ndjson --verdicts-only --format ${format} | head -n 5 > /dev/null; echo "\${PIPESTATUS[0]}"`, {
          cwd: folder,
        })
        expect([format, ran.stdout, ran.stderr]).toEqual([format, '0\n', ''])
      }
    })
  })

  it('by Ctrl-C, at once, which a shell reports as 130', async () => {
    const child = spawn(process.execPath, [BIN, 'batch', '-', '--summary-only'], { env: ENV, stdio: ['pipe', 'ignore', 'pipe'] })
    child.stdin.on('error', () => undefined)
    const rows = `${SHEETS.join('\n')}\n`
    const feeding = setInterval(() => child.stdin.write(rows), 5)
    setTimeout(() => child.kill('SIGINT'), 1000)
    const ended = await new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))
    clearInterval(feeding)
    expect([
      { code: null, signal: 'SIGINT' },
      { code: 130, signal: null },
    ]).toContainEqual(ended)
  })
})

it('comes to the same where nothing may be evaluated and built-in objects are frozen', async () => {
  await withFolder((folder) => {
    writeRows(join(folder, 'rows.ndjson'), 500, (row) => (row === 9 ? '{' : sheetAt(row)))
    const line = 'tool batch rows.ndjson --verdicts-only --format csv'
    const hardened = '--disallow-code-generation-from-strings --disable-proto=throw --frozen-intrinsics --no-warnings'
    const [plain, strict] = [measured(line, folder), measured(line, folder, hardened.split(' '))]
    expect([strict.code, strict.stdout, strict.stderr]).toEqual([plain.code, plain.stdout, plain.stderr])
    expect(plain.code).toBe(2)
  })
})
