import type { Domains } from './domains.js'
import { atomsOf, type Model } from './model.js'
import type { Condition, Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'
import { compile, type Slot, TRUE } from './truth.js'

/** With more situations than this, a condition is taken to depend on every question that it reads. */
const MOST_SITUATIONS = 50_000

type Atom = ReturnType<typeof atomsOf>[number]

/** Something undecided that a condition reads: how many different things it may be, and how to let it be one of them. */
interface Free {
  readonly size: number
  readonly set: (choice: number) => void
}

/**
 * The open questions whose answer decides, in some situation, whether a condition is true: indexes, ascending. Every combination of answers, of no
 * answer, and of the verdicts in `possible` is tried. The result is never too small; it may be too large, because verdicts are taken as free of
 * the answers that lead to them.
 */
export function swayedBy(condition: Condition, domains: Domains, scopes: Scopes, possible: readonly ReadonlySet<Verdict>[]): number[] {
  const { model, state } = domains
  const questions = [...new Set(scopes.ofCondition(condition))].sort((a, b) => a - b)
  if (questions.length === 0) return []
  const atoms = allAtoms(model, condition)
  const slots = [...state]
  const verdicts = possible.map((some) => [...some][0] as Verdict)
  const distinct = questions.map((question) => distinctSlots(model, question, atoms))
  const free: Free[] = [
    ...questions.map((question, at) => freeSlot(slots, question, distinct[at] ?? [])),
    ...distinctVerdicts(model, condition, possible).map(([approach, list]) => freeVerdict(verdicts, approach, list)),
  ]
  const situations = free.reduce((product, { size }) => product * size, 1)
  if (distinct.includes(null) || situations > MOST_SITUATIONS) return questions
  const test = compile(condition, model.names)
  const table = tabulate(free, situations, () => test(slots, verdicts) === TRUE)
  return questions.filter((_, at) => dependsOn(table, free, at))
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

/** The answers that a condition reads, with those that decide whether these are asked. */
function allAtoms(model: Model, condition: Condition): Atom[] {
  const found: Atom[] = []
  const seen = new Set<string>()
  const add = (one: Condition | undefined): void => {
    for (const atom of atomsOf(one)) {
      found.push(atom)
      if (seen.has(atom.question)) continue
      seen.add(atom.question)
      add(model.questions[model.names.question.get(atom.question) ?? -1]?.source.when)
    }
  }
  add(condition)
  return found
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
    const signature = own.map((atom) => matches(atom, chosen)).join()
    if (!found.has(signature)) found.set(signature, slot)
  }
  return [null, ...found.values()]
}

function matches(atom: Atom, chosen: readonly string[]): boolean {
  if ('is' in atom) return atom.is.some((id) => chosen.includes(id))
  return chosen.length >= atom.chosen.least && chosen.length <= atom.chosen.most
}

/** Every subset of the options that atoms name, each filled up with the others to every size where one counts them; null when too many. */
function tickedLists(ids: readonly string[], atoms: readonly Atom[]): boolean[][] | null {
  const named = ids.map((id) => atoms.some((atom) => 'is' in atom && atom.is.includes(id)))
  const others = atoms.some((atom) => 'chosen' in atom) ? ids.flatMap((_, option) => (named[option] === true ? [] : [option])) : []
  if (2 ** named.filter((one) => one).length * (others.length + 1) > MOST_SITUATIONS) return null
  const subsets = named.reduce<boolean[][]>(
    (lists, isNamed) =>
      lists.flatMap((flags) =>
        isNamed
          ? [
              [...flags, false],
              [...flags, true],
            ]
          : [[...flags, false]],
      ),
    [[]],
  )
  return subsets.flatMap((flags) =>
    Array.from({ length: others.length + 1 }, (_, more) => flags.map((flag, option) => flag || others.slice(0, more).includes(option))),
  )
}

/** By approach that a condition reads: one possible verdict for each way in which it tells them apart. */
function distinctVerdicts(model: Model, condition: Condition, possible: readonly ReadonlySet<Verdict>[]): [number, Verdict[]][] {
  const read = new Map<number, (readonly Verdict[])[]>()
  const add = (one: Condition): void => {
    if ('approach' in one) {
      const approach = model.names.approach.get(one.approach)
      if (approach !== undefined) read.set(approach, [...(read.get(approach) ?? []), one.verdict])
    } else if ('not' in one) add(one.not)
    else if (!('question' in one)) for (const part of 'all' in one ? one.all : one.any) add(part)
  }
  add(condition)
  return [...read].map(([approach, wanted]) => {
    const found = new Map<string, Verdict>()
    for (const verdict of possible[approach] ?? []) {
      const signature = wanted.map((list) => list.includes(verdict)).join()
      if (!found.has(signature)) found.set(signature, verdict)
    }
    return [approach, [...found.values()]]
  })
}
