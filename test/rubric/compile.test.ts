import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkFile, checkPartFile, compileShipped } from '../../src/rubric/compile.js'
import { FIXTURES } from './reading.js'

const ROOT = join(import.meta.dirname, '..', '..')
const RUBRICS = join(ROOT, 'rubrics')

function script(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/rubrics.mjs', ...args], { cwd: ROOT, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('compiling the shipped rubrics', () => {
  test('gives one JSON text each', async () => {
    const { texts, verdict } = await compileShipped(RUBRICS)
    expect(verdict).toEqual({ text: '', broken: false })
    expect([...texts.keys()]).toEqual(['core', 'quick'])
    for (const [name, text] of texts) expect(JSON.parse(text)).toMatchObject({ format: 1, id: name })
  })

  test('fails with the problems when one is not there', async () => {
    const { texts, verdict } = await compileShipped(FIXTURES)
    expect(texts.size).toBe(0)
    expect(verdict.broken).toBe(true)
    expect(verdict.text).toContain('core.yaml: there is no file')
  })
})

describe('checking a rubric while writing it', () => {
  test('a file with nine defects shows all nine', async () => {
    const { text, broken } = await checkFile(join(FIXTURES, 'several.yaml'), RUBRICS)
    expect(broken).toBe(true)
    expect(text.match(/\([a-z-]+\)$/gm)).toHaveLength(9)
  })

  test('advice alone does not break it', async () => {
    const { text, broken } = await checkFile(join(FIXTURES, 'reference-unused.yaml'), RUBRICS)
    expect(broken).toBe(false)
    expect(text).toContain('warning: nothing cites the reference')
  })

  test('an overlay builds on what is in the folder of rubrics', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'overlay-'))
    try {
      const path = join(folder, 'ours.yaml')
      writeFileSync(path, 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nextends: core\nquestions: [{id: need, kind: several}]\n')
      const { text, broken } = await checkFile(path, RUBRICS)
      expect(broken).toBe(true)
      expect(text).toMatch(/ours\.yaml:6:30: `kind` cannot be "several" \(shape-value\)/)
      expect((await checkFile(path, folder)).text).toContain(`cannot be used: there is no file`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a part is checked for its shape', async () => {
    expect(await checkPartFile(join(RUBRICS, 'core-plan.yaml'))).toEqual({ text: '', broken: false })
    expect((await checkPartFile(join(FIXTURES, 'part-header.part.yaml'))).text).toContain('(shape-unknown-key)')
  })
})

describe('scripts/rubrics.mjs', () => {
  test('exits with 0 for a good rubric', () => {
    expect(script('--check', 'rubrics/quick.yaml')).toEqual({ status: 0, stdout: 'rubrics/quick.yaml: no problems\n', stderr: '' })
  })

  test('exits with 2 for a broken one, naming file, line and column', () => {
    const { status, stdout, stderr } = script('--check', 'test/fixtures/rubrics/unknown-layer.yaml')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^test\/fixtures\/rubrics\/unknown-layer\.yaml:13:71: there is no layer "document" \(unknown-layer\)\n/)
  })

  test('exits with 2 when misused', () => {
    expect(script().status).toBe(2)
    expect(script('--check').stderr).toMatch(/^usage: /)
  })

  test('compiles into a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rubrics-'))
    try {
      const { compileRubrics } = (await import(join(ROOT, 'scripts', 'rubrics.mjs'))) as {
        compileRubrics: (folder: string) => Promise<void>
      }
      await compileRubrics(folder)
      expect(JSON.parse(readFileSync(join(folder, 'quick.json'), 'utf8'))).toMatchObject({ id: 'quick' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
