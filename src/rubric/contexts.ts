import type { Condition, Verdict } from '../engine/rubric.js'
import { compile, FALSE, type Names, type Slot, type State, type Test, TRUE } from '../engine/truth.js'
import { type OptionCounts, resolveCondition } from './resolve-condition.js'
import type { WrittenCondition } from './schema/condition.js'
import { VERDICTS } from './schema/condition.js'
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

  const slots = (index: number): readonly Slot[] | undefined => {
    const question = questions[index]
    if (question === undefined) return undefined
    const answers = question.kind === 'many' ? subsets(question.options.length) : question.options.map((_, option) => option)
    return answers === undefined ? undefined : [null, ...(question.when === undefined ? [] : [HIDDEN]), ...answers]
  }

  let left = MOST_IN_ALL
  return {
    compile: (condition) => compile(condition === undefined ? undefined : resolveCondition(condition, counts), names),
    over(conditions) {
      const read = conditions.flatMap((condition) => readBy(resolveCondition(condition, counts)))
      if (left <= 0) return undefined
      let contexts: Context[] = [{ state: questions.map(() => null), verdicts: approaches.map(() => 'skip') }]
      for (const id of new Set(read.flatMap((one) => ('question' in one ? [one.question] : [])))) {
        const index = names.question.get(id)
        const values = index === undefined ? [] : slots(index)
        if (values === undefined || values.length * contexts.length > MOST_CONTEXTS) return undefined
        if (index === undefined) continue
        contexts = contexts.flatMap((context) => values.map((value) => ({ ...context, state: context.state.with(index, value) })))
      }
      for (const id of new Set(read.flatMap((one) => ('approach' in one ? [one.approach] : [])))) {
        const index = names.approach.get(id)
        if (index === undefined) continue
        if (VERDICTS.length * contexts.length > MOST_CONTEXTS) return undefined
        contexts = contexts.flatMap((context) => VERDICTS.map((value) => ({ ...context, verdicts: context.verdicts.with(index, value) })))
      }
      left -= contexts.length
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

/** Every subset of so many options, as flags; undefined when there are too many. */
function subsets(options: number): readonly (readonly boolean[])[] | undefined {
  if (2 ** options > MOST_CONTEXTS) return undefined
  return Array.from({ length: 2 ** options }, (_, bits) => Array.from({ length: options }, (_, option) => ((bits >> option) & 1) === 1))
}

type Atom = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

function readBy(condition: Condition): readonly Atom[] {
  if ('all' in condition) return condition.all.flatMap(readBy)
  if ('any' in condition) return condition.any.flatMap(readBy)
  if ('not' in condition) return readBy(condition.not)
  return [condition]
}
