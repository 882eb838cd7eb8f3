import type { Difference } from './division.js'
import { verdictsAt } from './judge.js'
import type { Model } from './model.js'
import type { Verdict } from './rubric.js'
import type { Slot, State } from './truth.js'

/** One sheet that takes over an answer of another, and what that changes in its verdicts. */
export interface Takeover {
  readonly sheet: number
  /** Which of the slots of the difference it takes. */
  readonly takes: number
  /** Other differences that it takes over before, each with the slot taken: question index and slot index. */
  readonly along: readonly (readonly [question: number, slot: number])[]
  readonly before: readonly Verdict[]
  readonly after: readonly Verdict[]
}

/** Every sheet that has another verdict once it takes over somebody else's answer to this one question, all else as it stands. Exact. */
export function takeoversOf(model: Model, states: readonly State[], difference: Difference): readonly Takeover[] {
  return states.flatMap((state, sheet) => {
    const before = verdictsAt(model, state)
    return turned(model, [...state], difference, sheet, before).map((one) => ({ ...one, along: [] }))
  })
}

/** Answers to so many other differences are taken over before, at most. */
const MOST_ALONG = 2

/** Sheets that may still be decided in search of examples. */
export interface Search {
  left: number
}

/**
 * An example of how a difference that turns nothing by itself turns a verdict: somebody takes over answers to one or two other differences, and then
 * this one. The fewest; undefined where that takes more of them, or where the search may decide no more.
 */
export function jointTakeover(
  model: Model,
  states: readonly State[],
  difference: Difference,
  others: readonly Difference[],
  search: Search,
): Takeover | undefined {
  for (let size = 1; size <= MOST_ALONG; size++) {
    for (const [sheet, state] of states.entries()) {
      for (const along of alongOf(others, sheet, size)) {
        search.left -= difference.slots.length
        if (search.left < 0) return undefined
        const slots = [...state]
        for (const [one, slot] of along) slots[one.question] = one.slots[slot] as Slot
        const [found] = turned(model, slots, difference, sheet, verdictsAt(model, slots))
        if (found !== undefined) return { ...found, along: along.map(([one, slot]) => [one.question, slot]) }
      }
    }
  }
  return undefined
}

/** The answers to a difference that change a verdict where a sheet has got to. */
function turned(
  model: Model,
  slots: Slot[],
  { question, slots: given, held }: Difference,
  sheet: number,
  before: readonly Verdict[],
): Omit<Takeover, 'along'>[] {
  const own = slots[question] as Slot
  const found = given.flatMap((slot, takes) => {
    if (takes === held[sheet]) return []
    slots[question] = slot
    const after = verdictsAt(model, slots)
    return after.every((verdict, approach) => verdict === before[approach]) ? [] : [{ sheet, takes, before, after }]
  })
  slots[question] = own
  return found
}

/** So many of the differences, each with an answer that is not the sheet's own. */
function* alongOf(others: readonly Difference[], sheet: number, size: number): Generator<readonly (readonly [Difference, number])[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const [at, one] of others.entries()) {
    for (const slot of one.slots.keys()) {
      if (slot === one.held[sheet]) continue
      for (const rest of alongOf(others.slice(at + 1), sheet, size - 1)) yield [[one, slot], ...rest]
    }
  }
}
