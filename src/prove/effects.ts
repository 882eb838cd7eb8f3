import { choicesFor } from '../engine/domains.js'
import { type Contender, verdictsAt } from '../engine/judge.js'
import { type Listed, listedBy } from '../engine/listed.js'
import type { Condition, Verdict } from '../engine/rubric.js'
import { groupsOf, verdictsInGroup } from '../engine/stability.js'
import { questionsThatMatter, sweepBefore } from '../engine/sweep.js'
import { type Slot, type State, TRUE } from '../engine/truth.js'
import { answersToldApart, everyAnswer, givenOf, stateOf, toldBy } from './answers.js'
import { find, type Want } from './find.js'
import type { Compiled, Space } from './space.js'

/** Whether something has an effect; unknown when the budget did not last. */
export type Effect = boolean | 'unknown'

/** Two answers to one question that are compared. */
export type Pair = readonly [Slot, Slot]

/** Contexts that are looked at one by one. */
const MOST_CONTEXTS = 100_000
/** Contexts that are explored one by one. */
const MOST_EXPLORED = 2_000

/** The conditions under which a rubric lists anything beside its verdicts, each once. */
export function listedConditions(space: Space): Compiled[] {
  const byText = new Map<string, Condition>()
  for (const { when } of listedBy(space.rubric) satisfies Listed[]) {
    const key = JSON.stringify(when)
    if (!byText.has(key)) byText.set(key, when)
  }
  return [...byText.values()].map(space.compiled)
}

/** The pairs of answers to compare, given the answer that was drawn. */
export type PairsAt = (drawn: Slot) => readonly Pair[]

/** Whether two answers to a question differ, in one of some situations, for a verdict or for what is listed. */
export function shownApart(
  { model }: Space,
  question: number,
  pairsAt: PairsAt,
  listed: readonly Compiled[],
  states: Iterable<State>,
): boolean {
  const reading = listed.filter((one) => one.reads.includes(question))
  for (const drawn of states) {
    const state = [...drawn]
    for (const [one, other] of pairsAt(drawn[question] as Slot)) {
      state[question] = one
      const before = verdictsAt(model, state)
      const truths = reading.map(({ test }) => test(state, before) === TRUE)
      state[question] = other
      const after = verdictsAt(model, state)
      if (before.some((verdict, at) => verdict !== after[at])) return true
      if (reading.some(({ test }, at) => (test(state, after) === TRUE) !== truths[at])) return true
    }
  }
  return false
}

/** Situations in which the conditions that read a question are true, and `want` is as well: with as few answers as that takes, so that each matters. */
export function* whereTrue(space: Space, question: number, listed: readonly Compiled[], want: readonly Want[]): Generator<State> {
  for (const { condition, reads } of space.limits.attempts > 0 ? listed : []) {
    if (!reads.includes(question)) continue
    const found = find(space, [{ condition, is: 'true' }, ...want])
    if (typeof found === 'object') yield stateOf(space.model, found.given)
  }
}

/** Whether some answer to a question turns some verdict, whatever the others are answered. */
export function turnsVerdicts(space: Space, question: number): Effect {
  const { model, domains, scopes } = space
  let unknown = false
  for (const group of groupsOf(model)) {
    const choices = choicesFor(domains, scopes, group)
    if (choices === null) {
      unknown = true
      continue
    }
    if (!questionsThatMatter(model, domains.state, group, choices).includes(question)) continue
    let turned = false
    const visit = (outcomes: readonly (readonly Contender[])[]): void => {
      if (turned) return
      const [first, ...rest] = outcomes.map((members) => verdictsInGroup(model, group, members).join())
      turned = rest.some((one) => one !== first)
    }
    const done = space.within((most) => sweepBefore(model, domains.state, group, choices, question, visit, most))
    if (turned) return true
    if (!done) unknown = true
  }
  return unknown ? 'unknown' : false
}

/**
 * Whether a condition tells two answers to a question apart in some situation: it is true with one of them and not with the other. The two must lead
 * to the same verdicts everywhere.
 */
export function tellsApart(space: Space, question: number, pairs: readonly Pair[], condition: Compiled): Effect {
  if (!condition.reads.includes(question)) return false
  const compared = pairsFor(space, question, pairs, condition)
  const differs = (state: Slot[], verdicts: readonly Verdict[]): boolean =>
    compared.some(([one, other]) => {
      state[question] = one
      const before = condition.test(state, verdicts) === TRUE
      state[question] = other
      return before !== (condition.test(state, verdicts) === TRUE)
    })
  const combos = combinations(space, condition)
  const told = contextsOf(space, question, condition, (one) => answersToldApart(space.model, one, condition.atoms))
  if (told === null || told.size * combos.length > MOST_CONTEXTS) return 'unknown'
  const free = someState(told, (state) => combos.some((verdicts) => differs(state, verdicts)))
  if (!free || condition.verdicts.length === 0) return free
  return exploredApart(space, question, pairs, condition, combos)
}

/** One pair for each way in which a condition can tell the answers of a pair apart. */
function pairsFor(space: Space, question: number, pairs: readonly Pair[], { atoms }: Compiled): readonly Pair[] {
  const source = space.model.questions[question]?.source
  const ids = source?.options.map(({ id }) => id) ?? []
  const own = atoms.filter((atom) => atom.question === source?.id)
  const found = new Map<string, Pair>()
  for (const pair of pairs) {
    const key = `${toldBy(own, ids, pair[0])} ${toldBy(own, ids, pair[1])}`
    if (!found.has(key)) found.set(key, pair)
  }
  return [...found.values()]
}

/** Every way in which the verdicts that a condition reads may come out, by approach index. */
function combinations(space: Space, { verdicts }: Compiled): (readonly Verdict[])[] {
  return verdicts.reduce<Verdict[][]>(
    (lists, approach) =>
      lists.flatMap((list) =>
        [...(space.conceivable[approach] ?? [])].map((verdict) => list.map((one, at) => (at === approach ? verdict : one))),
      ),
    [space.model.approaches.map(() => 'skip' as const)],
  )
}

interface Contexts {
  readonly size: number
  /** One after the other, in the same array. */
  readonly states: () => Generator<Slot[]>
}

function contextsOf(space: Space, question: number, condition: Compiled, answers: (question: number) => Slot[] | null): Contexts | null {
  const lists: (readonly [number, readonly Slot[]])[] = []
  for (const one of condition.reads) {
    if (one === question) continue
    const slots = answers(one)
    if (slots === null) return null
    lists.push([one, slots])
  }
  const walk = function* (state: Slot[], at: number): Generator<Slot[]> {
    const list = lists[at]
    if (list === undefined) {
      yield state
      return
    }
    for (const slot of list[1]) {
      state[list[0]] = slot
      yield* walk(state, at + 1)
    }
  }
  return {
    size: lists.reduce((product, [, slots]) => product * slots.length, 1),
    states: () =>
      walk(
        space.model.questions.map(() => null),
        0,
      ),
  }
}

function someState(contexts: Contexts, holds: (state: Slot[]) => boolean): boolean {
  for (const state of contexts.states()) if (holds(state)) return true
  return false
}

/** Fixes the other answers that a condition reads, one context after the other, and explores the verdicts that they leave possible. */
function exploredApart(
  space: Space,
  question: number,
  pairs: readonly Pair[],
  condition: Compiled,
  combos: readonly (readonly Verdict[])[],
): Effect {
  const { model } = space
  const contexts = contextsOf(space, question, condition, (one) => everyAnswer(model, one))
  if (contexts === null || contexts.size * pairs.length > MOST_EXPLORED) return 'unknown'
  const approaches = condition.verdicts.map((approach) => model.approaches[approach]?.source.id as string)
  for (const context of contexts.states()) {
    for (const [one, other] of pairs) {
      const first = withAnswer(context, question, one)
      const second = withAnswer(context, question, other)
      const differs = (verdicts: readonly Verdict[]): boolean =>
        (condition.test(first, verdicts) === TRUE) !== (condition.test(second, verdicts) === TRUE)
      if (!combos.some(differs)) continue
      let apart = false
      const closed = condition.reads.filter((read) => first[read] === null).map((read) => model.questions[read]?.source.id as string)
      const done = space.explore({ approaches, conditions: [], given: givenOf(model, first), closed }, ({ verdicts }) => {
        const all = model.approaches.map((): Verdict => 'skip')
        for (const [at, approach] of condition.verdicts.entries()) all[approach] = verdicts[at] as Verdict
        apart = differs(all)
        return !apart
      })
      if (apart) return true
      if (!done) return 'unknown'
    }
  }
  return false
}

function withAnswer(state: State, question: number, slot: Slot): Slot[] {
  return state.map((before, at) => (at === question ? slot : before))
}

/** Whether one of many has an effect: unknown only when none has for certain. */
export function someEffect<T>(list: readonly T[], effectOf: (one: T) => Effect): Effect {
  let unknown = false
  for (const one of list) {
    const effect = effectOf(one)
    if (effect === true) return true
    if (effect === 'unknown') unknown = true
  }
  return unknown ? 'unknown' : false
}
