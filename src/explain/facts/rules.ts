import type { Condition, Gate, GateEffect, Mistake, Precondition, Rubric, SetRule } from '../../engine/rubric.js'
import { atomsOf, type Words, wordsOf } from '../condition.js'
import { titleOfApproach } from './weights.js'

/** A question that a condition reads, with the options it names. */
export interface AnswersRead {
  readonly question: string
  readonly title: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
}

interface Conditional {
  /** Absent: it always holds. */
  readonly when?: Words
  readonly reads: readonly AnswersRead[]
  readonly evidence: readonly string[]
}

export interface GateFacts extends Conditional {
  readonly approach: string
  readonly approachTitle: string
  readonly effect: GateEffect
  readonly because: string
  readonly unlock?: string
  /** What to confirm while the condition is unknown. */
  readonly confirm?: string
}

export interface PreconditionFacts extends Conditional {
  readonly approach: string
  readonly approachTitle: string
  readonly says: string
}

export interface MistakeFacts extends Conditional {
  readonly title: string
  readonly says: string
  readonly instead: string
}

export interface SetRuleFacts extends Conditional {
  readonly kind: SetRule['kind']
  readonly says: string
}

/** What a gate does to which approach, and when. */
export function gateFacts(rubric: Rubric, gate: Gate): GateFacts {
  const { approach, effect, because, unlock, confirm } = gate
  return {
    approach,
    approachTitle: titleOfApproach(rubric, approach),
    effect,
    because,
    ...(unlock !== undefined && { unlock }),
    ...(confirm !== undefined && { confirm }),
    ...conditional(rubric, gate),
  }
}

/** What has to be confirmed or built for which approach, and when. */
export function preconditionFacts(rubric: Rubric, precondition: Precondition): PreconditionFacts {
  const { approach, says } = precondition
  return { approach, approachTitle: titleOfApproach(rubric, approach), says, ...conditional(rubric, precondition) }
}

/** What a known mistake looks like, what to do instead, and when it is reported. */
export function mistakeFacts(rubric: Rubric, mistake: Mistake): MistakeFacts {
  const { title, says, instead } = mistake
  return { title, says, instead, ...conditional(rubric, mistake) }
}

/** What is said of the answers or the recommended set, and when. */
export function setRuleFacts(rubric: Rubric, rule: SetRule): SetRuleFacts {
  return { kind: rule.kind, says: rule.says, ...conditional(rubric, rule) }
}

function conditional(rubric: Rubric, { when, evidence }: { when?: Condition; evidence: readonly string[] }): Conditional {
  const words = wordsOf(rubric, when)
  return { ...(words && { when: words }), reads: when === undefined ? [] : answersRead(rubric, when), evidence }
}

/** The questions that a condition reads, in the order of first mention. */
export function answersRead(rubric: Rubric, condition: Condition): AnswersRead[] {
  const named = new Map<string, Set<string>>()
  for (const atom of atomsOf(condition)) {
    if (!('question' in atom)) continue
    const options = named.get(atom.question) ?? new Set()
    if ('is' in atom) for (const id of atom.is) options.add(id)
    named.set(atom.question, options)
  }
  return [...named].map(([id, ids]) => {
    const question = rubric.questions.find((one) => one.id === id)
    const options = question?.options.filter((one) => ids.has(one.id)) ?? [...ids].map((each) => ({ id: each, label: each }))
    return { question: id, title: question?.title ?? id, options: options.map((one) => ({ id: one.id, label: one.label })) }
  })
}
