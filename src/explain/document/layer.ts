import type { Rubric } from '../../engine/rubric.js'
import { type Block, bullets, cite, dim, heading, type Inline, type Item, paragraph, strong } from '../../report/document/blocks.js'
import { count } from '../../report/document/words.js'
import type { Words } from '../condition.js'
import type { ConditionalText, LayerFacts, PlanFacts } from '../facts/layer.js'
import type { Parts } from './document.js'
import { conditionBlocks } from './parts.js'

/** A layer: where it stands, what fills it, and what the plan can say of it. */
export function layerParts(rubric: Rubric, facts: LayerFacts): Parts {
  const place =
    facts.position === undefined
      ? 'It stands around every request.'
      : `A request meets it at place ${facts.position} of ${count(rubric.layers.filter((one) => one.place === 'request').length, 'layer')}.`
  return {
    heading: `Layer: ${facts.title}`,
    intro: [
      paragraph(`${facts.summary} ${place}`),
      ...(facts.when === undefined ? [] : conditionBlocks(rubric, 'It belongs to the plan', facts.when)),
    ],
    details: [
      ...(facts.filledBy.length === 0
        ? []
        : [
            heading(2, 'What can fill it'),
            bullets(facts.filledBy.map((one) => ({ content: [strong(one.title), ` (${one.id}): ${one.summary}`] }))),
          ]),
      ...texts('What stands here when no approach fills it', facts.otherwise),
      ...(facts.plan === undefined ? [] : plan(facts.plan)),
    ],
  }
}

function plan(facts: PlanFacts): readonly Block[] {
  return [
    ...texts('What it does', facts.does),
    ...titled(
      'Components to choose from',
      facts.components.map((one) => ({ content: [strong(one.name), `: ${one.does}`, only(one.when)] })),
    ),
    ...texts('Share of the token budget', facts.tokens),
    ...titled(
      'Risks and their guards',
      facts.risks.map((one) => ({ content: [`${one.risk} Guard: ${one.guard}`, cite(one.evidence), only(one.when)] })),
    ),
    ...texts('What proves that it works', facts.metrics),
    ...texts('What would reverse it', facts.reversal),
  ]
}

function texts(title: string, list: readonly ConditionalText[]): readonly Block[] {
  return titled(
    title,
    list.map((one): Item => ({ content: [one.text, cite(one.evidence), only(one.when)] })),
  )
}

const only = (when: Words | undefined): Exclude<Inline, string>[number] => (when === undefined ? '' : dim(` Only when ${when.says}.`))

const titled = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [heading(2, title), bullets(items)])
