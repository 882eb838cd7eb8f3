import { axisOf } from './judge.js'
import type { Entry, Model, ModelQuestion } from './model.js'
import { atomsOf, chosenIn, isVisible } from './model.js'
import type { Axis, Condition } from './rubric.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/**
 * One thing that can still vary: an open single question (its options), or one option of an open
 * many-question (chosen or not; its points add up, so its options vary one by one).
 */
export interface Variable {
  readonly id: number
  readonly question: number
  /** Option index within a many-question; -1 for a single question. */
  readonly option: number
  readonly size: number
}

/** A part of a sum that depends on a few variables only: one value per way to set them, in points. */
export interface Factor {
  readonly scope: readonly number[]
  /** Mixed radix over the scope, the last variable running fastest. */
  readonly values: readonly number[]
}

/** What is fixed and what can vary in one approach's sum. */
export interface Sum {
  readonly fixed: number
  readonly factors: readonly Factor[]
  /** Points of entries that depend on too much to be tabulated: each may count or not. */
  readonly untold: readonly number[]
}

/** An entry that depends on more ways than this is not tabulated. */
const MOST_FACTOR_WAYS = 1 << 14

type Atom = Extract<Condition, { question: string }>

/** The variables of a state by question: which open questions can still vary, and how. */
export class Space {
  readonly variables: Variable[] = []
  private readonly byQuestion = new Map<number, Variable[]>()
  private readonly closures = new Map<number, readonly number[]>()

  readonly model: Model
  readonly state: State

  constructor(model: Model, state: State) {
    this.model = model
    this.state = state
    for (const question of model.questions) {
      if (state[question.index] !== null || !isVisible(question, state)) continue
      const count = question.source.options.length
      const own: Variable[] =
        question.source.kind === 'many'
          ? question.source.options.map((_, option) => this.add(question.index, option, 2))
          : [this.add(question.index, -1, count)]
      this.byQuestion.set(question.index, own)
    }
  }

  /** Variables that decide a condition, including those that decide whether its questions are asked. */
  scopeOf(condition: Condition | undefined): number[] {
    const scope = new Set<number>()
    for (const atom of atomsOf(condition)) {
      const index = this.model.names.question.get(atom.question)
      if (index === undefined) continue
      for (const variable of this.byQuestion.get(index) ?? []) if (this.reads(atom, variable)) scope.add(variable.id)
      for (const id of this.visibilityScope(index)) scope.add(id)
    }
    return [...scope]
  }

  /** `is` reads only the options that it names; `chosen` counts them all. */
  private reads(atom: Atom, variable: Variable): boolean {
    if (variable.option < 0 || 'chosen' in atom) return true
    const option = this.model.questions[variable.question]?.source.options[variable.option]
    return option !== undefined && atom.is.includes(option.id)
  }

  /** Variables that decide whether a question is asked. */
  visibilityScope(question: number): readonly number[] {
    const known = this.closures.get(question)
    if (known !== undefined) return known
    const scope = this.scopeOf(this.model.questions[question]?.source.when)
    this.closures.set(question, scope)
    return scope
  }

  variablesOf(question: number): readonly Variable[] {
    return this.byQuestion.get(question) ?? []
  }

  /** The state with the scope's variables set to digits; many-questions take `false` for options out of scope. */
  assign(scope: readonly number[], digits: readonly number[]): State {
    const slots: Slot[] = [...this.state]
    scope.forEach((id, position) => {
      const variable = this.variables[id] as Variable
      const digit = digits[position] as number
      if (variable.option < 0) {
        slots[variable.question] = digit
        return
      }
      const before = slots[variable.question]
      const flags = Array.isArray(before)
        ? [...before]
        : (this.model.questions[variable.question] as ModelQuestion).source.options.map(() => false)
      flags[variable.option] = digit === 1
      slots[variable.question] = flags
    })
    return slots
  }

  private add(question: number, option: number, size: number): Variable {
    const variable = { id: this.variables.length, question, option, size }
    this.variables.push(variable)
    return variable
  }
}

/** The number of ways to set the variables of a scope. */
export function waysOf(space: Space, scope: readonly number[]): number {
  return scope.reduce((product, id) => product * (space.variables[id] as Variable).size, 1)
}

/** Reads the digits of the way numbered `index`, the last variable running fastest. */
export function digitsOf(space: Space, scope: readonly number[], index: number): number[] {
  const digits: number[] = new Array(scope.length)
  let rest = index
  for (let position = scope.length - 1; position >= 0; position--) {
    const size = (space.variables[scope[position] as number] as Variable).size
    digits[position] = rest % size
    rest = Math.trunc(rest / size)
  }
  return digits
}

/**
 * Splits one approach's sum on an axis into what the answers fix and small factors over what is open.
 * Over every way to answer the open questions, fixed + Σ factors equals the total that deciding would give, unless something is untold.
 */
export function sumOf(space: Space, approach: number, axis: Axis): Sum {
  const source = space.model.approaches[approach]?.source
  let fixed = (axis === 'need' ? source?.prior : source?.readinessPrior) ?? 0
  const factors: Factor[] = []
  const untold: number[] = []
  for (const question of space.model.questions) {
    if (axisOf(question) !== axis || !isVisible(question, space.state)) continue
    question.entries.forEach((entries, option) => {
      for (const entry of entries) {
        if (entry.approach !== approach || !canCount(space, question, option)) continue
        const factor = factorOf(space, question, option, entry)
        if (factor === null) untold.push(entry.points)
        else if (factor.scope.length === 0) fixed += factor.values[0] as number
        else factors.push(factor)
      }
    })
  }
  return { fixed, factors, untold }
}

function canCount(space: Space, question: ModelQuestion, option: number): boolean {
  const slot = space.state[question.index] as Slot
  return slot === null || chosenIn(slot, option)
}

function factorOf(space: Space, question: ModelQuestion, option: number, entry: Entry): Factor | null {
  const own = space.variablesOf(question.index).filter((variable) => variable.option < 0 || variable.option === option)
  const scope = [
    ...new Set([...own.map((variable) => variable.id), ...space.scopeOf(entry.source.when), ...space.visibilityScope(question.index)]),
  ]
  scope.sort((a, b) => a - b)
  const values: number[] = []
  const ways = waysOf(space, scope)
  if (ways > MOST_FACTOR_WAYS) return null
  for (let way = 0; way < ways; way++) {
    const state = space.assign(scope, digitsOf(space, scope, way))
    values.push(
      chosenIn(state[question.index] as Slot, option) && isVisible(question, state) && entry.test(state) === TRUE ? entry.points : 0,
    )
  }
  return { scope, values }
}
