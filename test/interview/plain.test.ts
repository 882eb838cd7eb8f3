import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { plainPrompter } from '../../src/interview/plain.js'
import type { Prompt, Reply } from '../../src/interview/prompter.js'
import { columns } from '../../src/report/text/width.js'

const ESCAPE = '\u001b'
/** Longer than what is waited for after a line. */
const MOMENT = 150

const RATE: Prompt = {
  progress: 'Question 3, at most 7 more',
  message: 'How often does the knowledge change that the answers rest on?',
  help: 'Think of the documents that matter, not of all of them.',
  kind: 'one',
  choices: [
    { value: 'rarely', label: 'Rarely', help: 'Less than once a month.' },
    { value: 'weekly', label: 'Every week' },
    { value: 'daily', label: 'Every day \u2026', help: 'Or more often.' },
    { value: 'unsure', label: 'I do not know', help: 'It stays open.' },
  ],
  alone: [],
  actions: ['back', 'why'],
  chosen: [],
}

const SYMPTOMS: Prompt = {
  progress: 'Question 9, the last',
  message: 'Which of these do you see?',
  help: '',
  kind: 'many',
  choices: [
    { value: 'stale', label: 'Stale answers' },
    { value: 'off-tone', label: 'The wrong tone' },
    { value: 'slow', label: 'Slow answers' },
    { value: '(none)', label: 'None of these' },
    { value: 'unsure', label: 'I do not know' },
  ],
  alone: ['(none)', 'unsure'],
  actions: ['back'],
  chosen: ['off-tone', 'slow'],
}

const PAIRS: Prompt = {
  ...RATE,
  message: 'How many labelled pairs are there?',
  help: '',
  choices: [
    { value: 'none', label: 'None' },
    { value: 'dozens', label: 'Dozens' },
    { value: 'thousands', label: 'Thousands' },
  ],
  quantity: {
    unit: 'labelled pairs',
    choiceFor: (number) => (number === 0 ? 'none' : number < 100 ? 'dozens' : number >= 1000 ? 'thousands' : undefined),
  },
}

function terminal(width: () => number | undefined = () => 80, unicode = true) {
  const input = new PassThrough()
  const output = new PassThrough()
  let shown = ''
  output.on('data', (chunk) => {
    shown += String(chunk)
  })
  const controller = new AbortController()
  const { signal } = controller
  const prompter = plainPrompter({ input, output, columns: width, unicode, signal })
  let seen = 0
  /** Waits for a cursor that was not there at the last call, then types. */
  const type = async (text: string | Uint8Array): Promise<void> => {
    for (let at = -1; at < 0; await sleep(2)) {
      at = shown.indexOf('\n> ', seen)
      if (at >= 0) seen = at + 1
    }
    input.write(text)
  }
  return { input, prompter, type, controller, shown: () => shown }
}

/** Asks once and types the lines, each after the cursor came. */
async function asked(prompt: Prompt, typed: readonly (string | Uint8Array)[], width = 80): Promise<{ reply: Reply; shown: string }> {
  const { prompter, type, shown } = terminal(() => width)
  const reply = prompter.ask(prompt)
  for (const text of typed) await type(text)
  return { reply: await reply, shown: shown() }
}

/** What stands after the first cursor. */
const afterwards = (shown: string): string => shown.slice(shown.indexOf('\n> ') + 3)
const answerOf = async (prompt: Prompt, line: string): Promise<Reply> => (await asked(prompt, [`${line}\n`])).reply

/** What is said to a line that is refused; `rarely`, `stale` or `none` is the answer then. */
async function refusal(prompt: Prompt, line: string | Uint8Array): Promise<string> {
  const { reply, shown } = await asked(prompt, [line, '1\n'])
  expect(reply).toEqual({ kind: 'answer', chosen: [prompt.choices[0]?.value] })
  return afterwards(shown).replace(/> [^>]*$/, '')
}

describe('a question in plain lines', () => {
  it('numbers what can be chosen and says what can be typed', async () => {
    const { reply, shown } = await asked(RATE, ['2\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['weekly'] })
    expect(shown).toMatchInlineSnapshot(`
      "
      Question 3, at most 7 more
      How often does the knowledge change that the answers rest on?
      Think of the documents that matter, not of all of them.

      1. Rarely
         Less than once a month.
      2. Every week
      3. Every day …
         Or more often.
      4. I do not know
         It stays open.

      Type a number from 1 to 4, or: b back, ? why.
      > Chosen: Every week
      "
    `)
  })

  it('lists what can be ticked, and what was ticked before', async () => {
    const { reply, shown } = await asked(SYMPTOMS, ['3, 1\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['stale', 'slow'] })
    expect(shown).toMatchInlineSnapshot(`
      "
      Question 9, the last
      Which of these do you see?

      1. Stale answers
      2. The wrong tone
      3. Slow answers
      4. None of these
      5. I do not know

      Type numbers from 1 to 5, separated by commas, or: b back.
      Enter keeps: The wrong tone; Slow answers
      > Chosen: Stale answers; Slow answers
      "
    `)
  })

  it('asks for a number and says to which choice it belongs', async () => {
    const { reply, shown } = await asked(PAIRS, ['=1500\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['thousands'], number: 1500 })
    expect(shown).toMatchInlineSnapshot(`
      "
      Question 3, at most 7 more
      How many labelled pairs are there?

      1. None
      2. Dozens
      3. Thousands

      Type a number from 1 to 3, or: b back, ? why.
      For an exact number of labelled pairs, type = before it: =1500.
      > Chosen: Thousands (1,500 labelled pairs)
      "
    `)
  })

  it('does without progress, help and actions, as on the review screen', async () => {
    const { shown } = await asked({ ...RATE, progress: '', help: '', actions: [], choices: [{ value: 'on', label: 'Go on' }] }, ['on\n'])
    expect(shown).toMatchInlineSnapshot(`
      "
      How often does the knowledge change that the answers rest on?

      1. Go on

      Type 1.
      > Chosen: Go on
      "
    `)
  })

  it('T-05, T-06 sends no escape sequence, and only ASCII where only ASCII is shown', async () => {
    const hostile = {
      ...RATE,
      message: `Red ${ESCAPE}[31m \u009b2J \u202e?`,
      choices: [{ value: 'a', label: `${ESCAPE}]0;title\u0007 \u2265` }],
    }
    const { prompter, type, shown } = terminal(() => 80, false)
    prompter.say(`Said ${ESCAPE}[2J \u2026\n`)
    const reply = prompter.ask(hostile)
    await type(`${ESCAPE}[A\u00e9\n`)
    await type('1\n')
    await reply
    expect(shown()).toMatch(/^[\n -~]*$/)
    expect(shown()).toContain('"\\x1b[A\\u{e9}" is none of the choices.')
  })

  it('T-07, T-10 keeps within 20 columns, between words, wide characters too', async () => {
    const wide = {
      value: 'wide',
      label: '\u77e5\u8b58\u304c\u6bce\u65e5\u5909\u308f\u308b\u88fd\u54c1\u306e\u8cea\u554f',
      help: 'Also \u{1f469}\u200d\u{1f4bb} and others.',
    }
    const choices = [...RATE.choices, ...Array.from({ length: 9 }, (_, at) => ({ value: `c${at}`, label: `Choice number ${at}` })), wide]
    const { shown } = await asked({ ...RATE, choices, chosen: ['wide'] }, ['99\n', '\n'], 20)
    const lines = shown.replace(/^> /gm, '').split('\n')
    expect(lines.filter((line) => columns(line) > 20)).toEqual([])
    expect(lines).toEqual(expect.arrayContaining(['knowledge change', '    Less than once', '10. Choice number 5', ' 1. Rarely']))
  })

  it.each([
    [undefined, 79],
    [0, 79],
    [1, 19],
    [20, 19],
    [300, 299],
    [100_000, 299],
  ])('T-08 at %s columns no line is longer than %i', async (width, most) => {
    const { prompter, type, shown } = terminal(() => width)
    prompter.say(`${'word '.repeat(200)}\n`)
    const reply = prompter.ask(RATE)
    await type('1\n')
    expect(await reply).toEqual({ kind: 'answer', chosen: ['rarely'] })
    const longest = Math.max(...shown().split('\n').map(columns))
    expect(longest).toBeLessThanOrEqual(most)
    expect(longest).toBeGreaterThan(most - 'word '.length)
  })

  it('leaves one blank line above a question, whatever was said before', async () => {
    const { prompter, type, shown } = terminal()
    prompter.say('\nThe knowledge it needs\n\n')
    const first = prompter.ask(RATE)
    await type('list\n')
    await type('1\n')
    await first
    expect(shown()).toMatch(/^\nThe knowledge it needs\n\nQuestion 3,/)
    expect(shown()).toMatch(/> \nQuestion 3,/)
    expect(shown()).not.toContain('\n\n\n')
  })

  it('says painted text without its colours', () => {
    const { prompter, shown } = terminal()
    prompter.say(`${ESCAPE}[1mWhy${ESCAPE}[22m ${ESCAPE}[38;5;12mthis${ESCAPE}[39m\n`)
    expect(shown()).toBe('Why this\n')
  })

  it('breaks what is said between words, and keeps line ends and indents', () => {
    const { prompter, shown } = terminal(() => 24)
    prompter.say('\nThe knowledge of this product\n\n  a command to paste\n')
    expect(shown()).toBe('\nThe knowledge of this\nproduct\n\n  a command to paste\n')
  })

  it('leaves lines alone that fill the terminal, columns and all', () => {
    const { prompter, shown } = terminal(() => 24)
    const table = 'rag      +6   adopt it 1\n  weights  -3    skip it'
    prompter.say(`${table}\n`)
    expect(shown()).toBe(`${table}\n`)
  })
})

describe.concurrent('what can be typed', () => {
  it.each([
    ['1', 'rarely'],
    [' 3 ', 'daily'],
    ['3.', 'daily'],
    ['02', 'weekly'],
    ['weekly', 'weekly'],
    ['Weekly', 'weekly'],
    ['2 2', 'weekly'],
    ['unsure', 'unsure'],
  ])('%j chooses %s', async (line, value) => {
    expect(await answerOf(RATE, line)).toEqual({ kind: 'answer', chosen: [value] })
  })

  it.each([
    ['b', { kind: 'back' }],
    ['back', { kind: 'back' }],
    ['B', { kind: 'back' }],
    ['?', { kind: 'why' }],
    ['why', { kind: 'why' }],
  ])('%j acts', async (line, reply) => {
    expect(await answerOf(RATE, line)).toEqual(reply)
  })

  it.each([
    ['1,2', ['stale', 'off-tone']],
    ['3 1', ['stale', 'slow']],
    ['slow,, stale ,', ['stale', 'slow']],
    ['2 off-tone 2', ['off-tone']],
    ['4', ['(none)']],
    ['None', ['(none)']],
    ['(none)', ['(none)']],
    ['', ['off-tone', 'slow']],
  ])('%j ticks %j', async (line, chosen) => {
    expect(await answerOf(SYMPTOMS, line)).toEqual({ kind: 'answer', chosen })
  })

  it.each([
    ['=0', 'none', 0],
    ['=99', 'dozens', 99],
    ['= 1,500', 'thousands', 1500],
    ['=1_500_000', 'thousands', 1_500_000],
    ['=0007', 'dozens', 7],
  ])('%j is a number and chooses %s', async (line, value, number) => {
    expect(await answerOf(PAIRS, line)).toEqual({ kind: 'answer', chosen: [value], number })
  })

  it('takes what was chosen before on Enter, with the number that was typed before', async () => {
    const quantity = { ...PAIRS.quantity, typed: 1500 } as NonNullable<Prompt['quantity']>
    const { reply, shown } = await asked({ ...PAIRS, quantity, chosen: ['thousands'] }, ['\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['thousands'], number: 1500 })
    expect(shown).toContain('Enter keeps: Thousands (1,500 labelled pairs)\n> Chosen: Thousands (1,500 labelled pairs)\n')
    const moved = await asked({ ...PAIRS, quantity, chosen: ['dozens'] }, ['\n'])
    expect(moved.reply).toEqual({ kind: 'answer', chosen: ['dozens'] })
  })

  it('offers nothing to keep that is not among the choices', async () => {
    const said = await refusal({ ...RATE, chosen: ['gone'] }, '\n')
    expect(said).not.toContain('Enter keeps')
  })

  it('leaves an id of the rubric its meaning, and names another word for the action', async () => {
    const prompt = {
      ...RATE,
      choices: [
        { value: 'b', label: 'Plan B' },
        { value: 'back', label: 'Back' },
        { value: 'list', label: 'A list' },
      ],
    }
    const { reply, shown } = await asked(prompt, ['9\n', 'B\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['b'] })
    expect(shown).toContain('or: < back, ? why, l to see the choices again.')
    expect(await answerOf(prompt, '<')).toEqual({ kind: 'back' })
    expect(await answerOf(prompt, 'list')).toEqual({ kind: 'answer', chosen: ['list'] })
  })

  it('shows the choices again on request', async () => {
    const { shown } = await asked(RATE, ['list\n', '1\n'])
    expect(shown.split('1. Rarely')).toHaveLength(3)
    const without = await asked({ ...RATE, actions: [] }, ['?\n', '1\n'])
    expect(without.shown.split('1. Rarely')).toHaveLength(3)
  })
})

describe('what is refused', () => {
  it('says in one line what is wrong, and what is allowed', async () => {
    expect(await refusal(RATE, '7\n')).toMatchInlineSnapshot(`
      ""7" is none of the choices.
      Type a number from 1 to 4, or: b back, ? why, list to see the choices again.
      "
    `)
    expect(await refusal(SYMPTOMS, '1 nonsense\n')).toMatchInlineSnapshot(`
      ""nonsense" is none of the choices.
      Type numbers from 1 to 5, separated by commas, or: b back, list to see the
      choices again.
      Enter keeps: The wrong tone; Slow answers
      "
    `)
  })
})

describe.concurrent('each refusal', () => {
  it.each([
    [RATE, '', 'Type a number from 1 to 4, or: b back, ? why, list to see the choices again.'],
    [RATE, '0', '"0" is none of the choices.'],
    [RATE, '-1', '"-1" is none of the choices.'],
    [RATE, '1 2', 'Only one can be chosen here.'],
    [RATE, ',', '"," is none of the choices.'],
    [RATE, '=5', 'No exact number is asked for here.'],
    [RATE, '__proto__', '"__proto__" is none of the choices.'],
    [SYMPTOMS, '1,5', '5 (I do not know) stands alone: nothing else goes with it.'],
    [SYMPTOMS, '4 unsure', '4 (None of these) stands alone: nothing else goes with it.'],
    [SYMPTOMS, '?', 'Which of these do you see?'],
    [PAIRS, '1500', '"1500" is none of the choices. For an exact number of labelled pairs, type =1500.'],
    [PAIRS, '=500', '"=500" belongs to none of the choices.'],
    [PAIRS, '=', '"=" is not a whole number, such as =1500.'],
    [PAIRS, '=-5', '"=-5" is not a whole number, such as =1500.'],
    [PAIRS, '=1,5', '"=1,5" is not a whole number, such as =1500.'],
    [PAIRS, '=1e3', '"=1e3" is not a whole number, such as =1500.'],
    [PAIRS, '=99999999999999999999', '"=99999999999999999999" is too large a number.'],
    [{ ...RATE, actions: [] }, 'b', 'There is nothing to go back to.'],
  ] as const)('$1 at "$0.message": $2', async (prompt, line, said) => {
    expect((await refusal(prompt, `${line}\n`)).replace(/\s+/g, ' ')).toContain(said)
  })

  it('P-13 back where there is nothing to go back to repeats the question', async () => {
    const { reply } = await asked({ ...RATE, actions: ['why'] }, ['b\n', 'back\n', 'b\n', '1\n'])
    expect(reply).toEqual({ kind: 'answer', chosen: ['rarely'] })
  })

  it.each([
    ['a title', `${ESCAPE}]0;pwn\u0007xy\n`, '"\\x1b]0;pwn\\x07xy" is none of the choices.'],
    ['bidirectional marks', '1\u202e\n', '"1\\u202e" is none of the choices.'],
    ['a control sequence of one byte', '\u009b2J\n', '"\\x9b2J" is none of the choices.'],
    ['a carriage return inside', '2\r1\n', 'Only one can be chosen here.'],
    ['a zero byte', '1\0\n', '"1\\x00" is none of the choices.'],
  ])('T-13 %s does no harm and is shown', async (_, line, said) => {
    const text = await refusal(RATE, line)
    expect(text).toContain(said)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  it('T-13 bytes that are no UTF-8 do no harm', async () => {
    expect(await refusal(RATE, Uint8Array.from([0xff, 0xfe, 0x31, 0x0a]))).toContain('"\ufffd\ufffd1" is none of the choices.')
  })

  it('takes 4096 characters as a line and no more, and shows 40', async () => {
    expect(await refusal(RATE, `${'x'.repeat(4096)}\n`)).toContain(`"${'x'.repeat(40)}..." is none of the choices.`)
    expect(await refusal(RATE, `${'x'.repeat(4097)}\n`)).toContain('A line that long was not taken.')
    expect(await refusal(RATE, `${'1'.repeat(3_000_000)}\n`)).toContain('A line that long was not taken.')
  })
})

describe.concurrent('P-12 a paste', () => {
  it.each(['1\n2\n', '1\n2\n3', '1\n\n\n', '2\nb\n?\n'])(
    'of %j is refused whole, and nothing leaks into the next question',
    async (paste) => {
      const { prompter, type, shown } = terminal()
      const first = prompter.ask(RATE)
      await type(paste)
      await type('3\n')
      expect(await first).toEqual({ kind: 'answer', chosen: ['daily'] })
      expect(shown()).toContain('More than one line came at once, and none of it was taken.')
      const second = prompter.ask(SYMPTOMS)
      await type('1\n')
      expect(await second).toEqual({ kind: 'answer', chosen: ['stale'] })
    },
  )

  it('in pieces is one all the same', async () => {
    const { prompter, type, input, shown } = terminal()
    const first = prompter.ask(RATE)
    await type('1\n')
    await sleep(15)
    input.write('2')
    await sleep(15)
    input.write('\n')
    await type('3\n')
    expect(await first).toEqual({ kind: 'answer', chosen: ['daily'] })
    expect(shown()).toContain('More than one line')
  })

  it('before the question is shown answers nothing, and that is said', async () => {
    const { prompter, type, input, shown } = terminal()
    input.write('1\n2\n')
    const first = prompter.ask(RATE)
    await type('3\n')
    expect(await first).toEqual({ kind: 'answer', chosen: ['daily'] })
    expect(shown()).toMatch(/^\nWhat was typed before this question was not taken\.\n\nQuestion 3,/)
  })

  it('takes a line that comes in pieces, a letter cut in two, or with the line end of Windows', async () => {
    const { prompter, type, input } = terminal()
    const accented = { ...RATE, choices: [{ value: '\u00e9', label: 'E' }] }
    const first = prompter.ask(accented)
    await type(Uint8Array.from([0xc3]))
    await sleep(MOMENT)
    input.write(Uint8Array.from([0xa9]))
    await sleep(MOMENT)
    input.write('\r\n')
    expect(await first).toEqual({ kind: 'answer', chosen: ['\u00e9'] })
  })
})

describe.concurrent('cancelling', () => {
  const CANCELLED = { kind: 'cancelled' }

  it('P-04 the end of the input cancels, now and ever after', async () => {
    const { prompter, type, input, shown } = terminal()
    const first = prompter.ask(RATE)
    await type('')
    input.end()
    expect(await first).toEqual(CANCELLED)
    expect(shown().endsWith('> \n')).toBe(true)
    expect(await prompter.ask(RATE)).toEqual(CANCELLED)
  })

  it('P-04 a line that the end of the input cuts off is no answer', async () => {
    const { prompter, type, input } = terminal()
    const first = prompter.ask(RATE)
    await type('1')
    input.end()
    expect(await first).toEqual(CANCELLED)
  })

  it('P-04 the end of the input between two questions cancels the next', async () => {
    const { prompter, type, input, shown } = terminal()
    const first = prompter.ask(RATE)
    await type('1\n')
    await first
    input.end()
    await sleep(MOMENT)
    const before = shown()
    expect(await prompter.ask(RATE)).toEqual(CANCELLED)
    expect(shown()).toBe(before)
  })

  it.each(['while asking', 'between two questions', 'within a paste'])('P-01, P-02, P-03 the signal %s cancels', async (when) => {
    const { prompter, type, controller, input } = terminal()
    const first = prompter.ask(RATE)
    await type(when === 'while asking' ? '' : '1\n')
    if (when === 'between two questions') expect(await first).toEqual({ kind: 'answer', chosen: ['rarely'] })
    else if (when === 'within a paste') await sleep(10)
    controller.abort()
    if (when !== 'between two questions') expect(await first).toEqual(CANCELLED)
    expect(await prompter.ask(RATE)).toEqual(CANCELLED)
    expect(input.isPaused()).toBe(true)
  })

  it('a stream that fails has ended', async () => {
    const { prompter, type, input } = terminal()
    const first = prompter.ask(RATE)
    await type('')
    input.destroy(new Error('EIO'))
    expect(await first).toEqual(CANCELLED)
    expect(await prompter.ask(RATE)).toEqual(CANCELLED)
  })

  it('leaves the stream paused and without listeners, and whoever reads next gets what comes', async () => {
    const { prompter, type, input } = terminal()
    const before = input.eventNames().map((name) => [name, input.listenerCount(name)])
    const first = prompter.ask(RATE)
    await type('1\n')
    await first
    expect(input.isPaused()).toBe(true)
    expect(input.eventNames().map((name) => [name, input.listenerCount(name)])).toEqual(before)
    input.write('later')
    const heard = new Promise((resolve) => input.once('data', (chunk) => resolve(String(chunk))))
    input.resume()
    expect(await heard).toBe('later')
  })
})
