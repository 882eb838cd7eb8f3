import type { Decision, PlannedComponent, PlannedLayer, PlannedPhase, PlannedText } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, numbered, paragraph, strong, verdict } from './blocks.js'
import { approachTitle, capital, listed } from './words.js'

/** Part 6: the plan, layer by layer and phase by phase, and the mistakes it steers clear of. */
export function recommendation(decision: Decision): readonly Block[] {
  const request = decision.layers.filter((layer) => layer.place === 'request')
  const around = decision.layers.filter((layer) => layer.place === 'around')
  const built = request.filter((layer) => layer.approach !== null)
  return [
    heading(2, '6. Recommendation'),
    paragraph([strong(decision.headline)]),
    ...setNotes(decision),
    ...deploymentNote(decision),
    heading(3, 'The layers, in the order a request meets them'),
    { kind: 'flow', request: built, around },
    ...request.flatMap((layer) => oneLayer(decision, layer)),
    ...(around.length === 0 ? [] : [heading(3, 'Around the layers'), ...around.flatMap((layer) => oneLayer(decision, layer))]),
    heading(3, 'Phases'),
    ...decision.phases.flatMap((phase, index) => onePhase(decision, phase, index + 1)),
    ...mistakes(decision),
  ]
}

const NOTE_WORDS = {
  prerequisite: 'Comes first',
  conflict: 'Conflict',
  overlap: 'Overlap',
  division: 'Who does what',
  contradiction: 'Answers contradict',
} as const
const NOTE_ORDER = ['contradiction', 'division', 'prerequisite', 'conflict', 'overlap'] as const

function setNotes(decision: Decision): readonly Block[] {
  const notes = NOTE_ORDER.flatMap((kind) => decision.setNotes.filter((note) => note.kind === kind))
  if (notes.length === 0) return []
  return [bullets(notes.map((note) => ({ content: [strong(NOTE_WORDS[note.kind]), `: ${note.says}`, cite(note.evidence)] })))]
}

function deploymentNote(decision: Decision): readonly Block[] {
  if (decision.deployments.length === 0) return []
  return [
    paragraph(
      `Where it may run: ${listed(decision.deployments.map((each) => each.title))}. Components that cannot run there are left out.`,
    ),
  ]
}

function texts(name: string, list: readonly PlannedText[]): readonly Item[] {
  const [first, ...rest] = list
  if (first === undefined) return []
  const line = (each: PlannedText): Inline => [each.text, cite(each.evidence)]
  if (rest.length === 0) return [{ content: [strong(name), `: ${first.text}`, cite(first.evidence)] }]
  return [{ content: [strong(name), ':'], more: list.map(line) }]
}

function oneLayer(decision: Decision, layer: PlannedLayer): readonly Block[] {
  const filled = layer.approach === null ? [] : [`: ${layer.approachTitle ?? approachTitle(decision, layer.approach)}, `]
  const title = layer.approach === null || layer.verdict === null ? [layer.title] : [layer.title, ...filled, verdict(layer.verdict)]
  return [
    heading(4, title),
    paragraph(layer.summary),
    ...asList([
      ...texts('Here', layer.does),
      ...components(decision, layer.components),
      ...texts('Token budget', layer.tokens),
      ...risks(layer),
      ...texts('Proof that it works', layer.metrics),
      ...texts('What would reverse it', layer.reversal),
    ]),
  ]
}

const asList = (items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [bullets(items)])

function risks(layer: PlannedLayer): readonly Item[] {
  if (layer.risks.length === 0) return []
  return [
    {
      content: [strong('Risks and guards'), ':'],
      more: layer.risks.map((each) => [`${each.risk} Guard: ${each.guard}`, cite(each.evidence)]),
    },
  ]
}

/** Components grouped by the places they run in; the groups in the order of their first component. */
function components(decision: Decision, list: readonly PlannedComponent[]): readonly Item[] {
  const groups = new Map<string, PlannedComponent[]>()
  for (const component of list) {
    const places = decision.deployments.filter((each) => component.runs.includes(each.id)).map((each) => each.title)
    const key = places.length === decision.deployments.length && places.length > 1 ? 'wherever it runs' : `for ${listed(places)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [component])
    else group.push(component)
  }
  return [...groups].map(([place, group]) => ({
    content: [strong('Choose from'), `, ${place}:`],
    more: group.map((each): Inline => [strong(each.name), `: ${each.does}`]),
  }))
}

function onePhase(decision: Decision, phase: PlannedPhase, number: number): readonly Block[] {
  const steps = phase.steps.map((step): Item => {
    const who = step.approach === undefined ? [] : [strong(approachTitle(decision, step.approach)), ': ']
    return { content: [...who, step.text, cite(step.evidence)] }
  })
  return [
    heading(4, `Phase ${number}: ${phase.title}`),
    paragraph([strong('Starts when'), `: ${phase.entry}`]),
    ...(steps.length === 0 ? [] : [numbered(steps)]),
    paragraph([strong('Done when'), `: ${phase.exit}`]),
  ]
}

function mistakes(decision: Decision): readonly Block[] {
  if (decision.mistakes.length === 0) return []
  return [
    heading(3, 'Mistakes in sight'),
    bullets(
      decision.mistakes.map((mistake) => ({
        content: [strong(mistake.title), `: ${mistake.says}`, cite(mistake.evidence)],
        more: [[strong('Instead'), `: ${capital(mistake.instead)}`]],
      })),
    ),
  ]
}
