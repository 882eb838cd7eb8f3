import { FLAG, verdictsFrom } from './judge.js'
import type { Entry, Model, ModelGate, ModelQuestion } from './model.js'
import { atomsWithVisibility, chosenIn, isVisible } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** An entry that has to be tested again for each subset. */
interface Varying {
  readonly entry: Entry
  /** The question it belongs to, and the option there: it counts while the question is visible and the option chosen. */
  readonly question: ModelQuestion
  readonly option: number
}

/** What adds to the sums of one axis, apart by whether the question varied has a say in it. */
interface Ledger {
  readonly base: number[]
  readonly sums: number[]
}

/**
 * The verdicts for every subset of a many-question's options, all other answers as they are; in the rubric's order of approaches.
 * What the question has no say in is added up once: deciding each subset from scratch would cost more than all the rest of a decision.
 */
export function verdictsOfSubsets(model: Model, state: State, question: ModelQuestion): Verdict[][] {
  const count = question.source.options.length
  const readsIt = (condition: Condition | undefined): boolean =>
    condition !== undefined && atomsWithVisibility(model, condition).some((atom) => atom.question === question.source.id)
  const need = ledgerOf(model.approaches.map(({ source }) => source.prior))
  const readiness = ledgerOf(model.approaches.map(({ source }) => source.readinessPrior))
  const ledger = ({ source }: ModelQuestion): Ledger => (source.role === 'reason' ? need : readiness)
  const varying: Varying[] = []
  const gains: Entry[][] = question.entries.map(() => [])
  for (const other of model.questions) {
    if (other.source.role === 'context') continue
    const isIt = other === question
    const slot = state[other.index] as Slot
    if (!isIt && slot === null) continue
    const moves = readsIt(other.source.when)
    if (!moves && !isVisible(other, state)) continue
    for (const [option, entries] of other.entries.entries()) {
      if (!isIt && !chosenIn(slot, option)) continue
      for (const entry of entries) {
        if (moves || readsIt(entry.source.when)) varying.push({ entry, question: other, option })
        else if (entry.test(state) !== TRUE) continue
        else if (isIt) gains[option]?.push(entry)
        else add(ledger(other).base, entry)
      }
    }
  }
  const flags = model.approaches.map(({ gates }) =>
    gates.reduce((bits, gate) => (!readsIt(gate.source.when) && gate.test(state) === TRUE ? bits | FLAG[gate.source.effect] : bits), 0),
  )
  const gates: (readonly ModelGate[])[] = model.approaches.map((one) => one.gates.filter((gate) => readsIt(gate.source.when)))
  const chosen: boolean[] = new Array(count).fill(false)
  const next = state.slice()
  next[question.index] = chosen
  const outcomes: Verdict[][] = []
  for (let mask = 0; mask < 2 ** count; mask++) {
    for (let option = 0; option < count; option++) chosen[option] = ((mask >> option) & 1) === 1
    reset(need)
    reset(readiness)
    const own = ledger(question).sums
    for (let option = 0; option < count; option++) if (chosen[option]) for (const entry of gains[option] as Entry[]) add(own, entry)
    for (const { entry, question: other, option } of varying) {
      if (other === question && !chosen[option]) continue
      if (entry.test(next) === TRUE && isVisible(other, next)) add(ledger(other).sums, entry)
    }
    const bits = flags.map((fixed, index) => {
      let all = fixed
      for (const gate of gates[index] as readonly ModelGate[]) if (gate.test(next) === TRUE) all |= FLAG[gate.source.effect]
      return all
    })
    outcomes.push(verdictsFrom(model, need.sums, readiness.sums, bits))
  }
  return outcomes
}

function ledgerOf(priors: readonly number[]): Ledger {
  return { base: [...priors], sums: [...priors] }
}

function reset({ base, sums }: Ledger): void {
  for (let index = 0; index < base.length; index++) sums[index] = base[index] as number
}

function add(sums: number[], { approach, points }: Entry): void {
  sums[approach] = (sums[approach] as number) + points
}
