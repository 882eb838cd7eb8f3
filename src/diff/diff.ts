import { MOST_CHOSEN } from '../engine/completions.js'
import type { Rubric, Verdict } from '../engine/rubric.js'
import type { Slot } from '../engine/truth.js'
import { type Case, changedCases } from './cases.js'
import { approachIds, type Bundle, bundleOf, bundlesOf } from './contenders.js'
import { type Budget, type Tally, tallyOf } from './count.js'
import { type Drawn, drawn } from './draws.js'
import { examplesOf, type Shown, shrunk, smallestOf } from './examples.js'
import type { ApproachDiff, Example, Move, RubricDiff, RubricName } from './result.js'
import { estimatedShare, exactShare, highOf, NOTHING, type Share } from './share.js'
import { type Versions, versionsOf } from './sides.js'
import { writtenChanges } from './written.js'

export interface DiffOptions {
  /** Cases that stand beside the rubric. */
  readonly cases?: readonly Case[]
  /** Steps that counting may take, besides some for all approaches together and for examples; a step takes half a microsecond or so. */
  readonly budget?: number
}

const USUAL_BUDGET = 8_000_000
/** Judging all approaches together is slower, and most often in vain: it gets this part of the budget, and examples get as much. */
const FRACTION = 8
const SWEEPS = 4
/** Bounds that lie closer together than this say enough: no draws are needed. */
const NARROW = 0.002
const EVERYTHING = { low: 0, high: 1 }

/**
 * What the edit that made `after` of `before` changes: what is written, the share of the answer space in which verdicts differ, the smallest examples,
 * and the cases. Shares are over all ways to answer the questions of both; an answer that one version does not know is open there.
 * Deterministic; returns plain data.
 */
export function diffRubrics(before: Rubric, after: Rubric, { cases, budget = USUAL_BUDGET }: DiffOptions = {}): RubricDiff {
  const versions = versionsOf(before, after)
  const written = writtenChanges(before, after)
  const counted = countAll(
    versions,
    bundlesOf(versions).filter(({ same }) => !same),
    budget,
  )
  const draws = lazily(() => drawn(versions))
  return {
    before: nameOf(before),
    after: nameOf(after),
    same: written.length === 0,
    mostChosen: MOST_CHOSEN,
    any: anyShare(versions, counted, draws, { left: budget / FRACTION, perSweep: budget / FRACTION / SWEEPS }),
    approaches: approachIds(versions).map((id) => approachDiff(versions, counted, draws, id)),
    examples: examplesFor(versions, counted, draws, budget / FRACTION),
    ...(cases === undefined ? {} : { cases: { count: cases.length, changed: changedCases(versions, cases) } }),
    written,
  }
}

/** A bundle that the versions judge differently, and how its verdicts move; null where that is too much to count. */
interface Counted {
  readonly bundle: Bundle
  readonly tally: Tally | null
}

/** Each bundle has a small part of the budget first; those that need more share what is left. */
function countAll(versions: Versions, bundles: readonly Bundle[], budget: number): Counted[] {
  const quick = bundles.map((bundle) => tallyOf(versions, bundle, { left: budget / FRACTION / bundles.length }))
  const failed = quick.filter((tally) => tally === null).length
  const left = budget - budget / FRACTION
  return bundles.map((bundle, at) => ({ bundle, tally: quick[at] ?? tallyOf(versions, bundle, { left: left / failed }) }))
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function nameOf({ id, version, digest, title }: Rubric): RubricName {
  return { id, version, digest, title }
}

function anyShare(versions: Versions, counted: readonly Counted[], draws: () => Drawn, budget: Budget): Share {
  const moving = counted.filter(({ tally }) => tally?.any !== 0n)
  const [first, ...others] = moving
  if (first === undefined) return NOTHING
  const shares = moving.flatMap(({ tally }) => (tally === null ? [] : [exactShare(tally.any, tally.whole)]))
  if (others.length === 0 && shares[0] !== undefined) return shares[0]
  const complete = shares.length === moving.length
  if (complete) {
    const ids = approachIds(versions).filter((id) => moving.some(({ bundle }) => bundle.ids.includes(id)))
    const together = tallyOf(versions, bundleOf(versions, ids), budget)
    if (together !== null) return exactShare(together.any, together.whole)
  }
  const low = Math.max(0, ...shares.map(({ share }) => share))
  const high = complete
    ? Math.min(
        1,
        shares.reduce((sum, { share }) => sum + share, 0),
      )
    : 1
  if (high - low <= NARROW) return { kind: 'bound', low, high }
  const seen = draws()
  return estimatedShare(seen.any, seen.draws, { low, high })
}

function approachDiff(versions: Versions, counted: readonly Counted[], draws: () => Drawn, id: string): ApproachDiff {
  const [before, after] = versions.sides.map(({ model }) => model.rubric.approaches.find((one) => one.id === id))
  const found = counted.find(({ bundle }) => bundle.ids.includes(id))
  const { changed, moves } = found === undefined ? { changed: NOTHING, moves: [] } : sharesOf(found, draws, id)
  const only = before === undefined ? { only: 'after' as const } : after === undefined ? { only: 'before' as const } : {}
  return { id, title: (after ?? before)?.title ?? id, ...only, changed, moves }
}

function sharesOf({ bundle, tally }: Counted, draws: () => Drawn, id: string): { changed: Share; moves: Move[] } {
  if (tally === null) {
    const { moves, draws: all } = draws()
    const seen = [...(moves.get(id) ?? [])]
    const share = (hits: number): Share => estimatedShare(hits, all, EVERYTHING)
    return {
      changed: share(seen.reduce((sum, [, hits]) => sum + hits, 0)),
      moves: inOrder(seen.map(([move, hits]) => moved(move, share(hits)))),
    }
  }
  const seen = [...(tally.moves[bundle.ids.indexOf(id)] ?? [])].filter(([move]) => moved(move, NOTHING).from !== moved(move, NOTHING).to)
  const ways = seen.reduce((sum, [, more]) => sum + more, 0n)
  return { changed: exactShare(ways, tally.whole), moves: inOrder(seen.map(([move, more]) => moved(move, exactShare(more, tally.whole)))) }
}

function moved(move: string, share: Share): Move {
  const [from, to] = move.split('>') as [Verdict, Verdict]
  return { from, to, share }
}

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

function inOrder(moves: readonly Move[]): Move[] {
  const rank = ({ from, to }: Move): number => VERDICTS.indexOf(from) * VERDICTS.length + VERDICTS.indexOf(to)
  return [...moves].sort((a, b) => highOf(b.share) - highOf(a.share) || rank(a) - rank(b))
}

/** The smallest examples of each bundle; where looking for them takes too long, small ones made from any that were met. */
function examplesFor(versions: Versions, counted: readonly Counted[], draws: () => Drawn, budget: number): Example[] {
  const found = counted.flatMap(({ bundle, tally }): (Shown & { smallest: boolean })[] => {
    const met = tally?.shown ?? draws().first
    const wanted = [...met.keys()].filter((key) => bundle.ids.includes(key.split(' ')[0] ?? ''))
    const smallest = smallestOf(versions, bundle, wanted, { left: Math.floor(budget / counted.length) })
    const small = wanted.flatMap((key) => {
      const [id = '', move = ''] = key.split(' ')
      if (smallest.some((one) => one.id === id)) return []
      const { from, to } = moved(move, NOTHING)
      const candidate = shrunk(versions, met.get(key) as readonly Slot[], { id, from, to })
      return candidate === undefined ? [] : [{ id, from, to, candidate, smallest: false }]
    })
    return [...smallest.map((one) => ({ ...one, smallest: true })), ...small]
  })
  return examplesOf(versions, found)
}
