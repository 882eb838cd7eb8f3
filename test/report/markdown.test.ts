import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { oneLine } from '../../src/report/encode.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { PAYLOADS, withEveryText } from './payloads.js'
import { SAMPLE } from './sample-decision.js'

const reader = new MarkdownIt({ html: true, linkify: true })
reader.linkify.set({ fuzzyLink: false })
type Token = ReturnType<typeof reader.parse>[number]
const parse = (markdown: string): Token[] => reader.parse(markdown, {})

/** What a document is made of, without its words. */
function structure(tokens: readonly Token[]): string {
  return tokens.map((token) => [token.type, token.tag, token.info, ...marks(token)].filter(Boolean).join(' ')).join('\n')
}

const marks = (token: Token): string[] => (token.children ?? []).filter((child) => child.type !== 'text').map((child) => child.type)

function words(tokens: readonly Token[]): string {
  return tokens.flatMap((token) => (token.children ?? []).filter((child) => child.type === 'text').map((child) => child.content)).join('\n')
}

const links = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) =>
    (token.children ?? []).filter((child) => child.type === 'link_open').map((child) => child.attrGet('href') ?? ''),
  )

const section = (markdown: string, from: string, to: string): string => markdown.slice(markdown.indexOf(from), markdown.indexOf(to))

describe('renderMarkdown', () => {
  const markdown = renderMarkdown(SAMPLE)

  it('is this report', async () => {
    await expect(markdown).toMatchFileSnapshot('__snapshots__/report-markdown.txt')
  })

  it('says of a verdict that a gate decided', () => {
    expect(markdown).toContain('| Long context | **skip**, blocked |')
    expect(markdown).toContain('| Fine-tuning | **later**, held back |')
    expect(markdown).toContain('| Prompting | **adopt** |')
  })

  it('opens with the executive part and follows the seven parts', () => {
    const headings = markdown.split('\n').filter((line) => /^#{1,2} /.test(line))
    expect(headings).toEqual([
      '# Support bot for tariff questions',
      '## In short',
      '## 1. Context',
      '## 2. Objective',
      '## 3. Constraints',
      '## 4. Data',
      '## 5. Evaluation by criterion',
      '## 6. Recommendation',
      '## 7. Validation plan',
      '## Open questions',
      '## Answers',
      '## How this was made',
      '## References',
    ])
  })

  it('has LF line ends and one final newline (D-06)', () => {
    expect(markdown).not.toContain('\r')
    expect(markdown).toMatch(/[^\n]\n$/)
  })

  it('adds every approach up in its table', () => {
    const parts = section(markdown, '### Prompting', '## 6.').split(/^### /m).slice(1)
    expect(parts).toHaveLength(SAMPLE.approaches.length)
    SAMPLE.approaches.forEach((approach, at) => {
      const sums = (parts[at] ?? '')
        .split('\n\n')
        .filter((block) => block.startsWith('| Points'))
        .map((table) =>
          table
            .split('\n')
            .slice(2)
            .map((row) => Number(row.split('|')[1]?.replaceAll('*', ''))),
        )
      expect(sums[0]?.at(-1)).toBe(approach.points.total)
      for (const numbers of sums) expect(numbers.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(numbers.at(-1))
    })
  })

  it('adds every approach up by criterion', () => {
    const rows = section(markdown, '| Criterion', '| Approach | Verdict | Need | Range | Ready').trim().split('\n').slice(2)
    const numbers = rows.map((row) =>
      row
        .split('|')
        .slice(2, -1)
        .map((cell) => Number(cell.replaceAll('*', ''))),
    )
    const total = numbers.pop() ?? []
    expect(total).toEqual(SAMPLE.approaches.map((approach) => approach.points.total))
    expect(total).toEqual(total.map((_, at) => numbers.reduce((sum, row) => sum + (row[at] ?? 0), 0)))
  })

  it('puts criteria in columns when there are many approaches (O-18)', () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ ...SAMPLE.approaches[at % 6], id: `a${at}`, title: 'n'.repeat(200) }))
    const wide = renderMarkdown({ ...SAMPLE, approaches: many as typeof SAMPLE.approaches })
    expect(wide).toContain('| Approach | Prior | Quality |')
  })

  it('says of a figure from memory that it is not checked, at the figure and in the note', () => {
    expect(markdown).toContain('[^memory-note] (not checked)')
    expect(markdown).toMatch(/^\[\^memory-note\]: .*Not checked: quoted from memory\./m)
  })

  it('defines every footnote it cites, and cites every one it defines', () => {
    const cited = new Set(Array.from(markdown.matchAll(/\[\^([a-z0-9-]+)\](?!:)/g), (match) => match[1]))
    const defined = Array.from(markdown.matchAll(/^\[\^([a-z0-9-]+)\]:/gm), (match) => match[1])
    expect(defined).toEqual(SAMPLE.references.map((each) => each.id))
    expect([...cited].sort()).toEqual([...defined].sort())
  })

  it('cites what nothing else cites where the list begins', () => {
    const approaches = SAMPLE.approaches.map((approach) => ({ ...approach, contributions: [], gates: [] }))
    expect(renderMarkdown({ ...SAMPLE, approaches })).toContain('Not cited above: [^liu-2023-lost-in-the-middle] [^memory-note]\n')
  })

  it('cites a reference that is not in the list in plain words', () => {
    const mistakes = [{ id: 'm', title: 't', says: 's', instead: 'i', evidence: ['no-such'] }]
    expect(renderMarkdown({ ...SAMPLE, mistakes })).toContain('s (no-such)')
  })

  it('links only references, and shows where each link leads', () => {
    const tokens = parse(markdown)
    expect(links(tokens).sort()).toEqual(
      [
        ...SAMPLE.references.flatMap((each) =>
          Array.from(each.address.matchAll(/arXiv:([\d.]+)/g), (match) => `https://arxiv.org/abs/${match[1]}`),
        ),
        'https://doi.org/10.1162/tacl_a_00638',
        'https://example.org/seven-failures',
      ].sort(),
    )
  })

  it('holds no HTML', () => {
    expect(structure(parse(markdown))).not.toContain('html')
  })

  it('fits a decision with nothing but a baseline', () => {
    const bare = renderMarkdown({
      ...SAMPLE,
      title: ' ',
      context: {},
      answers: {},
      openQuestions: [],
      setNotes: [],
      layers: [],
      deployments: [],
      phases: [],
      mistakes: [],
      references: [],
      validation: { measures: [], quantitative: [], qualitative: [], revisit: { afterDays: 1, triggers: [] } },
    })
    expect(bare).toMatch(/^# Which layers to build/)
    expect(bare).toContain('No published source is cited.')
    expect(bare).toContain('After 2027-02-01, the review date that the team has set.')
  })
})

describe('every text field of a decision, in Markdown', () => {
  const plain = structure(parse(renderMarkdown(withEveryText(SAMPLE, () => 'Plain words'))))

  it.each(PAYLOADS)('%s is shown as text', (_, payload) => {
    const markdown = renderMarkdown(withEveryText(SAMPLE, () => payload))
    const tokens = parse(markdown)
    expect(structure(tokens)).toBe(plain)
    const text = words(tokens)
    expect(text.replaceAll('\u200b', '')).toContain(oneLine(payload))
    expect(text, 'mention').not.toMatch(/@[a-z0-9]/i)
    expect(text, 'issue').not.toMatch(/#\d|\bgh-\d/i)
    expect(text, 'emoji').not.toMatch(/:[\w+-]+:/)
    expect(markdown, 'formula').not.toContain('$')
    expect(markdown.replace(/^```mermaid[^`]*```$/m, ''), 'scheme').not.toMatch(/:\/\/evil|\bwww\./)
    expect(markdown, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
    expect(markdown, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
  })
})
