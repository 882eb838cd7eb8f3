import type { Verdict } from '../engine/rubric.js'
import { layOut, type Packed } from '../engine/sums.js'
import { type Carry, sweep } from '../engine/sweep.js'
import type { Slot, State } from '../engine/truth.js'
import { type Combined, combine } from './combined.js'
import { type Bundle, verdictsIn } from './contenders.js'
import type { Versions } from './sides.js'

/** Steps that are left for counting, a step being one situation carried on by one choice; counted, so that every machine gives up at the same place. */
export interface Budget {
  left: number
  /** Steps after which one sweep gives up, and one question more is gone through answer by answer. */
  readonly perSweep?: number
}

/** How verdicts move over all ways to answer. */
export interface Tally {
  readonly whole: bigint
  /** Ways in which any verdict of the bundle differs. */
  readonly any: bigint
  /** By approach of the bundle, the ways by verdict before and after, as `before>after`; unchanged ones too. */
  readonly moves: readonly ReadonlyMap<string, bigint>[]
  /** Answers that show a move, by approach id and move. */
  readonly shown: ReadonlyMap<string, readonly Slot[]>
}

const STEPS_PER_SWEEP = 1_000_000
const COST_OF_BIG_SUMS = 3
/** Making ready costs about as much as so many steps. */
const STEPS_TO_BUILD = 20_000

/**
 * Counts exactly how the verdicts of a bundle differ between the versions, over all ways to answer the shared questions: each answer of a
 * question counts alike, and a question that a version does not ask weighs nothing there. Null when the budget does not last.
 */
export function tallyOf(versions: Versions, bundle: Bundle, budget: Budget): Tally | null {
  const moves = bundle.ids.map(() => new Map<string, bigint>())
  let any = 0n
  const shown = new Map<string, readonly Slot[]>()
  const note: Note = (before, after, ways, example) => {
    before.forEach((from, at) => {
      const to = after[at] as Verdict
      const move = `${from}>${to}`
      moves[at]?.set(move, (moves[at]?.get(move) ?? 0n) + ways)
      const key = `${bundle.ids[at]} ${move}`
      if (from !== to && !shown.has(key)) shown.set(key, example().slice(0, versions.questions.length))
    })
    if (before.some((from, at) => from !== after[at])) any += ways
  }
  const whole = versions.questions.reduce((product, { slots }) => product * BigInt(slots.length), 1n)
  const counted = count(versions, bundle, new Map(), whole, budget, note)
  return counted ? { whole, any, moves, shown } : null
}

type Note = (before: readonly Verdict[], after: readonly Verdict[], ways: bigint, example: () => readonly Slot[]) => void

/** Counts the ways in which some answers are fixed, `ways` of them in all. */
function count(versions: Versions, bundle: Bundle, fixed: ReadonlyMap<number, Slot>, ways: bigint, budget: Budget, note: Note): boolean {
  budget.left -= STEPS_TO_BUILD
  if (budget.left < 0) return false
  const combined = combine(versions, bundle, fixed, false)
  if (swept(bundle, combined, ways, budget, note)) return true
  const question = mostTied(combined, fixed)
  if (question === undefined) return false
  const weights = combined.weights[question] as readonly number[]
  const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0))
  return (combined.choices[question] as readonly Slot[]).every((slot, choice) =>
    count(versions, bundle, new Map(fixed).set(question, slot), (ways * BigInt(weights[choice] as number)) / whole, budget, note),
  )
}

function mostTied({ ties, choices }: Combined, fixed: ReadonlyMap<number, Slot>): number | undefined {
  let best: number | undefined
  for (const [question, number] of ties.entries()) {
    if (fixed.has(question) || number === 0 || (choices[question] as readonly Slot[]).length === 1) continue
    if (best === undefined || number > (ties[best] as number)) best = question
  }
  return best
}

function swept(bundle: Bundle, { model, state, choices, weights }: Combined, ways: bigint, budget: Budget, note: Note): boolean {
  const everyone = bundle.judged.map((_, place) => place)
  const { moving, start } = layOut(model, state, everyone, choices)
  const matter = [...new Set(moving.flatMap(({ scope }) => scope))]
  const cost = costOf(start, everyone.length)
  const sizes = matter.map((question) => (weights[question] as readonly number[]).reduce((sum, one) => sum + one, 0))
  const whole = sizes.reduce((product, size) => product * BigInt(size), 1n)
  const most = Math.floor(Math.min(budget.perSweep ?? STEPS_PER_SWEEP, budget.left) / cost)
  let steps = 0
  const visit = (members: Parameters<typeof verdictsIn>[2], { value, path }: Way<number | bigint>): void =>
    note(verdictsIn(bundle, 0, members), verdictsIn(bundle, 1, members), (BigInt(value) * ways) / whole, () => slotsOf(state, path))
  const carry = <T>(one: T, times: (value: T, weight: number) => T, plus: (a: T, b: T) => T): Carry<Way<T>> => ({
    start: { value: one, path: undefined },
    step({ value, path }, question, choice) {
      steps += 1
      const slot = choices[question]?.[choice] as Slot
      return { value: times(value, weights[question]?.[choice] as number), path: { before: path, question, slot } }
    },
    merge: (a, b) => ({ value: plus(a.value, b.value), path: a.path }),
  })
  const done =
    whole <= BigInt(Number.MAX_SAFE_INTEGER)
      ? sweep(model, state, everyone, choices, carry(1, times, plus), visit, most)
      : sweep(model, state, everyone, choices, carry(1n, bigTimes, bigPlus), visit, most)
  budget.left -= (done ? steps : most) * cost
  return done
}

/** What a step costs: where the sums of all that is judged do not fit into a number, it takes the longer the more is judged. */
export function costOf(start: Packed, judged: number): number {
  return typeof start === 'bigint' ? COST_OF_BIG_SUMS * judged : 1
}

const times = (value: number, weight: number): number => value * weight
const plus = (a: number, b: number): number => a + b
const bigTimes = (value: bigint, weight: number): bigint => value * BigInt(weight)
const bigPlus = (a: bigint, b: bigint): bigint => a + b

/** Ways that come to the same, and one of them. */
interface Way<T> {
  readonly value: T
  readonly path: Path | undefined
}

interface Path {
  readonly before: Path | undefined
  readonly question: number
  readonly slot: Slot
}

function slotsOf(state: State, path: Path | undefined): Slot[] {
  const slots = [...state]
  for (let at = path; at !== undefined; at = at.before) slots[at.question] = at.slot
  return slots
}
