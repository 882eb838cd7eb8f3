import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, shell, withFolder } from '../e2e/harness.js'
import { measured } from './process.js'
import { errorDocument, expectRefusal, expectSuccess, hostile, runHere } from './support.js'

const read = (name: string): string => readFileSync(hostile(name), 'utf8')

describe('answers in JSON', () => {
  it('J-01 says where both of two equal keys stand, on standard error and in JSON', async () => {
    const ran = await runHere(['--answers', hostile('J-01-duplicate.json'), '--format', 'json'])
    expectRefusal(ran, 'json')
    expect(errorDocument(ran.stdout).error.problems).toMatchObject([
      { code: 'yaml-duplicate-key', file: hostile('J-01-duplicate.json'), line: 1, column: 31 },
    ])
    expect(ran.stderr).toContain('line 1, column 14')
  })

  it('J-02 takes what PowerShell writes: a byte order mark and CRLF', async () => {
    expect(read('J-02-bom.json').startsWith('\uFEFF{')).toBe(true)
    const stdout = expectSuccess(run(['--answers', hostile('J-02-bom.json'), '--format', 'json']))
    expect(stdout).toBe(expectSuccess(run(['--answers', hostile('ok.yaml'), '--format', 'json'])))
  })

  it('J-03 reads # comments, trailing commas and single quotes as YAML does, and whole', async () => {
    const decision = JSON.parse(expectSuccess(await runHere(['--answers', hostile('J-03-lenient.json'), '--format', 'json'])))
    expect(decision.title).toBe('A team')
    expect(Object.keys(decision.answers)).toEqual(['need', 'change-rate', 'citations'])
  })

  it('J-05 reads -0 as 0', async () => {
    const stdout = expectSuccess(await runHere(['--answers', hostile('J-05-minus-zero.json'), '--format', 'json']))
    expect(JSON.parse(stdout).answers['labeled-pairs']).toMatchObject({ value: 'none', number: 0 })
    expect(stdout).not.toMatch(/: -0\b/)
  })

  it('J-06 refuses 200,000 nested lists, in no time', async () => {
    await withFolder(
      (folder) => {
        const ran = measured('tool --answers deep.json --format json', folder)
        expect(expectRefusal(ran, 'json')).toMatchObject([{ code: 'yaml-depth' }])
        expect(ran.ms).toBeLessThan(1000)
        expect(ran.stderr.length).toBeLessThan(1000)
      },
      { 'deep.json': `{"answers": ${'['.repeat(200_000)}${']'.repeat(200_000)}}` },
    )
  })

  it('J-07 refuses an input without anything in it, from standard input too', async () => {
    for (const input of ['', ' \n', '[]', '"x"', 'null', 'NaN', 'undefined', '{}', '{"answers": {}}']) {
      expectRefusal(await runHere(['--answers', '-', '--format', 'json'], { input }), 'json')
    }
  })

  it('J-08 gives the same bytes for standard input as for the file, and never prompts', async () => {
    await withFolder(
      (folder) => {
        const ran = shell('cat a.json | (cd /; tool --answers - --format json)', { cwd: folder })
        expect(expectSuccess(ran)).toBe(expectSuccess(run(['--answers', join(folder, 'a.json'), '--format', 'json'])))
        const open = shell('cat a.json | tool --answers - --interview', { cwd: folder })
        expect(expectRefusal(open)).toMatchObject([{ code: 'no-terminal' }])
        expect(open.stderr).toContain('standard input is not a terminal')
      },
      { 'a.json': read('ok.json') },
    )
    const terminals = ['stdin', 'stdout', 'stderr'] as const
    expectSuccess(await runHere(['--answers', '-', '--format', 'json'], { input: read('ok.json'), terminals }))
  })
})
