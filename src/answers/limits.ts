import type { Expectation } from '../engine/answers.js'
import { echo } from '../files/characters.js'
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

/** What is wrong with the text of a limit, as the end of a sentence that begins with its name; and what to write instead, where that can be told. */
export interface LimitFault {
  readonly says: string
  readonly hint?: string
}

/**
 * The expectation that a limit and its number, as a text, stand for; or what is wrong: it is no such number, it may be meant as a share, or nothing
 * could fall short of it. `shown` is the text as a message quotes it.
 */
export function limitFrom(limit: Limit, text: string, shown = echo(text)): Expectation | LimitFault {
  const read = limitOf(limit, text)
  if (read === undefined) return { says: `${TAKES[limit]}, not ${shown}` }
  if (read.kind === 'max-open') return read
  const least = read.kind === 'min-stability' ? read.hundredths : read.points
  if (least === 0)
    return {
      says: `is ${text}, and nothing falls short of it`,
      hint: `write ${limit === 'min-margin' ? '1' : '1%'} or more, or leave it out`,
    }
  if (read.kind === 'min-stability' && least < ONE_PERCENT && !text.endsWith('%')) {
    const share = hundredthsText(least * 100)
    return { says: `is ${text}, which could be a share or a percentage`, hint: `write ${share} or ${hundredthsText(least)}` }
  }
  return read
}

/** In hundredths of a percent. */
const ONE_PERCENT = 100

function limitOf(limit: Limit, text: string): Limited | undefined {
  if (limit === 'min-stability') {
    const hundredths = readPercentage(text)
    return hundredths === undefined ? undefined : { kind: limit, hundredths }
  }
  if (!/^(?:0|[1-9][0-9]{0,5})$/.test(text)) return undefined
  return limit === 'min-margin' ? { kind: limit, points: Number(text) } : { kind: limit, questions: Number(text) }
}

type Limited = Extract<Expectation, { kind: Limit }>

/** The number of a limit as a person writes it: `90%`, `3`; undefined for an expectation that is none. */
export function limitText(expectation: Expectation): string | undefined {
  if (expectation.kind === 'min-stability') return hundredthsText(expectation.hundredths)
  if (expectation.kind === 'min-margin') return String(expectation.points)
  return expectation.kind === 'max-open' ? String(expectation.questions) : undefined
}
