import type { Condition, Verdict } from './rubric.js'

/**
 * Kleene's three values as numbers, so that `all` is the minimum, `any` the maximum and `not` is 2 − x.
 * Source: S. C. Kleene, Introduction to Metamathematics (1952), § 64.
 */
export const FALSE = 0
export const UNKNOWN = 1
export const TRUE = 2
export type Ternary = typeof FALSE | typeof UNKNOWN | typeof TRUE

/** The answer to one question: null while open, an option index, or one flag per option of a many-question. */
export type Slot = null | number | readonly boolean[]
export type State = readonly Slot[]

/** A compiled condition. Verdicts are given only where they are known already. */
export type Test = (state: State, verdicts?: readonly Verdict[]) => Ternary

export const always: Test = () => TRUE

/** What the compiler has to know of a rubric. */
export interface Names {
  /** Index of a question, or undefined when the rubric leaves it out. */
  readonly question: ReadonlyMap<string, number>
  readonly option: readonly ReadonlyMap<string, number>[]
  readonly approach: ReadonlyMap<string, number>
  /** Whether a question concerns the person, per question index; filled in file order. */
  readonly visible: readonly Test[]
}

/**
 * Compiles a condition to a function of the answers.
 * An atom on a hidden question is false, on an open one or one that the rubric leaves out unknown.
 */
export function compile(condition: Condition | undefined, names: Names): Test {
  if (condition === undefined) return always
  if ('all' in condition) return fold(condition.all, names, TRUE, (a, b) => a < b)
  if ('any' in condition) return fold(condition.any, names, FALSE, (a, b) => a > b)
  if ('not' in condition) {
    const inner = compile(condition.not, names)
    return (state, verdicts) => (TRUE - inner(state, verdicts)) as Ternary
  }
  if ('approach' in condition) {
    const approach = names.approach.get(condition.approach)
    const wanted = condition.verdict
    if (approach === undefined) return () => UNKNOWN
    return (_state, verdicts) => {
      const verdict = verdicts?.[approach]
      return verdict === undefined ? UNKNOWN : wanted.includes(verdict) ? TRUE : FALSE
    }
  }
  return compileAtom(condition, names)
}

function fold(parts: readonly Condition[], names: Names, start: Ternary, wins: (a: Ternary, b: Ternary) => boolean): Test {
  const tests = parts.map((part) => compile(part, names))
  return (state, verdicts) => {
    let result = start
    for (const test of tests) {
      const value = test(state, verdicts)
      if (wins(value, result)) result = value
    }
    return result
  }
}

function compileAtom(atom: Extract<Condition, { question: string }>, names: Names): Test {
  const question = names.question.get(atom.question)
  if (question === undefined) return () => UNKNOWN
  const visible = names.visible
  const matches = 'is' in atom ? chosenAmong(atom.is, names.option[question] as ReadonlyMap<string, number>) : chosenCount(atom.chosen)
  return (state) => {
    if ((visible[question] as Test)(state) === FALSE) return FALSE
    const slot = state[question] as Slot
    if (slot === null) return UNKNOWN
    return matches(slot) ? TRUE : FALSE
  }
}

function chosenAmong(ids: readonly string[], options: ReadonlyMap<string, number>): (slot: number | readonly boolean[]) => boolean {
  const indexes = ids.map((id) => options.get(id) ?? -1)
  return (slot) => (typeof slot === 'number' ? indexes.includes(slot) : indexes.some((index) => slot[index] === true))
}

function chosenCount(bounds: { readonly least: number; readonly most: number }): (slot: number | readonly boolean[]) => boolean {
  return (slot) => {
    const count = typeof slot === 'number' ? 1 : slot.reduce((sum, flag) => sum + (flag ? 1 : 0), 0)
    return count >= bounds.least && count <= bounds.most
  }
}
