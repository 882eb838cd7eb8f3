import { isDate } from '../engine/calendar.js'
import type { Lock } from './lock.js'
import { isOlder, isVersion } from './versions.js'

/** What becomes of the review date of an older lock where the answers file names none. */
export type OldReview =
  /** It came from `--date`, or nobody can tell: it is kept. */
  | { readonly kind: 'kept'; readonly after: string }
  /** The answers file named it, and names it no longer. */
  | { readonly kind: 'dropped'; readonly after: string }
  | { readonly kind: 'none' }
  /** The lock is damaged where it would stand. */
  | { readonly kind: 'lost' }

/** The review date of an older lock, given as read, or as the text of one that cannot be read: of several dates there the earliest. */
export function oldReview(old: Lock | string): OldReview {
  if (typeof old !== 'string') {
    if (old.review === null) return { kind: 'none' }
    return { kind: old.review.from === 'date' ? 'kept' : 'dropped', after: old.review.after }
  }
  const [after] = [...old.matchAll(/"([0-9]{4}-[0-9]{2}-[0-9]{2})"/g)].flatMap(([, day = '']) => (isDate(day) ? [day] : [])).sort()
  if (after !== undefined) return { kind: 'kept', after }
  return { kind: /"review": *null/.test(old) ? 'none' : 'lost' }
}

/** The version of the tool that wrote an older lock, where it is newer than the one that runs: an older tool does not write it anew. */
export function newerThan(toolVersion: string, old: Lock | string): string | undefined {
  const versions = typeof old === 'string' ? [...old.matchAll(/"name": *"rag-or-tune",\s*"version": *"([^"]*)"/g)] : []
  const all = typeof old === 'string' ? versions.map(([, version = '']) => version) : [old.tool.version]
  return all.find((version) => isVersion(version) && isOlder(toolVersion, version))
}

/** What to do where a newer version wrote the lock. */
export function toolMend(version: string): string {
  return `run rag-or-tune ${version} or a later version`
}
