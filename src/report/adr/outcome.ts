import type { Contribution, DecidedApproach, Decision, SetNote } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Item, numbered, paragraph, strong, type Table, verdict } from '../document/blocks.js'
import { approachTitle, approachTitles, capital, count, marginWords, signed, VERDICT_MEANING, verdictCell } from '../document/words.js'

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

/** Returns the section that says what follows from the choice: what it gains, what it risks and how that is guarded, which mistakes are near. */
export function consequences(decision: Decision): readonly Block[] {
  const built = decision.approaches.filter((approach) => approach.verdict === 'adopt' || approach.verdict === 'pilot')
  const items = [
    ...built.flatMap((approach) => strongest(approach, 'Good')),
    ...notes(decision, 'Good'),
    ...notes(decision, 'Neutral'),
    ...notes(decision, 'Bad'),
    ...built.flatMap((approach) => strongest(approach, 'Bad')),
    ...risks(decision),
    ...decision.mistakes.map(
      ({ title, says, instead, evidence }): Item => ({
        content: [`Bad, because of a known mistake in sight, `, strong(title), `: ${says}`, cite(evidence)],
        more: [[strong('Instead'), `: ${capital(instead)}`]],
      }),
    ),
  ]
  return [
    heading(3, 'Consequences'),
    items.length === 0 ? paragraph('Neutral, because nothing is built and nothing changes.') : bullets(items),
  ]
}

/** The contribution that says most for an approach, or most against it. */
function strongest({ title, contributions }: DecidedApproach, word: 'Good' | 'Bad'): readonly Item[] {
  const size = ({ points }: Contribution): number => (word === 'Good' ? points : -points)
  const [first] = contributions.filter((each) => size(each) > 0).sort((a, b) => size(b) - size(a))
  if (first === undefined) return []
  return [{ content: [`${word}, because of `, strong(title), `: ${capital(first.because)}`, cite(first.evidence)] }]
}

const NOTES: Readonly<Record<SetNote['kind'], string>> = {
  division: 'Good, because it is settled who does what',
  prerequisite: 'Neutral, because something comes first',
  overlap: 'Neutral, because of an overlap',
  conflict: 'Bad, because of a conflict',
  contradiction: 'Bad, because answers contradict each other',
}

function notes({ setNotes }: Decision, word: 'Good' | 'Neutral' | 'Bad'): readonly Item[] {
  return setNotes
    .filter(({ kind }) => NOTES[kind].startsWith(word))
    .map(({ kind, says, evidence }) => ({ content: [`${NOTES[kind]}: ${says}`, cite(evidence)] }))
}

function risks(decision: Decision): readonly Item[] {
  const planned = decision.layers.filter((layer) => layer.approach !== null && (layer.verdict === 'adopt' || layer.verdict === 'pilot'))
  return planned.flatMap((layer) =>
    layer.risks.map(
      ({ risk, guard, evidence }): Item => ({
        content: [
          'Bad, because of a risk of ',
          strong(titleOf(decision, layer.approachTitle, layer.approach)),
          `: ${risk}`,
          cite(evidence),
        ],
        more: [[strong('Guard'), `: ${guard}`]],
      }),
    ),
  )
}

const titleOf = (decision: Decision, title: string | null, id: string | null): string => title ?? approachTitle(decision, id ?? '')

/** Returns the section that says how to tell whether the decision holds: in CI, in numbers, by asking people, and when to look again. */
export function confirmation(decision: Decision): readonly Block[] {
  const { measures, quantitative, qualitative, revisit } = decision.validation
  const expected = decision.set.map((id) => ` --expect ${id}=adopt`).join('')
  const numbers = [
    ...measures.map(({ title, text, evidence }): Item => ({ content: [strong(title), `: ${text}`, cite(evidence)] })),
    ...quantitative.map(({ text, evidence }): Item => ({ content: [text, cite(evidence)] })),
  ]
  const onDate = revisit.onDate === undefined ? '' : `, on ${revisit.onDate}`
  const ofTheTeam = decision.reviewAfter === undefined ? '' : ` The team looks again after ${decision.reviewAfter}.`
  return [
    heading(3, 'Confirmation'),
    paragraph(
      `In CI, ${decision.tool.name} check decides the committed answers file again, and fails once a verdict, an answer or the rubric has changed or the review is overdue:`,
    ),
    bullets([
      { content: [strong('Command'), `: ${decision.tool.name} check FILE${expected}`] },
      { content: [strong('Review'), `: after ${count(revisit.afterDays, 'day')}${onDate}.${ofTheTeam}`] },
    ]),
    ...titled('In numbers:', numbers),
    ...titled(
      'By asking people:',
      qualitative.map(({ text, evidence }): Item => ({ content: [text, cite(evidence)] })),
    ),
  ]
}

const titled = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [paragraph(title), bullets(items)])
