import type { Rubric } from '../../engine/rubric.js'
import { type Block, bullets, dim, heading, type Inline, paragraph, type Table } from '../../report/document/blocks.js'
import { grouped, listed, sentence, signed } from '../../report/document/words.js'
import type { OptionFacts, OptionWeights, QuestionFacts } from '../facts/question.js'
import { titleOfApproach } from '../facts/weights.js'
import type { Parts } from './document.js'
import { bothSidesItems, conditionBlocks, fact, left, readerItems, right, weightTable } from './parts.js'

const ROLE_WORDS = {
  reason: 'a reason; its answers weigh on how much an approach is needed',
  enabler: 'an enabler; its answers weigh on whether the team can carry an approach, and can hold one back but never adopt one',
  context: 'context; its answers weigh nothing, and plan, warnings and known mistakes read them',
} as const

/** A question: what it asks and why, then what every option weighs on every approach. */
export function questionParts(rubric: Rubric, facts: QuestionFacts): Parts {
  const kind = facts.many ? 'any number of options, or none' : facts.ordered ? 'one option, on a scale' : 'one option'
  return {
    heading: `Question: ${facts.title}`,
    intro: [
      paragraph(facts.text),
      paragraph([facts.help, ' ', facts.why]),
      bullets([
        fact('Role', `${ROLE_WORDS[facts.role]}.`),
        fact(
          'Takes',
          `${kind}${facts.unit === undefined ? '' : `; a number of ${facts.unit} is put in its band`}; or unsure, which leaves it open.`,
        ),
        fact('Section', `${facts.section}.`),
      ]),
      ...(facts.when === undefined
        ? []
        : [...conditionBlocks(rubric, 'It is asked', facts.when), paragraph('While that is open, it is asked too.')]),
    ],
    details: [
      ...(facts.axis === undefined ? optionList(facts.options) : weights(rubric, facts)),
      ...(facts.readBy.length === 0 ? [] : [heading(2, 'What else turns on the answer'), bullets(readerItems(facts.readBy))]),
    ],
  }
}

function optionList(options: readonly OptionWeights[]): readonly Block[] {
  return [heading(2, 'Options'), bullets(options.map((one) => fact(one.id, optionWords(one))))]
}

function optionWords({ label, help, band }: Pick<OptionWeights, 'label' | 'help' | 'band'>): string {
  const numbers = band === undefined ? '' : ` As a number: ${bandWords(band)}.`
  return `${sentence(label)}${help === undefined ? '' : ` ${help}`}${numbers}`
}

function bandWords({ from, to }: NonNullable<OptionWeights['band']>): string {
  if (to === undefined) return `${grouped(from)} or more`
  return from === to ? grouped(from) : `${grouped(from)} to ${grouped(to)}`
}

function weights(rubric: Rubric, facts: QuestionFacts): readonly Block[] {
  return [
    heading(2, `What each option weighs, in points of ${facts.axis}`),
    paragraph(
      '+3 doubles the odds, +10 makes them ten times as high, a minus works the other way. In brackets: points that count only under a condition.',
    ),
    overview(rubric, facts),
    ...facts.options.flatMap((option) => [
      heading(3, `${option.id}: ${option.label}`),
      paragraph(optionWords({ ...option, label: '' }).replace(/^\.\s*/, '')),
      option.weights.length === 0 ? paragraph('It speaks neither for nor against anything.') : weightTable(option.weights, 'approach'),
    ]),
  ]
}

/** Options against approaches, so that the whole question can be seen at once. */
function overview(rubric: Rubric, { options }: QuestionFacts): Table {
  const approaches = rubric.approaches.filter(({ id }) => options.some((one) => one.weights.some((weight) => weight.approach === id)))
  const cell = (option: OptionWeights, approach: string): Inline => {
    const own = option.weights.filter((one) => one.approach === approach)
    const fixed = own.filter((one) => one.when === undefined).reduce((sum, one) => sum + one.points, 0)
    const conditional = own.filter((one) => one.when !== undefined).map((one) => `(${signed(one.points)})`)
    return [...(fixed === 0 ? [] : [signed(fixed)]), ...conditional].join(' ')
  }
  return {
    kind: 'table',
    columns: [left('Option'), ...approaches.map((one) => right(one.title))],
    rows: options.map((option) => [option.id, ...approaches.map((one) => cell(option, one.id))]),
  }
}

/** One answer: what it weighs for and against whom, side by side with the limits of the sources. */
export function optionParts(rubric: Rubric, facts: OptionFacts): Parts {
  const divided = facts.divided.map((one) => titleOfApproach(rubric, one))
  return {
    heading: `Answer: ${facts.label}`,
    intro: [
      paragraph([`An answer to “${facts.questionText}” `, dim(`(question ${facts.question})`)]),
      paragraph(optionWords({ ...facts, label: '' }).replace(/^\.\s*/, '')),
    ],
    details: [
      ...(facts.axis === undefined
        ? [paragraph('It weighs nothing by itself; plan, warnings and known mistakes read it.')]
        : [...side('For', facts), ...side('Against', facts), ...disagreement(facts, divided)]),
      ...(facts.readBy.length === 0 ? [] : [heading(2, 'What else turns on this answer'), bullets(readerItems(facts.readBy))]),
    ],
  }
}

function side(name: 'For' | 'Against', facts: OptionFacts): readonly Block[] {
  const own = name === 'For' ? facts.for : facts.against
  const title = heading(2, `${name} (points of ${facts.axis})`)
  return own.length === 0 ? [title, paragraph('Nothing.')] : [title, weightTable(own, 'approach')]
}

function disagreement(facts: OptionFacts, divided: readonly string[]): readonly Block[] {
  if (facts.for.length + facts.against.length === 0) return []
  return [
    heading(2, 'Where it is disputed'),
    ...(divided.length === 0 ? [] : [paragraph(`This answer gives points both for and against ${listed(divided)}.`)]),
    ...(facts.bothSides.length === 0
      ? [paragraph('No source cited here is cited the other way, for the same approach, elsewhere in the rubric.')]
      : [paragraph('Sources cited here that the rubric cites the other way elsewhere:'), bullets(bothSidesItems(facts.bothSides))]),
    paragraph('The limits of each source stand below.'),
  ]
}
