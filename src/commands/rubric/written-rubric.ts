import type {
  Approach,
  Claim,
  Component,
  Condition,
  Gate,
  Layer,
  Lines,
  Option,
  PlanContent,
  PlanText,
  Points,
  Question,
  Rubric,
} from '../../engine/rubric.js'

/** A mapping as an author writes it; keys without a value are left out when it is written. */
export type Written = Readonly<Record<string, unknown>>

/**
 * A resolved rubric as an author would write it, defaults left out: loading it gives the same digest. A rubric that leaves questions of its base out
 * cannot be written whole, because its conditions still read them: it needs the base as it is named in `extends`.
 */
export function writtenRubric(rubric: Rubric, base: string | undefined): Written {
  const { format, id, version, title, summary } = rubric
  const header = { format, id, version, title, summary }
  if (rubric.absent.length > 0) return { ...header, extends: base, ask: rubric.questions.map((question) => question.id) }
  const lines = rubric.approaches[0]?.lines
  return {
    ...header,
    lines,
    sections: rubric.sections,
    criteria: rubric.criteria,
    approaches: rubric.approaches.map((approach) => writtenApproach(approach, lines)),
    alternatives: some(rubric.alternatives.map(({ tieBecause, ...rest }) => ({ ...rest, 'tie-because': tieBecause }))),
    questions: rubric.questions.map(writtenQuestion),
    gates: some(rubric.gates.map(writtenGate)),
    preconditions: some(rubric.preconditions.map(cited)),
    'set-rules': some(rubric.setRules.map(cited)),
    mistakes: some(rubric.mistakes.map(cited)),
    deployments: some(rubric.deployments.map((one) => ({ ...one, when: writtenWhen(one.when) }))),
    layers: rubric.layers.map(writtenLayer),
    plans: Object.fromEntries(Object.entries(rubric.plans).map(([approach, plan]) => [approach, writtenPlan(plan)])),
    phases: some(rubric.phases.map(({ when, steps, ...rest }) => ({ ...rest, when: writtenWhen(when), steps: texts(steps) }))),
    validation: {
      quantitative: texts(rubric.validation.quantitative),
      qualitative: texts(rubric.validation.qualitative),
      'revisit-after-days': rubric.validation.revisitAfterDays,
      triggers: texts(rubric.validation.triggers),
    },
    references: some(rubric.references.map(({ reviewAfter, ...rest }) => ({ ...rest, 'review-after': reviewAfter }))),
    claims: some((rubric.claims ?? []).map(writtenClaim)),
  }
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** A list of one word as the word alone, which is what authors write. */
function few(list: readonly string[]): string | readonly string[] {
  return list.length === 1 && list[0] !== undefined ? list[0] : list
}

function writtenWhen(condition: Condition | undefined): Written | undefined {
  return condition === undefined ? undefined : writtenCondition(condition)
}

function writtenCondition(condition: Condition): Written {
  if ('all' in condition) return { all: condition.all.map(writtenCondition) }
  if ('any' in condition) return { any: condition.any.map(writtenCondition) }
  if ('not' in condition) return { not: writtenCondition(condition.not) }
  if ('is' in condition) return { question: condition.question, is: few(condition.is) }
  if ('chosen' in condition) return { question: condition.question, chosen: condition.chosen }
  return { approach: condition.approach, verdict: few(condition.verdict) }
}

function cited<T extends { readonly when?: Condition; readonly evidence: readonly string[] }>({ when, evidence, ...rest }: T): Written {
  return { ...rest, when: writtenWhen(when), evidence: some(evidence) }
}

function writtenApproach(approach: Approach, lines: Lines | undefined): Written {
  const { id, title, summary, layer, prior, priorBecause, readinessPrior, always, never } = approach
  const own = (['adopt', 'pilot', 'ready'] as const).filter((line) => approach.lines[line] !== lines?.[line])
  return {
    id,
    title,
    summary,
    layer,
    prior: prior === 0 ? undefined : prior,
    'prior-because': priorBecause === '' ? undefined : priorBecause,
    'readiness-prior': readinessPrior === 0 ? undefined : readinessPrior,
    lines: own.length === 0 ? undefined : Object.fromEntries(own.map((line) => [line, approach.lines[line]])),
    always,
    never,
  }
}

function writtenQuestion(question: Question): Written {
  const { ordered, unevenBecause, when, options, kind, ...rest } = question
  const criterion = options.flatMap((option) => option.points)[0]?.criterion
  return {
    ...rest,
    kind: kind === 'single' ? undefined : kind,
    ordered: ordered || undefined,
    'uneven-because': unevenBecause,
    criterion,
    when: writtenWhen(when),
    options: options.map((option) => writtenOption(option, criterion)),
  }
}

function writtenOption({ neutral, points, ...rest }: Option, criterion: string | undefined): Written {
  const approaches = [...new Set(points.map(({ approach }) => approach))]
  const entries = approaches.map((approach) => {
    const list = points.filter((one) => one.approach === approach).map((one) => writtenPoints(one, criterion))
    return [approach, list.length === 1 ? list[0] : list]
  })
  return { ...rest, neutral: neutral || undefined, points: entries.length === 0 ? undefined : Object.fromEntries(entries) }
}

function writtenPoints({ points, because, evidence, criterion, when }: Points, usual: string | undefined): Written {
  return { points, because, evidence, criterion: criterion === usual ? undefined : criterion, when: writtenWhen(when) }
}

function writtenGate(gate: Gate): Written {
  const { id, approach, effect, when, because, unlock, confirm, evidence } = gate
  return { id, approach, effect, when: writtenWhen(when), because, unlock, confirm, evidence: some(evidence) }
}

function writtenLayer({ id, title, place, summary, filledBy, when, otherwise, plan }: Layer): Written {
  return {
    id,
    title,
    place,
    summary,
    'filled-by': some(filledBy),
    when: writtenWhen(when),
    otherwise: texts(otherwise),
    plan: plan && writtenPlan(plan),
  }
}

function writtenPlan({ does, components, tokens, risks, metrics, reversal, steps }: PlanContent): Written {
  return {
    does: texts(does),
    components: some(components.map((one: Component) => ({ ...one, when: writtenWhen(one.when) }))),
    tokens: texts(tokens),
    risks: some(risks.map(cited)),
    metrics: texts(metrics),
    reversal: texts(reversal),
    steps: texts(steps),
  }
}

function texts(list: readonly PlanText[]): readonly unknown[] | undefined {
  return some(list.map((one) => (one.when === undefined && one.evidence.length === 0 ? one.text : cited(one))))
}

function writtenClaim(claim: Claim): Written {
  const head = { id: claim.id, says: claim.says, evidence: some(claim.evidence), when: writtenWhen(claim.when) }
  // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits a claim
  if ('then' in claim) return { ...head, then: writtenCondition(claim.then) }
  return { ...head, more: claim.more, [`never-${claim.never}`]: claim.approach }
}
