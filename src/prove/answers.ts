import { subsetsOf } from '../engine/domains.js'
import type { Given } from '../engine/given.js'
import { type Atom, isVisible, type Model, matchesAtom } from '../engine/model.js'
import type { Slot, State } from '../engine/truth.js'

/** With more lists than this to tick in one question, they are not all looked at. */
const MOST_LISTS = 4_096

/** Every answer to a question, no answer among them; null where a list to tick has too many. */
export function everyAnswer(model: Model, question: number): Slot[] | null {
  const source = model.questions[question]?.source
  const options = source?.options ?? []
  if (source?.kind === 'single') return [null, ...options.map((_, option) => option)]
  return 2 ** options.length > MOST_LISTS ? null : [null, ...subsetsOf(options.map(() => true))]
}

/** No answer, and one answer for each way in which these atoms tell answers to a question apart; null where there are too many to look at. */
export function answersToldApart(model: Model, question: number, atoms: readonly Atom[]): Slot[] | null {
  const source = model.questions[question]?.source
  const ids = source?.options.map(({ id }) => id) ?? []
  const own = atoms.filter((atom) => atom.question === source?.id)
  const answers = source?.kind === 'single' ? ids.map((_, option) => option) : listsToldApart(ids, own)
  if (answers === null) return null
  const found = new Map<string, Slot>()
  for (const slot of answers) {
    const key = toldBy(own, ids, slot)
    if (!found.has(key)) found.set(key, slot)
  }
  return [null, ...found.values()]
}

/** What atoms on one question say of an answer, as a key. */
export function toldBy(atoms: readonly Atom[], ids: readonly string[], slot: Slot): string {
  if (slot === null) return 'open'
  const chosen = ids.filter((_, option) => (typeof slot === 'number' ? slot === option : slot[option]))
  return atoms.map((atom) => (matchesAtom(atom, chosen) ? 1 : 0)).join('')
}

/** Every subset of the options that atoms name, each filled up with the others to every size where one counts them. */
function listsToldApart(ids: readonly string[], atoms: readonly Atom[]): boolean[][] | null {
  const named = ids.map((id) => atoms.some((atom) => 'is' in atom && atom.is.includes(id)))
  const others = atoms.some((atom) => 'chosen' in atom) ? ids.flatMap((_, option) => (named[option] === true ? [] : [option])) : []
  if (2 ** named.filter((one) => one).length * (others.length + 1) > MOST_LISTS) return null
  return subsetsOf(named).flatMap((flags) =>
    Array.from({ length: others.length + 1 }, (_, more) => flags.map((flag, option) => flag || others.slice(0, more).includes(option))),
  )
}

/** The answers of a state as a person writes them down. */
export function givenOf(model: Model, state: State): Given {
  const given: Record<string, string | readonly string[]> = {}
  for (const { index, source } of model.questions) {
    const slot = state[index] as Slot
    if (slot === null) continue
    given[source.id] = typeof slot === 'number' ? (source.options[slot]?.id as string) : chosenIds(model, index, slot)
  }
  return given
}

function chosenIds(model: Model, question: number, flags: readonly boolean[]): string[] {
  return (model.questions[question]?.source.options ?? []).filter((_, option) => flags[option] === true).map(({ id }) => id)
}

/** The state of answers as a person writes them down. */
export function stateOf(model: Model, given: Given): Slot[] {
  return model.questions.map(({ source, index }): Slot => {
    const value = Object.hasOwn(given, source.id) ? given[source.id] : undefined
    if (value === undefined) return null
    if (source.kind === 'many') return source.options.map(({ id }) => [value].flat().includes(id))
    return typeof value === 'string' ? (model.names.option[index]?.get(value) ?? null) : null
  })
}

/** The same situation with as few answers as hold it: opens every answer, and unticks every option, that is not needed. */
export function fewest(state: State, holds: (state: State) => boolean): Slot[] {
  const slots = [...state]
  const keeps = (question: number, slot: Slot): void => {
    const before = slots[question] as Slot
    slots[question] = slot
    if (!holds(slots)) slots[question] = before
  }
  for (let question = slots.length - 1; question >= 0; question--) {
    if (slots[question] === null) continue
    keeps(question, null)
    const slot = slots[question]
    if (slot === null || typeof slot !== 'object') continue
    for (const option of slot.keys()) {
      const flags = slots[question] as readonly boolean[]
      if (flags[option] === true)
        keeps(
          question,
          flags.map((flag, at) => flag && at !== option),
        )
    }
  }
  return slots
}

/**
 * The same, and something to decide on, so that the answers can be replayed: where no reason is left answered, one more answer that the situation lasts
 * with, or, of the reasons that were answered, as few as hold it.
 */
export function replayable(model: Model, state: State, holds: (state: State) => boolean): Slot[] {
  const reasons = model.questions.filter(({ source }) => source.role === 'reason')
  const hasReason = (some: State): boolean => reasons.some((question) => some[question.index] !== null && isVisible(question, some))
  const kept = fewest(state, holds)
  if (hasReason(kept)) return kept
  for (const question of reasons) {
    for (const [option, { id }] of question.source.options.entries()) {
      const slot = question.source.kind === 'single' ? option : question.source.options.map((one) => one.id === id)
      const more = kept.map((before, at) => (at === question.index ? slot : before))
      if (isVisible(question, more) && holds(more)) return more
    }
  }
  return hasReason(state) ? fewest(state, (some) => hasReason(some) && holds(some)) : kept
}
