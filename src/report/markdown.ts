import type { CitedReference, DecidedApproach, Decision } from '../engine/decision.js'
import { type Block, type Inline, type Item, type Note, type Span, spansOf, statesFigure, type Table } from './document/blocks.js'
import { briefOf } from './document/brief.js'
import { documentOf } from './document/document.js'
import { signed, span, verdictCell } from './document/words.js'
import { md, mdFence } from './encode.js'
import { flowchart } from './mermaid.js'

/**
 * Returns the decision as GitHub-flavoured Markdown: headings, tables, footnotes for the references and one Mermaid flowchart.
 * Everything that is text in the decision is shown as that text; none of it becomes markup. One final newline.
 */
export function renderMarkdown(decision: Decision): string {
  return renderMarkdownBlocks(documentOf(decision), decision.references)
}

/** Returns the short form of the same, without footnotes. */
export function renderBriefMarkdown(decision: Decision): string {
  return renderMarkdownBlocks(briefOf(decision), decision.references)
}

/** Returns any document as Markdown, in the same way; `references` are those that it cites. */
export function renderMarkdownBlocks(blocks: readonly Block[], references: readonly CitedReference[]): string {
  const cited = citations(references)
  return `${blocks
    .map((block) => renderBlock(block, cited))
    .filter((text) => text !== '')
    .join('\n\n')}\n`
}

/** How references are cited; it remembers which ones were. */
interface Cited {
  /** `besideFigure`: the text that cites it states a figure. */
  readonly mark: (id: string, besideFigure: boolean) => string
  readonly used: ReadonlySet<string>
}

function citations(references: readonly CitedReference[]): Cited {
  const used = new Set<string>()
  const memory = new Set(references.filter((each) => each.checked === 'memory').map((each) => each.id))
  const known = new Set(references.map((each) => each.id))
  const mark = (id: string, besideFigure: boolean): string => {
    used.add(id)
    if (!known.has(id) || !isFootnoteId(id)) return ` (${md(id, 'inside')})`
    return besideFigure && memory.has(id) ? `[^${id}] (not checked)` : `[^${id}]`
  }
  return { mark, used }
}

/** Ids of a rubric always are; anything else is cited in plain words. */
const isFootnoteId = (id: string): boolean => /^[a-z][a-z0-9-]*$/.test(id)

function renderBlock(block: Block, cited: Cited): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.content, cited, 'inside')}`
    case 'paragraph':
      return inline(block.content, cited)
    case 'list':
      return block.items.map((item, index) => renderItem(item, block.ordered ? `${index + 1}.` : '-', cited)).join('\n')
    case 'table':
      return renderTable(block, cited)
    case 'scores':
      return renderTable(scores(block.approaches), cited)
    case 'flow':
      return mdFence(flowchart(block.request, block.around), 'mermaid')
    case 'references':
      return renderReferences(block.notes, cited)
  }
}

/** Footnotes; GitHub drops those that nothing cites, so these are cited here. */
function renderReferences(notes: readonly Note[], cited: Cited): string {
  const uncited = notes.filter((note) => isFootnoteId(note.id) && !cited.used.has(note.id)).map((note) => cited.mark(note.id, false))
  const rest = uncited.length === 0 ? [] : [`Not cited above: ${uncited.join(' ')}`]
  const definitions = notes.map((note) => `${isFootnoteId(note.id) ? `[^${note.id}]` : md(note.id)}: ${inline(note.content, cited)}`)
  return [...rest, ...definitions].join('\n\n')
}

function inline(content: Inline, cited: Cited, where: 'start' | 'inside' = 'start'): string {
  let out = ''
  for (const each of spansOf(content)) {
    out +=
      each.kind === 'cite'
        ? each.ids.map((id) => cited.mark(id, statesFigure(content))).join(' ')
        : renderSpan(each, out === '' ? where : 'inside')
  }
  return out.trim()
}

function renderSpan(each: Exclude<Span, { kind: 'cite' }>, where: 'start' | 'inside'): string {
  switch (each.kind) {
    case 'text':
      return spaced(each.text, md(each.text, where))
    case 'dim':
      return spaced(each.text, md(each.text, where))
    case 'strong': {
      const text = md(each.text, 'inside')
      return text === '' ? '' : `**${text}**`
    }
    case 'verdict':
      return `**${each.verdict}**`
    case 'address':
      return address(each.text)
  }
}

/** Encoding trims; between spans the space at either end counts. */
function spaced(raw: string, encoded: string): string {
  if (encoded === '') return raw === '' ? '' : ' '
  return `${/^\s/.test(raw) ? ' ' : ''}${encoded}${/\s$/.test(raw) ? ' ' : ''}`
}

/** A web address, an arXiv number or a DOI that stands alone becomes a link that shows where it leads; anything else stays text. */
function address(text: string): string {
  return text
    .split(';')
    .map((part) => linked(part.trim()))
    .join('; ')
}

function linked(place: string): string {
  if (/^https:\/\/[a-z0-9.-]+(?:\/[\w./~%+=&?-]*)?$/i.test(place)) return `<${place}>`
  const arxiv = /^arXiv:(\d{4}\.\d{4,5})$/.exec(place)?.[1]
  if (arxiv !== undefined) return `[${md(place, 'inside')}](https://arxiv.org/abs/${arxiv})`
  const doi = /^doi:(10\.\d{4,9}\/[\w./-]+)$/.exec(place)?.[1]
  if (doi !== undefined) return `[${md(place, 'inside')}](https://doi.org/${doi})`
  return md(place, 'inside')
}

function renderItem(item: Item, mark: string, cited: Cited): string {
  const indent = ' '.repeat(mark.length + 1)
  return [`${mark} ${inline(item.content, cited)}`, ...(item.more ?? []).map((each) => `${indent}- ${inline(each, cited)}`)].join('\n')
}

function renderTable(table: Table, cited: Cited): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = table.rows.map((cells, at) =>
    cells.map((cell) => {
      const text = inline(cell, cited, 'inside')
      const isTotal = table.total === true && at === table.rows.length - 1
      return isTotal && text !== '' && !text.includes('**') ? `**${text}**` : text
    }),
  )
  return [
    row(table.columns.map((column) => md(column.title, 'inside'))),
    row(table.columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...rows.map(row),
  ].join('\n')
}

function scores(approaches: readonly DecidedApproach[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Approach', align: 'left' },
      { title: 'Verdict', align: 'left' },
      { title: 'Need (1 to 99)', align: 'right' },
      { title: 'Range of need', align: 'right' },
      { title: 'Points', align: 'right' },
      { title: 'Readiness', align: 'right' },
    ],
    rows: approaches.map((approach) => [
      approach.title,
      verdictCell(approach),
      String(approach.need),
      span(approach.range.lowNeed, approach.range.highNeed),
      signed(approach.points.total),
      String(approach.readiness),
    ]),
  }
}
