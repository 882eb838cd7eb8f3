import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BIN, ENV, ROOT } from './harness.js'

/** One thing to do in the terminal; `terminal.py` says what each field means. */
export interface TerminalStep {
  readonly wait?: string
  readonly keys?: string
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP'
  readonly answer?: { readonly one: string; readonly many: string; readonly questions?: number }
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
  readonly code: number | 'timeout'
  /** Everything the terminal got, escape sequences and all. */
  readonly screen: string
  readonly stdout: string
}

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'terminal.py')

/** Runs the built command in a pseudo-terminal of 100 columns and 40 rows, unless told another size. */
export function inTerminal(args: readonly string[], { env = {}, cwd = ROOT, ...rest }: TerminalOptions = {}): Promise<TerminalResult> {
  const script = { argv: [process.execPath, BIN, ...args], env: { ...ENV, ...env }, cwd, ...rest }
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

/** Whether the cursor was left visible: hidden never, or shown again after it was hidden last. */
export function cursorIsShown(screen: string): boolean {
  return screen.lastIndexOf('\u001b[?25h') >= screen.lastIndexOf('\u001b[?25l')
}

/** What is on the terminal without its escape sequences. */
export function plain(screen: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
  return screen.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '')
}
