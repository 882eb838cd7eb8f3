import type { Place } from '../files/diagnostic.js'
import { isMapping } from '../files/kind.js'
import type { Locate, Path } from './problems.js'

/**
 * A path into the resolved rubric, in its names, with ids (or names) in place of positions where members have them:
 * `['questions', 'need', 'options', 'facts', 'points', 'rag', 0, 'when']` is the condition of the first entry of that option for that approach.
 */
export type Subject = readonly (string | number)[]

/** Finds where the subject is written; where a deeper piece is not written, the nearest piece around it. */
export type Places = (subject: Subject, at?: 'key' | 'value') => Place

/** Where the pieces of a rubric are written. */
export interface Whereabouts {
  readonly locate: Places
  /** Whether a subject is written in a file that the rubric builds on, so that its own file could take it out. */
  readonly inBase: (subject: Subject) => boolean
}

/** The places of a rubric as written. */
export function placesOf(written: unknown, locate: Locate): Places {
  return (subject, at = 'value') => locate(writtenPath(written, subject), at)
}

/** The path in the written rubric of what a subject names, as far as it is written. */
export function writtenPath(written: unknown, subject: Subject): Path {
  const path: (string | number)[] = []
  let value = written
  for (const step of subject) {
    const more = stepsTo(value, step)
    if (more === undefined) return path
    path.push(...more)
    for (const one of more) value = (value as Record<string | number, unknown>)[one]
  }
  return path
}

/** The steps in the written value that one step of a subject stands for; none for the only entry of something that is no list, undefined: not written. */
function stepsTo(value: unknown, step: string | number): Path | undefined {
  if (Array.isArray(value)) {
    const index = typeof step === 'number' ? step : value.findIndex((entry) => nameOf(entry) === step)
    return index >= 0 && index < value.length ? [index] : undefined
  }
  if (!isMapping(value)) return undefined
  if (typeof step === 'number') return typeof value['points'] === 'number' ? onlyEntry(step) : entryAt(value, step)
  const key = keysFor(step).find((one) => Object.hasOwn(value, one))
  return key === undefined ? undefined : [key]
}

function nameOf(entry: unknown): unknown {
  return isMapping(entry) ? (entry['id'] ?? entry['name']) : entry
}

/** One entry of points is written without a list. */
function onlyEntry(index: number): Path | undefined {
  return index === 0 ? [] : undefined
}

/** The n-th entry of the points of an option, counted over all approaches as the resolved rubric lists them. */
function entryAt(points: Readonly<Record<string, unknown>>, index: number): Path | undefined {
  const all = Object.entries(points).flatMap(([approach, entries]): Path[] =>
    Array.isArray(entries) ? entries.map((_, at) => [approach, at]) : [[approach]],
  )
  return all[index]
}

/** What a name of the resolved rubric may be called in the written one. */
function keysFor(name: string): readonly string[] {
  if (name === 'absent') return ['ask']
  if (name === 'never' || name === 'approach') return [name, 'never-lowers', 'never-raises']
  return [name, name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]
}
