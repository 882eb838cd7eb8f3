import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, understand } from '../../src/cli.js'
import { faultsOfFormats } from '../../src/commands/explain-formats.js'
import { helpFor } from '../../src/commands/help.js'
import { formatNamed } from '../../src/report/formats.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { ROOT, start, withFolder } from '../e2e/harness.js'

const EXPLAIN_HELP = helpFor('explain') ?? ''
const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['explain', ...args] })
  return { code: await main(context), ...said }
}
const SUPPORT_BOT = join(ROOT, 'examples', 'support-bot.yaml')

describe('the command line', () => {
  it.each([
    ['explain', '--help'],
    ['explain', 'rag', '-h'],
    ['help', 'explain'],
  ])('%s %s', (...args) => {
    expect(understand(args.filter((one) => one !== undefined))).toEqual({ kind: 'print', text: EXPLAIN_HELP })
    for (const line of EXPLAIN_HELP.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  it('shows every option that is understood', () => {
    for (const flag of ['answers', 'set', 'rubric', 'format', 'output', 'force', 'quiet', 'color', 'no-color', 'debug']) {
      expect(EXPLAIN_HELP).toContain(`--${flag}`)
    }
  })

  it('takes one ID, before or after the options, or none', () => {
    expect(understand(['explain', 'rag', '--set', 'need=facts'])).toMatchObject({
      kind: 'explain',
      options: { id: 'rag', set: ['need=facts'] },
    })
    expect(understand(['explain', '--answers', 'a.yaml', 'rag'])).toMatchObject({
      kind: 'explain',
      options: { id: 'rag', answers: 'a.yaml' },
    })
    const bare = understand(['explain'])
    expect(bare.kind === 'explain' && 'id' in bare.options).toBe(false)
  })

  it.each([
    [['explain', 'rag', 'fine-tuning'], "explain takes one ID, and 'fine-tuning' is one too many"],
    [['explain', '--complete'], "unknown option '--complete'"],
    [['explian', 'rag'], "unknown command 'explian'"],
    [['explain', '--format', 'pdf'], 'none of this name'],
  ])('%j', (args, message) => {
    const task = understand(args)
    expect(task.kind === 'misused' && task.problem.message).toContain(message)
  })
})

describe('explaining the rubric', () => {
  it('lists every id when none is given', async () => {
    const { code, stdout, stderr } = await run([])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const id of ['rag', 'change-rate: rarely, monthly, weekly, daily', 'facts-in-weights', 'judgement']) expect(stdout).toContain(id)
  })

  it('takes an option with its question by = or a dot, and alone where no other question has it', async () => {
    const [byDot, byEquals, alone] = await Promise.all([run(['change-rate.daily']), run(['change-rate=daily']), run(['daily'])])
    expect(byDot.code).toBe(0)
    expect(byDot.stdout).toContain('Answer: Daily or faster')
    expect(byEquals).toEqual(byDot)
    expect(alone).toEqual(byDot)
  })

  it('explains the approach where an id names several things, and says what else', async () => {
    const { stdout } = await run(['rag'])
    expect(stdout).toMatch(/^Approach: Retrieval \(RAG\)\n/)
    expect(stdout).toContain('This id also names current-stack.rag and leaning.rag')
  })

  it('reads another rubric', async () => {
    expect((await run(['change-rate', '--rubric', 'quick'])).stdout).toContain('rubric quick')
    expect(await run(['corpus-size', '--rubric', 'quick'])).toMatchObject({ code: 2, stdout: '' })
  })

  it.each([
    ['ragg', 'did you mean rag?', 'explain-unknown'],
    ['gemini', 'rag-or-tune explain lists every id', 'explain-unknown'],
    ['need.fact', 'did you mean need.facts?', 'explain-unknown'],
    ['corpus.small', 'did you mean corpus-size.small?', 'explain-unknown'],
    ['small', 'corpus-size.small, budget.small', 'explain-ambiguous'],
    ['\u001b[31mx', '\\x1b', 'explain-unknown'],
  ])('%j is an error that helps', async (id, part, code) => {
    const { code: exit, stdout, stderr } = await run([id])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain(part)
    expect(stderr).toContain(`(${code})`)
    expect(stderr).not.toContain('\u001b')
  })

  it('says in JSON what went wrong, too', async () => {
    const { code, stdout } = await run(['small', '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'explain-ambiguous',
      problems: [{ allowed: ['corpus-size.small', 'budget.small'] }],
    })
  })
})

describe('explaining a decision', () => {
  it('a verdict in full, from a file', async () => {
    const { code, stdout, stderr } = await run(['--answers', SUPPORT_BOT, 'rag', '--format', 'json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { about, here } = JSON.parse(stdout)
    expect(about.kind).toBe('approach')
    expect(here).toMatchObject({ kind: 'approach', verdict: 'adopt' })
    const sum = here.contributions.reduce(
      (total: number, one: { axis: string; points: number }) => total + (one.axis === 'need' ? one.points : 0),
      0,
    )
    expect(here.points.prior + sum).toBe(here.points.total)
  })

  it('is the verdict that decide gives', async () => {
    const { context, said } = fakeContext({ args: ['decide', '--answers', SUPPORT_BOT, '--format', 'json'] })
    await main(context)
    for (const approach of JSON.parse(said.stdout).approaches) {
      const { here } = JSON.parse((await run(['--answers', SUPPORT_BOT, approach.id, '--format', 'json'])).stdout)
      for (const key of ['verdict', 'reason', 'points', 'margin', 'contributions', 'gates', 'preconditions', 'unlock']) {
        expect(here[key], `${approach.id} ${key}`).toEqual(approach[key])
      }
    }
  })

  it('takes flags, which win over the file', async () => {
    const { stdout } = await run(['change-rate', '--answers', SUPPORT_BOT, '--set', 'change-rate=daily', '--quiet'])
    expect(stdout).toContain('Answered by a flag: Daily or faster.')
  })

  it('warns of an answer that is not scored', async () => {
    const { code, stdout, stderr } = await run(['change-rate', '--set', 'need=behavior', '--set', 'change-rate=daily'])
    expect(code).toBe(0)
    expect(stderr).toContain('(answer-hidden)')
    expect(stdout).toContain('(Daily or faster) is kept and not scored.')
  })

  it.each([
    [['--set', 'need=facts'], '(usage)', 'not what to explain'],
    [['rag', '--set', 'regulated=yes'], '(no-reason)', 'there is nothing to decide'],
    [['rag', '--set', 'need=fact'], '(answer-unknown-option)', 'facts'],
    [['rag', '--output', 'x.pdf'], '(output-ending)', '.md'],
    [['rag', '--answers', 'no-such-file.yaml'], '(file-missing)', 'no-such-file.yaml'],
  ])('%j cannot be done', async (args, code, part) => {
    const { code: exit, stdout, stderr } = await run(args)
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain(code)
    expect(stderr).toContain(part)
  })
})

describe('the medium', () => {
  it('colours a terminal and keeps to its width', async () => {
    const args = ['rag', '--set', 'need=facts']
    const narrow = await run(args, { terminals: ['stdout'], columns: 50, env: { LANG: 'C', NO_COLOR: '1' } })
    for (const line of narrow.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(50)
    expect(narrow.stdout).not.toMatch(/[^\n -~]/)
    expect((await run([...args, '--color'])).stdout).toContain('\u001b[')
    expect((await run([...args, '--format', 'markdown', '--color'])).stdout).not.toContain('\u001b[')
  })

  it('refuses a format that only decisions have', () => {
    const html = { id: 'html', extensions: ['.html'], load: () => Promise.reject(new Error('not for this')) }
    expect(faultsOfFormats({ stdout: html, files: [], save: undefined })).toMatchObject([
      { code: 'usage', message: 'explain has no html form' },
    ])
    expect(faultsOfFormats({ stdout: formatNamed('text'), files: [], save: undefined })).toEqual([])
  })
})

describe('as a process', () => {
  it('explains, decides, writes files and refuses, with the exit codes of every command', async () => {
    await withFolder(async (cwd) => {
      const [plain, verdict, piped, unknown] = await Promise.all([
        start(['explain', 'facts-in-weights'], { cwd }),
        start(['explain', '--answers', SUPPORT_BOT, 'fine-tuning', '--output', 'why.md', '--output', 'why.json'], { cwd }),
        start(['explain', '--answers', '-', 'need', '--format', 'markdown'], { cwd, input: 'answers: {need: facts}\n' }),
        start(['explain', 'rga'], { cwd }),
      ])
      expect({ code: plain.code, stderr: plain.stderr }).toEqual({ code: 0, stderr: '' })
      expect(plain.stdout).toContain('It holds when “What is missing” is facts, and either')
      expect(verdict).toEqual({ code: 0, stdout: '', stderr: 'wrote why.md\nwrote why.json\n' })
      expect(piped.code).toBe(0)
      expect(piped.stdout).toMatch(/^# Question: What is missing\n/)
      expect(piped.stdout).toContain('## With these answers')
      expect(unknown).toMatchObject({ code: 2, stdout: '' })
      expect(unknown.stderr).toContain('did you mean rag?')
      const again = await start(['explain', 'rag', '--output', 'why.md'], { cwd })
      expect(again).toMatchObject({ code: 2, stdout: '' })
      expect(again.stderr).toContain('(write-exists)')
    })
  })
})
