import { atomsWithVisibility, type Model } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Slot } from './truth.js'

/** Verdicts that were worked out before for a group of approaches, by what the answers to the questions it reads were. */
export interface Memory {
  /** Returns what is known of a group for these answers, or works it out. */
  readonly recall: (
    members: readonly number[],
    state: readonly Slot[],
    varies: (question: number) => boolean,
    work: () => readonly ReadonlySet<Verdict>[],
  ) => readonly ReadonlySet<Verdict>[]
}

/** More than an interview ever needs; a bound for whoever holds thousands of them. */
const MOST_KNOWN = 20_000

/** An empty memory for the groups of a rubric. */
export function memoryFor(model: Model): Memory {
  const known = new Map<string, readonly ReadonlySet<Verdict>[]>()
  const readers = new Map<string, readonly number[]>()
  return {
    recall: (members, state, varies, work) => {
      const name = members.join()
      const reads = readers.get(name) ?? questionsOf(model, members)
      readers.set(name, reads)
      const key = `${name}:${keyOf(reads, state, varies)}`
      const before = known.get(key)
      if (before !== undefined) return before
      const found = work()
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, found)
      return found
    },
  }
}

/** The answers to some questions as a key; those that may still be answered are alike. */
export function keyOf(questions: readonly number[], state: readonly Slot[], varies: (question: number) => boolean): string {
  let key = ''
  for (const question of questions) {
    const slot = state[question] as Slot
    key += varies(question) ? '?' : slot === null ? '-' : typeof slot === 'number' ? slot : slot.map((flag) => (flag ? 'x' : 'o')).join('')
    key += ' '
  }
  return key
}

/** Every question that the verdicts of some approaches depend on. */
function questionsOf(model: Model, members: readonly number[]): number[] {
  const found = new Set<number>()
  const add = (condition: Condition | undefined): void => {
    for (const atom of atomsWithVisibility(model, condition)) found.add(model.names.question.get(atom.question) ?? -1)
  }
  for (const question of model.questions) {
    for (const entry of question.entries.flat().filter((one) => members.includes(one.approach))) {
      found.add(question.index)
      add(question.source.when)
      add(entry.source.when)
    }
  }
  for (const member of members) for (const gate of model.approaches[member]?.gates ?? []) add(gate.source.when)
  found.delete(-1)
  return [...found].sort((a, b) => a - b)
}
