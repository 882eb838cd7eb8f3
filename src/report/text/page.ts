import type { CitedReference } from '../../engine/decision.js'
import type { Verdict } from '../../engine/rubric.js'
import { type Inline, type Span, spansOf, statesFigure } from '../document/blocks.js'
import { ghInert, term } from '../encode.js'
import type { Medium } from '../formats.js'
import type { Paint } from '../paint.js'
import { toAscii } from './ascii.js'
import { columns, wrapped } from './width.js'

const NARROWEST = 20
const WIDEST = 120
/** Below this, tables become lists. */
const TABLES_FROM = 60

/** What every part of the text report needs to know to draw itself. */
export interface Page {
  /** Columns to write in; one column of the medium stays free. */
  readonly width: number
  readonly hasTables: boolean
  readonly unicode: boolean
  readonly paint: Paint
  /** Running text with colours, not wrapped yet. */
  readonly flow: (content: Inline) => string
  /** One word or number of our own or of the rubric, made safe. */
  readonly plain: (text: string) => string
  readonly verdict: (verdict: Verdict) => string
  /** The number of a reference, from 1; undefined when it is not in the list. */
  readonly noteNumber: (id: string) => number | undefined
}

/** Returns the page for a document that cites these references, on a medium. Widths outside 20 to 120 count as the nearer of the two. */
export function createPage(references: readonly CitedReference[], medium: Medium): Page {
  const wanted = Number.isFinite(medium.width) ? Math.trunc(medium.width) : 80
  // One column stays free: some terminals wrap when the last one is written, and GitHub Actions output may gain a space.
  const width = Math.min(WIDEST, Math.max(NARROWEST, wanted)) - 1
  const { paint, unicode } = medium
  const numbers = new Map(references.map((each, index) => [each.id, index + 1]))
  const unchecked = new Set(references.filter((each) => each.checked === 'memory').map((each) => each.id))
  const plain = (text: string): string => ghInert(unicode ? term(text) : toAscii(term(text))).replace(/\s+/g, ' ')
  const verdict = (of: Verdict): string => paintVerdict(paint, of)(of)
  const note = (id: string, besideFigure: boolean): string =>
    `[${numbers.get(id) ?? plain(id)}${besideFigure && unchecked.has(id) ? ', not checked' : ''}]`
  const piece = (span: Span, besideFigure: boolean): string => {
    switch (span.kind) {
      case 'text':
      case 'address':
        return plain(span.text)
      case 'strong':
        return paint.strong(plain(span.text))
      case 'dim':
        return paint.dim(plain(span.text))
      case 'verdict':
        return verdict(span.verdict)
      case 'cite':
        return ` ${span.ids.map((id) => note(id, besideFigure)).join('')}`
    }
  }
  return {
    width,
    hasTables: wanted >= TABLES_FROM,
    unicode,
    paint,
    plain,
    verdict,
    flow: (content) => {
      const besideFigure = statesFigure(content)
      return spansOf(content)
        .map((span) => piece(span, besideFigure))
        .join('')
        .trim()
    },
    noteNumber: (id) => numbers.get(id),
  }
}

/** The colour of each verdict; the word itself is always printed. */
export function paintVerdict(paint: Paint, verdict: Verdict): (text: string) => string {
  return { adopt: paint.good, pilot: paint.warn, later: paint.warn, skip: paint.dim }[verdict]
}

/** Returns the text wrapped behind a mark: the first line begins with it, the others stand under the first word. */
export function hanging(mark: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(columns(mark))
  const lines = wrapped(text, width - columns(mark))
  if (lines.length === 0) return [mark]
  return lines.map((line, index) => (index === 0 ? mark : indent) + line)
}

/** Returns the text filled up with spaces to the width. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - columns(text)))
  return align === 'left' ? text + fill : fill + text
}
