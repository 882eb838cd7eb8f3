import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TOOL } from '../../src/version.js'
import { type Ran, ROOT, run, shell, start, withFolder } from './harness.js'

const FACTS = ['--set', 'need=facts', '--set', 'change-rate=weekly']

/** What every failing run owes its caller (G0). */
function expectFailure({ code, stdout, stderr }: Ran, part: string): void {
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(part)
  expect(stderr).toMatch(/\([a-z-]+\)\n/)
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m)
}

describe('exit 0', () => {
  it('a decision from flags, report on standard output, nothing on standard error', () => {
    const { code, stdout, stderr } = run(FACTS)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Retrieval (RAG)')
  })

  it('a decision from a file, from standard input, and from JSON: the same bytes (J-08, D-04)', async () => {
    const yaml = 'answers:\n  need: facts\n  change-rate: weekly\n'
    const json = '{"answers": {"change-rate": "weekly", "need": "facts"}}'
    await withFolder(
      async (cwd) => {
        const runs = await Promise.all([
          start(['--answers', 'a.yaml', '--format', 'json'], { cwd }),
          start(['decide', '--format', 'json', '--answers', 'a.json'], { cwd }),
          start(['--answers', '-', '--format', 'json'], { cwd, input: yaml }),
          start(['--answers', '-', '--format', 'json'], { cwd, input: json }),
        ])
        expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1)
        expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']))
        expect(JSON.parse(runs[0]?.stdout ?? '').answers.need.value).toBe('facts')
      },
      { 'a.yaml': yaml, 'a.json': json },
    )
  })

  it('help and version, on standard output', () => {
    expect(run(['--version'])).toEqual({ code: 0, stdout: `${TOOL.version}\n`, stderr: '' })
    expect(run(['help', 'decide'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('warnings do not fail a run, and --quiet silences them (A-06, A-11)', async () => {
    await withFolder(
      async (cwd) => {
        const args = ['--answers', 'a.yaml', '--set', 'need=behavior', '--format', 'json']
        const [loud, quiet] = await Promise.all([start(args, { cwd }), start([...args, '--quiet'], { cwd })])
        expect(loud.code).toBe(0)
        expect(loud.stderr).toContain('(answer-overridden)')
        expect(quiet).toEqual({ code: 0, stdout: loud.stdout, stderr: '' })
        expect(JSON.parse(loud.stdout).answers.need).toMatchObject({ value: 'behavior', origin: 'flag' })
      },
      { 'a.yaml': 'answers:\n  need: facts\n' },
    )
  })

  it('files are written, and then standard output stays empty unless a format is asked for', async () => {
    await withFolder(async (cwd) => {
      const [files, both, dash] = await Promise.all([
        start([...FACTS, '--output', 'a.md', '--output', 'a.json', '--save', 'a.yaml'], { cwd }),
        start([...FACTS, '--output', 'b.txt', '--format', 'json'], { cwd }),
        start([...FACTS, '--output', 'c.md', '--output', '-', '--quiet'], { cwd }),
      ])
      expect(files).toEqual({ code: 0, stdout: '', stderr: 'wrote a.md\nwrote a.json\nwrote a.yaml\n' })
      expect(both.code).toBe(0)
      expect(JSON.parse(both.stdout).set).toContain('rag')
      expect(dash.stderr).toBe('')
      expect(dash.stdout).toContain('Retrieval (RAG)')
      const again = await start(['--answers', 'a.yaml', '--format', 'json'], { cwd })
      expect(JSON.parse(again.stdout).approaches).toEqual(JSON.parse(both.stdout).approaches)
    })
  })
})

describe('exit 2', () => {
  it.each([
    ['an unknown option', ['--fromat', 'md'], 'Did you mean --format?'],
    ['an unknown command', ['decied'], 'Did you mean decide?'],
    ['an unknown format', ['--format', 'xml'], 'allowed: text, markdown, json'],
    ['an unknown ending', [...FACTS, '--output', 'a.pdf'], '.markdown'],
    ['an unknown rubric', [...FACTS, '--rubric', 'qick'], 'did you mean quick?'],
    ['an unknown question (A-01)', ['--set', 'corpus-szie=large'], 'did you mean corpus-size?'],
    ['an unknown option of a question (A-02)', ['--set', 'need=fact'], 'did you mean facts?'],
    ['a missing file', ['--answers', 'no-such-file.yaml'], 'no-such-file.yaml'],
    ['a folder for a file', ['--answers', 'test'], 'this is a folder'],
    ['no question that gives a reason (A-15)', ['--set', 'budget=small'], '(no-reason)'],
    ['only unsure answers (A-15)', ['--set', 'need=unsure'], '(no-reason)'],
  ])('%s', (_, args, part) => {
    expectFailure(run(args), part)
  })

  it('--complete with open questions: for each the flag, what is allowed, and a snippet to paste (A-07)', async () => {
    const asked = run(['--rubric', 'quick', '--set', 'need=facts', '--complete'])
    expectFailure(asked, '(answers-incomplete)')
    for (const id of ['change-rate', 'citations', 'labeled-pairs', 'output-format', 'user-diversity'])
      expect(asked.stderr).toContain(`--set ${id}=…`)
    expect(asked.stderr).toContain('one of: no, helpful, required')
    const snippet = asked.stderr.slice(asked.stderr.indexOf('  rubric: quick'))
    const filled = snippet.replaceAll(/: unsure {2}# (\w[\w-]*).*/g, ': $1').replaceAll(/^ {2}/gm, '')
    const again = run(['--answers', '-', '--set', 'need=facts', '--complete', '--quiet', '--format', 'json'], { input: filled })
    expect(again.code, again.stderr).toBe(0)
    expect(JSON.parse(again.stdout).openQuestions).toEqual([])
  })

  it('with --format json, one JSON document says what went wrong (C-08)', () => {
    const misused = run(['--format', 'json', '--fromat', 'x'])
    expect(misused.code).toBe(2)
    expect(JSON.parse(misused.stdout)).toMatchObject({
      schemaVersion: '1.0',
      error: { code: 'usage', problems: [{ hint: 'Did you mean --format?' }] },
    })
    const unknown = run(['--set', 'need=fact', '--set', 'traffic=hihg', '--format=json'])
    const { error } = JSON.parse(unknown.stdout)
    expect(unknown.code).toBe(2)
    expect(error.problems.map((one: { code: string; path: string }) => [one.code, one.path])).toEqual([
      ['answer-unknown-option', 'answers.need'],
      ['answer-unknown-option', 'answers.traffic'],
    ])
    const missing = run(['--set', 'budget=small', '--format', 'json'])
    const thin = JSON.parse(missing.stdout).error
    expect(thin.code).toBe('no-reason')
    expect(thin.problems[1]).toMatchObject({
      code: 'answer-missing',
      path: 'answers.need',
      allowed: ['facts', 'behavior', 'both', 'neither'],
    })
  })

  it('targets are refused, and nothing is written (F-04, F-13, F-14)', async () => {
    await withFolder(
      async (cwd) => {
        const runs = await Promise.all([
          start([...FACTS, '--output', 'there.md'], { cwd }),
          start(['--answers', 'a.yaml', '--save', './a.yaml', '--force'], { cwd }),
          start([...FACTS, '--output', 'x.md', '--output', './x.md'], { cwd }),
        ])
        expectFailure(runs[0], '(write-exists)')
        expectFailure(runs[1], '(write-input)')
        expectFailure(runs[2], '(write-twice)')
        expect(shell('ls', { cwd }).stdout).toBe('a.yaml\nthere.md\n')
      },
      { 'there.md': 'old', 'a.yaml': 'answers:\n  need: facts\n' },
    )
  })

  it('an answers file with several faults names them all, each with its place (A-19)', async () => {
    await withFolder(async (cwd) => {
      writeFileSync(join(cwd, 'a.yaml'), 'answers:\n  need: fcts\n  traffic: no\n  corpus-szie: large\n')
      const { code, stderr } = await start(['--answers', 'a.yaml'], { cwd })
      expect(code).toBe(2)
      expect(stderr).toMatch(/a\.yaml:2:9: .*\n[\s\S]*a\.yaml:3:12: .*\n[\s\S]*a\.yaml:4:3: /)
    })
  })
})

describe('standard output', () => {
  it('a reader that leaves early is no fault (F-11)', () => {
    expect(shell('set -o pipefail; tool --set need=facts --format json | head -1; echo "$?"')).toEqual({
      code: 0,
      stdout: '{\n0\n',
      stderr: '',
    })
  })
  it('a full disk is one (F-08)', () => {
    const { stdout, stderr } = shell('tool --set need=facts > /dev/full; echo "$?"; tool --version > /dev/full; echo "$?"')
    expect(stdout).toBe('2\n2\n')
    expect(stderr).toBe('error: standard output cannot be written: ENOSPC (stdout-failed)\n'.repeat(2))
  })
  it('so is a closed one (F-12), but not the null device', () => {
    const { stdout, stderr } = shell(
      '(tool --set need=facts >&-); echo "$?"; tool --set need=facts > /dev/null; echo "$?"; (tool --set need=facts --output /dev/stdout >/dev/null); echo "$?"',
    )
    expect(stdout).toBe('2\n0\n0\n')
    expect(stderr).toBe('error: standard output cannot be written: it is closed (stdout-failed)\n')
  })
  it('a slow pipe gets everything', () => {
    const { stdout } = shell('tool --set need=facts --format json | (sleep 0.3; wc -c); tool --set need=facts --format json | wc -c')
    const [slow, fast] = stdout.trim().split('\n')
    expect(slow).toBe(fast)
    expect(Number(fast)).toBeGreaterThan(20_000)
  })
})

describe('a broken installation', () => {
  it('is an internal fault: one line, exit 2, and the stack only with --debug', async () => {
    await withFolder((folder) => {
      for (const name of ['bin', 'dist']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
      rmSync(join(folder, 'dist', 'rubrics'), { recursive: true })
      const broken = (...args: string[]): Ran => shell(`"${process.execPath}" "${folder}/bin/rag-or-tune.js" ${args.join(' ')}`)
      const plain = broken('--set', 'need=facts')
      expect(plain).toMatchObject({ code: 2, stdout: '' })
      expect(plain.stderr).toMatch(/^rag-or-tune: internal fault: .*\(internal-fault\)\n {2}Run again with --debug for the stack\.\n$/)
      expect(broken('--set', 'need=facts', '--debug').stderr).toMatch(/\n\s+at /)
    })
  })
})
