import { fstatSync, readFileSync, statSync, writeSync } from 'node:fs'
import { nodeReader } from './files/node-reader.js'
import type { FileReader } from './files/read.js'
import type { Environment, Stream } from './terminal.js'

/** How a write ended. `reader-left`: whoever read the pipe has had enough, which is no fault. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly readerLeft: boolean; readonly detail: string }

/** One of the two output streams. Writes are synchronous and whole: nothing is lost when the process ends right after. */
export interface Sink extends Stream {
  /** Width of the terminal in columns; undefined for a file or pipe. */
  readonly columns: number | undefined
  readonly write: (text: string) => Written
}

/** The person's terminal, for the interview only. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream
  /** Emits `resize` when the size of the screen has changed. */
  readonly output: NodeJS.WritableStream
  /** Lines of the screen at this moment; undefined when it does not say. */
  readonly rows: () => number | undefined
  /** Its columns at this moment; undefined when it does not say. */
  readonly columns: () => number | undefined
  /** Calls the listener with the exit code of the signal that came (130, 143, 129); returns how to stop listening. */
  readonly onCancel: (listener: (exitCode: number) => void) => () => void
}

/** On what the process runs, for whom, and where. */
export interface Host {
  /** As Node names it, e.g. `linux`. */
  readonly platform: string
  /** The number of the user; undefined where there is none. */
  readonly user: number | undefined
  /** The working folder; undefined when it is gone. */
  readonly folder: string | undefined
}

/** Everything the command line needs of the process around it. */
export interface Context {
  readonly args: readonly string[]
  readonly env: Environment
  readonly stdin: Stream
  readonly stdout: Sink
  readonly stderr: Sink
  readonly files: FileReader
  readonly terminal: () => Terminal
  readonly host?: () => Host
  /** Today's date in UTC, YYYY-MM-DD; only `check` asks for it. */
  readonly today?: () => string
  /** Until the returned function is called, signals wait; it returns the exit code of the one that came, if one did (130, 143, 129). */
  readonly holdSignals?: () => () => number | undefined
}

/** The exit code when the terminal was closed. */
const HUNG_UP = 129

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', HUNG_UP],
] as const

/** How long, in milliseconds, held signals wait before another one ends a run that hangs. */
const PATIENCE = 1000

/** How long to wait, in milliseconds, before trying a full pipe again. */
const PIPE_PAUSE = 5

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function isTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd)
    // The tty module costs 4 ms of start-up, so only a character device other than the null device is worth the question.
    return stats.isCharacterDevice() && stats.rdev !== nullDevice() && process.getBuiltinModule('node:tty').isatty(fd)
  } catch {
    return false
  }
}

function nullDevice(): number | undefined {
  return statSync('/dev/null', { throwIfNoEntry: false })?.rdev
}

/** Whether a descriptor is the null device, opened for reading and writing. */
function isNullBothWays(fd: number): boolean {
  try {
    const stats = fstatSync(fd)
    if (!stats.isCharacterDevice() || stats.rdev !== nullDevice()) return false
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1]
    return flags !== undefined && (Number.parseInt(flags, 8) & 3) === 2
  } catch {
    return false
  }
}

/**
 * Whether standard output was closed (`>&-`). Node opens the null device for reading and writing in place of a closed descriptor, where a
 * shell's `>/dev/null` opens it for writing only. A caller that discards both streams wants nothing but the exit code, and is let be.
 */
function isStdoutClosed(): boolean {
  return isNullBothWays(1) && !isNullBothWays(2)
}

function writeWhole(fd: number, text: string): Written {
  let rest: Uint8Array = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'EAGAIN') return { ok: false, readerLeft: code === 'EPIPE', detail: code }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_PAUSE)
    }
  }
  return { ok: true }
}

function columnsOf(stream: { readonly columns?: number }): number | undefined {
  return stream.columns === undefined || stream.columns < 1 ? undefined : stream.columns
}

function openTerminal(): Terminal {
  const ignore = (): void => undefined
  process.stderr.on('error', ignore)
  return {
    input: process.stdin,
    output: process.stderr,
    rows: () => process.stderr.rows,
    columns: () => columnsOf(process.stderr),
    onCancel: (listener) => {
      let cancelled = false
      const cancel = (exitCode: number): void => {
        // A second Ctrl-C must end a run that hangs in its clean-up; that a terminal is closed is said in several ways.
        if (cancelled && exitCode !== HUNG_UP) process.exit(exitCode)
        if (cancelled) return
        cancelled = true
        listener(exitCode)
      }
      const handlers = SIGNALS.map(([signal, exitCode]) => [signal, () => cancel(exitCode)] as const)
      for (const [signal, handler] of handlers) process.on(signal, handler)
      const hungUp = (): void => cancel(HUNG_UP)
      // Ctrl-D closes the input: nothing is left to wait for, and the process would end without a word.
      const inputEnded = (): void => {
        if (!cancelled) cancel(130)
      }
      process.stdin.on('error', hungUp)
      process.on('beforeExit', inputEnded)
      process.on('SIGCONT', comeBack)
      return () => {
        for (const [signal, handler] of handlers) process.removeListener(signal, handler)
        process.stdin.removeListener('error', hungUp)
        process.stdin.on('error', ignore)
        process.removeListener('beforeExit', inputEnded)
        process.removeListener('SIGCONT', comeBack)
      }
    },
  }
}

/** After a stop the shell may have set the terminal as it likes it, and written to it: takes the keys again, and has the question drawn again. */
function comeBack(): void {
  if (process.stdin.isRaw) process.stdin.setRawMode(false).setRawMode(true)
  process.stderr.emit('resize')
}

/**
 * Ends the process by the signal of a closed terminal if one that it began with is gone: a shell reports 129 for it. Node itself aborts at its
 * end, with a core dump, because it cannot set such a terminal as it was.
 */
function endIfHungUp(terminals: readonly number[]): void {
  if (terminals.every(isTerminal)) return
  process.removeAllListeners('SIGHUP')
  process.kill(process.pid, 'SIGHUP')
}

function holdSignals(): () => number | undefined {
  let came: number | undefined
  let mayEnd = false
  const hold = (exitCode: number): void => {
    if (mayEnd) process.exit(exitCode)
    if (came !== undefined) return
    came = exitCode
    setTimeout(() => {
      mayEnd = true
    }, PATIENCE).unref()
  }
  const handlers = SIGNALS.map(([signal, exitCode]) => [signal, () => hold(exitCode)] as const)
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler)
    return came
  }
}

function hostOfProcess(): Host {
  return { platform: process.platform, user: process.getuid?.(), folder: workingFolder() }
}

function workingFolder(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

function contextOfProcess(): Context {
  const tty = { stdin: isTerminal(0), stdout: isTerminal(1), stderr: isTerminal(2) }
  return {
    args: process.argv.slice(2),
    env: process.env,
    stdin: { isTerminal: tty.stdin },
    stdout: {
      isTerminal: tty.stdout,
      columns: tty.stdout ? columnsOf(process.stdout) : undefined,
      write: (text) => (isStdoutClosed() ? { ok: false, readerLeft: false, detail: 'it is closed' } : writeWhole(1, text)),
    },
    stderr: {
      isTerminal: tty.stderr,
      columns: tty.stderr ? columnsOf(process.stderr) : undefined,
      write: (text) => writeWhole(2, text),
    },
    files: nodeReader,
    terminal: openTerminal,
    host: hostOfProcess,
    today: () => new Date().toISOString().slice(0, 10),
    holdSignals,
  }
}

/**
 * Runs the command line in this process. The exit code is 2 until `main` has returned another one, so a run that ends early never passes for
 * a success. Never throws.
 */
export function run(main: (context: Context) => Promise<number>): void {
  const context = contextOfProcess()
  const terminals = [0, 1, 2].filter(isTerminal)
  let finished = false
  const finish = (exitCode: number): void => {
    finished = true
    process.exitCode = exitCode
  }
  const fault = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error)
    const stack = context.args.includes('--debug') && error instanceof Error ? `${error.stack}\n` : ''
    context.stderr.write(`rag-or-tune: internal fault: ${message.split('\n')[0]} (internal-fault)\n${stack}`)
    if (stack === '') context.stderr.write('  Run again with --debug for the stack.\n')
    finish(2)
  }
  process.exitCode = 2
  process.on('exit', () => {
    if (!finished) context.stderr.write('rag-or-tune: ended before it was done (unfinished)\n')
    endIfHungUp(terminals)
  })
  process.on('uncaughtException', (error) => {
    fault(error)
    process.exit()
  })
  main(context).then(finish, fault)
}
