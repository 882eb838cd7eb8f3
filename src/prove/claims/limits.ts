/** How far the quick ways of proving a claim go before the thorough ones; what is proved does not depend on it. */
export interface ClaimLimits {
  /** Sheets drawn in each case before it is explored. */
  readonly draws: number
  /** Steps of one exploration before it is taken apart by the answers to one more question. */
  readonly steps: number
  /** Questions that are taken apart one within the other. */
  readonly depth: number
}

export const LIMITS: ClaimLimits = { draws: 40, steps: 50_000, depth: 12 }
