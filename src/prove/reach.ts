import type { Given } from '../engine/given.js'
import { verdictsAt } from '../engine/judge.js'
import type { Approach, Verdict } from '../engine/rubric.js'
import { VERDICTS } from '../engine/stability.js'
import type { State } from '../engine/truth.js'
import { givenOf, replayable, stateOf } from './answers.js'
import type { ProofReport } from './finding.js'
import type { Space } from './space.js'
import { joined, tallyOf } from './tally.js'

/**
 * Every verdict of every approach that it does not exclude by declaration can be reached, and none that it excludes. A rubric that leaves questions
 * out may well not reach verdicts that only these lead to. Those are listed, where `wholeSpace` (all answers to the rubric with all its questions)
 * holds answers that lead to them; of others it is warned.
 */
export function proveReach(space: Space, wholeSpace?: () => Space): ProofReport {
  const unreachable = tallyOf('proof-unreachable')
  const never = tallyOf('proof-never-reached')
  const inWhole = reachedInWhole(wholeSpace)
  const leftOut = new Map<string, Verdict[]>()
  for (const { index, source } of space.model.approaches) {
    const reached = reachedBy(space, index)
    const name = `\`${source.id}\``
    for (const verdict of VERDICTS) {
      const witness = reached.witnesses.get(verdict)
      const excluded = excludes(source, verdict)
      const tally = excluded ? never : unreachable
      if (witness === undefined && !reached.all) {
        tally.unproved(['approaches', source.id], `that ${name} ${excluded ? 'is never' : 'can be'} \`${verdict}\``)
      } else if ((witness === undefined) === excluded) tally.proved()
      else if (witness === undefined && inWhole(source.id).has(verdict)) {
        leftOut.set(source.id, [...(leftOut.get(source.id) ?? []), verdict])
      } else if (witness === undefined) {
        const tell = space.rubric.absent.length > 0 ? unreachable.warned : unreachable.refuted
        tell(['approaches', source.id], `no answers lead to the verdict \`${verdict}\` for ${name}`, {
          hint: `mend its points, gates or lines, or declare \`never: [${verdict}]\` if that is meant`,
        })
      } else never.refuted(['approaches', source.id], excludedYetReached(source, verdict), { witness, hint: hintFor(source, verdict) })
    }
  }
  const listed = [...leftOut].map(([approach, verdicts]) => ({ approach, verdicts }))
  return joined([unreachable.report(), never.report(), { findings: [], proved: [], leftOut: listed }])
}

/** Looks up which verdicts of an approach the whole rubric is shown to reach; its space is made when the first is asked for. */
function reachedInWhole(wholeSpace: (() => Space) | undefined): (approach: string) => ReadonlySet<Verdict> {
  const known = new Map<string, ReadonlySet<Verdict>>()
  let space: Space | undefined
  return (approach) => {
    if (wholeSpace === undefined) return NONE
    space ??= wholeSpace()
    const index = space.model.names.approach.get(approach)
    const found = known.get(approach) ?? (index === undefined ? NONE : new Set(reachedBy(space, index).witnesses.keys()))
    known.set(approach, found)
    return found
  }
}

const NONE: ReadonlySet<Verdict> = new Set()

function excludes(approach: Approach, verdict: Verdict): boolean {
  return (approach.always !== undefined && approach.always !== verdict) || approach.never?.includes(verdict) === true
}

function excludedYetReached({ id, always, never }: Approach, verdict: Verdict): string {
  return never?.includes(verdict) === true
    ? `\`${id}\` declares that it is never \`${verdict}\`, and these answers make it so`
    : `\`${id}\` declares that it is always \`${always}\`, and these answers make it \`${verdict}\``
}

function hintFor({ never }: Approach, verdict: Verdict): string {
  return never?.includes(verdict) === true
    ? `take \`${verdict}\` out of \`never\`, or mend what leads to it`
    : 'take out the gate that leads to it, or `always`'
}

/** The verdicts that some answers lead to, each with such answers; `all` unless the budget did not last. */
export interface Reached {
  readonly witnesses: ReadonlyMap<Verdict, Given>
  readonly all: boolean
}

function reachedBy(space: Space, approach: number): Reached {
  const { model, pool, conceivable } = space
  const witnesses = new Map<Verdict, Given>()
  const show = (verdict: Verdict, state: State): void => {
    witnesses.set(
      verdict,
      givenOf(
        model,
        replayable(model, state, (some) => verdictsAt(model, some)[approach] === verdict),
      ),
    )
  }
  for (const { state, verdicts } of pool) {
    const verdict = verdicts[approach] as Verdict
    if (!witnesses.has(verdict)) show(verdict, state)
  }
  const possible = conceivable[approach]?.size ?? 0
  if (witnesses.size >= possible) return { witnesses, all: true }
  const all = space.explore({ approaches: [model.approaches[approach]?.source.id as string], conditions: [] }, ({ verdicts, witness }) => {
    const verdict = verdicts[0] as Verdict
    if (!witnesses.has(verdict)) show(verdict, stateOf(model, witness()))
    return witnesses.size < possible
  })
  return { witnesses, all }
}
