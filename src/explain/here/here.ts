import type { AnswerSheet } from '../../engine/answers.js'
import type { DecideOptions } from '../../engine/decide.js'
import type { Contribution, PlannedText } from '../../engine/decision.js'
import type { Claim, Layer, Option, Question, Rubric, Verdict } from '../../engine/rubric.js'
import type { Subject } from '../subject.js'
import { singleChanges } from './changes.js'
import { type GateWay, nearGates } from './gates.js'
import { type Holding, holdingOf } from './holds.js'
import { type Outcome, outcomeOf, type QuestionHere, questionHere } from './question.js'
import { type Situation, situationOf } from './situation.js'
import { type VerdictHere, verdictHere } from './verdict.js'

/** What one answer does, or would do, in one decision. */
export interface OptionHere extends Pick<QuestionHere, 'status' | 'contributions' | 'verdicts'> {
  readonly chosen: boolean
  /** What choosing it would change; of a many-question also what leaving it out would. Null for the answer given and for a hidden question. */
  readonly change: Outcome | null
}

export interface GateHere extends Holding {
  readonly verdict: Verdict
  /** Single answers that would make it hold. */
  readonly ways: readonly GateWay[]
}

export interface PreconditionHere extends Holding {
  readonly verdict: Verdict
  /** It is on the list of what to confirm or build: it holds, and its approach is adopted or piloted. */
  readonly listed: boolean
}

export interface LayerHere {
  readonly inPlan: boolean
  readonly verdict: Verdict | null
  readonly approach: string | null
  readonly approachTitle: string | null
  /** What it does here. */
  readonly does: readonly PlannedText[]
}

export interface ReferenceHere {
  readonly contributions: readonly (Contribution & { readonly approach: string })[]
  /** The decision cites it anywhere, in points, gates or plan. */
  readonly cited: boolean
}

/** Whether a claim speaks of these answers; of a claim of verdicts also whether what it says is so. */
export interface ClaimHere extends Holding {
  readonly law?: Holding
}

/** What a thing of the rubric does in one decision, by its kind. */
export type Here =
  | ({ readonly kind: 'approach' } & VerdictHere)
  | ({ readonly kind: 'question' } & QuestionHere)
  | ({ readonly kind: 'option' } & OptionHere)
  | ({ readonly kind: 'gate' } & GateHere)
  | ({ readonly kind: 'precondition' } & PreconditionHere)
  | ({ readonly kind: 'mistake' | 'set-rule' } & Holding)
  | ({ readonly kind: 'layer' } & LayerHere)
  | ({ readonly kind: 'reference' } & ReferenceHere)
  | ({ readonly kind: 'claim' } & ClaimHere)

/** Decides on the answers and says what a subject does there. */
export function hereFor(rubric: Rubric, sheet: AnswerSheet, tool: DecideOptions['tool'], subject: Subject): Here {
  return hereOf(situationOf(rubric, sheet, tool), subject)
}

/** What a subject does in a decided situation. */
export function hereOf(situation: Situation, subject: Subject): Here {
  switch (subject.kind) {
    case 'approach':
      return { kind: 'approach', ...verdictHere(situation, subject.source.id) }
    case 'question':
      return { kind: 'question', ...questionHere(situation, subject.source.id) }
    case 'option':
      return { kind: 'option', ...optionHere(situation, subject.question, subject.source) }
    case 'gate': {
      const { id, approach, when } = subject.source
      const index = situation.model.names.approach.get(approach) as number
      const ways = nearGates(situation, index).find((one) => one.id === id)?.ways ?? []
      return { kind: 'gate', ...holdingOf(situation, when), verdict: situation.verdicts[index] as Verdict, ways }
    }
    case 'precondition': {
      const { id, approach, when } = subject.source
      const decided = situation.decision.approaches.find((one) => one.id === approach)
      const listed = decided?.preconditions.some((one) => one.id === id) ?? false
      return { kind: 'precondition', ...holdingOf(situation, when), verdict: decided?.verdict ?? 'skip', listed }
    }
    case 'mistake':
    case 'set-rule':
      return { kind: subject.kind, ...holdingOf(situation, subject.source.when) }
    case 'layer':
      return { kind: 'layer', ...layerHere(situation, subject.source) }
    case 'reference':
      return { kind: 'reference', ...referenceHere(situation, subject.source.id) }
    case 'claim':
      return { kind: 'claim', ...claimHere(situation, subject.source) }
  }
}

function optionHere(situation: Situation, source: Question, option: Option): OptionHere {
  const { status, contributions, verdicts } = questionHere(situation, source.id)
  const question = situation.model.questions.find((one) => one.source.id === source.id)
  const slot = question === undefined ? null : (situation.state[question.index] ?? null)
  const at = source.options.indexOf(option)
  const chosen = slot === at || (Array.isArray(slot) && slot[at] === true)
  const differs = singleChanges(question as NonNullable<typeof question>, slot).find((next) =>
    Array.isArray(next) ? next[at] !== (Array.isArray(slot) && slot[at] === true) : next === at,
  )
  const change = status === 'hidden' || question === undefined || differs === undefined ? null : outcomeOf(situation, question, differs)
  return { status, chosen, contributions: contributions.filter((one) => one.option === option.id), change, verdicts }
}

function claimHere(situation: Situation, claim: Claim): ClaimHere {
  return { ...holdingOf(situation, claim.when), ...('then' in claim && { law: holdingOf(situation, claim.then) }) }
}

function layerHere({ decision }: Situation, layer: Layer): LayerHere {
  const planned = decision.layers.find((one) => one.id === layer.id)
  if (planned === undefined) return { inPlan: false, verdict: null, approach: null, approachTitle: null, does: [] }
  const { verdict, approach, approachTitle, does } = planned
  return { inPlan: true, verdict, approach, approachTitle, does }
}

function referenceHere({ decision }: Situation, id: string): ReferenceHere {
  const contributions = decision.approaches.flatMap((approach) =>
    approach.contributions.filter((one) => one.evidence.includes(id)).map((one) => ({ approach: approach.id, ...one })),
  )
  return { contributions, cited: decision.references.some((one) => one.id === id) }
}
