import { echo } from '../files/characters.js'
import { kindOf } from '../files/kind.js'

/** What a value is, in words: `a list`, `the number 3`, `"x"`. */
export function describe(value: unknown): string {
  if (typeof value === 'number') return `the number ${value}`
  return typeof value === 'string' ? echo(value) : kindOf(value)
}
