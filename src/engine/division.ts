import { type Contender, verdictsAt } from './judge.js'
import type { Model } from './model.js'
import { randomFrom } from './random.js'
import { groupsOf, verdictsInGroup } from './stability.js'
import { layOut } from './sums.js'
import { type Choices, questionsThatMatter, sweepBefore } from './sweep.js'
import type { Slot, State } from './truth.js'

/** A question that several sheets do not answer alike. */
export interface Difference {
  readonly question: number
  /** The answers given, each once, in the order of the sheets; null where it was left open. */
  readonly slots: readonly Slot[]
  /** By sheet, which of the slots is its answer. */
  readonly held: readonly number[]
  /**
   * Approaches whose verdict it turns: there are answers to the other differences, each given by one of the sheets, under which two of its own
   * slots lead to different verdicts. Exact together with `unproved`.
   */
  readonly turns: readonly number[]
  /** Approaches for which the budget did not last to rule that out. */
  readonly unproved: readonly number[]
}

/** How hard it is tried. */
export interface Effort {
  /** Steps for all counts that take more than the first try, a step being one situation carried on by one answer; some seconds at the very most. */
  readonly steps: number
  /** Combinations that are drawn to show what turns, before anything is counted. */
  readonly draws: number
  /** Steps of a count that is tried first, and of those that are tried before its combinations are taken apart. */
  readonly tries: readonly number[]
}

const USUAL: Effort = { steps: 10_000_000, draws: 200, tries: [30_000, 300_000] }

/**
 * Returns the questions that the sheets, given as states, do not answer alike, in the rubric's order, and which verdicts each can turn over all
 * combinations of the answers given. Exact; only what the budget of steps does not last for is `unproved`, and nothing is ruled out without proof.
 */
export function divisionOf(model: Model, states: readonly State[], less: Partial<Effort> = {}): readonly Difference[] {
  const effort: Effort = { ...USUAL, ...less }
  const [first] = states
  if (first === undefined) return []
  const given = model.questions.map(({ index }) => givenTo(states, index))
  const choices = given.map(({ slots }) => slots)
  const differing = model.questions.map(({ index }) => index).filter((question) => (choices[question]?.length ?? 0) > 1)
  const division = { model, state: first, choices, differing }
  const turns = turnsSeen(division, states, effort.draws)
  const unproved = unprovedBeyond(division, turns, effort)
  return differing.map((question) => ({
    question,
    ...(given[question] as Given),
    turns: ordered(turns.get(question)),
    unproved: ordered(unproved.get(question)),
  }))
}

type Given = Pick<Difference, 'slots' | 'held'>

/** Approaches by question. */
type Turns = Map<number, Set<number>>

interface Division {
  readonly model: Model
  /** Any of the sheets: the questions that do not vary are answered alike in all. */
  readonly state: State
  readonly choices: Choices
  readonly differing: readonly number[]
}

const ordered = (found: ReadonlySet<number> | undefined): number[] => [...(found ?? [])].sort((a, b) => a - b)

function givenTo(states: readonly State[], question: number): Given {
  const slots: Slot[] = []
  const held = states.map((state) => {
    const slot = state[question] as Slot
    const known = slots.findIndex((one) => isSameSlot(one, slot))
    return known >= 0 ? known : slots.push(slot) - 1
  })
  return { slots, held }
}

/** Whether two answers to one question are the same; a question left open is like another one left open. */
export function isSameSlot(a: Slot, b: Slot): boolean {
  if (a === null || b === null || typeof a === 'number' || typeof b === 'number') return a === b
  return a.every((flag, index) => flag === b[index])
}

/** What turns around each sheet and around some combinations, the same on every machine: it needs no count any more. */
function turnsSeen({ model, choices, differing }: Division, states: readonly State[], draws: number): Turns {
  const turns: Turns = new Map(differing.map((question) => [question, new Set()]))
  const random = randomFrom(1)
  const look = (slots: Slot[]): void => {
    const before = verdictsAt(model, slots)
    for (const question of differing) {
      const own = slots[question] as Slot
      for (const slot of choices[question] as readonly Slot[]) {
        slots[question] = slot
        for (const [approach, verdict] of verdictsAt(model, slots).entries()) {
          if (verdict !== before[approach]) turns.get(question)?.add(approach)
        }
      }
      slots[question] = own
    }
  }
  if (differing.length === 0) return turns
  for (const state of states) look([...state])
  // Few combinations are counted as quickly as they are drawn.
  const ways = choices.reduce((product, slots) => product * slots.length, 1)
  for (let draw = 0; draw < draws && ways > draws; draw++) {
    look(choices.map((slots) => slots[slots.length === 1 ? 0 : random(slots.length)] as Slot))
  }
  return turns
}

/** One count that is left: whether a question turns the approaches of a group that nothing has shown it to turn. */
interface Count {
  readonly question: number
  readonly group: readonly number[]
}

/** Counts what has not been seen to turn, adds to `turns` what does, and returns what the budget did not last for. */
function unprovedBeyond(division: Division, turns: Turns, { steps, tries }: Effort): Turns {
  const { model, state, choices } = division
  const counts = groupsOf(model).flatMap((group): Count[] =>
    questionsThatMatter(model, state, group, choices)
      .map((question) => ({ question, group }))
      .filter((count) => !isKnown(turns, count)),
  )
  const hard = counts.filter((count) => !isSwept(division, turns, count, Math.min(tries[0] ?? 0, steps)))
  const unproved: Turns = new Map()
  let left = steps
  for (const [at, count] of hard.entries()) {
    const budget = { left: Math.floor(left / (hard.length - at)) }
    left -= budget.left
    const isProved = isCounted(division, turns, count, tries, budget)
    left += Math.max(0, budget.left)
    if (isProved) continue
    const open = count.group.filter((approach) => turns.get(count.question)?.has(approach) !== true)
    unproved.set(count.question, new Set([...(unproved.get(count.question) ?? []), ...open]))
  }
  return unproved
}

/** Whether a question has been seen to turn the whole group. */
function isKnown(turns: Turns, { question, group }: Count): boolean {
  return group.every((approach) => turns.get(question)?.has(approach) === true)
}

/** Counts over all combinations; where they are too many at once, for each answer to the question that ties most of them together. */
function isCounted(division: Division, turns: Turns, count: Count, tries: readonly number[], budget: { left: number }): boolean {
  for (const most of tries) {
    if (isKnown(turns, count)) return true
    budget.left -= most
    if (budget.left < 0) return false
    if (isSwept(division, turns, count, most)) return true
  }
  const hub = hubOf(division, count)
  const slots = hub === undefined ? [] : (division.choices[hub] as readonly Slot[])
  return hub !== undefined && slots.every((slot) => isCounted(withFixed(division, hub, slot), turns, count, tries, budget))
}

/** The question that takes part in most effects of several questions; none where nothing is left to take apart. */
function hubOf({ model, state, choices }: Division, { question, group }: Count): number | undefined {
  const ties = new Map<number, number>()
  for (const { scope } of layOut(model, state, group, choices).moving) {
    for (const one of scope) if (one !== question) ties.set(one, (ties.get(one) ?? 0) + (scope.length > 1 ? 1 : 0))
  }
  return [...ties].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0]
}

function withFixed(division: Division, question: number, slot: Slot): Division {
  const { state, choices } = division
  return {
    ...division,
    state: state.map((own, at) => (at === question ? slot : own)),
    choices: choices.map((own, at) => (at === question ? [slot] : own)),
  }
}

/** Sweeps all combinations, and adds the approaches that turn; false when the steps did not last. */
function isSwept({ model, state, choices }: Division, turns: Turns, { question, group }: Count, most: number): boolean {
  return sweepBefore(
    model,
    state,
    group,
    choices,
    question,
    (outcomes: readonly (readonly Contender[])[]) => {
      const verdicts = outcomes.map((members) => verdictsInGroup(model, group, members))
      for (const [member, approach] of group.entries()) {
        if (verdicts.some((one) => one[member] !== verdicts[0]?.[member])) turns.get(question)?.add(approach)
      }
    },
    most,
  )
}
