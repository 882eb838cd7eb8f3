import type { Question, Rubric, Verdict } from '../../src/engine/rubric.js'
import { type Given, oracle } from '../engine/oracle.js'

type Value = string | readonly string[] | undefined

/** What the naive engine says of all combinations of the answers that several people gave. */
export interface Naive {
  /** Questions that are not answered alike, each with the answers given; undefined is an open one. */
  readonly differing: ReadonlyMap<string, readonly Value[]>
  /** By question: approaches whose verdict it turns in some combination. */
  readonly turns: ReadonlyMap<string, ReadonlySet<string>>
  verdicts(given: Given): Readonly<Record<string, Verdict>>
}

/** Enumerates the combinations one by one, deciding each with the naive engine. */
export function naiveDivision(rubric: Rubric, sheets: readonly Given[]): Naive {
  const known = new Map<string, Record<string, Verdict>>()
  const verdicts = (given: Given): Record<string, Verdict> => {
    const key = JSON.stringify(rubric.questions.map(({ id }) => given[id] ?? null))
    const found = known.get(key) ?? Object.fromEntries(oracle(rubric, given).approaches.map(({ id, verdict }) => [id, verdict]))
    known.set(key, found)
    return found
  }
  const differing = new Map(
    rubric.questions.map((question) => [question.id, distinct(question, sheets)] as const).filter(([, values]) => values.length > 1),
  )
  const turns = new Map([...differing.keys()].map((id) => [id, new Set<string>()]))
  const fixed = Object.fromEntries(Object.entries(sheets[0] ?? {}).filter(([id]) => !differing.has(id)))
  for (const [question, values] of differing) {
    const others = [...differing].filter(([id]) => id !== question)
    for (const rest of combinations(others)) {
      const outcomes = values.map((value) => verdicts(withAnswers(fixed, [...rest, [question, value]])))
      for (const approach of rubric.approaches.map(({ id }) => id)) {
        if (outcomes.some((one) => one[approach] !== outcomes[0]?.[approach])) turns.get(question)?.add(approach)
      }
    }
  }
  return { differing, turns, verdicts }
}

/** An answer as everybody means it: not sure is open, and a list is in the order of its options. */
export function valueIn({ id, kind, options }: Question, given: Given): Value {
  const value = given[id]
  if (value === undefined || value === 'unsure') return undefined
  if (kind === 'single') return value
  return options.map((option) => option.id).filter((option) => (typeof value === 'string' ? value === option : value.includes(option)))
}

function distinct(question: Question, sheets: readonly Given[]): Value[] {
  const found = new Map<string, Value>()
  for (const given of sheets) {
    const value = valueIn(question, given)
    const key = JSON.stringify(value ?? null)
    if (!found.has(key)) found.set(key, value)
  }
  return [...found.values()]
}

/** One answer to each question, in every way. */
export function combinations(lists: readonly (readonly [string, readonly Value[]])[]): (readonly [string, Value])[][] {
  return lists.reduce<(readonly [string, Value])[][]>(
    (all, [id, values]) => all.flatMap((some) => values.map((value) => [...some, [id, value] as const])),
    [[]],
  )
}

/** The answers with some of them replaced. */
export function withAnswers(given: Given, answers: readonly (readonly [string, Value])[]): Given {
  const replaced = new Map(answers)
  const kept = Object.entries(given).filter(([id]) => !replaced.has(id))
  return Object.fromEntries([...kept, ...[...replaced].flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const]))])
}
