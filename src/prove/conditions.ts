import type { Condition } from '../engine/rubric.js'
import { type Found, find } from './find.js'
import type { ProofReport } from './finding.js'
import { type Placed, placedConditions } from './placed.js'
import type { Space } from './space.js'
import { joined, type Tally, tallyOf } from './tally.js'

/**
 * Where a condition is read at all, it can be true, and it can be otherwise: false, for what is asked or offered unless it is false. Whether a gate can
 * fire has a proof of its own. In a rubric that leaves questions out, conditions that read those, or verdicts, are not looked at: the rubric that it is
 * taken from settles them.
 */
export function proveConditions(space: Space): ProofReport {
  const never = tallyOf('proof-condition-never')
  const always = tallyOf('proof-condition-always')
  for (const one of placedConditions(space.rubric)) {
    if (settledElsewhere(space, one.condition) || settledElsewhere(space, one.place)) continue
    const can = canBeTrue(space, one)
    if (can === 'unknown') never.unproved(one.subject, 'that this condition can be true')
    else if (can === 'none') {
      // What is never reached at all is told of once, where it is decided.
      if (one.place !== undefined && find(space, [{ condition: one.place, is: 'true' }]) === 'none') continue
      never.refuted(one.subject, neverMessage(one), { hint: 'mend the condition, or remove what is bound to it' })
      continue
    } else never.proved()
    checkOtherwise(space, one, always)
  }
  for (const gate of space.rubric.gates) {
    if (gate.when === undefined || settledElsewhere(space, gate.when)) continue
    checkOtherwise(space, { subject: ['gates', gate.id, 'when'], condition: gate.when, acts: 'true', does: 'fired' }, always)
  }
  return joined([never.report(), always.report()])
}

function settledElsewhere(space: Space, condition: Condition | undefined): boolean {
  if (condition === undefined) return false
  const { readsAbsent, verdicts } = space.compiled(condition)
  return readsAbsent || (space.rubric.absent.length > 0 && verdicts.length > 0)
}

function canBeTrue(space: Space, { condition, place }: Placed): Found {
  const there = place === undefined ? [] : [{ condition: place, is: 'true' as const }]
  return find(space, [...there, { condition, is: 'true' }])
}

/** A condition that is always true is refuted; one that is so only where it is read is superfluous there, which is worth a look. */
function checkOtherwise(space: Space, one: Placed, tally: Tally): void {
  const { condition, place, acts } = one
  const otherwise = { condition, is: acts === 'true' ? ('not true' as const) : ('false' as const) }
  const there = place === undefined ? 'none' : find(space, [{ condition: place, is: 'true' }, otherwise])
  const anywhere = typeof there === 'object' ? there : find(space, [otherwise])
  if (anywhere === 'unknown') tally.unproved(one.subject, 'that this condition can be otherwise than true')
  else if (anywhere === 'none') tally.refuted(one.subject, alwaysMessage(one, ''), { hint: 'remove the condition, or mend it' })
  else {
    tally.proved()
    if (there === 'none' && place !== undefined)
      tally.warned(one.subject, alwaysMessage(one, ' where it is read'), { hint: 'remove the condition' })
  }
}

function neverMessage({ place, does }: Placed): string {
  return place === undefined
    ? `no answers make this condition true: it is never ${does}`
    : `this condition is never true where it is read: it is never ${does}`
}

function alwaysMessage({ acts, does }: Placed, where: string): string {
  return acts === 'true'
    ? `this condition is always true${where}: it says nothing`
    : `this condition is never false${where}: always ${does}`
}
