import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shell, withFolder } from './harness.js'
import {
  answering,
  atReview,
  CTRL_C,
  CTRL_D,
  DOWN,
  expectRestored,
  FIRST,
  finalScreen,
  inTerminal,
  plain,
  resumption,
  type TerminalStep,
} from './terminal.js'

/** Each kind of prompt: how to come to it, and what was answered then. */
const PLACES: Readonly<Record<string, { args: readonly string[]; come: readonly TerminalStep[]; answered: number }>> = {
  'at a list to choose from': { args: [], come: [{ wait: 'Question 1,', keys: DOWN }], answered: 0 },
  'at a list to tick, half ticked': { args: [], come: answering(1, { wait: 'Question 2,', keys: ` ${DOWN} ` }), answered: 1 },
  'at a number half typed': { args: [], come: answering(2, { wait: 'Question 3,', keys: '15' }), answered: 2 },
  'at the review': { args: ['--rubric', 'quick'], come: atReview(), answered: 6 },
  'between two questions': { args: [], come: answering(2, { wait: 'Question 3,', keys: '5\r' }), answered: 2 },
}

const ENDINGS: readonly (readonly [row: string, name: string, step: TerminalStep, code: number])[] = [
  ['P-01', 'Ctrl-C', { keys: CTRL_C }, 130],
  ['P-04', 'Ctrl-D', { keys: CTRL_D }, 130],
  ['P-02', 'SIGINT', { signal: 'SIGINT' }, 130],
  ['P-02', 'SIGTERM', { signal: 'SIGTERM' }, 143],
  ['P-03', 'SIGHUP', { signal: 'SIGHUP' }, 129],
]

const CASES = ENDINGS.flatMap(([row, name, step, code]) =>
  Object.keys(PLACES).map((place) => [row, name, place, { ...step, ...(place.startsWith('between') && { now: true }) }, code] as const),
)

/** The answers that a command to go on with gives. */
const setsIn = (command: string): number => command.split(' --set ').length - 1

describe.concurrent('ended at each kind of prompt', () => {
  it.each(CASES)('%s %s %s: its code, the cursor and the terminal as before, and how to go on', async (_, __, place, step, code) => {
    const { args, come, answered } = PLACES[place] ?? { args: [], come: [], answered: 0 }
    const ran = await inTerminal([...args, '--no-draft', '--format', 'json'], { stdout: 'pipe', steps: [...come, step] })
    expectRestored(ran, code)
    expect(ran.stdout).toBe('')
    const { lines } = finalScreen(ran)
    expect(lines.filter((line) => line.includes('enter takes'))).toEqual([])
    if (answered === 0) expect(lines.at(-1)).toBe('Cancelled; nothing was answered yet.')
    else expect(setsIn(resumption(ran.screen))).toBeGreaterThanOrEqual(answered)
  })

  it.each(Object.entries(PLACES))(
    'P-03 the terminal is closed %s: 129, and the draft holds the answers',
    async (_, { args, come, answered }) => {
      await withFolder(async (cwd) => {
        const steps = [...come, { hangup: true as const }]
        const { code } = await inTerminal([...args, '--save', 'a.yaml', '--format', 'json'], { cwd, stdout: 'pipe', steps })
        // A shell reports 129 for this signal.
        expect(code).toBe(-1)
        const draft = join(cwd, 'a.yaml.draft.json')
        if (answered === 0) expect(existsSync(draft)).toBe(false)
        else expect(JSON.parse(readFileSync(draft, 'utf8')).asked.length).toBeGreaterThanOrEqual(answered)
      })
    },
  )

  it.each([0.005, 0.02, 0.05, 0.1])('P-02 SIGTERM %d s after an answer', async (pause) => {
    const steps = answering(2, { wait: 'Question 3,', keys: '5\r' }, { now: true, pause, signal: 'SIGTERM' })
    expectRestored(await inTerminal(['--no-draft'], { steps }), 143)
  })
})

describe.concurrent('cancelling', () => {
  it('P-01 names the command that goes on, and it does', async () => {
    const { code, screen } = await inTerminal(['--no-draft', '--format', 'json'], { steps: answering(3, { keys: CTRL_C }), stdout: 'pipe' })
    expect(code).toBe(130)
    const command = resumption(screen)
    expect(command).toMatch(/^rag-or-tune decide --interview --set need=\S+ --set \S+ --set \S+ --format json --no-draft$/)
    const pasted = shell(command.replace('rag-or-tune decide --interview', 'tool'))
    expect(pasted.code, pasted.stderr).toBe(0)
    expect(Object.values(JSON.parse(pasted.stdout).answers)).toHaveLength(3)
  })

  it('names the command by which the person came', async () => {
    const { screen } = await inTerminal(['--no-draft'], { steps: answering(1, { keys: CTRL_C }), env: { npm_lifecycle_event: 'npx' } })
    expect(resumption(screen)).toBe('npx rag-or-tune decide --interview --set need=facts --no-draft')
  })

  it('writes nothing that was to be written', async () => {
    await withFolder(async (cwd) => {
      const args = ['--save', 'my answers.yaml', '--no-draft']
      const { code, screen } = await inTerminal(args, { cwd, steps: answering(1, { keys: CTRL_C }) })
      expect(code).toBe(130)
      expect(existsSync(join(cwd, 'my answers.yaml'))).toBe(false)
      expect(resumption(screen)).toContain(" --save 'my answers.yaml'")
    })
  })

  it.each([0, 0.02, 0.05, 0.1, 0.2, 0.4])(
    'P-14 Ctrl-C twice %d s after the last key: the file is the old one or a whole new one',
    async (pause) => {
      const old = 'answers:\n  need: both\n'
      await withFolder(
        async (cwd) => {
          const args = ['--rubric', 'quick', '--save', 'a.yaml', '--force', '--no-draft', '--format', 'json']
          const steps = atReview({ keys: '\r' }, { now: true, pause, keys: CTRL_C + CTRL_C })
          const { code } = await inTerminal(args, { cwd, steps, stdout: 'pipe' })
          const text = readFileSync(join(cwd, 'a.yaml'), 'utf8')
          if (text !== old) {
            const again = await inTerminal(['--answers', 'a.yaml', '--format', 'json'], { cwd, stdout: 'pipe' })
            expect(Object.keys(JSON.parse(again.stdout).answers)).toHaveLength(6)
          }
          expect(code === 0 ? text : old).not.toBe(code === 0 ? old : '')
          expect([0, 130, -2]).toContain(code)
        },
        { 'a.yaml': old },
      )
    },
  )
})

describe.concurrent('P-17 inquirer throws something else', () => {
  /** Makes a part of the program fail when it is used for the second time, as a broken terminal or library would. */
  const broken = (what: string): string =>
    `const { ${what.split('.')[0]}: owner } = require('node:readline'); let count = 0; const old = owner.prototype.${what.split('.')[1]};
     owner.prototype.${what.split('.')[1]} = function (...all) { count += 1; if (count > 20) throw new Error('boom'); return old.apply(this, all) }`

  it.each(['Interface.getCursorPos', 'Interface.setPrompt'])('P-17 %s: exit 2, one line, the terminal restored', async (what) => {
    await withFolder(
      async (cwd) => {
        const env = { NODE_OPTIONS: `--require ${join(cwd, 'broken.cjs')}` }
        const ran = await inTerminal(['--no-draft'], { cwd, env, steps: [{ wait: 'Question 1,', answer: FIRST }] })
        expectRestored(ran, 2)
        expect(plain(ran.screen)).toContain('rag-or-tune: internal fault: boom (internal-fault)\n  Run again with --debug for the stack.')
        expect(plain(ran.screen)).not.toMatch(/^\s+at /m)
      },
      { 'broken.cjs': broken(what) },
    )
  })
})
