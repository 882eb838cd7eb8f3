import type { Approach, Claim, Gate, Layer, Mistake, Option, Precondition, Question, Reference, Rubric, SetRule } from '../engine/rubric.js'

/** What can be explained, in the order in which an id that names several is taken. */
export const KINDS = [
  'approach',
  'question',
  'gate',
  'mistake',
  'precondition',
  'set-rule',
  'layer',
  'reference',
  'claim',
  'option',
] as const
export type Kind = (typeof KINDS)[number]

/** One thing of a rubric that has an id. An option belongs to its question. */
export type Subject =
  | { readonly kind: 'approach'; readonly source: Approach }
  | { readonly kind: 'question'; readonly source: Question }
  | { readonly kind: 'option'; readonly source: Option; readonly question: Question }
  | { readonly kind: 'gate'; readonly source: Gate }
  | { readonly kind: 'mistake'; readonly source: Mistake }
  | { readonly kind: 'precondition'; readonly source: Precondition }
  | { readonly kind: 'set-rule'; readonly source: SetRule }
  | { readonly kind: 'layer'; readonly source: Layer }
  | { readonly kind: 'reference'; readonly source: Reference }
  | { readonly kind: 'claim'; readonly source: Claim }

/** Everything in a rubric that can be explained: the kinds in their order, each in the rubric's order. */
export function subjectsOf(rubric: Rubric): Subject[] {
  return [
    ...rubric.approaches.map((source): Subject => ({ kind: 'approach', source })),
    ...rubric.questions.map((source): Subject => ({ kind: 'question', source })),
    ...rubric.gates.map((source): Subject => ({ kind: 'gate', source })),
    ...rubric.mistakes.map((source): Subject => ({ kind: 'mistake', source })),
    ...rubric.preconditions.map((source): Subject => ({ kind: 'precondition', source })),
    ...rubric.setRules.map((source): Subject => ({ kind: 'set-rule', source })),
    ...rubric.layers.map((source): Subject => ({ kind: 'layer', source })),
    ...rubric.references.map((source): Subject => ({ kind: 'reference', source })),
    ...(rubric.claims ?? []).map((source): Subject => ({ kind: 'claim', source })),
    ...rubric.questions.flatMap((question) => question.options.map((source): Subject => ({ kind: 'option', source, question }))),
  ]
}

/** The id by which a subject is asked for: `need.facts` for an option, else its own. */
export function nameOf(subject: Subject): string {
  return subject.kind === 'option' ? `${subject.question.id}.${subject.source.id}` : subject.source.id
}

/** What a subject is called; gates, preconditions, set rules and claims have nothing but their id. */
export function titleOf(subject: Subject): string {
  if (subject.kind === 'option') return subject.source.label
  return 'title' in subject.source ? subject.source.title : subject.source.id
}
