import type { DecidedAnswer, Decision } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, type Span, strong, verdict } from './blocks.js'
import { answerWords, paragraphsOf } from './words.js'

type Part = 'context' | 'objective' | 'constraints' | 'data'

/** Sections of a rubric that belong to one part whatever the role of their questions. */
const PART_OF_SECTION: ReadonlyMap<string, Part> = new Map([
  ['context', 'context'],
  ['objective', 'objective'],
  ['constraints', 'constraints'],
  ['data', 'data'],
  ['knowledge', 'data'],
])
const PART_OF_ROLE = { context: 'context', reason: 'objective', enabler: 'constraints' } as const

/** Parts 1 to 4: what the team said of its product, in its own words and by its answers. */
export function situation(decision: Decision): readonly Block[] {
  const { workflow, users, objective, data } = decision.context
  return [
    heading(2, '1. Context'),
    ...free('Workflow', workflow),
    ...free('Users', users),
    ...answersIn(decision, 'context'),
    ...unlessSaid(decision, 'context', [workflow, users], 'The answers file says nothing about the workflow or its users.'),
    heading(2, '2. Objective'),
    ...free('Objective', objective),
    ...answersIn(decision, 'objective'),
    heading(2, '3. Constraints'),
    ...answersIn(decision, 'constraints'),
    ...unlessSaid(decision, 'constraints', [], 'No constraint is known yet: timeline, budget, data and privacy are open.'),
    heading(2, '4. Data'),
    ...free('Data', data),
    ...answersIn(decision, 'data'),
    ...whereDataGoes(decision),
  ]
}

function partOf(answer: DecidedAnswer): Part {
  return PART_OF_SECTION.get(answer.section?.id ?? '') ?? PART_OF_ROLE[answer.role ?? 'reason']
}

const answersOf = (decision: Decision, part: Part): readonly DecidedAnswer[] =>
  Object.values(decision.answers).filter((answer) => partOf(answer) === part)

function free(name: string, text: string | undefined): readonly Block[] {
  const [first, ...rest] = paragraphsOf(text ?? '')
  if (first === undefined) return []
  return [paragraph([strong(name), `: ${first}`]), ...rest.map((part) => paragraph(part))]
}

function answersIn(decision: Decision, part: Part): readonly Block[] {
  const sections = new Map<string, DecidedAnswer[]>()
  for (const answer of answersOf(decision, part)) {
    const title = answer.section?.title ?? ''
    const group = sections.get(title)
    if (group === undefined) sections.set(title, [answer])
    else group.push(answer)
  }
  const groups = [...sections]
  const line = (answer: DecidedAnswer): Inline => [strong(answer.question), `: ${answerWords(answer)}`]
  if (groups.length === 0) return []
  if (groups.length === 1) return [bullets((groups[0]?.[1] ?? []).map((answer) => ({ content: line(answer) })))]
  return [bullets(groups.map(([title, answers]): Item => ({ content: title === '' ? 'Further answers' : title, more: answers.map(line) })))]
}

function unlessSaid(decision: Decision, part: Part, texts: readonly (string | undefined)[], otherwise: string): readonly Block[] {
  const said = texts.some((text) => text !== undefined && text.trim() !== '') || answersOf(decision, part).length > 0
  return said ? [] : [paragraph(otherwise)]
}

/** Which recommended layer puts the data to use, and how. */
function whereDataGoes(decision: Decision): readonly Block[] {
  const layers = decision.layers.filter((layer) => layer.place === 'request' && layer.approach !== null && layer.verdict !== null)
  if (layers.length === 0) return []
  const items = layers.map((layer): Item => {
    const first = layer.does[0]
    const says: readonly (string | Span)[] = first === undefined ? [layer.summary] : [first.text, cite(first.evidence)]
    return { content: [strong(layer.title), ' (', layer.approachTitle ?? '', ', ', verdict(layer.verdict ?? 'skip'), '): ', ...says] }
  })
  return [paragraph('Where it is put to use:'), bullets(items)]
}
