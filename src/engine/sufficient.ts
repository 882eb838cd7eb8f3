import type { Answer } from './answers.js'
import { buildModel, buildState, isVisible, type Model } from './model.js'
import type { Rubric } from './rubric.js'
import type { State } from './truth.js'

/** Whether at least one visible reason question is answered; without one there is nothing to decide. */
export function hasReason(rubric: Rubric, answers: ReadonlyMap<string, Answer>): boolean {
  const model = buildModel(rubric)
  return hasReasonAt(model, buildState(model, answers))
}

/** The same from a model and a state that exist already. */
export function hasReasonAt(model: Model, state: State): boolean {
  return model.questions.some(
    (question) => question.source.role === 'reason' && state[question.index] !== null && isVisible(question, state),
  )
}
