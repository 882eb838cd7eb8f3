import { JSDOM } from 'jsdom'
import MarkdownIt from 'markdown-it'
import { beforeAll, describe, expect, it } from 'vitest'
import { html, oneLine } from '../../../src/report/encode.js'
import { renderMarkdown } from '../../../src/report/markdown.js'
import { flowchart } from '../../../src/report/mermaid.js'
import { PAYLOADS, withEveryText } from '../../report/payloads.js'
import { SAMPLE } from '../../report/sample-decision.js'

type Mermaid = typeof import('mermaid')['default']
let mermaid: Mermaid

beforeAll(async () => {
  const { window } = new JSDOM('')
  Object.assign(globalThis, { window, document: window.document })
  mermaid = (await import('mermaid')).default
})

function diagramIn(markdown: string): string {
  const fences = new MarkdownIt().parse(markdown, {}).filter((token) => token.type === 'fence')
  expect(fences.map((fence) => fence.info)).toEqual(['mermaid'])
  return fences[0]?.content ?? ''
}

const request = SAMPLE.layers.filter((layer) => layer.place === 'request' && layer.approach !== null)
const around = SAMPLE.layers.filter((layer) => layer.place === 'around')
const layer = SAMPLE.layers[0] as (typeof SAMPLE.layers)[number]

describe('the diagram of a report', () => {
  it('parses', async () => {
    expect(await mermaid.parse(diagramIn(renderMarkdown(SAMPLE)))).toMatchObject({ diagramType: 'flowchart-v2' })
  })

  it.each(PAYLOADS)('parses with %s in every text', async (_, payload) => {
    const diagram = diagramIn(renderMarkdown(withEveryText(SAMPLE, () => payload)))
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: 'flowchart-v2' })
    expect(diagram.split('\n').length).toBe(flowchart(request, around).split('\n').length + 1)
  })

  it.each(['', ' ', '%%{init: {}}%%', 'x'.repeat(60_000), 'A: style x:#f;', 'end', 'n1', '-->', '`**md**`'])(
    'parses with the label %j',
    async (title) => {
      const named = { ...layer, title, approachTitle: title }
      expect(await mermaid.parse(flowchart([named], [named]))).toMatchObject({ diagramType: 'flowchart-v2' })
    },
  )

  it.each(['end', 'graph', 'click', 'oops', 'xray', 'style', 'class', '_self', 'subgraph'])(
    'parses with a layer whose id is %s (O-08)',
    async (id) => {
      const named = { ...layer, id, approach: id }
      expect(await mermaid.parse(flowchart([named, named], [named]))).toMatchObject({ diagramType: 'flowchart-v2' })
    },
  )

  it('parses with nothing in it, and with every approach a rubric may have (O-18)', async () => {
    expect(await mermaid.parse(flowchart([], []))).toBeTruthy()
    const many = Array.from({ length: 50 }, () => ({ ...layer, title: 'n'.repeat(200), verdict: 'later' as const }))
    const diagram = flowchart(many, many)
    expect(await mermaid.parse(diagram)).toBeTruthy()
    expect(diagram.split('-->').length).toBeLessThan(500)
  })
})

describe('html', () => {
  it.each(PAYLOADS)('%s becomes one text node, and one attribute (O-02, O-10)', (_, payload) => {
    const { document } = new JSDOM(`<p title="${html(payload)}">${html(payload)}</p>`).window
    const paragraph = document.querySelector('p')
    expect(document.querySelectorAll('body *')).toHaveLength(1)
    expect(oneLine(paragraph?.textContent ?? '')).toBe(oneLine(payload))
    expect(oneLine(paragraph?.getAttribute('title') ?? '')).toBe(oneLine(payload))
    expect(paragraph?.attributes).toHaveLength(1)
  })
})
