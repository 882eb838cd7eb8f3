import type { Answer } from './answers.js'

/** Answers as a person writes them down: by question id, an option id or a list of option ids. A question that is not named is open. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/** The same as the engine takes them. */
export function answersOfGiven(given: Given): ReadonlyMap<string, Answer> {
  return new Map(Object.entries(given).map(([id, value]) => [id, { value, origin: 'file' }]))
}
