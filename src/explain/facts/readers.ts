import type { Condition, Rubric } from '../../engine/rubric.js'
import { atomsOf } from '../condition.js'
import { nameOf, subjectsOf } from '../subject.js'

/** Something that an answer turns on or off beside the points of its own question. */
export interface Reader {
  readonly kind: 'question' | 'points' | 'gate' | 'mistake' | 'precondition' | 'set-rule' | 'layer' | 'deployment' | 'plan'
  /** Ids of a subject; of an option for points; of an approach, layer, phase or `validation` for plan. */
  readonly id: string
}

interface Place extends Reader {
  readonly condition: Condition
}

/** Everything of the rubric that reads a question, or one option of it by name; each place once, in the rubric's order. */
export function readersOf(rubric: Rubric, question: string, option?: string): Reader[] {
  const reads = ({ condition }: Place): boolean =>
    atomsOf(condition).some(
      (atom) => 'question' in atom && atom.question === question && (option === undefined || !('is' in atom) || atom.is.includes(option)),
    )
  const found = new Map<string, Reader>()
  for (const place of placesOf(rubric)) if (reads(place)) found.set(`${place.kind} ${place.id}`, { kind: place.kind, id: place.id })
  return [...found.values()]
}

/** Every condition of a rubric with where it stands. */
function placesOf(rubric: Rubric): Place[] {
  const places: Place[] = []
  const add = (kind: Reader['kind'], id: string, condition: Condition | undefined): void => {
    if (condition !== undefined) places.push({ kind, id, condition })
  }
  for (const subject of subjectsOf(rubric)) {
    const { kind, source } = subject
    if (subject.kind === 'option') for (const points of subject.source.points) add('points', nameOf(subject), points.when)
    else if ('when' in source && kind !== 'approach' && kind !== 'reference' && kind !== 'claim' && kind !== 'option')
      add(kind, source.id, source.when)
  }
  for (const deployment of rubric.deployments) add('deployment', deployment.id, deployment.when)
  for (const approach of rubric.approaches) for (const when of conditionsIn(rubric.plans[approach.id])) add('plan', approach.id, when)
  for (const layer of rubric.layers) for (const when of conditionsIn([layer.otherwise, layer.plan])) add('plan', layer.id, when)
  for (const phase of rubric.phases) for (const when of [phase.when, ...conditionsIn(phase.steps)]) add('plan', phase.id, when)
  for (const when of conditionsIn(rubric.validation)) add('plan', 'validation', when)
  return places
}

/** The conditions of plan content, however deep. */
function conditionsIn(content: unknown): Condition[] {
  if (Array.isArray(content)) return content.flatMap(conditionsIn)
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) => (key === 'when' ? [value as Condition] : conditionsIn(value)))
}
