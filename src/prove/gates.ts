import type { Given } from '../engine/given.js'
import type { Condition, Gate } from '../engine/rubric.js'
import { type State, TRUE } from '../engine/truth.js'
import { givenOf, replayable, stateOf } from './answers.js'
import { type Found, find } from './find.js'
import type { ProofReport } from './finding.js'
import type { Space } from './space.js'
import { joined, tallyOf } from './tally.js'

const ALWAYS: Condition = { all: [] }

/** Every gate can fire, none fires only where a stronger one or its double does, and none contradicts another. */
export function proveGates(space: Space): ProofReport {
  return joined([canFire(space), notShadowed(space), noContradiction(space)])
}

const conditionOf = (gate: Gate): Condition => gate.when ?? ALWAYS

function fires(space: Space, gate: Gate): Found {
  return find(space, [{ condition: conditionOf(gate), is: 'true' }])
}

function readsAbsent(space: Space, gate: Gate): boolean {
  return space.compiled(conditionOf(gate)).readsAbsent
}

function canFire(space: Space): ProofReport {
  const tally = tallyOf('proof-gate-never')
  for (const gate of space.rubric.gates) {
    if (readsAbsent(space, gate)) continue
    const can = fires(space, gate)
    if (can === 'unknown') tally.unproved(['gates', gate.id], `that the gate \`${gate.id}\` can fire`)
    else if (can === 'none') {
      tally.refuted(['gates', gate.id, 'when'], `no answers make the gate \`${gate.id}\` fire`, {
        hint: 'mend its condition, or remove the gate',
      })
    } else tally.proved()
  }
  return tally.report()
}

/** Whether `other` makes `gate` without effect wherever both fire. */
function covers(space: Space, other: Gate, gate: Gate): boolean {
  if (other === gate || other.approach !== gate.approach || readsAbsent(space, other)) return false
  return other.effect === gate.effect || (other.effect === 'block' && gate.effect === 'hold')
}

function firesWithout(space: Space, gate: Gate, other: Gate): Found {
  return find(space, [
    { condition: conditionOf(gate), is: 'true' },
    { condition: conditionOf(other), is: 'not true' },
  ])
}

function notShadowed(space: Space): ProofReport {
  const tally = tallyOf('proof-gate-shadowed')
  const { gates } = space.rubric
  for (const [at, gate] of gates.entries()) {
    if (readsAbsent(space, gate) || fires(space, gate) === 'none') continue
    for (const [otherAt, other] of gates.entries()) {
      if (!covers(space, other, gate)) continue
      const alone = firesWithout(space, gate, other)
      const subject = ['gates', gate.id]
      if (alone === 'unknown') tally.unproved(subject, `that \`${gate.id}\` can fire without \`${other.id}\``)
      // Of two that fire together always, the later one is told of.
      else if (alone === 'none' && !(other.effect === gate.effect && at < otherAt && firesWithout(space, other, gate) === 'none')) {
        tally.refuted(subject, `whenever the gate \`${gate.id}\` fires, \`${other.id}\` fires too: it changes nothing`, {
          hint: `remove \`${gate.id}\`, or narrow \`${other.id}\``,
        })
      } else tally.proved()
    }
  }
  return tally.report()
}

function shownFiring({ model, compiled }: Space, given: Given, gates: readonly Gate[]): Given {
  const fire = (state: State): boolean => gates.every((gate) => compiled(conditionOf(gate)).test(state) === TRUE)
  return givenOf(model, replayable(model, stateOf(model, given), fire))
}

function noContradiction(space: Space): ProofReport {
  const tally = tallyOf('proof-gate-contradiction')
  const baselines = new Set(space.rubric.approaches.filter(({ always }) => always !== undefined).map(({ id }) => id))
  const { gates } = space.rubric
  for (const one of gates.filter(({ effect }) => effect === 'require')) {
    for (const other of gates) {
      const contradicts = other.effect === 'block' || (other.effect === 'hold' && baselines.has(one.approach))
      if (other.approach !== one.approach || !contradicts) continue
      const both = find(space, [
        { condition: conditionOf(one), is: 'true' },
        { condition: conditionOf(other), is: 'true' },
      ])
      const subject = ['gates', other.id]
      if (both === 'unknown') tally.unproved(subject, `that \`${other.id}\` and \`${one.id}\` never fire together`)
      else if (both === 'none') tally.proved()
      else {
        const verb = other.effect === 'block' ? 'blocks' : 'holds'
        tally.refuted(subject, `\`${other.id}\` ${verb} \`${one.approach}\` where \`${one.id}\` requires it`, {
          witness: shownFiring(space, both.given, [one, other]),
          hint: 'narrow the condition of one of the two',
        })
      }
    }
  }
  return tally.report()
}
