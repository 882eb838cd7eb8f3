import type { Rubric } from '../engine/rubric.js'
import { checkId } from '../files/ids.js'
import { isMapping } from '../files/kind.js'
import type { LockedValue } from './lock.js'

/**
 * What an answers file says to questions that its rubric leaves out, as a lock holds it. It decides nothing, but it is an answer: kept so that a
 * change of the rubric is not taken for a change of the answer, nor the other way round. What can be no answer is left out.
 */
export function unaskedAnswers(file: unknown, { absent }: Rubric): ReadonlyMap<string, LockedValue> {
  const answers = isMapping(file) && Object.hasOwn(file, 'answers') ? file['answers'] : undefined
  const found = new Map<string, LockedValue>()
  if (!isMapping(answers)) return found
  for (const id of absent) {
    const value = Object.hasOwn(answers, id) ? writtenValue(answers[id]) : undefined
    if (value !== undefined) found.set(id, value)
  }
  return found
}

/** A number in quotes is that number, as it would be to the question. */
function writtenValue(raw: unknown): LockedValue | undefined {
  if (Array.isArray(raw)) return raw.every(isId) ? [...new Set(raw)].sort() : undefined
  const value = typeof raw === 'string' && /^[0-9]{1,15}$/.test(raw) ? Number(raw) : raw
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined
  return isId(value) ? value : undefined
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && checkId(value) === undefined
}
