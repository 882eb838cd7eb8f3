import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
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

interface Surroundings {
  /** Not root, whoever runs the tests. */
  readonly user?: 'nobody'
  /** The command, when it is not the one of this folder. */
  readonly bin?: string
  /** The size of a small disk of its own to run on, in place of the folder; see `canMount`. */
  readonly disk?: string
}

const NOBODY = 65_534

/** Runs a script of bash in a folder, in which `tool` is the command; one that takes longer than 20 seconds is ended, and its code is null. */
export function bash(script: string, cwd: string, { user, bin = BIN, disk }: Surroundings = {}): Ran {
  const whole = `tool() { "${process.execPath}" "${bin}" "$@"; }\n${script}`
  const [command, ...args] = disk === undefined ? ['bash', '-c', whole] : onDisk(disk, whole)
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: ENV,
    encoding: 'utf8',
    timeout: LONGEST_RUN,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
    ...(user === 'nobody' && process.getuid?.() === 0 && { uid: NOBODY, gid: NOBODY }),
  })
  return { code: status, stdout, stderr: error === undefined ? stderr : `${stderr}${error.message}` }
}

/** A script on a disk in memory that nobody else sees and that is gone with the last process on it. */
function onDisk(size: string, script: string): [string, ...string[]] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  return [
    'unshare',
    '--mount',
    ...asRoot,
    'bash',
    '-c',
    `mkdir disk && mount -t tmpfs -o size=${size} none disk && cd disk || exit 99\n${script}`,
  ]
}

/** Whether a disk of its own can be given to a script here. */
export function canMount(folder: string): boolean {
  const { code } = bash('rmdir ../disk 2>/dev/null; exit 0', folder, { disk: '16k' })
  if (existsSync(join(folder, 'disk'))) rmdirSync(join(folder, 'disk'))
  return code === 0
}

/** The script under a limit to the size of every file that it writes, in KiB: the system stops a write as on a full disk. */
export function withFileLimit(size: number, script: string): string {
  return `trap '' XFSZ; ulimit -f ${size}\n${script}`
}

/** Puts what the command needs to run into a folder that everybody may read, and returns the path of the command. */
export function publicCopy(folder: string): string {
  mkdirSync(join(folder, 'tool', 'bin'), { recursive: true, mode: 0o755 })
  for (const part of ['bin', 'dist']) cpSync(join(ROOT, part), join(folder, 'tool', part), { recursive: true })
  return join(folder, 'tool', 'bin', 'rag-or-tune.js')
}
