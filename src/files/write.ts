import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { visible } from './characters.js'
import type { Checked, Diagnostic } from './diagnostic.js'
import { problem, warning } from './problem.js'
import { systemReason } from './system-reason.js'
import { type FileWriter, failure, findTargets, type Target, type TargetOptions } from './targets.js'

export { checkTargets, type FileFacts, type FileSink, type FileWriter, type TargetOptions } from './targets.js'

/** One file to be written. */
export interface Output {
  readonly path: string
  readonly text: string
  /** Permission bits of a new file; an existing one keeps its own. Default 0o666, less what the umask takes away. */
  readonly mode?: number
}

interface Step extends Target {
  readonly text: string
  readonly mode: number
  readonly temporary: string
  readonly backup: string
}

/** How to take back one thing that was done, for the file at `path`. */
interface Undo {
  readonly path: string
  readonly run: () => Promise<void>
}

/** How often something is tried before it counts as failed. */
export const TRIES = 3
/** How long to wait before a rename is tried again, in milliseconds: on some systems another program may hold the file for a moment. */
const PAUSE = 50
const IN_USE: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY'])

/**
 * Writes all outputs or none, and returns their absolute paths. Each text goes, whole and synced, into a new file in the folder of its target and
 * then takes the target's place; when a step fails, what was there before is put back and no temporary file stays. Refuses what `checkTargets`
 * refuses. A file that is overwritten keeps its permission bits, but not its other names (hard links). Never throws for what the file system does.
 */
export async function writeFiles(outputs: readonly Output[], options: TargetOptions, io: FileWriter): Promise<Checked<readonly string[]>> {
  const paths = outputs.map(({ path }) => path)
  const { targets, problems } = await findTargets(paths, options, io)
  if (problems.length > 0) return { ok: false, problems }
  const steps = targets.map((target, index) => stepOf(target, outputs[index] as Output))
  const done: Undo[] = []
  const stopped = (await storeAll(steps, done, io)) ?? (await refusedNow(paths, options, io)) ?? (await replaceAll(steps, done, io))
  if (stopped !== undefined) return { ok: false, problems: [...stopped, ...(await undoAll(done))] }
  const warnings = steps.length > 1 ? await clear(steps, io) : []
  return { ok: true, value: steps.map(({ file }) => file), warnings }
}

/** 16 hexadecimal digits that nobody can guess, for a name that nothing has yet. */
export function randomName(): string {
  return randomBytes(8).toString('hex')
}

function stepOf(target: Target, { text, mode = 0o666 }: Output): Step {
  const unique = join(dirname(target.file), `.rag-or-tune-${randomName()}`)
  return { ...target, text, mode, temporary: `${unique}.tmp`, backup: `${unique}.old` }
}

async function storeAll(steps: readonly Step[], done: Undo[], io: FileWriter): Promise<Diagnostic[] | undefined> {
  for (const step of steps) {
    try {
      await store(step, done, io)
    } catch (error) {
      return [failure(step.path, error)]
    }
  }
  return undefined
}

async function store({ path, text, mode, old, temporary }: Step, done: Undo[], io: FileWriter): Promise<void> {
  const sink = await io.create(temporary, old === undefined ? mode : 0o600)
  done.push({ path, run: () => remove(temporary, io) })
  try {
    if (old !== undefined) await sink.chmod(old.mode)
    await sink.writeFile(text)
    await sink.sync()
  } finally {
    await sink.close()
  }
}

/** Time has passed since the targets were looked at. */
async function refusedNow(paths: readonly string[], options: TargetOptions, io: FileWriter): Promise<readonly Diagnostic[] | undefined> {
  const { problems } = await findTargets(paths, options, io)
  return problems.length > 0 ? problems : undefined
}

async function replaceAll(steps: readonly Step[], done: Undo[], io: FileWriter): Promise<Diagnostic[] | undefined> {
  for (const step of steps) {
    try {
      await replace(step, steps.length > 1, done, io)
    } catch (error) {
      return [failure(step.path, error)]
    }
  }
  return undefined
}

async function replace({ path, file, old, temporary, backup }: Step, mayBeUndone: boolean, done: Undo[], io: FileWriter): Promise<void> {
  if (mayBeUndone && old !== undefined) {
    done.push({ path, run: () => remove(backup, io) })
    // Some file systems have no second names.
    await io.link(file, backup).catch(() => io.copy(file, backup))
  }
  await renamePatiently(temporary, file, io)
  if (mayBeUndone) done.push({ path, run: () => (old === undefined ? remove(file, io) : renamePatiently(backup, file, io)) })
}

/** Renames, and tries again while another program holds the file. */
export async function renamePatiently(from: string, to: string, io: FileWriter): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await io.rename(from, to)
    } catch (error) {
      if (attempt === TRIES || !IN_USE.has(codeOf(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}

async function undoAll(done: readonly Undo[]): Promise<Diagnostic[]> {
  const stuck: Diagnostic[] = []
  for (const { path, run } of done.toReversed()) {
    const error = await failureOf(run)
    if (error === undefined) continue
    const hint = 'look into its folder: the old text may be in a file whose name starts with .rag-or-tune-'
    stuck.push(
      problem('write-partial', `this file could not be put back as it was: ${systemReason(error)}`, { place: { file: path }, hint }),
    )
  }
  return stuck
}

/** Removes the old files; they are only in the way, so a failure is a warning. */
async function clear(steps: readonly Step[], io: FileWriter): Promise<Diagnostic[]> {
  const left: Diagnostic[] = []
  for (const { path, old, backup } of steps) {
    const error = old === undefined ? undefined : await failureOf(() => remove(backup, io))
    if (error === undefined) continue
    left.push(
      warning('write-partial', `a copy of the old file stays at ${visible(backup)}: ${systemReason(error)}`, { place: { file: path } }),
    )
  }
  return left
}

/** Tries several times; returns the last error, or undefined when it went well. */
export async function failureOf(run: () => Promise<void>): Promise<unknown> {
  let last: unknown
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      await run()
      return undefined
    } catch (error) {
      last = error
    }
  }
  return last
}

/** Removes a file; one that is not there is fine. */
export async function remove(path: string, io: FileWriter): Promise<void> {
  try {
    await io.unlink(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** The code of a system's error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
