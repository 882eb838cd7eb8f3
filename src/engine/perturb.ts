import type { Contribution } from './decision.js'
import type { Standing } from './judge.js'
import { contenderOf, contest } from './judge.js'
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
  const moved = contributions.map((list) => ({
    need: list.filter((one) => one.axis === 'need').map((one) => reachOf(one.points)),
    readiness: list.filter((one) => one.axis === 'readiness').map((one) => reachOf(one.points)),
  }))
  const counts = model.approaches.map(() => ({ adopt: 0, pilot: 0, later: 0, skip: 0 }))
  const shift = (reaches: readonly number[]): number => {
    let sum = 0
    for (const reach of reaches) sum += random(2 * reach + 1) - reach
    return sum
  }
  for (let draw = 0; draw < draws; draw++) {
    const contenders = model.approaches.map((approach) => {
      const { need, readiness, blocked, required, held } = standings[approach.index] as Standing
      const reaches = moved[approach.index] as (typeof moved)[number]
      return contenderOf(approach, {
        need: need + shift(reaches.need),
        readiness: readiness + shift(reaches.readiness),
        blocked,
        required,
        held,
      })
    })
    const losers = new Set(model.alternatives.flatMap((group) => contest(group, contenders).losers))
    contenders.forEach(({ alone }, approach) => {
      const count = counts[approach] as Record<Verdict, number>
      count[losers.has(approach) ? 'skip' : alone] += 1
    })
  }
  return { draws, seed, counts }
}

/** The standard error of a share of draws, as a fraction. */
export function standardError(count: number, draws: number): number {
  const share = count / draws
  return Math.sqrt((share * (1 - share)) / draws)
}
