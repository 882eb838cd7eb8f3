import type { DecidedApproach, PlannedLayer } from '../../engine/decision.js'
import type { Verdict } from '../../engine/rubric.js'

/** A piece of running text. Texts are raw: each renderer encodes them for the place they land in. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'dim'; readonly text: string }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** Reference ids, in the order in which they are cited. */
  | { readonly kind: 'cite'; readonly ids: readonly string[] }
  /** Where a source can be found: a web address, an arXiv number, or plain words. */
  | { readonly kind: 'address'; readonly text: string }

/** A string stands for one plain span. */
export type Inline = string | readonly (string | Span)[]

export interface Item {
  readonly content: Inline
  /** Points below this one. */
  readonly more?: readonly Inline[]
}

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Inline[])[]
  /** The last row adds the others up. */
  readonly total?: boolean
}

/** What a citation points at. */
export interface Note {
  readonly id: string
  readonly content: Inline
}

/** What a report is made of, before anybody has decided how it looks. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly content: Inline }
  | { readonly kind: 'paragraph'; readonly content: Inline }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | Table
  /** Every approach with its need, its verdict and the lines: bars in a terminal, a table elsewhere. */
  | { readonly kind: 'scores'; readonly approaches: readonly DecidedApproach[] }
  /** The recommended layers in the order in which a request meets them. */
  | { readonly kind: 'flow'; readonly request: readonly PlannedLayer[]; readonly around: readonly PlannedLayer[] }
  /** The notes that the citations point at, numbered in this order. */
  | { readonly kind: 'references'; readonly notes: readonly Note[] }

export const heading = (level: 1 | 2 | 3 | 4, content: Inline): Block => ({ kind: 'heading', level, content })
export const paragraph = (content: Inline): Block => ({ kind: 'paragraph', content })
export const bullets = (items: readonly Item[]): Block => ({ kind: 'list', ordered: false, items })
export const numbered = (items: readonly Item[]): Block => ({ kind: 'list', ordered: true, items })
export const strong = (text: string): Span => ({ kind: 'strong', text })
export const dim = (text: string): Span => ({ kind: 'dim', text })
export const verdict = (of: Verdict): Span => ({ kind: 'verdict', verdict: of })
export const cite = (ids: readonly string[]): Span => ({ kind: 'cite', ids })

/** Returns the spans of a piece of running text, without the empty ones. */
export function spansOf(content: Inline): readonly Span[] {
  const pieces = typeof content === 'string' ? [content] : content
  return pieces.map((piece): Span => (typeof piece === 'string' ? { kind: 'text', text: piece } : piece)).filter(hasContent)
}

/** Whether a running text states a figure, so that a source nobody checked has to be named as such right there. */
export function statesFigure(content: Inline): boolean {
  return spansOf(content).some((each) => (each.kind === 'text' || each.kind === 'strong') && /\d/.test(each.text))
}

function hasContent(span: Span): boolean {
  if (span.kind === 'cite') return span.ids.length > 0
  return span.kind === 'verdict' || span.text !== ''
}
