import type { Rubric } from '../../engine/rubric.js'
import {
  type Block,
  bullets,
  type Column,
  cite,
  dim,
  type Inline,
  type Item,
  paragraph,
  type Span,
  strong,
  type Table,
} from '../../report/document/blocks.js'
import { capital, listed, sentence, signed } from '../../report/document/words.js'
import { type Outline, outlineOf, type Words } from '../condition.js'
import type { Citing } from '../facts/cited.js'
import type { Reader } from '../facts/readers.js'
import type { BothSides, Weight } from '../facts/weights.js'

/** So many rows of a table of points are shown; the rest is counted. */
export const MOST_ROWS = 6

export const left = (title: string): Column => ({ title, align: 'left' })
export const right = (title: string): Column => ({ title, align: 'right' })

/** Why a points entry is what it is: its because, its sources, and when it counts. */
export function because(text: string, evidence: readonly string[], when?: Words): Inline {
  return [capital(text), cite(evidence), ...(when === undefined ? [] : [dim(` Only when ${when.says}.`)])]
}

/** Points with the approach they go to, or with the answer they come from. */
export function weightTable(weights: readonly Weight[], by: 'approach' | 'answer'): Table {
  const named = (one: Weight): readonly string[] => (by === 'approach' ? [one.approachTitle] : [`${one.questionTitle}: ${one.optionLabel}`])
  return {
    kind: 'table',
    columns: [right('Points'), left(by === 'approach' ? 'Approach' : 'Answer'), left('Why')],
    rows: weights.map((one) => [signed(one.points), ...named(one), because(one.because, one.evidence, one.when)]),
  }
}

/** A condition as a paragraph or a list: "It holds when …". */
export function conditionBlocks(rubric: Rubric, lead: string, words: Words | undefined): readonly Block[] {
  return words === undefined ? [paragraph(`${lead} always.`)] : outlineBlocks(rubric, `${lead} when`, words)
}

/** What a condition says, behind words that lead to it, as a paragraph or a list. */
export function outlineBlocks(rubric: Rubric, lead: string, words: Words): readonly Block[] {
  const outline = outlineOf(rubric, words.condition)
  if (outline.kind === 'sentence') return [paragraph(`${lead} ${outline.says}.`)]
  return [paragraph(`${lead} ${howMany(outline.every)}:`), bullets(outline.parts.map(outlineItem))]
}

const howMany = (every: boolean): string => (every ? 'all of this is so' : 'any of this is so')

function outlineItem(part: Extract<Outline, { kind: 'parts' }>['parts'][number]): Item {
  if (part.kind === 'sentence') return { content: capital(sentence(part.says)) }
  return { content: `${capital(howMany(part.every))}:`, more: part.parts.map((each) => capital(sentence(each))) }
}

const READER_WORDS: Readonly<Record<Reader['kind'], string>> = {
  question: 'Whether these questions are asked',
  points: 'Points of other answers',
  gate: 'Gates',
  mistake: 'Known mistakes',
  precondition: 'Preconditions',
  'set-rule': 'Set rules',
  layer: 'Layers around',
  deployment: 'Where components may run',
  plan: 'Plan texts of',
}

/** What else reads an answer, one line for each kind. */
export function readerItems(readers: readonly Reader[]): readonly Item[] {
  return [...new Set(readers.map((one) => one.kind))].map((kind) => ({
    content: [strong(READER_WORDS[kind]), `: ${idsOf(readers, kind)}`],
  }))
}

function idsOf(all: readonly { readonly kind: string; readonly id: string }[], kind: string): string {
  return [...new Set(all.filter((one) => one.kind === kind).map((one) => one.id))].join(', ')
}

const CITING_WORDS: Readonly<Record<Citing['kind'], string>> = {
  gate: 'Gate',
  mistake: 'Known mistake',
  precondition: 'Precondition',
  'set-rule': 'Set rule',
  plan: 'Plan of',
  layer: 'Layer',
  phase: 'Phase',
  validation: 'Validation plan',
  claim: 'Claim',
}

/** Where a source is cited beside points: one entry for each thing, with what it says there. */
export function citingItems(places: readonly Citing[]): readonly Item[] {
  const groups = new Map<string, Citing[]>()
  for (const place of places) {
    const key = `${place.kind} ${place.id}`
    groups.set(key, [...(groups.get(key) ?? []), place])
  }
  return [...groups.values()].map((group): Item => {
    const { kind, id, says } = group[0] as Citing
    const name = [strong(CITING_WORDS[kind]), kind === 'validation' ? '' : ` ${id}`]
    if (group.length === 1) return { content: [...name, `: ${says}`] }
    return { content: [...name, ':'], more: group.map((one) => one.says) }
  })
}

/** Where a source is cited for an approach, and where against it. */
export function bothSidesWords({ approachTitle, ...one }: BothSides): string {
  return `on ${approachTitle}: for it in ${listed(one.for)}; against it in ${listed(one.against)}.`
}

/** Sources that the rubric cites on both sides, each with the places. */
export function bothSidesItems(sides: readonly BothSides[]): readonly Item[] {
  return sides.map((one) => ({ content: [strong(one.reference), ` ${bothSidesWords(one)}`, cite([one.reference])] }))
}

/** A named fact on one line. */
export function fact(name: string, ...rest: readonly (string | Span)[]): Item {
  return { content: [strong(name), ': ', ...rest] }
}
