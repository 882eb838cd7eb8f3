import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nodeWriter } from '../files/node-writer.js'
import { checkTargets, type Output, type TargetOptions, writeFiles } from '../files/write.js'

/** Returns everything that would stop these files from being written; touches nothing. */
export function refusals(paths: readonly string[], options: TargetOptions): Promise<readonly Diagnostic[]> {
  return checkTargets(paths, options, nodeWriter)
}

/** Writes all files or none. */
export function store(outputs: readonly Output[], options: TargetOptions): Promise<Checked<readonly string[]>> {
  return writeFiles(outputs, options, nodeWriter)
}
