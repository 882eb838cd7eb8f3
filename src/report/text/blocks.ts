import type { PlannedLayer } from '../../engine/decision.js'
import type { Block, Inline, Item } from '../document/blocks.js'
import { scoreLines } from './bars.js'
import { hanging, type Page, padded } from './page.js'
import { tableLines } from './table.js'
import { columns, wrapped } from './width.js'

/** Returns the lines of one block; none when there is nothing to show. */
export function blockLines(block: Block, page: Page): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return headingLines(block.level, block.content, page)
    case 'paragraph':
      return wrapped(page.flow(block.content), page.width)
    case 'list':
      return block.items.flatMap((item, index) => itemLines(item, block.ordered ? `${index + 1}. ` : `${bullet(page)} `, page))
    case 'table':
      return tableLines(block, page)
    case 'scores':
      return scoreLines(block.approaches, page)
    case 'flow':
      return flowLines(block.request, block.around, page)
    case 'references':
      return block.notes.flatMap((note) => hanging(`[${page.noteNumber(note.id)}] `, page.flow(note.content), page.width))
  }
}

const bullet = (page: Page): string => (page.unicode ? '•' : '*')

function headingLines(level: 1 | 2 | 3 | 4, content: Inline, page: Page): readonly string[] {
  const text = page.flow(content)
  if (level > 2) return hanging(level === 3 ? `${page.unicode ? '▸' : '>'} ` : '', page.paint.strong(text), page.width)
  const lines = wrapped(page.paint.strong(text), page.width)
  const [heavy, light] = page.unicode ? ['═', '─'] : ['=', '-']
  const width = Math.min(page.width, Math.max(...lines.map(columns)))
  return [...lines, (level === 1 ? heavy : light).repeat(level === 1 ? width : page.width)]
}

function itemLines(item: Item, mark: string, page: Page): readonly string[] {
  const below = ' '.repeat(mark.length)
  return [
    ...hanging(mark, page.flow(item.content), page.width),
    ...(item.more ?? []).flatMap((each) => hanging(`${below}- `, page.flow(each), page.width)),
  ]
}

/** The layers as a column of steps, with what surrounds them in one line below. */
function flowLines(request: readonly PlannedLayer[], around: readonly PlannedLayer[], page: Page): readonly string[] {
  const down = page.unicode ? '↓' : 'v'
  const title = Math.max(0, ...request.map((layer) => columns(page.plain(layer.title))))
  const steps = request.flatMap((layer) => {
    const name = page.hasTables ? padded(page.plain(layer.title), title) : page.plain(layer.title)
    const verdict = layer.verdict === null ? '' : `, ${page.verdict(layer.verdict)}`
    return hanging(`${down} `, `${page.paint.strong(name)}  ${page.plain(layer.approachTitle ?? '')}${verdict}`, page.width)
  })
  const ring =
    around.length === 0 ? [] : wrapped(`Around every request: ${around.map((layer) => page.plain(layer.title)).join(', ')}`, page.width)
  return ['Request', ...steps, `${down} Answer`, ...ring]
}
