import { sep } from 'node:path'
import { isLockPath, lockKey, lockPathOf, mayHoldAnswers } from '../check/lock-path.js'
import { byText } from '../files/by-text.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem, warning } from '../files/problem.js'
import type { FileKind, FileReader, FolderEntry } from '../files/read.js'
import { systemReason } from '../files/system-reason.js'
import { contentOf, isLock } from './answers-content.js'

/** What a folder holds. All paths begin with the folder as it was given, have forward slashes, and are sorted. */
export interface FoundAnswers {
  /** Answers files, sound or not: whoever reads them finds out. */
  readonly files: readonly string[]
  /** How many other files that end as answers files do were left alone, locks apart. */
  readonly others: number
  /** How many folders were not entered because they are links. */
  readonly links: number
  /** Locks of ours whose answers file is gone. */
  readonly strayLocks: readonly string[]
  /** Folders that cannot be listed, and locks under other names; and when there is neither an answers file nor a stray lock, that nothing was found. */
  readonly problems: readonly Diagnostic[]
}

/**
 * Looks for answers files in a folder and all folders in it, but those whose name begins with a dot and `node_modules`; links to folders are counted,
 * and not followed. An answers file ends in .yaml, .yml or .json and holds answers, as `contentOf` says, or has a lock beside it that no such file
 * has. Throws nothing for what the system does.
 */
export async function findAnswersFiles(folder: string, io: FileReader): Promise<FoundAnswers> {
  const files: string[] = []
  const strayLocks: string[] = []
  const problems: Diagnostic[] = []
  let others = 0
  let all = 0
  let links = 0
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
    problems.push(...found.misplaced.map(misplacedLock))
    others += found.others
    all += entries.filter(({ kind }) => kind !== 'folder').length
    links += entries.filter(isLinkedFolder).length
  }
  if (files.length + strayLocks.length + problems.length === 0) problems.push(nothingIn(folder, all, links))
  return { files: files.sort(byText), others, links, strayLocks: strayLocks.sort(byText), problems }

  function list(path: string): readonly FolderEntry[] {
    try {
      return io.entries?.(path) ?? []
    } catch (error) {
      problems.push(problem('folder-unreadable', `the folder cannot be listed: ${systemReason(error)}`, { place: { file: path } }))
      return []
    }
  }
}

/** What a path leads to; undefined for nothing, or what cannot be opened. */
export async function kindAt(path: string, io: FileReader): Promise<FileKind | undefined> {
  try {
    return (await io.readRegular(path, 0)).kind
  } catch {
    return undefined
  }
}

/** The problem with a lock that nothing is held against: it has another name than locks have. */
export function misplacedLock(path: string): Diagnostic {
  return problem('lock-without-answers', `${visible(path)} is a lock, and has no name of a lock`, {
    place: { file: path },
    hint: 'name the answers file, whose lock ends in .lock.json; a copy of a lock can be deleted',
  })
}

/** What to say of everything in a folder that was left alone. */
export function leftAlone({ others, links }: Pick<FoundAnswers, 'others' | 'links'>, folder: string): readonly Diagnostic[] {
  const place = { file: folder }
  const left: Diagnostic[] = []
  if (others > 0) {
    const what = others === 1 ? 'one other file is no answers file' : `${others} other files are no answers files`
    left.push(warning('files-left', `${what}, and left alone`, { place }))
  }
  if (links > 0) {
    const what = links === 1 ? 'one folder is a link, and was not entered' : `${links} folders are links, and were not entered`
    left.push(warning('files-left', what, { place, hint: 'name it too, if there are answers files behind it' }))
  }
  return left
}

/** What the files of one folder are. */
interface Sorted {
  readonly files: readonly string[]
  readonly strayLocks: readonly string[]
  readonly misplaced: readonly string[]
  readonly others: number
}

async function amongFiles(entries: readonly FolderEntry[], inside: (name: string) => string, io: FileReader): Promise<Sorted> {
  const locks = entries.filter(({ name }) => isLockPath(name))
  const files: string[] = []
  const without: string[] = []
  const misplaced: string[] = []
  for (const { name, kind } of entries.filter(({ name }) => mayHoldAnswers(name))) {
    const content = await contentOf(inside(name), kind, io)
    const pile = content === 'answers' ? files : content === 'lock' ? misplaced : without
    pile.push(name)
  }
  const keyOf = (name: string): string => lockKey(lockPathOf(name))
  const served = new Set(files.map(keyOf))
  const strayLocks: string[] = []
  for (const { name } of locks) {
    if (served.has(lockKey(name)) || !(await isLock(inside(name), io))) continue
    // Whoever has lost its answers is told so, not passed over.
    const left = without.filter((one) => keyOf(one) === lockKey(name))
    if (left.length === 0) strayLocks.push(name)
    files.push(...left)
  }
  const others = without.filter((name) => !files.includes(name)).length
  return { files: files.map(inside), strayLocks: strayLocks.map(inside), misplaced: misplaced.map(inside), others }
}

function nothingIn(folder: string, all: number, links: number): Diagnostic {
  const files = all === 0 ? 'no files at all' : all === 1 ? 'one other file' : `${all} other files`
  const counted = links === 0 ? files : `${files}, and ${links === 1 ? 'a link to a folder' : `${links} links to folders`}`
  return problem('folder-without-answers', `there is no answers file in ${visible(folder)}, and ${counted}`, {
    place: { file: folder },
    hint: 'an answers file ends in .yaml, .yml or .json and has the key "answers" at the top',
  })
}

function isEntered(entry: FolderEntry): boolean {
  return isWanted(entry) && !entry.isLink
}

function isLinkedFolder(entry: FolderEntry): boolean {
  return isWanted(entry) && entry.isLink
}

/** Whether this is a folder to look into, by its name. */
function isWanted({ name, kind }: FolderEntry): boolean {
  return kind === 'folder' && !name.startsWith('.') && name !== 'node_modules'
}

/** A path as all systems write it. */
export function forward(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

function joined(folder: string, name: string): string {
  if (folder === '.') return name
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}
