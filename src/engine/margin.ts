import type { Margin } from './decision.js'
import type { Standing } from './judge.js'
import { axisOf } from './judge.js'
import type { Model, ModelApproach } from './model.js'
import type { Lines } from './rubric.js'

/**
 * Points between an approach's total and the nearest line (or alternative) that turns its verdict; 0 stands on it.
 * Null when points cannot turn it: a block, or a requirement without a hold that nothing competes with.
 */
export function marginOf(model: Model, standings: readonly Standing[], approach: number): Margin | null {
  const own = standings[approach] as Standing
  const { source } = model.approaches[approach] as ModelApproach
  const { lines } = source
  if (own.blocked || source.always !== undefined) return null
  if (own.lostTo >= 0) {
    const winner = standings[own.lostTo] as Standing
    return { points: winner.standing - own.standing, to: 'alternative', at: idOf(model, own.lostTo) }
  }
  const candidates: Margin[] = [...toLines(own, lines), ...toReadiness(model, own, approach), ...toAlternatives(model, standings, approach)]
  return candidates.reduce<Margin | null>((nearest, one) => (nearest === null || one.points < nearest.points ? one : nearest), null)
}

function idOf(model: Model, approach: number): string {
  return model.approaches[approach]?.source.id ?? ''
}

function toLines(own: Standing, lines: Lines): Margin[] {
  if (own.required) return []
  const distance = (at: 'adopt' | 'pilot'): Margin => ({ points: Math.abs(own.need - lines[at]), to: 'line', at })
  const startable = own.ready && !own.held
  if (own.need >= lines.adopt) return [distance('adopt')]
  if (!startable) return [distance('adopt')]
  return own.need >= lines.pilot ? [distance('adopt'), distance('pilot')] : [distance('pilot')]
}

/** Readiness turns a verdict only where need asks for the approach, no hold stands in the way, and some answer could carry it over the line. */
function toReadiness(model: Model, own: Standing, approach: number): Margin[] {
  const { lines, readinessPrior } = (model.approaches[approach] as ModelApproach).source
  if (own.held || own.standing < lines.pilot) return []
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

function toAlternatives(model: Model, standings: readonly Standing[], approach: number): Margin[] {
  const own = standings[approach] as Standing
  if (own.verdict === 'skip') return []
  return standings.flatMap((other, index): Margin[] =>
    other.lostTo === approach ? [{ points: own.standing - other.standing, to: 'alternative', at: idOf(model, index) }] : [],
  )
}
