import type { Model, ModelApproach, ModelGate, ModelQuestion } from './model.js'
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

function addPoints(model: Model, state: State): Sums {
  const need = model.approaches.map((approach) => approach.source.prior)
  const readiness = model.approaches.map((approach) => approach.source.readinessPrior)
  for (const question of model.questions) {
    const slot = state[question.index] as State[number]
    const axis = axisOf(question)
    if (slot === null || axis === null || !isVisible(question, state)) continue
    const sums = axis === 'need' ? need : readiness
    for (const option of chosenOptions(slot)) {
      for (const entry of question.entries[option] ?? []) {
        if (entry.test(state) === TRUE) sums[entry.approach] = (sums[entry.approach] as number) + entry.points
      }
    }
  }
  return { need, readiness }
}

/** What alternatives compete by. */
export interface Contender {
  /** The need that verdicts compare, in points. */
  readonly standing: number
  readonly alone: Verdict
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
  return { standing, alone: verdictFor({ blocked: facts.blocked, held, standing, lines }) }
}

function verdictFor(facts: { blocked: boolean; held: boolean; standing: number; lines: { adopt: number; pilot: number } }): Verdict {
  if (facts.blocked) return 'skip'
  if (facts.standing >= facts.lines.adopt) return facts.held ? 'later' : 'adopt'
  if (facts.standing >= facts.lines.pilot) return facts.held ? 'skip' : 'pilot'
  return 'skip'
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
  const startable = group.filter((index) => canStart(all[index] as Contender))
  const waiting = group.filter((index) => (all[index] as Contender).alone === 'later')
  const winner = highest(startable.length > 0 ? startable : waiting, all)
  return { winner, losers: [...startable, ...waiting].filter((index) => index !== winner) }
}

/** Whether nothing has to happen first: by itself it would be adopted or piloted. */
export function canStart({ alone }: Contender): boolean {
  return alone === 'adopt' || alone === 'pilot'
}

function highest(indexes: readonly number[], all: readonly Contender[]): number {
  let best = -1
  for (const index of indexes) {
    if (best < 0 || (all[index] as Contender).standing > (all[best] as Contender).standing) best = index
  }
  return best
}
