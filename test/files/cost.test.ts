import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'cost-'))
const script = join(folder, 'reader.cjs')
const KIB = 1024

/** A program that reads one input strictly and prints the codes of the first and last problem, its time and its peak memory. */
const PROGRAM = `
import { nodeReader } from './node-reader.js'
import { parseSource } from './parse.js'
import { readSource } from './read.js'
import { renderDiagnostics } from './frame.js'
async function run() {
  const start = performance.now()
  const source = await readSource(process.argv[2], nodeReader)
  const checked = source.ok ? parseSource(source.value) : source
  const problems = checked.ok ? [] : checked.problems
  renderDiagnostics(problems, { colour: false })
  const codes = [problems[0]?.code ?? 'ok', problems.at(-1)?.code ?? 'ok']
  console.log(JSON.stringify({ codes, ms: performance.now() - start, mib: process.resourceUsage().maxRSS / 1024 }))
}
run()
`

interface Cost {
  readonly codes: readonly [string, string]
  readonly ms: number
  readonly mib: number
}

beforeAll(async () => {
  const resolveDir = fileURLToPath(new URL('../../src/files/', import.meta.url))
  await build({
    stdin: { contents: PROGRAM, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: script,
    logLevel: 'error',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

function costOf(path: string, { flags = [], input }: { flags?: string[]; input?: Uint8Array } = {}): Cost {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, script, path], { encoding: 'utf8', input, env: {}, timeout: 10_000 })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Cost
}

function fileOf(content: string): string {
  const path = join(folder, 'input.yaml')
  writeFileSync(path, content)
  return path
}

/** A text of almost 512 KiB. */
function full(piece: string, before = '', after = ''): string {
  return before + piece.repeat(Math.floor((512 * KIB - before.length - after.length) / piece.length)) + after
}

describe('what a hostile input costs', () => {
  it.each([600 * KIB, 5 * KIB * KIB, 50 * KIB * KIB])('Y-19 refuses a file of %i bytes within a second and 150 MB', (size) => {
    const { codes, ms, mib } = costOf(fileOf('a: b\n'.repeat(size / 5)))
    expect(codes[0]).toBe('file-too-large')
    expect(ms).toBeLessThan(1000)
    expect(mib).toBeLessThan(150)
  })

  it('Y-19 refuses a device, and an endless standard input', () => {
    expect(costOf('/dev/zero').codes[0]).toBe('file-not-regular')
    const { codes, mib } = costOf('-', { input: new Uint8Array(20 * KIB * KIB) })
    expect(codes[0]).toBe('file-too-large')
    expect(mib).toBeLessThan(150)
  })

  it('Y-32 refuses one line of 5 MB', () => {
    const { codes, ms, mib } = costOf(fileOf(`a: ${'x'.repeat(5_000_000)}\n`))
    expect(codes[0]).toBe('file-too-large')
    expect(ms).toBeLessThan(1000)
    expect(mib).toBeLessThan(150)
  })

  it('Y-08 reads one mapping of 30,000 keys in less than 2 seconds', () => {
    const { codes, ms } = costOf(fileOf(Array.from({ length: 30_000 }, (_, index) => `key-${index}: v\n`).join('')))
    expect(codes[0]).toBe('ok')
    expect(ms).toBeLessThan(2000)
  })

  it('Y-20 refuses depth with a small stack', () => {
    for (const text of [
      '['.repeat(20_000),
      '{a: '.repeat(20_000),
      '- '.repeat(20_000),
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    ]) {
      expect(costOf(fileOf(text), { flags: ['--stack-size=200'] }).codes[1]).toBe('yaml-depth')
    }
    expect(costOf(fileOf('['.repeat(32) + ']'.repeat(32)), { flags: ['--stack-size=200'] }).codes[0]).toBe('ok')
  })

  it.each([
    ['empty items', full('-\n'), 'yaml-size'],
    ['short items', full('a,', '[', 'a]'), 'yaml-size'],
    ['comments', full('#\n'), 'yaml-size'],
    ['empty lines', full('\n'), 'yaml-size'],
    ['stray brackets', full(']'), 'yaml-size'],
    ['anchors', full('&a '), 'yaml-anchor'],
    ['tags', full('- !a\n'), 'yaml-tag'],
    ['directives', full('%A\n'), 'yaml-directive'],
    ['documents', full('--- x\n'), 'yaml-size'],
    ['bad starts', full('- @\n'), 'yaml-size'],
    ['bad escapes', full('\\q', '"', '"'), 'text-too-long'],
    ['escaped controls', full('\\e', '"', '"'), 'text-too-long'],
    ['raw controls', full('\u0001'), 'text-character'],
    ['an open quote', full('a', '"'), 'text-too-long'],
    ['lines in quotes', full('a\n', '"', '"'), 'text-too-long'],
    ['a block of lines', full(' a\n', '|\n'), 'text-too-long'],
    ['one repeated key', full('a: b\n'), 'yaml-size'],
    ['a long key', full('a', '', ': b'), 'text-too-long'],
    ['digits', full('9'), 'yaml-number'],
    ['broken lines', full('abcdefghijklmno\n: b\n'), 'yaml-syntax'],
  ])('refuses 512 KiB of %s within 2 seconds', (_, text, code) => {
    const { codes, ms, mib } = costOf(fileOf(text))
    expect(codes).toContain(code)
    expect(ms).toBeLessThan(2000)
    expect(mib).toBeLessThan(300)
  })

  it('evaluates no text as code', () => {
    const flags = ['--disallow-code-generation-from-strings', '--disable-proto=throw', '--frozen-intrinsics', '--no-warnings']
    expect(costOf(fileOf('a: &b 1\nc: {d: [e, "f"]}\n'), { flags }).codes[0]).toBe('yaml-anchor')
  })
})
