import type { Standing, Sums } from './judge.js'
import { axisOf, judgeSums, verdictsAt, verdictsOf } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import type { Verdict } from './rubric.js'
import { verdictsOfSubsets } from './subsets.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Many-questions whose options are read by conditions are tried in every subset up to this many options. */
const MOST_SUBSET_OPTIONS = 12

/** Distinct sums of one group of alternatives that are followed; far beyond what whole points in a real rubric make. */
const MOST_SUMS = 1 << 14

/**
 * The approaches whose verdict at least one answer to this open question alone would change, as indexes.
 * Every such answer is decided again; for a question that nothing else reads, only the sums it can lead to are.
 */
export function changedBy(model: Model, state: State, question: ModelQuestion, standings: readonly Standing[]): Set<number> {
  const changed = new Set<number>()
  const onlyAdds = !model.read.has(question.source.id)
  if (onlyAdds && axisOf(question) === null) return changed
  const outcomes = onlyAdds
    ? sumsAfter(model, state, question, standings).map((sums) => verdictsOf(judgeSums(model, state, sums)))
    : outcomesOf(model, state, question)
  for (const verdicts of outcomes) {
    for (const [approach, verdict] of verdicts.entries()) if (verdict !== standings[approach]?.verdict) changed.add(approach)
  }
  return changed
}

function outcomesOf(model: Model, state: State, question: ModelQuestion): Verdict[][] {
  const { kind, options } = question.source
  if (kind === 'many' && options.length <= MOST_SUBSET_OPTIONS) return verdictsOfSubsets(model, state, question)
  return answersTo(question).map((slot) => verdictsAt(model, withSlot(state, question, slot)))
}

function withSlot(state: State, question: ModelQuestion, slot: Slot): State {
  const next = state.slice()
  next[question.index] = slot
  return next
}

/** Every option; of a many-question with very many options, none, each alone, each left out, and all. */
function answersTo(question: ModelQuestion): Slot[] {
  const count = question.source.options.length
  if (question.source.kind === 'single') return Array.from({ length: count }, (_, option) => option)
  const flags = (chosen: (option: number) => boolean): Slot => Array.from({ length: count }, (_, option) => chosen(option))
  const each = Array.from({ length: count }, (_, one) => [flags((option) => option === one), flags((option) => option !== one)])
  return [flags(() => false), flags(() => true), ...each.flat()]
}

/** What each option of a question adds to each approach's sum, as the other answers stand. */
function gainsOf(model: Model, state: State, question: ModelQuestion): number[][] {
  return question.entries.map((entries) => {
    const gains = new Array<number>(model.approaches.length).fill(0)
    for (const entry of entries) if (entry.test(state) === TRUE) gains[entry.approach] = (gains[entry.approach] as number) + entry.points
    return gains
  })
}

/** Sums that the answers to a question lead to, enough to show every verdict that some answer changes. */
function sumsAfter(model: Model, state: State, question: ModelQuestion, standings: readonly Standing[]): Sums[] {
  const base = standings.map((standing) => (axisOf(question) === 'need' ? standing.need : standing.readiness))
  const gains = gainsOf(model, state, question)
  const sums =
    question.source.kind === 'single'
      ? gains.map((gain) => base.map((sum, approach) => sum + (gain[approach] as number)))
      : manySums(model, base, gains)
  return sums.map((after) =>
    axisOf(question) === 'need'
      ? { need: after, readiness: standings.map((standing) => standing.readiness) }
      : { need: standings.map((standing) => standing.need), readiness: after },
  )
}

/**
 * A verdict alone never falls as its sum rises, so the least and the greatest sum show whether it can change. The members
 * of a group of alternatives are judged against each other: for them, every combination of sums that subsets can reach.
 */
function manySums(model: Model, base: readonly number[], gains: readonly (readonly number[])[]): number[][] {
  const competing = new Set(model.alternatives.flat())
  const extreme = (sign: 1 | -1): number[] =>
    base.map((sum, approach) =>
      competing.has(approach) ? sum : gains.reduce((total, gain) => total + sign * Math.max(0, sign * (gain[approach] as number)), sum),
    )
  return [extreme(1), extreme(-1), ...model.alternatives.flatMap((group) => reachable(group, base, gains))]
}

function reachable(group: readonly number[], base: readonly number[], gains: readonly (readonly number[])[]): number[][] {
  const keyOf = (sums: readonly number[]): string => group.map((approach) => sums[approach]).join()
  const found = new Map([[keyOf(base), [...base]]])
  for (const gain of gains) {
    for (const sums of [...found.values()]) {
      if (found.size >= MOST_SUMS) break
      const next = sums.map((sum, approach) => (group.includes(approach) ? sum + (gain[approach] as number) : sum))
      const key = keyOf(next)
      if (!found.has(key)) found.set(key, next)
    }
  }
  return [...found.values()]
}
