import type { Decision } from '../../engine/decision.js'
import { appendix } from './appendix.js'
import type { Block } from './blocks.js'
import { situation } from './context.js'
import { evaluation } from './evaluation.js'
import { recommendation } from './recommendation.js'
import { summary } from './summary.js'
import { validation } from './validation.js'

/**
 * Returns the whole report as blocks, in the order in which it is read: the executive part, the seven parts of the decision prompt
 * (context, objective, constraints, data, evaluation, recommendation, validation), then open questions, answers and references.
 */
export function documentOf(decision: Decision): readonly Block[] {
  return [
    ...summary(decision),
    ...situation(decision),
    ...evaluation(decision),
    ...recommendation(decision),
    ...validation(decision),
    ...appendix(decision),
  ]
}
