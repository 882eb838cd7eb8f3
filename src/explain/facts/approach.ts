import type { Approach, Lines, Rubric } from '../../engine/rubric.js'
import { type GateFacts, gateFacts, type PreconditionFacts, preconditionFacts } from './rules.js'
import { type BothSides, bothSidesOf, byStrength, type Weight, weightsOf } from './weights.js'

/** What an approach is, where it starts, what moves it, and what can stop it. */
export interface ApproachFacts {
  readonly title: string
  readonly summary: string
  readonly layer: string
  readonly layerTitle: string
  /** Adopted whatever is answered. */
  readonly always: boolean
  /** Points of need before any answer. */
  readonly prior: number
  readonly priorBecause: string
  readonly readinessPrior: number
  readonly lines: Lines
  /** Every points entry on it, strongest first; `axis` tells need from readiness. */
  readonly for: readonly Weight[]
  readonly against: readonly Weight[]
  readonly gates: readonly (GateFacts & { readonly id: string })[]
  readonly preconditions: readonly (PreconditionFacts & { readonly id: string })[]
  /** Groups of approaches that do the same job, of which at most one is recommended. */
  readonly alternatives: readonly { readonly id: string; readonly of: readonly string[]; readonly because: string }[]
  /** Sources that are cited for it in one place and against it in another. */
  readonly bothSides: readonly BothSides[]
}

/** Everything the rubric says of one approach, its plan left out. */
export function approachFacts(rubric: Rubric, approach: Approach): ApproachFacts {
  const { id, title, summary, layer, prior, priorBecause, readinessPrior, lines } = approach
  const weights = weightsOf(rubric)
  const own = byStrength(weights.filter((one) => one.approach === id))
  return {
    title,
    summary,
    layer,
    layerTitle: rubric.layers.find((one) => one.id === layer)?.title ?? layer,
    always: approach.always !== undefined,
    prior,
    priorBecause,
    readinessPrior,
    lines,
    for: own.filter((one) => one.points > 0),
    against: own.filter((one) => one.points < 0),
    gates: rubric.gates.filter((one) => one.approach === id).map((one) => ({ id: one.id, ...gateFacts(rubric, one) })),
    preconditions: rubric.preconditions
      .filter((one) => one.approach === id)
      .map((one) => ({ id: one.id, ...preconditionFacts(rubric, one) })),
    alternatives: rubric.alternatives.filter((one) => one.of.includes(id)),
    bothSides: bothSidesOf(rubric, weights).filter((one) => one.approach === id),
  }
}
