import { subsetsUpTo } from './completions.js'
import type { Contender } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import type { Verdict } from './rubric.js'
import { groupsOf, verdictsInGroup } from './stability.js'
import type { Carry, Choices } from './sweep.js'
import { sweep } from './sweep.js'
import type { Slot, State } from './truth.js'

/** Flips are looked for up to this many changes. */
export const MOST_CHANGES = 3

/** So many smallest sets are written out before the nearest are chosen; more than these are counted as "at least". */
const MOST_SETS = 2_000

/** One question answered otherwise; for a many-question each option added or removed counts as one change. */
export interface Change {
  readonly question: number
  readonly to: Slot
  readonly changes: number
  /** Steps on the scale of an ordered question; 1 for any other change. */
  readonly distance: number
}

/** A smallest set of changes that turns a verdict. */
export interface Flip {
  readonly changes: readonly Change[]
  readonly verdict: Verdict
}

/** The smallest flips of one approach: `size` 0 means that none was found within MOST_CHANGES. */
export interface Flips {
  readonly size: number
  /** Nearest first. */
  readonly sets: readonly Flip[]
  /** How many smallest sets there are; false in `complete` when there are more than were written out. */
  readonly count: number
  readonly complete: boolean
  /** False when the search had to be given up; then nothing is claimed. */
  readonly searched: boolean
}

/** All cheapest ways to come to a situation: nothing changed yet, one change after another path, or either of two. */
type Path = { readonly cost: number } & (
  | { readonly kind: 'start' }
  | { readonly kind: 'change'; readonly before: Path; readonly question: number; readonly choice: number }
  | { readonly kind: 'either'; readonly one: Path; readonly other: Path }
)

interface Found {
  cost: number
  ends: { path: Path; verdict: Verdict }[]
}

/**
 * For every approach the smallest number of changes to stated answers that turns its verdict, and all such sets.
 * Exact: sums of points merge (see sweep), each situation keeps its cheapest ways, and conditions and gates are decided again.
 */
export function flipsOf(model: Model, state: State, now: readonly Verdict[]): Flips[] {
  const { slots, costs } = changesOf(model, state)
  const result: Flips[] = model.approaches.map(() => ({ size: 0, sets: [], count: 0, complete: true, searched: false }))
  for (const group of groupsOf(model)) {
    const { found, searched } = search(model, state, group, now, slots, costs)
    group.forEach((approach, member) => {
      result[approach] = writeOut(model, state, slots, found[member] as Found, searched)
    })
  }
  return result
}

/** With one change first, then two, then three: most verdicts turn on few, and few changes reach few situations. */
function search(
  model: Model,
  state: State,
  group: readonly number[],
  now: readonly Verdict[],
  slots: Choices,
  costs: readonly (readonly number[])[],
): { found: Found[]; searched: boolean } {
  const found = group.map((): Found => ({ cost: MOST_CHANGES + 1, ends: [] }))
  for (let most = 1; most <= MOST_CHANGES; most++) {
    const missing = found.map((one) => one.ends.length === 0)
    if (!missing.includes(true)) break
    const visit = (members: readonly Contender[], path: Path): void => {
      verdictsInGroup(model, group, members).forEach((verdict, member) => {
        if (missing[member] !== true || verdict === now[group[member] as number]) return
        note(found[member] as Found, path, verdict)
      })
    }
    if (!sweep(model, state, group, slots, carryOf(costs, most), visit)) return { found, searched: false }
  }
  return { found, searched: true }
}

function note(best: Found, path: Path, verdict: Verdict): void {
  if (path.cost > best.cost) return
  if (path.cost < best.cost) {
    best.cost = path.cost
    best.ends = []
  }
  best.ends.push({ path, verdict })
}

function carryOf(costs: readonly (readonly number[])[], most: number): Carry<Path> {
  return {
    start: { kind: 'start', cost: 0 },
    step(path, question, choice) {
      const cost = costs[question]?.[choice] ?? 0
      if (cost === 0) return path
      const total = path.cost + cost
      return total > most ? null : { kind: 'change', cost: total, before: path, question, choice }
    },
    merge(a, b) {
      if (a.cost !== b.cost) return a.cost < b.cost ? a : b
      return a.cost === 0 ? a : { kind: 'either', cost: a.cost, one: a, other: b }
    },
  }
}

/** For each stated question the slots within reach, the present one first, and what each costs. */
function changesOf(model: Model, state: State): { slots: Choices; costs: number[][] } {
  const slots = model.questions.map((question) => reachable(question, state[question.index] as Slot))
  const costs = slots.map((options) => options.map((slot) => changesBetween(options[0] as Slot, slot)))
  return { slots, costs }
}

function reachable(question: ModelQuestion, slot: Slot): Slot[] {
  if (slot === null) return [null]
  const count = question.source.options.length
  if (typeof slot === 'number') return [slot, ...Array.from({ length: count }, (_, option) => option).filter((option) => option !== slot)]
  return subsetsUpTo(count, MOST_CHANGES).map((toggled) => slot.map((flag, option) => flag !== toggled[option]))
}

function changesBetween(from: Slot, to: Slot): number {
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null) return from === to ? 0 : 1
  return from.reduce((sum, flag, option) => sum + (flag === to[option] ? 0 : 1), 0)
}

function writeOut(model: Model, state: State, slots: Choices, best: Found, searched: boolean): Flips {
  if (!searched || best.ends.length === 0) return { size: 0, sets: [], count: 0, complete: searched, searched }
  const sets: Flip[] = []
  let complete = true
  for (const { path, verdict } of best.ends) {
    complete = unroll(path, [], (steps) => {
      const changes = steps.map(({ question, choice }) =>
        changeOf(model, state, question, (slots[question] as readonly Slot[])[choice] as Slot),
      )
      changes.sort((a, b) => a.question - b.question)
      sets.push({ changes, verdict })
      return sets.length < MOST_SETS
    })
    if (!complete) break
  }
  sets.sort((a, b) => compareFlips(model, a, b))
  return { size: best.cost, sets, count: sets.length, complete, searched }
}

type Step = { readonly question: number; readonly choice: number }

function unroll(path: Path, steps: readonly Step[], emit: (steps: readonly Step[]) => boolean): boolean {
  if (path.kind === 'start') return emit(steps)
  if (path.kind === 'either') return unroll(path.one, steps, emit) && unroll(path.other, steps, emit)
  return unroll(path.before, [...steps, { question: path.question, choice: path.choice }], emit)
}

function changeOf(model: Model, state: State, question: number, to: Slot): Change {
  const from = state[question] as Slot
  const source = (model.questions[question] as ModelQuestion).source
  const scale = source.ordered && typeof from === 'number' && typeof to === 'number'
  return { question, to, changes: changesBetween(from, to), distance: scale ? Math.abs(from - to) : changesBetween(from, to) }
}

/** Nearest first: fewer steps on scales, then what a team can change itself, then the rubric's order. */
function compareFlips(model: Model, a: Flip, b: Flip): number {
  return total(a) - total(b) || wishes(model, a) - wishes(model, b) || orderKey(a) - orderKey(b)
}

function total(flip: Flip): number {
  return flip.changes.reduce((sum, change) => sum + change.distance, 0)
}

/** How many of the changes are not in the team's own hands. */
function wishes(model: Model, flip: Flip): number {
  return flip.changes.filter((change) => !isDoable(model, change)).length
}

/** Whether a team can bring a change about itself: it is an enabler. */
export function isDoable(model: Model, change: Change): boolean {
  return model.questions[change.question]?.source.role === 'enabler'
}

function orderKey(flip: Flip): number {
  return flip.changes.reduce((key, change) => key * 1000 + change.question, 0)
}
