import { describe, expect, it } from 'vitest'
import type { Prompt, Reply } from '../../src/interview/prompter.js'
import { decoded } from '../../src/interview/screen/keys.js'
import { afterKey, firstState, type State, stateAgain } from '../../src/interview/screen/state.js'
import { promptFor } from './screen-prompts.js'

const DOWN = '\u001b[B'
const UP = '\u001b[A'

/** Presses keys one after the other until there is a reply. */
function pressed(prompt: Prompt, ...keys: readonly string[]): State | Reply {
  let state = firstState(prompt)
  for (const key of keys.flatMap((one) => decoded(one).keys)) {
    const step = afterKey(prompt, state, key)
    if ('reply' in step) return step.reply
    state = step.state
  }
  return state
}

const pairs = promptFor({
  quantity: { unit: 'pairs', choiceFor: (number) => (number === 0 ? 'a' : number < 1000 ? 'b' : number < 1e6 ? 'c' : undefined) },
})
const ticks = promptFor({ kind: 'many', alone: ['unsure'] })

describe('a list to choose from', () => {
  it('takes the line under the cursor, which stops at both ends', () => {
    const prompt = promptFor()
    expect(pressed(prompt, '\r')).toEqual({ kind: 'answer', chosen: ['a'] })
    expect(pressed(prompt, UP, DOWN, '\r')).toEqual({ kind: 'answer', chosen: ['b'] })
    expect(pressed(prompt, ...Array(20).fill(DOWN), '\r')).toEqual({ kind: 'why' })
    expect(pressed(prompt, '\u001b[F', UP, '\r')).toEqual({ kind: 'back' })
    expect(pressed(prompt, '\u001b[6~', '\u001b[H', '\r')).toEqual({ kind: 'answer', chosen: ['a'] })
  })
  it('begins where it was answered before', () => {
    expect(pressed(promptFor({ chosen: ['c'] }), '\r')).toEqual({ kind: 'answer', chosen: ['c'] })
    expect(pressed(promptFor({ chosen: ['gone'] }), '\r')).toEqual({ kind: 'answer', chosen: ['a'] })
  })
  it('a digit goes to that line, and nowhere where there is none', () => {
    expect(pressed(promptFor(), '3', '\r')).toEqual({ kind: 'answer', chosen: ['c'] })
    expect(pressed(promptFor(), '3', '0', '9', '\r')).toEqual({ kind: 'answer', chosen: ['c'] })
  })
  it('Esc goes back and ? says why, where the prompt has them', () => {
    expect(pressed(promptFor(), '?')).toEqual({ kind: 'why' })
    expect(pressed(promptFor(), '\u001b\u001b')).toEqual({ kind: 'back' })
    expect(pressed(promptFor({ actions: [] }), '?')).toMatchObject({ note: '' })
  })
  it('P-13 back where there is nothing before says so and stays', () => {
    expect(pressed(promptFor({ actions: ['why'] }), '\u001b\u001b')).toMatchObject({
      cursor: 0,
      note: expect.stringContaining('go back to'),
    })
  })
  it('Ctrl-C and Ctrl-D cancel', () => {
    expect(pressed(promptFor(), '\u0003')).toEqual({ kind: 'cancelled' })
    expect(pressed(ticks, ' ', '\u0004')).toEqual({ kind: 'cancelled' })
  })
  it('letters, spaces, Ctrl-Z and a paste are no answer; the note goes with the next key', () => {
    expect(pressed(promptFor(), 'x', ' ', '\u001a')).toEqual(firstState(promptFor()))
    expect(pressed(promptFor(), 'facts\n')).toMatchObject({ note: expect.stringContaining('Pasted text') })
    expect(pressed(promptFor(), 'facts\n', DOWN)).toMatchObject({ cursor: 1, note: '' })
  })
})

describe('a list to tick', () => {
  it('takes what is ticked, in the order of the list', () => {
    expect(pressed(ticks, DOWN, ' ', UP, ' ', '\r')).toEqual({ kind: 'answer', chosen: ['a', 'b'] })
    expect(pressed(ticks, ' ', ' ', DOWN, ' ', '\r')).toEqual({ kind: 'answer', chosen: ['b'] })
  })
  it('begins with what was ticked before', () => {
    expect(pressed(promptFor({ kind: 'many', chosen: ['b', 'c'] }), '\r')).toEqual({ kind: 'answer', chosen: ['b', 'c'] })
  })
  it('nothing ticked is no answer, and Enter says so', () => {
    expect(pressed(ticks, '\r')).toMatchObject({ note: expect.stringContaining('Nothing is ticked') })
  })
  it('what stands alone unticks the rest, and the other way round', () => {
    expect(pressed(ticks, ' ', '4', ' ', '\r')).toEqual({ kind: 'answer', chosen: ['unsure'] })
    expect(pressed(ticks, '4', ' ', '2', ' ', '\r')).toEqual({ kind: 'answer', chosen: ['b'] })
  })
  it('space and Enter on an action do it', () => {
    expect(pressed(ticks, ' ', '5', ' ')).toEqual({ kind: 'back' })
    expect(pressed(ticks, ' ', '6', '\r')).toEqual({ kind: 'why' })
  })
})

describe('a number', () => {
  it('is taken with the line it falls into; separators between digits are let be', () => {
    expect(pressed(pairs, '1', '5', '\r')).toEqual({ kind: 'answer', chosen: ['b'], number: 15 })
    expect(pressed(pairs, '1,500', '\r')).toEqual({ kind: 'answer', chosen: ['c'], number: 1500 })
    expect(pressed(pairs, '1 500', '_', '0\r')).toEqual({ kind: 'answer', chosen: ['c'], number: 15000 })
    expect(pressed(pairs, '0', '\r')).toEqual({ kind: 'answer', chosen: ['a'], number: 0 })
    expect(pressed(pairs, '007', '\r')).toEqual({ kind: 'answer', chosen: ['b'], number: 7 })
  })
  it('moves the cursor along; Backspace takes a digit away; the arrows mean the line again', () => {
    expect(pressed(pairs, '1500')).toMatchObject({ cursor: 2, digits: '1500' })
    expect(pressed(pairs, '1500', '\u007f')).toMatchObject({ cursor: 1, digits: '150' })
    expect(pressed(pairs, '5', '\u007f', '\u007f')).toMatchObject({ digits: '', note: '' })
    expect(pressed(pairs, '1500', UP, '\r')).toEqual({ kind: 'answer', chosen: ['b'] })
  })
  it('that no line stands for is said and not taken', () => {
    const refused = { digits: '2000000', note: expect.stringContaining('None of these lines stands for 2000000 pairs') }
    expect(pressed(pairs, '2000000')).toMatchObject(refused)
    expect(pressed(pairs, '2000000', '\r')).toMatchObject(refused)
  })
  it('with a point, a sign, a letter or too many digits is shown as it was typed, and never taken as another number', () => {
    const isNone = (typed: string): object => ({ digits: typed, note: expect.stringContaining(`"${typed}" is not a whole number`) })
    for (const typed of ['1.5', '-3', '+3', '5k', '1e6']) {
      expect(pressed(pairs, ...typed)).toMatchObject(isNone(typed))
      expect(pressed(pairs, ...typed, '\r')).toMatchObject(isNone(typed))
    }
    expect(pressed(pairs, '5', 'k', '\u007f', '\r')).toEqual({ kind: 'answer', chosen: ['b'], number: 5 })
    const long = `1${'0'.repeat(15)}`
    expect(pressed(pairs, ...long, '\r')).toMatchObject({ digits: long, note: expect.stringContaining('more than 15 digits') })
    expect(pressed(pairs, ...'9'.repeat(50))).toMatchObject({ digits: '9'.repeat(24) })
  })
  it('T-13 shows what was typed as harmless text', () => {
    expect(pressed(pairs, '1', '\u202e')).toMatchObject({ note: expect.not.stringContaining('\u202e') })
  })
  it('that is none yet says so again after the reasons were read', () => {
    const left = pressed(pairs, '1', '.') as State
    expect(stateAgain(pairs, left)).toMatchObject({ digits: '1.', note: expect.stringContaining('not a whole number') })
  })
  it('that was typed before is there again', () => {
    const again = promptFor({ chosen: ['b'], quantity: { unit: 'pairs', typed: 40, choiceFor: () => 'b' } })
    expect(pressed(again, '\r')).toEqual({ kind: 'answer', chosen: ['b'], number: 40 })
  })
  it('is not asked for in a list to tick', () => {
    expect(pressed({ ...pairs, kind: 'many' }, '2')).toMatchObject({ cursor: 1, digits: '' })
  })
})
