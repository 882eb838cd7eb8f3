import { uncheckedFile } from '../check/checked-file.js'
import { isLockPath, lockPathOf, mayHoldAnswers, stemOf } from '../check/lock-path.js'
import type { CheckedFile } from '../check/result.js'
import { echo, visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import type { FileReader } from '../files/read.js'
import { contentOf, isLock } from './answers-content.js'
import { findAnswersFiles, forward, kindAt, leftAlone, misplacedLock } from './answers-folder.js'
import { answersFilesOf, faultOfEnding, faultsOfLocks } from './lock-claims.js'

/** What there is to check. */
export interface Found {
  /** Paths of answers files, each once, sorted. */
  readonly files: readonly string[]
  /** Folders without answers, locks without them or with two, and the like: what could not be checked. */
  readonly problems: readonly CheckedFile[]
  /** What was left alone, for each folder. */
  readonly warnings: readonly Diagnostic[]
}

/** What looking for answers files takes. */
export interface Search {
  readonly io: FileReader
  /** One for two names of a file. */
  readonly identity: (path: string) => string
  /** Whether the files are held against locks. */
  readonly locks: boolean
}

/** The answers files that paths stand for: themselves, those in a folder, and for a lock the one beside it. */
export async function checkTargetsOf(paths: readonly string[], { io, identity, locks }: Search): Promise<Found> {
  const files = new Map<string, string>()
  const problems = new Map<string, CheckedFile>()
  const warnings: Diagnostic[] = []
  const add = (path: string): void => {
    const id = identity(path)
    if (!files.has(id)) files.set(id, path)
  }
  const refuse = (path: string, fault: Diagnostic, lock?: string): void => void problems.set(path, uncheckedFile(path, [fault], lock))
  for (const given of new Set(paths)) {
    const path = forward(given)
    if ((await kindAt(path, io)) === 'folder') {
      const found = await findAnswersFiles(path, io)
      found.files.forEach(add)
      for (const lock of found.strayLocks) refuse(lock, stray(lock))
      for (const one of found.problems) refuse(one.place?.file ?? path, one)
      warnings.push(...leftAlone(found, path))
    } else if (isLockPath(path)) {
      const beside = await answersFilesOf(path, io)
      beside.forEach(add)
      if (beside.length === 0) refuse(path, await faultOfLock(path, io))
    } else {
      const fault = await faultOfName(path, io, locks)
      if (fault === undefined) add(path)
      else refuse(path, fault)
    }
  }
  const all = [...files.values()].sort()
  const faults = locks ? await faultsOfLocks(all, io, identity) : NONE
  for (const [file, fault] of faults) refuse(file, fault, lockPathOf(file))
  return { files: all.filter((file) => !faults.has(file)), problems: [...problems.values()], warnings }
}

const NONE: ReadonlyMap<string, Diagnostic> = new Map()

/** What is wrong with a path that was named and is that of a file, before it is read as answers. */
async function faultOfName(path: string, io: FileReader, locks: boolean): Promise<Diagnostic | undefined> {
  if ((await kindAt(path, io)) !== 'file') return undefined
  if (!mayHoldAnswers(path)) return locks ? faultOfEnding(path) : undefined
  return (await contentOf(path, 'file', io)) === 'lock' ? misplacedLock(path) : undefined
}

/** What is wrong with a lock that no answers file lies beside. */
async function faultOfLock(path: string, io: FileReader): Promise<Diagnostic> {
  const place = { file: path }
  if ((await kindAt(path, io)) === undefined && !isListed(path, io)) {
    return problem('file-missing', `there is no file ${echo(path)}, and no answers file that it would be the lock of`, {
      place,
      hint: 'check the path, or leave it out; it is taken from the current folder',
    })
  }
  if (await isLock(path, io)) return stray(path)
  const message = 'this is no lock of rag-or-tune, and no answers file lies beside it'
  return problem('lock-foreign', message, { place, hint: 'name an answers file, or leave it out' })
}

function isListed(path: string, io: FileReader): boolean {
  const parts = path.split('/')
  const name = parts.pop()
  try {
    return (io.entries?.(parts.length === 0 ? '.' : `${parts.join('/')}/`) ?? []).some((one) => one.name === name)
  } catch {
    return false
  }
}

function stray(lock: string): Diagnostic {
  return problem('lock-without-answers', `the lock ${visible(lock)} lies there without its answers file`, {
    place: { file: lock },
    hint: `bring ${visible(stemOf(lock))}.yaml back, or delete the lock`,
  })
}
