import { uncheckedFile } from '../check/checked-file.js'
import { answersPathsOf, isLockPath } from '../check/lock-path.js'
import type { CheckedFile } from '../check/result.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem, warning } from '../files/problem.js'
import type { FileReader } from '../files/read.js'
import { answersFilesOf, findAnswersFiles, forward, kindAt } from './answers-folder.js'

/** What there is to check. */
export interface Found {
  /** Paths of answers files, each once, sorted. */
  readonly files: readonly string[]
  /** Folders without answers, locks without them and the like: what could not be checked. */
  readonly problems: readonly CheckedFile[]
  /** What was left alone, a warning for each folder. */
  readonly warnings: readonly Diagnostic[]
}

/** The answers files that paths stand for: themselves, those in a folder, and for a lock the one beside it. `identity` is one for two names of a file. */
export async function checkTargetsOf(paths: readonly string[], io: FileReader, identity: (path: string) => string): Promise<Found> {
  const files = new Map<string, string>()
  const problems = new Map<string, CheckedFile>()
  const warnings: Diagnostic[] = []
  const add = (path: string): void => {
    const id = identity(path)
    if (!files.has(id)) files.set(id, path)
  }
  const refuse = (path: string, ...found: readonly Diagnostic[]): void => void problems.set(path, uncheckedFile(path, found))
  for (const given of new Set(paths)) {
    const path = forward(given)
    if ((await kindAt(path, io)) === 'folder') {
      const found = await findAnswersFiles(path, io)
      found.files.forEach(add)
      for (const lock of found.strayLocks) refuse(lock, stray(lock))
      for (const one of found.problems) refuse(one.place?.file ?? path, one)
      if (found.others > 0) warnings.push(leftAlone(found.others, path))
    } else if (isLockPath(path)) {
      const beside = await answersFilesOf(path, io)
      beside.forEach(add)
      if (beside.length === 0) refuse(path, stray(path))
    } else add(path)
  }
  return { files: [...files.values()].sort(), problems: [...problems.values()], warnings }
}

function leftAlone(others: number, folder: string): Diagnostic {
  const what = others === 1 ? 'one other file is no answers file' : `${others} other files are no answers files`
  return warning('files-left', `${what}, and left alone`, { place: { file: folder } })
}

function stray(lock: string): Diagnostic {
  return problem('lock-without-answers', `the lock ${visible(lock)} lies there without its answers file`, {
    place: { file: lock },
    hint: `bring ${visible(answersPathsOf(lock)[0] ?? '')} back, or delete the lock`,
  })
}
