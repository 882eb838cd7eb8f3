import { FLAG, verdictsFrom } from './judge.js'
import type { Entry, Model, ModelGate, ModelQuestion } from './model.js'
import { atomsWithVisibility, chosenIn, isVisible } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Slot, State } from './truth.js'
import { TRUE } from './truth.js'

/** Points of some question that count or not as the varied question is answered. */
interface Varying {
  readonly entry: Entry
  readonly question: ModelQuestion
  readonly option: number
}

/** The sums of one axis: what the varied question has no say in, and what one subset makes of it. */
interface Ledger {
  readonly base: number[]
  readonly sums: number[]
}

/** What can be said once of an open many-question, so that each subset of its options costs little. */
export interface Subsets {
  /** Approaches whose points, gates or rivals hang on conditions that read the question: only subsets tell what becomes of them. */
  readonly entangled: ReadonlySet<number>
  /** Judges subset after subset, all other answers as they are, until `visit` returns false. Only the verdicts of what is entangled are right. */
  readonly each: (visit: (verdicts: readonly Verdict[]) => boolean) => void
}

/** Prepares to answer one open many-question in every way. */
export function subsetsOf(model: Model, state: State, question: ModelQuestion): Subsets {
  const readsIt = (condition: Condition | undefined): boolean =>
    condition !== undefined && atomsWithVisibility(model, condition).some((atom) => atom.question === question.source.id)
  const need = ledgerOf(model.approaches.map(({ source }) => source.prior))
  const readiness = ledgerOf(model.approaches.map(({ source }) => source.readinessPrior))
  const ledger = ({ source }: ModelQuestion): Ledger => (source.role === 'reason' ? need : readiness)
  const varying: Varying[] = []
  const gains: Entry[][] = question.entries.map(() => [])
  const sort = (other: ModelQuestion, option: number, moves: boolean): void => {
    for (const entry of other.entries[option] ?? []) {
      if (moves || (entry.source.when !== undefined && readsIt(entry.source.when))) varying.push({ entry, question: other, option })
      else if (entry.test(state) !== TRUE) continue
      else if (other === question) gains[option]?.push(entry)
      else add(ledger(other).base, entry)
    }
  }
  for (const other of model.questions) {
    const slot = state[other.index] as Slot
    if (other.source.role === 'context' || (other !== question && slot === null)) continue
    const moves = readsIt(other.source.when)
    if (!moves && !isVisible(other, state)) continue
    for (const option of other.entries.keys()) if (other === question || chosenIn(slot, option)) sort(other, option, moves)
  }
  const flags = model.approaches.map(() => 0)
  const gates: (readonly [approach: number, gate: ModelGate])[] = []
  for (const approach of model.approaches) {
    for (const gate of approach.gates) {
      if (readsIt(gate.source.when)) gates.push([approach.index, gate])
      else if (gate.test(state) === TRUE) flags[approach.index] = (flags[approach.index] as number) | FLAG[gate.source.effect]
    }
  }
  const entangled = withRivals(model, [...varying.map(({ entry }) => entry.approach), ...gates.map(([approach]) => approach)])
  const own = gains.map((entries) => entries.filter(({ approach }) => entangled.has(approach)))
  return {
    entangled,
    each(visit) {
      const chosen: boolean[] = question.entries.map(() => false)
      const next = state.slice()
      next[question.index] = chosen
      for (let mask = 0; mask < 2 ** chosen.length; mask++) {
        reset(need)
        reset(readiness)
        for (let option = 0; option < chosen.length; option++) {
          chosen[option] = ((mask >> option) & 1) === 1
          if (chosen[option]) for (const entry of own[option] as Entry[]) add(ledger(question).sums, entry)
        }
        for (const { entry, question: other, option } of varying) {
          if (other === question && !chosen[option]) continue
          if (entry.test(next) === TRUE && isVisible(other, next)) add(ledger(other).sums, entry)
        }
        const bits = gates.length === 0 ? flags : flags.slice()
        for (const [approach, gate] of gates) {
          if (gate.test(next) === TRUE) bits[approach] = (bits[approach] as number) | FLAG[gate.source.effect]
        }
        if (!visit(verdictsFrom(model, need.sums, readiness.sums, bits))) return
      }
    },
  }
}

/** These approaches, and all with which one of them competes. */
function withRivals(model: Model, approaches: readonly number[]): Set<number> {
  const all = new Set(approaches)
  for (const group of model.alternatives) if (group.some((one) => all.has(one))) for (const one of group) all.add(one)
  return all
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
