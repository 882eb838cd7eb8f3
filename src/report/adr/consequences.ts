import type { Contribution, DecidedApproach, Decision, SetNote } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, strong } from '../document/blocks.js'
import { approachTitle, capital, sentence } from '../document/words.js'

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
  const planned = decision.layers.filter(({ approach, verdict }) => approach !== null && (verdict === 'adopt' || verdict === 'pilot'))
  return planned
    .filter((layer) => layer.risks.length > 0)
    .map(({ approach, approachTitle: title, risks: all }) => ({
      content: ['Bad, because ', strong(title ?? approachTitle(decision, approach ?? '')), ' brings risks, each with its guard:'],
      more: all.map(({ risk, guard, evidence }): Inline => [`${sentence(risk)} `, strong('Guard'), `: ${guard}`, cite(evidence)]),
    }))
}
