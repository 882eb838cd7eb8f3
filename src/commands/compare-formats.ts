import type { Comparison } from '../compare/result.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import type { Format, Medium } from '../report/formats.js'
import type { Delivery } from './delivery.js'

type Render = (result: Comparison, medium: Medium) => string

/** A comparison has renderers of its own: it is no decision. By the id of the format. */
const RENDERERS: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', loadText],
  ['markdown', loadMarkdown],
  ['json', async () => (await import('../compare/json.js')).renderCompareJson],
])

async function loadText(): Promise<Render> {
  const [{ compareDocument }, { renderTextBlocks }] = [await import('../compare/document.js'), await import('../report/text.js')]
  return (result, medium) => renderTextBlocks(compareDocument(result), [], medium)
}

async function loadMarkdown(): Promise<Render> {
  const [{ compareDocument }, { renderMarkdownBlocks }] = [await import('../compare/document.js'), await import('../report/markdown.js')]
  return (result) => renderMarkdownBlocks(compareDocument(result), [])
}

/** A problem for each format of the delivery that only decisions have. */
export function faultsOfFormats({ stdout, files }: Delivery): readonly Diagnostic[] {
  const wanted = [...files.map(({ format }) => format), ...(stdout === undefined ? [] : [stdout])]
  const unknown = [...new Set(wanted.map(({ id }) => id).filter((id) => !RENDERERS.has(id)))]
  return unknown.map((id) => problem('usage', `compare has no ${id} form`, { allowed: [...RENDERERS.keys()] }))
}

/** Renders in one format; the formats were checked with `faultsOfFormats`, and others throw. */
export async function renderComparison({ id }: Format, result: Comparison, medium: Medium): Promise<string> {
  const load = RENDERERS.get(id)
  if (load === undefined) throw new Error(`compare has no ${id} form`)
  return (await load())(result, medium)
}
