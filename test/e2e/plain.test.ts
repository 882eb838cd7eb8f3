import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFolder } from './harness.js'
import { inTerminal, type TerminalOptions, type TerminalStep } from './terminal.js'

const ESCAPE = '\u001b'
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
/** A terminal that cannot move its cursor. */
const DUMB = { TERM: 'dumb', NO_COLOR: '' }
const QUICK = ['--rubric', 'quick', '--all', '--no-draft']

/** Types a line when the question with that number is there. */
const at = (number: number, line: string): TerminalStep => ({ wait: `Question ${number},`, keys: `${line}\r` })
/** Types a line when the one before was refused. */
const then = (line: string): TerminalStep => ({ wait: 'again.', keys: `${line}\r` })
const atReview = (line: string): TerminalStep => ({ wait: 'Review your answers', keys: `${line}\r` })

/** Chooses the first line of each question of `quick`, from the second on. */
const REST = [2, 3, 4, 5, 6].map((number) => at(number, '1'))
const WHOLE = [at(1, '1'), ...REST, atReview('1')]

/** Runs the interview over `quick` on a dumb terminal, unless told another. */
async function interviewed(
  steps: readonly TerminalStep[],
  { env = DUMB, args = [], ...rest }: TerminalOptions & { args?: readonly string[] } = {},
) {
  const { code, screen, stdout } = await inTerminal([...QUICK, ...args], { env, steps, ...rest })
  return { code, screen, stdout, text: screen.replaceAll('\r', '') }
}

/** What the screen shows from the question with that number on. */
const from = (text: string, number: number): string => text.slice(text.lastIndexOf(`\nQuestion ${number},`))

describe.concurrent('plain questions in a terminal', () => {
  it.each([
    ['TERM=dumb', DUMB, []],
    ['TERM unset', { TERM: undefined, NO_COLOR: '' }, []],
    ['TERM empty', { TERM: '', NO_COLOR: '' }, []],
    ['--plain', {}, ['--plain']],
  ])('T-05 %s: a whole interview in numbered lines, no escape sequence at all', async (_, env, args) => {
    const { code, screen, stdout, text } = await interviewed(WHOLE, { env, args, stdout: 'pipe' })
    expect(code, screen).toBe(0)
    expect(screen + stdout).not.toContain(ESCAPE)
    expect(text).toMatch(/Question 1, at most 5 more\n[\s\S]+\n1\. [\s\S]+\nType a number from 1 to \d, or: \? why\.\n> 1\nChosen: /)
    expect(text).toMatch(
      /Question 6, the last\n[\s\S]+or: b back, \? why\.\n> 1\nChosen: [\s\S]+Review your answers\n[\s\S]+\n> 1\nChosen: Decide now\n/,
    )
    expect(stdout).toContain('Build ')
  })

  it('T-05 TERM=dumb: no escape sequence in the report on the same terminal either', async () => {
    const { code, screen } = await interviewed(WHOLE)
    expect(code, screen).toBe(0)
    expect(screen).not.toContain(ESCAPE)
    expect(screen).toMatch(/Build [\s\S]*This is the short form/)
  })

  it('T-05 --plain keeps colours from the questions, whatever the terminal can', async () => {
    const steps = [at(1, '?'), at(1, '1'), { wait: 'Question 2,', keys: CTRL_C }]
    const { screen, text } = await interviewed(steps, { env: { NO_COLOR: '', FORCE_COLOR: '3' }, args: ['--plain'] })
    expect(screen.slice(0, screen.indexOf('Cancelled'))).not.toContain(ESCAPE)
    expect(text).not.toMatch(/\[\d+m/)
  })

  it.each(['C', 'POSIX'])('T-06 LANG=%s: only ASCII', async (locale) => {
    const steps = [at(1, '?'), at(1, '\u00e9'), then('1'), ...REST, atReview('1')]
    const { code, screen } = await interviewed(steps, { env: { ...DUMB, LANG: locale }, stdout: 'pipe' })
    expect(code, screen).toBe(0)
    const ours = screen.replace(/^> .*$/gm, '>')
    expect(ours).toMatch(/^[\r\n -~]*$/)
  })

  it('T-07 a terminal of 20 columns: no line is longer, words are whole', async () => {
    const steps = [at(1, '?'), at(1, '99'), then('1'), ...REST, atReview('1')]
    const { code, screen, text } = await interviewed(steps, { columns: 20, stdout: 'pipe' })
    expect(code, screen).toBe(0)
    const asked = text.slice(0, text.indexOf('Decide now'))
    expect(asked.split('\n').filter((line) => line.length > 20)).toEqual([])
    const words = new Set(asked.split(/\s+/))
    for (const word of ['Question', 'behaviour', 'procedure.', 'Facts']) expect(words).toContain(word)
  })

  it('keeps the answers that were chosen', async () => {
    await withFolder(async (cwd) => {
      const steps = [at(1, 'both'), at(2, 'daily'), at(3, 'Required'), at(4, '=1,500'), at(5, '2.'), at(6, 'unsure'), atReview('decide')]
      const { code, screen, stdout } = await interviewed(steps, { cwd, stdout: 'pipe', args: ['--save', 'a.yaml', '--format', 'json'] })
      expect(code, screen).toBe(0)
      const { answers } = JSON.parse(stdout)
      const values = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, (answer as { value: string }).value]))
      expect(values).toEqual({
        need: 'both',
        'change-rate': 'daily',
        citations: 'required',
        'labeled-pairs': 'thousands',
        'output-format': 'sometimes',
        'user-diversity': 'unsure',
      })
      expect(answers['labeled-pairs']).toMatchObject({ origin: 'asked', number: 1500 })
      expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toMatch(/labeled-pairs: 1500\b/)
    })
  })

  it('says to which choice a number belongs, and keeps it on Enter', async () => {
    const steps = [
      ...[1, 2, 3].map((number) => at(number, '1')),
      at(4, '=1500'),
      at(5, 'b'),
      at(4, ''),
      { wait: 'Question 5,', keys: CTRL_C },
    ]
    const { text } = await interviewed(steps)
    const chosen = /> =1500\nChosen: (.+)\n/.exec(text)?.[1]
    expect(chosen).toMatch(/ \(1,500 labelled pairs\)$/)
    expect(text).toContain(`\nEnter keeps: ${chosen}\n> \nChosen: ${chosen}\n`)
  })

  it('says why, and asks again', async () => {
    const { text } = await interviewed([at(1, '?'), at(1, 'why'), at(1, '1'), { wait: 'Question 2,', keys: CTRL_C }])
    const [, first = '', second = ''] = text.split(/^Question 1,.*$/m)
    expect(first).toMatch(/> \?\n\n.{40}/)
    expect(second.replace('> why\n', '> ?\n')).toBe(first)
  })

  it('P-13 back at the first question says so; back and forth keeps answers', async () => {
    const steps = [
      at(1, 'b'),
      then('back'),
      then('3'),
      at(2, '3'),
      at(3, 'b'),
      at(2, 'back'),
      at(1, ''),
      { wait: 'Question 3,', keys: CTRL_C },
    ]
    const { code, text } = await interviewed(steps)
    expect(code).toBe(130)
    expect(text.match(/There is nothing to go back to\./g)).toHaveLength(2)
    expect(text.match(/^Enter keeps: /gm)).toHaveLength(2)
    expect(text).toMatch(/--set need=both --set change-rate=weekly/)
  })

  it('reviews, edits and decides', async () => {
    const steps = [at(1, '1'), ...REST, atReview('citations'), { wait: 'Enter keeps', keys: '3\r' }, atReview('1')]
    const { code, screen, stdout } = await interviewed(steps, { stdout: 'pipe', args: ['--format', 'json'] })
    expect(code, screen).toBe(0)
    expect(JSON.parse(stdout).answers.citations.value).toBe('required')
  })

  it.each(['1\r\r2', '1\r2'])('P-12 a paste of %j is refused, and nothing of it begins or answers what is typed later', async (paste) => {
    const { text } = await interviewed([{ wait: 'Question 1,', keys: paste }, then('1'), { wait: 'Question 2,', keys: CTRL_C }])
    expect(text).toContain('More than one line came at once, and none of it was taken.')
    expect(from(text, 2)).not.toContain('Chosen')
    expect(text).toMatch(/--set need=facts\s/)
  })

  it('T-13 a typed escape sequence is shown and does no harm', async () => {
    const { screen, text } = await interviewed([at(1, `${ESCAPE}]0;pwn`), then('1'), { wait: 'Question 2,', keys: CTRL_C }])
    expect(screen).not.toContain(ESCAPE)
    expect(text).toContain('"\\x1b]0;pwn" is none of the choices.')
  })
})

describe.concurrent('cancelling plain questions', () => {
  it.each([
    ['P-01 Ctrl-C', { keys: CTRL_C }, 130],
    ['P-04 Ctrl-D', { keys: CTRL_D }, 130],
    ['P-02 SIGINT', { signal: 'SIGINT' }, 130],
    ['P-02 SIGTERM', { signal: 'SIGTERM' }, 143],
    ['P-03 SIGHUP', { signal: 'SIGHUP' }, 129],
  ] as const)('%s: the exit code, and the way to go on', async (_, step, expected) => {
    const { code, screen, text, stdout } = await interviewed([at(1, '1'), at(2, '1'), { wait: 'Question 3,', ...step }], { stdout: 'pipe' })
    expect(code, screen).toBe(expected)
    expect(stdout).toBe('')
    expect(text).toMatch(/\nCancelled.* --set need=facts --set change-rate=rarely/)
    expect(screen).not.toContain(ESCAPE)
  })

  it('P-01 Ctrl-C in the middle of a line, and at the review', async () => {
    const half = await interviewed([{ wait: 'Question 1,', keys: `1${CTRL_C}` }])
    expect(half.code, half.screen).toBe(130)
    expect(half.text).toMatch(/\nCancelled; nothing was answered yet\.\n$/)
    const review = await interviewed([at(1, '1'), ...REST, { wait: 'Review your answers', keys: CTRL_C }])
    expect(review.code, review.screen).toBe(130)
  })
})
