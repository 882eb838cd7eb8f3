import type { Model, ModelQuestion } from './model.js'
import { isVisible, questionsRead } from './model.js'
import type { Choices } from './sweep.js'
import type { Slot, State } from './truth.js'

/** Ways to answer a many-question are its subsets up to this size: people rarely tick more. Stated to the reader. */
export const MOST_CHOSEN = 3

/** Subsets of `count` options with at most `most` members, smallest first, as flags. */
export function subsetsUpTo(count: number, most: number): boolean[][] {
  const result: boolean[][] = []
  const grow = (from: number, flags: boolean[], left: number): void => {
    result.push(flags)
    if (left === 0) return
    for (let option = from; option < count; option++)
      grow(
        option + 1,
        flags.map((flag, index) => flag || index === option),
        left - 1,
      )
  }
  grow(0, new Array<boolean>(count).fill(false), most)
  return result.sort((a, b) => size(a) - size(b))
}

function size(flags: readonly boolean[]): number {
  return flags.reduce((sum, flag) => sum + (flag ? 1 : 0), 0)
}

/** Every answer that a question takes: its options, or its subsets up to MOST_CHOSEN. */
export function answersOf(question: ModelQuestion): Slot[] {
  const count = question.source.options.length
  return question.source.kind === 'many' ? subsetsUpTo(count, MOST_CHOSEN) : Array.from({ length: count }, (_, option) => option)
}

/** The ways to complete a state: open questions that concern the person take every answer, all else stays as it is. */
export function completions(model: Model, state: State): Choices {
  return model.questions.map((question) => {
    const slot = state[question.index] as Slot
    return slot === null && isVisible(question, state) ? answersOf(question) : [slot]
  })
}

/**
 * How many ways there are to answer the open questions, where a way answers every question that it makes visible and no other.
 * Exact; walks the questions, those that others depend on first, and remembers only these.
 */
export function countWays(model: Model, state: State): bigint {
  const choices = completions(model, state)
  const parents = new Set(model.rubric.questions.flatMap((question) => questionsRead(question.when)))
  let layer = new Map<string, { slots: Slot[]; count: bigint }>([['', { slots: [...state], count: 1n }]])
  for (const question of parentsFirst(model)) {
    const options = choices[question.index] as readonly Slot[]
    if (options.length === 1) continue
    const next = new Map<string, { slots: Slot[]; count: bigint }>()
    for (const { slots, count } of layer.values()) {
      const visible = isVisible(question, slots)
      const taken: readonly Slot[] = visible ? options : [null]
      const distinct = parents.has(question.source.id) ? taken : taken.slice(0, 1)
      const factor = BigInt(taken.length / distinct.length)
      for (const slot of distinct) {
        const now = [...slots]
        now[question.index] = parents.has(question.source.id) ? slot : null
        const key = JSON.stringify(now)
        const before = next.get(key)
        next.set(key, { slots: now, count: (before?.count ?? 0n) + count * factor })
      }
    }
    layer = next
  }
  return [...layer.values()].reduce((sum, { count }) => sum + count, 0n)
}

/** The questions, each behind those that decide whether it is asked: a shorter rubric may ask them the other way round. */
function parentsFirst(model: Model): ModelQuestion[] {
  const ordered = new Set<ModelQuestion>()
  const place = (question: ModelQuestion): void => {
    if (ordered.has(question)) return
    for (const id of questionsRead(question.source.when)) {
      const parent = model.questions[model.names.question.get(id) ?? -1]
      if (parent !== undefined) place(parent)
    }
    ordered.add(question)
  }
  model.questions.forEach(place)
  return [...ordered]
}
