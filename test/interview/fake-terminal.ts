import { PassThrough } from 'node:stream'
import { expect, vi } from 'vitest'
import { inquirerPrompter } from '../../src/interview/inquirer.js'
import type { Prompt, Prompter } from '../../src/interview/prompter.js'
import { styleFor } from '../../src/style.js'
import { type Screen, shown, sizeMark } from '../e2e/screen-model.js'
import { promptFor } from './screen-prompts.js'

export const ESC = '\u001b'
export const DOWN = `${ESC}[B`

export interface Fake {
  readonly prompter: Prompter
  readonly type: (keys: string) => Promise<void>
  readonly screen: () => Screen
  readonly resize: (columns: number, rows: number) => Promise<void>
  readonly raw: boolean[]
  readonly input: PassThrough
  readonly abort: () => void
}

/** Waits. */
export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A terminal without a process: keys go in, and what it would show can be read. */
export function fakeTerminal(columns = 60, rows = 24): Fake {
  const raw: boolean[] = []
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => raw.push(on) })
  const output = Object.assign(new PassThrough(), { isTTY: true, _isStdio: true, columns, rows })
  const controller = new AbortController()
  let sent = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    sent += text
  })
  return {
    prompter: inquirerPrompter({
      input,
      output,
      rows: () => output.rows,
      columns: () => output.columns,
      style: styleFor(false),
      unicode: true,
      signal: controller.signal,
    }),
    type: async (keys) => {
      input.write(keys)
      await pause(15)
    },
    screen: () => shown(sent, columns, rows),
    resize: async (newColumns, newRows) => {
      sent += sizeMark(newColumns, newRows)
      Object.assign(output, { columns: newColumns, rows: newRows })
      output.emit('resize')
      await pause(15)
    },
    raw,
    input,
    abort: () => controller.abort(),
  }
}

/** Asks, and waits until the prompt is drawn. */
export async function asking(terminal: Fake, prompt: Prompt = promptFor()): Promise<{ readonly reply: ReturnType<Prompter['ask']> }> {
  const reply = terminal.prompter.ask(prompt)
  await vi.waitFor(() => expect(terminal.screen().isCursorShown).toBe(false), { interval: 5, timeout: 5000 })
  return { reply }
}
