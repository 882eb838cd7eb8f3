import type { Decision } from '../engine/decision.js'
import type { Rubric } from '../engine/rubric.js'
import { type Block, bullets, dim, heading, type Inline, paragraph, strong } from '../report/document/blocks.js'
import { EXPLANATION_VERSION } from './explanation.js'
import { KINDS, type Kind, subjectsOf, titleOf } from './subject.js'

/** Everything in a rubric that can be explained. */
export interface Catalogue {
  readonly schemaVersion: string
  readonly tool: Decision['tool']
  readonly rubric: Decision['rubric']
  /** By kind; options stand with their questions. */
  readonly kinds: readonly {
    readonly kind: Kind
    readonly entries: readonly { readonly id: string; readonly title: string; readonly options?: readonly string[] }[]
  }[]
}

const PLURALS: Readonly<Record<Kind, string>> = {
  approach: 'Approaches',
  question: 'Questions and their options',
  gate: 'Gates',
  mistake: 'Known mistakes',
  precondition: 'Preconditions',
  'set-rule': 'Set rules',
  layer: 'Layers',
  reference: 'References',
  claim: 'Claims',
  option: 'Options',
}

/** Every id of a rubric by its kind, in the rubric's order. */
export function catalogueOf(rubric: Rubric, tool: Decision['tool']): Catalogue {
  const all = subjectsOf(rubric)
  const { id, version, digest, title } = rubric
  return {
    schemaVersion: EXPLANATION_VERSION,
    tool,
    rubric: { id, version, digest, title },
    kinds: KINDS.filter((kind) => kind !== 'option').map((kind) => ({
      kind,
      entries: all.flatMap((one) => {
        if (one.kind !== kind) return []
        const options = one.kind === 'question' ? { options: one.source.options.map((option) => option.id) } : {}
        return [{ id: one.source.id, title: titleOf(one), ...options }]
      }),
    })),
  }
}

/** The catalogue as a document: a list of questions with their options, and a line of ids for every other kind. */
export function catalogueBlocks(catalogue: Catalogue): readonly Block[] {
  return [
    heading(1, 'What can be explained'),
    paragraph([
      `rag-or-tune explain ID explains one of these; an option is named question.option, as in ${firstOption(catalogue)}. `,
      'With --answers FILE or --set ID=VALUE it also says what the thing does in that decision. ',
      dim(`Rubric ${catalogue.rubric.id} ${catalogue.rubric.version} (${catalogue.rubric.title}).`),
    ]),
    ...catalogue.kinds
      .filter(({ entries }) => entries.length > 0)
      .flatMap(({ kind, entries }): Block[] => [
        heading(2, PLURALS[kind]),
        kind === 'question'
          ? bullets(entries.map((one): { content: Inline } => ({ content: [strong(one.id), `: ${(one.options ?? []).join(', ')}`] })))
          : paragraph(entries.map((one) => one.id).join(', ')),
      ]),
  ]
}

function firstOption(catalogue: Catalogue): string {
  const question = catalogue.kinds.find(({ kind }) => kind === 'question')?.entries[0]
  return question === undefined ? 'question.option' : `${question.id}.${question.options?.[0] ?? 'option'}`
}
