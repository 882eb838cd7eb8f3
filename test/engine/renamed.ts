import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'

/** Keys whose value is an id or a list of ids. `chosen`, `verdict` and texts are none. */
const ID_KEYS = new Set([
  'id',
  'section',
  'layer',
  'criterion',
  'question',
  'approach',
  'is',
  'of',
  'filledBy',
  'evidence',
  'runs',
  'absent',
])

/** Another id for an id, one to one, in another alphabetical order. */
export function rename(id: string): string {
  return `z${id.replace(/[a-z]/g, (letter) => String.fromCharCode(219 - letter.charCodeAt(0)))}`
}

function renameIn(value: unknown, isId: boolean): unknown {
  if (typeof value === 'string') return isId ? rename(value) : value
  if (Array.isArray(value)) return value.map((entry) => renameIn(entry, isId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renameIn(inner, ID_KEYS.has(key))]))
}

/** The same rubric with every id replaced, consistently. */
export function renamedRubric(rubric: Rubric): Rubric {
  const result = renameIn(rubric, false) as Rubric
  return { ...result, plans: Object.fromEntries(Object.entries(result.plans).map(([id, plan]) => [rename(id), plan])) }
}

/** The same answers to the renamed rubric. */
export function renamedAnswers(given: Given): Given {
  return Object.fromEntries(
    Object.entries(given).map(([id, value]) => [
      rename(id),
      value === 'unsure' ? value : typeof value === 'string' ? rename(value) : value.map(rename),
    ]),
  )
}
