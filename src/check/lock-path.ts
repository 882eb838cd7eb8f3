/** What an answers file ends in; anything else is kept in the name of the lock. */
const ANSWERS_ENDING = /\.(?:ya?ml|json)$/i
const LOCK_ENDING = '.lock.json'

/** The path of the lock of an answers file: beside it, `team.lock.json` for `team.yaml`, `team.yml` or `team.json`. */
export function lockPathOf(answersPath: string): string {
  return `${answersPath.replace(ANSWERS_ENDING, '')}${LOCK_ENDING}`
}

/** Whether a path is that of a lock; endings in any case are the same ending. */
export function isLockPath(path: string): boolean {
  return path.toLowerCase().endsWith(LOCK_ENDING)
}

/** What the path of a lock and the paths of its answers files have in common. */
export function stemOf(lockPath: string): string {
  return lockPath.slice(0, -LOCK_ENDING.length)
}

/** Whether a path ends as answers files do. */
export function mayHoldAnswers(path: string): boolean {
  return ANSWERS_ENDING.test(path) && !isLockPath(path)
}

/** The same text for two locks that could be one file: names that only differ in letter case or composition are, on some systems. */
export function lockKey(lockPath: string): string {
  return lockPath.normalize('NFC').toLowerCase()
}

/** What a lock begins with, so that half of one is known too. */
const OPENING = /^\s*\{\s*"answers": \{\s*"digest"/

/** Whether a text is a lock of ours, however damaged: then nothing is lost by writing it anew. */
export function looksLikeLock(text: string): boolean {
  return text.trim() === '' || text.includes('"lockVersion"') || OPENING.test(text)
}
