import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFolder } from './harness.js'
import { atReview, CTRL_C, expectRestored, inTerminal, plain, type TerminalStep } from './terminal.js'

/** A disk that takes a moment to keep a file, and says so: only then is it sure that a signal comes while something is written. */
const SLOW_DISK = `
  const promises = require('node:fs/promises')
  const { open } = promises
  promises.open = async (path, flags, mode) => {
    const file = await open(path, flags, mode)
    const sync = file.sync.bind(file)
    file.sync = async () => {
      if (!String(path).endsWith('.tmp') || String(path).includes('draft')) return sync()
      process.stderr.write('(syncing)')
      await new Promise((resolve) => setTimeout(resolve, 400))
      return sync()
    }
    return file
  }`

const SYNCING = { wait: '(syncing)', now: true }
const WAYS: readonly (readonly [name: string, steps: readonly TerminalStep[], code: number])[] = [
  ['Ctrl-C', [{ ...SYNCING, keys: CTRL_C }], 130],
  ['Ctrl-C twice', [{ ...SYNCING, keys: CTRL_C + CTRL_C }], 130],
  ['SIGTERM', [{ ...SYNCING, signal: 'SIGTERM' }], 143],
  ['SIGHUP', [{ ...SYNCING, signal: 'SIGHUP' }], 129],
]

const slow = (cwd: string) => ({ NODE_OPTIONS: `--require ${join(cwd, 'slow.cjs')}` })

describe.concurrent('P-14 interrupted while files are written', () => {
  it.each(WAYS)(
    'P-14 %s after an interview: its code, the files whole, none left over, nothing on standard output',
    async (_, steps, code) => {
      await withFolder(
        async (cwd) => {
          const args = ['--rubric', 'quick', '--save', 'a.yaml', '--output', 'b.md', '--format', 'json']
          const ran = await inTerminal(args, { cwd, env: slow(cwd), stdout: 'pipe', steps: [...atReview({ keys: '\r' }), ...steps] })
          expectRestored(ran, code)
          expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'a.yaml.draft.json', 'b.md', 'slow.cjs'])
          expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toContain('user-diversity:')
          expect(plain(ran.screen)).toMatch(/wrote b\.md\nwrote a\.yaml\n$/)
          expect(ran.stdout).toBe('')
        },
        { 'slow.cjs': SLOW_DISK },
      )
    },
  )

  it.each([
    [['--set', 'need=facts', '--output', 'b.md'], 'b.md'],
    [['init', '--output', 'b.yaml'], 'b.yaml'],
  ])('P-14 Ctrl-C in a scripted run: %j', async (args, name) => {
    await withFolder(
      async (cwd) => {
        const ran = await inTerminal(args, { cwd, env: slow(cwd), stdin: 'null', steps: [{ ...SYNCING, signal: 'SIGINT' }] })
        expectRestored(ran, 130)
        expect(readdirSync(cwd).sort()).toEqual([name, 'slow.cjs'])
      },
      { 'slow.cjs': SLOW_DISK },
    )
  })
})
