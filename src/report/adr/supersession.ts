import type { Decision } from '../../engine/decision.js'
import { type Inline, type Table, verdict } from '../document/blocks.js'
import { renderMarkdownBlocks } from '../markdown.js'
import { recordLink, type Superseded } from './link.js'

/** Returns what is superseded and what has changed since, as Markdown: a sentence with the link, and before and after of every verdict that differs. */
export function supersession(decision: Decision, former: Superseded): string {
  return `This supersedes ${recordLink(former)}, because verdicts have changed:\n\n${renderMarkdownBlocks([changed(decision, former)], [])}`
}

function changed(decision: Decision, { verdicts }: Superseded): Table {
  const now = new Map(decision.approaches.map((approach) => [approach.id, approach]))
  const gone = [...verdicts.keys()].filter((id) => !now.has(id))
  const rows = [...now.keys(), ...gone]
    .map((id) => ({ title: now.get(id)?.title ?? id, before: verdicts.get(id), after: now.get(id)?.verdict }))
    .filter(({ before, after }) => before !== after)
  return {
    kind: 'table',
    columns: [
      { title: 'Option', align: 'left' },
      { title: 'Before', align: 'left' },
      { title: 'After', align: 'left' },
    ],
    rows: rows.map(({ title, before, after }): readonly Inline[] => [
      title,
      before ?? 'not considered',
      after === undefined ? 'not considered' : [verdict(after)],
    ]),
  }
}
