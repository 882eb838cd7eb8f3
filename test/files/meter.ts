import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect } from 'vitest'

/** A program that reads one input strictly and prints the codes of the first and last problem, its processor time and its peak memory. */
const PROGRAM = `
import { nodeReader } from './node-reader.js'
import { parseSource } from './parse.js'
import { readSource } from './read.js'
import { renderDiagnostics } from './frame.js'
async function run() {
  const before = process.cpuUsage()
  const source = await readSource(process.argv[2], nodeReader)
  const checked = source.ok ? parseSource(source.value) : source
  const problems = checked.ok ? [] : checked.problems
  renderDiagnostics(problems, { colour: false })
  const codes = [problems[0]?.code ?? 'ok', problems.at(-1)?.code ?? 'ok']
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ codes, ms: (user + system) / 1000, mib: process.resourceUsage().maxRSS / 1024 }))
}
run()
`

/** What one reading cost: processor time in milliseconds (a busy machine does not count), and the peak memory of the whole process in MiB. */
export interface Cost {
  readonly codes: readonly [string, string]
  readonly ms: number
  readonly mib: number
}

/** Measures readings in processes of their own. */
export interface Meter {
  cost(content: string | { readonly path: string } | { readonly stdin: Uint8Array }, flags?: readonly string[]): Cost
  dispose(): void
}

/** Bundles the reader the way it is shipped. */
export async function startMeter(): Promise<Meter> {
  const folder = mkdtempSync(join(tmpdir(), 'cost-'))
  const script = join(folder, 'reader.cjs')
  const resolveDir = fileURLToPath(new URL('../../src/files/', import.meta.url))
  // The build of the package takes the ES modules of the parser, too.
  const alias = { yaml: fileURLToPath(new URL('../../node_modules/yaml/browser/index.js', import.meta.url)) }
  await build({
    alias,
    stdin: { contents: PROGRAM, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: script,
    logLevel: 'error',
  })
  return {
    cost(content, flags = []) {
      const path = typeof content === 'string' ? join(folder, 'input.yaml') : 'path' in content ? content.path : '-'
      if (typeof content === 'string') writeFileSync(path, content)
      const input = typeof content === 'object' && 'stdin' in content ? content.stdin : undefined
      const { stdout, stderr } = spawnSync(process.execPath, [...flags, script, path], { encoding: 'utf8', input, env: {} })
      expect(stderr).toBe('')
      return JSON.parse(stdout) as Cost
    },
    dispose: () => rmSync(folder, { recursive: true }),
  }
}

/** A text of almost 512 KiB that repeats one piece. */
export function full(piece: string, before = '', after = ''): string {
  return before + piece.repeat(Math.floor((512 * 1024 - before.length - after.length) / piece.length)) + after
}
