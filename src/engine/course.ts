import type { Answer } from './answers.js'
import { percentOf } from './percent.js'
import { judge } from './judge.js'
import { buildModel, buildState } from './model.js'
import type { Question, Rubric } from './rubric.js'
import { visibilityOf } from './visibility.js'

/** What the answer to one open question can still change. */
export interface Relevance {
  readonly question: Question
  /** Ids of the approaches whose verdict it can still turn, in the rubric's order. */
  readonly verdicts: readonly string[]
  /** Ids of gates and of known mistakes that it can still bring or take away. */
  readonly gates: readonly string[]
  readonly mistakes: readonly string[]
  /** Whether it can still bring or take away anything else the report lists: a plan entry, a precondition or a note on the set. */
  readonly plan: boolean
}

/** How far one approach is from settled, given the answers so far. */
export interface Heading {
  readonly id: string
  readonly title: string
  /** The total so far in points, and the same as a share of 1 to 99. */
  readonly points: number
  readonly need: number
  /** True when no answer to any open question can turn its verdict. */
  readonly settled: boolean
  /** How many of the questions that are still to be asked can turn its verdict. */
  readonly movedBy: number
}

/** Where an interview stands: what is worth asking, what is not, and where it is heading. */
export interface Course {
  /** Open questions that can still change something, in the order of asking: context questions last. */
  readonly ask: readonly Relevance[]
  /** Open questions that cannot: whatever they are answered, verdicts, gates, mistakes and plan stay as they are. */
  readonly skip: readonly Question[]
  /** One per approach, in the rubric's order. */
  readonly headings: readonly Heading[]
}

/**
 * Says which open questions can still change a verdict, a gate, a mistake or a plan entry. `put` holds the ids of questions that were put to the
 * person already: those among them that are open stay open, and are neither to be asked nor to be skipped. With `all`, nothing is skipped.
 */
export function courseOf(rubric: Rubric, answers: ReadonlyMap<string, Answer>, put: ReadonlySet<string>, all = false): Course {
  const model = buildModel(rubric)
  const state = buildState(model, answers)
  const standings = judge(model, state)
  const open = visibilityOf(model, state).open.filter((question) => !put.has(question.id))
  const verdicts = rubric.approaches.map(({ id }) => id)
  return {
    ask: open.map((question) => ({ question, verdicts, gates: [], mistakes: [], plan: !all })),
    skip: [],
    headings: rubric.approaches.map(({ id, title }, index) => {
      const points = standings[index]?.need ?? 0
      return { id, title, points, need: percentOf(points), settled: open.length === 0, movedBy: open.length }
    }),
  }
}
