import type { Atom } from '../engine/model.js'
import { chosenIn, matchesAtom } from '../engine/model.js'
import type { Condition } from '../engine/rubric.js'
import type { Slot, Ternary } from '../engine/truth.js'
import { FALSE, TRUE, UNKNOWN } from '../engine/truth.js'
import type { Side } from './sides.js'

/** A part of a condition that reads a shared question and is still to be decided. */
export interface LiveAtom {
  readonly shared: number
  readonly atom: Atom
}

/** What is left of a condition where some answers are fixed: its value, or the parts that still decide it. */
export type Rest = Ternary | readonly LiveAtom[]

/** Works out what is left of the conditions of one version where some answers are fixed. */
export function restsOf(side: Side, fixed: ReadonlyMap<number, Slot>): (condition: Condition | undefined) => Rest {
  const asked = new Map<string, Rest>()

  const visibility = (id: string, when: Condition | undefined): Rest => {
    const known = asked.get(id)
    if (known !== undefined) return known
    const rest = restOf(when)
    asked.set(id, rest)
    return rest
  }

  const restOfAtom = (atom: Atom): Rest => {
    const question = side.model.questions[side.model.names.question.get(atom.question) ?? -1]
    if (question === undefined) return UNKNOWN
    const shared = side.shared[question.index] as number
    const visible = visibility(atom.question, question.source.when)
    if (visible === FALSE) return FALSE
    const more = typeof visible === 'number' ? [] : visible
    const given = fixed.get(shared)
    if (given === undefined) return [{ shared, atom }, ...more]
    const seen = side.views[shared]?.get(given) ?? null
    const chosen = question.source.options.filter((_, option) => chosenIn(seen, option)).map(({ id }) => id)
    const value = seen === null ? UNKNOWN : matchesAtom(atom, chosen) ? TRUE : FALSE
    return value === FALSE || more.length === 0 ? value : more
  }

  const restOf = (condition: Condition | undefined): Rest => {
    if (condition === undefined) return TRUE
    if ('all' in condition) return fold(condition.all.map(restOf), FALSE, TRUE)
    if ('any' in condition) return fold(condition.any.map(restOf), TRUE, FALSE)
    if ('not' in condition) {
      const inner = restOf(condition.not)
      return typeof inner === 'number' ? ((TRUE - inner) as Ternary) : inner
    }
    return 'approach' in condition ? UNKNOWN : restOfAtom(condition)
  }
  return restOf
}

/** `settles` decides a list by itself, `idle` does nothing in it. */
function fold(parts: readonly Rest[], settles: Ternary, idle: Ternary): Rest {
  if (parts.includes(settles)) return settles
  const live = parts.flatMap((part) => (typeof part === 'number' ? [] : part))
  if (live.length > 0) return live
  return parts.includes(UNKNOWN) ? UNKNOWN : idle
}
