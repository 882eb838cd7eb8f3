import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { loadRubric } from '../../src/rubric/load.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { core, quick } from '../engine/shipped.js'
import { withFiles } from './rubric-folder.js'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'rubrics')

const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['rubric', 'show', ...args] })
  return { code: await main(context), ...said }
}

/** What a text means when it is read as the file of a rubric. */
async function loaded(text: string): Promise<Rubric> {
  const folder = mkdtempSync(join(tmpdir(), 'show-'))
  try {
    writeFileSync(join(folder, 'shown.yaml'), text)
    const checked = await loadRubric(join(folder, 'shown.yaml'), nodeReader)
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems.slice(0, 3), null, 2))
    return checked.value
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('rubric show', () => {
  it.each([
    ['core', core],
    ['quick', quick],
  ])('%s in the written format, which loads again to the same digest', async (name, rubric) => {
    const { code, stdout, stderr } = await run([name])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`digest ${rubric.digest}`)
    expect((await loaded(stdout)).digest).toBe(rubric.digest)
  })

  it('shows core when nothing is named', async () => {
    expect((await run([])).stdout).toBe((await run(['core'])).stdout)
  })

  it('gives the resolved rubric as JSON', async () => {
    const { code, stdout } = await run(['quick', '--format', 'json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual(quick)
  })

  it('merges an overlay, and shows one that asks less of an unchanged base by what it asks', async () => {
    const head = 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nsummary: Ours.\nextends: core\n'
    const change = 'questions:\n  - {id: need, title: Our need}\n'
    const ask = 'ask: [need, change-rate]\n'
    await withFiles({ 'a.yaml': `${head}${change}`, 'b.yaml': `${head}${ask}`, 'c.yaml': `${head}${ask}${change}` }, async (a, b, c) => {
      const merged = await run([a])
      expect(merged).toMatchObject({ code: 0, stderr: '' })
      expect(merged.stdout).toContain('title: Our need')
      expect(merged.stdout).not.toContain('extends:')
      expect((await loaded(merged.stdout)).questions).toHaveLength(core.questions.length)
      const less = await run([b])
      expect(less.stdout).toContain('extends: core\nask: [need, change-rate]\n')
      expect(less.stdout).toContain((await loaded(less.stdout)).digest)
      const both = await run([c])
      expect(both).toMatchObject({ code: 2, stdout: '' })
      expect(both.stderr).toContain('this rubric changes its base (questions)')
      expect(JSON.parse((await run([c, '--format', 'json'])).stdout).questions).toHaveLength(2)
    })
  })

  it('writes every fixture that can be loaded so that it loads again to the same digest', async () => {
    const shown: string[] = []
    for (const name of readdirSync(FIXTURES).filter((one) => /\.(ya?ml|json)$/.test(one))) {
      const path = join(FIXTURES, name)
      const checked = await loadRubric(path, nodeReader)
      // An overlay or a shorter rubric of a file names that file from its own folder.
      if (!checked.ok || checked.value.absent.length > 0) continue
      shown.push(name)
      expect((await loaded((await run([path, '--quiet'])).stdout)).digest, name).toBe(checked.value.digest)
    }
    expect(shown.length).toBeGreaterThan(3)
  })

  it.each([
    [['coer'], 'did you mean core?'],
    [['core', 'quick'], "rubric show takes one rubric, and 'quick' is one too many"],
    [['no-such.yaml'], '(file-missing)'],
    [['--format', 'text'], 'allowed: yaml, json'],
  ])('%j is refused', async (args, part) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
  })
})
