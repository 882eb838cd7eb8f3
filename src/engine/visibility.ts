import type { Answer } from './answers.js'
import type { Model, ModelQuestion } from './model.js'
import { buildModel, buildState, isVisible } from './model.js'
import type { Question, Rubric } from './rubric.js'
import type { State } from './truth.js'

/** Which questions concern the person, given the answers so far; all in the rubric's order. */
export interface Visibility {
  /** Asked: answered or still open. */
  readonly asked: readonly Question[]
  /** Asked and without an answer, or answered `unsure`. */
  readonly open: readonly Question[]
  /** Their condition is false; an answer given to them is kept and not scored. */
  readonly hidden: readonly Question[]
}

/** Splits a rubric's questions by what the answers make of their conditions. */
export function visibility(rubric: Rubric, answers: ReadonlyMap<string, Answer>): Visibility {
  const model = buildModel(rubric)
  return visibilityOf(model, buildState(model, answers))
}

/** The same from a model and a state that exist already. */
export function visibilityOf(model: Model, state: State): Visibility {
  const asked = model.questions.filter((question) => isVisible(question, state))
  const source = (question: ModelQuestion): Question => question.source
  return {
    asked: asked.map(source),
    open: asked.filter((question) => state[question.index] === null).map(source),
    hidden: model.questions.filter((question) => !asked.includes(question)).map(source),
  }
}
