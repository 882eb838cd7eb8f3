import { subsetsOf } from '../../engine/domains.js'
import { judge } from '../../engine/judge.js'
import {
  type Atom,
  atomsWithVisibility,
  chosenIn,
  type Entry,
  isVisible,
  type Model,
  type ModelQuestion,
  matchesAtom,
} from '../../engine/model.js'
import type { ClaimOfOrder } from '../../engine/rubric.js'
import { compile, type Slot, type State, type Test, TRUE } from '../../engine/truth.js'
import type { Budget } from './budget.js'
import { type Proof, witnessOf } from './proof.js'

/** Situations of one table at most. */
const MOST_ROWS = 2_000_000

/** Points of an option that may come or go with the answer to the question of a claim. */
interface Share {
  readonly owner: ModelQuestion
  readonly option: number
  readonly entry: Entry
}

/** What the total may depend on beside the question itself: which answers to a question differ in effect. */
interface Free {
  readonly question: number
  readonly slots: readonly Slot[]
}

/** Where a claim of order breaks: at this option and the next one up, with these answers to other questions. */
interface Broken {
  readonly option: number
  readonly state: readonly Slot[]
}

/**
 * Holds a claim of order to all answers: from each option to the next one up, all other answers the same, the total of need never moves the
 * wrong way. Answers that hide the question change nothing. Its `when` has to be true at both options for the claim to say something.
 */
export function provedOrder(model: Model, claim: ClaimOfOrder, budget: Budget): Proof {
  const question = model.names.question.get(claim.more)
  const approach = model.names.approach.get(claim.approach)
  if (question === undefined || approach === undefined) return { result: 'vacuous' }
  const shares = sharesOf(model, claim, question, approach)
  const free = freeQuestions(model, claim, question, shares)
  const options = model.questions[question]?.source.options.length ?? 0
  const situations = free?.reduce((product, { slots }) => product * slots.length, 1) ?? Number.POSITIVE_INFINITY
  if (free === null || situations * options > Math.min(budget.left, MOST_ROWS)) return { result: 'unproved' }
  budget.left -= situations * options
  const when = compile(claim.when, model.names)
  const { met, broken } = tabulated(model, { claim, question, shares, free, when, situations })
  if (broken !== undefined) return refuted(model, claim, question, approach, when, broken)
  return met ? { result: 'proved' } : { result: 'vacuous' }
}

/** The entries of the approach's need whose worth the question can change: its own, and those that read it. */
function sharesOf(model: Model, claim: ClaimOfOrder, question: number, approach: number): Share[] {
  const reads = (owner: ModelQuestion, entry: Entry): boolean =>
    owner.index === question || conditionsOf(model, owner, entry).some((atom) => atom.question === claim.more)
  return model.questions.flatMap((owner) =>
    owner.source.role !== 'reason'
      ? []
      : owner.entries.flatMap((entries, option) =>
          entries.filter((entry) => entry.approach === approach && reads(owner, entry)).map((entry) => ({ owner, option, entry })),
        ),
  )
}

function conditionsOf(model: Model, owner: ModelQuestion, entry: Entry): Atom[] {
  return [...atomsWithVisibility(model, owner.source.when), ...atomsWithVisibility(model, entry.source.when)]
}

/** The other questions that these entries depend on, with one answer for each way in which answers differ; null when a list has too many. */
function freeQuestions(model: Model, claim: ClaimOfOrder, question: number, shares: readonly Share[]): Free[] | null {
  const own = model.questions[question] as ModelQuestion
  const atoms = [
    ...shares.flatMap(({ owner, entry }) => conditionsOf(model, owner, entry)),
    ...atomsWithVisibility(model, own.source.when),
    ...atomsWithVisibility(model, claim.when),
  ]
  const read = new Set([...atoms.map((atom) => model.names.question.get(atom.question) ?? -1), ...shares.map(({ owner }) => owner.index)])
  const found: Free[] = []
  for (const index of [...read].sort((a, b) => a - b)) {
    if (index < 0 || index === question) continue
    const other = model.questions[index] as ModelQuestion
    const slots = distinctSlots(
      other,
      atoms.filter((atom) => atom.question === other.source.id),
      new Set(shares.flatMap(({ owner, option }) => (owner === other ? [option] : []))),
    )
    if (slots === null) return null
    found.push({ question: index, slots })
  }
  return found
}

/** Of a question to tick with more options that matter than this, the lists are not all tried. */
const MOST_OPTIONS = 12

function distinctSlots(question: ModelQuestion, atoms: readonly Atom[], worth: ReadonlySet<number>): Slot[] | null {
  const { kind, options } = question.source
  const listed = kind === 'single' ? options.map((_, option) => option) : lists(question, atoms, worth)
  if (listed === null) return null
  const found = new Map<string, Slot>()
  for (const slot of listed) {
    const chosen = options.flatMap(({ id }, option) => (chosenIn(slot, option) ? [{ id, option }] : []))
    const ids = chosen.map(({ id }) => id)
    const key = `${atoms.map((atom) => matchesAtom(atom, ids)).join()} ${chosen.map(({ option }) => option).filter((option) => worth.has(option))}`
    if (!found.has(key)) found.set(key, slot)
  }
  return [null, ...found.values()]
}

/** Every list of options that matter, filled up with others to every length where a condition counts them; null when too many. */
function lists(question: ModelQuestion, atoms: readonly Atom[], worth: ReadonlySet<number>): boolean[][] | null {
  const { options } = question.source
  const matter = options.map(({ id }, option) => worth.has(option) || atoms.some((atom) => 'is' in atom && atom.is.includes(id)))
  if (matter.filter((one) => one).length > MOST_OPTIONS) return null
  const others = atoms.some((atom) => 'chosen' in atom) ? options.flatMap((_, option) => (matter[option] === true ? [] : [option])) : []
  return subsetsOf(matter).flatMap((flags) =>
    Array.from({ length: others.length + 1 }, (_, more) => flags.map((flag, option) => flag || others.slice(0, more).includes(option))),
  )
}

interface Table {
  readonly claim: ClaimOfOrder
  readonly question: number
  readonly shares: readonly Share[]
  readonly free: readonly Free[]
  readonly when: Test
  readonly situations: number
}

/** Tries every situation. `met`: at some option and the next one up, `when` is true. */
function tabulated(model: Model, { claim, question, shares, free, when, situations }: Table): { met: boolean; broken?: Broken } {
  const state: Slot[] = model.questions.map(() => null)
  const options = model.questions[question]?.source.options.length ?? 0
  let met = false
  for (let situation = 0; situation < situations; situation++) {
    let rest = situation
    for (const { question: other, slots } of free) {
      state[other] = slots[rest % slots.length] as Slot
      rest = Math.trunc(rest / slots.length)
    }
    let before: number | undefined
    for (let option = 0; option < options; option++) {
      state[question] = option
      const total = when(state) === TRUE ? totalOf(shares, state) : undefined
      if (before !== undefined && total !== undefined) {
        met = true
        if (claim.never === 'lowers' ? total < before : total > before) {
          state[question] = option - 1
          return { met, broken: { option: option - 1, state } }
        }
      }
      before = total
    }
  }
  return { met }
}

function totalOf(shares: readonly Share[], state: readonly Slot[]): number {
  let total = 0
  for (const { owner, option, entry } of shares) {
    if (chosenIn(state[owner.index] as Slot, option) && isVisible(owner, state) && entry.test(state) === TRUE) total += entry.points
  }
  return total
}

function refuted(model: Model, claim: ClaimOfOrder, question: number, approach: number, when: Test, { option, state }: Broken): Proof {
  const options = model.questions[question]?.source.options ?? []
  const needAt = (one: State, at: number): number | undefined => {
    const moved = one.map((slot, index) => (index === question ? at : slot))
    return when(moved) === TRUE ? judge(model, moved)[approach]?.need : undefined
  }
  const shows = (one: State): boolean => {
    const [before, after] = [needAt(one, option), needAt(one, option + 1)]
    if (one[question] !== option || before === undefined || after === undefined) return false
    return claim.never === 'lowers' ? after < before : after > before
  }
  const witness = witnessOf(model, state, shows)
  const at = (one: number): string => `\`${options[one]?.id}\``
  return {
    result: 'refuted',
    witness: witness.given,
    expected: `more \`${claim.more}\` never ${claim.never} the need for \`${claim.approach}\``,
    came: `it goes from ${needAt(witness.state, option)} to ${needAt(witness.state, option + 1)} points between ${at(option)} and ${at(option + 1)}`,
  }
}
