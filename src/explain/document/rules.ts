import type { Rubric } from '../../engine/rubric.js'
import { type Block, bullets, cite, heading, paragraph, strong, type Table } from '../../report/document/blocks.js'
import { capital } from '../../report/document/words.js'
import type { AnswersRead, GateFacts, MistakeFacts, PreconditionFacts, SetRuleFacts } from '../facts/rules.js'
import { EFFECT_WORDS } from './approach.js'
import type { Parts } from './document.js'
import { conditionBlocks, fact, left } from './parts.js'

/** A gate: what it does to which approach, when, and what lifts it. */
export function gateParts(rubric: Rubric, id: string, facts: GateFacts): Parts {
  return {
    heading: `Gate: ${id}`,
    intro: [
      paragraph([strong(`${facts.approachTitle}: ${EFFECT_WORDS[facts.effect]}`), `. ${facts.because}`, cite(facts.evidence)]),
      ...conditionBlocks(rubric, 'It holds', facts.when),
      bullets([
        fact('Effect', EFFECT_MEANING[facts.effect]),
        ...(facts.unlock === undefined ? [] : [fact('What unlocks it', facts.unlock)]),
        ...(facts.confirm === undefined ? [] : [fact('While the answers leave it open', facts.confirm)]),
      ]),
    ],
    details: answersRead(facts.reads),
  }
}

const EFFECT_MEANING = {
  require: 'the approach counts as needed, whatever its points. It is adopted unless a hold or readiness stands in the way.',
  hold: 'an approach that would be adopted waits (later), and one that would be piloted is skipped, until this is lifted.',
  block: 'the approach is skipped, whatever its points. Only other answers change that.',
} as const

/** A mistake: what it looks like, what to do instead, when it is in sight. */
export function mistakeParts(rubric: Rubric, facts: MistakeFacts): Parts {
  return {
    heading: `Known mistake: ${facts.title}`,
    intro: [
      paragraph([facts.says, cite(facts.evidence)]),
      paragraph([strong('Instead'), `: ${capital(facts.instead)}`]),
      ...conditionBlocks(rubric, 'It is reported', facts.when),
    ],
    details: answersRead(facts.reads),
  }
}

/** A precondition: what has to be confirmed or built before an approach goes live. */
export function preconditionParts(rubric: Rubric, id: string, facts: PreconditionFacts): Parts {
  return {
    heading: `Precondition: ${id}`,
    intro: [
      paragraph([strong(`Before ${facts.approachTitle} goes live`), `: ${facts.says}`, cite(facts.evidence)]),
      paragraph('It changes no verdict. It is listed for an approach that is adopted or piloted, to be confirmed or built.'),
      ...conditionBlocks(rubric, 'It applies', facts.when),
    ],
    details: answersRead(facts.reads),
  }
}

const RULE_WORDS = {
  prerequisite: 'Comes first',
  conflict: 'Conflict',
  overlap: 'Overlap',
  division: 'Who does what',
  contradiction: 'Answers contradict',
} as const

/** A set rule: what is said of the answers or of the recommended set as a whole, and when. */
export function setRuleParts(
  rubric: Rubric,
  id: string,
  facts: Omit<SetRuleFacts, 'kind'> & { readonly rule: SetRuleFacts['kind'] },
): Parts {
  return {
    heading: `Set rule: ${id}`,
    intro: [
      paragraph([strong(RULE_WORDS[facts.rule]), `: ${facts.says}`, cite(facts.evidence)]),
      paragraph('It changes no verdict; it is said of the set as a whole.'),
      ...conditionBlocks(rubric, 'It is said', facts.when),
    ],
    details: answersRead(facts.reads),
  }
}

/** A table of the questions that something reads, with the answers it names. */
export function answersRead(reads: readonly AnswersRead[]): readonly Block[] {
  if (reads.length === 0) return []
  const table: Table = {
    kind: 'table',
    columns: [left('Question'), left('Id'), left('Answers it names')],
    rows: reads.map((one) => [
      one.title,
      one.question,
      one.options.map((option) => `${option.id}: ${option.label}`).join('; ') || 'how many are chosen',
    ]),
  }
  return [heading(2, 'The answers it reads'), table]
}
