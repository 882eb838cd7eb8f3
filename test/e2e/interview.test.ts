import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, shell, withFolder } from './harness.js'
import { cursorIsShown, inTerminal, plain, type TerminalOptions } from './terminal.js'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
/** Takes the first option of every question. */
const FIRST = { one: '\r', many: ' \r' }

/** Answers some questions, then does one more thing. */
const answering = (questions: number, more: NonNullable<TerminalOptions['steps']>[number]): TerminalOptions => ({
  steps: [{ wait: '1 of at most', answer: { ...FIRST, questions } }, more],
})

const resumption = (screen: string): string => {
  const line = /^Cancelled\. To continue: (.*)$/m.exec(plain(screen))?.[1]
  if (line === undefined) throw new Error(`no command in ${screen.slice(-500)}`)
  return line
}

describe.concurrent('the interview in a terminal', () => {
  it('goes through every question to the report, which alone is on standard output (P-08)', async () => {
    await withFolder(async (cwd) => {
      const steps = [{ wait: '1 of at most', answer: FIRST }]
      const args = ['--rubric', 'quick', '--save', 'saved.yaml', '--format', 'json']
      const { code, screen, stdout } = await inTerminal(args, { cwd, steps, stdout: 'pipe' })
      expect(code, screen).toBe(0)
      expect(cursorIsShown(screen)).toBe(true)
      expect(plain(screen)).toMatch(
        /6 of at most 6[\s\S]*wrote saved\.yaml\n\nBuild [\s\S]*rag-or-tune --answers saved\.yaml --output report\.md\n$/,
      )
      const decision = JSON.parse(stdout)
      expect(decision.openQuestions).toEqual([])
      expect(Object.values(decision.answers)).toEqual(
        Object.values(decision.answers).map(() => expect.objectContaining({ origin: 'asked' })),
      )
      const again = run(['--answers', join(cwd, 'saved.yaml'), '--format', 'json'])
      expect(JSON.parse(again.stdout).approaches).toEqual(decision.approaches)
    })
  })

  it('walks the whole core rubric to the report on the same terminal', async () => {
    const { code, screen } = await inTerminal([], { steps: [{ wait: '1 of at most', answer: FIRST }] })
    expect(code, screen.slice(-2000)).toBe(0)
    const text = plain(screen)
    expect(text).toContain('space select')
    expect(text).toMatch(/Build [\s\S]*In short/)
    expect(cursorIsShown(screen)).toBe(true)
  })

  it('shows why a question is asked and comes back to it; unsure leaves it open', async () => {
    const steps = [
      { wait: '1 of at most', keys: '\u001b[B\u001b[B\u001b[B\u001b[B\u001b[B\r' },
      { wait: '1 of at most', keys: '\u001b[B\u001b[B\u001b[B\u001b[B\r' },
      { wait: '2 of at most', keys: CTRL_C },
    ]
    const { screen } = await inTerminal(['--rubric', 'quick'], { steps })
    expect(plain(screen)).toMatch(/1 of at most 6.*Why do you ask\?\n\n[\s\S]+\n\n[\s\S]*1 of at most 6.*I do not know\n/)
    expect(resumption(screen)).toBe('rag-or-tune decide --interview --rubric quick --set need=unsure')
  })

  it('breaks lines between words and keeps a question on the screen, however narrow', async () => {
    const steps = [
      { wait: '1 of at most', keys: '\u001b[B\u001b[B\u001b[B\u001b[B\u001b[B\r' },
      { wait: '1 of at most', answer: { ...FIRST, questions: 2 } },
      { wait: '3 of at most', keys: CTRL_C },
    ]
    const size = { columns: 40, rows: 20 }
    const { screen } = await inTerminal([], { ...size, steps })
    const questions = screen.slice(0, screen.indexOf('Cancelled.'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that move the cursor and erase start with one.
    const drawn = questions.split(/(?:\u001b\[\d*[ABGK])+/)
    const lines = drawn.flatMap((frame) => plain(frame).split('\n'))
    expect(lines.filter((line) => line.length > size.columns)).toEqual([])
    const asked = drawn.map((frame) => frame.slice(frame.search(/\? \d+ of at most/)))
    expect(asked.filter((frame) => frame.split('\n').length > size.rows)).toEqual([])
    const words = new Set(lines.flatMap((line) => line.split(/\s+/)))
    for (const word of ['lack', 'behaviour', 'follows', 'supplied', 'documents.', 'trials?', 'passage', 'answer'])
      expect(words).toContain(word)
  })

  it('asks only what is open with --interview, and names what was given (A-11)', async () => {
    await withFolder(
      async (cwd) => {
        const args = ['--answers', 'a.yaml', '--set', 'citations=no', '--rubric', 'quick', '--interview', '--format', 'json']
        const { code, screen, stdout } = await inTerminal(args, { cwd, stdout: 'pipe', steps: [{ wait: '1 of at most 4', answer: FIRST }] })
        expect(code, screen).toBe(0)
        const { answers } = JSON.parse(stdout)
        expect([answers.need.origin, answers.citations.origin, answers['change-rate'].origin]).toEqual(['file', 'flag', 'asked'])
      },
      { 'a.yaml': 'answers:\n  need: facts\n' },
    )
  })

  it('checks where to write before it asks (F-04)', async () => {
    await withFolder(
      async (cwd) => {
        const { code, screen } = await inTerminal(['--output', 'there.md'], { cwd })
        expect(code).toBe(2)
        expect(plain(screen)).toContain('(write-exists)')
        expect(plain(screen)).not.toContain('of at most')
      },
      { 'there.md': 'old' },
    )
  })
})

describe.concurrent('cancelling', () => {
  it('P-01 Ctrl-C at a list to choose from: 130, cursor shown, and the command that goes on', async () => {
    const { code, screen, stdout } = await inTerminal(['--format', 'json'], { ...answering(3, { keys: CTRL_C }), stdout: 'pipe' })
    expect(code).toBe(130)
    expect(stdout).toBe('')
    expect(cursorIsShown(screen)).toBe(true)
    const command = resumption(screen)
    expect(command).toMatch(/^rag-or-tune decide --interview --set need=\S+ --set \S+ --set \S+ --format json$/)
    const pasted = shell(command.replace('rag-or-tune decide --interview', 'tool'))
    expect(pasted.code, pasted.stderr).toBe(0)
    expect(Object.values(JSON.parse(pasted.stdout).answers)).toHaveLength(3)
  })

  it('names the command by which the person came', async () => {
    const { screen } = await inTerminal([], { ...answering(1, { keys: CTRL_C }), env: { npm_lifecycle_event: 'npx' } })
    expect(resumption(screen)).toBe('npx rag-or-tune decide --interview --set need=facts')
  })

  it('P-01 Ctrl-C at a list to tick, half ticked', async () => {
    const steps = [
      { wait: '1 of at most', answer: { ...FIRST, questions: 1 } },
      { wait: 'space select', keys: ` ${CTRL_C}` },
    ]
    const { code, screen } = await inTerminal(['--set', 'traffic=low', '--interview'], { steps })
    expect(code).toBe(130)
    expect(cursorIsShown(screen)).toBe(true)
    expect(resumption(screen)).toMatch(/^rag-or-tune decide --interview --set need=\S+ --set traffic=low$/)
  })

  it('P-01 Ctrl-C at the first question: nothing to repeat', async () => {
    const { code, screen } = await inTerminal([], { steps: [{ wait: '1 of at most', keys: CTRL_C }] })
    expect(code).toBe(130)
    expect(plain(screen)).toMatch(/Cancelled; nothing was answered yet\.\n$/)
  })

  it.each([
    ['P-02', 'SIGTERM', 143],
    ['P-02', 'SIGINT', 130],
    ['P-03', 'SIGHUP', 129],
  ] as const)('%s %s: %i, cursor shown', async (_, signal, expected) => {
    const { code, screen } = await inTerminal([], answering(2, { signal }))
    expect(code).toBe(expected)
    expect(cursorIsShown(screen)).toBe(true)
    expect(resumption(screen)).toMatch(/ --set need=\S+ --set \S+$/)
  })

  it('P-04 Ctrl-D: 130, cursor shown', async () => {
    const { code, screen } = await inTerminal([], answering(1, { keys: CTRL_D }))
    expect(code).toBe(130)
    expect(cursorIsShown(screen)).toBe(true)
    expect(resumption(screen)).toContain('--set need=')
  })

  it('writes nothing that was to be written', async () => {
    await withFolder(async (cwd) => {
      const { code, screen } = await inTerminal(['--save', 'my answers.yaml'], { cwd, ...answering(1, { keys: CTRL_C }) })
      expect(code).toBe(130)
      expect(existsSync(join(cwd, 'my answers.yaml'))).toBe(false)
      expect(resumption(screen)).toMatch(/--save 'my answers\.yaml'$/)
    })
  })
})

describe('without a terminal nothing is asked', () => {
  const refused = (ran: { code: number | 'timeout' | null; stdout: string }, said: string, why: string): void => {
    expect(ran.code).toBe(2)
    expect(ran.stdout).toBe('')
    expect(said).toContain(why)
    expect(said).toContain('--set change-rate=…')
    expect(said).not.toContain('of at most')
    expect(said).not.toContain('\u001b[?25l')
  }

  it.each([
    ['P-05', 'tool </dev/null'],
    ['P-05', 'tool <&-'],
    ['P-06', "printf '\\n' | tool"],
    ['P-06', "yes '' | tool"],
    ['P-06', 'yes | tool'],
    ['P-07', "printf 'one\\ntwo\\n' | tool"],
    ['--interview with a pipe', 'tool --set need=facts --interview </dev/null'],
  ])('%s %s', (_, line) => {
    const ran = shell(line)
    expect(ran.stderr).toContain('--answers -')
    refused(ran, ran.stderr, 'standard input is not a terminal')
  })

  it('P-08 standard input a pipe, standard output a terminal', async () => {
    const ran = await inTerminal([], { stdin: 'pipe' })
    refused({ ...ran, stdout: '' }, plain(ran.screen), 'standard input is not a terminal')
  })

  it.each(['true', '1', 'TRUE'])('P-09 CI=%s on a real terminal', async (CI) => {
    const ran = await inTerminal([], { env: { CI } })
    refused({ ...ran, stdout: '' }, plain(ran.screen), `the variable CI is set (${CI})`)
  })

  it.each(['false', ''])('P-09 CI=%j on a real terminal: it asks', async (CI) => {
    const { code } = await inTerminal([], { env: { CI }, steps: [{ wait: '1 of at most', keys: CTRL_C }] })
    expect(code).toBe(130)
  })

  it('--no-input on a real terminal', async () => {
    const ran = await inTerminal(['--no-input'])
    refused({ ...ran, stdout: '' }, plain(ran.screen), '--no-input forbids it')
  })
})

describe.concurrent('colour', () => {
  it('is decided per stream: questions in colour, the report in a pipe without (T-12)', async () => {
    const { screen, stdout } = await inTerminal(['--rubric', 'quick'], {
      env: { NO_COLOR: '' },
      stdout: 'pipe',
      steps: [{ wait: '1 of at most', answer: FIRST }],
    })
    expect(screen).toContain('\u001b[36m')
    expect(stdout).not.toContain('\u001b')
  })
  it('is off everywhere under NO_COLOR', async () => {
    const { screen } = await inTerminal(['--rubric', 'quick'], { steps: [{ wait: '1 of at most', answer: FIRST }] })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with one.
    expect(screen).not.toMatch(/\u001b\[\d+m/)
  })
  it('a plain terminal gets ASCII questions', async () => {
    const { code, screen } = await inTerminal(['--rubric', 'quick'], {
      env: { LANG: 'C' },
      stdout: 'pipe',
      steps: [{ wait: '1 of at most', answer: FIRST }],
    })
    expect(code).toBe(0)
    expect(plain(screen)).not.toMatch(/[❯✔◉◯↑⏎]/)
  })
})
