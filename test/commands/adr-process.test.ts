import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ran, run, withFolder } from '../e2e/harness.js'

const TEAM = `title: Support bot
owner: "Support: the platform team"
answers:
  need: facts
  corpus-size: large
`
const FOREIGN = `# 1. Record architecture decisions

Date: 2026-01-01

## Status

Accepted
`

function decide(cwd: string, ...args: readonly string[]): Ran {
  return run(['--answers', 'team.yaml', '--format', 'adr', '--output', 'decisions/', ...args], { cwd })
}

const records = (cwd: string): readonly string[] => readdirSync(join(cwd, 'decisions')).sort()
const read = (cwd: string, name: string): string => readFileSync(join(cwd, 'decisions', name), 'utf8')

describe('a project with a folder of decisions', () => {
  it('gets a record, keeps it while the verdicts stand, and another one when they change', () =>
    withFolder(
      (cwd) => {
        mkdirSync(join(cwd, 'decisions'))
        writeFileSync(join(cwd, 'decisions', '0001-record-architecture-decisions.md'), FOREIGN)

        expect(decide(cwd, '--date', '2026-11-21')).toEqual({ code: 0, stdout: '', stderr: 'wrote decisions/0002-support-bot.md\n' })
        const first = read(cwd, '0002-support-bot.md')
        expect(first).toMatch(/^---\nstatus: proposed\ndate: 2026-11-21\ndecision-makers: "Support: the platform team"\nrag-or-tune:\n/)

        const again = decide(cwd, '--date', '2026-12-24')
        expect(again).toEqual({
          code: 0,
          stdout: '',
          stderr: 'the decision of ADR-0002 stands, with the same verdicts; no record is written\n',
        })
        expect(records(cwd)).toEqual(['0001-record-architecture-decisions.md', '0002-support-bot.md'])

        // The board accepts it, in an editor that ends lines with CRLF.
        const accepted = first.replace('status: proposed', 'status: accepted # 2026-11-30').replaceAll('\n', '\r\n')
        writeFileSync(join(cwd, 'decisions', '0002-support-bot.md'), accepted)
        expect(decide(cwd).stderr).toContain('ADR-0002 stands')

        writeFileSync(join(cwd, 'team.yaml'), TEAM.replace('need: facts', 'need: behavior'))
        const changed = decide(cwd)
        expect(changed).toEqual({
          code: 0,
          stdout: '',
          stderr:
            'wrote decisions/0003-support-bot.md\nsuperseded decisions/0002-support-bot.md\n' +
            'ADR-0003 is only proposed: if it is rejected, set its status to rejected, and that of ADR-0002 back to accepted\n',
        })
        expect(read(cwd, '0002-support-bot.md')).toBe(
          accepted.replace('status: accepted', 'status: superseded by [ADR-0003](0003-support-bot.md)'),
        )
        const second = read(cwd, '0003-support-bot.md')
        expect(second).toContain('This supersedes [ADR-0002](0002-support-bot.md) (accepted until now), because verdicts have changed:')
        expect(second).toContain('| Retrieval (RAG) | adopt | **skip** |')

        // And back again.
        writeFileSync(join(cwd, 'team.yaml'), TEAM)
        expect(decide(cwd).stderr).toBe(
          'wrote decisions/0004-support-bot.md\nsuperseded decisions/0003-support-bot.md\n' +
            'ADR-0004 is only proposed: if it is rejected, set its status to rejected, and that of ADR-0003 back to proposed\n',
        )
        expect(read(cwd, '0003-support-bot.md')).toMatch(/^---\nstatus: superseded by \[ADR-0004\]\(0004-support-bot\.md\)\n/)
        expect(read(cwd, '0001-record-architecture-decisions.md')).toBe(FOREIGN)
        expect(readdirSync(cwd).sort()).toEqual(['decisions', 'team.yaml'])
        expect(records(cwd)).toHaveLength(4)
      },
      { 'team.yaml': TEAM },
    ))

  it('keeps two decisions apart, each with its own records', () =>
    withFolder(
      (cwd) => {
        mkdirSync(join(cwd, 'decisions'))
        const other = (...args: readonly string[]): Ran =>
          run(['--answers', 'other.yaml', '--format', 'adr', '--output', 'decisions', ...args], { cwd })
        expect(decide(cwd).stderr).toBe('wrote decisions/0001-support-bot.md\n')
        expect(other().stderr).toBe('wrote decisions/0002-sales-bot.md\n')
        expect(decide(cwd).stderr).toContain('ADR-0001 stands')
        expect(other('--quiet', '--set', 'need=behavior')).toEqual({ code: 0, stdout: '', stderr: '' })
        expect(records(cwd)).toEqual(['0001-support-bot.md', '0002-sales-bot.md', '0003-sales-bot.md'])
        expect(read(cwd, '0001-support-bot.md')).toContain('\nstatus: proposed\n')
        expect(read(cwd, '0002-sales-bot.md')).toContain('\nstatus: superseded by [ADR-0003](0003-sales-bot.md)\n')
      },
      { 'team.yaml': TEAM, 'other.yaml': TEAM.replace('Support bot', 'Sales bot') },
    ))

  it('D-01, D-02 gets the same bytes for the same answers, and its records keep their permissions', () =>
    withFolder(
      (cwd) => {
        for (const folder of ['a', 'b']) {
          mkdirSync(join(cwd, folder))
          run(['--answers', 'team.yaml', '--format', 'adr', '--output', folder], { cwd, env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' } })
        }
        const text = (folder: string, name: string): string => readFileSync(join(cwd, folder, name), 'utf8')
        expect(text('a', '0001-support-bot.md')).toBe(text('b', '0001-support-bot.md'))
        expect(run(['--answers', 'team.yaml', '--format', 'adr'], { cwd }).stdout).toBe(text('a', '0001-support-bot.md'))
        chmodSync(join(cwd, 'a', '0001-support-bot.md'), 0o640)
        run(['--answers', 'team.yaml', '--set', 'need=behavior', '--format', 'adr', '--output', 'a'], { cwd })
        expect(statSync(join(cwd, 'a', '0001-support-bot.md')).mode & 0o777).toBe(0o640)
      },
      { 'team.yaml': TEAM },
    ))

  it('F-03 without the folder: an error with the command that makes it', () =>
    withFolder(
      (cwd) => {
        const { code, stdout, stderr } = decide(cwd)
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
        expect(stderr).toMatch(/^decisions\/: there is no folder .*decisions \(write-no-folder\)\n {2}hint: mkdir -p decisions\n$/)
      },
      { 'team.yaml': TEAM },
    ))

  it('F-16 a title that would lead elsewhere names a file in it', () =>
    withFolder(
      (cwd) => {
        mkdirSync(join(cwd, 'decisions'))
        expect(decide(cwd).stderr).toBe('wrote decisions/0001-etc-passwd.md\n')
        expect(readdirSync(cwd).sort()).toEqual(['decisions', 'team.yaml'])
      },
      { 'team.yaml': TEAM.replace('title: Support bot', 'title: "../../etc/passwd"') },
    ))
})
