import type { Contender } from '../engine/judge.js'
import { contest } from '../engine/judge.js'
import type { Model } from '../engine/model.js'
import { atomsWithVisibility } from '../engine/model.js'
import type { Condition, Verdict } from '../engine/rubric.js'
import { BOTH, type Versions, type Which } from './sides.js'

/** What is judged: an approach in one version, or in both where they judge it by the same rules. */
export interface Judged {
  readonly side: Which
  /** Its index in that version. */
  readonly approach: number
}

/** Approaches that have to be judged together: those that either version lets compete, in both versions. */
export interface Bundle {
  readonly ids: readonly string[]
  readonly judged: readonly Judged[]
  /** By version and approach, its place in `judged`; undefined when the version does not have it. */
  readonly places: readonly [readonly (number | undefined)[], readonly (number | undefined)[]]
  /** By version the places that compete. */
  readonly rivals: readonly [readonly (readonly number[])[], readonly (readonly number[])[]]
  /** Both versions judge by the same rules: no verdict can differ. */
  readonly same: boolean
}

/** The ids of all approaches, those of the version before first. */
export function approachIds({ sides }: Versions): string[] {
  return [...new Set(sides.flatMap(({ model }) => model.rubric.approaches.map(({ id }) => id)))]
}

/** All approaches in bundles that can be judged one by one. */
export function bundlesOf(versions: Versions): Bundle[] {
  const bundles = approachIds(versions).map((id) => new Set([id]))
  for (const { model } of versions.sides) {
    for (const { of } of model.rubric.alternatives) {
      const touched = bundles.filter((bundle) => of.some((id) => bundle.has(id)))
      const [first, ...others] = touched
      for (const other of others) {
        for (const id of other) first?.add(id)
        bundles.splice(bundles.indexOf(other), 1)
      }
    }
  }
  const order = approachIds(versions)
  return bundles.map((bundle) =>
    bundleOf(
      versions,
      order.filter((id) => bundle.has(id)),
    ),
  )
}

/** One bundle of these approaches; every alternative of theirs has to be among them. */
export function bundleOf(versions: Versions, ids: readonly string[]): Bundle {
  const judged: Judged[] = []
  const [before, after] = BOTH.map((side) => ids.map((id) => versions.sides[side]?.model.names.approach.get(id))) as [
    (number | undefined)[],
    (number | undefined)[],
  ]
  const add = (side: Which, approach: number): number => judged.push({ side, approach }) - 1
  const first = before.map((approach) => (approach === undefined ? undefined : add(0, approach)))
  const second = after.map((approach, at) => {
    if (approach === undefined) return undefined
    const twin = before[at]
    const alike = twin !== undefined && rulesOf(versions.sides[0].model, twin) === rulesOf(versions.sides[1].model, approach)
    return alike ? first[at] : add(1, approach)
  })
  const places = [first, second] as const
  const rivals = BOTH.map((side) => rivalsIn(versions, ids, side, places[side])) as unknown as Bundle['rivals']
  const same = first.every((place, at) => place === second[at]) && JSON.stringify(rivals[0]) === JSON.stringify(rivals[1])
  return { ids, judged, places, rivals, same }
}

function rivalsIn({ sides }: Versions, ids: readonly string[], side: Which, places: readonly (number | undefined)[]): number[][] {
  return (sides[side] as (typeof sides)[0]).model.rubric.alternatives
    .map(({ of }) => of.flatMap((id) => places[ids.indexOf(id)] ?? []))
    .filter((group) => group.length > 0)
}

/** Everything that decides how an approach is judged by itself, as a text: equal texts judge alike. */
function rulesOf(model: Model, approach: number): string {
  const { source, gates } = model.approaches[approach] as Model['approaches'][number]
  const reads = new Set<string>()
  const read = (condition: Condition | undefined): void => {
    for (const atom of atomsWithVisibility(model, condition)) reads.add(atom.question)
  }
  const entries = model.questions.flatMap(({ source: question, entries }) =>
    entries.flatMap((list, option) =>
      list
        .filter((entry) => entry.approach === approach)
        .map(({ points, source: { when } }) => {
          reads.add(question.id)
          read(question.when)
          read(when)
          return JSON.stringify([question.id, question.role, question.options[option]?.id, points, when])
        }),
    ),
  )
  for (const { source: gate } of gates) read(gate.when)
  const asked = [...reads].sort().map((id) => {
    const question = model.questions[model.names.question.get(id) ?? -1]?.source
    return question === undefined ? [id] : [id, question.kind, question.options.map((option) => option.id).sort(), question.when]
  })
  const { lines, prior, readinessPrior, always } = source
  const rules = gates.map(({ source: { effect, when } }) => JSON.stringify([effect, when])).sort()
  return JSON.stringify([lines.adopt, lines.pilot, lines.ready, prior, readinessPrior, always, rules, entries.sort(), asked])
}

/** The verdicts of one version, by approach of the bundle; an approach that it does not have is never recommended there. */
export function verdictsIn({ places, rivals }: Bundle, side: Which, members: readonly Contender[]): Verdict[] {
  const verdicts = members.map(({ alone }) => alone)
  for (const group of rivals[side]) for (const loser of contest(group, members).losers) verdicts[loser] = 'skip'
  return places[side].map((place) => (place === undefined ? 'skip' : (verdicts[place] as Verdict)))
}
