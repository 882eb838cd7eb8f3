import type { Condition, PlanContent, Rubric, Verdict } from '../engine/rubric.js'
import type { Subject } from './finding.js'

/** A condition of a rubric and where it stands. */
export interface Placed {
  readonly subject: Subject
  readonly condition: Condition
  /** What has to be true for it to be read at all. Absent: nothing. */
  readonly place?: Condition
  /** Whether it acts where it is true, or unless it is false. */
  readonly acts: 'true' | 'unless false'
  /** What becomes of what it stands at, in a word or two: `shown`, `asked`. */
  readonly does: string
}

const STARTED: readonly Verdict[] = ['adopt', 'pilot']
const PLANNED: readonly Verdict[] = ['adopt', 'pilot', 'later']

interface Conditional {
  readonly when?: Condition
}

function placed(entry: Conditional, subject: Subject, does: string, place?: Condition, acts: Placed['acts'] = 'true'): Placed[] {
  if (entry.when === undefined) return []
  return [{ subject: [...subject, 'when'], condition: entry.when, acts, does, ...(place === undefined ? {} : { place }) }]
}

function inList(list: readonly Conditional[], subject: Subject, place?: Condition): Placed[] {
  return list.flatMap((entry, at) => placed(entry, [...subject, at], 'shown', place))
}

function both(...parts: readonly (Condition | undefined)[]): Condition | undefined {
  const all = parts.filter((part) => part !== undefined)
  return all.length > 1 ? { all } : all[0]
}

/** Every condition of a rubric but those of gates and what claims conclude, in the order of the rubric's parts. */
export function placedConditions(rubric: Rubric): Placed[] {
  return [
    ...questions(rubric),
    ...rubric.preconditions.flatMap((one) =>
      placed(one, ['preconditions', one.id], 'listed', { approach: one.approach, verdict: STARTED }),
    ),
    ...rubric.setRules.flatMap((one) => placed(one, ['setRules', one.id], 'said')),
    ...rubric.mistakes.flatMap((one) => placed(one, ['mistakes', one.id], 'found')),
    ...rubric.deployments.flatMap((one) => placed(one, ['deployments', one.id], 'offered', undefined, 'unless false')),
    ...layers(rubric),
    ...plans(rubric),
    ...phases(rubric),
    ...validation(rubric),
    ...(rubric.claims ?? []).flatMap((one) => placed(one, ['claims', one.id], 'met')),
  ]
}

function questions(rubric: Rubric): Placed[] {
  return rubric.questions.flatMap((question) => [
    ...placed(question, ['questions', question.id], 'asked', undefined, 'unless false'),
    ...question.options.flatMap((option) =>
      option.points.flatMap((points) => {
        const at = option.points.filter((one) => one.approach === points.approach).indexOf(points)
        const subject = ['questions', question.id, 'options', option.id, 'points', points.approach, at]
        return placed(points, subject, 'counted', { question: question.id, is: [option.id] })
      }),
    ),
  ])
}

function content(plan: PlanContent, subject: Subject, place: Condition | undefined): Placed[] {
  const { does, components, tokens, risks, metrics, reversal } = plan
  return [
    ...inList(does, [...subject, 'does'], place),
    ...components.flatMap((one, at) => placed(one, [...subject, 'components', at], 'offered', place, 'unless false')),
    ...inList(tokens, [...subject, 'tokens'], place),
    ...inList(risks, [...subject, 'risks'], place),
    ...inList(metrics, [...subject, 'metrics'], place),
    ...inList(reversal, [...subject, 'reversal'], place),
  ]
}

function layers(rubric: Rubric): Placed[] {
  return rubric.layers.flatMap((layer) => {
    const subject = ['layers', layer.id]
    const filled: Condition = { any: layer.filledBy.map((approach) => ({ approach, verdict: STARTED })) }
    return [
      ...placed(layer, subject, 'planned'),
      ...inList(layer.otherwise, [...subject, 'otherwise'], layer.filledBy.length === 0 ? layer.when : { not: filled }),
      ...(layer.plan === undefined ? [] : content(layer.plan, [...subject, 'plan'], layer.when)),
      ...(layer.plan === undefined ? [] : inList(layer.plan.steps, [...subject, 'plan', 'steps'], layer.when)),
    ]
  })
}

function plans(rubric: Rubric): Placed[] {
  return rubric.approaches.flatMap(({ id }) => {
    const own = Object.hasOwn(rubric.plans, id) ? rubric.plans[id] : undefined
    if (own === undefined) return []
    const collected = rubric.phases.flatMap(({ collects, when }) =>
      collects === undefined ? [] : [both({ approach: id, verdict: [collects] }, when) as Condition],
    )
    return [
      ...content(own, ['plans', id], { approach: id, verdict: PLANNED }),
      ...inList(own.steps, ['plans', id, 'steps'], { any: collected }),
    ]
  })
}

function phases(rubric: Rubric): Placed[] {
  return rubric.phases.flatMap((phase) => {
    const { collects } = phase
    const collected =
      collects === undefined ? undefined : { any: rubric.approaches.map(({ id }) => ({ approach: id, verdict: [collects] })) }
    return [
      ...placed(phase, ['phases', phase.id], 'planned'),
      ...inList(phase.steps, ['phases', phase.id, 'steps'], both(phase.when, collected)),
    ]
  })
}

function validation({ validation: { quantitative, qualitative, triggers } }: Rubric): Placed[] {
  return [
    ...inList(quantitative, ['validation', 'quantitative']),
    ...inList(qualitative, ['validation', 'qualitative']),
    ...inList(triggers, ['validation', 'triggers']),
  ]
}
