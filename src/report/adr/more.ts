import type { CitedReference, Decision } from '../../engine/decision.js'
import { howFarChecked, referenceNote } from '../document/appendix.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph } from '../document/blocks.js'
import { howSure } from '../document/summary.js'
import { reviewWords } from '../document/words.js'

/**
 * Returns the section that says how sure all of this is, what would change it, when to look again and by which rubric it was decided;
 * last come those references that the sections before it cite.
 */
export function moreInformation(decision: Decision, before: readonly Block[]): readonly Block[] {
  const own = [
    ...titled(
      'How sure, and what would change it:',
      howSure(decision).map((content) => ({ content })),
    ),
    ...titled('What would turn a layer back:', reversals(decision)),
    ...openQuestions(decision),
    ...titled('When to look again:', revisit(decision)),
  ]
  const cited = citedIn([...before, ...own])
  const references = decision.references.filter(({ id }) => cited.has(id))
  return [heading(2, 'More Information'), ...own, paragraph(provenance(decision)), ...sources(references)]
}

/** What each open question asks, where an answer to it alone could change a verdict; of the others only the title. */
function openQuestions({ openQuestions: open }: Decision): readonly Block[] {
  const turning = open.filter(({ canChange }) => canChange.length > 0)
  const others = open.filter(({ canChange }) => canChange.length === 0).map(({ title }) => title)
  return [
    ...titled(
      'Open questions, any of which alone could change a verdict:',
      turning.map(({ title, text }) => ({ content: `${title}: ${text}` })),
    ),
    ...(others.length === 0 ? [] : [paragraph(`Open questions that change no verdict alone: ${others.join('; ')}.`)]),
  ]
}

/** What would turn a layer that is planned back. */
function reversals({ layers }: Decision): readonly Item[] {
  const planned = layers.filter(({ approach }) => approach !== null)
  return planned.flatMap(({ title, reversal }) =>
    reversal.map(({ text, evidence }): Item => ({ content: [`${title}: ${text}`, cite(evidence)] })),
  )
}

function revisit(decision: Decision): readonly Item[] {
  return [
    { content: reviewWords(decision) },
    ...decision.validation.revisit.triggers.map(({ text, evidence }): Item => ({ content: [text, cite(evidence)] })),
  ]
}

function provenance({ tool, rubric }: Decision): string {
  return `Decided with ${tool.name} ${tool.version} by the rubric ${rubric.id} ${rubric.version} (${rubric.title}), digest ${rubric.digest}. Points are decibans: +3 doubles the odds that an option is needed. No model was asked; the same answers give the same record.`
}

function sources(references: readonly CitedReference[]): readonly Block[] {
  if (references.length === 0) return []
  return [
    paragraph(howFarChecked(references)),
    { kind: 'references', notes: references.map((each) => ({ id: each.id, content: referenceNote(each) })) },
  ]
}

const titled = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [paragraph(title), bullets(items)])

/** The ids of all references that these blocks cite. */
function citedIn(blocks: readonly Block[]): ReadonlySet<string> {
  return new Set(blocks.flatMap(inlinesOf).flatMap(idsIn))
}

function inlinesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.content]
    case 'list':
      return block.items.flatMap(({ content, more = [] }) => [content, ...more])
    case 'table':
      return block.rows.flat()
    default:
      return []
  }
}

function idsIn(content: Inline): readonly string[] {
  if (typeof content === 'string') return []
  return content.flatMap((each) => (typeof each !== 'string' && each.kind === 'cite' ? each.ids : []))
}
