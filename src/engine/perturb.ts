import type { Contribution } from './decision.js'
import type { Standing } from './judge.js'
import { flagsOf, verdictsFrom } from './judge.js'
import type { Model } from './model.js'
import { randomFrom } from './random.js'
import type { Verdict } from './rubric.js'

/** Draws when none are named. */
export const DEFAULT_DRAWS = 10_000

/** How often each verdict came out, by approach index, when the points themselves were moved. */
export interface Perturbation {
  readonly draws: number
  readonly seed: number
  readonly counts: readonly Readonly<Record<Verdict, number>>[]
}

/**
 * How far an entry of so many points may be moved either way: a third of its size, rounded up, and at least one point.
 * Every whole number in between is equally likely.
 */
export function reachOf(points: number): number {
  return Math.max(1, Math.ceil(Math.abs(points) / 3))
}

/**
 * Robustness to the rubric's own judgement: every points entry that counted is moved on a whole-number grid, independently,
 * and the verdicts are taken again. Stochastic multicriteria acceptability analysis (Lahdelma & Salminen, Operations Research 49, 2001)
 * over points in place of criteria weights. It is no probability of being right. The same seed gives the same counts everywhere.
 */
export function perturb(
  model: Model,
  standings: readonly Standing[],
  contributions: readonly (readonly Contribution[])[],
  draws: number,
  seed: number,
): Perturbation {
  const random = randomFrom(seed)
  const reaches = (axis: Contribution['axis']): number[][] =>
    contributions.map((list) => list.filter((one) => one.axis === axis).map((one) => reachOf(one.points)))
  const [needReaches, readinessReaches] = [reaches('need'), reaches('readiness')]
  const flags = standings.map(flagsOf)
  const need = standings.map((standing) => standing.need)
  const readiness = standings.map((standing) => standing.readiness)
  const moved = (sum: number, list: readonly number[]): number => {
    let total = sum
    for (const reach of list) total += random(2 * reach + 1) - reach
    return total
  }
  const counts = model.approaches.map(() => ({ adopt: 0, pilot: 0, later: 0, skip: 0 }))
  for (let draw = 0; draw < draws; draw++) {
    for (let approach = 0; approach < standings.length; approach++) {
      const { need: needNow, readiness: readinessNow } = standings[approach] as Standing
      need[approach] = moved(needNow, needReaches[approach] as number[])
      readiness[approach] = moved(readinessNow, readinessReaches[approach] as number[])
    }
    const verdicts = verdictsFrom(model, need, readiness, flags)
    for (let approach = 0; approach < verdicts.length; approach++) {
      const count = counts[approach] as Record<Verdict, number>
      count[verdicts[approach] as Verdict] += 1
    }
  }
  return { draws, seed, counts }
}

/** The standard error of a share of draws, as a fraction. */
export function standardError(count: number, draws: number): number {
  const share = count / draws
  return Math.sqrt((share * (1 - share)) / draws)
}
