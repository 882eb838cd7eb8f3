import type { DecidedApproach, Decision } from '../../engine/decision.js'
import { type Block, bullets, heading, type Item, numbered, paragraph, strong, type Table, verdict } from '../document/blocks.js'
import { approachTitles, marginWords, signed, VERDICT_MEANING, verdictCell } from '../document/words.js'

/** Returns the section that names the set and says why, with the verdict on every option and the order in which to build. */
export function decisionOutcome(decision: Decision): readonly Block[] {
  const { headline, approaches, set } = decision
  const chosen = set.flatMap((id) => approaches.find((approach) => approach.id === id) ?? [])
  return [
    heading(2, 'Decision Outcome'),
    ...choice(decision, chosen),
    paragraph([strong(headline)]),
    verdicts(decision),
    ...waiting(approaches),
    ...order(decision),
  ]
}

function choice(decision: Decision, chosen: readonly DecidedApproach[]): readonly Block[] {
  if (chosen.length === 0)
    return [paragraph('Chosen option: "none of them now", because on these answers no option is needed and ready at once.')]
  const titles = approachTitles(
    decision,
    chosen.map(({ id }) => id),
  )
  const needed =
    chosen.length === 1 ? 'the answers ask for it and nothing holds it back' : 'the answers ask for each of them and nothing holds one back'
  return [
    paragraph(`Chosen option: "${titles}", because ${needed}:`),
    bullets(chosen.map(({ title, reason, summary }) => ({ content: [strong(title), `: ${reason || summary}`] }))),
  ]
}

function verdicts(decision: Decision): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Option', align: 'left' },
      { title: 'Verdict', align: 'left' },
      { title: 'Need (1 to 99)', align: 'right' },
      { title: 'Points', align: 'right' },
      { title: 'Margin', align: 'left' },
    ],
    rows: decision.approaches.map((approach) => [
      approach.title,
      verdictCell(approach),
      String(approach.need),
      signed(approach.points.total),
      marginWords(decision, approach),
    ]),
  }
}

/** Options that are tried first, or needed and not ready: with what they wait for. */
function waiting(approaches: readonly DecidedApproach[]): readonly Block[] {
  const items = approaches
    .filter((approach) => approach.verdict === 'pilot' || approach.verdict === 'later')
    .map((approach): Item => {
      const content = [
        strong(approach.title),
        ' (',
        verdict(approach.verdict),
        `): ${VERDICT_MEANING[approach.verdict]}. ${approach.reason}`,
      ]
      return approach.unlock.length === 0 ? { content } : { content, more: approach.unlock }
    })
  return items.length === 0 ? [] : [bullets(items)]
}

function order(decision: Decision): readonly Block[] {
  if (decision.phases.length === 0) return []
  const items = decision.phases.map(({ title, entry, steps }): Item => {
    const ids = [...new Set(steps.flatMap(({ approach }) => approach ?? []))]
    const what = ids.length === 0 ? '' : ` (${approachTitles(decision, ids)})`
    return { content: [strong(title), `${what}. Starts when: ${entry}`] }
  })
  return [paragraph('In this order:'), numbered(items)]
}
