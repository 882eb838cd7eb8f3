import type { Decision } from '../../engine/decision.js'
import { type Inline, type Table, verdict } from '../document/blocks.js'
import { md } from '../encode.js'
import { renderMarkdownBlocks } from '../markdown.js'
import { recordLink, type Superseded } from './link.js'

/**
 * Returns what is superseded and what has changed since, as Markdown: a sentence with the link, before and after of every verdict that differs, and what
 * to do with the former record if this one, which is only proposed, is rejected.
 */
export function supersession(decision: Decision, former: Superseded): string {
  const { number, status, rejected } = former
  const was =
    rejected !== undefined
      ? `, which stands again since ADR-${rejected} was rejected`
      : status === undefined
        ? ''
        : ` (${md(status, 'inside')} until now)`
  const back =
    rejected !== undefined || status === undefined
      ? 'set the status of that one back to what it was'
      : `set that one back to ${md(status, 'inside')}`
  const table = renderMarkdownBlocks([changed(decision, former)], [])
  return `This supersedes ${recordLink(former)}${was}, because verdicts have changed:\n\n${table}\nADR-${number} is marked as superseded already. If this record is rejected, ${back}.\n`
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
