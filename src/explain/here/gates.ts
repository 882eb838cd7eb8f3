import { judge } from '../../engine/judge.js'
import { isVisible, type ModelGate } from '../../engine/model.js'
import type { GateEffect, Truth, Verdict } from '../../engine/rubric.js'
import { TRUE } from '../../engine/truth.js'
import { type Words, wordsOf } from '../condition.js'
import { type NamedAnswer, nameAnswer, singleChanges, withAnswer } from './changes.js'
import { truthOf } from './holds.js'
import type { Situation } from './situation.js'

/** One answer that would make a gate hold, and the verdict that its approach would then have. */
export interface GateWay {
  readonly question: string
  readonly questionTitle: string
  /** The question is open now: this would answer it, not change an answer. */
  readonly open: boolean
  readonly answer: NamedAnswer
  readonly verdict: Verdict
}

/** A gate that does not hold, but is undecided or one answer away. */
export interface NearGate {
  readonly id: string
  readonly effect: GateEffect
  readonly because: string
  readonly unlock?: string
  readonly when?: Words
  /** `unknown`: open questions decide it. */
  readonly holds: Exclude<Truth, 'true'>
  readonly ways: readonly GateWay[]
  readonly evidence: readonly string[]
}

/** The gates of an approach that nearly hold: their condition is unknown, or one answer would make it true. */
export function nearGates(situation: Situation, approach: number): NearGate[] {
  const gates = situation.model.approaches[approach]?.gates ?? []
  return gates.flatMap((gate) => {
    const holds = truthOf(gate.test(situation.state))
    if (holds === 'true') return []
    const ways = waysTo(situation, approach, gate)
    if (holds === 'false' && ways.length === 0) return []
    const { id, effect, because, unlock, evidence } = gate.source
    const when = wordsOf(situation.rubric, gate.source.when)
    return [{ id, effect, because, ...(unlock !== undefined && { unlock }), ...(when && { when }), holds, ways, evidence }]
  })
}

function waysTo({ model, state }: Situation, approach: number, gate: ModelGate): GateWay[] {
  return model.questions
    .filter((question) => isVisible(question, state))
    .flatMap((question) =>
      singleChanges(question, state[question.index] ?? null).flatMap((slot) => {
        const next = withAnswer(state, question, slot)
        if (gate.test(next) !== TRUE) return []
        const { id, title } = question.source
        const verdict = judge(model, next)[approach]?.verdict as Verdict
        return [{ question: id, questionTitle: title, open: state[question.index] === null, answer: nameAnswer(question, slot), verdict }]
      }),
    )
}
