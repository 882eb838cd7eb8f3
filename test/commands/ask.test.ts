import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askOpen } from '../../src/commands/ask.js'
import { decideCommand } from '../../src/commands/decide.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Context } from '../../src/context.js'
import type { Answer } from '../../src/engine/answers.js'
import { usesPlain } from '../../src/terminal.js'
import { fakeContext } from '../cli/fake-context.js'
import { quick } from '../engine/shipped.js'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ask-')))
})
afterEach(() => rmSync(folder, { recursive: true }))

const MANNER = { json: false, colour: undefined, quiet: false }
const OPTIONS: DecideOptions = {
  set: [],
  output: [],
  complete: false,
  interview: true,
  force: false,
  quiet: false,
  debug: false,
  input: true,
  rubric: 'quick',
}

/** Types one line at each question of the plain prompter; a signal where the lines say so, and when they end. */
function person(lines: readonly string[]) {
  const left = [...lines]
  const input = new PassThrough()
  let screen = ''
  let cancel: (exitCode: number) => void = () => undefined
  const output = new Writable({
    write(chunk, _encoding, done) {
      screen += String(chunk)
      done()
      if (!screen.endsWith('> ')) return
      const line = left.shift()
      setTimeout(() => (line === undefined ? cancel(143) : input.write(`${line}\n`)), 5)
    },
  })
  const { context, said } = fakeContext({ env: { XDG_STATE_HOME: folder }, terminals: ['stdin', 'stderr'] })
  const onCancel = (listener: (exitCode: number) => void): (() => void) => {
    cancel = listener
    return () => undefined
  }
  const whole: Context = {
    ...context,
    host: () => ({ platform: 'linux', user: process.getuid?.(), folder }),
    terminal: () => ({ input, output, rows: () => 40, columns: () => 80, onCancel }),
  }
  return { context: whole, said, screen: () => screen }
}

async function asked(lines: readonly string[], options: Partial<DecideOptions> = {}, answers: Readonly<Record<string, Answer>> = {}) {
  const one = person(lines)
  const sheet = { answers: new Map(Object.entries(answers)) }
  const input = { rubric: quick, rubricChoice: { name: 'quick', isFile: false }, sheet, files: [] }
  const end = await askOpen(one.context, { ...OPTIONS, ...options }, input, MANNER)
  return { end, screen: one.screen(), stderr: one.said.stderr }
}

const drafts = (): string[] => (existsSync(join(folder, 'rag-or-tune')) ? readdirSync(join(folder, 'rag-or-tune')) : [])

describe('asking', () => {
  const all = ['2', '1', '1', '1', '1', '1']
  it('comes back with the answers, and keeps the draft until they are delivered', async () => {
    const { end, screen } = await asked(all)
    expect(screen).toContain('Question 1, at most 5 more')
    expect(screen).toContain('Review your answers')
    if (end.cancelled) throw new Error('it was cancelled')
    expect(end.sheet.answers.get('need')).toEqual({ value: 'behavior', origin: 'asked' })
    expect(drafts()).toHaveLength(1)
    await end.delivered()
    expect(drafts()).toEqual([])
  })

  it('P-02 leaves one line when it is cancelled, with the exit code of the signal, and the draft stays', async () => {
    const { end, stderr } = await asked(['2', '1'])
    expect(end).toEqual({ cancelled: true, exitCode: 143 })
    expect(stderr).toMatch(
      /^Cancelled; 2 answers are kept in \S+\.draft\.json\. To continue: rag-or-tune decide --interview --rubric quick\n$/,
    )
    expect(drafts()).toHaveLength(1)
  })

  it('P-15 offers to go on with what was kept, and does', async () => {
    await asked(['2', '1'])
    const { end, screen } = await asked(['1', '1', '1', '1', '1'])
    expect(screen).toMatch(/An earlier interview was not finished[\s\S]*Go on with the 2 answers kept in[\s\S]*Question 3, /)
    expect(!end.cancelled && end.sheet.answers.get('need')?.value).toBe('behavior')
  })

  it('starts anew when that is wanted, and puts the old draft aside', async () => {
    await asked(['2', '1'])
    const { screen, end } = await asked(['2'])
    expect(screen).toContain('Start anew (the old draft is kept aside)')
    expect(screen).toContain('Question 1, at most 5 more')
    expect(end).toEqual({ cancelled: true, exitCode: 143 })
    expect(drafts().filter((name) => name.includes('.old'))).toHaveLength(1)
  })

  it('keeps what was kept when the offer itself is cancelled', async () => {
    await asked(['2', '1'])
    const { end, stderr } = await asked([])
    expect(end.cancelled).toBe(true)
    expect(stderr).toContain('2 answers are kept in')
  })

  it('lets flags win over the draft', async () => {
    await asked(['2', '1'])
    const { end } = await asked(['1', '1', '1', '1', '1', '1'], {}, { need: { value: 'neither', origin: 'flag' } })
    expect(!end.cancelled && end.sheet.answers.get('need')).toEqual({ value: 'neither', origin: 'flag' })
  })

  it('keeps no draft when none is wanted, and repeats the answers', async () => {
    const { stderr } = await asked(['2'], { draft: false })
    expect(stderr).toBe('Cancelled. To continue: rag-or-tune decide --interview --rubric quick --set need=behavior --no-draft\n')
    expect(drafts()).toEqual([])
  })

  it('says nothing of the standing when none is wanted', async () => {
    expect((await asked(all)).screen).toContain('Need so far')
    expect((await asked(all, { draft: false, standing: false })).screen).not.toContain('Need so far')
    expect((await asked(all, { draft: false, quiet: true })).screen).not.toContain('Need so far')
  })

  it('says first what it decides, how long it takes, that it stays here, and how to leave and come back', async () => {
    const first = (await asked(['2'])).screen.split('What is wrong or missing')[0]?.replace(/\s+/g, ' ') ?? ''
    expect(first).toContain('which of Prompting, Long context, Retrieval (RAG), Fine-tuning, Self-learning memory and User model')
    expect(first).toContain('At most 6 questions. What you answer stays on this machine.')
    expect(first).toContain('Ctrl-C leaves: each answer is kept, and the same command goes on from there.')
    const resumed = (await asked(['1'])).screen
    expect(resumed).not.toContain('stays on this machine')
    expect(resumed.replace(/\s+/g, ' ')).toContain('Ctrl-C leaves: each answer is kept, and the same command goes on from there.')
  })

  it('promises no draft where none is kept, and opens without a word where none is wanted', async () => {
    const first = (await asked([], { draft: false })).screen.replace(/\s+/g, ' ')
    expect(first).toContain('Ctrl-C leaves, and prints the command that goes on from there.')
    expect((await asked([], { draft: false, quiet: true })).screen).not.toContain('stays on this machine')
  })

  it('explains a question on request', async () => {
    expect((await asked(['?'])).screen).toContain('In full: rag-or-tune explain need --rubric quick')
  })
})

describe('deciding on what was asked', () => {
  const decided = async (lines: readonly string[], options: Partial<DecideOptions> = {}) => {
    const one = person(lines)
    const exitCode = await decideCommand(one.context, { ...OPTIONS, ...options })
    return { exitCode, screen: one.screen(), ...one.said }
  }

  it('delivers, drops the draft and says what comes next', async () => {
    const { exitCode, stdout, stderr } = await decided(['2', '1', '1', '1', '1', '1'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('In short')
    expect(stderr).toMatch(/^\nBuild [\s\S]*--save answers\.yaml --output report\.md\n[\s\S]*--lock[\s\S]* check answers\.yaml/)
    expect(drafts()).toEqual([])
  })

  it('ends with exit code 2 when nothing gives a reason, and keeps the draft', async () => {
    const unsure = ['5', '5', '4', '5', '4', '4', '1']
    const { exitCode, screen, stderr } = await decided(unsure)
    expect(screen).toMatch(/None of them gives a reason yet: there would be nothing\s+to decide\./)
    expect(exitCode, stderr).toBe(2)
    expect(stderr).toMatch(/^There is nothing to decide yet: no answer gives a reason/)
    expect(stderr).toContain('\n\u2022 What is missing\n\u2022 Rate of change\n'.replaceAll('\u2022', '*'))
    expect(stderr.replace(/\s+/g, ' ')).toContain('Your answers are kept in')
    expect(stderr).toMatch(/\n {2}rag-or-tune decide --interview --rubric quick\n$/)
    expect(stderr).not.toContain('--set')
    expect(drafts()).toHaveLength(1)
  })

  it('says what to go on with when nothing gives a reason and no draft is kept', async () => {
    const { stderr } = await decided(['5', '5', '4', '5', '4', '4', '1'], { draft: false })
    expect(stderr).not.toContain('are kept in')
    expect(stderr).toMatch(/\n {2}rag-or-tune decide --interview --rubric quick --set need=unsure .*--no-draft\n$/)
  })

  it('gives a program the error document when nothing gives a reason', async () => {
    const { exitCode, stdout } = await decided(['5', '5', '4', '5', '4', '4', '1'], { format: 'json' })
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).error.code).toBe('no-reason')
  })

  it('keeps the draft when the report cannot be delivered', async () => {
    const { exitCode } = await decided(['2', '1', '1', '1', '1', '1'], { output: [join(folder, 'missing', 'r.md')] })
    expect(exitCode).toBe(2)
  })

  it('asks everything where no question may stay open', async () => {
    const { exitCode, screen, stdout } = await decided(['4', '1', '1', '1', '1', '1', '1'], { complete: true, format: 'json' })
    expect(screen).not.toContain('skipped')
    expect(exitCode, screen).toBe(0)
    expect(JSON.parse(stdout).openQuestions).toEqual([])
  })
})

describe('plain questions', () => {
  it.each([
    [{ TERM: 'xterm' }, false, 'linux', false],
    [{ TERM: 'xterm' }, true, 'linux', true],
    [{ TERM: 'dumb' }, false, 'linux', true],
    [{ TERM: '' }, false, 'linux', true],
    [{}, false, 'linux', true],
    [{}, false, undefined, true],
    [{}, false, 'win32', false],
    [{ TERM: 'dumb' }, false, 'win32', true],
  ])('T-05 %j, asked for: %j, on %s: %j', (env, wanted, platform, expected) => {
    expect(usesPlain(env, wanted, platform)).toBe(expected)
  })
})
