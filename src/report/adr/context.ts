import type { Contribution, DecidedApproach, Decision } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, strong } from '../document/blocks.js'
import { answerWords, capital, count, paragraphsOf, signed } from '../document/words.js'

/** Reasons that are named for one criterion. */
const MOST_REASONS = 2

/** Returns the section that states the problem: what the team said of its product, and what it answered. */
export function contextAndProblem(decision: Decision): readonly Block[] {
  const { workflow, users, objective, data } = decision.context
  const answers = Object.values(decision.answers)
  const { answered, open } = decision.stability
  const all = answered + open
  const asked = `${answered} of ${count(all, 'question')} that ${all === 1 ? 'applies' : 'apply'} ${answered === 1 ? 'is' : 'are'} answered`
  return [
    heading(2, 'Context and Problem Statement'),
    ...free('Objective', objective),
    ...free('Workflow', workflow),
    ...free('Users', users),
    ...free('Data', data),
    paragraph(
      `Which of the options below should this product build, in what order, and why? ${asked}${answers.length === 0 ? '.' : '. The answers:'}`,
    ),
    ...(answers.length === 0
      ? []
      : [bullets(answers.map((answer) => ({ content: [strong(answer.question), `: ${answerWords(answer)}`] })))]),
  ]
}

function free(name: string, text: string | undefined): readonly Block[] {
  const [first, ...rest] = paragraphsOf(text ?? '')
  if (first === undefined) return []
  return [paragraph([strong(name), `: ${first}`]), ...rest.map((part) => paragraph(part))]
}

/** Returns the section that names the criteria on which answers counted, the weightiest first, each with its strongest reasons. */
export function decisionDrivers(decision: Decision): readonly Block[] {
  const drivers = [...byCriterion(decision.approaches)].sort((a, b) => weightOf(b) - weightOf(a))
  return [
    heading(2, 'Decision Drivers'),
    drivers.length === 0 ? paragraph('No answer gave points for or against an option.') : bullets(drivers.map(driverItem)),
  ]
}

interface Reason {
  readonly approach: DecidedApproach
  readonly contribution: Contribution
}

interface Driver {
  readonly title: string
  readonly reasons: Reason[]
}

/** What counted on need, by criterion in the rubric's order; among approaches in theirs. */
function byCriterion(approaches: readonly DecidedApproach[]): readonly Driver[] {
  const drivers = new Map<string, Driver>()
  for (const { id, title } of approaches.flatMap(({ criteria }) => criteria)) {
    if (!drivers.has(id)) drivers.set(id, { title, reasons: [] })
  }
  for (const approach of approaches) {
    for (const contribution of approach.contributions) {
      if (contribution.axis !== 'need' || contribution.points === 0) continue
      const driver = drivers.get(contribution.criterion) ?? { title: contribution.criterion, reasons: [] }
      driver.reasons.push({ approach, contribution })
      drivers.set(contribution.criterion, driver)
    }
  }
  return [...drivers.values()].filter(({ reasons }) => reasons.length > 0)
}

const sizeOf = ({ contribution: { points } }: Reason): number => (points < 0 ? -points : points)

const weightOf = ({ reasons }: Driver): number => reasons.reduce((sum, reason) => sum + sizeOf(reason), 0)

function driverItem({ title, reasons }: Driver): Item {
  const strongest = [...reasons].sort((a, b) => sizeOf(b) - sizeOf(a))
  const distinct = strongest.filter(
    ({ contribution }, at) => strongest.findIndex((other) => other.contribution.because === contribution.because) === at,
  )
  const [first, ...rest] = distinct.slice(0, MOST_REASONS).map(reasonLine)
  return rest.length === 0 || first === undefined
    ? { content: [strong(title), ': ', ...(first ?? [])] }
    : { content: [strong(title), ':'], more: [first, ...rest] }
}

function reasonLine({ approach, contribution }: Reason): Exclude<Inline, string> {
  const because = contribution.because.trim().replace(/\.$/, '')
  return [`${capital(because)} (${approach.title}, ${signed(contribution.points)}).`, cite(contribution.evidence)]
}

/** Returns the section that lists every approach by its title. */
export function consideredOptions({ approaches }: Decision): readonly Block[] {
  return [heading(2, 'Considered Options'), bullets(approaches.map(({ title }) => ({ content: title })))]
}
