import type { Answer, AnswerSheet } from './answers.js'
import { changedBy } from './canchange.js'
import { contributionsOf, strongest } from './contributions.js'
import type {
  CitedReference,
  Contribution,
  DecidedAnswer,
  DecidedApproach,
  Decision,
  FiredGate,
  ListedPrecondition,
  OpenQuestion,
} from './decision.js'
import { SCHEMA_VERSION } from './decision.js'
import type { Standing } from './judge.js'
import { canStart, judge, verdictsOf } from './judge.js'
import { marginOf } from './margin.js'
import type { Model, ModelApproach } from './model.js'
import { buildModel, buildState, isVisible } from './model.js'
import { percentOf } from './percent.js'
import type { PlanInput } from './plan.js'
import { deploymentsOf, holding, inLayerOrder, layersOf, phasesOf, validationOf } from './plan.js'
import { rangeOf } from './range.js'
import { robustnessOf } from './robustness.js'
import type { Rubric } from './rubric.js'
import { Space } from './space.js'
import { stabilityOf } from './sureness.js'
import type { State } from './truth.js'
import { UNKNOWN } from './truth.js'
import { headlineOf, list, points, reasonOf } from './wording.js'

export interface DecideOptions {
  readonly tool: { readonly name: string; readonly version: string }
  /** ISO date; without it the decision holds none. */
  readonly date?: string
  /** Also count how firm every verdict is; takes a tenth of a second where much is open. */
  readonly robustness?: boolean
}

/**
 * Decides: one rubric and one sheet of answers in, everything that follows from them out.
 * Pure: the same input gives the same decision, on any machine, in any order of answers.
 */
export function decide(rubric: Rubric, sheet: AnswerSheet, options: DecideOptions): Decision {
  const model = buildModel(rubric)
  const state = buildState(model, sheet.answers)
  const standings = judge(model, state)
  const open = openQuestions(model, state, standings)
  const contributions = contributionsOf(model, state)
  const approaches = describeApproaches(model, state, standings, contributions)
  const robustness = options.robustness === true ? robustnessOf(model, state, standings, contributions) : null
  const input = planInput(model, state, standings, approaches)
  const order = inLayerOrder(input)
  const set = order.filter((id) => approaches.find((one) => one.id === id)?.verdict === 'adopt')
  const inOrder = order.flatMap((id) => approaches.filter((one) => one.id === id))
  const complete = approaches.map((one, index) => {
    const firm = robustness?.approaches[index]
    return { ...one, preconditions: preconditionsOf(input, one), ...(firm === undefined ? {} : { robustness: firm }) }
  })
  const body = {
    setNotes: holding(input, rubric.setRules).map(({ id, kind, says, evidence }) => ({ id, kind, says, evidence })),
    layers: layersOf(input),
    deployments: deploymentsOf(input),
    phases: phasesOf(input),
    validation: validationOf(input, options.date),
    mistakes: holding(input, rubric.mistakes).map(({ id, title, says, instead, evidence }) => ({ id, title, says, instead, evidence })),
  }
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: options.tool,
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest, title: rubric.title },
    title: sheet.title ?? '',
    ...(options.date === undefined ? {} : { date: options.date }),
    ...(sheet.owner === undefined ? {} : { owner: sheet.owner }),
    ...(sheet.reviewAfter === undefined ? {} : { reviewAfter: sheet.reviewAfter }),
    context: sheet.context ?? {},
    headline: headlineOf(inOrder),
    set,
    answers: describeAnswers(model, state, sheet.answers),
    openQuestions: open,
    approaches: complete,
    ...body,
    stability: stabilityOf(model, state, complete, open, body.setNotes, robustness),
    references: citedBy(rubric, [complete, body]),
  }
}

function describeAnswers(model: Model, state: State, answers: ReadonlyMap<string, Answer>): Record<string, DecidedAnswer> {
  const result: Record<string, DecidedAnswer> = {}
  for (const question of model.questions) {
    const answer = answers.get(question.source.id)
    if (answer === undefined) continue
    const chosen = typeof answer.value === 'string' ? [answer.value] : answer.value
    const options = question.source.options.filter((option) => chosen.includes(option.id))
    result[question.source.id] = {
      value: typeof answer.value === 'string' ? answer.value : options.map((option) => option.id),
      origin: answer.origin,
      ...(answer.number === undefined ? {} : { number: answer.number }),
      question: question.source.title,
      role: question.source.role,
      ...sectionOf(model, question.source.section),
      labels: options.map((option) => option.label),
      scored: isVisible(question, state),
    }
  }
  return result
}

function sectionOf(model: Model, id: string): Pick<DecidedAnswer, 'section'> {
  const section = model.rubric.sections.find((one) => one.id === id)
  return section === undefined ? {} : { section: { id: section.id, title: section.title } }
}

function openQuestions(model: Model, state: State, standings: readonly Standing[]): OpenQuestion[] {
  return model.questions
    .filter((question) => state[question.index] === null && isVisible(question, state))
    .map((question) => {
      const changed = changedBy(model, state, question, standings)
      const { id, title, text, options, kind } = question.source
      return {
        id,
        title,
        text,
        options: options.map((option) => ({ id: option.id, label: option.label })),
        many: kind === 'many',
        canChange: model.approaches.filter((approach) => changed.has(approach.index)).map((approach) => approach.source.id),
      }
    })
}

function describeApproaches(
  model: Model,
  state: State,
  standings: readonly Standing[],
  contributions: readonly (readonly Contribution[])[],
): DecidedApproach[] {
  const space = new Space(model, state)
  return model.approaches.map((approach) => describeApproach(model, space, standings, approach, contributions[approach.index] ?? []))
}

function describeApproach(
  model: Model,
  space: Space,
  standings: readonly Standing[],
  approach: ModelApproach,
  contributions: readonly Contribution[],
): DecidedApproach {
  const standing = standings[approach.index] as Standing
  const { source } = approach
  const { lines } = source
  const range = rangeOf(space, approach.index, 'need')
  const gates: FiredGate[] = standing.fired.map(({ source: { id, effect, because, unlock, evidence } }) => ({
    id,
    effect,
    because,
    ...(unlock === undefined ? {} : { unlock }),
    evidence,
  }))
  const sums = {
    prior: source.prior,
    priorBecause: source.priorBecause,
    total: standing.need,
    adoptLine: lines.adopt,
    pilotLine: lines.pilot,
  }
  const lostTo = lostToOf(model, standings, standing)
  const unlock = standing.verdict === 'later' ? unlocksOf(standing, gates, contributions, lines.ready) : []
  return {
    id: source.id,
    title: source.title,
    summary: source.summary,
    layer: source.layer,
    verdict: standing.verdict,
    need: percentOf(standing.need),
    points: sums,
    range: { low: range.low, high: range.high, lowNeed: percentOf(range.low), highNeed: percentOf(range.high), exact: range.exact },
    readiness: percentOf(standing.readiness),
    readinessPoints: { prior: source.readinessPrior, total: standing.readiness, line: lines.ready },
    margin: marginOf(model, standings, approach.index),
    contributions,
    criteria: model.rubric.criteria.map(({ id, title }) => ({
      id,
      title,
      points: contributions.reduce((sum, one) => sum + (one.axis === 'need' && one.criterion === id ? one.points : 0), 0),
    })),
    gates,
    preconditions: [],
    ...(lostTo === undefined ? {} : { lostTo }),
    unlock,
    reason: reasonOf({
      verdict: standing.verdict,
      gates,
      lostTo,
      supports: strongest(contributions, 'for'),
      opposes: strongest(contributions, 'against'),
      held: holdReasons(standing, gates, contributions, lines.ready),
      points: sums,
    }),
  }
}

function lostToOf(model: Model, standings: readonly Standing[], standing: Standing): DecidedApproach['lostTo'] {
  if (standing.lostTo < 0) return undefined
  const winner = standings[standing.lostTo] as Standing
  const source = (model.approaches[standing.lostTo] as ModelApproach).source
  const gap = winner.standing - standing.standing
  const group = model.rubric.alternatives.find((one) => one.of.includes(source.id))
  const tie = gap === 0 && canStart(winner) === canStart(standing)
  const tieBecause = tie ? group?.tieBecause : undefined
  return {
    id: source.id,
    title: source.title,
    points: gap,
    tie,
    ...(tieBecause !== undefined && { tieBecause }),
    because: group?.because ?? '',
  }
}

function holdReasons(standing: Standing, gates: readonly FiredGate[], contributions: readonly Contribution[], line: number): string[] {
  const held = gates.filter((gate) => gate.effect === 'hold').map((gate) => gate.because)
  return standing.ready ? held : [...held, shortfall(standing, contributions, line)]
}

function unlocksOf(standing: Standing, gates: readonly FiredGate[], contributions: readonly Contribution[], line: number): string[] {
  const holds = gates.flatMap((gate) => (gate.effect === 'hold' && gate.unlock !== undefined ? [gate.unlock] : []))
  return standing.ready ? holds : [...holds, shortfall(standing, contributions, line)]
}

function shortfall(standing: Standing, contributions: readonly Contribution[], line: number): string {
  const against = contributions.filter((one) => one.axis === 'readiness' && one.points < 0).sort((a, b) => a.points - b.points)
  const what = against.map((one) => `${one.questionTitle.toLowerCase()} (${one.optionLabel}, ${one.points})`)
  const weighs = what.length === 0 ? '' : `; what weighs against it: ${list(what)}`
  return `Readiness is ${points(line - standing.readiness)} below its line${weighs}.`
}

function planInput(model: Model, state: State, standings: readonly Standing[], approaches: readonly DecidedApproach[]): PlanInput {
  return { model, state, verdicts: verdictsOf(standings), unlock: new Map(approaches.map((one) => [one.id, one.unlock])) }
}

/** Listed for what is adopted or piloted: the rubric's own, and each gate that an open answer leaves unknown. */
function preconditionsOf(input: PlanInput, approach: DecidedApproach): ListedPrecondition[] {
  if (approach.verdict !== 'adopt' && approach.verdict !== 'pilot') return []
  const own = holding(
    input,
    input.model.rubric.preconditions.filter((one) => one.approach === approach.id),
  )
  const gates = input.model.approaches[input.model.names.approach.get(approach.id) as number]?.gates ?? []
  const unknown = gates.filter((gate) => gate.source.confirm !== undefined && gate.test(input.state) === UNKNOWN)
  return [
    ...own.map(({ id, says, evidence }) => ({ id, says, evidence })),
    ...unknown.map(({ source }) => ({ id: source.id, says: source.confirm as string, evidence: source.evidence })),
  ]
}

/** The references that any text of the decision rests on, in the rubric's order. */
function citedBy(rubric: Rubric, parts: readonly unknown[]): CitedReference[] {
  const cited = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'evidence' && Array.isArray(inner)) for (const id of inner) cited.add(String(id))
        else walk(inner)
      }
    }
  }
  parts.forEach(walk)
  return rubric.references.filter((reference) => cited.has(reference.id))
}
