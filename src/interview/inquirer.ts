import inquirer from 'inquirer'
import { columns, wrapped } from '../report/text/width.js'
import type { Style } from '../style.js'
import type { Prompt, Prompter, Reply } from './prompter.js'

/** Where and how to ask. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Lines of the screen; undefined when it does not say. */
  readonly rows: number | undefined
  /** Its columns; undefined when it does not say. */
  readonly columns: number | undefined
  readonly style: Style
  /** False: draw with ASCII only. */
  readonly unicode: boolean
  /** Ends the question that is being asked. */
  readonly signal: AbortSignal
}

const USUAL_WIDTH = 80
const FEWEST_CHOICES = 4

/** What stands before the text: of a question, its mark; of a choice, the cursor and in a list to tick the box. */
const MARK = 2
/** Lines beside the question, its choices and what explains them: the blank one, the keys, a fault, and the cursor's own. */
const LINES_AROUND = 4

/** The names of what inquirer throws when a person or a signal ends a question. */
const ENDINGS = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError'])

/** Returns a prompter that asks with inquirer. Rejects only for what is a fault of the program. */
export function inquirerPrompter(where: Surroundings): Prompter {
  const { input, output, signal } = where
  const ask = inquirer.createPromptModule({ input, output, signal })
  return {
    say: (text) => {
      output.write(reflowed(text, where))
    },
    chooseOne: async (prompt) =>
      replyOf(async () => {
        const { answer } = await ask<{ answer: string }>({ type: 'select', name: 'answer', ...looks(prompt, where, MARK) })
        return answer
      }),
    chooseMany: async (prompt, fault) =>
      replyOf(async () => {
        const validate = (ticked: readonly { readonly value: string }[]): true | string => fault(ticked.map((one) => one.value)) ?? true
        const shortcuts = { all: null, invert: null }
        const { answer } = await ask<{ answer: string[] }>({
          type: 'checkbox',
          name: 'answer',
          validate,
          shortcuts,
          ...looks(prompt, where, MARK + boxWidth(where)),
        })
        return answer
      }),
  }
}

async function replyOf<T>(ask: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { cancelled: false, value: await ask() }
  } catch (error) {
    if (error instanceof Error && ENDINGS.has(error.name)) return { cancelled: true }
    throw error
  }
}

function looks(prompt: Prompt, where: Surroundings, beforeChoice: number) {
  const { style, unicode } = where
  const width = widthOf(where)
  const message = hung(prompt.message, width, MARK)
  const help = hung(prompt.help, width, MARK)
  const choices = prompt.choices.map(({ value, label, help: about }) => ({
    value,
    name: hung(label, width, beforeChoice),
    short: label,
    ...(about && { description: hung(about, width, 0) }),
  }))
  const above = linesOf(message) + linesOf(help)
  const below = Math.max(0, ...choices.map(({ description }) => linesOf(description ?? '')))
  const all = choices.reduce((sum, { name }) => sum + linesOf(name), 0)
  const room = where.rows === undefined ? all : Math.max(FEWEST_CHOICES, where.rows - above - below - LINES_AROUND)
  const mark = (tick: string, ascii: string): string => (unicode ? tick : ascii)
  const same = (text: string): string => text
  return {
    message,
    choices,
    loop: false,
    pageSize: Math.min(all, room),
    // Every style is given, because inquirer's own follow standard output, and the questions are on standard error.
    theme: {
      prefix: { idle: style.accent('?'), done: style.good(mark('✔', '+')) },
      icon: {
        cursor: mark('❯', '>'),
        checked: style.good(mark('◉', '[x]')),
        unchecked: mark('◯', '[ ]'),
      },
      style: {
        message: (text: string, status: string) =>
          style.strong(text) + (status === 'done' ? '' : `\n${' '.repeat(MARK)}${style.dim(help)}`),
        answer: (text: string) => style.accent(fitted(text, prompt.message, width)),
        highlight: style.accent,
        description: style.dim,
        error: (text: string) => style.bad(`> ${hung(text, width, MARK)}`),
        disabled: style.dim,
        help: style.dim,
        key: same,
        keysHelpTip: (keys: [key: string, action: string][]) =>
          style.dim(keys.map(([key, action]) => `${unicode ? key : asciiKey(key)} ${action}`).join(', ')),
      },
    },
  }
}

/** Columns for text. The last one stays free: a line that fills it is followed by an empty one in some terminals. */
function widthOf({ columns: all }: Surroundings): number {
  return (all ?? USUAL_WIDTH) - 1
}

function boxWidth({ unicode }: Surroundings): number {
  return unicode ? 1 : '[ ]'.length
}

/** The text in lines that end between words, for inquirer breaks them anywhere; all but the first are indented like the text above them. */
function hung(text: string, width: number, indent: number): string {
  return wrapped(text, width - indent).join(`\n${' '.repeat(indent)}`)
}

/** An answer that stands after its question, or below it where it does not fit. */
function fitted(answer: string, question: string, width: number): string {
  if (MARK + columns(`${question} ${answer}`) <= width) return answer
  return `\n${' '.repeat(MARK)}${hung(answer, width, MARK)}`
}

/** Whole lines of text, none longer than the terminal is wide. */
function reflowed(text: string, where: Surroundings): string {
  return text
    .split('\n')
    .map((line) => hung(line, widthOf(where), 0))
    .join('\n')
}

function linesOf(text: string): number {
  return text === '' ? 0 : text.split('\n').length
}

function asciiKey(key: string): string {
  return key === '↑↓' ? 'arrows' : key === '⏎' ? 'enter' : key
}
