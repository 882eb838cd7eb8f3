import { type Domains, subsetsOf } from './domains.js'
import { keyOf } from './memory.js'
import { type Atom, atomsWithVisibility, type Model, matchesAtom } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'
import { VERDICTS } from './stability.js'
import { compile, type Slot, type Test, TRUE } from './truth.js'

/** With more situations than this, a condition is taken to depend on every question that it reads. */
const MOST_SITUATIONS = 50_000
/** More than an interview ever needs; a bound for whoever holds thousands of them. */
const MOST_KNOWN = 5_000

/** Something undecided that a condition reads: how many different things it may be, and how to let it be one of them. */
interface Free {
  readonly size: number
  readonly set: (choice: number) => void
}

/** A condition that is looked at again and again, with what was found out about it. */
export interface Watched {
  readonly condition: Condition
  readonly test: Test
  readonly atoms: readonly Atom[]
  /** The questions it reads, with those that decide whether these are asked, by index. */
  readonly reads: readonly number[]
  /** By approach index: the lists of verdicts that it asks for. */
  readonly verdicts: ReadonlyMap<number, readonly (readonly Verdict[])[]>
  readonly known: Map<string, readonly number[]>
}

/** Prepares a condition for `swayedBy`. */
export function watch(model: Model, condition: Condition): Watched {
  const atoms = atomsWithVisibility(model, condition)
  const reads = new Set(atoms.map((atom) => model.names.question.get(atom.question) ?? -1))
  reads.delete(-1)
  const verdicts = verdictsRead(model, condition)
  return { condition, test: compile(condition, model.names), atoms, reads: [...reads].sort((a, b) => a - b), verdicts, known: new Map() }
}

/**
 * The open questions whose answer decides, in some situation, whether a condition is true: indexes, ascending. Every combination of answers, of no
 * answer, and of the verdicts in `possible` is tried. The result is never too small; it may be too large, because verdicts are taken as free of
 * the answers that lead to them.
 */
export function swayedBy(watched: Watched, domains: Domains, scopes: Scopes, possible: readonly ReadonlySet<Verdict>[]): readonly number[] {
  if (!watched.reads.some(domains.varies)) return []
  const verdicts = [...watched.verdicts].map(([approach, wanted]) => [approach, distinctVerdicts(wanted, possible[approach])] as const)
  const key = `${keyOf(watched.reads, domains.state, domains.varies)}${verdicts.map(([, list]) => list.join()).join('|')}`
  const before = watched.known.get(key)
  if (before !== undefined) return before
  const found = work(watched, domains, scopes, verdicts)
  if (watched.known.size >= MOST_KNOWN) watched.known.clear()
  watched.known.set(key, found)
  return found
}

function work(
  { condition, atoms, test }: Watched,
  { model, state }: Domains,
  scopes: Scopes,
  free: readonly (readonly [approach: number, verdicts: readonly Verdict[]])[],
): number[] {
  const questions = [...new Set(scopes.ofCondition(condition))].sort((a, b) => a - b)
  const slots = [...state]
  const verdicts: Verdict[] = model.approaches.map(() => 'skip')
  const distinct = questions.map((question) => distinctSlots(model, question, atoms))
  const all: Free[] = [
    ...questions.map((question, at) => freeSlot(slots, question, distinct[at] ?? [])),
    ...free.map(([approach, list]) => freeVerdict(verdicts, approach, list)),
  ]
  const situations = all.reduce((product, { size }) => product * size, 1)
  if (distinct.includes(null) || situations > MOST_SITUATIONS) return questions
  const table = tabulate(all, situations, () => test(slots, verdicts) === TRUE)
  return questions.filter((_, at) => dependsOn(table, all, at))
}

function freeSlot(slots: Slot[], question: number, list: readonly Slot[]): Free {
  return {
    size: list.length,
    set: (choice) => {
      slots[question] = list[choice] as Slot
    },
  }
}

function freeVerdict(verdicts: Verdict[], approach: number, list: readonly Verdict[]): Free {
  return {
    size: list.length,
    set: (choice) => {
      verdicts[approach] = list[choice] as Verdict
    },
  }
}

/** The value in every situation; a situation is a number whose mixed digits are the choices, the first the lowest. */
function tabulate(free: readonly Free[], situations: number, value: () => boolean): boolean[] {
  return Array.from({ length: situations }, (_, situation) => {
    let rest = situation
    for (const { size, set } of free) {
      set(rest % size)
      rest = Math.trunc(rest / size)
    }
    return value()
  })
}

/** Whether the table differs anywhere in one digit alone. */
function dependsOn(table: readonly boolean[], free: readonly Free[], at: number): boolean {
  const size = free[at]?.size ?? 1
  const stride = free.slice(0, at).reduce((product, one) => product * one.size, 1)
  return table.some((value, situation) => value !== table[situation - (Math.trunc(situation / stride) % size) * stride])
}

/** No answer, and one answer for each way in which the atoms tell answers to a question apart; null when there are too many. */
function distinctSlots(model: Model, question: number, atoms: readonly Atom[]): Slot[] | null {
  const source = model.questions[question]?.source
  const own = atoms.filter((atom) => atom.question === source?.id)
  const ids = source?.options.map(({ id }) => id) ?? []
  const answers = source?.kind === 'single' ? ids.map((_, option) => option) : tickedLists(ids, own)
  if (answers === null) return null
  const found = new Map<string, Slot>()
  for (const slot of answers) {
    const chosen = ids.filter((_, option) => (typeof slot === 'number' ? slot === option : slot[option]))
    const signature = own.map((atom) => matchesAtom(atom, chosen)).join()
    if (!found.has(signature)) found.set(signature, slot)
  }
  return [null, ...found.values()]
}

/** Every subset of the options that atoms name, each filled up with the others to every size where one counts them; null when too many. */
function tickedLists(ids: readonly string[], atoms: readonly Atom[]): boolean[][] | null {
  const named = ids.map((id) => atoms.some((atom) => 'is' in atom && atom.is.includes(id)))
  const others = atoms.some((atom) => 'chosen' in atom) ? ids.flatMap((_, option) => (named[option] === true ? [] : [option])) : []
  if (2 ** named.filter((one) => one).length * (others.length + 1) > MOST_SITUATIONS) return null
  return subsetsOf(named).flatMap((flags) =>
    Array.from({ length: others.length + 1 }, (_, more) => flags.map((flag, option) => flag || others.slice(0, more).includes(option))),
  )
}

function verdictsRead(model: Model, condition: Condition): Map<number, (readonly Verdict[])[]> {
  const read = new Map<number, (readonly Verdict[])[]>()
  const add = (one: Condition): void => {
    if ('approach' in one) {
      const approach = model.names.approach.get(one.approach)
      if (approach !== undefined) read.set(approach, [...(read.get(approach) ?? []), one.verdict])
    } else if ('not' in one) add(one.not)
    else if (!('question' in one)) for (const part of 'all' in one ? one.all : one.any) add(part)
  }
  add(condition)
  return read
}

/** One possible verdict for each way in which the lists tell verdicts apart. */
function distinctVerdicts(wanted: readonly (readonly Verdict[])[], possible: ReadonlySet<Verdict> | undefined): Verdict[] {
  const found = new Map<string, Verdict>()
  for (const verdict of VERDICTS) {
    const signature = wanted.map((list) => list.includes(verdict)).join()
    if (possible?.has(verdict) === true && !found.has(signature)) found.set(signature, verdict)
  }
  return [...found.values()]
}
