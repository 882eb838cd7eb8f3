import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SUMMARY_LIMIT } from '../../src/check/reporters/summary.js'
import type { CheckResult } from '../../src/check/result.js'
import { type ReportingOptions, reportChecked, reportingManner, reportTargets } from '../../src/commands/reporting.js'
import type { Environment } from '../../src/terminal.js'
import { readAsRunner } from '../check/reporters/runner.js'
import { fileOf, GREEN, resultOf, SAMPLE, withEveryText } from '../check/sample-result.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'reporting-')))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const at = (name: string): string => join(folder, name)
const content = (name: string): string => readFileSync(at(name), 'utf8')
const typed = (...reporter: string[]): ReportingOptions => ({ reporter, force: false, quiet: false })

async function problemsWith(options: ReportingOptions, protect: readonly string[] = []): Promise<readonly string[]> {
  const targets = await reportTargets(options, protect)
  return targets.ok ? [] : targets.problems.map(({ code, message, hint }) => `${code}: ${message}; ${hint}`)
}

interface Reported {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

async function report(result: CheckResult, options: ReportingOptions, given: FakeOptions & { env?: Environment } = {}): Promise<Reported> {
  const { context, said } = fakeContext(given)
  const exitCode = await reportChecked({ ...context, host: () => ({ platform: 'linux', user: 1, folder }) }, result, options)
  return { exitCode, ...said }
}

describe('reportTargets', () => {
  it('takes text on standard output where nothing else goes there', async () => {
    const stdoutOf = async (options: ReportingOptions): Promise<unknown> => {
      const targets = await reportTargets(options)
      return targets.ok ? targets.value.stdout : targets.problems
    }
    expect(await stdoutOf(typed())).toBe('text')
    expect(await stdoutOf(typed('github'))).toBe('github')
    expect(await stdoutOf(typed(`junit=${at('a.xml')}`))).toBe('text')
    expect(await stdoutOf(typed(`junit=${at('a.xml')}`, 'sarif'))).toBe('sarif')
    expect(await stdoutOf(typed('sarif=-'))).toBe('sarif')
    expect(await stdoutOf(typed('json', 'json'))).toBe('json')
    expect(await stdoutOf({ ...typed(), quiet: true })).toBe('text')
    expect(await stdoutOf({ ...typed(`junit=${at('a.xml')}`), quiet: true })).toBeUndefined()
  })

  it('names everything that is wrong at once, with the way out', async () => {
    writeFileSync(at('there.json'), 'old')
    const options = typed('jnuit=a.xml', 'html', 'json', 'sarif', `json=${at('there.json')}`, `junit=${at('missing/a.xml')}`, 'json=')
    expect((await problemsWith(options)).map((one) => one.replaceAll(folder, 'DIR'))).toMatchInlineSnapshot(`
      [
        "reporter-unknown: there is no reporter 'jnuit'; did you mean junit?",
        "reporter-unknown: there is no reporter 'html'; take one of these, such as --reporter junit=report.xml",
        "reporter-stdout: only one report can go to standard output, not json and sarif; give the others a file: --reporter sarif=FILE",
        "write-exists: the file exists; add --force to overwrite it, or name another file",
        "write-no-folder: there is no folder DIR/missing; mkdir -p DIR/missing",
        "write-no-path: the path of an output is empty; name a file",
      ]
    `)
    expect(content('there.json')).toBe('old')
  })

  it('keeps two reports out of one file, and off the inputs', async () => {
    const twice = typed(`json=${at('a.json')}`, `sarif=${at('./a.json')}`)
    expect(await problemsWith(twice)).toEqual(['write-twice: two outputs go to this file; give each its own file'])
    writeFileSync(at('team.yaml'), 'answers: {}')
    expect((await problemsWith({ ...typed(`json=${at('team.yaml')}`), force: true }, [at('team.yaml')])).join()).toContain('write-input')
  })

  it('says what went wrong in JSON where standard output carries JSON', () => {
    expect(reportingManner(typed('json')).json).toBe(true)
    expect(reportingManner(typed('json=-')).json).toBe(true)
    expect(reportingManner(typed('json=a.json', 'github')).json).toBe(false)
  })
})

describe('reportChecked', () => {
  it.each([
    ['passed', GREEN, 0],
    ['failed', resultOf(SAMPLE.files.filter(({ outcome }) => outcome === 'failed')), 1],
    ['could not be checked', SAMPLE, 2],
  ] as const)('returns the exit code of what %s', async (_, result, exitCode) => {
    expect((await report(result, typed())).exitCode).toBe(exitCode)
    expect((await report(result, typed('json'))).exitCode).toBe(exitCode)
  })

  it('writes several reports at once, and prints one', async () => {
    const options = typed('github', `junit=${at('report.xml')}`, `sarif=${at('report.sarif')}`, `json=${at('report.json')}`)
    const { exitCode, stdout, stderr } = await report(SAMPLE, options)
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^::error file=/)
    expect(content('report.xml')).toContain('<testsuites ')
    expect(JSON.parse(content('report.sarif')).version).toBe('2.1.0')
    expect(JSON.parse(content('report.json')).exitCode).toBe(2)
    expect(stderr).toBe(['report.xml', 'report.sarif', 'report.json'].map((name) => `wrote ${at(name)}\n`).join(''))
  })

  it('writes none where one cannot be, prints all the same, and returns 2', async () => {
    writeFileSync(at('there.xml'), 'old')
    const { exitCode, stdout, stderr } = await report(GREEN, typed(`json=${at('a.json')}`, `junit=${at('there.xml')}`))
    expect(exitCode).toBe(2)
    expect(stdout).toContain('passed decisions/billing.yaml')
    expect(stderr).toContain('(write-exists)')
    expect(readdirSync(folder)).toEqual(['there.xml'])
    expect(content('there.xml')).toBe('old')
  })

  it('prints one JSON document and no other where writing failed', async () => {
    writeFileSync(at('there.xml'), 'old')
    const { exitCode, stdout } = await report(GREEN, typed('json', `junit=${at('there.xml')}`))
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).error.code).toBe('write-exists')
  })

  it('overwrites with --force, and says nothing with --quiet', async () => {
    writeFileSync(at('there.xml'), 'old')
    const { exitCode, stdout, stderr } = await report(GREEN, { reporter: [`junit=${at('there.xml')}`], force: true, quiet: true })
    expect([exitCode, stdout, stderr]).toEqual([0, '', ''])
    expect(content('there.xml')).toContain('<testsuites ')
  })

  it('returns 2 where standard output cannot be written', async () => {
    const { exitCode } = await report(GREEN, typed(), { written: { ok: false, readerLeft: false, detail: 'ENOSPC' } })
    expect(exitCode).toBe(2)
  })

  it('is coloured on a terminal only', async () => {
    const coloured = await report(GREEN, typed(), { terminals: ['stdout'], env: { TERM: 'xterm', LANG: 'C.UTF-8' } })
    expect(coloured.stdout).toContain('\u001b[')
    expect((await report(GREEN, { ...typed(), color: false }, { terminals: ['stdout'], env: { TERM: 'xterm' } })).stdout).not.toContain(
      '\u001b[',
    )
    expect((await report(GREEN, typed())).stdout).not.toContain('\u001b[')
  })
})

describe('reportChecked in a GitHub workflow', () => {
  const env = (): Environment => ({ GITHUB_STEP_SUMMARY: at('summary.md'), GITHUB_OUTPUT: at('output') })

  it('adds to the summary and to the outputs of the step', async () => {
    writeFileSync(at('summary.md'), 'what was there')
    writeFileSync(at('output'), 'before=1')
    const { exitCode, stderr } = await report(SAMPLE, typed('github'), { env: env() })
    expect([exitCode, stderr]).toEqual([2, ''])
    expect(content('summary.md')).toMatch(/^what was there\n## 2 of 5 decisions did not pass the check, and 2 could not be checked\n/)
    expect(content('output')).toMatch(/^before=1\noutcome<<END\nerror\nEND\nexit-code<<END\n2\nEND\n/)
  })

  it('does so where github goes to a file, and only where github is asked for', async () => {
    await report(SAMPLE, typed('markdown', `json=${at('a.json')}`), { env: env() })
    expect(readdirSync(folder)).toEqual(['a.json'])
    await report(SAMPLE, typed(`github=${at('log')}`), { env: env() })
    expect(readdirSync(folder)).toEqual(['a.json', 'log', 'output', 'summary.md'])
  })

  it('needs neither', async () => {
    const { exitCode, stderr } = await report(GREEN, typed('github'), { env: { GITHUB_STEP_SUMMARY: '' } })
    expect([exitCode, stderr, readdirSync(folder)]).toEqual([0, '', []])
  })

  it.each([
    ['passed', GREEN],
    ['failed', resultOf(SAMPLE.files.filter(({ outcome }) => outcome === 'failed'))],
  ])('returns 2 where one of them cannot be added to, though all %s, and delivers everything else', async (_, result) => {
    mkdirSync(at('folder'))
    const given = { env: { GITHUB_STEP_SUMMARY: at('folder'), GITHUB_OUTPUT: at('output') } }
    const { exitCode, stderr } = await report(result, { ...typed('github', `junit=${at('a.xml')}`), quiet: true }, given)
    expect([exitCode, stderr.match(/append-failed/g)]).toEqual([2, ['append-failed']])
    expect(readdirSync(folder)).toEqual(['a.xml', 'folder', 'output'])
  })

  it('adds nothing to its inputs, nor to another report', async () => {
    writeFileSync(at('team.yaml'), 'answers: {}')
    const { context, said } = fakeContext({ env: { GITHUB_STEP_SUMMARY: at('team.yaml'), GITHUB_OUTPUT: at('./a.json') } })
    expect(await reportChecked(context, GREEN, typed('github', `json=${at('a.json')}`), [at('team.yaml')])).toBe(2)
    expect(said.stderr.match(/it is an input or a report of the same run \(append-failed\)/g)).toHaveLength(2)
    expect(content('team.yaml')).toBe('answers: {}')
    expect(JSON.parse(content('a.json')).exitCode).toBe(0)
  })

  it('says where they cannot be added to', async () => {
    mkdirSync(at('folder'))
    const { exitCode, stdout, stderr } = await report(GREEN, typed('github'), {
      env: { GITHUB_STEP_SUMMARY: at('folder'), GITHUB_OUTPUT: at('missing/output') },
    })
    expect(exitCode).toBe(2)
    expect(stdout).toBe('rag-or-tune check: 1 file: 1 passed\n')
    expect(stderr.match(/append-failed/g)).toHaveLength(2)
  })

  it('O-14 counts what other steps have written to the summary', async () => {
    writeFileSync(at('summary.md'), 'x'.repeat(SUMMARY_LIMIT - 2_000))
    await report(SAMPLE, typed('github'), { env: env() })
    const summary = content('summary.md')
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT)
    expect(summary).toMatch(/The rest is left out/)
    writeFileSync(at('summary.md'), 'x'.repeat(SUMMARY_LIMIT + 1))
    await report(SAMPLE, typed('github'), { env: env() })
    expect(content('summary.md')).toHaveLength(SUMMARY_LIMIT + 1)
  })

  it('O-12 and O-13 hold for the log and the files, whatever the texts', async () => {
    const hostile = withEveryText(SAMPLE, () => '::set-output name=a::b\nEND\nadmin=true')
    const { stdout } = await report(hostile, typed('github'), { env: env() })
    expect(readAsRunner(stdout).commands.every(({ name }) => ['error', 'warning', 'notice'].includes(name))).toBe(true)
    expect(content('output')).not.toMatch(/^admin=/m)
  })

  it('puts what is wrong with a flag at the answers file', async () => {
    const problem = { code: 'unknown-approach', severity: 'error', message: 'there is no approach "rga"' } as const
    const place = { file: '--expect', column: 1, length: 9, sourceLine: 'rga=adopt' }
    const result = resultOf([fileOf('a.yaml', { outcome: 'error', problems: [{ ...problem, place }] })])
    const workflow = { env: { GITHUB_WORKSPACE: realpathSync(tmpdir()) } }
    const name = folder.slice(realpathSync(tmpdir()).length + 1)
    expect((await report(result, typed('github'), workflow)).stdout).toContain(`::error file=${name}/a.yaml,title=unknown-approach::`)
    const { artifactLocation } = JSON.parse((await report(result, typed('sarif'), workflow)).stdout).runs[0].results[0].locations[0]
      .physicalLocation
    expect(artifactLocation.uri).toBe(`${name}/a.yaml`)
  })

  it('names files as the repository has them, from a folder in it', async () => {
    const root = realpathSync(tmpdir())
    const name = folder.slice(root.length + 1)
    const { stdout } = await report(SAMPLE, typed('github'), { env: { GITHUB_WORKSPACE: root } })
    expect(stdout).toContain(`::error file=${name}/decisions/search.yaml,line=4`)
    const outside = await report(SAMPLE, typed('github'), { env: { GITHUB_WORKSPACE: '/elsewhere' } })
    expect(outside.stdout).toContain('::error file=decisions/search.yaml,line=4')
    const absolute = withEveryText(SAMPLE, (text, path) => (path.at(-1) === 'file' && !text.startsWith('--') ? join(folder, text) : text))
    expect((await report(absolute, typed('github'))).stdout).toBe((await report(SAMPLE, typed('github'))).stdout)
    expect((await report(absolute, typed('sarif'))).stdout).toBe((await report(SAMPLE, typed('sarif'))).stdout)
  })
})
