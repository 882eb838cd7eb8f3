import type { Entry, Model, ModelApproach, ModelGate, ModelQuestion } from './model.js'
import { isVisible } from './model.js'
import type { GateEffect, Verdict } from './rubric.js'
import type { State } from './truth.js'
import { TRUE } from './truth.js'

/** How one approach stands: its sums in points, the gates that hold, and its verdict. */
export interface Standing {
  readonly need: number
  readonly readiness: number
  readonly ready: boolean
  readonly fired: readonly ModelGate[]
  readonly blocked: boolean
  readonly required: boolean
  readonly held: boolean
  /** The need that verdicts compare: a requirement lifts it to the adopt line. */
  readonly standing: number
  /** The verdict before alternatives compete. */
  readonly alone: Verdict
  readonly verdict: Verdict
  /** Index of the alternative it lost to, or -1. */
  readonly lostTo: number
}

/**
 * Judges every approach by the table of design 4.5 and lets alternatives compete (4.6).
 * Returns one standing per approach, in the rubric's order; all numbers are whole points (decibans).
 */
export function judge(model: Model, state: State): Standing[] {
  return judgeSums(model, state, addPoints(model, state))
}

/** Total points per approach index. */
export interface Sums {
  readonly need: readonly number[]
  readonly readiness: readonly number[]
}

/** The same for sums that are known already; gates are read from the state. */
export function judgeSums(model: Model, state: State, { need, readiness }: Sums): Standing[] {
  const alone = model.approaches.map((approach) => {
    const fired = approach.gates.filter((gate) => gate.test(state) === TRUE)
    return standingOf(approach, need[approach.index] as number, readiness[approach.index] as number, fired)
  })
  return compete(model, alone)
}

/** Only the verdicts of a state, in the rubric's order: the same as judging it, without the reasons, for callers that decide thousands of sheets. */
export function verdictsAt(model: Model, state: State): Verdict[] {
  const { need, readiness } = addPoints(model, state)
  const flags = model.approaches.map((approach) => {
    let fired = 0
    for (const gate of approach.gates) if (gate.test(state) === TRUE) fired |= FLAG[gate.source.effect]
    return fired
  })
  return verdictsFrom(model, need, readiness, flags)
}

/** Gates that hold, as bits. */
export const FLAG: Readonly<Record<GateEffect, number>> = { require: 1, hold: 2, block: 4 }

/** The gates that hold in a standing, as bits for `verdictsFrom`. */
export function flagsOf({ required, held, blocked }: Standing): number {
  return (required ? FLAG.require : 0) | (held ? FLAG.hold : 0) | (blocked ? FLAG.block : 0)
}

/** The verdicts that follow from bare sums and gates, all by approach index; allocates next to nothing. */
export function verdictsFrom(model: Model, need: readonly number[], readiness: readonly number[], flags: readonly number[]): Verdict[] {
  const verdicts: Verdict[] = new Array(model.approaches.length)
  const standings: number[] = new Array(model.approaches.length)
  for (const { index, source } of model.approaches) {
    const flag = flags[index] as number
    const total = need[index] as number
    const standing = (flag & FLAG.require) !== 0 && total < source.lines.adopt ? source.lines.adopt : total
    const waits = source.always === undefined && ((flag & FLAG.hold) !== 0 || (readiness[index] as number) < source.lines.ready)
    standings[index] = standing
    verdicts[index] = verdictFor((flag & FLAG.block) !== 0, waits, standing, source.lines)
  }
  for (const group of model.alternatives) {
    const winner = winnerOf(group, verdicts, standings)
    for (const index of group) if (index !== winner && verdicts[index] !== 'skip') verdicts[index] = 'skip'
  }
  return verdicts
}

/** Only the verdicts, in the rubric's order of approaches. */
export function verdictsOf(standings: readonly Standing[]): Verdict[] {
  return standings.map((standing) => standing.verdict)
}

/** The options chosen in an answered question, as indexes; none for an open one. */
export function chosenOptions(slot: State[number]): number[] {
  if (slot === null) return []
  if (typeof slot === 'number') return [slot]
  const chosen: number[] = []
  slot.forEach((flag, index) => {
    if (flag) chosen.push(index)
  })
  return chosen
}

/** The axis that a question's points move; null for context questions, which move none. */
export function axisOf(question: ModelQuestion): 'need' | 'readiness' | null {
  return question.source.role === 'reason' ? 'need' : question.source.role === 'enabler' ? 'readiness' : null
}

function addPoints(model: Model, state: State): { need: number[]; readiness: number[] } {
  const need = model.approaches.map((approach) => approach.source.prior)
  const readiness = model.approaches.map((approach) => approach.source.readinessPrior)
  for (const question of model.questions) {
    const slot = state[question.index] as State[number]
    if (slot === null || question.source.role === 'context' || !isVisible(question, state)) continue
    const sums = question.source.role === 'reason' ? need : readiness
    if (typeof slot === 'number') addEntries(question.entries[slot] ?? [], state, sums)
    else for (const option of chosenOptions(slot)) addEntries(question.entries[option] ?? [], state, sums)
  }
  return { need, readiness }
}

/** What alternatives compete by. */
export interface Contender {
  /** The need that verdicts compare, in points. */
  readonly standing: number
  readonly alone: Verdict
}

function addEntries(entries: readonly Entry[], state: State, sums: number[]): void {
  for (const entry of entries) if (entry.test(state) === TRUE) sums[entry.approach] = (sums[entry.approach] as number) + entry.points
}

/** One approach judged by itself, from its sums in points and the gates that hold. */
export function standingOf(approach: ModelApproach, need: number, readiness: number, fired: readonly ModelGate[]): Standing {
  const fires = (effect: GateEffect): boolean => fired.some((gate) => gate.source.effect === effect)
  const facts = { need, readiness, blocked: fires('block'), required: fires('require'), held: fires('hold') }
  const contender = contenderOf(approach, facts)
  return { ...facts, ...contender, ready: readiness >= approach.source.lines.ready, fired, verdict: contender.alone, lostTo: -1 }
}

/** The same from bare facts, for callers that count sheets and need no gates by name. */
export function contenderOf(
  approach: ModelApproach,
  facts: { need: number; readiness: number; blocked: boolean; required: boolean; held: boolean },
): Contender {
  const { lines, always } = approach.source
  const standing = facts.required && facts.need < lines.adopt ? lines.adopt : facts.need
  const held = always === undefined && (facts.held || facts.readiness < lines.ready)
  return { standing, alone: verdictFor(facts.blocked, held, standing, lines) }
}

function verdictFor(blocked: boolean, held: boolean, standing: number, lines: { adopt: number; pilot: number }): Verdict {
  if (blocked || standing < lines.pilot) return 'skip'
  if (standing >= lines.adopt) return held ? 'later' : 'adopt'
  return held ? 'skip' : 'pilot'
}

function compete(model: Model, alone: readonly Standing[]): Standing[] {
  const result = [...alone]
  for (const group of model.alternatives) {
    const { winner, losers } = contest(group, alone)
    for (const index of losers) result[index] = { ...(alone[index] as Standing), verdict: 'skip', lostTo: winner }
  }
  return result
}

/**
 * Alternatives do one job, so at most one is recommended: the highest need among those that can start now,
 * or, if none can, among those that wait. A tie goes to the first in the rubric's order.
 * Returns the winner (-1 when nobody contends) and every other contender, as indexes.
 */
export function contest(group: readonly number[], all: readonly Contender[]): { winner: number; losers: number[] } {
  const verdicts = all.map((one) => one.alone)
  const winner = winnerOf(
    group,
    verdicts,
    all.map((one) => one.standing),
  )
  return { winner, losers: group.filter((index) => index !== winner && verdicts[index] !== 'skip') }
}

function winnerOf(group: readonly number[], verdicts: readonly Verdict[], standings: readonly number[]): number {
  let best = -1
  for (const index of group) {
    if (verdicts[index] === 'skip') continue
    if (best < 0) {
      best = index
      continue
    }
    const starts = verdicts[index] !== 'later'
    const bestStarts = verdicts[best] !== 'later'
    if (starts === bestStarts ? (standings[index] as number) > (standings[best] as number) : starts) best = index
  }
  return best
}

/** Whether nothing has to happen first: by itself it would be adopted or piloted. */
export function canStart({ alone }: Contender): boolean {
  return alone === 'adopt' || alone === 'pilot'
}
