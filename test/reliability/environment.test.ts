import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ran, ROOT, run, withFolder } from '../e2e/harness.js'
import { bash, publicCopy } from './process.js'
import { expectRefusal } from './support.js'

const ANSWERS = 'title: A bot\nanswers:\n  need: facts\n  change-rate: weekly\n  corpus-size: large\n'
const OTHER = 'title: A bot\nanswers:\n  need: behavior\n  change-rate: weekly\n  corpus-size: large\n'
const ROW = `${JSON.stringify({ id: 'one', answers: { need: 'facts', 'change-rate': 'weekly' } })}\n`
const FILES = { 'team.yaml': ANSWERS, 'other.yaml': OTHER, 'rows.ndjson': ROW }
const LOCK = ['decide', '--answers', 'team.yaml', '--lock', '--quiet', '--brief']

/** One command line of every kind that CI runs; each ends in 0 where `team.yaml` is locked. */
const LINES: readonly (readonly string[])[] = [
  ['decide', '--answers', 'team.yaml', '--format', 'json'],
  ['check', 'team.yaml', '--date', '2026-11-21'],
  ['batch', 'rows.ndjson', '--format', 'csv', '--quiet'],
  ['compare', 'team.yaml', 'other.yaml'],
  ['next', '--answers', 'team.yaml', '--json'],
  ['explain', 'rag', '--answers', 'team.yaml'],
  ['rubric', 'list'],
]

/** Runs every line in a folder in which the decision is locked. */
async function outputsWith(env: NodeJS.ProcessEnv): Promise<readonly Ran[]> {
  return withFolder((cwd) => {
    expect(run(LOCK, { cwd }).code).toBe(0)
    return LINES.map((args) => run(args, { cwd, env }))
  }, FILES)
}

describe('environment', () => {
  it('E-01 takes a huge variable and thousands of variables without noticing', async () => {
    const plain = await outputsWith({})
    expect(plain.map(({ code, stderr }) => ({ code, stderr }))).toEqual(LINES.map(() => ({ code: 0, stderr: '' })))
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`VARIABLE_${index}`, 'x'.repeat(20)]))
    expect(await outputsWith({ HUGE: 'x'.repeat(120 * 1024) })).toEqual(plain)
    expect(await outputsWith(many)).toEqual(plain)
  })

  it('E-01 takes ten thousand arguments, or refuses them', () => {
    const sets = Array.from({ length: 5000 }, () => ['--set', 'need=facts']).flat()
    const ran = run([...sets, '--format', 'json', '--no-robustness'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(ran.stdout).answers.need.value).toBe('facts')
    const strangers = Array.from({ length: 10_000 }, (_, index) => `no-such-${index}.yaml`)
    expectRefusal(run(['compare', ...strangers]))
  })

  it('E-02 gives the same result with little memory, in production and with DEBUG set', async () => {
    const plain = await outputsWith({})
    for (const env of [{ NODE_OPTIONS: '--max-old-space-size=64' }, { NODE_ENV: 'production' }, { DEBUG: '*' }]) {
      expect(await outputsWith(env), JSON.stringify(env)).toEqual(plain)
    }
  })

  it('E-05 reads no variable of its own, so that none can be misspelt', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    for (const name of sources) expect(readFileSync(join(ROOT, 'src', name), 'utf8'), name).not.toMatch(/RAG_OR_TUNE|RAGORTUNE/)
    const ran = run(['--set', 'need=facts', '--brief'], { env: { RAG_OR_TUNE_RUBRIC: 'quick', RAG_OR_TUNE_FORMAT: 'json' } })
    expect(ran).toEqual(run(['--set', 'need=facts', '--brief']))
  })

  it('E-07 runs offline, without a home, as nobody, in a folder that cannot be written', async () => {
    await withFolder((folder) => {
      chmodSync(folder, 0o755)
      const bin = publicCopy(folder)
      const work = join(folder, 'work')
      mkdirSync(work)
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(work, name), text)
      expect(run(LOCK, { cwd: work }).code).toBe(0)
      for (const at of [work, join(folder, 'tool')]) chmodSync(at, 0o555)
      const before = readdirSync(work)
      const alone = bash('unshare --net true', folder).code === 0 ? 'unshare --net' : ''
      for (const args of LINES) {
        const line = `env -i CI=true ${alone} "${process.execPath}" "${bin}" ${args.join(' ')} <&-`
        const ran = bash(line, work, alone === '' ? { user: 'nobody' } : {})
        expect(ran, args.join(' ')).toMatchObject({ code: 0, stderr: '' })
        expect(bash(line.replace(alone, ''), work, { user: 'nobody' })).toEqual(ran)
      }
      const refused = bash(
        `env -i "${process.execPath}" "${bin}" check team.yaml --update --date 2027-01-01 --reporter json=x.json`,
        work,
        {
          user: 'nobody',
        },
      )
      expectRefusal(refused)
      expect(readdirSync(work)).toEqual(before)
      for (const at of [work, join(folder, 'tool')]) chmodSync(at, 0o755)
    })
  })
})

describe('arguments', () => {
  it.each([
    [['--fromat', 'json'], '--format'],
    [['--form', 'json'], '--format'],
    [['-x'], '--help'],
    [['--answers'], 'argument missing'],
    [['--answers='], 'empty'],
    [['-a=x'], '--help'],
    [['--', '--help'], '--help'],
    [['check', '--updat', 'team.yaml'], '--update'],
    [['check', '--up', 'team.yaml'], '--update'],
    [['batch', '--verdicts', 'rows.ndjson'], '--verdicts-only'],
    [['compare', '-f', 'a.yaml', 'b.yaml'], '--help'],
  ])('E-04 refuses %j, and says what was most likely meant', (args, part) => {
    const ran = run(args)
    expectRefusal(ran)
    expect(ran.stderr).toContain(part)
  })

  it('E-04 takes what is documented: -- ends the options, and a switch may be given twice', async () => {
    await withFolder((cwd) => {
      const once = run(['next', '--answers', 'team.yaml', '--json'], { cwd })
      expect(once.code).toBe(0)
      expect(run(['next', '--answers', 'team.yaml', '--json', '--json'], { cwd })).toEqual(once)
      expect(run(['compare', '--', 'team.yaml', 'other.yaml'], { cwd })).toEqual(run(['compare', 'team.yaml', 'other.yaml'], { cwd }))
      expectRefusal(run(['--'], { cwd }))
    }, FILES)
  })

  it('E-08 ends quietly when the reader of the help has had enough, and not when nothing could be written', () => {
    expect(bash('set -o pipefail; tool --help | head -1', ROOT)).toMatchObject({ code: 0, stderr: '' })
    for (const line of ['--version', '--help', 'help check', 'check --help']) {
      const full = bash(`tool ${line} > /dev/full`, ROOT)
      expect(full.code, line).toBe(2)
      expect(full.stderr).toContain('(stdout-failed)')
    }
  })
})
