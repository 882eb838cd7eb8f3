import type { Condition, Verdict } from '../engine/rubric.js'
import { compile, FALSE, type Names, type Slot, type State, type Test, TRUE } from '../engine/truth.js'
import { type OptionCounts, resolveCondition } from './resolve-condition.js'
import type { WrittenCondition } from './schema/condition.js'
import { VERDICTS } from './schema/condition.js'
import type { WrittenQuestion } from './schema/question.js'
import type { View } from './view.js'

/** More combinations of answers than this are not tried for one condition. */
const MOST_CONTEXTS = 4096
/** Nor more than this for a whole rubric, however many conditions it has. */
const MOST_IN_ALL = 400_000

/** A slot that stands for a question which is not asked. */
const HIDDEN = -1

/** One way to answer the questions that some conditions read, with the verdicts they read. */
export interface Context {
  readonly state: State
  readonly verdicts: readonly Verdict[]
}

/** Compiles conditions of a rubric and lists the contexts they can be read in. */
export interface Contexts {
  compile(condition: WrittenCondition | undefined): Test
  /** Every context of these conditions, or undefined when there are too many to try. */
  over(conditions: readonly WrittenCondition[]): readonly Context[] | undefined
  /** The answers of a context in words, such as `change-rate: daily`; empty when nothing is answered. */
  describe(context: Context): string
}

/** Contexts over the questions and approaches of a view. A context may be one that no interview reaches; none that it reaches is left out. */
export function contextsOf(view: View): Contexts {
  const questions = view.questions.map((question) => question.value)
  const counts: OptionCounts = new Map(questions.map((question) => [question.id, question.options.length]))
  const approaches = [...view.ids('approach').names]
  const names: Names = {
    question: new Map(questions.map((question, index) => [question.id, index])),
    option: questions.map((question) => new Map(question.options.map((option, index) => [option?.id, index]))),
    approach: new Map(approaches.map((id, index) => [id, index])),
    visible: questions.map((_, index) => (state) => (state[index] === HIDDEN ? FALSE : TRUE)),
  }

  let left = MOST_IN_ALL
  return {
    compile: (condition) => compile(condition === undefined ? undefined : resolveCondition(condition, counts), names),
    over(conditions) {
      const read = conditions.flatMap((condition) => readBy(resolveCondition(condition, counts)))
      const asked = unique(read.flatMap((one) => ('question' in one ? (names.question.get(one.question) ?? []) : [])))
      const judged = unique(read.flatMap((one) => ('approach' in one ? (names.approach.get(one.approach) ?? []) : [])))
      const count = asked.reduce((product, index) => product * slotCount(questions[index]), VERDICTS.length ** judged.length)
      if (count > Math.min(MOST_CONTEXTS, left)) return undefined
      left -= count
      let contexts: Context[] = [{ state: questions.map(() => null), verdicts: approaches.map(() => 'skip') }]
      for (const index of asked) {
        const values = slotsOf(questions[index])
        contexts = contexts.flatMap((context) => values.map((value) => ({ ...context, state: context.state.with(index, value) })))
      }
      for (const index of judged) {
        contexts = contexts.flatMap((context) => VERDICTS.map((value) => ({ ...context, verdicts: context.verdicts.with(index, value) })))
      }
      return contexts
    },
    describe({ state }) {
      const answered = state.flatMap((slot, index) => {
        const question = questions[index]
        if (question === undefined || slot === null || slot === HIDDEN) return []
        const chosen = question.options
          .filter((_, option) => (typeof slot === 'number' ? option === slot : slot[option]))
          .map((option) => option.id)
        return [`\`${question.id}: ${chosen.length === 0 ? '[]' : chosen.join(', ')}\``]
      })
      return answered.join(' and ')
    },
  }
}

/** How many ways there are to answer a question, to leave it open and not to ask it. */
function slotCount(question: WrittenQuestion | undefined): number {
  if (question === undefined) return 1
  const answers = question.kind === 'many' ? 2 ** question.options.length : question.options.length
  return answers + (question.when === undefined ? 1 : 2)
}

function slotsOf(question: WrittenQuestion | undefined): readonly Slot[] {
  if (question === undefined) return [null]
  const answers = question.kind === 'many' ? subsets(question.options.length) : question.options.map((_, option) => option)
  return [null, ...(question.when === undefined ? [] : [HIDDEN]), ...answers]
}

/** Every subset of so many options, as flags. */
function subsets(options: number): readonly (readonly boolean[])[] {
  return Array.from({ length: 2 ** options }, (_, bits) => Array.from({ length: options }, (_, option) => ((bits >> option) & 1) === 1))
}

function unique(indexes: readonly number[]): readonly number[] {
  return [...new Set(indexes)]
}

type Atom = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

function readBy(condition: Condition): readonly Atom[] {
  if ('all' in condition) return condition.all.flatMap(readBy)
  if ('any' in condition) return condition.any.flatMap(readBy)
  if ('not' in condition) return readBy(condition.not)
  return [condition]
}
