import type { Contender } from './judge.js'
import { axisOf, contenderOf } from './judge.js'
import type { Entry, Model, ModelApproach, ModelQuestion } from './model.js'
import { chosenIn, isVisible } from './model.js'
import type { GateEffect } from './rubric.js'
import { Scopes } from './scopes.js'
import type { Choices } from './sweep.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Sums side by side in one whole number; a bigint where a number would not be exact. Within one sweep all are of one kind. */
export type Packed = number | bigint

/** One sum within the packed number. */
interface Field {
  readonly offset: number
  readonly size: number
  readonly unit: Packed
}

/** Adds two packed sums of the same kind. */
export function plus(a: Packed, b: Packed): Packed {
  return typeof a === 'bigint' ? a + BigInt(b) : a + (b as number)
}

function times(unit: Packed, count: number): Packed {
  return typeof unit === 'bigint' ? unit * BigInt(count) : unit * count
}

/** One local effect on a group's sums: an entry's points or a gate, decided by the questions in its scope. */
export interface Effect {
  readonly scope: readonly number[]
  readonly field: Field
  readonly points: number
  /** The question whose option it belongs to, and that option; -1 for a gate. */
  readonly question: number
  readonly option: number
  /** What it adds to the packed sums in a state that settles its scope. */
  add(state: State): Packed
}

/** A group's sums side by side in one whole number, so that adding up is one addition. */
export interface Sums {
  /** The sums before anything that varies is decided. */
  readonly start: Packed
  readonly nothing: Packed
  /** Effects that depend on what varies. */
  readonly moving: readonly Effect[]
  unpack(packed: Packed): Contender[]
  /** Maps sums that the pending effects cannot make differ in any verdict to one and the same. */
  settler(pending: readonly Effect[]): (packed: Packed) => Packed
}

interface Member {
  readonly approach: ModelApproach
  readonly need: Field
  readonly readiness: Field
  /** How many gates of each effect hold. */
  readonly gates: Readonly<Record<GateEffect, Field>>
}

const GATE_EFFECTS: readonly GateEffect[] = ['require', 'hold', 'block']

/** Lays the sums of a group of approaches side by side and lists every effect on them. */
export function layOut(model: Model, state: State, group: readonly number[], choices: Choices): Sums {
  const scopes = new Scopes(model, (question) => (choices[question] as readonly Slot[]).length > 1)
  const members = membersOf(model, group)
  const nothing = times((members[0] as Member).need.unit, 0)
  const add = (a: Packed, b: Packed): Packed => plus(a, b)
  const effects = members.flatMap((member) => [
    ...gateEffects(member, scopes, nothing),
    ...entryEffects(model, member, state, choices, scopes, nothing),
  ])
  const prior = members
    .map((member) => plus(put(member.need, member.approach.source.prior), put(member.readiness, member.approach.source.readinessPrior)))
    .reduce(add, nothing)
  return {
    start: effects
      .filter((effect) => effect.scope.length === 0)
      .map((effect) => effect.add(state))
      .reduce(add, prior),
    nothing,
    moving: effects.filter((effect) => effect.scope.length > 0),
    unpack: (packed) => members.map((member) => contenderOf(member.approach, factsOf(member, packed))),
    settler: (pending) => settlerOf(model, members, pending, nothing),
  }
}

/** Places the members' sums side by side: in a number where that is exact, in a bigint else. */
function membersOf(model: Model, group: readonly number[]): Member[] {
  let big = 1n
  const inBigs = group.map((index) =>
    memberOf(model, index, (low, high) => {
      const made = { offset: -low, size: high - low + 1, unit: big }
      big *= BigInt(made.size)
      return made
    }),
  )
  if (big > BigInt(Number.MAX_SAFE_INTEGER)) return inBigs
  let unit = 1
  return group.map((index) =>
    memberOf(model, index, (low, high) => {
      const made = { offset: -low, size: high - low + 1, unit }
      unit *= made.size
      return made
    }),
  )
}

/** Fields have room beyond their bounds, because settling moves a sum to the nearest one of equal effect. */
function memberOf(model: Model, index: number, field: (low: number, high: number) => Field): Member {
  const approach = model.approaches[index] as ModelApproach
  const { need, readiness } = boundsOf(model, index)
  const count = (effect: GateEffect): number => approach.gates.filter((gate) => gate.source.effect === effect).length
  const { lines } = approach.source
  const roomy = (bound: Bound, low: number, high: number): Field => {
    const span = bound.high - bound.low
    return field(Math.min(bound.low, low - 1 - span), Math.max(bound.high, high + span))
  }
  return {
    approach,
    need: roomy(need, lines.pilot, lines.adopt),
    readiness: roomy(readiness, lines.ready, lines.ready),
    gates: { require: field(0, count('require')), hold: field(0, count('hold')), block: field(0, count('block')) },
  }
}

function put(field: Field, value: number): Packed {
  return times(field.unit, value + field.offset)
}

function take(field: Field, packed: Packed): number {
  const { unit, size, offset } = field
  if (typeof packed === 'bigint') return Number((packed / BigInt(unit)) % BigInt(size)) - offset
  return (Math.trunc(packed / (unit as number)) % size) - offset
}

function factsOf(member: Member, packed: Packed): Parameters<typeof contenderOf>[1] {
  return {
    need: take(member.need, packed),
    readiness: take(member.readiness, packed),
    required: take(member.gates.require, packed) > 0,
    held: take(member.gates.hold, packed) > 0,
    blocked: take(member.gates.block, packed) > 0,
  }
}

function gateEffects(member: Member, scopes: Scopes, nothing: Packed): Effect[] {
  return member.approach.gates.map((gate) => {
    const field = member.gates[gate.source.effect]
    const scope = unique(scopes.ofCondition(gate.source.when))
    return { scope, field, points: 1, question: -1, option: -1, add: (state) => (gate.test(state) === TRUE ? field.unit : nothing) }
  })
}

function entryEffects(model: Model, member: Member, state: State, choices: Choices, scopes: Scopes, nothing: Packed): Effect[] {
  return model.questions.flatMap((question) => {
    const axis = axisOf(question)
    if (axis === null) return []
    const field = axis === 'need' ? member.need : member.readiness
    const own = scopes.ofQuestion(question.index)
    return question.entries.flatMap((entries, option) => {
      if (!(choices[question.index] as readonly Slot[]).some((slot) => chosenIn(slot, option))) return []
      return entries
        .filter((entry) => entry.approach === member.approach.index && mayCount(question, entry, scopes, state))
        .map((entry): Effect => {
          const counts = (state: State): boolean =>
            chosenIn(state[question.index] as Slot, option) && isVisible(question, state) && entry.test(state) === TRUE
          const scope = unique([...own, ...scopes.ofCondition(entry.source.when)])
          const worth = times(field.unit, entry.points)
          const add = (state: State): Packed => (counts(state) ? worth : nothing)
          return { scope, field, points: entry.points, question: question.index, option, add }
        })
    })
  })
}

/** False when nothing that varies decides the conditions of an entry, and they are not met. */
export function mayCount(question: ModelQuestion, entry: Entry, scopes: Scopes, state: State): boolean {
  const decided = scopes.ofCondition(question.source.when).length === 0 && scopes.ofCondition(entry.source.when).length === 0
  return !decided || (isVisible(question, state) && entry.test(state) === TRUE)
}

function unique(scope: readonly number[]): number[] {
  return [...new Set(scope)].sort((a, b) => a - b)
}

interface Bound {
  readonly low: number
  readonly high: number
}

/** How far effects can move one sum: of a single question only one option counts, of a many-question each. */
function reachOf(model: Model, effects: readonly Pick<Effect, 'points' | 'question' | 'option'>[]): Bound {
  const perQuestion = new Map<number, Map<number, { low: number; high: number }>>()
  for (const { points, question, option } of effects) {
    const options = perQuestion.get(question) ?? new Map<number, { low: number; high: number }>()
    perQuestion.set(question, options)
    const bound = options.get(option) ?? { low: 0, high: 0 }
    options.set(option, { low: bound.low + Math.min(0, points), high: bound.high + Math.max(0, points) })
  }
  let low = 0
  let high = 0
  for (const [question, options] of perQuestion) {
    const bounds = [...options.values()]
    const adds = model.questions[question]?.source.kind === 'many'
    low += adds ? bounds.reduce((sum, one) => sum + one.low, 0) : Math.min(0, ...bounds.map((one) => one.low))
    high += adds ? bounds.reduce((sum, one) => sum + one.high, 0) : Math.max(0, ...bounds.map((one) => one.high))
  }
  return { low, high }
}

/** Bounds that no answers can take an approach's sums beyond. */
function boundsOf(model: Model, approach: number): { need: Bound; readiness: Bound } {
  const { prior, readinessPrior } = (model.approaches[approach] as ModelApproach).source
  const entriesOn = (axis: 'need' | 'readiness'): Pick<Effect, 'points' | 'question' | 'option'>[] =>
    model.questions.flatMap((question) =>
      axisOf(question) !== axis
        ? []
        : question.entries.flatMap((entries, option) =>
            entries.filter((entry) => entry.approach === approach).map(({ points }) => ({ points, question: question.index, option })),
          ),
    )
  const need = reachOf(model, entriesOn('need'))
  const readiness = reachOf(model, entriesOn('readiness'))
  return {
    need: { low: prior + need.low, high: prior + need.high },
    readiness: { low: readinessPrior + readiness.low, high: readinessPrior + readiness.high },
  }
}

/**
 * Sums differ only if a verdict can still come out differently. A block ends it; a total that pending effects cannot carry
 * over a line may stand anywhere beyond it; of several holds one is enough. Alternatives are compared by need, so there needs stay.
 * An approach that is always adopted asks for nothing but that no block comes, unless it competes.
 */
function settlerOf(model: Model, members: readonly Member[], pending: readonly Effect[], nothing: Packed): (packed: Packed) => Packed {
  const settlers = members.map((member) => {
    const { lines } = member.approach.source
    const need = reachOf(
      model,
      pending.filter((effect) => effect.field === member.need),
    )
    const readiness = reachOf(
      model,
      pending.filter((effect) => effect.field === member.readiness),
    )
    const needFrom = lines.pilot - need.high - 1
    const needTo = lines.adopt - need.low
    const competes = model.alternatives.some(
      (rivals) =>
        rivals.includes(member.approach.index) &&
        rivals.some((one) => one !== member.approach.index && members.some((other) => other.approach.index === one)),
    )
    const readyFrom = lines.ready - readiness.high - 1
    const readyTo = lines.ready - readiness.low
    const alwaysAdopted = member.approach.source.always !== undefined && !competes
    const blockable = pending.some((effect) => effect.field === member.gates.block)
    return (packed: Packed): Packed => {
      if (take(member.gates.block, packed) > 0) return blocked(member)
      if (alwaysAdopted && !blockable && take(member.gates.require, packed) > 0) {
        return settled(member, lines.adopt, lines.ready, { require: 1, hold: 0, block: 0 })
      }
      const total = take(member.need, packed)
      const needNow = competes ? total : Math.min(Math.max(total, needFrom), needTo)
      const readyNow = Math.min(Math.max(take(member.readiness, packed), readyFrom), readyTo)
      const gates = {
        require: Math.min(1, take(member.gates.require, packed)),
        hold: Math.min(1, take(member.gates.hold, packed)),
        block: 0,
      }
      return settled(member, needNow, readyNow, gates)
    }
  })
  return (packed) => settlers.reduce((sum, settle) => plus(sum, settle(packed)), nothing)
}

/** A blocked member: nothing else of it matters any more. Its sums rest on the lines, where every field has room both ways. */
function blocked(member: Member): Packed {
  const { lines } = member.approach.source
  return settled(member, lines.pilot, lines.ready, { require: 0, hold: 0, block: 1 })
}

function settled(member: Member, need: number, readiness: number, gates: Readonly<Record<GateEffect, number>>): Packed {
  const sums = plus(put(member.need, need), put(member.readiness, readiness))
  return GATE_EFFECTS.reduce((sum, effect) => plus(sum, put(member.gates[effect], gates[effect])), sums)
}
