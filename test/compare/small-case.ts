import { compare, type Respondent } from '../../src/compare/compare.js'
import type { Comparison } from '../../src/compare/result.js'
import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Given } from '../engine/oracle.js'
import { answersOf, TOOL } from '../engine/small-rubric.js'
import { SMALL } from '../whatif/small-case.js'

export function respondent(path: string, given: Given, more: Partial<AnswerSheet> = {}): Respondent {
  return { path, sheet: { answers: answersOf(given), ...more } }
}

/** Three people, one product: what turns by itself, what only together, an answer left open, one that does not apply, and one that changes nothing. */
export const THREE: readonly Respondent[] = [
  respondent(
    'team/product.yaml',
    { gap: 'facts', pace: 'weekly', pairs: 'none', trust: 'low', signs: ['odd'], plan: ['train'] },
    { title: 'Help desk' },
  ),
  respondent(
    'team/ml.yaml',
    { gap: 'manner', pace: 'weekly', pairs: 'plenty', trust: 'high', signs: ['odd', 'slow'], plan: [] },
    { title: 'Help desk' },
  ),
  respondent(
    'team/legal.yaml',
    { gap: 'facts', pace: 'monthly', pairs: 'some', trust: 'high', signs: [] },
    { title: 'Help desk', owner: 'Counsel' },
  ),
]

export function compared(respondents: readonly Respondent[] = THREE): Comparison {
  return compare(SMALL, respondents, { tool: TOOL })
}
