import type { Given } from '../engine/given.js'
import { judge, type Standing, verdictsAt, verdictsOf } from '../engine/judge.js'
import type { Model } from '../engine/model.js'
import { randomFrom } from '../engine/random.js'
import type { Condition, Verdict } from '../engine/rubric.js'
import { FALSE, type Slot, type State, type Ternary, TRUE, UNKNOWN } from '../engine/truth.js'
import { answersToldApart, fewest, givenOf, stateOf } from './answers.js'
import { type Compiled, climb, distanceTo, type Space } from './space.js'

/** What a condition shall be. */
export interface Want {
  readonly condition: Condition
  readonly is: 'true' | 'not true' | 'false' | 'not false'
}

/** Answers that show it, or the proof that there are none, or neither within the budget. */
export type Found = { readonly given: Given } | 'none' | 'unknown'

const MEETS: Readonly<Record<Want['is'], (value: Ternary) => boolean>> = {
  true: (value) => value === TRUE,
  'not true': (value) => value !== TRUE,
  false: (value) => value === FALSE,
  'not false': (value) => value !== FALSE,
}

/**
 * Looks for answers that make every one of some conditions what it shall be: over all answers to all questions, each of which may stay open. Drawn
 * situations first; then a table, where conditions read few questions; then all is explored.
 */
export function find(space: Space, wants: readonly Want[]): Found {
  const made = wants.map(({ condition, is }): Wanted => ({ compiled: space.compiled(condition), meets: MEETS[is], is }))
  const readsVerdicts = made.some(({ compiled }) => compiled.verdicts.length > 0)
  const holds = (state: State, verdicts?: readonly Verdict[]): boolean =>
    made.every(({ compiled, meets }) => meets(compiled.test(state, verdicts)))
  const shown = (state: State): Found => {
    const all = readsVerdicts ? (some: State) => holds(some, verdictsAt(space.model, some)) : holds
    return { given: givenOf(space.model, fewest(state, all)) }
  }
  const drawn = space.pool.find(({ state, verdicts }) => holds(state, verdicts))
  if (drawn !== undefined) return shown(drawn.state)
  const table = readsVerdicts ? conceived(space, made) : tabulated(space, made)
  if (table === 'none') return 'none'
  if (table !== 'unknown' && !readsVerdicts) return shown(table)
  const steered = steer(space, made, readsVerdicts)
  if (steered !== null) return shown(steered)
  const explored = explore(space, made)
  return typeof explored === 'string' ? explored : shown(explored)
}

interface Wanted {
  readonly compiled: Compiled
  readonly meets: (value: Ternary) => boolean
  readonly is: Want['is']
}

/** One thing that is free in a table: how many ways, and how to set it to one. */
interface Free {
  readonly size: number
  readonly set: (choice: number) => void
}

/** Whether some row of a table is as wanted; unknown when it has too many. */
function someRow(free: readonly Free[], most: number, holds: () => boolean): boolean | 'unknown' {
  const rows = free.reduce((product, { size }) => product * size, 1)
  if (rows > most) return 'unknown'
  for (let row = 0; row < rows; row++) {
    let rest = row
    for (const { size, set } of free) {
      set(rest % size)
      rest = Math.trunc(rest / size)
    }
    if (holds()) return true
  }
  return false
}

function freeQuestions(space: Space, made: readonly Wanted[], state: Slot[]): Free[] | null {
  const atoms = made.flatMap(({ compiled }) => compiled.atoms)
  const free: Free[] = []
  for (const question of new Set(made.flatMap(({ compiled }) => compiled.reads))) {
    const list = answersToldApart(space.model, question, atoms)
    if (list === null) return null
    free.push({
      size: list.length,
      set: (choice) => {
        state[question] = list[choice] as Slot
      },
    })
  }
  return free
}

function tabulated(space: Space, made: readonly Wanted[]): State | 'none' | 'unknown' {
  const state: Slot[] = space.model.questions.map(() => null)
  const free = freeQuestions(space, made, state)
  if (free === null) return 'unknown'
  const some = someRow(free, space.limits.rows, () => made.every(({ compiled, meets }) => meets(compiled.test(state))))
  return some === 'unknown' ? 'unknown' : some ? state : 'none'
}

/** With verdicts taken as free of the answers: none where not even that is as wanted. */
function conceived(space: Space, made: readonly Wanted[]): 'none' | 'unknown' {
  const state: Slot[] = space.model.questions.map(() => null)
  const free = freeQuestions(space, made, state)
  if (free === null) return 'unknown'
  const verdicts: Verdict[] = space.model.approaches.map(() => 'skip')
  for (const approach of new Set(made.flatMap(({ compiled }) => compiled.verdicts))) {
    const list = [...(space.conceivable[approach] ?? [])]
    free.push({
      size: list.length,
      set: (choice) => {
        verdicts[approach] = list[choice] as Verdict
      },
    })
  }
  const holds = (): boolean =>
    atMostOneOfEach(space.model, verdicts) && made.every(({ compiled, meets }) => meets(compiled.test(state, verdicts)))
  return someRow(free, space.limits.rows, holds) === false ? 'none' : 'unknown'
}

/** Of alternatives, all but one are skipped. */
function atMostOneOfEach(model: Model, verdicts: readonly Verdict[]): boolean {
  return model.alternatives.every((group) => group.filter((approach) => verdicts[approach] !== 'skip').length <= 1)
}

function steer(space: Space, made: readonly Wanted[], readsVerdicts: boolean): Slot[] | null {
  const { model, tries } = space
  const open = space.pool[0]?.state ?? []
  const distance = (state: State): number => {
    const standings = readsVerdicts ? judge(model, state) : []
    const verdicts = readsVerdicts ? verdictsOf(standings) : undefined
    let sum = 0
    for (const { compiled, meets, is } of made) {
      if (meets(compiled.test(state, verdicts))) continue
      sum += 1 + distanceOf(space, compiled.condition, is === 'true' || is === 'not false', { state, standings, verdicts })
    }
    return sum
  }
  return climb(model, tries, open, randomFrom(2), distance, space.limits.attempts)
}

/** A situation with what is read of it again and again. */
interface Place {
  readonly state: State
  readonly standings: readonly Standing[]
  readonly verdicts: readonly Verdict[] | undefined
}

/** How far a condition is from true, or from false: parts that are not yet so, and points to the verdicts that it asks for. */
function distanceOf(space: Space, condition: Condition, wanted: boolean, place: Place): number {
  if ('not' in condition) return distanceOf(space, condition.not, !wanted, place)
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).map((part) => distanceOf(space, part, wanted, place))
    if ('all' in condition === wanted) return parts.reduce((sum, one) => sum + one, 0)
    return parts.length === 0 ? 1_000 : Math.min(...parts)
  }
  if (space.compiled(condition).test(place.state, place.verdicts) === (wanted ? TRUE : FALSE)) return 0
  if ('question' in condition) return 10
  const approach = space.model.names.approach.get(condition.approach)
  if (approach === undefined) return 1_000
  const possible = [...(space.conceivable[approach] ?? [])].filter((verdict) => condition.verdict.includes(verdict) === wanted)
  return possible.length === 0 ? 1_000 : Math.min(...possible.map((verdict) => distanceTo(space.model, place.standings, approach, verdict)))
}

function explore(space: Space, made: readonly Wanted[]): State | 'none' | 'unknown' {
  let found: Given | undefined
  const done = space.explore({ approaches: [], conditions: made.map(({ compiled }) => compiled.condition) }, ({ truths, witness }) => {
    if (!made.every(({ meets }, at) => meets(truths[at] ?? UNKNOWN))) return true
    found = witness()
    return false
  })
  if (found !== undefined) return stateOf(space.model, found)
  return done ? 'none' : 'unknown'
}
