import type { Rubric } from '../../engine/rubric.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, strong } from '../../report/document/blocks.js'
import { count, listed, sentence, signed } from '../../report/document/words.js'
import type { ApproachFacts } from '../facts/approach.js'
import { titleOfApproach, type Weight } from '../facts/weights.js'
import type { Parts } from './document.js'
import { bothSidesItems, fact, MOST_ROWS, weightTable } from './parts.js'

/** An approach: where it starts, what moves it most, and what can stop it. */
export function approachParts(rubric: Rubric, id: string, facts: ApproachFacts): Parts {
  return {
    heading: `Approach: ${facts.title}`,
    intro: [paragraph(facts.summary), bullets(standing(facts))],
    details: [
      ...strongest('What speaks for it most', facts.for, 'need'),
      ...strongest('What speaks against it most', facts.against, 'need'),
      ...strongest('What makes a team ready for it', facts.for, 'readiness'),
      ...strongest('What keeps a team from it', facts.against, 'readiness'),
      ...gates(facts),
      ...preconditions(facts),
      ...alternatives(rubric, id, facts),
      ...(facts.bothSides.length === 0
        ? []
        : [
            heading(2, 'Sources cited on both sides'),
            paragraph('The rubric cites these for it in one place and against it in another; their limits stand below.'),
            bullets(bothSidesItems(facts.bothSides)),
          ]),
    ],
  }
}

function standing({ lines, prior, priorBecause, readinessPrior, layerTitle, layer, always }: ApproachFacts): readonly Item[] {
  return [
    fact('Layer', `${layerTitle} (${layer}).`),
    fact(
      'Starts at',
      `${signed(prior)} in need, ${signed(readinessPrior)} in readiness. ${priorBecause === '' ? '' : sentence(priorBecause)}`,
    ),
    fact('Lines', `adopt from ${signed(lines.adopt)}, pilot from ${signed(lines.pilot)}; ready from ${signed(lines.ready)}.`),
    ...(always ? [fact('Baseline', 'adopted whatever is answered.')] : []),
  ]
}

function strongest(title: string, all: readonly Weight[], axis: Weight['axis']): readonly Block[] {
  const own = all.filter((one) => one.axis === axis)
  if (own.length === 0) return []
  const more = own.length - MOST_ROWS
  return [
    heading(2, title),
    weightTable(own.slice(0, MOST_ROWS), 'answer'),
    ...(more > 0 ? [paragraph(`And ${count(more, 'weaker entry').replace(/entrys$/, 'entries')}; --format json lists them all.`)] : []),
  ]
}

export const EFFECT_WORDS = { require: 'requires it', hold: 'holds it back', block: 'rules it out' } as const

function gates(facts: ApproachFacts): readonly Block[] {
  if (facts.gates.length === 0) return []
  const items = facts.gates.map((gate): Item => {
    const when = gate.when === undefined ? 'always' : `when ${gate.when.says}`
    const more: Inline[] = gate.unlock === undefined ? [] : [[strong('What unlocks it'), `: ${gate.unlock}`]]
    return { content: [strong(gate.id), `: ${EFFECT_WORDS[gate.effect]} ${when}. ${gate.because}`, cite(gate.evidence)], more }
  })
  return [heading(2, 'Gates'), paragraph('No amount of points outweighs a gate.'), bullets(items)]
}

function preconditions(facts: ApproachFacts): readonly Block[] {
  if (facts.preconditions.length === 0) return []
  const items = facts.preconditions.map((one): Item => {
    const when = one.when === undefined ? '' : ` (when ${one.when.says})`
    return { content: [strong(one.id), `${when}: ${one.says}`, cite(one.evidence)] }
  })
  return [heading(2, 'Before it goes live'), bullets(items)]
}

function alternatives(rubric: Rubric, id: string, facts: ApproachFacts): readonly Block[] {
  if (facts.alternatives.length === 0) return []
  const items = facts.alternatives.map((group) => {
    const others = group.of.filter((one) => one !== id).map((one) => titleOfApproach(rubric, one))
    return { content: `${listed(others)}. ${group.because} The higher need wins; a tie goes to the first in the rubric.` }
  })
  return [heading(2, 'Competes with'), bullets(items)]
}
