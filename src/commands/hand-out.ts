import type { Context } from '../context.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import type { Output } from '../files/write.js'
import { print } from '../print.js'
import { type Delivery, targetsOf } from './delivery.js'
import { fail, type Manner, say } from './fail.js'
import type { Input } from './input.js'

/** A file to be written, and how that is told. */
export interface Handed extends Output {
  /** It may be overwritten without being asked for. */
  readonly replaces?: boolean
  /** What was done, before its path; `wrote` when left out. */
  readonly done?: string
}

/** The refusals of the writer, before anything is asked or worked out in vain. */
export async function refusedTargets(delivery: Delivery, force: boolean, input: Input): Promise<readonly Diagnostic[]> {
  const targets = targetsOf(delivery)
  const { records, lock } = delivery
  if (targets.length === 0 && records === undefined) return []
  const { refusals, refusedFolder } = await import('./store.js')
  const protect = input.files
  const ofFiles = await refusals(targets, { force, protect, ...(lock !== undefined && { replaceable: [lock] }) })
  return records === undefined ? ofFiles : [...(await refusedFolder(records)), ...ofFiles]
}

/** Writes the files, all or none, then the document for standard output if there is one and no signal came. Returns the exit code. */
export async function handOut(
  context: Context,
  ready: { readonly files: readonly Handed[]; readonly stdout: string | undefined },
  force: boolean,
  manner: Manner,
  input: Input,
): Promise<number> {
  if (ready.files.length > 0) {
    const { store } = await import('./store.js')
    const replaceable = ready.files.filter(({ replaces }) => replaces === true).map(({ path }) => path)
    const { written, interrupted } = await store(context, ready.files, { force, protect: input.files, replaceable })
    if (!written.ok) {
      const exitCode = await fail(context, written.problems, manner)
      return interrupted ?? exitCode
    }
    await say(context, written.warnings, manner)
    if (!manner.quiet) context.stderr.write(ready.files.map(({ path, done = 'wrote' }) => `${done} ${visible(path)}\n`).join(''))
    if (interrupted !== undefined) return interrupted
  }
  return ready.stdout === undefined ? 0 : print(context, ready.stdout)
}
