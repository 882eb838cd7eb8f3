import type { Contender } from './judge.js'
import type { Model } from './model.js'
import type { Effect, Packed } from './sums.js'
import { layOut, plus } from './sums.js'
import type { Slot, State } from './truth.js'

/**
 * A sweep walks through the questions that can vary, one after the other, and keeps for each situation that still
 * differs only what later questions need: the answers that later conditions read, and the sums so far. Sums of whole
 * points add up, so situations with equal sums merge; that is what makes counts over 10^11 sheets exact and quick.
 * It is dynamic programming over a path decomposition of the questions that conditions tie together.
 */

/** More situations than this are not kept at once: memory stays bounded and the caller says that it gave up. */
const MOST_SITUATIONS = 400_000

/** What can vary: for each question the slots it may take; one slot means that it is fixed. */
export type Choices = readonly (readonly Slot[])[]

/** How values of merging situations combine. `step` extends a value by one choice; null drops the situation. */
export interface Carry<T> {
  readonly start: T
  step(value: T, question: number, choice: number): T | null
  merge(a: T, b: T): T
}

/** Situations that share the answers which later conditions read: by packed sums, their value. */
interface Context<T> {
  readonly slots: Slot[]
  readonly sums: Map<Packed, T>
}

/**
 * Sweeps the group of approaches over all choices and hands each final situation (its members in the group's order) to `visit`.
 * Exact. Returns false, having visited nothing, when more situations than `most` would have to be kept at once.
 */
export function sweep<T>(
  model: Model,
  state: State,
  group: readonly number[],
  choices: Choices,
  carry: Carry<T>,
  visit: (members: readonly Contender[], value: T) => void,
  most = MOST_SITUATIONS,
): boolean {
  const sums = layOut(model, state, group, choices)
  const order = orderOf(sums.moving, choices)
  const done = new Set<number>()
  let layer = new Map<string, Context<T>>([['', { slots: [...state], sums: new Map([[sums.start, carry.start]]) }]])
  for (const question of order) {
    done.add(question)
    const isDone = (effect: Effect): boolean => effect.scope.every((one) => done.has(one))
    const pending = sums.moving.filter((effect) => !isDone(effect))
    const step = {
      question,
      slots: choices[question] as readonly Slot[],
      due: sums.moving.filter((effect) => effect.scope.includes(question) && isDone(effect)),
      live: order.filter((one) => done.has(one) && pending.some((effect) => effect.scope.includes(one))),
      nothing: sums.nothing,
      settle: sums.settler(pending),
    }
    layer = advance(layer, step, carry)
    let kept = 0
    for (const context of layer.values()) kept += context.sums.size
    if (kept > most) return false
  }
  for (const context of layer.values()) for (const [packed, value] of context.sums) visit(sums.unpack(packed), value)
  return true
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

function advance<T>(layer: ReadonlyMap<string, Context<T>>, step: Step, carry: Carry<T>): Map<string, Context<T>> {
  const next = new Map<string, Context<T>>()
  for (const context of layer.values()) {
    step.slots.forEach((slot, choice) => {
      const state = [...context.slots]
      state[step.question] = slot
      const added = step.due.reduce<Packed>((sum, effect) => plus(sum, effect.add(state)), step.nothing)
      const key = step.live.map((one) => keyOf(state[one] as Slot)).join('|')
      let target = next.get(key)
      if (target === undefined) {
        target = { slots: state, sums: new Map() }
        next.set(key, target)
      }
      for (const [packed, value] of context.sums) {
        const stepped = carry.step(value, step.question, choice)
        if (stepped === null) continue
        const settled = step.settle(plus(packed, added))
        const before = target.sums.get(settled)
        target.sums.set(settled, before === undefined ? stepped : carry.merge(before, stepped))
      }
    })
  }
  return next
}

function keyOf(slot: Slot): string {
  return slot === null ? '-' : typeof slot === 'number' ? String(slot) : slot.map((flag) => (flag ? '1' : '0')).join('')
}

/** Greedy: next comes the question that leaves the fewest situations to remember. */
function orderOf(effects: readonly Effect[], choices: Choices): number[] {
  const scopes = [...new Map(effects.map((effect) => [effect.scope.join(), effect.scope])).values()]
  const rest = new Set(scopes.flat())
  const done = new Set<number>()
  const order: number[] = []
  while (rest.size > 0) {
    let best = -1
    let bestCost = Number.POSITIVE_INFINITY
    for (const candidate of rest) {
      done.add(candidate)
      const cost = liveWays(scopes, done, choices)
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
