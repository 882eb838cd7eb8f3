import { addDays } from './calendar.js'
import type { PlannedComponent, PlannedLayer, PlannedPhase, PlannedRisk, PlannedStep, PlannedText, ValidationPlan } from './decision.js'
import type { Model } from './model.js'
import type { Component, Condition, Layer, Phase, PlanContent, PlanText, Risk, Verdict } from './rubric.js'
import type { State } from './truth.js'
import { compile, FALSE, TRUE } from './truth.js'

const EMPTY: PlanContent = { does: [], components: [], tokens: [], risks: [], metrics: [], reversal: [], steps: [] }

/** What the plan is written from: answers, verdicts by approach index, and what unlocks each `later`. */
export interface PlanInput {
  readonly model: Model
  readonly state: State
  readonly verdicts: readonly Verdict[]
  /** By approach id. */
  readonly unlock: ReadonlyMap<string, readonly string[]>
}

/** Reads plan conditions: texts need them true, components and deployments only not false. */
class Reader {
  private readonly input: PlanInput

  constructor(input: PlanInput) {
    this.input = input
  }

  holds(condition: Condition | undefined): boolean {
    return this.value(condition) === TRUE
  }

  mayHold(condition: Condition | undefined): boolean {
    return this.value(condition) !== FALSE
  }

  texts(list: readonly PlanText[]): PlannedText[] {
    return list.filter((one) => this.holds(one.when)).map(({ text, evidence }) => ({ text, evidence }))
  }

  private value(condition: Condition | undefined): number {
    return compile(condition, this.input.model.names)(this.input.state, this.input.verdicts)
  }
}

/** Deployments that the answers allow, in the rubric's order. */
export function deploymentsOf(input: PlanInput): { id: string; title: string }[] {
  const reader = new Reader(input)
  return input.model.rubric.deployments.filter((one) => reader.mayHold(one.when)).map(({ id, title }) => ({ id, title }))
}

/** The layered plan: request layers in order, then the layers around that belong to it. */
export function layersOf(input: PlanInput): PlannedLayer[] {
  const reader = new Reader(input)
  const allowed = deploymentsOf(input).map((one) => one.id)
  return input.model.rubric.layers
    .filter((layer) => layer.filledBy.length > 0 || reader.holds(layer.when))
    .map((layer) => planLayer(input, reader, layer, allowed))
}

const RANK: Readonly<Record<Verdict, number>> = { adopt: 3, pilot: 2, later: 1, skip: 0 }

function planLayer(input: PlanInput, reader: Reader, layer: Layer, allowed: readonly string[]): PlannedLayer {
  const base = { id: layer.id, title: layer.title, place: layer.place, summary: layer.summary }
  if (layer.filledBy.length === 0) {
    return { ...base, verdict: null, approach: null, approachTitle: null, ...planContent(reader, layer.plan ?? EMPTY, allowed) }
  }
  const filler = fillerOf(input, layer)
  const verdict = filler === undefined ? 'skip' : filler.verdict
  if (filler === undefined) {
    const content = planContent(reader, EMPTY, allowed)
    return { ...base, verdict, approach: null, approachTitle: null, ...content, does: reader.texts(layer.otherwise) }
  }
  const content = planContent(reader, input.model.rubric.plans[filler.id] ?? EMPTY, allowed)
  const does = verdict === 'later' ? [...reader.texts(layer.otherwise), ...content.does] : content.does
  return { ...base, verdict, approach: filler.id, approachTitle: filler.title, ...content, does }
}

function fillerOf(input: PlanInput, layer: Layer): { id: string; title: string; verdict: Verdict } | undefined {
  const fillers = layer.filledBy.flatMap((id) => {
    const index = input.model.names.approach.get(id)
    const source = index === undefined ? undefined : input.model.approaches[index]?.source
    const verdict = index === undefined ? undefined : input.verdicts[index]
    return source === undefined || verdict === undefined || verdict === 'skip' ? [] : [{ id, title: source.title, verdict }]
  })
  return fillers.sort((a, b) => RANK[b.verdict] - RANK[a.verdict])[0]
}

function planContent(
  reader: Reader,
  content: PlanContent,
  allowed: readonly string[],
): Omit<PlannedLayer, 'id' | 'title' | 'place' | 'summary' | 'verdict' | 'approach' | 'approachTitle'> {
  return {
    does: reader.texts(content.does),
    components: content.components.flatMap((one) => planComponent(reader, one, allowed)),
    tokens: reader.texts(content.tokens),
    risks: content.risks.filter((one) => reader.holds(one.when)).map(planRisk),
    metrics: reader.texts(content.metrics),
    reversal: reader.texts(content.reversal),
  }
}

function planComponent(reader: Reader, component: Component, allowed: readonly string[]): PlannedComponent[] {
  const runs = component.runs.filter((id) => allowed.includes(id))
  return runs.length > 0 && reader.mayHold(component.when) ? [{ name: component.name, does: component.does, runs }] : []
}

function planRisk({ risk, guard, evidence }: Risk): PlannedRisk {
  return { risk, guard, evidence }
}

/** The phases that have something to do, each with its own steps and those of the approaches it collects. */
export function phasesOf(input: PlanInput): PlannedPhase[] {
  const reader = new Reader(input)
  const { rubric } = input.model
  return rubric.phases
    .filter((phase) => reader.holds(phase.when))
    .map((phase) => {
      const collected = phase.collects === undefined ? [] : buildOrder(input, phase).filter((id) => verdictOf(input, id) === phase.collects)
      const steps: PlannedStep[] = collected.flatMap((approach) => [
        ...(input.unlock.get(approach) ?? []).map((text) => ({ approach, text, evidence: [] })),
        ...reader.texts(rubric.plans[approach]?.steps ?? []).map((step) => ({ approach, ...step })),
      ])
      const own = reader.texts(phase.steps)
      const kept = phase.collects !== undefined && collected.length === 0 ? [] : [...own, ...steps]
      return { id: phase.id, title: phase.title, entry: phase.entry, exit: phase.exit, steps: kept }
    })
    .filter((phase) => phase.steps.length > 0)
}

/** Approach ids in the order in which a phase builds them: its own, then the others as a request meets them. */
function buildOrder(input: PlanInput, { order = [] }: Phase): string[] {
  return [...order, ...inLayerOrder(input).filter((id) => !order.includes(id))]
}

function verdictOf(input: PlanInput, approach: string): Verdict | undefined {
  const index = input.model.names.approach.get(approach)
  return index === undefined ? undefined : input.verdicts[index]
}

/** Approach ids in the order in which a request meets their layers. */
export function inLayerOrder(input: { readonly model: Model }): string[] {
  return input.model.rubric.layers.flatMap((layer) => layer.filledBy)
}

/** How success is measured, and when to look again; the date only if one was given (ISO, else absent). */
export function validationOf(input: PlanInput, date: string | undefined): ValidationPlan {
  const reader = new Reader(input)
  const { validation, plans } = input.model.rubric
  const measured = inLayerOrder(input).filter((id) => ['adopt', 'pilot'].includes(verdictOf(input, id) ?? 'skip'))
  const onDate = date === undefined ? undefined : addDays(date, validation.revisitAfterDays)
  return {
    measures: measured.flatMap((approach) => {
      const title = input.model.rubric.approaches.find((one) => one.id === approach)?.title ?? approach
      return reader.texts(plans[approach]?.metrics ?? []).map((metric) => ({ approach, title, ...metric }))
    }),
    quantitative: reader.texts(validation.quantitative),
    qualitative: reader.texts(validation.qualitative),
    revisit: {
      afterDays: validation.revisitAfterDays,
      ...(onDate === undefined ? {} : { onDate }),
      triggers: reader.texts(validation.triggers),
    },
  }
}

/** Keeps the entries whose condition is true, over answers and verdicts. */
export function holding<T extends { readonly when?: Condition }>(input: PlanInput, list: readonly T[]): T[] {
  const reader = new Reader(input)
  return list.filter((one) => reader.holds(one.when))
}
