import type * as Engine from '../engine/rubric.js'
import { defined } from './defined.js'
import { type OptionCounts, resolveCondition } from './resolve-condition.js'
import type { WrittenCondition } from './schema/condition.js'
import type { WrittenLayer, WrittenPhase, WrittenPlan, WrittenText } from './schema/plan.js'

/** Texts as mappings with their evidence; a missing list is an empty one. */
export function resolveTexts(written: readonly WrittenText[] | undefined, counts: OptionCounts): readonly Engine.PlanText[] {
  return (written ?? []).map((entry) => {
    if (typeof entry === 'string') return { text: entry, evidence: [] }
    return defined({ text: entry.text, when: resolveWhen(entry.when, counts), evidence: entry.evidence ?? [] })
  })
}

/** Plan content with every list there. */
export function resolvePlan(written: WrittenPlan, counts: OptionCounts): Engine.PlanContent {
  return {
    does: resolveTexts(written.does, counts),
    components: (written.components ?? []).map((component) => defined({ ...component, when: resolveWhen(component.when, counts) })),
    tokens: resolveTexts(written.tokens, counts),
    risks: (written.risks ?? []).map((risk) => defined({ ...risk, when: resolveWhen(risk.when, counts), evidence: risk.evidence ?? [] })),
    metrics: resolveTexts(written.metrics, counts),
    reversal: resolveTexts(written.reversal, counts),
    steps: resolveTexts(written.steps, counts),
  }
}

export function resolveLayer(written: WrittenLayer, counts: OptionCounts): Engine.Layer {
  return defined({
    id: written.id,
    title: written.title,
    place: written.place,
    summary: written.summary,
    filledBy: written['filled-by'] ?? [],
    when: resolveWhen(written.when, counts),
    otherwise: resolveTexts(written.otherwise, counts),
    plan: written.plan === undefined ? undefined : resolvePlan(written.plan, counts),
  })
}

export function resolvePhase(written: WrittenPhase, counts: OptionCounts): Engine.Phase {
  const { id, title, entry, exit, collects, order } = written
  return defined({
    id,
    title,
    entry,
    exit,
    collects,
    order,
    when: resolveWhen(written.when, counts),
    steps: resolveTexts(written.steps, counts),
  })
}

function resolveWhen(written: WrittenCondition | undefined, counts: OptionCounts): Engine.Condition | undefined {
  return written === undefined ? undefined : resolveCondition(written, counts)
}
