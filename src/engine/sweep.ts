import type { Contender } from './judge.js'
import type { Model } from './model.js'
import type { Effect, Packed, Sums } from './sums.js'
import { layOut, plus } from './sums.js'
import type { Slot, State } from './truth.js'

/**
 * A sweep walks through the questions that can vary, one after the other, and keeps for each situation that still
 * differs only what later questions need: the answers that later conditions read, and the sums so far. Sums of whole
 * points add up, so situations with equal sums merge; that is what makes counts over 10^11 sheets exact and quick.
 * It is dynamic programming over a path decomposition of the questions that conditions tie together.
 */

/**
 * Steps that one sweep may take, a step being one situation carried on by one choice: about half a second. Counted and not
 * timed, so that every machine gives up at the same place; the caller then says that it gave up.
 */
const MOST_STEPS = 2_000_000
/** Making one choice in one context costs about as much as so many steps. */
const STEPS_PER_CHOICE = 8

/** What can vary: for each question the slots it may take; one slot means that it is fixed. */
export type Choices = readonly (readonly Slot[])[]

/** How values of merging situations combine. `step` extends a value by one choice; null drops the situation. */
export interface Carry<T> {
  readonly start: T
  step(value: T, question: number, choice: number): T | null
  merge(a: T, b: T): T
  /** Where which choice was made does not matter: a value that so many choices share. Choices of equal effect are then taken as one. */
  times?(value: T, choices: number): T
}

/** Situations that share the answers which later conditions read: by packed sums, their value. */
interface Context<T> {
  readonly slots: Slot[]
  readonly sums: Map<Packed, T>
}

/**
 * Sweeps the group of approaches over all choices and hands each final situation (its members in the group's order) to `visit`.
 * Exact. Returns false, having visited nothing, when it would take more than `most` steps.
 */
export function sweep<T>(
  model: Model,
  state: State,
  group: readonly number[],
  choices: Choices,
  carry: Carry<T>,
  visit: (members: readonly Contender[], value: T) => void,
  most = MOST_STEPS,
): boolean {
  const walked = walk(model, state, group, choices, carry, most)
  if (walked === null) return false
  for (const context of walked.layer.values()) for (const [packed, value] of context.sums) visit(walked.sums.unpack(packed), value)
  return true
}

/**
 * Hands each situation that is left when only one question is undecided to `visit`: the members as they come out for every answer to it, in the
 * order of its choices. Answers of equal effect come out the same. Exact; false, having visited nothing, when it would take more than `most` steps.
 */
export function sweepBefore(
  model: Model,
  state: State,
  group: readonly number[],
  choices: Choices,
  last: number,
  visit: (outcomes: readonly (readonly Contender[])[]) => void,
  most = MOST_STEPS,
): boolean {
  const seen = new Set<string>()
  const walked = walk(model, state, group, choices, EXISTS, most, last)
  if (walked === null) return false
  const { layer, sums, final } = walked
  if (final === undefined) return true
  for (const context of layer.values()) {
    const added = [...new Set(final.slots.map((slot) => wayOn(context, final, slot).added))]
    for (const packed of context.sums.keys()) {
      const ends = added.map((one) => final.settle(plus(packed, one)))
      const key = ends.join()
      if (seen.has(key)) continue
      seen.add(key)
      visit(ends.map(sums.unpack))
    }
  }
  return true
}

const EXISTS: Carry<true> = { start: true, step: () => true, merge: () => true, times: () => true }

interface Walked<T> {
  readonly layer: ReadonlyMap<string, Context<T>>
  readonly sums: Sums
  /** The question that was kept for last, if it decides anything. */
  readonly final: Step | undefined
}

/** Carries the situations through all questions, or through all but the one that is kept for last. */
function walk<T>(
  model: Model,
  state: State,
  group: readonly number[],
  choices: Choices,
  carry: Carry<T>,
  most: number,
  last?: number,
): Walked<T> | null {
  const sums = layOut(model, state, group, choices)
  const order = orderOf(sums.moving, choices, last)
  const placeOf = new Map(order.map((question, place) => [question, place]))
  const decidedAt = new Map(sums.moving.map((effect) => [effect, Math.max(...effect.scope.map((one) => placeOf.get(one) as number))]))
  const readUntil = order.map((question) =>
    Math.max(...sums.moving.map((effect) => (effect.scope.includes(question) ? (decidedAt.get(effect) as number) : -1))),
  )
  let layer = new Map<string, Context<T>>([['', { slots: [...state], sums: new Map([[sums.start, carry.start]]) }]])
  const budget = { left: most }
  for (const [place, question] of order.entries()) {
    const step: Step = {
      question,
      slots: choices[question] as readonly Slot[],
      due: sums.moving.filter((effect) => decidedAt.get(effect) === place),
      live: order.slice(0, place + 1).filter((_, earlier) => (readUntil[earlier] as number) > place),
      nothing: sums.nothing,
      settle: sums.settler(sums.moving.filter((effect) => (decidedAt.get(effect) as number) > place)),
    }
    if (question === last) return { layer, sums, final: step }
    const advanced = advance(layer, step, carry, budget)
    if (advanced === null) return null
    layer = advanced
  }
  return { layer, sums, final: undefined }
}

/** Questions that a group's verdicts depend on at all, among those that vary; in the rubric's order. */
export function questionsThatMatter(model: Model, state: State, group: readonly number[], choices: Choices): number[] {
  const { moving } = layOut(model, state, group, choices)
  return [...new Set(moving.flatMap((effect) => effect.scope))].sort((a, b) => a - b)
}

interface Step {
  readonly question: number
  readonly slots: readonly Slot[]
  /** Effects that are decided once this question is. */
  readonly due: readonly Effect[]
  /** Questions whose answers later effects still read. */
  readonly live: readonly number[]
  readonly nothing: Packed
  readonly settle: (packed: Packed) => Packed
}

/** One question further; null when the budget does not last. */
function advance<T>(
  layer: ReadonlyMap<string, Context<T>>,
  step: Step,
  carry: Carry<T>,
  budget: { left: number },
): Map<string, Context<T>> | null {
  const next = new Map<string, Context<T>>()
  const settled = new Map<Packed, Packed>()
  const arrive = (way: Way, packed: Packed, value: T): void => {
    const sum = plus(packed, way.added)
    const key = settled.get(sum) ?? step.settle(sum)
    settled.set(sum, key)
    const target = next.get(way.key) ?? { slots: way.state, sums: new Map<Packed, T>() }
    next.set(way.key, target)
    const before = target.sums.get(key)
    target.sums.set(key, before === undefined ? value : carry.merge(before, value))
  }
  for (const context of layer.values()) {
    budget.left -= step.slots.length * STEPS_PER_CHOICE
    if (budget.left < 0) return null
    if (carry.times !== undefined) {
      for (const { way, choices } of bundledWays(context, step)) {
        budget.left -= context.sums.size
        for (const [packed, value] of context.sums) arrive(way, packed, carry.times(value, choices))
      }
      continue
    }
    step.slots.forEach((slot, choice) => {
      const values = steppedValues(context, step, choice, carry)
      budget.left -= values.length
      if (values.length === 0) return
      const way = wayOn(context, step, slot)
      for (const [packed, value] of values) arrive(way, packed, value)
    })
  }
  return next
}

/** One choice made in a context: what later conditions read of it, and what it adds. */
interface Way {
  readonly key: string
  readonly state: Slot[]
  readonly added: Packed
}

function wayOn<T>(context: Context<T>, step: Step, slot: Slot): Way {
  const state = [...context.slots]
  state[step.question] = slot
  let added = step.nothing
  for (const effect of step.due) added = plus(added, effect.add(state))
  return { key: step.live.map((one) => keyOf(state[one] as Slot)).join('|'), state, added }
}

/** The ways on, choices of equal effect taken as one. */
function bundledWays<T>(context: Context<T>, step: Step): Iterable<{ way: Way; choices: number }> {
  const bundles = new Map<string, { way: Way; choices: number }>()
  for (const slot of step.slots) {
    const way = wayOn(context, step, slot)
    const key = `${way.key} ${way.added}`
    const bundle = bundles.get(key)
    if (bundle === undefined) bundles.set(key, { way, choices: 1 })
    else bundle.choices += 1
  }
  return bundles.values()
}

/** The values that can take a choice at all. */
function steppedValues<T>(context: Context<T>, step: Step, choice: number, carry: Carry<T>): (readonly [Packed, T])[] {
  const values: (readonly [Packed, T])[] = []
  for (const [packed, value] of context.sums) {
    const stepped = carry.step(value, step.question, choice)
    if (stepped !== null) values.push([packed, stepped])
  }
  return values
}

function keyOf(slot: Slot): string {
  return slot === null ? '-' : typeof slot === 'number' ? String(slot) : slot.map((flag) => (flag ? '1' : '0')).join('')
}

/**
 * Questions that nothing ties to others come first; then, greedily, comes the question that leaves the fewest situations to remember. One may be
 * kept for last.
 */
function orderOf(effects: readonly Effect[], choices: Choices, last?: number): number[] {
  const scopes = [...new Map(effects.map((effect) => [effect.scope.join(), effect.scope])).values()]
  const tied = scopes.filter((scope) => scope.length > 1)
  const rest = new Set(tied.flat())
  const order = [...new Set(scopes.flat())].filter((question) => !rest.has(question) && question !== last)
  rest.delete(last as number)
  const done = new Set<number>()
  while (rest.size > 0) {
    let best = -1
    let bestCost = Number.POSITIVE_INFINITY
    for (const candidate of rest) {
      done.add(candidate)
      const cost = liveWays(tied, done, choices)
      done.delete(candidate)
      if (cost < bestCost) {
        best = candidate
        bestCost = cost
      }
    }
    rest.delete(best)
    done.add(best)
    order.push(best)
  }
  if (last !== undefined && scopes.some((scope) => scope.includes(last))) order.push(last)
  return order
}

function liveWays(scopes: readonly (readonly number[])[], done: ReadonlySet<number>, choices: Choices): number {
  const live = new Set<number>()
  for (const scope of scopes) {
    if (scope.every((one) => done.has(one))) continue
    for (const one of scope) if (done.has(one)) live.add(one)
  }
  let ways = 1
  for (const one of live) ways *= (choices[one] as readonly Slot[]).length
  return ways
}
