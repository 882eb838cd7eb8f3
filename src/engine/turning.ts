import { choicesFor, type Domains } from './domains.js'
import { verdictsAt } from './judge.js'
import type { Model } from './model.js'
import { randomFrom } from './random.js'
import type { Verdict } from './rubric.js'
import { groupsOf, VERDICTS, verdictsInGroup } from './stability.js'
import { type Choices, questionsThatMatter, sweep, sweepBefore } from './sweep.js'
import type { Slot } from './truth.js'

/** What the open questions can still do to verdicts. */
export interface Turning {
  /** By approach index: the verdicts that some answers to the open questions lead to. */
  readonly possible: readonly ReadonlySet<Verdict>[]
  /** By question index: the approaches whose verdict depends on its answer, in some way to answer the others. */
  readonly turns: ReadonlyMap<number, ReadonlySet<number>>
}

/** Draws that look for a situation in which an answer turns a verdict, before it is proved that there is none. */
const DRAWS = 24

/**
 * Which verdicts are still possible, and which open questions can turn which. Exact; where a group of approaches is too entangled to be counted
 * within its budget, everything is taken to be possible, so that nothing is ruled out without proof.
 */
export function turningOf(domains: Domains): Turning {
  const { model, state } = domains
  const possible = model.approaches.map(() => new Set<Verdict>())
  const turns = new Map<number, Set<number>>()
  const unproved: { group: readonly number[]; choices: Choices; questions: readonly number[] }[] = []
  for (const group of groupsOf(model)) {
    const choices = choicesFor(domains, group)
    const counted =
      choices !== null &&
      sweep(model, state, group, choices, ANY, (members) => {
        verdictsInGroup(model, group, members).forEach((verdict, member) => {
          possible[group[member] as number]?.add(verdict)
        })
      })
    if (!counted) {
      for (const approach of group) possible[approach] = new Set(VERDICTS)
      for (const question of openIn(domains)) turn(turns, question, group)
    } else if (group.some((approach) => (possible[approach] as Set<Verdict>).size > 1)) {
      unproved.push({ group, choices, questions: questionsThatMatter(model, state, group, choices) })
    }
  }
  if (unproved.length === 0) return { possible, turns }
  findWitnesses(domains, turns)
  for (const { group, choices, questions } of unproved) {
    const unsettled = group.filter((approach) => (possible[approach] as Set<Verdict>).size > 1)
    for (const question of questions) {
      if (unsettled.every((approach) => turns.get(question)?.has(approach) === true)) continue
      const proved = sweepBefore(model, state, group, choices, question, (outcomes) => {
        const verdicts = outcomes.map((members) => verdictsInGroup(model, group, members))
        group.forEach((approach, member) => {
          if (new Set(verdicts.map((one) => one[member])).size > 1) turn(turns, question, [approach])
        })
      })
      if (!proved) turn(turns, question, unsettled)
    }
  }
  return { possible, turns }
}

const ANY = { start: true, step: () => true, merge: () => true, times: () => true } as const

function openIn({ model, varies }: Domains): number[] {
  return model.questions.map(({ index }) => index).filter(varies)
}

function turn(turns: Map<number, Set<number>>, question: number, approaches: readonly number[]): void {
  const known = turns.get(question) ?? new Set<number>()
  for (const approach of approaches) known.add(approach)
  turns.set(question, known)
}

/** Most dependences show at once in a few drawn situations; the same ones on every machine. */
function findWitnesses(domains: Domains, turns: Map<number, Set<number>>): void {
  const { model, state } = domains
  const open = openIn(domains)
  const answers = new Map(open.map((question) => [question, someAnswers(model, question)]))
  const random = randomFrom(1)
  const slots = [...state]
  for (let draw = 0; draw < DRAWS; draw++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    const before = verdictsAt(model, slots)
    for (const [question, list] of answers) {
      const drawn = slots[question] as Slot
      for (const slot of list) {
        if (slot === drawn) continue
        slots[question] = slot
        verdictsAt(model, slots).forEach((verdict, approach) => {
          if (verdict !== before[approach]) turn(turns, question, [approach])
        })
      }
      slots[question] = drawn
    }
  }
}

/** No answer, each option, and for a list to tick also none of them. */
function someAnswers(model: Model, question: number): Slot[] {
  const source = model.questions[question]?.source
  const options = source?.options ?? []
  if (source?.kind === 'single') return [null, ...options.map((_, option) => option)]
  return [null, options.map(() => false), ...options.map((_, one) => options.map((_, option) => option === one))]
}
