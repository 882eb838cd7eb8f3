import { completions } from './completions.js'
import type { Contender } from './judge.js'
import { contest, verdictsAt } from './judge.js'
import type { Model } from './model.js'
import { randomFrom } from './random.js'
import type { Verdict } from './rubric.js'
import type { Carry, Choices } from './sweep.js'
import { questionsThatMatter, sweep } from './sweep.js'
import type { Slot, State } from './truth.js'

/** An exact share of the ways to answer the open questions: how many out of how many. */
export interface Share {
  readonly part: bigint
  readonly whole: bigint
}

/** How one approach fares over all ways to answer the open questions. */
export interface Outlook {
  readonly approach: number
  readonly kept: Share
  /** By verdict; the parts add up to the whole. */
  readonly verdicts: Readonly<Record<Verdict, Share>>
}

/** Either exact, or an estimate with the error of its sampling; never to be mixed up. */
export type SetShare =
  | { readonly exact: true; readonly kept: Share }
  | { readonly exact: false; readonly kept: number; readonly draws: number; readonly standardError: number }

/** With more ways than this, all approaches together never fit: it is not even tried. */
const MOST_TRIED = 1n << 24n

const SET_DRAWS = 2_000
const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

/** Approaches that have to be judged together: groups of alternatives, and each other approach by itself. */
export function groupsOf(model: Model): number[][] {
  const competing = new Set(model.alternatives.flat())
  return [
    ...model.alternatives.map((group) => [...group]),
    ...model.approaches.filter((one) => !competing.has(one.index)).map((one) => [one.index]),
  ]
}

/** The verdicts of some approaches judged by themselves, those that are alternatives competing; in the group's order. */
export function verdictsInGroup(model: Model, group: readonly number[], members: readonly Contender[]): Verdict[] {
  const verdicts = members.map((member) => member.alone)
  if (members.length === 1) return verdicts
  for (const rivals of model.alternatives) {
    const present = rivals.flatMap((approach) => (group.includes(approach) ? [group.indexOf(approach)] : []))
    for (const loser of contest(present, members).losers) verdicts[loser] = 'skip'
  }
  return verdicts
}

/**
 * For every approach the exact share of all ways to answer the open questions that keeps its verdict, and of each verdict.
 * Each option of a question counts the same, each subset of a many-question up to three options too; a question that a way
 * hides weighs nothing. Null for a group of approaches too entangled to count within its budget of steps.
 */
export function outlooks(model: Model, state: State, now: readonly Verdict[]): (Outlook | null)[] {
  const choices = completions(model, state)
  const result: (Outlook | null)[] = model.approaches.map(() => null)
  for (const group of groupsOf(model)) {
    const whole = questionsThatMatter(model, state, group, choices).reduce(
      (product, one) => product * BigInt((choices[one] as readonly Slot[]).length),
      1n,
    )
    const counts = group.map(() => new Map<Verdict, bigint>())
    const visit = (members: readonly Contender[], value: number | bigint): void => {
      verdictsInGroup(model, group, members).forEach((verdict, member) => {
        const tally = counts[member] as Map<Verdict, bigint>
        tally.set(verdict, (tally.get(verdict) ?? 0n) + BigInt(value))
      })
    }
    const small = whole <= BigInt(Number.MAX_SAFE_INTEGER)
    const done = small ? sweep(model, state, group, choices, COUNT, visit) : sweep(model, state, group, choices, BIG_COUNT, visit)
    if (!done) continue
    group.forEach((approach, member) => {
      const share = (verdict: Verdict): Share => ({ part: counts[member]?.get(verdict) ?? 0n, whole })
      result[approach] = {
        approach,
        kept: share(now[approach] as Verdict),
        verdicts: { adopt: share('adopt'), pilot: share('pilot'), later: share('later'), skip: share('skip') },
      }
    })
  }
  return result
}

const COUNT: Carry<number> = { start: 1, step: (value) => value, merge: (a, b) => a + b, times: (value, choices) => value * choices }
const BIG_COUNT: Carry<bigint> = {
  start: 1n,
  step: (value) => value,
  merge: (a, b) => a + b,
  times: (value, choices) => value * BigInt(choices),
}

/**
 * The share of all ways that keeps every verdict at once. Exact where there are at most `mostWays`, or where all approaches
 * can be carried jointly within `mostSteps`; else estimated from seeded draws, and labelled so.
 */
export function setShare(model: Model, state: State, now: readonly Verdict[], mostWays: number, mostSteps: number): SetShare {
  const choices = completions(model, state)
  const everyone = model.approaches.map((approach) => approach.index)
  const matter = questionsThatMatter(model, state, everyone, choices)
  const whole = matter.reduce((product, one) => product * BigInt((choices[one] as readonly Slot[]).length), 1n)
  let kept = 0n
  const visit = (members: readonly Contender[], count: bigint): void => {
    if (verdictsInGroup(model, everyone, members).every((verdict, approach) => verdict === now[approach])) kept += count
  }
  if (whole <= BigInt(mostWays)) return { exact: true, kept: { part: countSame(model, state, choices, matter, now), whole } }
  const counted = whole <= MOST_TRIED && sweep(model, state, everyone, choices, BIG_COUNT, visit, mostSteps)
  return counted ? { exact: true, kept: { part: kept, whole } } : estimate(model, state, choices, matter, now)
}

function countSame(model: Model, state: State, choices: Choices, matter: readonly number[], now: readonly Verdict[]): bigint {
  const slots: Slot[] = [...state]
  let kept = 0
  const walk = (depth: number): void => {
    const question = matter[depth]
    if (question === undefined) {
      if (sameVerdicts(model, slots, now)) kept += 1
      return
    }
    for (const slot of choices[question] as readonly Slot[]) {
      slots[question] = slot
      walk(depth + 1)
    }
  }
  walk(0)
  return BigInt(kept)
}

function estimate(model: Model, state: State, choices: Choices, matter: readonly number[], now: readonly Verdict[]): SetShare {
  const random = randomFrom(1)
  const slots: Slot[] = [...state]
  let kept = 0
  for (let draw = 0; draw < SET_DRAWS; draw++) {
    for (const question of matter) {
      const options = choices[question] as readonly Slot[]
      slots[question] = options[random(options.length)] as Slot
    }
    if (sameVerdicts(model, slots, now)) kept += 1
  }
  const share = kept / SET_DRAWS
  return { exact: false, kept: share, draws: SET_DRAWS, standardError: Math.sqrt((share * (1 - share)) / SET_DRAWS) }
}

function sameVerdicts(model: Model, state: State, now: readonly Verdict[]): boolean {
  return verdictsAt(model, state).every((verdict, approach) => verdict === now[approach])
}

/** A share as a whole percentage for display: 0 and 100 only when they are exact. */
export function wholePercent(share: Share): number {
  if (share.whole === 0n) return 0
  const rounded = Number((share.part * 200n + share.whole) / (share.whole * 2n))
  if (rounded === 0 && share.part > 0n) return 1
  return rounded === 100 && share.part < share.whole ? 99 : rounded
}

export { VERDICTS }
