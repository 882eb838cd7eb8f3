import type { Reference, Rubric } from '../../engine/rubric.js'
import { howFarChecked, referenceNote } from '../../report/document/appendix.js'
import { type Block, dim, heading, type Inline, paragraph, spansOf, verdict } from '../../report/document/blocks.js'
import { listed } from '../../report/document/words.js'
import type { Explanation } from '../explanation.js'
import { approachParts } from './approach.js'
import { claimParts } from './claim.js'
import { hereBlocks } from './here.js'
import { layerParts } from './layer.js'
import { optionParts, questionParts } from './question.js'
import { referenceParts } from './reference.js'
import { gateParts, mistakeParts, preconditionParts, setRuleParts } from './rules.js'

/** What a subject's document is made of; what it does in a decision goes between intro and details. */
export interface Parts {
  readonly heading: Inline
  readonly intro: readonly Block[]
  readonly details: readonly Block[]
}

/** A whole document: its blocks, and the references in the order in which they are first cited. */
export interface ExplanationDocument {
  readonly blocks: readonly Block[]
  readonly references: readonly Reference[]
}

/** Draws an explanation. A verdict explained in full leaves out what the approach weighs in general. */
export function documentOf(rubric: Rubric, explanation: Explanation): ExplanationDocument {
  const { id, here } = explanation
  const parts = partsOf(rubric, explanation)
  const isVerdict = here?.kind === 'approach'
  const body: readonly Block[] = [
    heading(1, isVerdict ? [`${explanation.title}: `, verdict(here.verdict)] : parts.heading),
    ...names(explanation),
    ...(isVerdict ? [] : parts.intro),
    ...(here === undefined ? [] : hereBlocks(rubric, here)),
    ...(isVerdict ? [paragraph([dim(`What it weighs in general, whatever the answers: rag-or-tune explain ${id}`)])] : parts.details),
  ]
  const cited = citedIn(body)
  const references = [...cited].flatMap((each) => explanation.references.filter((one) => one.id === each))
  return { blocks: [...body, ...notes(references), madeFrom(explanation)], references }
}

/** The id, where the heading does not show it, and what else goes by it. */
function names({ id, title, also }: Explanation): readonly Block[] {
  const own = title === id ? '' : `Id: ${id}. `
  const others = also.length === 0 ? '' : `This id also names ${listed(also.map((one) => one.name))}; ask for each by that name.`
  return own + others === '' ? [] : [paragraph([dim(own + others)])]
}

function partsOf(rubric: Rubric, { id, about }: Explanation): Parts {
  switch (about.kind) {
    case 'approach':
      return approachParts(rubric, id, about)
    case 'question':
      return questionParts(rubric, about)
    case 'option':
      return optionParts(rubric, about)
    case 'gate':
      return gateParts(rubric, id, about)
    case 'mistake':
      return mistakeParts(rubric, about)
    case 'precondition':
      return preconditionParts(rubric, id, about)
    case 'set-rule':
      return setRuleParts(rubric, id, about)
    case 'layer':
      return layerParts(rubric, about)
    case 'reference':
      return referenceParts(about)
    case 'claim':
      return claimParts(rubric, id, about)
  }
}

function notes(references: readonly Reference[]): readonly Block[] {
  if (references.length === 0) return []
  return [
    heading(2, 'References'),
    paragraph(howFarChecked(references)),
    { kind: 'references', notes: references.map((one) => ({ id: one.id, content: referenceNote(one) })) },
  ]
}

function madeFrom({ tool, rubric }: Explanation): Block {
  return paragraph([dim(`${tool.name} ${tool.version}, rubric ${rubric.id} ${rubric.version} (${rubric.title}), digest ${rubric.digest}.`)])
}

/** Ids of the references that blocks cite, in the order of first mention. */
function citedIn(blocks: readonly Block[]): Set<string> {
  const cited = new Set<string>()
  const look = (content: Inline): void => {
    for (const span of spansOf(content)) if (span.kind === 'cite') for (const id of span.ids) cited.add(id)
  }
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'paragraph') look(block.content)
    if (block.kind === 'table') block.rows.flat().forEach(look)
    if (block.kind === 'list') for (const item of block.items) [item.content, ...(item.more ?? [])].forEach(look)
  }
  return cited
}
