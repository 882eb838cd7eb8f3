import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, withFolder } from './harness.js'
import {
  answering,
  CTRL_C,
  CTRL_Z,
  DOWN,
  ESC,
  expectRestored,
  FIRST,
  inTerminal,
  plain,
  runInTerminal,
  type TerminalStep,
  UP,
} from './terminal.js'

const QUICK = ['--rubric', 'quick', '--all', '--no-draft', '--format', 'json']

/** The answers of a decision that the tests look at. */
type Decided = Partial<
  Record<'need' | 'citations' | 'change-rate' | 'labeled-pairs', { readonly value: unknown; readonly number?: number }>
>

/** Runs an interview whose report goes to a pipe; what was decided is undefined when it was cancelled. */
async function interviewed(args: readonly string[], steps: readonly TerminalStep[]) {
  const ran = await inTerminal(args, { steps, stdout: 'pipe' })
  const answers = ran.code === 0 ? (JSON.parse(ran.stdout).answers as Decided) : undefined
  return { ...ran, text: plain(ran.screen), answers }
}

/** Chooses the first line of all questions from here on. */
const onwards = (number: number): TerminalStep => ({ wait: `Question ${number},`, answer: FIRST })

describe.concurrent('going back', () => {
  it('P-13 Esc at the first question: it says so and stays', async () => {
    const ran = await inTerminal(QUICK, {
      steps: [
        { wait: 'Question 1,', keys: ESC },
        { pause: 0.1, keys: CTRL_C },
      ],
    })
    expectRestored(ran, 130)
    expect(plain(ran.screen)).toContain('! There is nothing before this to go back to.')
  })

  it('P-13 back across a condition: the answer to a hidden question is kept aside, and counts again', async () => {
    const { code, screen, text, answers } = await interviewed(QUICK, [
      { wait: 'Question 1,', keys: '\r' },
      { wait: 'Question 2,', keys: `${DOWN}\r` },
      { wait: 'Question 3,', keys: ESC },
      { wait: 'Question 2,', keys: ESC },
      // Without facts to look up, nobody asks how fast they change.
      { wait: 'Question 1,', keys: `${DOWN}\r` },
      { wait: 'Kept aside', keys: ESC },
      { wait: 'Question 1,', keys: `${UP}\r` },
      { wait: 'Counts again', answer: FIRST },
    ])
    expect(code, screen).toBe(0)
    expect(text).toContain('Kept aside, for it does not count with this answer: Rate of change.')
    expect(text).toContain('Counts again, as answered before: Rate of change.')
    expect(answers).toMatchObject({ need: { value: 'facts' }, 'change-rate': { value: 'monthly' } })
  })

  it('P-13 Esc ten times fast: back to the first question, no further, and no key is lost', async () => {
    const { code, screen, text, answers } = await interviewed(QUICK, [
      ...answering(4, { wait: 'Question 5,', paste: ESC.repeat(10) }),
      { wait: 'Question 1,', pause: 0.3, keys: `${DOWN}${DOWN}\r` },
      onwards(2),
    ])
    expect(code, screen).toBe(0)
    for (const number of [5, 4, 3, 2]) expect(text).toContain(`← Question ${number}: back to the one before`)
    expect(answers?.need?.value).toBe('both')
  })

  it('P-13 two Esc a third of a second apart are two', async () => {
    const steps = answering(3, { wait: 'Question 4,', keys: ESC }, { pause: 0.35, now: true, keys: ESC }, { pause: 0.2, keys: CTRL_C })
    const ran = await inTerminal(QUICK, { steps })
    expectRestored(ran, 130)
    expect(plain(ran.screen)).toMatch(/← Question 4: [^←]*← Question 3: [^←]*Question 2,[^←]*$/)
  })

  it('the visible choice goes back, to the answer that was given', async () => {
    const { text, answers } = await interviewed(QUICK, [
      { wait: 'Question 1,', keys: `${DOWN}${DOWN}\r` },
      { wait: 'Question 2,', keys: `${ESC}[F${UP}\r` },
      { wait: 'Question 1,', keys: '\r' },
      onwards(2),
    ])
    expect(text).toContain('❯ Both facts and behaviour')
    expect(answers?.need?.value).toBe('both')
  })
})

describe.concurrent('keys', () => {
  it('? and the visible choice say why, and come back to the question', async () => {
    for (const keys of ['?', `${ESC}[F\r`]) {
      const { text, answers } = await interviewed(QUICK, [{ wait: 'Question 1,', keys }, onwards(1)])
      expect(text.match(/Question 1, at most/g)?.length).toBeGreaterThan(1)
      expect(text).toMatch(/What it weighs[\s\S]*Facts it does not know|Facts it does not know: /)
      expect(answers?.need?.value).toBe('facts')
    }
  })

  it('a typed number is shown with its line, and taken with it', async () => {
    const { text, answers } = await interviewed(QUICK, [
      ...answering(3, { wait: 'Question 4,', keys: '1,50' }, { keys: '0\u007f00' }, { keys: '\r' }),
      onwards(5),
    ])
    expect(text).toContain('› 1500 labelled pairs: Thousands, 1,000')
    expect(text).toMatch(/✔ Question 4: [^✔]* 15000 labelled pairs \(Thousands, 1,000/)
    expect(answers?.['labeled-pairs']).toMatchObject({ value: 'thousands', number: 15000 })
  })

  it('P-12 a paste with line ends is refused whole, and nothing of it reaches the next question', async () => {
    const { text, answers } = await interviewed(QUICK, [
      { wait: 'Question 1,', paste: 'facts\nweekly\n\n\n' },
      { wait: 'Pasted text', paste: `${DOWN}2\n3\n` },
      { wait: 'Pasted text', pause: 0.1, keys: `${DOWN}\r` },
      { wait: 'Question 2,', answer: { ...FIRST, questions: 9 } },
    ])
    expect(text).toContain('! Pasted text is not an answer here: nothing was taken.')
    expect(answers?.need?.value).toBe('behavior')
    expect(answers?.citations?.value).toBe('no')
  })

  it('T-13 an escape sequence that is typed or pasted never reaches the screen, nor an answer', async () => {
    const hostile = `${ESC}]0;pwn\u0007xy${ESC}[31m${ESC}]52;c;cHdu\u0007`
    const { screen, answers } = await interviewed(QUICK, [
      { wait: 'Question 1,', paste: hostile },
      { pause: 0.1, paste: `${ESC}]8;;http://evil${ESC}\\` },
      { pause: 0.1, paste: '\u009b31m' },
      { pause: 0.1, answer: { ...FIRST, review: '' } },
      { wait: 'Review your answers', paste: hostile },
      { pause: 0.1, keys: '\r' },
    ])
    expect(screen).not.toMatch(/pwn|xy|evil|52;c|31m/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
    expect(screen.match(/\u001b(?!\[[\d;?]*[A-Za-z])/g)).toBeNull()
    expect(answers?.need?.value).toBe('facts')
  })

  it('keys typed before a question appears are not its answer', async () => {
    const steps = [
      { now: true, keys: '\r\r\r' },
      { wait: 'Question 1,', pause: 0.2, keys: DOWN },
      { now: true, paste: '\r' },
      { now: true, pause: 0.005, paste: '\r' },
      { wait: 'Question 2,', pause: 0.2, keys: CTRL_C },
    ]
    const { text } = await interviewed(QUICK, steps)
    expect(text).toMatch(/✔ Question 1: [\s\S]*Behaviour it does not show/)
    expect(text).not.toContain('Question 3,')
  })
})

describe.concurrent('jobs of a shell', () => {
  const SHELL = ['bash', '--norc', '--noprofile', '-i']
  const tool = `'${process.execPath}' '${BIN}' --rubric quick --no-draft --format json`

  it('P-10 Ctrl-Z does not break the terminal: the question stands and takes its answer', async () => {
    const { code, screen, answers } = await interviewed(QUICK, [
      { wait: 'Question 1,', keys: `${DOWN}${CTRL_Z}` },
      { pause: 0.2, keys: `${DOWN}\r` },
      onwards(2),
    ])
    expect(code, screen).toBe(0)
    expect(answers?.need?.value).toBe('both')
  })

  it('P-10 stopped by another and brought back, the question is drawn again and takes its keys', async () => {
    await withFolder(async (cwd) => {
      const pid = join(cwd, 'pid')
      const ran = await runInTerminal(SHELL, {
        cwd,
        env: { PS1: '$ ' },
        steps: [
          { wait: '$ ', keys: `sh -c 'echo $$ >pid; exec "$@"' sh ${tool} --save a.yaml\r` },
          { wait: 'Question 1,', pause: 0.2, keys: DOWN },
          { stop: pid },
          { wait: 'Stopped', pause: 0.2, keys: 'stty sane; fg\r' },
          { wait: 'Question 1,', pause: 0.2, keys: `${DOWN}\r` },
          { wait: 'Question 2,', pause: 0.2, keys: CTRL_C },
          { wait: 'Cancelled', pause: 0.2, keys: 'echo "code $?"; exit\r' },
        ],
      })
      expect(plain(ran.screen)).toMatch(/--set need=both [\s\S]*^code 130$/m)
      expectRestored(ran, 0)
    })
  })

  it('P-11 started in the background it is stopped, computes nothing, and asks in the foreground', async () => {
    await withFolder(async (cwd) => {
      const ran = await runInTerminal(SHELL, {
        cwd,
        env: { PS1: '$ ' },
        steps: [
          { wait: '$ ', keys: `${tool} & until jobs | grep Stopped; do sleep 0.2; done; ps -o stat= -o time= -p $!\r` },
          { wait: 'Stopped', pause: 0.2, keys: 'fg\r' },
          { wait: 'Question 1,', pause: 0.3, keys: CTRL_C },
          { wait: 'Cancelled', pause: 0.2, keys: 'echo "code $?"; exit\r' },
        ],
      })
      expect(plain(ran.screen)).toMatch(/Stopped[\s\S]*^T\S* +00:00:0[01]$[\s\S]*Question 1,[\s\S]*^code 130$/m)
      expect(ran.cpu).toBeLessThan(3)
      expectRestored(ran, 0)
    })
  })
})
