import type { Standing, Sums } from './judge.js'
import { axisOf, chosenOptions, judge, judgeSums } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Many-questions whose options are read by conditions are tried in every subset up to this many options. */
const MOST_SUBSET_OPTIONS = 12

/**
 * The approaches whose verdict at least one answer to this open question alone would change, as indexes.
 * Every such answer is decided again; for a many-question whose options only add points, the subsets with the
 * extreme sums decide, so these are tried in place of all.
 */
export function changedBy(model: Model, state: State, question: ModelQuestion, standings: readonly Standing[]): Set<number> {
  const changed = new Set<number>()
  const onlyAdds = !model.read.has(question.source.id)
  if (onlyAdds && axisOf(question) === null) return changed
  for (const slot of answersTo(model, state, question)) {
    const next = onlyAdds
      ? judgeSums(model, state, withAnswer(state, question, slot, standings))
      : judge(model, withSlot(state, question, slot))
    next.forEach((standing, approach) => {
      if (standing.verdict !== standings[approach]?.verdict) changed.add(approach)
    })
  }
  return changed
}

function withSlot(state: State, question: ModelQuestion, slot: Slot): State {
  const next = state.slice()
  next[question.index] = slot
  return next
}

/** The sums once this question is answered, for a question that nothing else reads. */
function withAnswer(state: State, question: ModelQuestion, slot: Slot, standings: readonly Standing[]): Sums {
  const need = standings.map((standing) => standing.need)
  const readiness = standings.map((standing) => standing.readiness)
  const sums = axisOf(question) === 'need' ? need : readiness
  for (const option of chosenOptions(slot)) {
    for (const entry of question.entries[option] ?? []) {
      if (entry.test(state) === TRUE) sums[entry.approach] = (sums[entry.approach] as number) + entry.points
    }
  }
  return { need, readiness }
}

function answersTo(model: Model, state: State, question: ModelQuestion): Slot[] {
  const count = question.source.options.length
  if (question.source.kind === 'single') return Array.from({ length: count }, (_, option) => option)
  if (model.read.has(question.source.id) && count <= MOST_SUBSET_OPTIONS) {
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
