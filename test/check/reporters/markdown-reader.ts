import MarkdownIt from 'markdown-it'

// Like GitHub: addresses with a scheme and e-mail addresses become links, a bare domain does not.
const reader = new MarkdownIt({ html: true, linkify: true })
reader.linkify.set({ fuzzyLink: false })

/** A table as a reader sees it: the header first. */
export type Cells = readonly (readonly string[])[]

/** A Markdown text as it renders: what is in it, and what of it could do something. */
export interface Rendered {
  readonly headings: readonly string[]
  readonly tables: readonly Cells[]
  readonly fences: readonly string[]
  /** All running text, without breaks that nobody sees. */
  readonly text: string
  /** Links, images and HTML: there should be none. */
  readonly active: readonly string[]
  /** The kinds of blocks, in order. */
  readonly structure: string
}

const ACTIVE: ReadonlySet<string> = new Set(['link_open', 'image', 'html_inline', 'html_block', 'code_inline'])

/** Renders Markdown as GitHub would, and returns what comes of it. */
export function renderedBy(markdown: string): Rendered {
  const tokens = reader.parse(markdown, {})
  const headings: string[] = []
  const tables: string[][][] = []
  const fences: string[] = []
  const active: string[] = []
  let text = ''
  let opened = ''
  for (const token of tokens) {
    if (token.type === 'table_open') tables.push([])
    if (token.type === 'tr_open') tables.at(-1)?.push([])
    if (token.type === 'fence' || token.type === 'code_block') fences.push(token.content)
    if (token.type.endsWith('_open')) opened = token.type
    active.push(...[token, ...(token.children ?? [])].map(({ type }) => type).filter((type) => ACTIVE.has(type)))
    if (token.type !== 'inline') continue
    const shown = (token.children ?? [])
      .map(({ content }) => content)
      .join('')
      .replaceAll('\u200b', '')
    text += `${shown}\n`
    if (opened === 'heading_open') headings.push(shown)
    if (opened === 'th_open' || opened === 'td_open') tables.at(-1)?.at(-1)?.push(shown)
  }
  return { headings, tables, fences, text, active, structure: tokens.map(({ type, tag, info }) => `${type} ${tag} ${info}`).join('\n') }
}
