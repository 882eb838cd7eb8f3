import { UNSURE } from '../engine/answers.js'
import { visibility } from '../engine/visibility.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { warning } from '../files/problem.js'
import type { Input } from './input.js'

/** A warning for each answer whose question other answers make pointless: it is kept and has no weight. In the rubric's order. */
export function unscored({ rubric, sheet }: Pick<Input, 'rubric' | 'sheet'>): readonly Diagnostic[] {
  return visibility(rubric, sheet.answers)
    .hidden.filter(({ id }) => (sheet.answers.get(id)?.value ?? UNSURE) !== UNSURE)
    .map(({ id }) =>
      warning('answer-hidden', `the answer to ${id} is not scored: other answers make the question pointless`, { path: `answers.${id}` }),
    )
}
