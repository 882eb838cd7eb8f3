import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const SLOW = 120_000

function check(root: string, PATH = process.env['PATH']): { readonly status: number | null; readonly stderr: string } {
  const script = join(root, 'scripts', 'record-interview.mjs')
  return spawnSync(process.execPath, [script, '--check'], { env: { PATH }, encoding: 'utf8' })
}

describe('the recorded interview', () => {
  let other = ''
  beforeAll(() => {
    other = mkdtempSync(join(tmpdir(), 'rag-or-tune-'))
    for (const name of ['bin', 'dist', 'docs', 'scripts', 'README.md', 'package.json']) {
      cpSync(join(ROOT, name), join(other, name), { recursive: true })
    }
    symlinkSync(join(ROOT, 'node_modules'), join(other, 'node_modules'))
  })
  afterAll(() => rmSync(other, { recursive: true, force: true }))

  it('is what a terminal shows now; `node scripts/record-interview.mjs` refreshes it', { timeout: SLOW }, () => {
    expect(check(ROOT)).toMatchObject({ stderr: '', status: 0 })
  })

  it('is told apart from another one on either page', { timeout: SLOW }, () => {
    const pages = ['docs/interview.md', 'README.md']
    for (const name of pages) {
      const page = join(other, name)
      writeFileSync(page, readFileSync(page, 'utf8').replace(/^1 question skipped:/m, '2 questions skipped:'))
    }
    const { status, stderr } = check(other)
    const why = 'does not show what the interview looks like now: run node scripts/record-interview.mjs'
    expect(stderr).toBe(pages.map((name) => `${name} ${why}\n`).join(''))
    expect(status).toBe(1)
  })

  it('is not passed over where tmux is missing', () => {
    const { status, stderr } = check(ROOT, '')
    expect(stderr).toBe('tmux is not installed, and the recording needs it: on Debian, apt-get install tmux\n')
    expect(status).toBe(1)
  })
})
