import type { Contribution, DecidedApproach, Decision, FiredGate } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, strong, verdict } from '../document/blocks.js'
import { approachTitle, capital, lossWords, marginWords, sentence, signed, VERDICT_MEANING } from '../document/words.js'

/** Returns the section that holds every option with its verdict and each point for and against it; the points on need add up to its total. */
export function prosAndCons(decision: Decision): readonly Block[] {
  return [heading(2, 'Pros and Cons of the Options'), ...decision.approaches.flatMap((approach) => oneOption(decision, approach))]
}

function oneOption(decision: Decision, approach: DecidedApproach): readonly Block[] {
  const { points, readinessPoints } = approach
  const need = `Need ${approach.need} (${signed(points.total)}; adopt from ${signed(points.adoptLine)}, pilot from ${signed(points.pilotLine)}).`
  const { prior, total, line } = readinessPoints
  const start = prior === total ? '' : `, starting from ${signed(prior)}`
  const readiness = `Readiness ${approach.readiness} (${signed(total)}${start}; ready from ${signed(line)}).`
  const margin = `Margin: ${marginWords(decision, approach)}`
  return [
    heading(3, approach.title),
    paragraph(sentence(approach.summary)),
    paragraph([
      'Verdict: ',
      verdict(approach.verdict),
      `, ${VERDICT_MEANING[approach.verdict]}. ${approach.reason.trim() === '' ? '' : `${sentence(approach.reason)} `}${need} ${readiness} ${margin}`,
    ]),
    bullets(argumentsOf(decision, approach)),
  ]
}

interface Argument {
  /** Above 0: for the option; below: against it. */
  readonly points: number
  readonly item: Item
}

function argumentsOf(decision: Decision, approach: DecidedApproach): readonly Item[] {
  const { prior, priorBecause } = approach.points
  const counted = approach.contributions.map((each) => ({ points: each.points, item: argument(approach, each) }))
  const start = {
    points: prior,
    item: { content: [`${wordFor(prior)}, because of where it starts (${signed(prior)}): ${capital(priorBecause)}`] },
  }
  // Where nothing moves an option, that is what there is to say.
  const all: readonly Argument[] = prior === 0 && counted.length > 0 ? counted : [start, ...counted]
  const having = (word: string): readonly Item[] =>
    all
      .filter(({ points }) => wordFor(points) === word)
      .sort((a, b) => (word === 'Bad' ? a.points - b.points : b.points - a.points))
      .map(({ item }) => item)
  return [
    ...approach.gates.filter(({ effect }) => effect === 'require').map(gateItem),
    ...having('Good'),
    ...having('Neutral'),
    ...lost(decision, approach),
    ...approach.gates.filter(({ effect }) => effect !== 'require').map(gateItem),
    ...having('Bad'),
    ...preconditions(approach),
  ]
}

const wordFor = (points: number): 'Good' | 'Neutral' | 'Bad' => (points > 0 ? 'Good' : points < 0 ? 'Bad' : 'Neutral')

function argument(
  approach: DecidedApproach,
  { axis, points, criterion, because, evidence, questionTitle, optionLabel }: Contribution,
): Item {
  const title = approach.criteria.find(({ id }) => id === criterion)?.title ?? criterion
  const what = axis === 'readiness' ? 'readiness' : title.toLowerCase()
  const answered = questionTitle === '' || optionLabel === '' ? '' : ` (${questionTitle}: ${optionLabel})`
  return {
    content: [`${wordFor(points)}, because of ${what} (${signed(points)}): ${sentence(capital(because))}${answered}`, cite(evidence)],
  }
}

const GATES = {
  require: 'Good, because it is required',
  hold: 'Bad, because it is held back',
  block: 'Bad, because it is ruled out',
} as const

function gateItem({ effect, because, unlock, evidence }: FiredGate): Item {
  const content = [`${GATES[effect]}: ${because}`, cite(evidence)]
  return unlock === undefined ? { content } : { content, more: [[strong('What lifts that'), `: ${unlock}`]] }
}

function preconditions({ preconditions: all }: DecidedApproach): readonly Item[] {
  if (all.length === 0) return []
  const more = all.map(({ says, evidence }): Inline => [says, cite(evidence)])
  return [{ content: 'Neutral, because this has to be in place before it goes live:', more }]
}

function lost(decision: Decision, { lostTo }: DecidedApproach): readonly Item[] {
  if (lostTo === undefined) return []
  const title = lostTo.title || approachTitle(decision, lostTo.id)
  return [{ content: [`Bad, because an alternative is ahead: ${lossWords({ ...lostTo, title })} ${lostTo.because}`] }]
}
