import type { Answer } from './answers.js'
import { buildModel, buildState, isVisible } from './model.js'
import type { Rubric } from './rubric.js'

/** Whether at least one visible reason question is answered; without one there is nothing to decide. */
export function hasReason(rubric: Rubric, answers: ReadonlyMap<string, Answer>): boolean {
  const model = buildModel(rubric)
  const state = buildState(model, answers)
  return model.questions.some(
    (question) => question.source.role === 'reason' && state[question.index] !== null && isVisible(question, state),
  )
}
