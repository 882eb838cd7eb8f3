import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, understand } from '../../src/cli.js'
import { faultsOfFiles } from '../../src/commands/compare.js'
import { faultsOfFormats } from '../../src/commands/compare-formats.js'
import { helpFor } from '../../src/commands/help.js'
import { formatNamed } from '../../src/report/formats.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { start, withFolder } from '../e2e/harness.js'

const HELP = helpFor('compare') ?? ''
const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['compare', ...args] })
  return { code: await main(context), ...said }
}

const FACTS = 'title: Facts\nrubric: quick\nanswers:\n  need: facts\n  change-rate: weekly\n'
const FORM = 'title: Form\nrubric: quick\nanswers:\n  need: behavior\n  labeled-pairs: 900\n  output-format: persistent\n'
const FILES = {
  'facts.yaml': FACTS,
  'form.yaml': FORM,
  'core.yaml': 'answers:\n  need: facts\n',
  'none.yaml': 'rubric: quick\nanswers: {}\n',
}

/** Runs it in a folder with the files above. */
const within = <T>(use: (path: (name: string) => string) => Promise<T>): Promise<T> =>
  withFolder((folder) => use((name) => join(folder, name)), FILES)

describe('the command line', () => {
  it.each([
    ['compare', '--help'],
    ['help', 'compare'],
  ])('%s %s', (...args) => {
    expect(understand(args)).toEqual({ kind: 'print', text: HELP })
  })

  it('collects the files in order', () => {
    expect(understand(['compare', 'b.yaml', 'a.yaml', '--format', 'json'])).toMatchObject({
      kind: 'compare',
      options: { files: ['b.yaml', 'a.yaml'], format: 'json' },
    })
  })

  it('needs a file', () => {
    const task = understand(['compare'])
    expect(task.kind === 'misused' && task.problem.message).toContain('compare needs two answers files or more')
  })
})

describe('which files', () => {
  const faults = (...files: string[]) => faultsOfFiles(files).map(({ message }) => message)
  it('two or more', () => expect([faults('a', 'b'), faults('a', 'b', 'c', '-')]).toEqual([[], []]))
  it('not one', () => expect(faults('a.yaml')).toEqual(['compare needs two answers files or more, and one is named']))
  it('none of them twice, however it is written', () => {
    expect(faults('a', 'b', 'a')).toEqual(["'a' is named twice"])
    expect(faults('a', './a')).toEqual(["'./a' is named twice"])
    expect(faults('x/../a', 'a')).toEqual(["'a' is named twice"])
    expect(faults('-', '-')).toEqual(['standard input is named twice'])
    expect(faults('a', 'a', 'a', 'b', './b')).toEqual(["'a' is named twice", "'./b' is named twice"])
  })

  it('says so before anything is read', async () => {
    const { code, stdout, stderr } = await run(['nowhere.yaml', './nowhere.yaml', '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'usage', message: "'./nowhere.yaml' is named twice" })
    expect(stderr).toContain('name each answers file once')
  })
})

describe('what it reads', () => {
  it('the problems of all files at once, each at its place', async () => {
    const files = { 'a.yaml': 'answers:\n  need: fcats\n', 'b.yaml': 'answers:\n  need: [\n', 'c.yaml': FACTS }
    await withFolder(async (folder) => {
      const { code, stdout, stderr } = await run(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'].map((name) => join(folder, name)))
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('a.yaml:2:9')
      expect(stderr).toContain('did you mean facts?')
      expect(stderr).toContain('b.yaml:2:')
      expect(stderr).toContain('d.yaml')
    }, files)
  })

  it('one rubric for all: else who says what, and the way out', () =>
    within(async (path) => {
      const { code, stdout, stderr } = await run([path('facts.yaml'), path('core.yaml'), '--format', 'json'])
      expect(code).toBe(2)
      const { error } = JSON.parse(stdout)
      expect(error.code).toBe('rubrics-differ')
      expect(error.message).toMatch(/facts\.yaml is decided by quick \d+\.\d+\.\d+, .*core\.yaml is decided by core \d+\.\d+\.\d+$/)
      expect(error.problems[0].hint).toBe('decide all of them by one: --rubric quick')
      expect(stderr).toContain('(rubrics-differ)')
      const forced = await run([path('facts.yaml'), path('core.yaml'), '--rubric', 'core'])
      expect(forced.code).toBe(0)
      expect(forced.stderr).toContain('--rubric core is used, not the rubric that the file names (quick)')
    }))

  it('one rubric under two names is one', () =>
    withFolder(
      async (folder) => {
        mkdirSync(join(folder, 'legal'))
        cpSync(join(import.meta.dirname, '..', '..', 'examples', 'overlay', 'rubric.yaml'), join(folder, 'policy.yaml'))
        writeFileSync(join(folder, 'legal', 'b.yaml'), 'rubric: ../policy.yaml\nanswers:\n  need: facts\n')
        const { code, stderr } = await run([join(folder, 'a.yaml'), join(folder, 'legal', 'b.yaml')])
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      },
      { 'a.yaml': 'rubric: ./policy.yaml\nanswers:\n  need: both\n' },
    ))

  it('something to decide in each of them', () =>
    within(async (path) => {
      const { code, stdout, stderr } = await run([path('facts.yaml'), path('none.yaml')])
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('(no-reason)')
      expect(stderr).toContain('none.yaml')
      expect(stderr).not.toContain('facts.yaml')
    }))

  it('standard input as one of them', () =>
    within(async (path) => {
      const { code, stdout, stderr } = await run([path('facts.yaml'), '-'], { input: FORM })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^Compare: Facts and Form\n/)
    }))
})

describe('where it goes', () => {
  it('text, Markdown and JSON on standard output; different verdicts are no failure', () =>
    within(async (path) => {
      const both = [path('facts.yaml'), path('form.yaml')]
      expect((await run(both)).stdout).toMatch(/^Compare: Facts and Form\n═+\n/)
      expect((await run([...both, '--format', 'markdown'])).stdout).toMatch(/^# Compare: Facts and Form\n/)
      const { code, stdout } = await run([...both, '--format', 'json'])
      expect(code).toBe(0)
      const { schemaVersion, files, approaches } = JSON.parse(stdout)
      expect(schemaVersion).toBe('1.0')
      expect(files.map(({ path }: { path: string }) => path)).toEqual(both)
      expect(approaches.some(({ agree }: { agree: boolean }) => !agree)).toBe(true)
    }))

  it('colours on request, and the width of a terminal', () =>
    within(async (path) => {
      const both = [path('facts.yaml'), path('form.yaml')]
      expect((await run([...both, '--color'])).stdout).toContain('\u001b[')
      const narrow = await run(both, { terminals: ['stdout'], columns: 50, env: { TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1' } })
      for (const line of narrow.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(50)
    }))

  it('files, by their ending; never over an answers file', () =>
    within(async (path) => {
      const both = [path('facts.yaml'), path('form.yaml')]
      const written = await run([...both, '--output', path('out.md'), '--output', path('out.json')])
      expect(written).toMatchObject({ code: 0, stdout: '' })
      expect(readFileSync(path('out.md'), 'utf8')).toMatch(/^# Compare/)
      expect(JSON.parse(readFileSync(path('out.json'), 'utf8')).files).toHaveLength(2)
      expect((await run([...both, '--output', path('out.md')])).stderr).toContain('(write-exists)')
      expect((await run([...both, '--output', path('out.md'), '--force'])).code).toBe(0)
      const json = await run([path('facts.yaml'), '-', '--output', path('facts.yaml')], { input: FORM })
      expect(json.code).toBe(2)
      expect(readFileSync(path('facts.yaml'), 'utf8')).toBe(FACTS)
    }))

  it('not over any of the answers files, with --force either', () =>
    withFolder(
      async (folder) => {
        const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')]
        const { code, stderr } = await run([a, b, '--output', b, '--force'])
        expect(code).toBe(2)
        expect(stderr).toContain('(write-input)')
        expect(readFileSync(b, 'utf8')).toContain('behavior')
      },
      { 'a.json': '{"rubric": "quick", "answers": {"need": "facts"}}', 'b.json': '{"rubric": "quick", "answers": {"need": "behavior"}}' },
    ))

  it('formats that only decisions have are refused', () => {
    const text = formatNamed('text')
    if (text === undefined) throw new Error('no text')
    const only = { ...text, id: 'html' }
    expect(faultsOfFormats({ stdout: only, files: [{ path: 'x.html', format: only }], save: undefined })).toMatchObject([
      { code: 'usage', message: 'compare has no html form', allowed: ['text', 'markdown', 'json'] },
    ])
    expect(faultsOfFormats({ stdout: text, files: [], save: undefined })).toEqual([])
  })
})

describe('as a process', () => {
  const examples = ['product', 'legal'].map((name) => `examples/respondents/${name}.yaml`)

  it('says the same twice, and nothing on standard error', async () => {
    const [one, two] = await Promise.all([start(['compare', ...examples]), start(['compare', ...examples])])
    expect(one).toMatchObject({ code: 0, stderr: '' })
    expect(two.stdout).toBe(one.stdout)
  })

  it('the order of the files is the order of the columns, and nothing else', async () => {
    const of = async (files: readonly string[]) => JSON.parse((await start(['compare', ...files, '--format', 'json'])).stdout)
    const [there, back] = await Promise.all([of(examples), of([...examples].reverse())])
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
    expect(back.files.map(({ path }: { path: string }) => path)).toEqual([...examples].reverse())
    expect(ids(back.differences)).toEqual(ids(there.differences))
    expect(ids(back.changeNothing)).toEqual(ids(there.changeNothing))
    expect(back.settle.first.map(({ questions }: { questions: string[] }) => questions)).toEqual(
      there.settle.first.map(({ questions }: { questions: string[] }) => questions),
    )
  })

  it('ends with 2 for one file, and for a file that is not there', async () => {
    const [one, none] = await Promise.all([
      start(['compare', 'examples/support-bot.yaml']),
      start(['compare', ...examples, 'nowhere.yaml']),
    ])
    expect(one).toMatchObject({ code: 2, stdout: '' })
    expect(one.stderr).toContain('rag-or-tune compare examples/support-bot.yaml other.yaml')
    expect(none).toMatchObject({ code: 2, stdout: '' })
    expect(none.stderr).toContain('nowhere.yaml')
  })
})
