import type { Contribution } from './decision.js'
import { axisOf, chosenOptions } from './judge.js'
import type { Model } from './model.js'
import { isVisible } from './model.js'
import type { Option } from './rubric.js'
import type { State } from './truth.js'
import { TRUE } from './truth.js'

/**
 * Every contribution that counted, per approach index, in the rubric's order of questions and options.
 * On each axis, prior + Σ points of an approach's contributions equals its total exactly.
 */
export function contributionsOf(model: Model, state: State): Contribution[][] {
  const result: Contribution[][] = model.approaches.map(() => [])
  for (const question of model.questions) {
    const axis = axisOf(question)
    if (axis === null || !isVisible(question, state)) continue
    for (const index of chosenOptions(state[question.index] ?? null)) {
      const option = question.source.options[index] as Option
      for (const entry of question.entries[index] ?? []) {
        if (entry.test(state) !== TRUE) continue
        result[entry.approach]?.push({
          axis,
          question: question.source.id,
          questionTitle: question.source.title,
          option: option.id,
          optionLabel: option.label,
          points: entry.points,
          criterion: entry.source.criterion,
          because: entry.source.because,
          evidence: entry.source.evidence,
        })
      }
    }
  }
  return result
}

/** Contributions of the need axis, strongest first; equal ones keep the rubric's order. */
export function strongest(contributions: readonly Contribution[], direction: 'for' | 'against'): Contribution[] {
  const sign = direction === 'for' ? 1 : -1
  return contributions.filter((one) => one.axis === 'need' && one.points * sign > 0).sort((a, b) => (b.points - a.points) * sign)
}
