import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, ENV, type Ran, ROOT } from '../e2e/harness.js'

/** What a run cost, with starting the program: processor time (a busy machine does not count) and peak memory. */
export interface Measured extends Ran {
  readonly ms: number
  readonly mib: number
}

const LONGEST_RUN = 20_000

/** Writes down, when the process ends, what it cost. */
const PROBE = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  require('node:fs').writeFileSync(process.env.COST_FILE, JSON.stringify({ ms: (userCPUTime + systemCPUTime) / 1000, mib: maxRSS / 1024 }))
})`

/** Runs a line of shell in `folder`, in which `tool` is the command, and measures the command. */
export function measured(line: string, folder: string, nodeFlags: readonly string[] = []): Measured {
  const probe = join(folder, 'probe.cjs')
  const cost = join(folder, 'cost.json')
  writeFileSync(probe, PROBE)
  const ran = bash(
    `tool() { COST_FILE="${cost}" "${process.execPath}" ${nodeFlags.join(' ')} --require "${probe}" "${BIN}" "$@"; }\n${line}`,
    folder,
  )
  return { ...ran, ...(JSON.parse(readFileSync(cost, 'utf8')) as { ms: number; mib: number }) }
}

/** Runs a script of bash in a folder; a script that takes longer than 20 seconds is ended, and its code is null. */
export function bash(script: string, cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    env: { ...ENV, ...env },
    encoding: 'utf8',
    timeout: LONGEST_RUN,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
  })
  return { code: status, stdout, stderr }
}

/** Puts what the command needs to run into a folder that everybody may read, and returns the path of the command. */
export function publicCopy(folder: string): string {
  mkdirSync(join(folder, 'tool', 'bin'), { recursive: true, mode: 0o755 })
  for (const part of ['bin', 'dist']) cpSync(join(ROOT, part), join(folder, 'tool', part), { recursive: true })
  return join(folder, 'tool', 'bin', 'rag-or-tune.js')
}
