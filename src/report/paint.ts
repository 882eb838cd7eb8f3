/** Colours by meaning. Every word that a colour supports is also printed, so a report reads the same without them. */
export interface Paint {
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
  readonly dim: (text: string) => string
  readonly strong: (text: string) => string
}

const same = (text: string): string => text

/** No colour at all. */
export const PLAIN: Paint = { good: same, warn: same, bad: same, dim: same, strong: same }
