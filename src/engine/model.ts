import type { Answer } from './answers.js'
import { UNSURE } from './answers.js'
import type { Approach, Condition, Gate, Points, Question, Rubric } from './rubric.js'
import type { Names, Slot, State, Test } from './truth.js'
import { always, compile, FALSE } from './truth.js'

/** One points entry with its condition compiled. */
export interface Entry {
  readonly approach: number
  readonly points: number
  readonly test: Test
  readonly source: Points
}

export interface ModelQuestion {
  readonly index: number
  readonly source: Question
  readonly visible: Test
  /** Points entries per option. */
  readonly entries: readonly (readonly Entry[])[]
}

export interface ModelGate {
  readonly source: Gate
  readonly test: Test
}

export interface ModelApproach {
  readonly index: number
  readonly source: Approach
  readonly gates: readonly ModelGate[]
}

/** A rubric with ids turned into indexes and conditions into functions: built once, read often. */
export interface Model {
  readonly rubric: Rubric
  readonly names: Names
  readonly questions: readonly ModelQuestion[]
  readonly approaches: readonly ModelApproach[]
  /** Groups of approach indexes that compete, in the rubric's order. */
  readonly alternatives: readonly (readonly number[])[]
  /** Questions that gates, points or question conditions read: what verdicts depend on beside a question's own points. */
  readonly read: ReadonlySet<string>
}

function indexById(list: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(list.map((entry, index) => [entry.id, index]))
}

/** Builds the model of a rubric that has passed its checks. */
export function buildModel(rubric: Rubric): Model {
  const visible: Test[] = []
  const names: Names = {
    question: indexById(rubric.questions),
    option: rubric.questions.map((question) => indexById(question.options)),
    approach: indexById(rubric.approaches),
    visible,
  }
  for (const question of rubric.questions) visible.push(compile(question.when, names))

  const compileEntry = (points: Points): Entry => ({
    approach: names.approach.get(points.approach) as number,
    points: points.points,
    test: points.when === undefined ? always : compile(points.when, names),
    source: points,
  })
  const questions = rubric.questions.map((source, index) => ({
    index,
    source,
    visible: visible[index] as Test,
    entries: source.options.map((option) => option.points.map(compileEntry)),
  }))
  const approaches = rubric.approaches.map((source, index) => ({
    index,
    source,
    gates: rubric.gates.filter((gate) => gate.approach === source.id).map((gate) => ({ source: gate, test: compile(gate.when, names) })),
  }))
  const alternatives = rubric.alternatives.map((group) => group.of.map((id) => names.approach.get(id) as number))
  return { rubric, names, questions, approaches, alternatives, read: questionsReadForVerdicts(rubric) }
}

function questionsReadForVerdicts(rubric: Rubric): Set<string> {
  const read = new Set<string>()
  const add = (condition: Condition | undefined): void => {
    if (condition !== undefined) for (const id of questionsRead(condition)) read.add(id)
  }
  for (const gate of rubric.gates) add(gate.when)
  for (const question of rubric.questions) {
    add(question.when)
    for (const option of question.options) for (const points of option.points) add(points.when)
  }
  return read
}

/** The answers as slots by question index; `unsure`, missing and unknown ids leave a slot open. */
export function buildState(model: Model, answers: ReadonlyMap<string, Answer>): Slot[] {
  return model.questions.map(({ source, index }): Slot => {
    const value = answers.get(source.id)?.value
    if (value === undefined || value === UNSURE) return null
    if (source.kind === 'many') {
      const chosen = typeof value === 'string' ? [value] : value
      return source.options.map((option) => chosen.includes(option.id))
    }
    return typeof value === 'string' ? (model.names.option[index]?.get(value) ?? null) : null
  })
}

/** Whether the question concerns the person at all: its condition is not false. */
export function isVisible(question: ModelQuestion, state: State): boolean {
  return question.visible(state) !== FALSE
}

/** Whether a slot chooses an option. */
export function chosenIn(slot: Slot, option: number): boolean {
  return slot !== null && (typeof slot === 'number' ? slot === option : slot[option] === true)
}

/** A part of a condition that reads the answer to one question. */
export type Atom = Extract<Condition, { question: string }>

/** The parts of a condition that read an answer. */
export function atomsOf(condition: Condition | undefined): Atom[] {
  if (condition === undefined || 'approach' in condition) return []
  if ('question' in condition) return [condition]
  if ('not' in condition) return atomsOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(atomsOf)
}

/** Question ids that a condition reads, without those that only decide whether these are asked. */
export function questionsRead(condition: Condition | undefined): string[] {
  return atomsOf(condition).map((atom) => atom.question)
}

/** The same, with those of the conditions that decide whether the questions are asked. */
export function atomsWithVisibility(model: Model, condition: Condition | undefined): Atom[] {
  const found: Atom[] = []
  const seen = new Set<string>()
  const add = (one: Condition | undefined): void => {
    for (const atom of atomsOf(one)) {
      found.push(atom)
      if (seen.has(atom.question)) continue
      seen.add(atom.question)
      add(model.questions[model.names.question.get(atom.question) ?? -1]?.source.when)
    }
  }
  add(condition)
  return found
}

/** Whether an answer that chooses these options makes the part true. */
export function matchesAtom(atom: Atom, chosen: readonly string[]): boolean {
  if ('is' in atom) return atom.is.some((id) => chosen.includes(id))
  return chosen.length >= atom.chosen.least && chosen.length <= atom.chosen.most
}
