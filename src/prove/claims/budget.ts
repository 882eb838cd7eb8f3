import type { Exploration, Explore, Situation } from '../../engine/explore.js'

/** Steps that are left for all claims together. Counted and not timed, so that every machine gives up at the same place. */
export interface Budget {
  left: number
}

/** What making ready for an exploration costs, in steps. */
const STEPS_TO_START = 20_000

/** Explores with at most so many steps, as far as they are left; false when they did not last, having visited nothing. */
export function exploredWithin(
  budget: Budget,
  most: number,
  explore: Explore,
  exploration: Exploration,
  visit: (situation: Situation) => boolean,
): boolean {
  const steps = Math.min(most, budget.left - STEPS_TO_START)
  if (steps <= 0) return false
  let visited = 0
  const done = explore({ ...exploration, budget: steps }, (situation) => {
    visited += 1
    return visit(situation)
  })
  budget.left -= STEPS_TO_START + (done ? visited : steps)
  return done
}
