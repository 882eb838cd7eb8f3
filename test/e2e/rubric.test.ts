import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, run, start, withFolder } from './harness.js'

describe('rag-or-tune rubric', () => {
  it('begins a rubric, checks it, decides with it, and refuses it when it is broken', async () => {
    await withFolder(async (cwd) => {
      expect(run(['rubric', 'init'], { cwd })).toEqual({
        code: 0,
        stdout: '',
        stderr: 'wrote rubric.yaml: rag-or-tune rubric check rubric.yaml\n',
      })
      expect(existsSync(join(cwd, 'rubric.yaml'))).toBe(true)
      const [checked, decided, again] = await Promise.all([
        start(['rubric', 'check', '--strict', 'rubric.yaml'], { cwd }),
        start(['--rubric', 'rubric.yaml', '--set', 'need=facts', '--set', 'documents=kept'], { cwd }),
        start(['rubric', 'init'], { cwd }),
      ])
      expect(checked).toMatchObject({ code: 0, stderr: '' })
      expect(decided).toMatchObject({ code: 0, stderr: '' })
      expect(again).toMatchObject({ code: 2, stdout: '' })
      expect(again.stderr).toContain('(write-exists)')
    })
  })

  it('ends in 2 for a file that is no rubric, and still checks the others', async () => {
    await withFolder(
      async (cwd) => {
        const { code, stdout, stderr } = await start(['rubric', 'check', 'broken.yaml', 'gone.yaml', 'quick'], { cwd })
        expect(code).toBe(2)
        expect(stderr).toContain('broken.yaml:1:1: ')
        expect(stderr).toContain('gone.yaml: ')
        expect(stdout).toContain('gone.yaml cannot be used: 1 problem\n')
        expect(stdout).toContain('quick (quick ')
      },
      { 'broken.yaml': 'id: x\n' },
    )
  })

  it('finds the shipped rubrics in any folder, by name, and prints the schema it was published with', async () => {
    await withFolder(async (cwd) => {
      const [checked, schema, shown] = await Promise.all([
        start(['rubric', 'check', 'quick', '--format', 'json'], { cwd }),
        start(['rubric', 'schema'], { cwd }),
        start(['rubric', 'show', 'quick'], { cwd }),
      ])
      expect(checked.stderr).toBe('')
      expect(JSON.parse(checked.stdout).rubrics[0]).toMatchObject({ name: 'quick', rubric: { id: 'quick' } })
      expect(schema).toEqual({ code: 0, stdout: readFileSync(join(ROOT, 'schema', 'rubric.schema.json'), 'utf8'), stderr: '' })
      expect(shown.stdout).toContain('extends: core\n')
    })
  })
})
