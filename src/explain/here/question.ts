import type { Contribution, DecidedAnswer } from '../../engine/decision.js'
import { judge } from '../../engine/judge.js'
import { isVisible, type ModelQuestion } from '../../engine/model.js'
import type { Axis, Verdict } from '../../engine/rubric.js'
import type { Slot } from '../../engine/truth.js'
import { askedAt, type NamedAnswer, nameAnswer, singleChanges, type Turn, turnsAt, withAnswer } from './changes.js'
import type { Situation } from './situation.js'

/** What follows if a question is answered otherwise and all else stays. */
export interface Outcome {
  readonly answer: NamedAnswer
  /** Verdicts that turn, against those now. */
  readonly turns: readonly Turn[]
  /** Totals that move, in points, against those now. */
  readonly moves: readonly { readonly approach: string; readonly axis: Axis; readonly by: number }[]
  /** Questions that then concern the person as well, and those that no longer do. */
  readonly asks: readonly string[]
  readonly drops: readonly string[]
}

/** What one question does in one decision. */
export interface QuestionHere {
  /** `hidden`: other answers make the question pointless; an answer given to it is kept and not scored. */
  readonly status: 'answered' | 'open' | 'hidden'
  readonly answer?: Pick<DecidedAnswer, 'value' | 'origin' | 'number' | 'labels'>
  readonly contributions: readonly (Contribution & { readonly approach: string })[]
  readonly otherwise: readonly Outcome[]
  readonly verdicts: Readonly<Record<string, Verdict>>
}

/** What the answer to one question did, and what every other answer one change away would do. */
export function questionHere(situation: Situation, id: string): QuestionHere {
  const { model, state, decision, contributions, verdicts } = situation
  const question = model.questions.find((one) => one.source.id === id) as ModelQuestion
  const slot = state[question.index] as Slot
  const hidden = !isVisible(question, state)
  const given = decision.answers[id]
  return {
    status: hidden ? 'hidden' : slot === null ? 'open' : 'answered',
    ...(given && { answer: pick(given) }),
    contributions: model.approaches.flatMap(({ index, source }) =>
      (contributions[index] ?? []).filter((one) => one.question === id).map((one) => ({ approach: source.id, ...one })),
    ),
    otherwise: hidden ? [] : singleChanges(question, slot).map((next) => outcomeOf(situation, question, next)),
    verdicts: Object.fromEntries(model.approaches.map(({ index, source }) => [source.id, verdicts[index] as Verdict])),
  }
}

function pick({ value, origin, number, labels }: DecidedAnswer): NonNullable<QuestionHere['answer']> {
  return { value, origin, ...(number !== undefined && { number }), labels }
}

/** What follows if a question is answered otherwise; everything is decided again. */
export function outcomeOf(situation: Situation, question: ModelQuestion, slot: Slot): Outcome {
  const { model, state, standings } = situation
  const next = withAnswer(state, question, slot)
  const after = judge(model, next)
  const before = new Set(askedAt(model, state))
  const then = new Set(askedAt(model, next))
  const moves = model.approaches.flatMap(({ index, source }) =>
    (['need', 'readiness'] as const).map((axis) => ({
      approach: source.id,
      axis,
      by: (after[index]?.[axis] ?? 0) - (standings[index]?.[axis] ?? 0),
    })),
  )
  return {
    answer: nameAnswer(question, slot),
    turns: turnsAt(situation, next),
    moves: moves.filter((one) => one.by !== 0),
    asks: [...then].filter((one) => !before.has(one)),
    drops: [...before].filter((one) => !then.has(one)),
  }
}
