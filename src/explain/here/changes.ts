import { judge, verdictsOf } from '../../engine/judge.js'
import { isVisible, type Model, type ModelQuestion } from '../../engine/model.js'
import type { Verdict } from '../../engine/rubric.js'
import type { Slot, State } from '../../engine/truth.js'
import type { Situation } from './situation.js'

/** An answer by the ids and labels of its options; empty lists for an open question, and for "none of these". */
export interface NamedAnswer {
  readonly options: readonly string[]
  readonly labels: readonly string[]
}

/** A verdict that turns. */
export interface Turn {
  readonly approach: string
  readonly from: Verdict
  readonly to: Verdict
}

/**
 * The answers to one question that differ from the one given in a single change: every other option; of a many-question one option more
 * or one less. An open question takes each option, and a many-question also none.
 */
export function singleChanges(question: ModelQuestion, slot: Slot): Slot[] {
  const options = question.source.options
  if (question.source.kind === 'single') return options.map((_, index) => index).filter((index) => index !== slot)
  const before = Array.isArray(slot) ? (slot as readonly boolean[]) : options.map(() => false)
  const toggled = options.map((_, one) => before.map((flag, index) => (index === one ? !flag : flag)))
  return slot === null ? [before, ...toggled] : toggled
}

/** Which options an answer chooses. */
export function nameAnswer(question: ModelQuestion, slot: Slot): NamedAnswer {
  const chosen = question.source.options.filter((_, index) => (typeof slot === 'number' ? slot === index : slot?.[index] === true))
  return { options: chosen.map((one) => one.id), labels: chosen.map((one) => one.label) }
}

/** The answers with one of them changed. */
export function withAnswer(state: State, question: ModelQuestion, slot: Slot): State {
  const next = state.slice()
  next[question.index] = slot
  return next
}

/** The verdicts that turn when the answers become these; everything is decided again. */
export function turnsAt(situation: Situation, next: State): Turn[] {
  const after = verdictsOf(judge(situation.model, next))
  return situation.model.approaches.flatMap(({ index, source }) => {
    const from = situation.verdicts[index] as Verdict
    const to = after[index] as Verdict
    return from === to ? [] : [{ approach: source.id, from, to }]
  })
}

/** Ids of the questions that concern the person, answered or not. */
export function askedAt(model: Model, state: State): string[] {
  return model.questions.filter((question) => isVisible(question, state)).map((question) => question.source.id)
}
