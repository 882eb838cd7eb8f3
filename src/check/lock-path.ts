/** What an answers file ends in; anything else is kept in the name of the lock. */
const ANSWERS_ENDING = /\.(?:ya?ml|json)$/i
const LOCK_ENDING = '.lock.json'

/** The path of the lock of an answers file: beside it, `team.lock.json` for `team.yaml`, `team.yml` or `team.json`. */
export function lockPathOf(answersPath: string): string {
  return `${answersPath.replace(ANSWERS_ENDING, '')}${LOCK_ENDING}`
}

/** Whether a path is that of a lock. */
export function isLockPath(path: string): boolean {
  return path.endsWith(LOCK_ENDING)
}

/** The paths that the answers file of a lock may have. */
export function answersPathsOf(lockPath: string): readonly string[] {
  const stem = lockPath.slice(0, -LOCK_ENDING.length)
  return ['.yaml', '.yml', '.json'].map((ending) => stem + ending)
}

/** Whether a path ends as answers files do. */
export function mayHoldAnswers(path: string): boolean {
  return ANSWERS_ENDING.test(path) && !isLockPath(path)
}

/** What a lock begins with, so that half of one is known too. */
const OPENING = /^\s*\{\s*"answers": \{\s*"digest"/

/** Whether a text is a lock of ours, however damaged: then nothing is lost by writing it anew. */
export function looksLikeLock(text: string): boolean {
  return text.trim() === '' || text.includes('"lockVersion"') || OPENING.test(text)
}
