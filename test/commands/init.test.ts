import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, understand } from '../../src/cli.js'
import { helpFor } from '../../src/commands/help.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { ROOT, withFolder } from '../e2e/harness.js'

const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args })
  return { code: await main(context), ...said }
}

describe('rag-or-tune init', () => {
  it('writes a file that can be read as it stands: nothing to decide yet, and the first question to ask', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'team.yaml')
      const made = await run(['init', '--output', path])
      expect(made).toEqual({
        code: 0,
        stdout: '',
        stderr: `wrote ${path}: fill it in, then rag-or-tune --answers ${path}; with --interview it asks what is open\n`,
      })
      expect(statSync(path).mode & 0o777).toBe(0o600)
      const decided = await run(['--answers', path])
      expect(decided).toMatchObject({ code: 2, stdout: '' })
      expect(decided.stderr).toMatch(/^there is nothing to decide/)
      const next = await run(['next', '--answers', path, '--json'])
      expect(next).toMatchObject({ code: 0, stderr: '' })
      expect(next.stdout).toContain('"id": "need"')
    })
  })

  it('prints it for -, the same bytes', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'a.yaml')
      await run(['init', '--output', path, '--quiet'])
      const printed = await run(['init', '--output', '-'])
      expect(printed).toEqual({ code: 0, stdout: readFileSync(path, 'utf8'), stderr: '' })
      expect((await run(['init', '--output', '/dev/stdout'])).stdout).toBe(printed.stdout)
    })
  })

  it('overwrites nothing without --force, and never what it reads', async () => {
    await withFolder(
      async (folder) => {
        const path = join(folder, 'a.yaml')
        expect((await run(['init', '--output', path])).stderr).toContain('(write-exists)')
        expect((await run(['init', '--output', path, '--answers', path, '--force'])).stderr).toContain('(write-input)')
        expect(readFileSync(path, 'utf8')).toBe('answers:\n  need: facts\n')
        expect(await run(['init', '--output', path, '--force', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
        expect(readFileSync(path, 'utf8')).toContain('\n  #need: unsure\n')
      },
      { 'a.yaml': 'answers:\n  need: facts\n' },
    )
  })

  it('takes over answers of a file and of flags', async () => {
    await withFolder(
      async (folder) => {
        const args = ['init', '--answers', join(folder, 'a.yaml'), '--set', 'citations=no', '--set', 'labeled-pairs=250', '--output', '-']
        const { code, stdout } = await run(args)
        expect(code).toBe(0)
        for (const line of ['title: "A"', '  need: facts', '  citations: "no"', '  labeled-pairs: 250', '  #traffic: unsure']) {
          expect(stdout).toContain(`\n${line}\n`)
        }
        const decided = await run(['--answers', '-', '--format', 'json', '--quiet', '--no-robustness'], { input: stdout })
        expect(JSON.parse(decided.stdout).answers['labeled-pairs']).toMatchObject({ value: 'hundreds', number: 250 })
      },
      { 'a.yaml': 'title: A\nanswers:\n  need: facts\n' },
    )
  })

  it('names a rubric file from the folder of the answers, so that they find it', async () => {
    await withFolder(
      async (folder) => {
        mkdirSync(join(folder, 'sub'))
        const path = join(folder, 'sub', 'a.yaml')
        expect((await run(['init', '--rubric', join(folder, 'r.yaml'), '--output', path])).code).toBe(0)
        expect(readFileSync(path, 'utf8')).toContain(`\nrubric: "${join(folder, 'r.yaml')}"\n`)
        expect((await run(['--answers', path])).stderr).toMatch(/^there is nothing to decide/)
      },
      { 'r.yaml': readFileSync(join(ROOT, 'rubrics', 'quick.yaml'), 'utf8') },
    )
  })

  it.each([
    [['init', 'team.yaml'], 'The file to write goes in --output FILE'],
    [['init', '--output', 'a.yaml', '--output', 'b.yaml'], "It was already given as 'a.yaml'."],
    [['init', '--rubric', 'qick', '--output', '-'], 'did you mean quick?'],
    [['init', '--set', 'need=fcts', '--output', '-'], 'did you mean facts?'],
    [['init', '--format', 'text'], "unknown option '--format'"],
  ])('%j is refused', async (args, part) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
    expect(existsSync('answers.yaml')).toBe(false)
  })

  it('has help with every option, in 80 columns', () => {
    const help = helpFor('init') ?? ''
    expect(understand(['init', '--help'])).toEqual({ kind: 'print', text: help })
    for (const flag of ['rubric', 'answers', 'set', 'output', 'force']) expect(help).toContain(`--${flag}`)
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })
})
