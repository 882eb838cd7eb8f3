import type { Rubric } from '../../engine/rubric.js'
import { subjectsOf } from '../subject.js'

/** A place of the rubric, beside points, that cites a reference. */
export interface Citing {
  readonly kind: 'gate' | 'mistake' | 'precondition' | 'set-rule' | 'plan' | 'layer' | 'phase' | 'validation' | 'claim'
  /** Id of the thing; of the approach for a plan; `validation` for the validation plan. */
  readonly id: string
  /** What it says there. */
  readonly says: string
}

/** Every place of the rubric that cites a reference, without the points, in the rubric's order. */
export function citingOf(rubric: Rubric, reference: string): Citing[] {
  const places: (Citing & { readonly evidence: readonly string[] })[] = []
  for (const { kind, source } of subjectsOf(rubric)) {
    if (kind === 'gate') places.push({ kind, id: source.id, says: source.because, evidence: source.evidence })
    if (kind === 'mistake' || kind === 'precondition' || kind === 'set-rule') {
      places.push({ kind, id: source.id, says: source.says, evidence: source.evidence })
    }
  }
  for (const approach of rubric.approaches) places.push(...saidIn('plan', approach.id, rubric.plans[approach.id]))
  for (const layer of rubric.layers) places.push(...saidIn('layer', layer.id, [layer.otherwise, layer.plan]))
  for (const phase of rubric.phases) places.push(...saidIn('phase', phase.id, phase.steps))
  places.push(...saidIn('validation', 'validation', rubric.validation))
  for (const { id, says, evidence } of rubric.claims ?? []) places.push({ kind: 'claim', id, says, evidence })
  return places.filter((place) => place.evidence.includes(reference)).map(({ kind, id, says }) => ({ kind, id, says }))
}

/** Every text with evidence in a piece of plan content, however deep. */
function saidIn(kind: Citing['kind'], id: string, content: unknown): (Citing & { evidence: readonly string[] })[] {
  if (Array.isArray(content)) return content.flatMap((each) => saidIn(kind, id, each))
  if (typeof content !== 'object' || content === null) return []
  const { evidence, text, risk } = content as { evidence?: readonly string[]; text?: string; risk?: string }
  if (evidence !== undefined) return [{ kind, id, says: text ?? risk ?? '', evidence }]
  return Object.values(content).flatMap((each) => saidIn(kind, id, each))
}
