import { basename, dirname, join } from 'node:path'
import { visible } from './characters.js'
import type { Code } from './codes.js'
import type { Diagnostic } from './diagnostic.js'
import { problem } from './problem.js'
import { systemReason } from './system-reason.js'

/** What stands at a path. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'special'
  /** Permission bits. */
  readonly mode: number
  /** The same for two names of one file, and only then. */
  readonly identity: string
  /** The number of the user whose it is; 0 on systems that have none. */
  readonly owner: number
}

/** An open new file. */
export interface FileSink {
  writeFile(data: string): Promise<void>
  chmod(mode: number): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The part of a file system that writing needs; every call may fail with the system's error. `nodeWriter` is the real one. */
export interface FileWriter {
  /** The absolute path. */
  resolve(path: string): string
  /** Undefined when nothing is there; links are not followed. */
  lstat(path: string): Promise<FileFacts | undefined>
  /** Undefined when nothing is there; links are followed. */
  stat(path: string): Promise<FileFacts | undefined>
  realpath(path: string): Promise<string>
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>
  /** Makes a folder, and those above it, with these permission bits; one that is there stays as it is. */
  makeFolder(folder: string, mode: number): Promise<void>
  /** Rejects when the folder or file may not be written. */
  checkWritable(path: string): Promise<void>
  /** Makes a new file; rejects when the path exists. */
  create(path: string, mode: number): Promise<FileSink>
  /** Gives a file a second name; rejects when the new path exists. */
  link(from: string, to: string): Promise<void>
  /** Copies a file; rejects when the new path exists. */
  copy(from: string, to: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

export interface TargetOptions {
  /** Whether files that exist may be overwritten. */
  readonly force: boolean
  /** Paths of the inputs: they are never overwritten, by whatever name. */
  readonly protect: readonly string[]
  /** Paths, as they are given, that may be overwritten in any case. */
  readonly replaceable?: readonly string[]
}

/** A path that may be written. */
export interface Target {
  /** As it was given. */
  readonly path: string
  /** Absolute. */
  readonly file: string
  /** The file that is there now. */
  readonly old: FileFacts | undefined
}

/** Names that only differ in letter case or composition are one file on some systems, so they count as one everywhere. */
interface Name {
  readonly name: string
  readonly identity: string | undefined
}

/**
 * Everything that would stop these files from being written, in the order of the paths; empty when nothing would. Meant for before the first
 * question: nobody should answer twenty of them for a report that cannot be stored. Touches nothing, never throws for what the file system does.
 */
export async function checkTargets(paths: readonly string[], options: TargetOptions, io: FileWriter): Promise<readonly Diagnostic[]> {
  return (await findTargets(paths, options, io)).problems
}

/** The targets that the paths lead to, and what stands against writing them. */
export async function findTargets(
  paths: readonly string[],
  { force, protect, replaceable = [] }: TargetOptions,
  io: FileWriter,
): Promise<{ readonly targets: readonly Target[]; readonly problems: readonly Diagnostic[] }> {
  const targets: Target[] = []
  const problems: Diagnostic[] = []
  const inputs = await Promise.all(protect.map((path) => nameOf(path, io)))
  const outputs: Name[] = []
  for (const path of paths) {
    try {
      const found = await examine(path)
      if ('code' in found) problems.push(found)
      else targets.push(found)
    } catch (error) {
      problems.push(failure(path, error))
    }
  }
  return { targets, problems }

  async function examine(path: string): Promise<Target | Diagnostic> {
    const refuse = (code: Code, message: string, hint: string): Diagnostic => problem(code, message, { place: { file: path }, hint })
    if (path === '') return refuse('write-no-path', 'the path of an output is empty', 'name a file')
    const file = io.resolve(path)
    const old = await io.lstat(file)
    if (old?.kind === 'folder' || /[/\\]$/.test(path)) return refuse('write-folder', 'this is a folder, not a file', 'name a file in it')
    const name = await nameOf(path, io)
    if (inputs.some((input) => same(input, name)))
      return refuse('write-input', 'this would overwrite an input of the same run', 'write to another file')
    if (outputs.some((output) => same(output, name))) return refuse('write-twice', 'two outputs go to this file', 'give each its own file')
    outputs.push(name)
    if (old?.kind === 'link')
      return refuse('write-link', 'this is a symbolic link, and links are not followed', 'name the file that it leads to')
    if (old?.kind === 'special')
      return refuse('write-special', 'this is a device, a pipe or a socket', 'name a regular file, or - for standard output')
    const folder = dirname(file)
    const parent = await io.stat(folder)
    if (parent === undefined) {
      return refuse('write-no-folder', `there is no folder ${visible(folder)}`, `mkdir -p ${shellWord(dirname(path))}`)
    }
    if (parent.kind !== 'folder') return refuse('write-no-folder', `${visible(folder)} is not a folder`, 'name a file in a folder')
    if (old !== undefined && !force && !replaceable.includes(path))
      return refuse('write-exists', 'the file exists', 'add --force to overwrite it, or name another file')
    if (old !== undefined) await io.checkWritable(file)
    await io.checkWritable(folder)
    return { path, file, old }
  }
}

/** A failed call of the system, as a problem of the path it was for. */
export function failure(path: string, error: unknown): Diagnostic {
  return problem('write-failed', `the file cannot be written: ${systemReason(error)}`, {
    place: { file: path },
    hint: 'mend that, or name another file',
  })
}

async function nameOf(path: string, io: FileWriter): Promise<Name> {
  try {
    const file = io.resolve(path)
    const folder = await io.realpath(dirname(file)).catch(() => dirname(file))
    const facts = await io.stat(file).catch(() => undefined)
    return { name: join(folder, basename(file)).normalize('NFC').toLowerCase(), identity: facts?.identity }
  } catch {
    return { name: path, identity: undefined }
  }
}

function same(a: Name, b: Name): boolean {
  return a.name === b.name || (a.identity !== undefined && a.identity === b.identity)
}

function shellWord(text: string): string {
  return /^[A-Za-z0-9_./-]+$/.test(text) && !text.startsWith('-') ? text : `'${visible(text).replaceAll("'", "'\\''")}'`
}
