import type { Decision } from '../engine/decision.js'
import type { Reference, Rubric } from '../engine/rubric.js'
import { type ApproachFacts, approachFacts } from './facts/approach.js'
import { type ClaimFacts, claimFacts } from './facts/claim.js'
import { type LayerFacts, layerFacts } from './facts/layer.js'
import { type OptionFacts, optionFacts, type QuestionFacts, questionFacts } from './facts/question.js'
import { type ReferenceFacts, referenceFacts } from './facts/reference.js'
import {
  type GateFacts,
  gateFacts,
  type MistakeFacts,
  mistakeFacts,
  type PreconditionFacts,
  preconditionFacts,
  type SetRuleFacts,
  setRuleFacts,
} from './facts/rules.js'
import type { Found } from './find.js'
import type { Here } from './here/here.js'
import { type Kind, nameOf, type Subject, titleOf } from './subject.js'

/** The version of the JSON document: minor adds fields, major breaks. */
export const EXPLANATION_VERSION = '1.1'

/** What the rubric says of a subject, by its kind. */
export type About =
  | ({ readonly kind: 'approach' } & ApproachFacts)
  | ({ readonly kind: 'question' } & QuestionFacts)
  | ({ readonly kind: 'option' } & OptionFacts)
  | ({ readonly kind: 'gate' } & GateFacts)
  | ({ readonly kind: 'mistake' } & MistakeFacts)
  | ({ readonly kind: 'precondition' } & PreconditionFacts)
  | ({ readonly kind: 'set-rule'; readonly rule: SetRuleFacts['kind'] } & Omit<SetRuleFacts, 'kind'>)
  | ({ readonly kind: 'layer' } & LayerFacts)
  | ({ readonly kind: 'reference' } & ReferenceFacts)
  | ({ readonly kind: 'claim' } & ClaimFacts)

/** One thing of a rubric explained: plain data, which the reports draw. */
export interface Explanation {
  readonly schemaVersion: string
  readonly tool: Decision['tool']
  readonly rubric: Decision['rubric']
  /** The name it is asked for by; `question.option` for an option. */
  readonly id: string
  readonly title: string
  /** What else the id that was given names. */
  readonly also: readonly { readonly kind: Kind; readonly name: string }[]
  readonly about: About
  /** What it does in one decision; absent without answers. */
  readonly here?: Here
  /** Every reference that the document names, in the rubric's order. */
  readonly references: readonly Reference[]
}

/** Explains what was found in a rubric, and what it does in a decision where there is one. */
export function explain(rubric: Rubric, found: Extract<Found, { ok: true }>, tool: Decision['tool'], here?: Here): Explanation {
  const { subject, also } = found
  const about = aboutOf(rubric, subject)
  const { id, version, digest, title } = rubric
  return {
    schemaVersion: EXPLANATION_VERSION,
    tool,
    rubric: { id, version, digest, title },
    id: nameOf(subject),
    title: titleOf(subject),
    also,
    about,
    ...(here && { here }),
    references: referencesIn(rubric, subject, [about, here]),
  }
}

function aboutOf(rubric: Rubric, subject: Subject): About {
  switch (subject.kind) {
    case 'approach':
      return { kind: 'approach', ...approachFacts(rubric, subject.source) }
    case 'question':
      return { kind: 'question', ...questionFacts(rubric, subject.source) }
    case 'option':
      return { kind: 'option', ...optionFacts(rubric, subject.question, subject.source) }
    case 'gate':
      return { kind: 'gate', ...gateFacts(rubric, subject.source) }
    case 'mistake':
      return { kind: 'mistake', ...mistakeFacts(rubric, subject.source) }
    case 'precondition':
      return { kind: 'precondition', ...preconditionFacts(rubric, subject.source) }
    case 'set-rule': {
      const { kind: rule, ...facts } = setRuleFacts(rubric, subject.source)
      return { kind: 'set-rule', rule, ...facts }
    }
    case 'layer':
      return { kind: 'layer', ...layerFacts(rubric, subject.source) }
    case 'reference':
      return { kind: 'reference', ...referenceFacts(rubric, subject.source) }
    case 'claim':
      return { kind: 'claim', ...claimFacts(rubric, subject.source) }
  }
}

function referencesIn(rubric: Rubric, subject: Subject, parts: readonly unknown[]): Reference[] {
  const named = new Set<string>(subject.kind === 'reference' ? [subject.source.id] : [])
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'evidence' && Array.isArray(inner)) for (const id of inner) named.add(String(id))
        else if (key === 'reference') named.add(String(inner))
        else walk(inner)
      }
    }
  }
  parts.forEach(walk)
  return rubric.references.filter((one) => named.has(one.id))
}
