import type { Rubric, Truth } from '../../engine/rubric.js'
import {
  type Block,
  bullets,
  cite,
  heading,
  type Inline,
  type Item,
  paragraph,
  strong,
  type Table,
  verdict,
} from '../../report/document/blocks.js'
import { capital, listed, sentence, signed } from '../../report/document/words.js'
import { titleOfApproach } from '../facts/weights.js'
import type { Turn } from '../here/changes.js'
import type { GateWay } from '../here/gates.js'
import type { ClaimHere, GateHere, Here, LayerHere, OptionHere, PreconditionHere, ReferenceHere } from '../here/here.js'
import type { Holding } from '../here/holds.js'
import type { Outcome, QuestionHere } from '../here/question.js'
import { answerWords, wayWords } from './here-words.js'
import { left, right } from './parts.js'
import { verdictBlocks } from './verdict.js'

/** What a subject does in one decision. */
export function hereBlocks(rubric: Rubric, here: Here): readonly Block[] {
  switch (here.kind) {
    case 'approach':
      return verdictBlocks(rubric, here)
    case 'question':
      return [heading(2, 'With these answers'), ...questionBlocks(rubric, here)]
    case 'option':
      return [heading(2, 'With these answers'), ...optionBlocks(rubric, here)]
    case 'gate':
      return [heading(2, 'With these answers'), ...gateBlocks(here)]
    case 'precondition':
      return [heading(2, 'With these answers'), ...preconditionBlocks(here)]
    case 'mistake':
      return [heading(2, 'With these answers'), ...holdingBlocks(here, 'It is in sight.', 'It is not in sight.')]
    case 'set-rule':
      return [heading(2, 'With these answers'), ...holdingBlocks(here, 'It is said.', 'It is not said.')]
    case 'layer':
      return [heading(2, 'With these answers'), ...layerBlocks(here)]
    case 'reference':
      return [heading(2, 'With these answers'), ...referenceBlocks(rubric, here)]
    case 'claim':
      return [heading(2, 'With these answers'), ...claimBlocks(here)]
  }
}

const TRUTH_WORDS: Readonly<Record<Truth, string>> = { true: 'Yes', false: 'No', unknown: 'Open' }

function holdingBlocks(holding: Holding, yes: string, no: string): readonly Block[] {
  const says = {
    true: yes,
    false: no,
    unknown: `Open questions decide it; until they are answered, ${no.charAt(0).toLowerCase()}${no.slice(1)}`,
  }[holding.holds]
  return [paragraph(strongly(says)), ...partsBlocks(holding)]
}

function partsBlocks({ parts }: Holding): readonly Block[] {
  if (parts.length === 0) return []
  return [bullets(parts.map((part): Item => ({ content: [strong(TRUTH_WORDS[part.holds]), `: ${part.says}.`] })))]
}

const strongly = (text: string): Inline => [strong(text)]

function claimBlocks(here: ClaimHere): readonly Block[] {
  const speaks = holdingBlocks(here, 'It speaks of them.', 'It does not speak of them.')
  if (here.law === undefined || here.holds !== 'true') return speaks
  const isSo = here.law.holds === 'true' ? 'What it says is so.' : 'What it says is not so: the rubric breaks its own claim.'
  return [...speaks, paragraph(strongly(isSo)), ...partsBlocks(here.law)]
}

function gateBlocks(here: GateHere): readonly Block[] {
  return [
    ...holdingBlocks(here, 'It holds.', 'It does not hold.'),
    paragraph(['The verdict is ', verdict(here.verdict), '.']),
    ...waysBlocks('One answer would make it hold:', here.ways),
  ]
}

function waysBlocks(lead: string, ways: readonly GateWay[]): readonly Block[] {
  return ways.length === 0 ? [] : [paragraph(lead), bullets(ways.map((way) => ({ content: wayWords(way) })))]
}

function preconditionBlocks(here: PreconditionHere): readonly Block[] {
  return [
    ...holdingBlocks(here, 'It applies.', 'It does not apply.'),
    paragraph(['The verdict on its approach is ', verdict(here.verdict), `, and it is ${here.listed ? '' : 'not '}listed.`]),
  ]
}

function layerBlocks({ inPlan, verdict: of, approachTitle, does }: LayerHere): readonly Block[] {
  if (!inPlan) return [paragraph('It does not belong to the plan.')]
  const filled: Inline =
    approachTitle === null || of === null
      ? of === null
        ? 'It belongs to the plan.'
        : 'No approach fills it.'
      : [`${approachTitle} fills it: `, verdict(of), '.']
  return [paragraph(filled), ...(does.length === 0 ? [] : [bullets(does.map((one) => ({ content: [one.text, cite(one.evidence)] })))])]
}

function referenceBlocks(rubric: Rubric, { contributions, cited }: ReferenceHere): readonly Block[] {
  if (contributions.length === 0) {
    return [paragraph(cited ? 'No points rest on it; the plan or a gate cites it.' : 'The decision does not cite it.')]
  }
  return [paragraph('These points rest on it:'), contributionTable(rubric, contributions, true)]
}

function contributionTable(rubric: Rubric, contributions: QuestionHere['contributions'], withAnswer: boolean): Table {
  return {
    kind: 'table',
    columns: [right('Points'), left('Approach'), ...(withAnswer ? [left('Answer')] : []), left('Why')],
    rows: contributions.map((one) => [
      signed(one.points),
      titleOfApproach(rubric, one.approach),
      ...(withAnswer ? [`${one.questionTitle}: ${one.optionLabel}`] : []),
      [capital(one.because), cite(one.evidence)],
    ]),
  }
}

const ORIGIN = { asked: 'in the interview', flag: 'by a flag', file: 'in the answers file' } as const

function questionBlocks(rubric: Rubric, here: QuestionHere): readonly Block[] {
  const { status, answer, contributions, otherwise } = here
  const many = new Set(contributions.map((one) => one.option)).size > 1
  if (status === 'hidden') {
    const kept =
      answer === undefined ? '' : ` The answer given ${ORIGIN[answer.origin]} (${answerWords(answer.labels)}) is kept and not scored.`
    return [paragraph(`The other answers make this question pointless, so it is not asked.${kept}`)]
  }
  const given =
    status === 'open' || answer === undefined ? 'It is open.' : `Answered ${ORIGIN[answer.origin]}: ${sentence(answerWords(answer.labels))}`
  return [
    paragraph(strongly(given)),
    ...(status === 'open'
      ? []
      : contributions.length === 0
        ? [paragraph('The answer gave no points.')]
        : [paragraph('What the answer gave:'), contributionTable(rubric, contributions, many)]),
    paragraph(
      status === 'open'
        ? 'What each answer would change, everything else as it stands:'
        : 'What any other answer would change, everything else as it stands:',
    ),
    bullets(
      otherwise.map((one) => ({
        content: [strong(otherAnswer(here, one)), ': ', ...outcomeSpans(rubric, one)],
        more: movesOf(rubric, one),
      })),
    ),
  ]
}

/** The other answer by name; of several options given, by what is added or left out. */
function otherAnswer({ status, answer }: QuestionHere, { answer: other }: Outcome): string {
  if (status === 'open' || answer === undefined || typeof answer.value === 'string') return answerWords(other.labels)
  const added = other.labels.filter((one) => !answer.labels.includes(one))
  const removed = answer.labels.filter((one) => !other.labels.includes(one))
  return added.length > 0 ? `Also “${listed(added)}”` : `Without “${listed(removed)}”`
}

function outcomeSpans(rubric: Rubric, { turns, asks, drops }: Outcome): Exclude<Inline, string> {
  const title = (id: string): string => rubric.questions.find((one) => one.id === id)?.title ?? id
  const asked = [
    ...(asks.length === 0 ? [] : [`then also asks ${listed(asks.map(title))}`]),
    ...(drops.length === 0 ? [] : [`no longer asks ${listed(drops.map(title))}`]),
  ]
  const more = asked.length === 0 ? '' : ` It ${asked.join(' and ')}.`
  if (turns.length === 0) return [`no verdict turns.${more}`]
  return [...turns.flatMap((turn, at) => [...(at === 0 ? [] : ['; ']), ...turnSpans(rubric, turn)]), `.${more}`]
}

function turnSpans(rubric: Rubric, turn: Turn): Exclude<Inline, string> {
  return [`${titleOfApproach(rubric, turn.approach)} from `, verdict(turn.from), ' to ', verdict(turn.to)]
}

function movesOf(rubric: Rubric, { moves }: Outcome): readonly Inline[] {
  if (moves.length === 0) return []
  const words = (axis: 'need' | 'readiness'): string =>
    moves
      .filter((one) => one.axis === axis)
      .map((one) => `${titleOfApproach(rubric, one.approach)} ${signed(one.by)}`)
      .join(', ')
  return (['need', 'readiness'] as const).flatMap((axis) => (words(axis) === '' ? [] : [`${capital(axis)}: ${words(axis)}.`]))
}

function optionBlocks(rubric: Rubric, here: OptionHere): readonly Block[] {
  const { status, chosen, contributions, change } = here
  if (status === 'hidden') return [paragraph('The other answers make its question pointless, so it is not asked.')]
  const says = chosen ? 'It is chosen.' : status === 'open' ? 'Its question is open.' : 'It is not chosen.'
  const lead = chosen ? 'Without it, ' : status === 'open' ? 'Chosen alone, ' : 'If it were chosen, '
  return [
    paragraph(strongly(says)),
    ...(contributions.length === 0 ? [] : [contributionTable(rubric, contributions, false)]),
    ...(change === null ? [] : [bullets([{ content: [lead, ...outcomeSpans(rubric, change)], more: movesOf(rubric, change) }])]),
  ]
}
