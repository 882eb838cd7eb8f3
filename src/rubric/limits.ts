/** How much a rubric may hold. Each limit is tested at n and at n + 1. */
export const LIMITS = {
  questions: 200,
  options: 50,
  approaches: 50,
  /** Gates, preconditions, set rules, mistakes, references and every other list. */
  entries: 2000,
  /** Characters of a title, label or name. */
  label: 200,
  /** Characters of any other text. */
  text: 4000,
  /** Points of one entry, and a prior, in decibans; both ways. */
  points: 100,
  /** Levels of `all`, `any` and `not` inside one condition. */
  conditionDepth: 8,
} as const
