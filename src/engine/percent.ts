/** round(100 / (1 + 10^(−L/10))) for L = 0, 1, 2 … 19; from 20 points on it is 99. Written out, so that no machine's `pow` decides. */
const UPPER = [50, 56, 61, 67, 72, 76, 80, 83, 86, 89, 91, 93, 94, 95, 96, 97, 98, 98, 98, 99]

/** Points (decibans) as a whole number from 1 to 99, for display only; verdicts compare points. */
export function percentOf(points: number): number {
  const upper = UPPER[points < 0 ? -points : points] ?? 99
  return points < 0 ? 100 - upper : upper
}
