import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../src/interview/prompter.js'
import { afterwards, drawn, flowed, type Looks } from '../../src/interview/screen/draw.js'
import { firstState, type State } from '../../src/interview/screen/state.js'
import { columns as columnsOf } from '../../src/report/text/width.js'
import { styleFor } from '../../src/style.js'
import { promptFor } from './screen-prompts.js'

const looksOf = (columns: number | undefined, rows: number | undefined, unicode = true): Looks => ({
  columns,
  rows,
  unicode,
  style: styleFor(false),
})
const wide = looksOf(80, 24)
const draw = (prompt: Prompt, looks: Looks = wide, more: Partial<State> = {}): readonly string[] =>
  drawn(prompt, { ...firstState(prompt), ...more }, looks)

const LONG = promptFor({
  message: 'Which of all these things would you say is the one that matters most to the people who use what you build?',
  help: 'Think of the last ten answers that somebody had to correct, and of who did it, and how long that took.',
  choices: Array.from({ length: 30 }, (_, index) => ({
    value: `c${index}`,
    label: `Choice ${index} with a label that is long enough to be broken into several lines`,
    help: `What choice ${index} means, told at some length, so that it too must be broken somewhere.`,
  })),
})
const SIGNS = promptFor({
  message: '日本語の質問はここにありますが、とても長いので折り返します。',
  choices: [
    { value: 'a', label: '漢字とかなの長い選択肢、折り返しが必要です' },
    { value: 'b', label: '👩‍👩‍👧 a family, 👍🏽 a thumb, 🇩🇪 a flag' },
    { value: 'c', label: 'e\u0301te\u0301 a\u0308rger z\u0306\u0323 and more of them' },
  ],
})

describe('a prompt as it is drawn', () => {
  it('shows progress, message, help, choices, actions, what explains the line under the cursor, and the keys', () => {
    expect(draw(promptFor())).toEqual([
      'Question 3, at most 7 more',
      '? What is it?',
      '  Think of the last ten.',
      '❯ Apples',
      '  Bread and butter',
      '  Cheese, as long as it is mild',
      '  I do not know',
      '  Back to the question before',
      '  Why do you ask?',
      '',
      '  The red ones.',
      '↑↓ move, enter takes it, esc back, ? why',
    ])
  })
  it('shows boxes and their key in a list to tick, and nothing that was not given', () => {
    const prompt = promptFor({ kind: 'many', chosen: ['b'], actions: [], progress: '', help: '' })
    expect(draw(prompt, wide, { cursor: 0 })).toEqual([
      '? What is it?',
      '❯ ◯ Apples',
      '  ◉ Bread and butter',
      '  ◯ Cheese, as long as it is mild',
      '  ◯ I do not know',
      '',
      '  The red ones.',
      '↑↓ move, space ticks, enter takes what is ticked',
    ])
  })
  it('shows the number with what it counts and where it falls, or what is wrong', () => {
    const prompt = promptFor({ quantity: { unit: 'pairs', choiceFor: () => 'b' } })
    const lines = draw(prompt, wide, { digits: '1500', cursor: 1 })
    expect(lines.slice(-3)).toEqual([
      '',
      '› 1500 pairs: Bread and butter',
      '↑↓ move, digits: a number of pairs, enter takes it, esc back, ? why',
    ])
    expect(draw(prompt, wide, { note: 'No.' }).at(-2)).toBe('! No.')
  })
  it('T-06 is in ASCII where that is all there is, the typography of a rubric too', () => {
    const prompt = promptFor({ kind: 'many', chosen: ['a'], message: '“What” – is it…', choices: [{ value: 'a', label: '≤ 10 · ‘x’' }] })
    const text = [...draw(prompt, looksOf(80, 24, false)), ...afterwards(prompt, { kind: 'back' }, looksOf(80, 24, false))].join('\n')
    expect(text).toMatch(/^[ -~\n]*$/)
    expect(text).toContain('"What" - is it...')
    expect(text).toContain("> [x] <= 10 - 'x'")
  })
})

describe('T-07 T-10 every width', () => {
  const widths = [20, 21, 25, 33, 40, 80, 100, 300]
  it.each(widths)('%i columns: no line is wider, no word is broken', (columns) => {
    for (const prompt of [promptFor(), LONG, SIGNS, promptFor({ kind: 'many' })]) {
      for (const cursor of [0, 2]) {
        const lines = draw(prompt, looksOf(columns, 1000), { cursor })
        for (const line of lines) expect(columnsOf(line), line).toBeLessThan(columns)
      }
    }
    const text = draw(LONG, looksOf(columns, 1000)).join('\n')
    for (const word of ['matters', 'correct,', 'several', 'somewhere.']) expect(text).toContain(word)
  })
  it.each(widths)('%i columns: no more lines than the screen has, and the cursor is among them', (columns) => {
    for (const rows of [8, 10, 15, 24, 50])
      for (const cursor of [0, 1, 14, 29, 30, 31]) {
        const lines = draw(LONG, looksOf(columns, rows), { cursor, note: 'Something was wrong with that.' })
        expect(lines.length).toBeLessThan(rows)
        expect(lines.filter((line) => line.startsWith('❯'))).toHaveLength(1)
      }
  })
  it('a list that is scrolled begins with a whole entry and ends with one', () => {
    const lines = draw(LONG, looksOf(40, 24), { cursor: 14 })
    const first = lines.findIndex((line) => line.includes('Choice'))
    const list = lines.slice(first, lines.indexOf('  (more both ways)'))
    expect(draw(LONG, looksOf(40, 24))).toContain('  (more below)')
    expect(draw(LONG, looksOf(40, 24), { cursor: 31 })).toContain('  (more above)')
    expect(list[0]).toMatch(/^[ ❯] Choice \d+ with/)
    expect(list.at(-1)).toBe('  lines')
    expect(list.join(' ')).toContain('❯ Choice 14')
  })
  it('what a person did last stays longer than what explains', () => {
    const note = '! No.'
    const counts = [24, 18, 14, 12, 10, 9].map((rows) => {
      const lines = draw(LONG, looksOf(60, rows), { note: 'No.' })
      expect(lines).toContain(note)
      expect(lines.at(-1)).not.toBe('')
      return [lines.some((line) => line.includes('Think of')), lines.some((line) => line.includes('What choice')), lines.at(-1) !== note]
    })
    expect(counts[0]).toEqual([true, true, true])
    expect(counts.at(-1)?.[0]).toBe(false)
    expect(counts.map((shown) => shown.filter(Boolean).length)).toEqual(
      counts.map((shown) => shown.filter(Boolean).length).toSorted((a, b) => b - a),
    )
  })
  it('what is cut off says so', () => {
    const screens = Array.from({ length: 30 }, (_, rows) => draw(LONG, looksOf(24, 8 + rows)))
    expect(screens.filter((lines) => lines.includes('  …')).length).toBeGreaterThan(5)
  })
})

describe('T-08 a screen of no size', () => {
  it.each([1, 2, 3, 0, undefined])('%s columns or rows: something is drawn', (size) => {
    for (const prompt of [promptFor(), LONG, SIGNS, promptFor({ kind: 'many' })]) {
      expect(draw(prompt, looksOf(size, 24)).length).toBeGreaterThan(0)
      expect(draw(prompt, looksOf(80, size)).length).toBeGreaterThan(0)
      expect(afterwards(prompt, { kind: 'answer', chosen: ['a'] }, looksOf(size, size))).not.toEqual([])
    }
    expect(flowed('some words', looksOf(size, size)).replaceAll('\n', '')).toMatch(/^some ?words$/)
  })
  it('none is taken for a usual screen', () => {
    expect(draw(LONG, looksOf(0, 0))).toEqual(draw(LONG, looksOf(80, 24)))
    expect(draw(LONG, looksOf(undefined, undefined))).toEqual(draw(LONG, looksOf(80, 24)))
  })
})

describe('text above a prompt', () => {
  it('goes on below its own text, empty lines stay', () => {
    const text = 'One sentence that is long enough.\n\n• a point that is long enough\n  indented and long enough too\n'
    expect(flowed(text, looksOf(21, 24))).toBe(
      'One sentence that is\nlong enough.\n\n• a point that is\n  long enough\n  indented and long\n  enough too\n',
    )
  })
})

describe('what is left of a prompt', () => {
  it('is one line with its number, message and answer', () => {
    expect(afterwards(promptFor(), { kind: 'answer', chosen: ['a'] }, wide)).toEqual(['✔ Question 3: What is it? Apples'])
    expect(afterwards(promptFor({ progress: '' }), { kind: 'answer', chosen: ['a', 'b'] }, wide)).toEqual([
      '✔ What is it? Apples, Bread and butter',
    ])
  })
  it('names the number that was typed', () => {
    const prompt = promptFor({ quantity: { unit: 'pairs', choiceFor: () => 'b' } })
    expect(afterwards(prompt, { kind: 'answer', chosen: ['b'], number: 40 }, wide)).toEqual([
      '✔ Question 3: What is it? 40 pairs (Bread and butter)',
    ])
  })
  it('sets the answer apart from a message that is no sentence', () => {
    const prompt = promptFor({ progress: '', message: 'Your answers' })
    expect(afterwards(prompt, { kind: 'answer', chosen: ['a'] }, wide)).toEqual(['✔ Your answers: Apples'])
  })
  it('goes on below where it does not fit', () => {
    expect(afterwards(promptFor(), { kind: 'answer', chosen: ['c'] }, looksOf(30, 24))).toEqual([
      '✔ Question 3: What is it?',
      '  Cheese, as long as it is',
      '  mild',
    ])
  })
  it('after going back says so; before asking again, and when cancelled, nothing', () => {
    expect(afterwards(promptFor(), { kind: 'back' }, wide)).toEqual(['← Question 3: back to the one before'])
    expect(afterwards(promptFor(), { kind: 'why' }, wide)).toEqual([])
    expect(afterwards(promptFor(), { kind: 'cancelled' }, wide)).toEqual([])
  })
})
