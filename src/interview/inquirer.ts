import inquirer from 'inquirer'
import type { Style } from '../style.js'
import type { Prompt, Prompter, Reply } from './prompter.js'

/** Where and how to ask. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Lines of the screen; undefined when it does not say. */
  readonly rows: number | undefined
  readonly style: Style
  /** False: draw with ASCII only. */
  readonly unicode: boolean
  /** Ends the question that is being asked. */
  readonly signal: AbortSignal
}

/** Lines that a question needs beside its choices. */
const LINES_AROUND = 8
const FEWEST_CHOICES = 4

/** The names of what inquirer throws when a person or a signal ends a question. */
const ENDINGS = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError'])

/** Returns a prompter that asks with inquirer. Rejects only for what is a fault of the program. */
export function inquirerPrompter(where: Surroundings): Prompter {
  const { input, output, signal } = where
  const ask = inquirer.createPromptModule({ input, output, signal })
  return {
    say: (text) => {
      output.write(text)
    },
    chooseOne: async (prompt) =>
      replyOf(async () => {
        const { answer } = await ask<{ answer: string }>({ type: 'select', name: 'answer', ...looks(prompt, where) })
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
          ...looks(prompt, where),
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

function looks(prompt: Prompt, { rows, style, unicode }: Surroundings) {
  const choices = prompt.choices.map(({ value, label, help }) => ({ value, name: label, short: label, ...(help && { description: help }) }))
  const room = rows === undefined ? choices.length : Math.max(FEWEST_CHOICES, rows - LINES_AROUND)
  const mark = (tick: string, ascii: string): string => (unicode ? tick : ascii)
  const same = (text: string): string => text
  return {
    message: prompt.message,
    choices,
    loop: false,
    pageSize: Math.min(choices.length, room),
    // Every style is given, because inquirer's own follow standard output, and the questions are on standard error.
    theme: {
      prefix: { idle: style.accent('?'), done: style.good(mark('✔', '+')) },
      icon: {
        cursor: mark('❯', '>'),
        checked: style.good(mark('◉', '[x]')),
        unchecked: mark('◯', '[ ]'),
      },
      style: {
        message: (text: string, status: string) => style.strong(text) + (status === 'done' ? '' : `\n  ${style.dim(prompt.help)}`),
        answer: style.accent,
        highlight: style.accent,
        description: style.dim,
        error: (text: string) => style.bad(`> ${text}`),
        disabled: style.dim,
        help: style.dim,
        key: same,
        keysHelpTip: (keys: [key: string, action: string][]) =>
          style.dim(keys.map(([key, action]) => `${unicode ? key : asciiKey(key)} ${action}`).join(', ')),
      },
    },
  }
}

function asciiKey(key: string): string {
  return key === '↑↓' ? 'arrows' : key === '⏎' ? 'enter' : key
}
