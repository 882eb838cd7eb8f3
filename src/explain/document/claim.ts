import type { Rubric } from '../../engine/rubric.js'
import { type Block, cite, paragraph } from '../../report/document/blocks.js'
import type { ClaimFacts } from '../facts/claim.js'
import type { Parts } from './document.js'
import { conditionBlocks, outlineBlocks } from './parts.js'
import { answersRead } from './rules.js'

/** A claim: what the rubric says of itself, of which answers, and what that comes to. */
export function claimParts(rubric: Rubric, id: string, facts: ClaimFacts): Parts {
  return {
    heading: `Claim: ${id}`,
    intro: [
      paragraph([facts.says, cite(facts.evidence)]),
      paragraph(
        'It changes no verdict. It is a law that the rubric states about itself, over all answers, open questions among them; rag-or-tune rubric check proves it or shows answers that break it.',
      ),
      ...(facts.when === undefined ? [] : conditionBlocks(rubric, 'It speaks of answers', facts.when)),
      ...lawBlocks(rubric, facts),
    ],
    details: answersRead(facts.reads),
  }
}

function lawBlocks(rubric: Rubric, { when, law, order }: ClaimFacts): readonly Block[] {
  if (law !== undefined) return outlineBlocks(rubric, when === undefined ? 'Whatever is answered,' : 'Then', law)
  if (order === undefined) return []
  const both = when === undefined ? '' : ' It speaks of two answers only where that is so with either.'
  const scale = order.options.length === 0 ? '' : ` (${order.options.join(', ')})`
  return [
    paragraph(
      `Going up by one answer under “${order.questionTitle}”${scale}, all other answers the same, never ${order.never} the need for ${order.approachTitle}.${both}`,
    ),
  ]
}
