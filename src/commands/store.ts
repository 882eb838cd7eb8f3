import { join } from 'node:path'
import type { Context } from '../context.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nodeWriter } from '../files/node-writer.js'
import { checkTargets, type Output, type TargetOptions, writeFiles } from '../files/write.js'

/** Returns everything that would stop these files from being written; touches nothing. */
export function refusals(paths: readonly string[], options: TargetOptions): Promise<readonly Diagnostic[]> {
  return checkTargets(paths, options, nodeWriter)
}

/** The name of a file that nobody has, to see whether a folder takes one. */
const NOBODYS = '.rag-or-tune-record'

/** Returns what would stop a new file from being written into the folder; touches nothing. */
export async function refusedFolder(folder: string): Promise<readonly Diagnostic[]> {
  const found = await checkTargets([join(folder, NOBODYS)], { force: true, protect: [] }, nodeWriter)
  return found.map((one) => ({
    ...one,
    place: { file: folder },
    ...(one.hint?.startsWith('mkdir') ? {} : { hint: 'name a folder that may be written to' }),
  }))
}

/** Returns those paths that name a folder: by a slash at the end, or because one is there. */
export async function foldersAmong(paths: readonly string[]): Promise<readonly string[]> {
  const isFolder = async (path: string): Promise<boolean> =>
    /[/\\]$/.test(path) || (await nodeWriter.stat(path).catch(() => undefined))?.kind === 'folder'
  const answers = await Promise.all(paths.map(isFolder))
  return paths.filter((_, at) => answers[at])
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
