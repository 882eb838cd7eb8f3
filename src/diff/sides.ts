import { answersOf } from '../engine/completions.js'
import type { Given } from '../engine/given.js'
import type { Model, ModelQuestion } from '../engine/model.js'
import { buildModel, chosenIn } from '../engine/model.js'
import type { Question, Rubric } from '../engine/rubric.js'
import type { Slot, State } from '../engine/truth.js'

/** The version before an edit, and the one after it. */
export type Which = 0 | 1
export const BOTH: readonly Which[] = [0, 1]

/** A question that at least one version asks, with the options of both. */
export interface SharedQuestion {
  readonly index: number
  readonly id: string
  /** Several options can be chosen in at least one version. */
  readonly many: boolean
  readonly options: readonly string[]
  /** Every answer, as flags or as an option by its place among the shared options. */
  readonly slots: readonly Slot[]
}

/** One version, and what it makes of the answers to the shared questions. */
export interface Side {
  readonly model: Model
  /** Its own question by the index of the shared one; undefined when it does not ask it. */
  readonly own: readonly (ModelQuestion | undefined)[]
  /** By shared question: what an answer is in this version; null where it does not know it. */
  readonly views: readonly ReadonlyMap<Slot, Slot>[]
  /** The index of the shared question by that of its own. */
  readonly shared: readonly number[]
}

/**
 * Two versions over one set of answers. The rule for what only one of them has: an answer that a version does not know is open there.
 * Of several options chosen those count that it knows, and where none of them is left the question is open.
 */
export interface Versions {
  readonly questions: readonly SharedQuestion[]
  readonly sides: readonly [Side, Side]
}

/** Lays two rubrics over each other: the questions of the first in its order, then those that only the second has. */
export function versionsOf(before: Rubric, after: Rubric): Versions {
  const models = [buildModel(before), buildModel(after)] as const
  const ids = [...new Set([...before.questions, ...after.questions].map(({ id }) => id))]
  const questions = ids.map((id, index): SharedQuestion => {
    const own = models.flatMap((model) => ownQuestion(model, id)?.source ?? [])
    const many = own.some(({ kind }) => kind === 'many')
    const options = [...new Set(own.flatMap((question) => question.options.map((option) => option.id)))]
    return { index, id, many, options, slots: slotsOf(own[0] as Question, many, options) }
  })
  return { questions, sides: [sideOf(models[0], questions), sideOf(models[1], questions)] }
}

function ownQuestion(model: Model, id: string): ModelQuestion | undefined {
  return model.questions[model.names.question.get(id) ?? -1]
}

function slotsOf(like: Question, many: boolean, options: readonly string[]): Slot[] {
  const source: Question = {
    ...like,
    kind: many ? 'many' : 'single',
    options: options.map((id) => ({ id, label: id, neutral: true, points: [] })),
  }
  return answersOf({ index: 0, source, visible: () => 2, entries: [] })
}

function sideOf(model: Model, questions: readonly SharedQuestion[]): Side {
  const own = questions.map(({ id }) => ownQuestion(model, id))
  const views = questions.map((question) => new Map(question.slots.map((slot) => [slot, viewOf(own[question.index], question, slot)])))
  for (const view of views) view.set(null, null)
  return { model, own, views, shared: model.questions.map(({ source }) => questions.findIndex(({ id }) => id === source.id)) }
}

/** What an answer to a shared question is in a version that asks it as `own`. */
function viewOf(own: ModelQuestion | undefined, question: SharedQuestion, slot: Slot): Slot {
  if (own === undefined || slot === null) return null
  const given = question.options.filter((_, option) => chosenIn(slot, option))
  return slotOf(own, given)
}

/** Chosen options as a version reads them: those that it does not know do not count, and where none is left it is open. */
function slotOf({ source }: ModelQuestion, given: readonly string[]): Slot {
  const known = source.options.flatMap(({ id }, option) => (given.includes(id) ? [option] : []))
  if (known.length === 0 && (given.length > 0 || source.kind === 'single')) return null
  if (source.kind === 'many') return source.options.map((_, option) => known.includes(option))
  return known.length === 1 ? (known[0] as number) : null
}

/** Answers by id as the state of one version, by the same rule. */
export function stateOf({ model }: Side, given: Given): Slot[] {
  return model.questions.map((question): Slot => {
    const value = Object.hasOwn(given, question.source.id) ? given[question.source.id] : undefined
    return value === undefined || value === 'unsure' ? null : slotOf(question, [value].flat())
  })
}

/** Answers to the shared questions as the state of one version. */
export function viewed({ shared, views }: Side, state: State): Slot[] {
  return shared.map((index) => views[index]?.get(state[index] as Slot) ?? null)
}

/** The state of one version as answers by id. */
export function givenOf({ model }: Side, state: State): Given {
  const given: Record<string, string | readonly string[]> = {}
  for (const { index, source } of model.questions) {
    const slot = state[index] as Slot
    if (slot === null) continue
    const chosen = source.options.filter((_, option) => chosenIn(slot, option)).map(({ id }) => id)
    given[source.id] = source.kind === 'many' ? chosen : (chosen[0] as string)
  }
  return given
}

/** Answers to the shared questions by id. */
export function sharedGiven({ questions }: Versions, state: State): Given {
  const given: Record<string, string | readonly string[]> = {}
  for (const { index, id, many, options } of questions) {
    const slot = state[index] ?? null
    if (slot === null) continue
    const chosen = options.filter((_, option) => chosenIn(slot, option))
    given[id] = many ? chosen : (chosen[0] as string)
  }
  return given
}
