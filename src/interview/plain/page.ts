import { grouped } from '../../report/document/words.js'
import { term, visible } from '../../report/encode.js'
import { toAscii } from '../../report/text/ascii.js'
import { columns, wrapped } from '../../report/text/width.js'
import type { Choice, Prompt, Reply } from '../prompter.js'
import { chosenBefore, numberBefore, wordFor } from './typed.js'

const USUAL_WIDTH = 80
const NARROWEST = 20
const WIDEST = 300
const LONGEST_QUOTE = 40

/** What stands before the cursor. */
export const CURSOR = '> '

/** How text is laid out: `width` in columns, no more than ASCII unless `unicode`. */
export interface Page {
  readonly width: number
  readonly unicode: boolean
}

/** Returns the page for a terminal of so many columns. Its last column stays free: a line that fills it is followed by an empty one in some. */
export function pageFor(room: number | undefined, unicode: boolean): Page {
  const all = room === undefined || room < 1 ? USUAL_WIDTH : room
  return { width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(all))) - 1, unicode }
}

/** Returns the text without any character that a terminal acts on, lines that do not fit broken between words, their indents kept. */
export function laidOut(text: string, page: Page): string {
  return safe(text, page)
    .split('\n')
    .map((line) => (columns(line) <= page.width + 1 ? line : hung(line.trimStart(), page, /^ */.exec(line)?.[0] ?? '')))
    .join('\n')
}

/** Returns the text as `laidOut` does, and without colours: for texts of our own, which may be painted. */
export function unpainted(text: string, page: Page): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  return laidOut(text.replace(/\u001b\[[0-9;]*m/g, ''), page)
}

/** Returns a whole question, to the lines that say what can be typed. */
export function questionText(prompt: Prompt, page: Page): string {
  const head = [prompt.progress, prompt.message, prompt.help].filter((text) => text !== '').map((text) => laidOut(text, page))
  return wholeLines([...head, '', ...choiceLines(prompt.choices, page), '', allowedText(prompt, page)])
}

/** Returns the lines that say what can be typed; `again` when the choices stand further up. */
export function allowedText(prompt: Prompt, page: Page, again = false): string {
  const { choices, kind, actions, quantity } = prompt
  const most = choices.length
  const numbers = kind === 'many' ? `numbers from 1 to ${most}, separated by commas` : `a number from 1 to ${most}`
  const words = actions.map((action) => `${wordFor(action, prompt)} ${action}`)
  if (again) words.push(`${wordFor('list', prompt)} to see the choices again`)
  const sentences = [`Type ${most === 1 ? '1' : numbers}${words.length === 0 ? '' : `, or: ${words.join(', ')}`}.`]
  if (quantity !== undefined) sentences.push(`For an exact number of ${quantity.unit}, type = before it: =1500.`)
  const before = chosenBefore(prompt)
  if (before.length > 0) sentences.push(`Enter keeps: ${chosenText(before, numberBefore(prompt), prompt)}`)
  return sentences.map((sentence) => laidOut(sentence, page)).join('\n')
}

/** Returns one line that repeats what was chosen; empty for any other reply. */
export function confirmation(reply: Reply, prompt: Prompt, page: Page): string {
  if (reply.kind !== 'answer') return ''
  const chosen = prompt.choices.filter(({ value }) => reply.chosen.includes(value))
  return wholeLines([laidOut(`Chosen: ${chosenText(chosen, reply.number, prompt)}`, page)])
}

/** Returns what was typed as it may be shown: cut where it is long, each hidden character spelt out. */
export function quoted(text: string, { unicode }: Page): string {
  const chars = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2))
  const cut = visible(chars.slice(0, LONGEST_QUOTE).join('')) + (chars.length > LONGEST_QUOTE ? '...' : '')
  return unicode ? cut : cut.replace(/[^ -~]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
}

/** Returns the texts as whole lines. */
export function wholeLines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}

function chosenText(chosen: readonly Choice[], number: number | undefined, { quantity }: Prompt): string {
  const labels = chosen.map(({ label }) => label).join('; ')
  return number === undefined || quantity === undefined ? labels : `${labels} (${grouped(number)} ${quantity.unit})`
}

function choiceLines(choices: readonly Choice[], page: Page): readonly string[] {
  const digits = String(choices.length).length
  const indent = ' '.repeat(digits + '. '.length)
  return choices.flatMap(({ label, help }, at) => {
    const mark = `${String(at + 1).padStart(digits)}. `
    const labelled = mark + hung(safe(label, page), page, indent).trimStart()
    return help === undefined || help === '' ? [labelled] : [labelled, hung(safe(help, page), page, indent)]
  })
}

/** One line of text as several, each of them indented. */
function hung(text: string, { width }: Page, indent: string): string {
  return wrapped(text, width - indent.length)
    .map((line) => indent + line)
    .join('\n')
}

function safe(text: string, { unicode }: Page): string {
  return unicode ? term(text) : toAscii(term(text))
}
