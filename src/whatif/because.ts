import type { Standing } from '../engine/judge.js'
import { canStart } from '../engine/judge.js'
import type { Model, ModelApproach } from '../engine/model.js'
import type { GateEffect, Verdict } from '../engine/rubric.js'
import { points } from '../engine/wording.js'

const RANK: Readonly<Record<Verdict, number>> = { adopt: 3, pilot: 2, later: 1, skip: 0 }

/**
 * Says in a few words what decides that an approach has another verdict after than before: a rival, a gate, readiness, or the points of need.
 * Call it only where the verdicts differ.
 */
export function becauseOf(model: Model, before: readonly Standing[], after: readonly Standing[], approach: number): string {
  const was = before[approach] as Standing
  const is = after[approach] as Standing
  const { lines } = (model.approaches[approach] as ModelApproach).source
  if (is.lostTo >= 0) return `${titleOf(model, is.lostTo)} does the same job and ${advantage(after[is.lostTo] as Standing, is)}`
  if (is.blocked) return gateBecause(is, 'block')
  const waits = is.verdict === 'later' || (is.verdict === 'skip' && is.standing >= lines.pilot)
  if (waits) return is.held ? gateBecause(is, 'hold') : `readiness is ${points(lines.ready - is.readiness)} below its line`
  if (is.verdict === 'adopt' && is.required && is.need < lines.adopt) return gateBecause(is, 'require')
  if (RANK[is.verdict] > RANK[was.verdict]) {
    if (was.lostTo >= 0) return `${titleOf(model, was.lostTo)} no longer stands in its way`
    if (was.blocked) return 'nothing rules it out any more'
    if (was.held && !is.held) return 'nothing holds it back any more'
    if (!was.ready && is.ready) return 'readiness reaches its line'
  }
  if (was.required && !is.required && was.need < lines.adopt) return 'it is no longer required'
  return `need moves from ${signed(was.need)} to ${signed(is.need)} points`
}

/** Why alternatives fall out as they do: who can start beats who waits, then need decides, then the order of the rubric. */
function advantage(winner: Standing, loser: Standing): string {
  if (canStart(winner) && !canStart(loser)) return 'can start now'
  return winner.standing === loser.standing ? 'comes first in the rubric' : 'stands higher'
}

function titleOf(model: Model, approach: number): string {
  return model.approaches[approach]?.source.title ?? ''
}

function gateBecause(standing: Standing, effect: GateEffect): string {
  return standing.fired.find(({ source }) => source.effect === effect)?.source.because ?? ''
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value))
