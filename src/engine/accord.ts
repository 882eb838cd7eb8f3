import type { Difference } from './division.js'
import { verdictsAt } from './judge.js'
import type { Model } from './model.js'
import type { Verdict } from './rubric.js'
import type { Slot, State } from './truth.js'

/** Answers on which everybody might agree: by question, in the order of the set that it belongs to. */
export interface Agreed {
  /** By question of the set, which of the given slots. */
  readonly choice: readonly number[]
  /** Approaches on which all sheets agree once these answers stand in each of them. */
  readonly approaches: readonly number[]
  /** The verdicts of each sheet then. */
  readonly verdicts: readonly (readonly Verdict[])[]
}

/** Questions to be agreed on, and the answers that bring as many verdicts into agreement as any answers of as few questions do. */
export interface Accord {
  readonly questions: readonly number[]
  readonly agreed: readonly Agreed[]
  /** All ways to agree on these questions; `agreed` are those of them that go furthest. */
  readonly ways: number
  /** Of a single question, the other ways, which leave more verdicts apart; of a larger set they are only counted. */
  readonly others: readonly Agreed[]
}

export interface Accords {
  /** Approaches on which all sheets agree as they are. */
  readonly now: readonly number[]
  /** The single questions that go furthest; empty where none brings more verdicts into agreement. */
  readonly first: readonly Accord[]
  /** The smallest sets that bring all verdicts into agreement; empty where there is none of up to `searched` questions. */
  readonly enough: readonly Accord[]
  /** Sets of up to so many questions were all looked at. */
  readonly searched: number
}

/** The largest sets that are looked at, and the sheets that may be decided for that. */
const LARGEST = 3
const USUAL_BUDGET = 300_000

/**
 * Returns what brings the verdicts of sheets into agreement: which one question, and which smallest set of them, if it is answered alike in all of
 * them. Every answer that somebody gave is tried, and none is left open. Exact: each is decided; `searched` says how far the budget of decisions lasted.
 */
export function accordsOf(model: Model, states: readonly State[], differences: readonly Difference[], budget = USUAL_BUDGET): Accords {
  const mattering = differences.filter(({ turns, unproved }) => turns.length + unproved.length > 0)
  const talks: Talks = { model, states, left: budget }
  const now = agreedBy(states.map((state) => verdictsAt(model, state)))
  const all = model.approaches.length
  const found = { now, first: [], enough: [] }
  if (now.length === all) return { ...found, searched: 0 }
  const single = accordsOn(talks, subsets(mattering, 1))
  if (single === null) return { ...found, searched: 0 }
  const best = single.reduce((most, { agreed }) => Math.max(most, agreed[0]?.approaches.length ?? 0), 0)
  const first = best > now.length ? furthest(single, best) : []
  if (best === all) return { now, first, enough: first, searched: 1 }
  for (let size = 2; size <= LARGEST; size++) {
    const sets = subsets(mattering, size).filter((set) => reachesAll(set, now, all))
    const more = accordsOn(talks, sets)
    if (more === null) return { now, first, enough: [], searched: size - 1 }
    const enough = furthest(more, all)
    if (enough.length > 0) return { now, first, enough, searched: size }
  }
  return { now, first, enough: [], searched: LARGEST }
}

interface Talks {
  readonly model: Model
  readonly states: readonly State[]
  left: number
}

function furthest(accords: readonly Accord[], most: number): Accord[] {
  return accords.flatMap((accord) => {
    const isReached = accord.agreed.some(({ approaches }) => approaches.length === most)
    return isReached ? [accord] : []
  })
}

/** Without a question that can turn an approach, its verdicts stay as far apart as they are. */
function reachesAll(set: readonly Difference[], now: readonly number[], all: number): boolean {
  const turned = new Set([...now, ...set.flatMap(({ turns, unproved }) => [...turns, ...unproved])])
  return turned.size === all
}

/** For each set the ways to agree on it, those apart that go furthest; null when the budget does not last for all of them. */
function accordsOn(talks: Talks, sets: readonly (readonly Difference[])[]): Accord[] | null {
  const accords: Accord[] = []
  for (const set of sets) {
    const choices = choicesOf(set)
    talks.left -= choices.length * talks.states.length
    if (talks.left < 0) return null
    const agreed = choices.map((choice) => agreedOn(talks, set, choice))
    const most = Math.max(...agreed.map(({ approaches }) => approaches.length))
    accords.push({
      questions: set.map(({ question }) => question),
      agreed: agreed.filter(({ approaches }) => approaches.length === most),
      ways: choices.length,
      others: set.length > 1 ? [] : agreed.filter(({ approaches }) => approaches.length < most),
    })
  }
  return accords
}

/** Every way to agree on a set: an answer that somebody gave to each of its questions. */
function choicesOf(set: readonly Difference[]): number[][] {
  return set.reduce<number[][]>(
    (all, { slots }) => all.flatMap((choice) => slots.flatMap((slot, at) => (slot === null ? [] : [[...choice, at]]))),
    [[]],
  )
}

function agreedOn({ model, states }: Talks, set: readonly Difference[], choice: readonly number[]): Agreed {
  const verdicts = states.map((state) => {
    const slots = [...state]
    for (const [at, difference] of set.entries()) slots[difference.question] = difference.slots[choice[at] as number] as Slot
    return verdictsAt(model, slots)
  })
  return { choice, approaches: agreedBy(verdicts), verdicts }
}

/** The approaches on which all lists of verdicts agree. */
function agreedBy(verdicts: readonly (readonly Verdict[])[]): number[] {
  return (verdicts[0] ?? []).flatMap((verdict, approach) => (verdicts.every((one) => one[approach] === verdict) ? [approach] : []))
}

/** The subsets of a size, in the order of the list. */
function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((one, at) => subsets(list.slice(at + 1), size - 1).map((rest) => [one, ...rest]))
}
