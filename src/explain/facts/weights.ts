import type { Axis, Points, Question, Rubric } from '../../engine/rubric.js'
import { type Words, wordsOf } from '../condition.js'

/** One points entry of the rubric, with the names of all it belongs to. */
export interface Weight {
  readonly approach: string
  readonly approachTitle: string
  readonly axis: Axis
  readonly question: string
  readonly questionTitle: string
  readonly option: string
  readonly optionLabel: string
  /** Decibans: +3 doubles the odds, a minus works the other way. */
  readonly points: number
  readonly criterion: string
  readonly because: string
  /** Counts only when this holds; absent: always. */
  readonly when?: Words
  readonly evidence: readonly string[]
}

/** The axis on which a question's points count; undefined for a context question, which has none. */
export function axisOfRole(role: Question['role']): Axis | undefined {
  return role === 'reason' ? 'need' : role === 'enabler' ? 'readiness' : undefined
}

/** Every points entry of a rubric, in its order. */
export function weightsOf(rubric: Rubric): Weight[] {
  return rubric.questions.flatMap((question) => {
    const axis = axisOfRole(question.role)
    if (axis === undefined) return []
    return question.options.flatMap((option) =>
      option.points.map((points) => ({
        approach: points.approach,
        approachTitle: titleOfApproach(rubric, points.approach),
        axis,
        question: question.id,
        questionTitle: question.title,
        option: option.id,
        optionLabel: option.label,
        ...ownFacts(rubric, points),
      })),
    )
  })
}

function ownFacts(rubric: Rubric, { points, criterion, because, when, evidence }: Points) {
  const words = wordsOf(rubric, when)
  return { points, criterion, because, ...(words && { when: words }), evidence }
}

/** The strongest first, whichever way they point; equal ones keep the rubric's order. */
export function byStrength(weights: readonly Weight[]): Weight[] {
  return [...weights].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

/** Title of an approach by its id, or the id. */
export function titleOfApproach(rubric: Rubric, id: string): string {
  return rubric.approaches.find((one) => one.id === id)?.title ?? id
}

/** One source that the rubric cites for an approach in one place and against it in another. */
export interface BothSides {
  readonly reference: string
  readonly approach: string
  readonly approachTitle: string
  /** Where it is cited for the approach, as `question.option`. */
  readonly for: readonly string[]
  readonly against: readonly string[]
}

/** The sources that are cited on both sides of the same axis of an approach, by reference and approach, in the rubric's order. */
export function bothSidesOf(rubric: Rubric, weights: readonly Weight[]): BothSides[] {
  const places = new Map<string, { weight: Weight; reference: string; for: string[]; against: string[] }>()
  for (const weight of weights) {
    for (const reference of weight.evidence) {
      const key = `${reference} ${weight.approach} ${weight.axis}`
      const found = places.get(key) ?? { weight, reference, for: [], against: [] }
      const place = `${weight.question}.${weight.option}`
      const side = weight.points > 0 ? found.for : found.against
      if (!side.includes(place)) side.push(place)
      places.set(key, found)
    }
  }
  const order = rubric.references.map((one) => one.id)
  return [...places.values()]
    .filter((one) => one.for.length > 0 && one.against.length > 0)
    .map((one) => ({
      reference: one.reference,
      approach: one.weight.approach,
      approachTitle: one.weight.approachTitle,
      for: one.for,
      against: one.against,
    }))
    .sort((a, b) => order.indexOf(a.reference) - order.indexOf(b.reference))
}
