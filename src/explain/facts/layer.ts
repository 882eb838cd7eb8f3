import type { Condition, Layer, PlanContent, PlanText, Rubric } from '../../engine/rubric.js'
import { type Words, wordsOf } from '../condition.js'

/** A text of the plan with the condition under which it is said. */
export interface ConditionalText {
  readonly text: string
  readonly when?: Words
  readonly evidence: readonly string[]
}

/** What the rubric can say of a layer, or of an approach in it. */
export interface PlanFacts {
  readonly does: readonly ConditionalText[]
  readonly components: readonly { readonly name: string; readonly does: string; readonly runs: readonly string[]; readonly when?: Words }[]
  readonly tokens: readonly ConditionalText[]
  readonly risks: readonly { readonly risk: string; readonly guard: string; readonly when?: Words; readonly evidence: readonly string[] }[]
  readonly metrics: readonly ConditionalText[]
  readonly reversal: readonly ConditionalText[]
}

/** What a layer is and what can fill it. */
export interface LayerFacts {
  readonly title: string
  readonly place: Layer['place']
  /** 1 for the first layer that a request meets; absent for a layer around. */
  readonly position?: number
  readonly summary: string
  /** Belongs to the plan only when this holds. */
  readonly when?: Words
  readonly filledBy: readonly { readonly id: string; readonly title: string; readonly summary: string }[]
  /** What stands here when no approach fills it. */
  readonly otherwise: readonly ConditionalText[]
  /** Only of a layer that no approach fills. */
  readonly plan?: PlanFacts
}

/** Everything the rubric says of one layer; what an approach does in it stands in that approach's plan. */
export function layerFacts(rubric: Rubric, layer: Layer): LayerFacts {
  const { title, place, summary } = layer
  const when = wordsOf(rubric, layer.when)
  return {
    title,
    place,
    ...(place === 'request' && { position: rubric.layers.filter((one) => one.place === 'request').indexOf(layer) + 1 }),
    summary,
    ...(when && { when }),
    filledBy: rubric.approaches.filter((one) => layer.filledBy.includes(one.id)).map(({ id, title, summary }) => ({ id, title, summary })),
    otherwise: textsOf(rubric, layer.otherwise),
    ...(layer.plan && { plan: planFacts(rubric, layer.plan) }),
  }
}

function planFacts(rubric: Rubric, { does, components, tokens, risks, metrics, reversal }: PlanContent): PlanFacts {
  return {
    does: textsOf(rubric, does),
    components: components.map((one) => ({ name: one.name, does: one.does, runs: one.runs, ...condition(rubric, one) })),
    tokens: textsOf(rubric, tokens),
    risks: risks.map((one) => ({ risk: one.risk, guard: one.guard, ...condition(rubric, one), evidence: one.evidence })),
    metrics: textsOf(rubric, metrics),
    reversal: textsOf(rubric, reversal),
  }
}

function textsOf(rubric: Rubric, texts: readonly PlanText[]): ConditionalText[] {
  return texts.map((one) => ({ text: one.text, ...condition(rubric, one), evidence: one.evidence }))
}

function condition(rubric: Rubric, { when }: { readonly when?: Condition }): { when?: Words } {
  const words = wordsOf(rubric, when)
  return words === undefined ? {} : { when: words }
}
