import { sep } from 'node:path'
import { answersPathsOf, isLockPath, lockPathOf, looksLikeLock, mayHoldAnswers } from '../check/lock-path.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { isMapping } from '../files/kind.js'
import { readPlain } from '../files/plain.js'
import { problem } from '../files/problem.js'
import { type FileKind, type FileReader, type FolderEntry, MAX_BYTES } from '../files/read.js'
import { systemReason } from '../files/system-reason.js'

/** What a folder holds. All paths begin with the folder as it was given, have forward slashes, and are sorted. */
export interface FoundAnswers {
  /** Answers files, sound or not: whoever reads them finds out. */
  readonly files: readonly string[]
  /** How many other files were left alone, locks apart. */
  readonly others: number
  /** Locks of ours whose answers file is gone. */
  readonly strayLocks: readonly string[]
  /** Folders that cannot be listed; and when there is neither an answers file nor a stray lock, that nothing was found. */
  readonly problems: readonly Diagnostic[]
}

/** A line that says that a file was meant to hold answers, in YAML or in JSON. */
const ANSWERS_LINE = /^(?:answers|[ \t]*\{?[ \t]*"answers")[ \t]*:/m

/**
 * Looks for answers files in a folder and all folders in it, but those whose name begins with a dot and `node_modules`; links to folders are not
 * followed. An answers file ends in .yaml, .yml or .json and has a top-level key `answers`, or a lock beside it that no such file has; what cannot
 * be read or parsed is one if a line begins with `answers:`, too. Reports of this program are none. Throws nothing for what the system does.
 */
export async function findAnswersFiles(folder: string, io: FileReader): Promise<FoundAnswers> {
  const files: string[] = []
  const strayLocks: string[] = []
  const problems: Diagnostic[] = []
  let others = 0
  const waiting = [forward(folder)]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = list(at)
    const inside = (name: string): string => joined(at as string, name)
    waiting.push(...entries.filter(isEntered).map(({ name }) => inside(name)))
    const found = await amongFiles(
      entries.filter(({ kind }) => kind !== 'folder'),
      inside,
      io,
    )
    files.push(...found.files)
    strayLocks.push(...found.strayLocks)
    others += found.others
  }
  if (files.length + strayLocks.length + problems.length === 0) problems.push(nothingIn(folder, others))
  return { files: files.sort(byText), others, strayLocks: strayLocks.sort(byText), problems }

  function list(path: string): readonly FolderEntry[] {
    try {
      return io.entries?.(path) ?? []
    } catch (error) {
      problems.push(problem('folder-unreadable', `the folder cannot be listed: ${systemReason(error)}`, { place: { file: path } }))
      return []
    }
  }
}

/** The answers files that would have the same lock as this one, without this one: one lock cannot serve two. */
export async function rivalsOf(answersFile: string, io: FileReader): Promise<readonly string[]> {
  // Where letter case makes no difference, team.yaml is team.YAML.
  const own = answersFile.toLowerCase()
  return (await besideLock(lockPathOf(answersFile), io)).holding.filter((path) => path.toLowerCase() !== own)
}

/** The answers files that a lock belongs to: one, or several by mistake. Without any that holds answers, the files that did by their names. */
export async function answersFilesOf(lock: string, io: FileReader): Promise<readonly string[]> {
  const { holding, there } = await besideLock(lock, io)
  return holding.length > 0 ? holding : there
}

async function besideLock(
  lock: string,
  io: FileReader,
): Promise<{ readonly holding: readonly string[]; readonly there: readonly string[] }> {
  const there: string[] = []
  const holding: string[] = []
  for (const path of answersPathsOf(lock)) {
    if ((await kindAt(path, io)) !== 'file') continue
    there.push(path)
    if (await holdsAnswers(path, { name: path, kind: 'file', isLink: false }, io)) holding.push(path)
  }
  return { holding, there }
}

/** What a path leads to; undefined for nothing, or what cannot be opened. */
export async function kindAt(path: string, io: FileReader): Promise<FileKind | undefined> {
  try {
    return (await io.readRegular(path, 0)).kind
  } catch {
    return undefined
  }
}

/** The problem with an answers file that has the same lock as others. */
export function sharedLock(file: string, rivals: readonly string[]): Diagnostic {
  const lock = visible(lockPathOf(file))
  return problem('lock-shared', `${visible(file)} and ${rivals.map(visible).join(' and ')} would have the same lock, ${lock}`, {
    place: { file },
    hint: 'give one of them another name',
  })
}

async function amongFiles(
  entries: readonly FolderEntry[],
  inside: (name: string) => string,
  io: FileReader,
): Promise<Pick<FoundAnswers, 'files' | 'others' | 'strayLocks'>> {
  const locks = entries.filter(({ name }) => isLockPath(name))
  const candidates = entries.filter(({ name }) => mayHoldAnswers(name))
  const files: string[] = []
  const without: string[] = []
  for (const entry of candidates) ((await holdsAnswers(inside(entry.name), entry, io)) ? files : without).push(entry.name)
  const served = new Set(files.map(lockPathOf))
  const strayLocks: string[] = []
  for (const { name } of locks) {
    if (served.has(name) || !(await isLock(inside(name), io))) continue
    // Whoever has lost its answers is told so, not passed over.
    const left = without.filter((one) => lockPathOf(one) === name)
    if (left.length === 0) strayLocks.push(name)
    files.push(...left)
  }
  return { files: files.map(inside), strayLocks: strayLocks.map(inside), others: entries.length - locks.length - files.length }
}

function nothingIn(folder: string, others: number): Diagnostic {
  const counted = others === 0 ? 'no files at all' : others === 1 ? 'one other file' : `${others} other files`
  return problem('folder-without-answers', `there is no answers file in ${visible(folder)}, and ${counted}`, {
    place: { file: folder },
    hint: 'an answers file ends in .yaml, .yml or .json and has the key "answers" at the top',
  })
}

function isEntered({ name, kind, isLink }: FolderEntry): boolean {
  return kind === 'folder' && !isLink && !name.startsWith('.') && name !== 'node_modules'
}

/** A path as all systems write it. */
export function forward(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

function joined(folder: string, name: string): string {
  if (folder === '.') return name
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

/** Whether a file holds answers, was meant to, or cannot be looked into. */
async function holdsAnswers(path: string, { kind }: FolderEntry, io: FileReader): Promise<boolean> {
  if (kind === 'special') return false
  const text = await textOf(path, io)
  if (text === undefined) return true
  if (!text.includes('answers')) return false
  const value = readPlain(text) ?? (await parsed(path, text))
  if (value === undefined) return ANSWERS_LINE.test(text)
  return isMapping(value) && Object.hasOwn(value, 'answers') && !Object.hasOwn(value, 'schemaVersion')
}

async function parsed(file: string, text: string): Promise<unknown> {
  const { parseSource } = await import('../files/parse.js')
  const document = parseSource({ file, text })
  return document.ok ? document.value.value : undefined
}

/** Whether there is a lock of ours at a path; one that cannot be read may be. */
async function isLock(path: string, io: FileReader): Promise<boolean> {
  const text = await textOf(path, io)
  return text === undefined || looksLikeLock(text)
}

/** The text of a file, whatever its encoding; empty for one that is too large to be read at all, undefined for one that cannot be opened. */
async function textOf(path: string, io: FileReader): Promise<string | undefined> {
  try {
    const { bytes } = await io.readRegular(path, MAX_BYTES + 1)
    return bytes.byteLength > MAX_BYTES ? '' : new TextDecoder().decode(bytes).replaceAll('\0', '')
  } catch {
    return undefined
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
