import type { Rubric } from '../engine/rubric.js'
import { proveClaims } from './claims.js'
import { proveConditions } from './conditions.js'
import type { ProofReport } from './finding.js'
import { proveGates } from './gates.js'
import { proveEffects } from './inert.js'
import { proveReach } from './reach.js'
import { proveReferences } from './references.js'
import { proveScales } from './scales.js'
import { type Limits, spaceOf } from './space.js'
import { joined } from './tally.js'
import { proveTies } from './ties.js'

export interface ProofOptions {
  readonly date?: string
  readonly budget?: number
  /** The rubric before questions were left out of it: what it reaches and this one does not, is due to that. */
  readonly whole?: Rubric
  /** For tests: when to leave the quick ways for the thorough ones. */
  readonly limits?: Limits
}

/**
 * Proves, over all answers to a rubric (any question may stay open), that it says nothing in vain and contradicts nothing that it declares; and its
 * claims. What cannot be proved is a finding. `date`, in ISO form, is the day on which references are due for review; `budget` bounds the exploring,
 * in steps that are counted and never timed, so that every machine comes to the same.
 */
export function proveRubric(rubric: Rubric, { date, budget, whole, limits }: ProofOptions = {}): ProofReport {
  const space = spaceOf(rubric, budget, limits)
  const claims = proveClaims(rubric, budget)
  return joined([
    proveReach(space, whole === undefined ? undefined : () => spaceOf(whole, budget, limits)),
    proveEffects(space),
    proveScales(space),
    proveGates(space),
    proveConditions(space),
    proveTies(space),
    proveReferences(rubric, date),
    { findings: claims.findings, proved: [{ proof: 'proof-claim', count: claims.proved.length }] },
  ])
}
