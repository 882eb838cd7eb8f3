import type { Code } from '../files/codes.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'
import { problem, warning } from '../files/problem.js'

/** A path into the joined rubric: keys, and positions in lists counted from 0. */
export type Path = readonly (string | number)[]

/** Finds the place of a path; a path that does not exist stands where its nearest existing ancestor does. */
export type Locate = (path: Path, at: 'key' | 'value') => Place

export interface Detail {
  readonly hint?: string | undefined
  readonly allowed?: readonly string[] | undefined
  /** Point at the key rather than at its value. */
  readonly at?: 'key' | 'value'
  /** The key that is missing at the path. */
  readonly missing?: string
}

/** Collects problems with their places. */
export interface Problems {
  readonly list: readonly Diagnostic[]
  add(code: Code, path: Path, message: string, detail?: Detail): void
  /** Adds something that does not make the rubric unusable. */
  warn(code: Code, path: Path, message: string, detail?: Detail): void
}

/** An empty collection that looks places up with `locate`. */
export function collectProblems(locate: Locate): Problems {
  const list: Diagnostic[] = []
  const collect =
    (make: typeof problem) =>
    (code: Code, path: Path, message: string, { at = 'value', allowed, hint, missing }: Detail = {}): void => {
      const about = missing === undefined ? path : [...path, missing]
      list.push(make(code, message, { place: locate(path, at), path: about.length === 0 ? undefined : writePath(about), allowed, hint }))
    }
  return { list, add: collect(problem), warn: collect(warning) }
}

/** `questions[2].options[0].label` for `['questions', 2, 'options', 0, 'label']`. */
export function writePath(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}
