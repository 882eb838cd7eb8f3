import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { BIN, ENV, ROOT } from './harness.js'
import { type Screen, shown } from './screen-model.js'

// Whole interviews take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** One thing to do in the terminal; `terminal.py` says what each field means. */
export interface TerminalStep {
  readonly wait?: string
  readonly now?: boolean
  readonly pause?: number
  readonly keys?: string
  readonly paste?: string
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGKILL'
  readonly hangup?: true
  readonly stop?: string
  readonly resize?: readonly [columns: number, rows: number]
  readonly answer?: { readonly one: string; readonly many: string; readonly review?: string; readonly questions?: number }
}

export interface TerminalOptions {
  readonly steps?: readonly TerminalStep[]
  readonly stdin?: 'terminal' | 'pipe' | 'null'
  readonly stdout?: 'terminal' | 'pipe' | 'null'
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  readonly columns?: number
  readonly rows?: number
}

export interface TerminalResult {
  /** The exit code, or minus the number of the signal that killed it. */
  readonly code: number | 'timeout'
  /** Everything the terminal got, escape sequences and all, with a mark for each resize. */
  readonly screen: string
  readonly stdout: string
  /** Whether the terminal was left as a shell expects it. */
  readonly cooked: boolean
  /** Seconds of computing. */
  readonly cpu: number
}

export const ESC = '\u001b'
export const UP = `${ESC}[A`
export const DOWN = `${ESC}[B`
export const CTRL_C = '\u0003'
export const CTRL_D = '\u0004'
export const CTRL_Z = '\u001a'

/** Takes the first option of every question, and decides at the review. */
export const FIRST = { one: '\r', many: ' \r', review: '\r' }

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'terminal.py')
const COLUMNS = 100
const ROWS = 40

/** Runs the built command in a pseudo-terminal of 100 columns and 40 rows, unless told another size. */
export function inTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<TerminalResult> {
  return runInTerminal([process.execPath, BIN, ...args], options)
}

/** Runs any command in a pseudo-terminal of that size. */
export function runInTerminal(
  argv: readonly string[],
  { env = {}, cwd = ROOT, columns = COLUMNS, rows = ROWS, ...rest }: TerminalOptions = {},
): Promise<TerminalResult> {
  const script = { argv, env: { ...ENV, ...env }, cwd, columns, rows, ...rest }
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text) as TerminalResult) : reject(new Error(`the terminal harness failed: ${code}`)),
    )
    child.stdin.end(JSON.stringify(script))
  })
}

/** Answers some questions, then does some more. */
export function answering(questions: number, ...more: readonly TerminalStep[]): readonly TerminalStep[] {
  return [{ wait: 'Question 1,', answer: { ...FIRST, questions } }, ...more]
}

/** Answers every question, and then does some more at the review. */
export function atReview(...more: readonly TerminalStep[]): readonly TerminalStep[] {
  return [{ wait: 'Question 1,', answer: { ...FIRST, review: '' } }, ...more]
}

/** What the terminal shows in the end. */
export function finalScreen({ screen }: TerminalResult, columns = COLUMNS, rows = ROWS): Screen {
  return shown(screen, columns, rows)
}

/** Whether the cursor was left visible: hidden never, or shown again after it was hidden last. */
export function cursorIsShown(screen: string): boolean {
  return screen.lastIndexOf('\u001b[?25h') >= screen.lastIndexOf('\u001b[?25l')
}

/** Checks that a run ended with that code and left the terminal as it was before. */
export function expectRestored({ code, screen, cooked }: TerminalResult, expected: number): void {
  expect(code, screen.slice(-2000)).toBe(expected)
  expect(cursorIsShown(screen)).toBe(true)
  expect(cooked).toBe(true)
}

/** What is on the terminal without its escape sequences. */
export function plain(screen: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
  return screen.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '')
}

/** The command that a cancelled run names to go on with. */
export function resumption(screen: string): string {
  const line = /Cancelled\. To continue: (.*)$/m.exec(plain(screen))?.[1]
  if (line === undefined) throw new Error(`no command in ${screen.slice(-500)}`)
  return line
}
