import type { Expectation } from '../engine/answers.js'
import { hundredthsText, readPercentage } from '../files/percentage.js'

/** The keys of an `expect:` block that take one number each, and what their flags are called. */
export const LIMITS = ['min-stability', 'min-margin', 'max-open'] as const

export type Limit = (typeof LIMITS)[number]

/** What answers can be refused for. */
export const FAIL_ON = ['mistakes', 'contradictions'] as const

/** What a limit takes, as the end of a sentence. */
export const TAKES: Readonly<Record<Limit, string>> = {
  'min-stability': 'takes a percentage of at most 100, such as 90%',
  'min-margin': 'takes a whole number of points, such as 3',
  'max-open': 'takes a whole number of questions, such as 2',
}

/** The expectation that a limit and its number, as a text, stand for; undefined when the number is not one of these. */
export function limitOf(limit: Limit, text: string): Expectation | undefined {
  if (limit === 'min-stability') {
    const hundredths = readPercentage(text)
    return hundredths === undefined ? undefined : { kind: limit, hundredths }
  }
  if (!/^(?:0|[1-9][0-9]{0,5})$/.test(text)) return undefined
  return limit === 'min-margin' ? { kind: limit, points: Number(text) } : { kind: limit, questions: Number(text) }
}

/** The number of a limit as a person writes it: `90%`, `3`; undefined for an expectation that is none. */
export function limitText(expectation: Expectation): string | undefined {
  if (expectation.kind === 'min-stability') return hundredthsText(expectation.hundredths)
  if (expectation.kind === 'min-margin') return String(expectation.points)
  return expectation.kind === 'max-open' ? String(expectation.questions) : undefined
}
