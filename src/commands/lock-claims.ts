import { basename } from 'node:path'
import { isLockPath, lockKey, lockPathOf, mayHoldAnswers } from '../check/lock-path.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import type { FileReader, FolderEntry } from '../files/read.js'
import { contentOf } from './answers-content.js'

/** What a folder says of locks, by their keys. */
interface Shelf {
  /** The names of the answers files that a lock would serve. */
  readonly claims: ReadonlyMap<string, readonly string[]>
  /** The locks that are links. */
  readonly links: ReadonlySet<string>
}

const EMPTY: Shelf = { claims: new Map(), links: new Set() }

/** The answers files that would have the same lock as this one, without this one: one lock cannot serve two. */
export async function rivalsOf(answersFile: string, io: FileReader): Promise<readonly string[]> {
  return rivalsIn(shelfOf(folderOf(answersFile), io), answersFile, io)
}

/** The answers files that a lock belongs to: one, or several by mistake. Without any that holds answers, the files that did by their names. */
export async function answersFilesOf(lock: string, io: FileReader): Promise<readonly string[]> {
  const { claims } = shelfOf(folderOf(lock), io)
  const there = (claims.get(lockKey(basename(lock))) ?? []).map((name) => folderOf(lock) + name)
  const holding = await whichHold(there, io)
  return holding.length > 0 ? holding : there
}

/**
 * The problems with the locks of answers files, by the paths of these files: a lock that several of them claim, or others beside them; and a lock that is
 * a link, which would be written to whatever it leads to. `identity` is one for two paths of one file.
 */
export async function faultsOfLocks(
  files: readonly string[],
  io: FileReader,
  identity: (path: string) => string,
): Promise<ReadonlyMap<string, Diagnostic>> {
  const shelves = new Map<string, Shelf>()
  const together = new Map<string, string[]>()
  const keyOf = (file: string): string => lockKey(identity(lockPathOf(file)))
  for (const file of files) {
    const folder = folderOf(file)
    if (!shelves.has(folder)) shelves.set(folder, shelfOf(folder, io))
    together.set(keyOf(file), [...(together.get(keyOf(file)) ?? []), file])
  }
  const faults = new Map<string, Diagnostic>()
  for (const file of files) {
    const shelf = shelves.get(folderOf(file)) ?? EMPTY
    const rivals = new Set([...(together.get(keyOf(file)) ?? []).filter((one) => one !== file), ...(await rivalsIn(shelf, file, io))])
    if (rivals.size > 0) faults.set(file, sharedLock(file, [...rivals].sort()))
    else if (shelf.links.has(lockKey(basename(lockPathOf(file))))) faults.set(file, linkedLock(file))
  }
  return faults
}

/** The problem with an answers file that has the same lock as others. */
export function sharedLock(file: string, rivals: readonly string[]): Diagnostic {
  const lock = visible(lockPathOf(file))
  return problem('lock-shared', `${visible(file)} and ${rivals.map(visible).join(' and ')} would have the same lock, ${lock}`, {
    place: { file },
    hint: 'give one of them another name',
  })
}

/** The problem with the name of an answers file that is to have a lock, and has none of the endings by which folders and locks know it. */
export function faultOfEnding(path: string): Diagnostic | undefined {
  if (mayHoldAnswers(path)) return undefined
  const renamed = `${path.replace(/(?<=[^./\\])\.[^./\\]+$/, '')}.yaml`
  return problem('answers-ending', 'an answers file with a lock ends in .yaml, .yml or .json, and this one does not', {
    place: { file: path },
    hint: `if it holds answers, call it ${visible(renamed)}, or give it another of these endings; else leave it out`,
  })
}

function linkedLock(file: string): Diagnostic {
  const lock = lockPathOf(file)
  return problem('lock-link', `the lock ${visible(lock)} is a symbolic link, and a lock is a file of its own`, {
    place: { file: lock },
    hint: 'remove the link, then write the lock with check --update',
  })
}

function shelfOf(folder: string, io: FileReader): Shelf {
  const claims = new Map<string, string[]>()
  const entries = entriesOf(folder, io)
  for (const { name, kind } of entries) {
    if (kind !== 'file' || !mayHoldAnswers(name)) continue
    const key = lockKey(lockPathOf(name))
    claims.set(key, [...(claims.get(key) ?? []), name])
  }
  const links = entries.filter(({ name, isLink }) => isLink && isLockPath(name)).map(({ name }) => lockKey(name))
  return { claims, links: new Set(links) }
}

/** What cannot be listed shows when its files are read. */
function entriesOf(folder: string, io: FileReader): readonly FolderEntry[] {
  try {
    return io.entries?.(folder === '' ? '.' : folder) ?? []
  } catch {
    return []
  }
}

async function rivalsIn({ claims }: Shelf, answersFile: string, io: FileReader): Promise<readonly string[]> {
  const own = basename(answersFile)
  const names = claims.get(lockKey(basename(lockPathOf(answersFile)))) ?? []
  // Where letter case makes no difference, team.yaml may be called team.YAML.
  const same = names.includes(own) ? own : names.find((name) => lockKey(name) === lockKey(own))
  const others = names.filter((name) => name !== same)
  return whichHold(
    others.map((name) => folderOf(answersFile) + name),
    io,
  )
}

async function whichHold(paths: readonly string[], io: FileReader): Promise<readonly string[]> {
  const holding: string[] = []
  for (const path of paths) if ((await contentOf(path, 'file', io)) === 'answers') holding.push(path)
  return holding
}

/** The path up to the name, with what parts the two. */
function folderOf(path: string): string {
  return path.slice(0, path.length - basename(path).length)
}
