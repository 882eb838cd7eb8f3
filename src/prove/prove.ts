import type { Rubric } from '../engine/rubric.js'
import { proveConditions } from './conditions.js'
import type { ProofReport } from './finding.js'
import { proveGates } from './gates.js'
import { proveEffects } from './inert.js'
import { proveReach } from './reach.js'
import { proveReferences } from './references.js'
import { proveScales } from './scales.js'
import { spaceOf } from './space.js'
import { joined } from './tally.js'
import { proveTies } from './ties.js'

/**
 * Proves, over all answers to a rubric (any question may stay open), that it says nothing in vain and contradicts nothing that it declares; and its
 * claims. What cannot be proved is a finding. `date`, in ISO form, is the day on which references are due for review; `budget` bounds the exploring,
 * in steps that are counted and never timed, so that every machine comes to the same.
 */
export function proveRubric(rubric: Rubric, options: { readonly date?: string; readonly budget?: number } = {}): ProofReport {
  const space = spaceOf(rubric, options.budget)
  return joined([
    proveReach(space),
    proveEffects(space),
    proveScales(space),
    proveGates(space),
    proveConditions(space),
    proveTies(space),
    proveReferences(rubric, options.date),
  ])
}
