import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { core } from '../engine/shipped.js'
import { rubric, withFiles } from './rubric-folder.js'

const init = (args: readonly string[]) => rubric(['init', ...args])
/** A path in a folder of its own. */
const withPath = (name: string, use: (path: string) => Promise<void>) =>
  withFiles({ 'here.txt': '' }, (here) => use(join(dirname(here), name)))

describe('rubric init', () => {
  it('writes a rubric that passes rubric check --strict as it stands', async () => {
    await withPath('our rubric.yaml', async (path) => {
      const { code, stdout, stderr } = await init(['--output', path])
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
      expect(stderr).toBe(`wrote ${path}: rag-or-tune rubric check '${path}'\n`)
      expect(readFileSync(path, 'utf8')).toContain(`rag-or-tune rubric check '${path}' `)
      const checked = await rubric(['check', '--strict', path])
      expect(checked).toMatchObject({ code: 0, stderr: '' })
      expect(checked.stdout).toContain('everything proved\n')
    })
  })

  it('writes an overlay of core that passes rubric check --strict as it stands, and says what it adds', async () => {
    await withPath('ours.yaml', async (path) => {
      expect((await init(['--overlay', '--output', path])).code).toBe(0)
      const checked = await rubric(['check', '--strict', path, '--quiet'])
      expect(checked).toMatchObject({ code: 0, stderr: '' })
      expect(checked.stdout).toContain(`${path} (our-policy 1.0.0): everything proved`)
      const { stdout } = await rubric(['show', path, '--format', 'json'])
      const ours = JSON.parse(stdout)
      expect(ours.preconditions.map(({ id }: { id: string }) => id)).toEqual([...core.preconditions.map(({ id }) => id), 'our-data-review'])
      expect(ours.questions).toHaveLength(core.questions.length)
    })
  })

  it('prints it for -', async () => {
    const { code, stdout, stderr } = await init(['--output', '-'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^# A rubric: [\s\S]*\nclaims: /)
    expect(stdout).not.toContain('THIS_FILE')
  })

  it('overwrites nothing unless it is forced', async () => {
    await withFiles({ 'rubric.yaml': 'mine\n' }, async (path) => {
      const refused = await init(['--output', path])
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain('(write-exists)')
      expect(readFileSync(path, 'utf8')).toBe('mine\n')
      expect((await init(['--output', path, '--force', '--quiet'])).stderr).toBe('')
      expect(readFileSync(path, 'utf8')).not.toBe('mine\n')
    })
    expect(existsSync('rubric.yaml')).toBe(false)
  })

  it('takes no argument', async () => {
    expect((await init(['ours.yaml'])).stderr).toContain('The file to write goes in --output FILE.')
  })
})
