import { createPrompt, useEffect, useKeypress, useState } from '@inquirer/core'
import inquirer from 'inquirer'
import type { Style } from '../style.js'
import type { Prompt, Prompter, Reply } from './prompter.js'
import { afterwards, drawn, flowed, heightOf, type Looks } from './screen/draw.js'
import { keyboardOf, keyOf } from './screen/keyboard.js'
import { ON, pagePrompt, pagesOf } from './screen/pages.js'
import { afterKey, firstState, type State, stateAgain } from './screen/state.js'

/** Where and how to ask. */
export interface Surroundings {
  readonly input: NodeJS.ReadableStream
  /** Emits `resize`, if it is a terminal, when the size of the screen has changed. */
  readonly output: NodeJS.WritableStream
  /** Lines of the screen; undefined when it does not say. */
  readonly rows: () => number | undefined
  /** Its columns; undefined when it does not say. */
  readonly columns: () => number | undefined
  readonly style: Style
  /** False: draw with ASCII only. */
  readonly unicode: boolean
  /** Ends the question that is being asked. */
  readonly signal: AbortSignal
}

const SHOW_CURSOR = '\u001b[?25h'
const HIDE_CURSOR = '\u001b[?25l'
const CLEAR_SCREEN = '\u001b[2J\u001b[H'

/** Texts above a prompt that are kept to be drawn again when the size of the screen changes. */
const KEPT_TEXTS = 100

/** The names of what inquirer throws when a person or a signal ends a question. */
const ENDINGS = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError'])

/**
 * Returns a prompter that draws on a terminal. What is said after somebody asked why is shown together with the next question, page by page
 * where both do not fit. Rejects only for what is a fault of the program, the terminal restored.
 */
export function inquirerPrompter(where: Surroundings): Prompter {
  const { output, signal, style, unicode } = where
  const keyboard = keyboardOf(where.input)
  const looks = (): Looks => ({ rows: where.rows(), columns: where.columns(), style, unicode })
  const above: (() => string)[] = []
  let height = 0
  /** What is said to whoever asked why, until the next question. */
  let unread: string[] | undefined
  /** The question that was left to ask why, and how it stood. */
  let left: { readonly message: string; readonly state: State } | undefined

  const print = (text: () => string): void => {
    above.push(text)
    if (above.length > KEPT_TEXTS) above.shift()
    output.write(text())
  }
  const draw = (...shown: Parameters<typeof drawn>): string => {
    const lines = drawn(...shown)
    height = lines.length
    return lines.join('\n') + HIDE_CURSOR
  }
  const resized = (): void => {
    output.write(CLEAR_SCREEN + lastLines(above.map((text) => text()).join(''), heightOf(looks()) - height) + '\n'.repeat(height - 1))
    keyboard.redraw()
  }

  const view = createPrompt<Reply, { readonly given: Prompt }>(({ given }, done) => {
    const [state, setState] = useState(() => (left?.message === given.message ? stateAgain(given, left.state) : firstState(given)))
    useKeypress((event) => {
      const key = keyOf(event)
      if (key === undefined) return setState({ ...state })
      const step = afterKey(given, state, key)
      if ('state' in step) return setState(step.state)
      if (given.message !== '') left = step.reply.kind === 'why' ? { message: given.message, state } : undefined
      keyboard.close(isLast(given, step.reply))
      done(step.reply)
    })
    // Not earlier: a key that came before the handler above stands would be lost, and Ctrl-C with it.
    useEffect(() => {
      keyboard.listen()
      if (keyboard.isCancelled()) done({ kind: 'cancelled' })
      else if (given.actions.includes('back') && keyboard.takeBack()) done({ kind: 'back' })
    }, [])
    return draw(given, state, looks())
  })
  const module = inquirer.createPromptModule({ input: keyboard.source, output, signal, clearPromptOnDone: true })
  module.registerPrompt('drawn', view as never)

  const asked = async (prompt: Prompt): Promise<Reply> => {
    await keyboard.open()
    if (signal.aborted || keyboard.isCancelled()) return { kind: 'cancelled' }
    if (prompt.actions.includes('back') && keyboard.takeBack()) return { kind: 'back' }
    keyboard.forgetBacks()
    height = 1
    output.on('resize', resized)
    try {
      const { reply } = await module<{ reply: Reply }>({ type: 'drawn', name: 'reply', given: prompt } as never)
      return reply
    } catch (error) {
      if (error instanceof Error && ENDINGS.has(error.name)) return { kind: 'cancelled' }
      throw error
    } finally {
      output.removeListener('resize', resized)
    }
  }

  /** Shows what was said to whoever asked why, page by page where the question would push it off the screen; false when cancelled. */
  const readTo = async (prompt: Prompt): Promise<boolean> => {
    const lines = flowed(unread?.join('') ?? '', looks()).split('\n')
    unread = undefined
    const pages = pagesOf(lines, heightOf(looks()), drawn(prompt, firstState(prompt), looks()).length)
    for (const [at, page] of pages.entries()) {
      print(() => flowed(`${page.join('\n')}${at < pages.length - 1 ? '\n' : ''}`, looks()))
      if (pages.length === 1) return true
      const reply = await asked(pagePrompt(at === pages.length - 1))
      if (reply.kind !== 'answer' || !reply.chosen.includes(ON)) return reply.kind === 'answer'
    }
    return true
  }

  return {
    say: (text) => {
      if (unread === undefined) print(() => flowed(text, looks()))
      else unread.push(text)
    },
    ask: async (prompt) => {
      let reply: Reply = { kind: 'cancelled' }
      try {
        if (unread === undefined || (await readTo(prompt))) reply = await asked(prompt)
      } finally {
        keyboard.close(isLast(prompt, reply))
        output.write(SHOW_CURSOR)
      }
      if (reply.kind === 'why') unread = []
      const remains = (): string =>
        afterwards(prompt, reply, looks())
          .map((line) => `${line}\n`)
          .join('')
      if (remains() !== '') print(remains)
      return reply
    },
  }
}

/** Whether a reply may be the last one, as it is at a review: the work that follows must be open to Ctrl-C. */
function isLast(prompt: Prompt, reply: Reply): boolean {
  return reply.kind === 'cancelled' || (reply.kind === 'answer' && prompt.progress === '')
}

/** The end of a text that fits into so many lines. */
function lastLines(text: string, count: number): string {
  const lines = text.split('\n')
  return lines.slice(Math.max(0, lines.length - 1 - Math.max(0, count))).join('\n')
}
