import type { PlannedLayer } from '../engine/decision.js'
import { mermaid } from './encode.js'

/** Dashes for what is not built yet; no colours, so it reads on light and on dark pages. */
const STYLES = ['  classDef pilot stroke-dasharray: 6 3', '  classDef later stroke-dasharray: 2 4']

/**
 * Returns a Mermaid flowchart (version 11): the request passes the layers from top to bottom, what surrounds them hangs beside.
 * Ids are n1, n2…; labels are encoded; nothing else comes from data.
 */
export function flowchart(request: readonly PlannedLayer[], around: readonly PlannedLayer[]): string {
  const label = (layer: PlannedLayer): string =>
    [layer.title, layer.approachTitle ?? '', layer.verdict ?? ''].filter(Boolean).map(mermaid).join('<br/>')
  const nodes = [
    '  n1(["Request"])',
    ...request.map((layer, index) => `  n${index + 2}["${label(layer)}"]`),
    `  n${request.length + 2}(["Answer"])`,
  ]
  const edges = nodes.slice(1).map((_, index) => `  n${index + 1} --> n${index + 2}`)
  const first = request.length + 3
  const beside = around.map((layer, index) => `    n${first + index}["${mermaid(layer.title)}"]`)
  const ring = beside.length === 0 ? [] : ['  subgraph s1["Around every request"]', ...beside, '  end', `  s1 -.- n${request.length + 2}`]
  const classes = request.flatMap((layer, index) =>
    layer.verdict === 'pilot' || layer.verdict === 'later' ? [`  class n${index + 2} ${layer.verdict}`] : [],
  )
  return ['flowchart TD', ...nodes, ...edges, ...ring, ...(classes.length === 0 ? [] : [...STYLES, ...classes])].join('\n')
}
