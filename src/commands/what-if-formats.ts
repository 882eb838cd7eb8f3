import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import type { Format, Medium } from '../report/formats.js'
import type { WhatIf } from '../whatif/result.js'
import type { Delivery } from './delivery.js'

type Render = (result: WhatIf, medium: Medium) => string

/** What-if has renderers of its own: a line or a map is no decision. By the id of the format. */
const RENDERERS: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', loadText],
  ['markdown', loadMarkdown],
  ['json', async () => (await import('../whatif/json.js')).renderWhatIfJson],
])

async function loadText(): Promise<Render> {
  const [{ whatIfDocument }, { renderTextBlocks }] = [await import('../whatif/document.js'), await import('../report/text.js')]
  return (result, medium) => renderTextBlocks(whatIfDocument(result), [], medium)
}

async function loadMarkdown(): Promise<Render> {
  const [{ whatIfDocument }, { renderMarkdownBlocks }] = [await import('../whatif/document.js'), await import('../report/markdown.js')]
  return (result) => renderMarkdownBlocks(whatIfDocument(result), [])
}

/** A problem for each format of the delivery that only decisions have. */
export function faultsOfFormats({ stdout, files }: Delivery): readonly Diagnostic[] {
  const wanted = [...files.map(({ format }) => format), ...(stdout === undefined ? [] : [stdout])]
  const unknown = [...new Set(wanted.map(({ id }) => id).filter((id) => !RENDERERS.has(id)))]
  return unknown.map((id) => problem('usage', `what-if has no ${id} form`, { allowed: [...RENDERERS.keys()] }))
}

/** Renders in one format; the formats were checked with `faultsOfFormats`, and others throw. */
export async function renderWhatIf({ id }: Format, result: WhatIf, medium: Medium): Promise<string> {
  const load = RENDERERS.get(id)
  if (load === undefined) throw new Error(`what-if has no ${id} form`)
  return (await load())(result, medium)
}
