import type { Context } from '../context.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nodeWriter } from '../files/node-writer.js'
import { checkTargets, type Output, type TargetOptions, writeFiles } from '../files/write.js'

/** Returns everything that would stop these files from being written; touches nothing. */
export function refusals(paths: readonly string[], options: TargetOptions): Promise<readonly Diagnostic[]> {
  return checkTargets(paths, options, nodeWriter)
}

/** How writing ended, and the exit code of a signal that came meanwhile. */
export interface Stored {
  readonly written: Checked<readonly string[]>
  readonly interrupted: number | undefined
}

/** Writes all files or none. A signal waits until that is done, so that it leaves nothing half-written behind. */
export async function store(context: Context, outputs: readonly Output[], options: TargetOptions): Promise<Stored> {
  const release = context.holdSignals?.()
  const written = await writeFiles(outputs, options, nodeWriter)
  return { written, interrupted: release?.() }
}
