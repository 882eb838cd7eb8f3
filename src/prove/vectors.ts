import { axisOf } from '../engine/judge.js'
import { isVisible, type ModelQuestion } from '../engine/model.js'
import type { Condition } from '../engine/rubric.js'
import { FALSE, type Slot, type State, TRUE } from '../engine/truth.js'
import { answersToldApart, stateOf } from './answers.js'
import type { Space } from './space.js'

/** What each option of a question gives an approach in one context, in points and in the order of the options. */
export interface Vector {
  readonly points: readonly number[]
  /** Other answers that make the context; the question itself is open. */
  readonly state: State
}

/**
 * Everything that the options of a single question can give an approach: one vector for every way in which the contexts differ where the question is
 * asked at all. Null when the budget does not last.
 */
export function vectorsOf(space: Space, question: ModelQuestion, approach: number): Vector[] | null {
  const entries = question.entries.map((list) => list.filter((entry) => entry.approach === approach))
  const conditions = [question.source.when, ...entries.flat().map(({ source }) => source.when)].filter((one) => one !== undefined)
  const found = new Map<string, Vector>()
  const add = (state: State): void => {
    if (!isVisible(question, state)) return
    const points = entries.map((list) => list.reduce((sum, entry) => sum + (entry.test(state) === TRUE ? entry.points : 0), 0))
    const key = points.join()
    if (!found.has(key)) found.set(key, { points, state: [...state] })
  }
  const contexts = contextsOver(space, conditions, question.index)
  if (contexts !== null) {
    for (const state of contexts) add(state)
    return [...found.values()]
  }
  const seen = new Set<string>()
  const done = space.explore({ approaches: [], conditions, closed: [question.source.id] }, ({ truths, witness }) => {
    const key = truths.map((truth, at) => (at === 0 && question.source.when !== undefined ? truth !== FALSE : truth === TRUE)).join()
    if (seen.has(key)) return true
    seen.add(key)
    add(stateOf(space.model, witness()))
    return true
  })
  return done ? [...found.values()] : null
}

/** One state for each way in which answers to other questions differ for some conditions, one after the other in the same array; null when too many. */
function contextsOver(space: Space, conditions: readonly Condition[], question: number): Iterable<State> | null {
  const compiled = conditions.map(space.compiled)
  const atoms = compiled.flatMap((one) => one.atoms)
  const reads = [...new Set(compiled.flatMap((one) => one.reads))].filter((one) => one !== question)
  const lists: (readonly [question: number, slots: readonly Slot[]])[] = []
  for (const one of reads) {
    const slots = answersToldApart(space.model, one, atoms)
    if (slots === null) return null
    lists.push([one, slots])
  }
  if (lists.reduce((product, [, slots]) => product * slots.length, 1) > space.limits.rows) return null
  return product(
    lists,
    space.model.questions.map(() => null),
  )
}

function* product(lists: readonly (readonly [question: number, slots: readonly Slot[]])[], state: Slot[]): Generator<State> {
  const [first, ...rest] = lists
  if (first === undefined) {
    yield state
    return
  }
  for (const slot of first[1]) {
    state[first[0]] = slot
    yield* product(rest, state)
  }
}

/** The single questions whose points move something, each with the approaches that they give points to. */
export function scoredQuestions(space: Space): { readonly question: ModelQuestion; readonly approaches: readonly number[] }[] {
  return space.model.questions
    .filter((question) => question.source.kind === 'single' && axisOf(question) !== null)
    .map((question) => ({
      question,
      approaches: [...new Set(question.entries.flat().map((entry) => entry.approach))].sort((a, b) => a - b),
    }))
}
