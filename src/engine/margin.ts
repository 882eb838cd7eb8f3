import type { Margin } from './decision.js'
import type { Contender, Standing } from './judge.js'
import { axisOf, canStart, contenderOf, contest } from './judge.js'
import type { Model, ModelApproach } from './model.js'
import type { Verdict } from './rubric.js'

/**
 * Points between an approach's total and the nearest line (or alternative) that turns its verdict; 0 stands on it.
 * Null when points cannot turn it: a block, a baseline, a hold beside an alternative that can start, or a requirement
 * that nothing competes with.
 */
export function marginOf(model: Model, standings: readonly Standing[], approach: number): Margin | null {
  const own = standings[approach] as Standing
  const { source } = model.approaches[approach] as ModelApproach
  if (own.blocked || source.always !== undefined) return null
  const candidates = [
    ...toLines(model, standings, approach),
    ...toReadiness(model, standings, approach),
    ...toRivals(model, standings, approach),
  ]
  return candidates.reduce<Margin | null>((nearest, one) => (nearest === null || one.points < nearest.points ? one : nearest), null)
}

function idOf(model: Model, approach: number): string {
  return model.approaches[approach]?.source.id ?? ''
}

function groupOf(model: Model, approach: number): readonly number[] {
  return model.alternatives.find((members) => members.includes(approach)) ?? []
}

/** The verdict of one approach were its sums these, all others staying as they are. */
function verdictAt(model: Model, standings: readonly Standing[], approach: number, need: number, readiness: number): Verdict {
  const moved = contenderOf(model.approaches[approach] as ModelApproach, { ...(standings[approach] as Standing), need, readiness })
  const all: Contender[] = [...standings]
  all[approach] = moved
  return contest(groupOf(model, approach), all).losers.includes(approach) ? 'skip' : moved.alone
}

/** Whether one point of need makes the difference here: this total has another verdict than the one below it. */
function turnsAt(model: Model, standings: readonly Standing[], approach: number, need: number): boolean {
  const { readiness } = standings[approach] as Standing
  return verdictAt(model, standings, approach, need - 1, readiness) !== verdictAt(model, standings, approach, need, readiness)
}

function toLines(model: Model, standings: readonly Standing[], approach: number): Margin[] {
  const { lines } = (model.approaches[approach] as ModelApproach).source
  const own = standings[approach] as Standing
  return (['adopt', 'pilot'] as const)
    .filter((at) => turnsAt(model, standings, approach, lines[at]))
    .map((at) => ({ points: Math.abs(own.need - lines[at]), to: 'line', at }))
}

/** Readiness turns a verdict only where crossing its line does, and some answer could carry it over. */
function toReadiness(model: Model, standings: readonly Standing[], approach: number): Margin[] {
  const { lines, readinessPrior } = (model.approaches[approach] as ModelApproach).source
  const own = standings[approach] as Standing
  const across = own.ready ? lines.ready - 1 : lines.ready
  if (verdictAt(model, standings, approach, own.need, across) === own.verdict) return []
  if (own.ready && readinessPrior + worstReadiness(model, approach) >= lines.ready) return []
  return [{ points: Math.abs(own.readiness - lines.ready), to: 'readiness', at: 'ready' }]
}

function worstReadiness(model: Model, approach: number): number {
  return model.questions.reduce((total, question) => {
    if (axisOf(question) !== 'readiness') return total
    const losses = question.entries.map((entries) =>
      entries.reduce((sum, entry) => sum + (entry.approach === approach && entry.points < 0 ? entry.points : 0), 0),
    )
    return total + (question.source.kind === 'many' ? losses.reduce((sum, loss) => sum + loss, 0) : Math.min(0, ...losses))
  }, 0)
}

/** The gap to each alternative that points decide about: a rival it beat or lost to, or one it would have to beat. */
function toRivals(model: Model, standings: readonly Standing[], approach: number): Margin[] {
  const own = standings[approach] as Standing
  const group = groupOf(model, approach)
  return group.flatMap((rival): Margin[] => {
    const other = standings[rival] as Standing
    if (rival === approach || (other.lostTo !== approach && other.verdict === 'skip')) return []
    const met = own.alone !== 'skip' && canStart(own) === canStart(other)
    const beaten = group.indexOf(approach) < group.indexOf(rival) ? other.standing : other.standing + 1
    if (!met && !turnsAt(model, standings, approach, beaten)) return []
    return [{ points: Math.abs(other.standing - own.standing), to: 'alternative', at: idOf(model, rival) }]
  })
}
