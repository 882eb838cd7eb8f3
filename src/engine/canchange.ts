import { axisOf, judge, verdictsOf } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import { questionsRead } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Many-questions whose options are read by conditions are tried in every subset up to this many options. */
const MOST_SUBSET_OPTIONS = 12

/**
 * The approaches whose verdict at least one answer to this open question alone would change, as indexes.
 * Every such answer is decided again; for a many-question whose options only add points, the subsets with the
 * extreme sums decide, so these are tried in place of all.
 */
export function changedBy(model: Model, state: State, question: ModelQuestion, now: readonly Verdict[]): Set<number> {
  const changed = new Set<number>()
  if (axisOf(question) === null && !isReadForVerdicts(model, question.source.id)) return changed
  for (const slot of answersTo(model, state, question)) {
    const next = state.slice()
    next[question.index] = slot
    verdictsOf(judge(model, next)).forEach((verdict, approach) => {
      if (verdict !== now[approach]) changed.add(approach)
    })
  }
  return changed
}

/** Whether gates, points or question conditions read this question: what verdicts can depend on beside its points. */
export function isReadForVerdicts(model: Model, id: string): boolean {
  const reads = (condition: Condition | undefined): boolean => questionsRead(condition).includes(id)
  return (
    model.rubric.gates.some((gate) => reads(gate.when)) ||
    model.rubric.questions.some(
      (question) => reads(question.when) || question.options.some((option) => option.points.some((points) => reads(points.when))),
    )
  )
}

function answersTo(model: Model, state: State, question: ModelQuestion): Slot[] {
  const count = question.source.options.length
  if (question.source.kind === 'single') return Array.from({ length: count }, (_, option) => option)
  if (isReadForVerdicts(model, question.source.id) && count <= MOST_SUBSET_OPTIONS) {
    return Array.from({ length: 2 ** count }, (_, mask) => Array.from({ length: count }, (_, option) => ((mask >> option) & 1) === 1))
  }
  return extremeSubsets(model, state, question)
}

/** Subsets with the lowest and highest sum for each approach and each pair of alternatives, none, and each option alone. */
function extremeSubsets(model: Model, state: State, question: ModelQuestion): Slot[] {
  const count = question.source.options.length
  const gain = question.entries.map((entries) => {
    const perApproach = new Array<number>(model.approaches.length).fill(0)
    for (const entry of entries)
      if (entry.test(state) === TRUE) perApproach[entry.approach] = (perApproach[entry.approach] as number) + entry.points
    return perApproach
  })
  const subsets: Slot[] = [new Array<boolean>(count).fill(false)]
  for (let option = 0; option < count; option++) subsets.push(Array.from({ length: count }, (_, other) => other === option))
  const addBoth = (weigh: (perApproach: readonly number[]) => number): void => {
    subsets.push(gain.map((perApproach) => weigh(perApproach) > 0))
    subsets.push(gain.map((perApproach) => weigh(perApproach) < 0))
  }
  for (const approach of model.approaches) addBoth((perApproach) => perApproach[approach.index] as number)
  for (const group of model.alternatives) {
    for (const one of group)
      for (const other of group) if (one < other) addBoth((perApproach) => (perApproach[one] as number) - (perApproach[other] as number))
  }
  return subsets
}
