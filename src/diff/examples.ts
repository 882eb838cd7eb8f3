import { type Contender, verdictsAt } from '../engine/judge.js'
import { isVisible } from '../engine/model.js'
import type { Verdict } from '../engine/rubric.js'
import { layOut } from '../engine/sums.js'
import { type Carry, type Choices, sweep } from '../engine/sweep.js'
import type { Slot } from '../engine/truth.js'
import { combine, reasonsIn } from './combined.js'
import { approachIds, type Bundle, verdictsIn } from './contenders.js'
import { type Budget, costOf } from './count.js'
import type { Example, Turned } from './result.js'
import { givenOf, type Side, sharedGiven, type Versions, viewed } from './sides.js'

/** Answers to the shared questions, and what they cost. */
interface Path {
  readonly answers: number
  /** Options chosen in all: of two with as many answers, the plainer one is shown. */
  readonly ticks: number
  readonly before?: Path
  readonly question: number
  readonly slot: Slot
}

/** The cheapest paths to a situation, by what they hold of the reasons that deciding needs: bit 1 for the version before, bit 2 for the one after. */
type Paths = readonly (Path | undefined)[]

const START: Path = { answers: 0, ticks: 0, question: -1, slot: null }

export interface Candidate {
  readonly slots: readonly Slot[]
  readonly answers: number
  readonly ticks: number
}

/** How an approach moves, and the smallest answers found that show it. */
export interface Shown {
  readonly id: string
  readonly from: Verdict
  readonly to: Verdict
  readonly candidate: Candidate
}

/** The most answers an example is looked for with; more are no small example. */
const MOST_ANSWERS = 8
/** Where no complete answers show a change, partial ones are looked for with so many. */
const MOST_ANSWERS_IN_PART = 3

/**
 * The smallest answers that show how verdicts of a bundle move, one for each move found; no fewer answers show it. `wanted` are the
 * moves that complete answers show, as `id from>to`: it is looked for until all are found, or the budget is used up.
 */
export function smallestOf(versions: Versions, bundle: Bundle, wanted: readonly string[], budget: Budget): Shown[] {
  const { model, state, choices } = combine(versions, bundle, new Map(), true)
  const best = new Map<string, Shown>()
  const tried = new Map<string, number>()
  const everyone = bundle.judged.map((_, place) => place)
  const limit = Math.min(wanted.length > 0 ? MOST_ANSWERS : MOST_ANSWERS_IN_PART, versions.questions.length)
  const cost = costOf(layOut(model, state, everyone, choices).start, everyone.length)
  let searched = 0
  while (searched < limit) {
    let steps = 0
    const visit = (members: readonly Contender[], paths: Paths): void => {
      const after = verdictsIn(bundle, 1, members)
      verdictsIn(bundle, 0, members).forEach((from, at) => {
        const move = { id: bundle.ids[at] as string, from, to: after[at] as Verdict }
        if (from !== move.to) for (const path of paths) if (path !== undefined) note(versions, best, tried, move, path)
      })
    }
    const carry = carryOf(versions, choices, searched + 1, () => (steps += 1))
    const done = sweep(model, state, everyone, choices, carry, visit, Math.floor(budget.left / cost))
    budget.left -= done ? steps * cost : budget.left
    if (!done) break
    searched += 1
    const isNear = (key: string): boolean => (best.get(key)?.candidate.answers ?? searched + 1) <= searched
    if ([...best.keys()].some(isNear) && wanted.every(isNear)) break
  }
  return [...best.values()].filter(({ candidate }) => candidate.answers <= searched + 1)
}

function carryOf(versions: Versions, choices: Choices, most: number, count: () => void): Carry<Paths> {
  return {
    start: [START],
    step(paths, question, choice) {
      count()
      const slot = choices[question]?.[choice] as Slot
      if (slot === null) return paths
      const gives = reasonsIn(versions, question, slot)
      const next: (Path | undefined)[] = []
      for (const [bits, path] of paths.entries()) {
        if (path === undefined || path.answers === most) continue
        const longer = { answers: path.answers + 1, ticks: path.ticks + ticksOf(slot), before: path, question, slot }
        next[bits | gives] = cheaper(next[bits | gives], longer)
      }
      return next.length === 0 ? null : next
    },
    merge: (a, b) => Array.from({ length: Math.max(a.length, b.length) }, (_, bits) => cheaper(a[bits], b[bits])),
  }
}

const ticksOf = (slot: Slot): number => (typeof slot === 'object' && slot !== null ? slot.filter((flag) => flag).length : 1)

interface Cost {
  readonly answers: number
  readonly ticks: number
}

function isCheaper(a: Cost, b: Cost): boolean {
  return a.answers < b.answers || (a.answers === b.answers && a.ticks < b.ticks)
}

function cheaper(a: Path | undefined, b: Path | undefined): Path | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return isCheaper(b, a) ? b : a
}

/** Paths that lack a reason to decide are mended only so often for one move. */
const MOST_MENDED = 40

type Move = Omit<Shown, 'candidate'>

function note(versions: Versions, best: Map<string, Shown>, tried: Map<string, number>, move: Move, path: Path): void {
  const key = `${move.id} ${move.from}>${move.to}`
  const known = best.get(key)?.candidate
  if (known !== undefined && !isCheaper(path, known)) return
  const slots: Slot[] = versions.questions.map(() => null)
  for (let at: Path | undefined = path; at?.before !== undefined; at = at.before) slots[at.question] = at.slot
  if (!versions.sides.every((side) => hasReason(side, slots))) {
    const times = tried.get(key) ?? 0
    if (times >= MOST_MENDED) return
    tried.set(key, times + 1)
  }
  const candidate = withReason(versions, slots, move)
  if (candidate !== undefined && (known === undefined || isCheaper(candidate, known))) best.set(key, { ...move, candidate })
}

/** The answers, with one or two more where a version would have no reason to decide at all; undefined where that undoes the change. */
function withReason(versions: Versions, slots: readonly Slot[], move: Move): Candidate | undefined {
  let now = slots
  for (const side of versions.sides) {
    if (hasReason(side, now)) continue
    const more = versions.questions.flatMap((question) =>
      now[question.index] === null ? question.slots.map((slot) => now.map((old, at) => (at === question.index ? slot : old))) : [],
    )
    const fitting = more.filter((one) => hasReason(side, one) && moves(versions, one, move))
    const best = fitting.find((one) => versions.sides.every((each) => hasReason(each, one))) ?? fitting[0]
    if (best === undefined) return undefined
    now = best
  }
  return moves(versions, now, move) ? candidateOf(now) : undefined
}

function candidateOf(slots: readonly Slot[]): Candidate {
  const given = slots.filter((slot) => slot !== null)
  return { slots, answers: given.length, ticks: given.reduce((sum: number, slot) => sum + ticksOf(slot), 0) }
}

function moves({ sides }: Versions, slots: readonly Slot[], { id, from, to }: Move): boolean {
  return verdictOf(sides[0], slots, id) === from && verdictOf(sides[1], slots, id) === to
}

function verdictOf(side: Side, slots: readonly Slot[], id: string): Verdict {
  return verdictsAt(side.model, viewed(side, slots))[side.model.names.approach.get(id) ?? -1] ?? 'skip'
}

/** As deciding wants it: at least one question that gives a reason is asked and answered. */
function hasReason(side: Side, slots: readonly Slot[]): boolean {
  const own = viewed(side, slots)
  return side.model.questions.some(
    (question) => question.source.role === 'reason' && own[question.index] !== null && isVisible(question, own),
  )
}

/**
 * Fewer answers that still show how an approach moves: one after the other is taken back where nothing is lost. Small, and maybe not the smallest;
 * undefined where a version has no reason to decide.
 */
export function shrunk(versions: Versions, slots: readonly Slot[], move: Move): Candidate | undefined {
  const given = withReason(versions, slots, move)
  if (given === undefined) return undefined
  let now = given.slots
  for (const { index } of versions.questions) {
    const fewer = now.map((slot, at) => (at === index ? null : slot))
    if (now[index] !== null && moves(versions, fewer, move) && versions.sides.every((side) => hasReason(side, fewer))) now = fewer
  }
  return candidateOf(now)
}

/**
 * Examples from the answers found, the same answers once with every verdict that differs: first the smallest for each approach, then the others,
 * fewest answers first.
 */
export function examplesOf(versions: Versions, shown: readonly (Shown & { readonly smallest: boolean })[]): Example[] {
  const order = [...shown].sort((a, b) => a.candidate.answers - b.candidate.answers || a.candidate.ticks - b.candidate.ticks)
  const examples = new Map<string, Example>()
  for (const { candidate, smallest } of order) {
    const key = JSON.stringify(candidate.slots)
    if (!examples.has(key)) examples.set(key, exampleOf(versions, candidate, smallest))
  }
  const seen = new Set<string>()
  const first = [...examples.values()].filter(({ turned }) => {
    const isNew = turned.some(({ approach }) => !seen.has(approach))
    for (const { approach } of turned) seen.add(approach)
    return isNew
  })
  return [...first, ...[...examples.values()].filter((one) => !first.includes(one))]
}

function exampleOf(versions: Versions, { slots, answers }: Candidate, smallest: boolean): Example {
  const [before, after] = versions.sides.map((side) => viewed(side, slots)) as [Slot[], Slot[]]
  return {
    given: sharedGiven(versions, slots),
    before: givenOf(versions.sides[0], before),
    after: givenOf(versions.sides[1], after),
    answers,
    smallest,
    turned: turnedBetween(versions, before, after),
  }
}

/** The verdicts that differ between a state of the one version and one of the other. */
export function turnedBetween(versions: Versions, before: readonly Slot[], after: readonly Slot[]): Turned[] {
  const [first, second] = versions.sides
  const [was, is] = [verdictsAt(first.model, before), verdictsAt(second.model, after)]
  return approachIds(versions).flatMap((approach) => {
    const [from, to] = [was[first.model.names.approach.get(approach) ?? -1], is[second.model.names.approach.get(approach) ?? -1]]
    return (from ?? 'skip') === (to ?? 'skip') ? [] : [{ approach, before: from ?? null, after: to ?? null }]
  })
}
