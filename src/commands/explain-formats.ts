import type { Rubric } from '../engine/rubric.js'
import { type Catalogue, catalogueBlocks } from '../explain/catalogue.js'
import type { ExplanationDocument } from '../explain/document/document.js'
import type { Explanation } from '../explain/explanation.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { jsonSafe } from '../report/encode.js'
import type { Format, Medium } from '../report/formats.js'
import type { Delivery } from './delivery.js'

/** What can be delivered: one thing explained, or the list of what can be. */
export type Explained =
  | { readonly kind: 'explanation'; readonly rubric: Rubric; readonly data: Explanation }
  | { readonly kind: 'catalogue'; readonly data: Catalogue }

type Render = (explained: Explained, medium: Medium) => Promise<string>

/** An explanation is no decision and has renderers of its own, by the id of the format. */
const RENDERERS: ReadonlyMap<string, Render> = new Map<string, Render>([
  [
    'text',
    async (explained, medium) => {
      const { renderTextBlocks } = await import('../report/text.js')
      const { blocks, references } = await documentFor(explained)
      return renderTextBlocks(blocks, references, medium)
    },
  ],
  [
    'markdown',
    async (explained) => {
      const { renderMarkdownBlocks } = await import('../report/markdown.js')
      const { blocks, references } = await documentFor(explained)
      return renderMarkdownBlocks(blocks, references)
    },
  ],
  ['json', async ({ data }) => `${jsonSafe(JSON.stringify(data, null, 2))}\n`],
])

async function documentFor(explained: Explained): Promise<ExplanationDocument> {
  if (explained.kind === 'explanation') {
    const { documentOf } = await import('../explain/document/document.js')
    return documentOf(explained.rubric, explained.data)
  }
  return { blocks: catalogueBlocks(explained.data), references: [] }
}

/** A problem for each format of the delivery that only decisions have. */
export function faultsOfFormats({ stdout, files }: Delivery): readonly Diagnostic[] {
  const wanted = [...files.map(({ format }) => format), ...(stdout === undefined ? [] : [stdout])]
  const unknown = [...new Set(wanted.map(({ id }) => id).filter((id) => !RENDERERS.has(id)))]
  return unknown.map((id) => problem('usage', `explain has no ${id} form`, { allowed: [...RENDERERS.keys()] }))
}

/** Renders in one format; the formats were checked with `faultsOfFormats`, and others throw. */
export async function renderExplained({ id }: Format, explained: Explained, medium: Medium): Promise<string> {
  const render = RENDERERS.get(id)
  if (render === undefined) throw new Error(`explain has no ${id} form`)
  return render(explained, medium)
}
