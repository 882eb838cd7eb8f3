/** A share of the answer space, always with how it is known. Shares are between 0 and 1. */
export type Share = ExactShare | BoundShare | EstimatedShare

/** Counted: so many ways of so many. The counts are whole numbers in decimal digits, which may exceed what a number holds exactly. */
export interface ExactShare {
  readonly kind: 'exact'
  readonly share: number
  readonly ways: string
  readonly of: string
}

/** Proved to lie between two shares. */
export interface BoundShare {
  readonly kind: 'bound'
  readonly low: number
  readonly high: number
}

/** From seeded draws; it lies between `low` and `high` with 99 % confidence, where these are not narrowed by what is proved. */
export interface EstimatedShare {
  readonly kind: 'estimate'
  readonly share: number
  readonly standardError: number
  readonly draws: number
  readonly low: number
  readonly high: number
}

/** How many standard deviations 99 % confidence takes. */
const DEVIATIONS = 2.576
const DIGITS = 15

export const NOTHING: ExactShare = { kind: 'exact', share: 0, ways: '0', of: '1' }

/** An exact share; a whole of nothing has none. */
export function exactShare(ways: bigint, of: bigint): ExactShare {
  const divisor = greatestDivisor(ways, of)
  const [part, whole] = divisor === 0n ? [0n, 1n] : [ways / divisor, of / divisor]
  const scale = 10n ** BigInt(DIGITS)
  return { kind: 'exact', share: Number((part * scale * 2n + whole) / (whole * 2n)) / Number(scale), ways: String(part), of: String(whole) }
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [b, a]
  while (small !== 0n) [large, small] = [small, large % small]
  return large
}

/** A share estimated from draws, with the interval of Wilson (1927), which also holds where no draw hits; cut to what is proved. */
export function estimatedShare(hits: number, draws: number, proved: { readonly low: number; readonly high: number }): EstimatedShare {
  const share = hits / draws
  const z2 = DEVIATIONS * DEVIATIONS
  const middle = (share + z2 / (2 * draws)) / (1 + z2 / draws)
  const reach = (DEVIATIONS / (1 + z2 / draws)) * Math.sqrt((share * (1 - share)) / draws + z2 / (4 * draws * draws))
  const between = (value: number): number => rounded(Math.min(Math.max(value, proved.low), proved.high))
  return {
    kind: 'estimate',
    share: rounded(Math.min(Math.max(share, proved.low), proved.high)),
    standardError: rounded(Math.sqrt((share * (1 - share)) / draws)),
    draws,
    low: between(hits === 0 ? 0 : middle - reach),
    high: between(hits === draws ? 1 : middle + reach),
  }
}

const rounded = (value: number): number => Math.round(value * 1e9) / 1e9

/** The least that a share can be. */
export function lowOf(share: Share): number {
  return share.kind === 'exact' ? share.share : share.low
}

/** The most that a share can be; for an estimate with its confidence. */
export function highOf(share: Share): number {
  return share.kind === 'exact' ? share.share : share.high
}

/** Whether no way at all is proved. */
export function isNothing(share: Share): boolean {
  return share.kind === 'exact' && share.ways === '0'
}

/** Whether a share may be more than so many hundredths of a percent: compared exactly where it is exact, else by the most that it can be. */
export function isOver(share: Share, hundredths: number): boolean {
  if (share.kind === 'exact') return BigInt(share.ways) * 10_000n > BigInt(hundredths) * BigInt(share.of)
  return share.high * 10_000 > hundredths
}
