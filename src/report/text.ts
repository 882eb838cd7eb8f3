import type { CitedReference, Decision } from '../engine/decision.js'
import type { Block } from './document/blocks.js'
import { briefOf } from './document/brief.js'
import { documentOf } from './document/document.js'
import { ghInert } from './encode.js'
import type { Medium } from './formats.js'
import { blockLines } from './text/blocks.js'
import { createPage } from './text/page.js'

/**
 * Returns the decision for a terminal or a plain file, wrapped at the width of the medium: the same content and order as the Markdown report,
 * with bars for need. No line is wider than the medium (at least 20 columns); one final newline.
 */
export function renderText(decision: Decision, medium: Medium): string {
  return renderTextBlocks(documentOf(decision), decision.references, medium)
}

/** Returns the short form of the same: one page or two. */
export function renderBriefText(decision: Decision, medium: Medium): string {
  return renderTextBlocks(briefOf(decision), decision.references, medium)
}

/** Returns any document as text, in the same way; `references` are those that it cites, numbered in this order. */
export function renderTextBlocks(blocks: readonly Block[], references: readonly CitedReference[], medium: Medium): string {
  const page = createPage(references, medium)
  const drawn = blocks.map((block) => blockLines(block, page)).filter((lines) => lines.length > 0)
  return `${ghInert(drawn.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n'))}\n`
}
