import { toAscii } from '../../report/text/ascii.js'
import { columns, wrapped } from '../../report/text/width.js'
import type { Style } from '../../style.js'
import type { Action, Prompt, Reply } from '../prompter.js'
import { type Part, type Place, shared } from './room.js'
import { choiceFor, type Line, linesOf, type State, takesDigits } from './state.js'

/** On what a prompt is drawn. */
export interface Looks {
  readonly rows: number | undefined
  readonly columns: number | undefined
  readonly style: Style
  readonly unicode: boolean
}

/** What stands before the text of a question, of a line, and of what explains them. */
const MARK = 2
const USUAL_COLUMNS = 80
const USUAL_ROWS = 24
/** Narrower than this, nothing is indented. */
const NARROW = 12

const ACTION_LABELS: Readonly<Record<Action, string>> = { back: 'Back to the question before', why: 'Why do you ask?' }

/** Returns the columns for text. The last one stays free: a line that fills it is followed by an empty one in some terminals. */
export function widthOf(looks: Pick<Looks, 'columns'>): number {
  const all = looks.columns ?? 0
  return Math.max(1, (all < 1 ? USUAL_COLUMNS : all) - 1)
}

/** Returns the lines that a screen has, the last one left free. */
export function heightOf(looks: Pick<Looks, 'rows'>): number {
  const all = looks.rows ?? 0
  return Math.max(1, (all < 1 ? USUAL_ROWS : all) - 1)
}

/** Returns a prompt in lines, none wider than the screen and no more of them than it has. */
export function drawn(prompt: Prompt, state: State, looks: Looks): readonly string[] {
  const { style } = looks
  const room = heightOf(looks)
  const head = [...flat(prompt.progress, looks).map(style.dim), ...marked(prompt.message, style.accent('?'), style.strong, looks)]
  const list = listed(prompt, state, looks)
  const about = aboutOf(prompt, state, looks)
  const help = hung(prompt.help, looks).map(style.dim)
  const parts: readonly Part[] = [
    { lines: head, from: 'top', least: 1, rank: 6 },
    { lines: help, from: 'top', least: 0, rank: 1 },
    { lines: list.lines, from: list.at, least: list.at.until - list.at.from, rank: 4 },
    { lines: about.map(style.dim), from: 'top', least: 0, rank: 2 },
    { lines: answered(prompt, state, looks), from: 'top', least: 0, rank: 5 },
    { lines: keysOf(prompt, looks).map(style.dim), from: 'top', least: 0, rank: 3 },
  ]
  const [top, asked, shown = [], explained = [], ...below] = shared(parts, room, mark('\u2026', '...', looks))
  const scrolls = scrollNote(list.lines, shown)
  const after = scrolls === '' || explained.length === 0 ? explained : [style.dim(scrolls), ...explained.slice(1)]
  const lines = [top, asked, shown, after, ...below].flatMap((part) => part ?? [])
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}

/** Where a list goes on; empty when all of it is shown. */
function scrollNote(all: readonly string[], shown: readonly string[]): string {
  const above = all[0] !== shown[0]
  const below = all.at(-1) !== shown.at(-1)
  if (above && below) return '  (more both ways)'
  return above ? '  (more above)' : below ? '  (more below)' : ''
}

/** Returns what is left of a prompt once it is answered; nothing when it will be asked again as it is. */
export function afterwards(prompt: Prompt, reply: Reply, looks: Looks): readonly string[] {
  const { style } = looks
  const name = prompt.progress.split(',', 1)[0] ?? ''
  const named = (text: string): string => (name === '' ? text : `${name}: ${text}`)
  if (reply.kind === 'back') return marked(named('back to the one before'), style.dim(mark('\u2190', '<', looks)), style.dim, looks)
  if (reply.kind !== 'answer') return []
  const tick = style.good(mark('\u2714', '+', looks))
  const message = plain(named(prompt.message), looks)
  const question = /[.:?!]$/.test(message) ? message : `${message}:`
  const answer = plain(answerOf(prompt, reply), looks)
  if (MARK + columns(`${question} ${answer}`) <= widthOf(looks)) return [`${tick} ${style.strong(question)} ${style.accent(answer)}`]
  return [...marked(question, tick, style.strong, looks), ...hung(answer, looks).map(style.accent)]
}

function answerOf(prompt: Prompt, reply: Reply & { readonly kind: 'answer' }): string {
  const labels = prompt.choices.filter(({ value }) => reply.chosen.includes(value)).map(({ label }) => label)
  if (reply.number === undefined) return labels.join(', ')
  return `${reply.number} ${prompt.quantity?.unit ?? ''} (${labels.join(', ')})`
}

/** Returns whole lines of text as wide as the screen. What is indented or begins with a bullet goes on below its own text. */
export function flowed(text: string, looks: Pick<Looks, 'columns' | 'unicode'>): string {
  return text
    .split('\n')
    .map((line) => flowedLine(plain(line, looks), widthOf(looks)))
    .join('\n')
}

function flowedLine(line: string, width: number): string {
  const start = /^ *(?:[*\u2022-] )?/.exec(line)?.[0] ?? ''
  const indent = start.length * 2 < width ? start.length : 0
  const [first = '', ...rest] = wrapped(line.slice(indent), width - indent)
  return [line.slice(0, indent) + first, ...rest.map((one) => ' '.repeat(indent) + one)].join('\n').trimEnd()
}

function plain(text: string, { unicode }: Pick<Looks, 'unicode'>): string {
  return unicode ? text : toAscii(text)
}

function mark(sign: string, ascii: string, { unicode }: Pick<Looks, 'unicode'>): string {
  return unicode ? sign : ascii
}

function flat(text: string, looks: Looks): readonly string[] {
  return wrapped(plain(text, looks), widthOf(looks))
}

/** Lines that stand below the text of the question. */
function hung(text: string, looks: Looks): readonly string[] {
  const indent = indentOf(MARK, looks)
  return wrapped(plain(text, looks), widthOf(looks) - indent).map((line) => ' '.repeat(indent) + line)
}

function marked(text: string, sign: string, styled: (text: string) => string, looks: Looks): readonly string[] {
  const indent = indentOf(MARK, looks)
  return wrapped(plain(text, looks), widthOf(looks) - MARK).map((line, at) => (at === 0 ? `${sign} ` : ' '.repeat(indent)) + styled(line))
}

function indentOf(wanted: number, looks: Looks): number {
  return widthOf(looks) < NARROW ? 0 : wanted
}

/** All lines of the list, and where the entry under the cursor stands. */
function listed(prompt: Prompt, state: State, looks: Looks): { lines: readonly string[]; at: Place } {
  const entries = linesOf(prompt).map((line, index) => entryOf(prompt, state, line, index === state.cursor, looks))
  const starts: number[] = []
  let end = 0
  for (const entry of entries) {
    starts.push(end)
    end += entry.length
  }
  const from = starts[state.cursor] ?? 0
  return { lines: entries.flat(), at: { from, until: starts[state.cursor + 1] ?? end, starts } }
}

function entryOf(prompt: Prompt, state: State, line: Line, isUnderCursor: boolean, looks: Looks): readonly string[] {
  const { style } = looks
  const cursor = isUnderCursor ? mark('\u276f', '>', looks) : ' '
  const box = 'choice' in line && prompt.kind === 'many' ? `${boxOf(state.ticked.has(line.choice.value), looks)} ` : ''
  const before = `${cursor} ${box}`
  const label = 'choice' in line ? line.choice.label : ACTION_LABELS[line.action]
  const styled = isUnderCursor ? style.accent : 'action' in line ? style.dim : (text: string): string => text
  const indent = indentOf(columns(before), looks)
  return wrapped(plain(label, looks), widthOf(looks) - columns(before)).map((text, row) =>
    styled((row === 0 ? before : ' '.repeat(indent)) + text),
  )
}

function boxOf(isTicked: boolean, looks: Looks): string {
  return isTicked ? mark('\u25c9', '[x]', looks) : mark('\u25ef', '[ ]', looks)
}

/** What explains the line under the cursor, after an empty line. */
function aboutOf(prompt: Prompt, state: State, looks: Looks): readonly string[] {
  const line = linesOf(prompt)[state.cursor]
  const help = line !== undefined && 'choice' in line ? line.choice.help : undefined
  return help === undefined || help === '' ? [''] : ['', ...hung(help, looks)]
}

/** The number typed so far and what it means, or what was wrong. */
function answered(prompt: Prompt, state: State, looks: Looks): readonly string[] {
  const { style } = looks
  const choice = choiceFor(prompt, state.digits)
  const sign = mark('\u203a', '>', looks)
  const number =
    state.digits === '' || choice === undefined
      ? []
      : marked(`${state.digits} ${prompt.quantity?.unit ?? ''}: ${choice.label}`, style.accent(sign), style.accent, looks)
  return [...number, ...(state.note === '' ? [] : marked(state.note, style.bad('!'), style.bad, looks))]
}

function keysOf(prompt: Prompt, looks: Looks): readonly string[] {
  const keys = [
    `${mark('\u2191\u2193', 'arrows', looks)} move`,
    ...(prompt.kind === 'many' ? ['space ticks'] : []),
    ...(takesDigits(prompt) ? [`digits: a number of ${prompt.quantity?.unit ?? ''}`] : []),
    `enter takes ${prompt.kind === 'many' ? 'what is ticked' : 'it'}`,
    ...(prompt.actions.includes('back') ? ['esc back'] : []),
    ...(prompt.actions.includes('why') ? ['? why'] : []),
  ]
  return wrapped(plain(keys.join(', '), looks), widthOf(looks))
}
