import type { Diagnostic } from './diagnostic.js'
import { problem } from './problem.js'

/** More problems than this are not collected: nobody reads them, and a hostile file could hold a million. */
export const MAX_PROBLEMS = 1000

/** Collects problems up to a limit. */
export interface Problems {
  add(found: Diagnostic): void
  /** How many there are so far. */
  readonly count: number
  /** No more are taken. */
  readonly full: boolean
  /** The lines on which there is a problem, in a set of its own. */
  lines(): Set<number>
  /** All of them in the order of their places, with a last one that says so when no more were taken. */
  sorted(file: string): Diagnostic[]
}

/** An empty collection. */
export function collectProblems(): Problems {
  const list: Diagnostic[] = []
  return {
    add(found) {
      if (list.length < MAX_PROBLEMS) list.push(found)
    },
    get count() {
      return list.length
    },
    lines: () => new Set(list.flatMap(({ place }) => (place?.line === undefined ? [] : [place.line]))),
    get full() {
      return list.length >= MAX_PROBLEMS
    },
    sorted(file) {
      list.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0))
      if (list.length === MAX_PROBLEMS) {
        list.push(problem('too-many-problems', 'reading stopped after 1,000 problems; there may be more', { place: { file } }))
      }
      return list
    },
  }
}
