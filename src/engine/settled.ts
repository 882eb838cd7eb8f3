import type { DecidedApproach, Margin } from './decision.js'
import type { Standing } from './judge.js'

/** A factor of two in the odds: closer to a line than this is called a close call. */
export const CLOSE_POINTS = 3

/** What stands before an approach whatever its need: a block, a hold, or readiness below its line. */
export type Settled = 'block' | 'hold' | 'readiness'

/** Returns what settles a verdict before need does; undefined where need decides. */
export function settledBy(standing: Pick<Standing, 'verdict' | 'blocked' | 'held' | 'ready'>): Settled | undefined {
  if (standing.blocked) return 'block'
  // Only a baseline is built although something is missing: nothing holds it back.
  if (standing.verdict === 'adopt' || standing.verdict === 'pilot') return undefined
  if (standing.held) return 'hold'
  return standing.ready ? undefined : 'readiness'
}

/** The same, read from a decision. */
export function settledIn({ verdict, gates, readinessPoints }: DecidedApproach): Settled | undefined {
  const has = (effect: string): boolean => gates.some((gate) => gate.effect === effect)
  return settledBy({ verdict, blocked: has('block'), held: has('hold'), ready: readinessPoints.total >= readinessPoints.line })
}

/** Whether few points decide. */
export function isClose(margin: Margin | null, settled: Settled | undefined): boolean {
  return isWithin(margin, settled, CLOSE_POINTS)
}

/** Whether fewer points than these decide. Behind a gate none do, and while readiness is short only the points that make up for it. */
export function isWithin(margin: Margin | null, settled: Settled | undefined, points: number): boolean {
  if (margin === null || margin.points >= points) return false
  return settled === undefined || (settled === 'readiness' && margin.to === 'readiness')
}
