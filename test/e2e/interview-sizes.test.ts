import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { ROOT, withFolder } from './harness.js'
import { type Screen, shown, sizeMark } from './screen-model.js'
import {
  answering,
  CTRL_C,
  DOWN,
  ESC,
  expectRestored,
  FIRST,
  finalScreen,
  inTerminal,
  plain,
  type TerminalOptions,
  type TerminalResult,
  type TerminalStep,
  UP,
} from './terminal.js'

const QUICK = ['--rubric', 'quick', '--all', '--no-draft', '--format', 'json']

const HIDE_CURSOR = `${ESC}[?25l`

/** What the terminal showed each time a prompt had been drawn. */
function frames({ screen }: TerminalResult, columns: number, rows: number): readonly Screen[] {
  const pieces = screen.split(HIDE_CURSOR)
  return pieces.slice(1).map((_, at) => shown(pieces.slice(0, at + 1).join(HIDE_CURSOR), columns, rows))
}

/** The question at the bottom of the screen. */
function question(screen: Screen | undefined): readonly string[] {
  const lines = screen?.lines ?? []
  return lines.slice(lines.findLastIndex((line) => line.startsWith('Question')))
}

/** What the terminal showed just before it was cancelled. */
function atTheEnd({ screen }: TerminalResult, columns: number, rows: number): Screen {
  return shown(screen.slice(0, screen.lastIndexOf(HIDE_CURSOR)), columns, rows)
}

/** Every line that was sent to the terminal before it was cancelled: what moves the cursor or erases begins a new one. */
function linesSent({ screen }: TerminalResult): readonly string[] {
  const asked = screen.slice(0, screen.indexOf('Cancelled'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
  return plain(asked.replace(/\u001b\[\d*[AGJK]/g, '\n')).split('\n')
}

/** Keys that end where they began. */
const TEN_KEYS = `${DOWN.repeat(5)}${UP.repeat(5)}`

describe.concurrent('T-07 narrow and wide terminals', () => {
  it.each([20, 40, 80, 300])('T-07 %i columns: no line is wider, and none stands there twice after ten keys', async (columns) => {
    const rows = 24
    const steps = answering(2, { wait: 'Question 3,', keys: TEN_KEYS }, { keys: CTRL_C })
    const ran = await inTerminal(['--no-draft', '--no-standing'], { columns, rows, steps })
    expectRestored(ran, 130)
    const drawn = frames(ran, columns, rows).filter(({ lines }) => lines.some((line) => line.startsWith('Question 3')))
    expect(drawn).toHaveLength(11)
    expect(question(drawn.at(-1))).toEqual(question(drawn[0]))
    for (const { lines, gone } of drawn) {
      expect(lines.filter((line) => line.startsWith('❯'))).toHaveLength(1)
      expect(gone.filter((line) => line.startsWith('Question'))).toEqual([])
    }
    expect(linesSent(ran).filter((line) => line.length >= columns)).toEqual([])
  })

  it('T-07 20 columns: a whole interview, words kept whole, and every question on the screen', async () => {
    const ran = await inTerminal(QUICK, { columns: 20, rows: 30, stdout: 'pipe', steps: [{ wait: 'Question 1,', answer: FIRST }] })
    expectRestored(ran, 0)
    const words = new Set(plain(ran.screen).split(/\s+/))
    for (const word of ['behaviour', 'documents', 'required', 'approve?', 'instructions,']) expect([...words].join(' ')).toContain(word)
    const { gone } = finalScreen(ran, 20, 30)
    expect(gone.filter((line) => line.includes('enter takes'))).toEqual([])
  })

  it('T-07 20 columns: why is asked in lines and on pages that fit', async () => {
    const steps = [
      { wait: 'Question 1,', keys: '?' },
      { wait: 'Read on', keys: '\r' },
      { wait: 'Read on', keys: `${DOWN}\r` },
      { wait: 'Question 1,', keys: CTRL_C },
    ]
    const ran = await inTerminal(QUICK, { columns: 20, rows: 24, steps })
    expectRestored(ran, 130)
    const asked = linesSent(ran)
    expect(asked.filter((line) => line.length > 19)).toEqual([])
    expect(asked.join(' ')).toContain('It gives a reason')
  })

  it.each([6, 8, 12])('T-07 %i rows: the line under the cursor is on the screen', async (rows) => {
    const steps = answering(1, { wait: 'Question 2,', keys: DOWN.repeat(5) }, { keys: CTRL_C })
    const ran = await inTerminal(['--no-draft'], { columns: 60, rows, steps })
    expectRestored(ran, 130)
    expect(atTheEnd(ran, 60, rows).lines.filter((line) => line.startsWith('❯'))).toHaveLength(1)
  })
})

describe.concurrent('T-08 a terminal of no size', () => {
  it.each([1, 2, 0])('T-08 %i columns: no crash, no endless loop', async (columns) => {
    const size: TerminalOptions = { columns, rows: 24, stdout: 'pipe' }
    const steps: readonly TerminalStep[] = [1, 2, 3, 4, 5, 6, 7].map(() => ({ pause: 0.3, keys: '\r' }))
    const ran = await inTerminal(QUICK, { ...size, steps: [{ wait: '[?25l', keys: '' }, ...steps] })
    expectRestored(ran, 0)
    expect(ran.cpu).toBeLessThan(5)
    expect(JSON.parse(ran.stdout).openQuestions).toEqual([])
  })
})

describe.concurrent('T-09 resized in the middle', () => {
  it.each([
    [100, 40, 50, 20],
    [50, 20, 100, 40],
    [100, 40, 20, 40],
    [100, 12, 100, 40],
  ])('T-09 from %i x %i to %i x %i: what was typed stands, no line is stale', async (columns, rows, newColumns, newRows) => {
    const steps = answering(
      2,
      { wait: 'Question 3,', keys: '15' },
      { resize: [newColumns, newRows] },
      { pause: 0.2, keys: '00' },
      { keys: CTRL_C },
    )
    const ran = await inTerminal(['--no-draft', '--no-standing'], { columns, rows, steps })
    expectRestored(ran, 130)
    expect(ran.screen).toContain(sizeMark(newColumns, newRows))
    const { lines } = atTheEnd(ran, columns, rows)
    for (const once of [/^Question/, /^❯/, /^› 1500/, /I do not know/]) expect(lines.filter((line) => once.test(line))).toHaveLength(1)
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('› 1500 corpus tokens: Fits in one prompt')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(newColumns)
    expect(lines.length).toBeLessThanOrEqual(newRows)
  })

  it('T-09 ticks and cursor stand, and the answer is what was ticked', async () => {
    const steps = answering(
      1,
      { wait: 'Question 2,', keys: ` ${DOWN}${DOWN} ` },
      { resize: [40, 30] },
      { pause: 0.2, resize: [90, 30] },
      { pause: 0.2, keys: '\r' },
      { wait: 'Question 3,', keys: CTRL_C },
    )
    const ran = await inTerminal(['--no-draft'], { steps })
    expectRestored(ran, 130)
    expect(plain(ran.screen)).toMatch(/--set symptoms=hallucination,wrong-format /)
  })

  it('T-09 a hundred resizes in a row', async () => {
    const resizes = Array.from(
      { length: 100 },
      (_, at): TerminalStep => ({ now: true, resize: [20 + ((at * 37) % 100), 5 + ((at * 13) % 40)] }),
    )
    const steps = [{ wait: 'Question 1,', keys: DOWN }, ...resizes, { now: true, resize: [80, 24] as const }, { pause: 0.3, keys: CTRL_C }]
    const ran = await inTerminal(['--no-draft'], { steps })
    expectRestored(ran, 130)
    const { lines } = atTheEnd(ran, 100, 40)
    expect(lines.filter((line) => line.startsWith('Question 1,'))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('❯'))).toEqual(['❯ Behaviour it does not show'])
  })
})

describe('T-10 wide characters', () => {
  it('T-10 CJK, emoji and combining marks: columns align, and nothing is left behind', async () => {
    const [chinese, emoji, marks] = [
      '漢字とかなの長い選択肢、折り返しが必要です',
      '👍🏽 a thumb and 🇩🇪 a flag',
      'e\u0301te\u0301 z\u0306\u0323 and more',
    ]
    const rubric = readFileSync(join(ROOT, 'test/fixtures/rubrics/minimal.yaml'), 'utf8')
      .replace('label: Facts', `label: ${chinese}`)
      .replace('label: Behaviour', `label: ${emoji}`)
      .replace('text: What is missing?', `text: ${marks}`)
    await withFolder(
      async (cwd) => {
        const columns = 30
        const steps = [{ wait: 'Question 1,', keys: TEN_KEYS }, { keys: CTRL_C }]
        const ran = await inTerminal(['--rubric', 'wide.yaml', '--all', '--no-draft'], { cwd, columns, rows: 30, steps })
        expectRestored(ran, 130)
        const drawn = frames(ran, columns, 30)
        expect(question(drawn.at(-1))).toEqual(question(drawn[0]))
        const lines = question(drawn[0]).map((line) => line.normalize('NFC'))
        expect(lines).toContain(`? ${marks}`.normalize('NFC'))
        expect(lines).toContain(`  ${emoji}`)
        expect(lines.join('').replaceAll(/[ ❯]/g, '')).toContain(chinese)
        for (const line of lines) expect(stringWidth(line)).toBeLessThan(columns)
      },
      { 'wide.yaml': rubric },
    )
  })
})
