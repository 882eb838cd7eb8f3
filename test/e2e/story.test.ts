import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FindingCode } from '../../src/check/result.js'
import { TOOL } from '../../src/version.js'
import type { Ran } from './harness.js'
import { type Repository, repositoryWith } from './repository.js'

const TEAM = 'decisions/team.yaml'
const LOCK = 'decisions/team.lock.json'
const POLICY = 'rubrics/house.yaml'

const ANSWERS = `title: Support assistant
rubric: ../rubrics/house.yaml
owner: Head of support
review-after: 2100-01-31

answers:
  need: facts
  change-rate: weekly
  corpus-size: large
  citations: required
  user-diversity: uniform
  labeled-pairs: none
`

const HOUSE = `format: 1
id: house-rules
version: 1.0.0
title: How we decide
summary: The core rubric, with the points that our own reviews gave.
extends: core

questions:
  - id: citations
    options:
      - id: required
        points:
          rag: {points: 6, because: "Our auditors follow every link.", evidence: [judgement]}
`

/** What the JSON document of `check` says of one file, as far as it is read here. */
interface Checked {
  readonly outcome: string
  readonly findings: readonly { readonly code: FindingCode; readonly outcome: string; readonly file: string; readonly line?: number }[]
  readonly answers: readonly { readonly question: string; readonly turned: readonly string[] }[]
  readonly problems: readonly { readonly line?: number; readonly column?: number }[]
}

/** Everything that was said, without the line breaks of a page. */
const said = ({ stdout, stderr }: Ran): string => `${stdout}\n${stderr}`.replaceAll(/\s+/g, ' ')

describe('a decision in a repository, from the first commit to the last', () => {
  let repository: Repository
  let last: Ran | undefined
  const tool = (...args: string[]): Ran => repository.tool(...args)
  /** Lies beside the repository, so that its working tree stays clean. */
  const report = (): string => `${repository.folder}.json`
  const check = (...args: string[]): Ran => {
    rmSync(report(), { force: true })
    last = tool('check', TEAM, '--reporter', 'text', '--reporter', `json=${report()}`, ...args)
    return last
  }
  /** What the last check found, as JSON; all of that is in the document, and standard error tells of the file alone. */
  const found = (): Checked => {
    expect(last?.stderr).toBe(`wrote ${report()}\n`)
    const { files } = JSON.parse(readFileSync(report(), 'utf8')) as { files: readonly Checked[] }
    expect(files).toHaveLength(1)
    return files[0] as Checked
  }
  const findings = (code: FindingCode) => found().findings.filter((one) => one.code === code)
  const lineOf = (part: string, path = TEAM): number =>
    repository
      .read(path)
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1

  beforeAll(() => {
    repository = repositoryWith({ [TEAM]: ANSWERS, [POLICY]: HOUSE, 'src/app.py': 'print("hello")\n' })
  })
  afterAll(() => {
    rmSync(report(), { force: true })
    repository.dispose()
  })

  it('is an error before anything is locked: what was never decided cannot have stayed as it was', () => {
    const ran = check()
    expect(ran.code).toBe(2)
    expect(said(ran)).toContain(LOCK)
    expect(said(ran)).toMatch(/--lock|--update/)
    expect(findings('lock-missing')).toMatchObject([{ outcome: 'error', file: TEAM }])
  })

  it('is decided and locked: a small sorted file beside the answers, with what decided and what came of it', () => {
    const ran = tool('decide', '--answers', TEAM, '--lock')
    expect(ran.code, ran.stderr).toBe(0)
    expect(said(ran)).toContain('Build Prompting and Retrieval (RAG)')
    expect(ran.stderr).toContain(`wrote ${LOCK}`)
    const text = repository.read(LOCK)
    const lock = JSON.parse(text)
    expect(lock).toMatchObject({
      lockVersion: 1,
      rubric: { id: 'house-rules', version: '1.0.0' },
      answers: { values: { need: 'facts', 'user-diversity': 'uniform' } },
    })
    expect(JSON.stringify(lock)).toContain(TOOL.version)
    expect(Object.keys(lock)).toEqual(Object.keys(lock).sort())
    expect(lock.verdicts.rag.verdict).toBe('adopt')
    expect(lock.verdicts['self-model'].verdict).toBe('skip')
    expect(text).toContain('"2100-01-31"')
    expect(text.endsWith('}\n')).toBe(true)
    expect(Buffer.byteLength(text)).toBeLessThan(4096)
    for (const id of ['need', 'citations', 'user-diversity', 'rag', 'self-model']) {
      expect(
        text.split('\n').filter((line) => line.includes(`"${id}":`)),
        id,
      ).toHaveLength(1)
    }
    expect(text).not.toContain('Head of support')
    repository.commit('Decide')
  })

  it('is green as long as nothing moves, for the file and for its folder, and nothing is written', () => {
    for (const args of [
      ['check', 'decisions'],
      ['check', 'decisions/'],
    ]) {
      const ran = tool(...args)
      expect(ran.code, said(ran)).toBe(0)
      expect(said(ran)).toContain(TEAM)
    }
    expect(check().code).toBe(0)
    expect(found()).toMatchObject({ outcome: 'passed', problems: [] })
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('fails when answers change, with the verdict before and after at the line that turned it', () => {
    repository.edit(TEAM, 'user-diversity: uniform', 'user-diversity: individual')
    repository.edit(TEAM, 'citations: required', 'citations: helpful')
    repository.commit('Answer again')
    const ran = check()
    expect(ran.code).toBe(1)
    const line = lineOf('user-diversity')
    expect(said(ran)).toContain(`${TEAM}:${line}`)
    expect(said(ran)).toMatch(/skip\b.*\badopt\b/)
    expect(said(ran)).toContain('--update')
    expect(ran.stderr).not.toMatch(/^\s+at /m)
    const file = found()
    expect(file.outcome).toBe('failed')
    expect(file.findings.filter(({ code }) => code === 'verdict-changed')).toMatchObject([
      { subject: 'self-model', outcome: 'failed', before: 'skip', after: 'adopt', file: TEAM, line },
    ])
    expect(file.findings.some(({ code }) => code === 'answers-changed')).toBe(true)
    expect(file.findings.some(({ code }) => code === 'rubric-changed' || code === 'lock-edited')).toBe(false)
    const turned = Object.fromEntries(file.answers.map((one) => [one.question, one.turned]))
    expect(turned).toEqual({ 'user-diversity': ['self-model'], citations: [] })
  })

  it('is green again once the change is meant: --update locks it, and the next check agrees', () => {
    const before = repository.read(LOCK)
    const updated = check('--update')
    expect(updated.code, updated.stdout + updated.stderr).toBe(0)
    expect(said(updated)).toContain('lock written')
    expect(check().code).toBe(0)
    expect(repository.read(LOCK)).not.toBe(before)
    expect(repository.git('diff', '--name-only').trim()).toBe(LOCK)
    repository.commit('The answers are meant')
    const again = repository.read(LOCK)
    expect(check('--update').code).toBe(0)
    expect(repository.read(LOCK)).toBe(again)
  })

  it('fails when the rubric moves on, and says that the verdicts are the same', () => {
    repository.edit(POLICY, 'version: 1.0.0', 'version: 1.1.0')
    repository.edit(POLICY, 'rag: {points: 6', 'rag: {points: 7')
    repository.commit('Raise a point')
    const ran = check()
    expect(ran.code).toBe(1)
    expect(said(ran)).toMatch(/rubric/)
    expect(said(ran)).toMatch(/1\.0\.0.*1\.1\.0/)
    expect(said(ran)).toMatch(/(?:verdicts?|every verdict) [^.;]*(?:same|unchanged|stay|stands?)/i)
    const file = found()
    expect(file.findings.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code)).toContain('rubric-changed')
    expect(file.findings.filter(({ code }) => code === 'verdict-changed' || code === 'answers-changed')).toEqual([])
    expect(check('--update').code).toBe(0)
    expect(check().code).toBe(0)
    repository.commit('The rubric is meant')
  })

  it('fails once the review date is past, and on no day before', () => {
    expect(check('--date', '2100-01-31').code).toBe(0)
    const late = check('--date', '2100-02-01')
    expect(late.code).toBe(1)
    expect(said(late)).toContain('overdue')
    expect(said(late)).toContain('2100-01-31')
    expect(said(late)).toContain(`${TEAM}:${lineOf('review-after')}`)
    expect(findings('review-overdue')).toMatchObject([{ outcome: 'failed', file: TEAM, line: lineOf('review-after') }])
    const updated = check('--date', '2100-02-01', '--update')
    expect(updated.code, 'a new lock is no review').toBe(1)
    repository.git('checkout', '--quiet', '--', '.')
  })

  it('is an error without its lock, never green', () => {
    repository.git('rm', '--quiet', LOCK)
    repository.commit('Lose the lock')
    const ran = check()
    expect(ran.code).toBe(2)
    expect(said(ran)).toContain(LOCK)
    expect(said(ran)).toContain(`rag-or-tune check ${TEAM} --update`)
    expect(check('--update').code).toBe(0)
    repository.commit('Lock again')
    expect(check().code).toBe(0)
  })

  it('is an error with line and column when the YAML is broken, and the lock stays as it is', () => {
    const lock = repository.read(LOCK)
    repository.edit(TEAM, '  citations: helpful', '  citations: "helpful')
    repository.commit('Break the YAML')
    const ran = check()
    expect(ran.code).toBe(2)
    expect(said(ran)).toMatch(new RegExp(`${TEAM}:\\d+:\\d+`))
    const file = found()
    expect(file.outcome).toBe('error')
    expect(file.problems[0]).toMatchObject({ file: TEAM, line: expect.any(Number), column: expect.any(Number) })
    expect(check('--update').code).toBe(2)
    expect(repository.read(LOCK)).toBe(lock)
    repository.git('revert', '--no-edit', 'HEAD')
    expect(check().code).toBe(0)
  })

  it('is an error when a gate names what is not there, from a flag and from the file, with the nearest', () => {
    const flag = check('--expect', 'rgg=adopt')
    expect(flag.code).toBe(2)
    expect(said(flag)).toContain('did you mean rag?')
    repository.write(TEAM, `${repository.read(TEAM)}expect:\n  verdicts:\n    rgg: adopt\n`)
    repository.commit('Expect what is not there')
    const file = check()
    expect(file.code).toBe(2)
    expect(said(file)).toContain('did you mean rag?')
    expect(said(file)).toContain(`${TEAM}:${lineOf('rgg')}:5`)
    repository.edit(TEAM, '    rgg: adopt', '    rag: adopt')
    repository.commit('Expect what is there')
    expect(check('--expect', 'self-model=adopt').code).toBe(0)
    const unmet = check('--expect', 'self-model=later,skip')
    expect(unmet.code).toBe(1)
    expect(said(unmet)).toContain('--expect self-model=later,skip')
  })

  it('names a conflict of git in the lock for what it is, and --update is the way out', () => {
    repository.git('checkout', '--quiet', '-b', 'ours')
    repository.edit(TEAM, 'labeled-pairs: none', 'labeled-pairs: 250')
    expect(check('--update').code).toBe(0)
    repository.commit('We have pairs')
    repository.git('checkout', '--quiet', 'main')
    repository.edit(TEAM, 'need: facts', 'need: both')
    expect(check('--update').code).toBe(0)
    repository.commit('Behaviour is missing too')
    const merged = repository.tryGit(['merge', '--no-edit', 'ours'])
    expect(merged.code).toBe(1)
    expect(repository.git('diff', '--name-only', '--diff-filter=U').trim()).toBe(LOCK)
    const ran = check()
    expect(ran.code).toBe(2)
    expect(said(ran)).toMatch(/conflict|merge/)
    expect(said(ran)).toContain('--update')
    const updated = check('--update')
    expect(updated.code, updated.stdout + updated.stderr).toBe(0)
    expect(repository.read(LOCK)).not.toMatch(/^[<=>]{7}/m)
    repository.commit('Merge')
    expect(check().code).toBe(0)
  })

  it('leaves nothing behind: the history holds every step, and the working tree is clean', () => {
    const subjects = repository.git('log', '--format=%s', '--first-parent').trim().split('\n')
    expect(subjects.at(-1)).toBe('Begin')
    expect(subjects[0]).toBe('Merge')
    expect(subjects.length).toBeGreaterThanOrEqual(12)
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(repository.git('ls-files').trim().split('\n')).toEqual([LOCK, TEAM, POLICY, 'src/app.py'])
  })
})
