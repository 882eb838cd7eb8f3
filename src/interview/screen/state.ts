import { visible } from '../../report/encode.js'
import type { Action, Choice, Prompt, Reply } from '../prompter.js'
import type { Key } from './keys.js'

/** What a prompt shows at one moment. */
export interface State {
  /** The line under the cursor: choices first, then actions. */
  readonly cursor: number
  readonly ticked: ReadonlySet<string>
  /** The number typed so far, as it was typed but for what groups its digits; empty for none. It may not be one yet. */
  readonly digits: string
  /** What was wrong with the last key; empty for nothing. */
  readonly note: string
}

/** What a key led to. */
export type Step = { readonly state: State } | { readonly reply: Reply }

/** One line that the cursor can stand on. */
export type Line = { readonly choice: Choice } | { readonly action: Action }

/** Digits that every whole number up to 15 of them can hold exactly. */
const MOST_DIGITS = 15
/** Characters of a number that are kept at all: what follows can mend nothing. */
const MOST_TYPED = 24
const PAGE = 5

/** Returns the lines of a prompt, from top to bottom. */
export function linesOf(prompt: Prompt): readonly Line[] {
  return [...prompt.choices.map((choice) => ({ choice })), ...prompt.actions.map((action) => ({ action }))]
}

/** Returns a prompt as it appears. */
export function firstState(prompt: Prompt): State {
  const at = prompt.choices.findIndex((choice) => prompt.chosen.includes(choice.value))
  const typed = takesDigits(prompt) ? prompt.quantity?.typed : undefined
  return {
    cursor: Math.max(0, at),
    ticked: new Set(prompt.kind === 'many' ? prompt.chosen : []),
    digits: typed === undefined ? '' : String(typed),
    note: '',
  }
}

/** Returns a prompt as it was left to ask why, the cursor on a choice again. */
export function stateAgain(prompt: Prompt, left: State): State {
  const cursor = left.cursor < prompt.choices.length ? left.cursor : firstState(prompt).cursor
  return { ...left, cursor, note: noteOn(prompt, left.digits) }
}

/** Whether digits typed here are a number, and not the place of a line. */
export function takesDigits(prompt: Prompt): boolean {
  return prompt.kind === 'one' && prompt.quantity !== undefined
}

/** Returns what follows from one key. */
export function afterKey(prompt: Prompt, state: State, key: Key): Step {
  switch (key.name) {
    case 'up':
      return moved(prompt, state, state.cursor - 1)
    case 'down':
      return moved(prompt, state, state.cursor + 1)
    case 'page-up':
      return moved(prompt, state, state.cursor - PAGE)
    case 'page-down':
      return moved(prompt, state, state.cursor + PAGE)
    case 'first':
      return moved(prompt, state, 0)
    case 'last':
      return moved(prompt, state, linesOf(prompt).length - 1)
    case 'take':
      return taken(prompt, state)
    case 'space':
      return spaced(prompt, state)
    case 'erase':
      return state.digits === '' ? same(state) : numbered(prompt, state, state.digits.slice(0, -1))
    case 'back':
      return prompt.actions.includes('back') ? { reply: { kind: 'back' } } : noted(state, 'There is nothing before this to go back to.')
    case 'cancel':
      return { reply: { kind: 'cancelled' } }
    case 'pasted':
      return noted(state, 'Pasted text is not an answer here: nothing was taken.')
    case 'text':
      return typed(prompt, state, key.text)
    case 'suspend':
      return same(state)
  }
}

function same(state: State): Step {
  return { state: { ...state, note: '' } }
}

function noted(state: State, note: string): Step {
  return { state: { ...state, note } }
}

/** Whoever moves on by the arrows means the line, no longer the number. */
function moved(prompt: Prompt, state: State, to: number): Step {
  const cursor = Math.max(0, Math.min(linesOf(prompt).length - 1, to))
  return { state: { ...state, cursor, digits: '', note: '' } }
}

function spaced(prompt: Prompt, state: State): Step {
  const line = linesOf(prompt)[state.cursor]
  if (prompt.kind === 'one' || line === undefined) return same(state)
  if ('action' in line) return { reply: { kind: line.action } }
  return { state: { ...state, ticked: ticked(prompt, state.ticked, line.choice.value), note: '' } }
}

function ticked(prompt: Prompt, before: ReadonlySet<string>, value: string): ReadonlySet<string> {
  if (before.has(value)) return new Set([...before].filter((one) => one !== value))
  if (prompt.alone.includes(value)) return new Set([value])
  return new Set([...before, value].filter((one) => !prompt.alone.includes(one)))
}

function taken(prompt: Prompt, state: State): Step {
  const line = linesOf(prompt)[state.cursor]
  if (state.digits !== '') return takenNumber(prompt, state)
  if (line === undefined) return same(state)
  if ('action' in line) return { reply: { kind: line.action } }
  if (prompt.kind === 'one') return { reply: { kind: 'answer', chosen: [line.choice.value] } }
  const chosen = prompt.choices.map((choice) => choice.value).filter((value) => state.ticked.has(value))
  if (chosen.length === 0) return noted(state, 'Nothing is ticked yet: the space bar ticks the line under the cursor.')
  return { reply: { kind: 'answer', chosen } }
}

function takenNumber(prompt: Prompt, state: State): Step {
  const choice = choiceFor(prompt, state.digits)
  if (choice === undefined) return noted(state, noteOn(prompt, state.digits))
  return { reply: { kind: 'answer', chosen: [choice.value], number: Number(state.digits) } }
}

function typed(prompt: Prompt, state: State, text: string): Step {
  if (text === '?') return prompt.actions.includes('why') ? { reply: { kind: 'why' } } : same(state)
  if (/^[0-9]$/.test(text))
    return takesDigits(prompt) ? numbered(prompt, state, state.digits + text) : moved(prompt, state, lineAt(prompt, state, text))
  // Dropping what makes it another number would take a tenth, a thousandth or the opposite of what was meant.
  const isPart = takesDigits(prompt) && !/^[,_']$/.test(text) && (state.digits !== '' || /^[.+-]$/.test(text))
  return isPart ? numbered(prompt, state, state.digits + text) : same(state)
}

/** The line that a digit names, counted from 1; the one under the cursor when there is no such line. */
function lineAt(prompt: Prompt, state: State, digit: string): number {
  const at = Number(digit) - 1
  return at >= 0 && at < linesOf(prompt).length ? at : state.cursor
}

function numbered(prompt: Prompt, state: State, digits: string): Step {
  const trimmed = digits.replace(/^0+(?=[0-9])/, '').slice(0, MOST_TYPED)
  const choice = choiceFor(prompt, trimmed)
  const cursor = choice === undefined ? state.cursor : prompt.choices.indexOf(choice)
  return { state: { ...state, digits: trimmed, cursor, note: noteOn(prompt, trimmed) } }
}

/** What is wrong with a number that was typed; empty for nothing. */
function noteOn(prompt: Prompt, typed: string): string {
  if (typed === '' || choiceFor(prompt, typed) !== undefined) return ''
  if (!/^[0-9]+$/.test(typed)) return `"${visible(typed)}" is not a whole number, such as 1500: backspace takes it back.`
  if (typed.length > MOST_DIGITS) return `"${typed}" has more than ${MOST_DIGITS} digits: backspace takes them back.`
  return `None of these lines stands for ${typed} ${prompt.quantity?.unit ?? ''}: type another number, or choose a line.`
}

/** Returns the choice that a typed number falls into; undefined when there is none, or it is no number. */
export function choiceFor(prompt: Prompt, digits: string): Choice | undefined {
  if (!/^[0-9]+$/.test(digits) || digits.length > MOST_DIGITS) return undefined
  const value = prompt.quantity?.choiceFor(Number(digits))
  return prompt.choices.find((choice) => choice.value === value)
}
