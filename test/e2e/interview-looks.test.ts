import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, withFolder } from './harness.js'
import { answering, CTRL_C, expectRestored, FIRST, inTerminal, plain, runInTerminal, type TerminalStep } from './terminal.js'

const QUICK = ['--rubric', 'quick', '--all', '--no-draft']
const WHOLE: readonly TerminalStep[] = [
  { wait: 'Question 1,', keys: '?' },
  { wait: 'Question 1,', answer: FIRST },
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with one.
const COLOUR = /\u001b\[\d+m/

describe.concurrent('characters', () => {
  it.each([{ LANG: 'C' }, { LANG: 'POSIX' }, { LANG: 'C.UTF-8', LC_ALL: 'C' }, { LANG: '' }])(
    'T-06 %j: everything that is shown is ASCII',
    async (env) => {
      const ran = await inTerminal(QUICK, { env, steps: WHOLE })
      expectRestored(ran, 0)
      expect(plain(ran.screen).match(/[^\n -~]/g)).toBeNull()
      expect(plain(ran.screen)).toContain('> Facts it does not know')
    },
  )

  it('T-06 LANG=C: a list to tick, a number, a back and a refused key', async () => {
    const steps = answering(
      1,
      { wait: 'Question 2,', keys: '\r' },
      { keys: ' \r' },
      { wait: 'Question 3,', keys: '12' },
      { keys: '\u001b' },
    )
    const ran = await inTerminal(['--no-draft'], { env: { LANG: 'C' }, steps: [...steps, { pause: 0.2, keys: CTRL_C }] })
    expectRestored(ran, 130)
    const text = plain(ran.screen)
    expect(text.match(/[^\n -~]/g)).toBeNull()
    for (const sign of ['> [x] ', '  [ ] ', '! Nothing is ticked', '> 12 corpus tokens:', '< Question 3: back'])
      expect(text).toContain(sign)
  })
})

describe.concurrent('colour', () => {
  const CASES: readonly (readonly [env: NodeJS.ProcessEnv, flags: readonly string[], screen: boolean, pipe: boolean])[] = [
    [{ NO_COLOR: '1' }, [], false, false],
    [{ NO_COLOR: '' }, [], true, false],
    [{ NO_COLOR: undefined }, [], true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, [], true, true],
    [{ NO_COLOR: '', FORCE_COLOR: '1' }, [], true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '0' }, [], false, false],
    [{ NO_COLOR: '', FORCE_COLOR: '0' }, [], false, false],
    [{ NO_COLOR: '1' }, ['--color'], true, true],
    [{ NO_COLOR: '', FORCE_COLOR: '0' }, ['--color'], true, true],
    [{ NO_COLOR: '', FORCE_COLOR: '1' }, ['--no-color'], false, false],
    [{ NO_COLOR: '' }, ['--no-color'], false, false],
  ]

  it.each(CASES)('T-11 T-12 %j %j: on the screen %s, in the pipe %s', async (env, flags, onScreen, inPipe) => {
    const ran = await inTerminal([...QUICK, ...flags], { env, stdout: 'pipe', steps: [{ wait: 'Question 1,', answer: FIRST }] })
    expectRestored(ran, 0)
    expect(COLOUR.test(ran.screen)).toBe(onScreen)
    expect(COLOUR.test(ran.stdout)).toBe(inPipe)
  })

  it('T-11 CI=true: a scripted run in a terminal keeps its colours', async () => {
    const ran = await inTerminal(['--rubric', 'quick', '--set', 'need=facts'], { env: { NO_COLOR: '', CI: 'true' } })
    expect(ran.code).toBe(0)
    expect(ran.screen).toMatch(COLOUR)
  })

  it('T-12 standard output a terminal and standard error a file: colour where the terminal is', async () => {
    await withFolder(async (cwd) => {
      const tool = `'${process.execPath}' '${BIN}' --rubric quick --set need=facts`
      const ran = await runInTerminal(['bash', '-c', `${tool} --set citations=nope 2>err; ${tool}`], { cwd, env: { NO_COLOR: '' } })
      expect(ran.screen).toMatch(COLOUR)
      const said = readFileSync(join(cwd, 'err'), 'utf8')
      expect(said).toContain('citations')
      expect(said).not.toContain('\u001b')
    })
  })
})
