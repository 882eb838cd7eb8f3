import type { Condition, PlanContent, PlanText, Rubric, Verdict } from './rubric.js'

/** Something that a decision lists exactly when its condition is true: a gate, a mistake, or an entry of the plan and what belongs to it. */
export interface Listed {
  readonly kind: 'gate' | 'mistake' | 'plan'
  readonly id: string
  readonly when: Condition
}

const STARTED: readonly Verdict[] = ['adopt', 'pilot']
const PLANNED: readonly Verdict[] = ['adopt', 'pilot', 'later']

const verdictIs = (approach: string, verdict: readonly Verdict[]): Condition => ({ approach, verdict })
const all = (...parts: readonly (Condition | undefined)[]): Condition => ({ all: parts.filter((part) => part !== undefined) })
const any = (parts: readonly Condition[]): Condition => ({ any: parts })
const not = (part: Condition): Condition => ({ not: part })

/**
 * Everything conditional that a decision lists beside its verdicts, each with the whole condition under which it appears: what must hold for the
 * place it stands in, and its own. Where a place depends on more than conditions can say, the condition is the wider one: it names every
 * situation in which the entry appears, and may name some in which it does not.
 */
export function listedBy(rubric: Rubric): Listed[] {
  return [...gates(rubric), ...notes(rubric), ...layers(rubric), ...approaches(rubric), ...phases(rubric), ...validation(rubric)]
}

function plan(when: Condition): Listed {
  return { kind: 'plan', id: '', when }
}

/** Texts that always stand where they stand depend on the place alone. */
function texts(place: Condition, list: readonly { readonly when?: Condition }[]): Listed[] {
  return [plan(place), ...list.filter((one) => one.when !== undefined).map((one) => plan(all(place, one.when)))]
}

function gates(rubric: Rubric): Listed[] {
  return rubric.gates.flatMap((gate): Listed[] => {
    const when = gate.when ?? all()
    const fires: Listed = { kind: 'gate', id: gate.id, when }
    if (gate.confirm === undefined) return [fires]
    // To be confirmed while it is unknown: whether it is ruled out matters as well.
    return [fires, { kind: 'gate', id: gate.id, when: all(verdictIs(gate.approach, STARTED), not(when)) }]
  })
}

function notes(rubric: Rubric): Listed[] {
  return [
    ...rubric.mistakes.map(({ id, when }): Listed => ({ kind: 'mistake', id, when })),
    ...rubric.setRules.map(({ when }) => plan(when)),
    ...rubric.preconditions.map(({ approach, when }) => plan(all(verdictIs(approach, STARTED), when))),
    ...rubric.deployments.filter(({ when }) => when !== undefined).map(({ when }) => plan(not(when as Condition))),
  ]
}

function layers(rubric: Rubric): Listed[] {
  return rubric.layers.flatMap((layer) => {
    if (layer.filledBy.length === 0) {
      const place = layer.when ?? all()
      return layer.plan === undefined ? [plan(place)] : content(place, layer.plan)
    }
    return texts(not(any(layer.filledBy.map((id) => verdictIs(id, STARTED)))), layer.otherwise)
  })
}

function content(place: Condition, { does, components, tokens, risks, metrics, reversal }: PlanContent): Listed[] {
  const offered = components.filter((one) => one.when !== undefined).map((one) => plan(all(place, not(one.when as Condition))))
  return [...texts(place, [...does, ...tokens, ...risks, ...metrics, ...reversal]), ...offered]
}

function approaches(rubric: Rubric): Listed[] {
  return rubric.approaches.flatMap(({ id }) => {
    const own = rubric.plans[id]
    if (own === undefined) return []
    const collected = rubric.phases.flatMap((phase) =>
      phase.collects === undefined ? [] : [all(phase.when, verdictIs(id, [phase.collects]))],
    )
    return [...content(verdictIs(id, PLANNED), own), ...texts(any(collected), own.steps)]
  })
}

function phases(rubric: Rubric): Listed[] {
  return rubric.phases.flatMap((phase) => {
    const { collects } = phase
    const collected = collects === undefined ? undefined : any(rubric.approaches.map(({ id }) => verdictIs(id, [collects])))
    return texts(all(phase.when, collected), phase.steps)
  })
}

function validation({ validation: { quantitative, qualitative, triggers } }: Rubric): Listed[] {
  const conditional: readonly PlanText[] = [...quantitative, ...qualitative, ...triggers]
  return conditional.filter((one) => one.when !== undefined).map((one) => plan(one.when as Condition))
}
