import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** The root of the project. */
export const ROOT = join(here, '..', '..')
/** The command as it is published; the build must be up to date. */
export const BIN = join(ROOT, 'bin', 'rag-or-tune.js')

const { PATH } = process.env

/** The environment every child gets, so that no machine's settings leak in. */
export const ENV: NodeJS.ProcessEnv = { PATH, NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8', TERM: 'xterm' }

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

const LONGEST_RUN = 20_000

const ranOf = ({ status, stdout, stderr }: SpawnSyncReturns<string>): Ran => ({ code: status, stdout, stderr })

/** Runs the built command to its end; standard input is empty unless given. */
export function run(args: readonly string[], { input = '', env = {}, cwd = ROOT }: RunOptions = {}): Ran {
  return ranOf(
    spawnSync(process.execPath, [BIN, ...args], {
      input,
      cwd,
      env: { ...ENV, ...env },
      encoding: 'utf8',
      timeout: LONGEST_RUN,
      maxBuffer: 64 << 20,
    }),
  )
}

/** Like `run`, without blocking, so that several can run at once. */
export function start(args: readonly string[], { input = '', env = {}, cwd = ROOT }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { ...ENV, ...env }, timeout: LONGEST_RUN })
    const text = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text.stdout += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text.stderr += piece
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...text }))
    child.stdin.on('error', () => undefined).end(input)
  })
}

/** Runs a line of shell in which `tool` is the command. */
export function shell(line: string, { env = {}, cwd = ROOT }: RunOptions = {}): Ran {
  const script = `tool() { "${process.execPath}" "${BIN}" "$@"; }\n${line}`
  return ranOf(
    spawnSync('bash', ['--norc', '-c', script], {
      cwd,
      env: { ...ENV, ...env },
      encoding: 'utf8',
      timeout: LONGEST_RUN,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
}

/** Gives a new folder to a test and removes it afterwards. */
export async function withFolder<T>(use: (folder: string) => T | Promise<T>, files: Readonly<Record<string, string>> = {}): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rag-or-tune-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
