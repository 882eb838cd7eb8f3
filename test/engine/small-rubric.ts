import type { Answer, AnswerSheet } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import type { Model } from '../../src/engine/model.js'
import { buildModel, buildState } from '../../src/engine/model.js'
import type { Approach, Component, Gate, Option, PlanContent, Points, Question, Rubric } from '../../src/engine/rubric.js'
import type { State } from '../../src/engine/truth.js'
import type { Given } from './oracle.js'

export const TOOL = { name: 'rag-or-tune', version: '0.0.0' }

/** Points with everything that does not matter to a test filled in. */
export function pointsOf(approach: string, points: number, more: Partial<Points> = {}): Points {
  return { approach, points, because: `${points} for ${approach}`, evidence: [], criterion: 'quality', ...more }
}

/** An option: its id, and points by approach id or in full. */
export function optionOf(
  id: string,
  points: Readonly<Record<string, number>> | readonly Points[] = [],
  more: Partial<Option> = {},
): Option {
  const list = isList(points) ? points : Object.entries(points).map(([approach, value]) => pointsOf(approach, value))
  return { id, label: `Label ${id}`, neutral: list.length === 0, points: list, ...more }
}

function isList(points: Readonly<Record<string, number>> | readonly Points[]): points is readonly Points[] {
  return Array.isArray(points)
}

export function questionOf(id: string, options: readonly Option[], more: Partial<Question> = {}): Question {
  return {
    id,
    section: 'all',
    role: 'reason',
    kind: 'single',
    title: `Title ${id}`,
    text: `What about ${id}?`,
    help: '',
    why: '',
    ordered: false,
    options,
    ...more,
  }
}

/** An approach on the lines 5 and 2 (need) and 0 (readiness), in a layer of its own unless said otherwise. */
export function approachOf(id: string, more: Partial<Approach> = {}): Approach {
  return {
    id,
    title: `Title ${id}`,
    summary: '',
    layer: `layer-of-${id}`,
    prior: 0,
    priorBecause: '',
    readinessPrior: 0,
    lines: { adopt: 5, pilot: 2, ready: 0 },
    ...more,
  }
}

export function gateOf(id: string, approach: string, effect: Gate['effect'], more: Partial<Gate> = {}): Gate {
  return {
    id,
    approach,
    effect,
    because: `because of ${id}`,
    evidence: [],
    ...(effect === 'hold' ? { unlock: `unlock ${id}` } : {}),
    ...more,
  }
}

export function planOf(more: Partial<PlanContent> = {}): PlanContent {
  return { does: [], components: [], tokens: [], risks: [], metrics: [], reversal: [], steps: [], ...more }
}

export function componentOf(name: string, runs: readonly string[], more: Partial<Component> = {}): Component {
  return { name, does: `what ${name} does`, runs, ...more }
}

/** A whole rubric from the parts that a test is about. Without `layers`, every approach has one of its own, in order. */
export function rubricOf(parts: Partial<Rubric>): Rubric {
  const approaches = parts.approaches ?? []
  return {
    format: 1,
    id: 'small',
    version: '1.0.0',
    digest: '0'.repeat(64),
    title: 'Small',
    summary: '',
    sections: [{ id: 'all', title: 'All' }],
    criteria: [{ id: 'quality', title: 'Quality' }],
    layers: approaches.map((one) => ({
      id: one.layer,
      title: one.layer,
      place: 'request' as const,
      summary: '',
      filledBy: [one.id],
      otherwise: [],
    })),
    questions: [],
    absent: [],
    gates: [],
    preconditions: [],
    alternatives: [],
    setRules: [],
    mistakes: [],
    deployments: [],
    plans: Object.fromEntries(approaches.map((one) => [one.id, planOf()])),
    phases: [],
    validation: { quantitative: [], qualitative: [], revisitAfterDays: 90, triggers: [] },
    references: [],
    ...parts,
    approaches,
  }
}

export function answersOf(given: Given): ReadonlyMap<string, Answer> {
  return new Map(Object.entries(given).map(([id, value]) => [id, { value, origin: 'flag' as const }]))
}

export function sheetOf(given: Given): AnswerSheet {
  return { answers: answersOf(given) }
}

export function decideOn(rubric: Rubric, given: Given): Decision {
  return decide(rubric, sheetOf(given), { tool: TOOL })
}

export function modelAndState(rubric: Rubric, given: Given): { model: Model; state: State } {
  const model = buildModel(rubric)
  return { model, state: buildState(model, answersOf(given)) }
}

/** Verdicts by approach id. */
export function verdictsIn(decision: Decision): Record<string, string> {
  return Object.fromEntries(decision.approaches.map((one) => [one.id, one.verdict]))
}

/** Freezes everything inside, so that whoever writes to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(inner)
  }
  return value
}
