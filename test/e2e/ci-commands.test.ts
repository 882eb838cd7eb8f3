import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { blockNamed, blocksOf, commandsIn, linesOf, yamlOf } from '../examples/blocks.js'
import { publicCopy } from '../reliability/process.js'
import type { Ran } from './harness.js'
import { type Repository, repositoryWith } from './repository.js'

const PAGE = 'docs/ci.md'
// The day in the page will come; that of this repository will not.
const ANSWERS = blockNamed(PAGE, 'the answers file').replace(/review-after: .*/, 'review-after: 9000-01-31')
const TEAM = 'decisions/team.yaml'
const LOCK = 'decisions/team.lock.json'
const NOBODY = 65_534

const workflow = yamlOf(blockNamed(PAGE, '.github/workflows/decisions.yml'))
const gitlab = commandsIn(yamlOf(blockNamed(PAGE, '.gitlab-ci.yml')))
const hook = commandsIn(yamlOf(blockNamed(PAGE, '.pre-commit-config.yaml')))
const drift = commandsIn(yamlOf(blockNamed(PAGE, '.github/workflows/decisions-drift.yml')))
const jobs = { 'on GitHub': commandsIn(workflow), 'on GitLab': gitlab, 'the drift alarm': drift }
const isCheck = (line: string): boolean => line.includes('rag-or-tune')
const [checkStep = ''] = jobs['on GitHub'].filter(isCheck)
const [commentStep = ''] = jobs['on GitHub'].filter((line) => line.startsWith('gh '))
const alarmStep = drift.at(-1) ?? ''
/** What looks at decisions, wherever it runs. */
const checks = [...Object.values(jobs).flat().filter(isCheck), ...hook]
/** The command lines of the page outside of files, but those that install or commit something. */
const typed = blocksOf(PAGE)
  .filter(({ language, name }) => language === 'sh' && name === undefined)
  .flatMap(({ text }) => linesOf(text))

/** Writes reports beside the answers, or the answers' locks. */
const writes = (line: string): boolean => /=[a-z]+\.|--update|--lock\b|^git /.test(line)

let tools: string
let repository: Repository

/** Runs a line of shell as a runner does: nothing in the environment but the path, no home, no terminal, standard input closed. */
function runner(line: string, { env = {}, asNobody = false }: { env?: NodeJS.ProcessEnv; asNobody?: boolean } = {}): Ran {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', `exec <&-\n${line}`], {
    cwd: repository.folder,
    env: { PATH: path(), CI: 'true', ...env },
    encoding: 'utf8',
    timeout: 30_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asNobody && process.getuid?.() === 0 && { uid: NOBODY, gid: NOBODY }),
  })
  return { code: status, stdout, stderr }
}

const path = (): string => [tools, dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':')

/**
 * The commands of the page run these: `npm ci`, which makes the folder that npx looks into; `npx`, which runs the built command as the pinned version where that
 * folder is, and as `@latest` anywhere; and a `gh` that keeps what it is given.
 */
function installTools(): void {
  tools = mkdtempSync(join(tmpdir(), 'rag-or-tune-tools-'))
  chmodSync(tools, 0o755)
  const bin = publicCopy(tools)
  const scripts = {
    npm: '[ "$1" = ci ] && mkdir -p node_modules/rag-or-tune',
    npx: `
[ "$1 $2" = '--no --' ] && shift 2
if [ "$1" != rag-or-tune@latest ] && { [ "$1" != rag-or-tune ] || [ ! -d node_modules/rag-or-tune ]; }; then
  echo "not installed: $1" >&2
  exit 127
fi
shift
exec "${process.execPath}" "${bin}" "$@"`,
    gh: `
case "$1 $2" in
  'issue list') [ ! -f issues ] || echo 7 ;;
  'issue create') shift 2; echo "$*" >>issues ;;
esac
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" commented.md; shift; done`,
  }
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(tools, name), 0o755)
  }
}

beforeAll(installTools)
afterAll(() => rmSync(tools, { recursive: true, force: true }))

beforeEach(() => {
  repository = repositoryWith({ [TEAM]: ANSWERS })
  const locked = repository.tool('decide', '--answers', TEAM, '--lock')
  if (locked.code !== 0) throw new Error(locked.stderr)
  repository.commit('Decide')
  runner('npm ci')
  return () => repository.dispose()
})

/** Takes away the right to write, runs, and gives it back. */
function readOnly<T>(use: () => T): T {
  const folders = [repository.folder, join(repository.folder, 'decisions')]
  for (const folder of folders) chmodSync(folder, 0o555)
  for (const file of [TEAM, LOCK]) chmodSync(join(repository.folder, file), 0o444)
  try {
    return use()
  } finally {
    for (const folder of folders) chmodSync(folder, 0o755)
    for (const file of [TEAM, LOCK]) chmodSync(join(repository.folder, file), 0o644)
  }
}

describe('the commands of docs/ci.md, with nothing around them', () => {
  it.each([...checks, ...typed].map((line) => [line]))('%s', (line) => {
    const ran = writes(line)
      ? runner(line, { env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } })
      : readOnly(() => runner(line, { asNobody: true }))
    // Only what was locked before is committed again, and git has nothing to commit then.
    expect(ran.code, ran.stdout + ran.stderr).toBe(line.startsWith('git ') ? 1 : 0)
    expect(ran.stderr).not.toMatch(/^\s+at /m)
    for (const [, file = ''] of line.matchAll(/--reporter [a-z]+=(\S+)/g))
      expect(existsSync(join(repository.folder, file)), file).toBe(true)
  })

  it('tell green from red: once an answer has turned a verdict, each check fails, and still delivers its reports', () => {
    repository.edit(TEAM, 'citations: required', 'citations: required\n  user-diversity: individual')
    for (const line of checks) {
      const ran = runner(line)
      expect(ran.code, line).toBe(1)
      expect(ran.stdout).toContain('self-model')
      for (const [, file = ''] of line.matchAll(/--reporter [a-z]+=(\S+)/g)) {
        expect(readFileSync(join(repository.folder, file), 'utf8'), file).toContain('self-model')
        repository.remove(file)
      }
    }
  })
})

describe('the pinned version', () => {
  const uninstall = (): void => rmSync(join(repository.folder, 'node_modules'), { recursive: true })

  it.each(Object.entries(jobs))('is installed before it runs: %s', (_name, [install = '', ...rest]) => {
    uninstall()
    const [check = ''] = rest
    expect(runner(check)).toMatchObject({ code: 127, stderr: 'not installed: rag-or-tune\n' })
    expect(runner(install)).toMatchObject({ code: 0, stderr: '' })
    for (const line of rest.filter(isCheck)) expect(runner(line).code, line).toBe(0)
  })

  it('is all that the hooks run: where it is not installed, nothing is fetched in its place', () => {
    expect([...hook, ...linesOf(blockNamed(PAGE, '.git/hooks/pre-commit'))].filter(isCheck)).toEqual([
      'npx --no -- rag-or-tune check decisions/',
      'exec npx --no -- rag-or-tune check decisions/',
    ])
  })
})

describe('the drift alarm', () => {
  it('opens one issue for one state of things', () => {
    repository.edit(TEAM, 'citations: required', 'citations: required\n  user-diversity: individual')
    expect(drift.filter(isCheck).map((line) => runner(line).code)).toEqual([1, 1])
    const env = { GH_TOKEN: 'x', TITLE: 'Decisions: pinned version failure, newest version failure', RUN: 'https://example.org/runs/1' }
    expect(runner(alarmStep, { env })).toMatchObject({ code: 0, stderr: '' })
    expect(runner(alarmStep, { env })).toMatchObject({ code: 0, stderr: '' })
    expect(repository.read('issues')).toBe(`--title ${env.TITLE} --body ${env.RUN}\n`)
  })
})

describe('on GitHub', () => {
  it('annotates the line, appends the summary, sets the outputs, and leaves a comment to post', () => {
    repository.edit(TEAM, 'citations: required', 'citations: required\n  user-diversity: individual')
    const line = repository.read(TEAM).split('\n').indexOf('  user-diversity: individual') + 1
    const files = { GITHUB_STEP_SUMMARY: join(tools, 'summary'), GITHUB_OUTPUT: join(tools, 'output') }
    writeFileSync(files.GITHUB_STEP_SUMMARY, 'Before.\n')
    writeFileSync(files.GITHUB_OUTPUT, '')
    const ran = runner(checkStep, { env: { GITHUB_ACTIONS: 'true', ...files } })
    expect(ran.code, ran.stderr).toBe(1)
    const commands = ran.stdout.split('\n').filter((one) => one.startsWith('::'))
    expect(commands.some((one) => one.startsWith(`::error file=${TEAM},line=${line},`) && one.includes('self-model'))).toBe(true)
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
    expect(summary).toMatch(/^Before\.\n/)
    expect(summary).toContain(TEAM)
    const outputs = readFileSync(files.GITHUB_OUTPUT, 'utf8')
    for (const name of ['outcome', 'exit-code', 'files', 'passed', 'failed', 'errors', 'changes']) {
      expect(outputs).toMatch(new RegExp(`^${name}(?:=|<<)`, 'm'))
      expect(blocksText()).toContain(`\`${name}\``)
    }
    expect(outputs).toMatch(/^outcome<<(\S+)\nfailed\n\1$/m)
    expect(runner(commentStep, { env: { NUMBER: '7', GH_TOKEN: 'x' } }).code).toBe(0)
    expect(readFileSync(join(repository.folder, 'commented.md'), 'utf8')).toContain('self-model')
  })

  it('writes neither summary nor outputs unless the reporter for GitHub is asked for', () => {
    const files = { GITHUB_STEP_SUMMARY: join(tools, 'no-summary'), GITHUB_OUTPUT: join(tools, 'no-output') }
    expect(runner(hook[0] ?? '', { env: { GITHUB_ACTIONS: 'true', ...files } }).code).toBe(0)
    expect(existsSync(files.GITHUB_STEP_SUMMARY)).toBe(false)
    expect(existsSync(files.GITHUB_OUTPUT)).toBe(false)
  })

  const blocksText = (): string => readFileSync(join(import.meta.dirname, '..', '..', PAGE), 'utf8')
})

describe('the hook before each commit', () => {
  const install = (): void => {
    const file = join(repository.folder, '.git', 'hooks', 'pre-commit')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, blockNamed(PAGE, '.git/hooks/pre-commit'))
    chmodSync(file, 0o755)
  }
  const commit = (message: string): Ran => repository.tryGit(['commit', '--quiet', '--all', '--message', message], { PATH: path() })

  it('refuses a commit that moves a decision, and lets it through once that is meant', () => {
    install()
    repository.edit(TEAM, 'citations: required', 'citations: helpful')
    const refused = commit('Cite less')
    expect(refused.code).toBe(1)
    expect(refused.stdout + refused.stderr).toContain('--update')
    expect(repository.git('log', '--format=%s').trim()).toBe('Decide\nBegin')
    const mend = typed.find((line) => line.includes('--update')) ?? ''
    expect(runner(mend, { env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } }).code).toBe(0)
    const passed = commit('Cite less')
    expect(passed.code, passed.stdout + passed.stderr).toBe(0)
    expect(repository.git('show', '--name-only', '--format=').trim().split('\n')).toEqual([LOCK, TEAM])
  })

  it('refuses a lock that was written and not added', () => {
    install()
    repository.edit(TEAM, 'citations: required', 'citations: helpful')
    repository.git('add', TEAM)
    expect(repository.tool('check', 'decisions', '--update').code).toBe(0)
    const refused = repository.tryGit(['commit', '--quiet', '--message', 'Cite less'], { PATH: path() })
    expect(refused.code).toBe(1)
    expect(refused.stdout + refused.stderr).toContain(` M ${LOCK}\nnot staged`)
    repository.write('decisions/note.md', 'Not an answers file.\n')
    repository.write('decisions/new.lock.json', '{}\n')
    repository.git('add', LOCK)
    const another = repository.tryGit(['commit', '--quiet', '--message', 'Cite less'], { PATH: path() })
    expect(another.code).toBe(1)
    expect(another.stdout + another.stderr).toContain('?? decisions/new.lock.json\nnot staged')
    repository.remove('decisions/new.lock.json')
    const passed = repository.tryGit(['commit', '--quiet', '--message', 'Cite less'], { PATH: path() })
    expect(passed.code, passed.stdout + passed.stderr).toBe(0)
  })

  it('stays out of the way of commits that touch no decision', () => {
    install()
    repository.remove(LOCK)
    repository.git('rm', '--quiet', '--cached', LOCK)
    const refused = commit('Lose the lock')
    expect(refused.code).toBe(1)
    expect(refused.stdout + refused.stderr).toContain('there is no lock')
    repository.git('reset', '--quiet', '--hard')
    repository.write('app.py', 'print("hello")\n')
    repository.git('add', 'app.py')
    expect(commit('Write code').code).toBe(0)
  })
})
