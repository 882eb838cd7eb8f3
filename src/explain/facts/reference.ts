import type { Reference, Rubric } from '../../engine/rubric.js'
import { type Citing, citingOf } from './cited.js'
import { type BothSides, bothSidesOf, byStrength, type Weight, weightsOf } from './weights.js'

/** A source, how far it was checked, and every place of the rubric that cites it. */
export interface ReferenceFacts extends Omit<Reference, 'id'> {
  /** Points that rest on it, strongest first. */
  readonly points: readonly Weight[]
  readonly citedBy: readonly Citing[]
  /** Approaches for which it is cited in one place and against which in another. */
  readonly bothSides: readonly BothSides[]
}

/** Everything the rubric rests on one source. */
export function referenceFacts(rubric: Rubric, reference: Reference): ReferenceFacts {
  const { id, ...about } = reference
  const weights = weightsOf(rubric).filter((one) => one.evidence.includes(id))
  return {
    ...about,
    points: byStrength(weights),
    citedBy: citingOf(rubric, id),
    bothSides: bothSidesOf(rubric, weights).filter((one) => one.reference === id),
  }
}
