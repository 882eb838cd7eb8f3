import type { Standing, Sums } from './judge.js'
import { axisOf, flagsOf, verdictsAt, verdictsFrom } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import type { Verdict } from './rubric.js'
import { subsetsOf } from './subsets.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Many-questions whose options are read by conditions are tried in every subset up to this many options. */
const MOST_SUBSET_OPTIONS = 12

/** Distinct sums of one group of alternatives that are followed; far beyond what whole points in a real rubric make. */
const MOST_SUMS = 1 << 14

/**
 * The approaches whose verdict at least one answer to this open question alone would change, as indexes.
 * Where something else reads the question, every answer is decided again; elsewhere only the sums that it can lead to are.
 */
export function changedBy(model: Model, state: State, question: ModelQuestion, standings: readonly Standing[]): Set<number> {
  const changed = new Set<number>()
  const see = (verdicts: readonly Verdict[], which: (approach: number) => boolean = () => true): void => {
    for (const [approach, verdict] of verdicts.entries()) {
      if (verdict !== standings[approach]?.verdict && which(approach)) changed.add(approach)
    }
  }
  const { id, kind, options } = question.source
  const onlyAdds = !model.read.has(id)
  if (!onlyAdds && (kind === 'single' || options.length > MOST_SUBSET_OPTIONS)) {
    for (const slot of answersTo(question)) see(verdictsAt(model, withSlot(state, question, slot)))
    return changed
  }
  const subsets = onlyAdds ? undefined : subsetsOf(model, state, question)
  if (axisOf(question) !== null) {
    const flags = standings.map(flagsOf)
    for (const { need, readiness } of sumsAfter(model, state, question, standings)) {
      see(verdictsFrom(model, need, readiness, flags), (approach) => subsets?.entangled.has(approach) !== true)
    }
  }
  const undecided = new Set(subsets?.entangled)
  subsets?.each((verdicts) => {
    see(verdicts, (approach) => undecided.delete(approach))
    return undecided.size > 0
  })
  return changed
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
  const keyOf = (sums: readonly number[]): string => {
    let key = ''
    for (const approach of group) key += `${sums[approach]},`
    return key
  }
  const found = new Map([[keyOf(base), [...base]]])
  for (const gain of gains.filter((one) => group.some((approach) => one[approach] !== 0))) {
    for (const sums of [...found.values()]) {
      if (found.size >= MOST_SUMS) break
      const next = sums.slice()
      for (const approach of group) next[approach] = (next[approach] as number) + (gain[approach] as number)
      const key = keyOf(next)
      if (!found.has(key)) found.set(key, next)
    }
  }
  return [...found.values()]
}
