import type { Condition, Truth } from '../../engine/rubric.js'
import { compile, FALSE, type Ternary, TRUE } from '../../engine/truth.js'
import { atomsOf, atomWords } from '../condition.js'
import type { Situation } from './situation.js'

/** Whether a condition holds with these answers, and each thing that it reads. */
export interface Holding {
  readonly holds: Truth
  readonly parts: readonly { readonly says: string; readonly holds: Truth }[]
}

/** A compiled condition's value as the word for it. */
export function truthOf(value: Ternary): Truth {
  return value === TRUE ? 'true' : value === FALSE ? 'false' : 'unknown'
}

/** Tests a condition, and each atom in it by itself. No condition always holds. */
export function holdingOf({ rubric, model, state, verdicts }: Situation, condition: Condition | undefined): Holding {
  if (condition === undefined) return { holds: 'true', parts: [] }
  const test = (each: Condition): Truth => truthOf(compile(each, model.names)(state, verdicts))
  return { holds: test(condition), parts: atomsOf(condition).map((atom) => ({ says: atomWords(rubric, atom), holds: test(atom) })) }
}
