import type { Question, Rubric, Verdict } from '../../src/engine/rubric.js'
import { type Given, isHidden, oracle } from '../engine/oracle.js'

/**
 * The same counts as the code under test makes, in the plainest way: every answer to every question of either version, one sheet after the other, each
 * judged by the second engine. Nothing in here may be imported from `src` but types.
 */

/** A question of either version with the options of both. */
export interface Either {
  readonly id: string
  readonly many: boolean
  readonly options: readonly string[]
}

export function eitherQuestions(before: Rubric, after: Rubric): readonly Either[] {
  const ids = [...new Set([...before.questions, ...after.questions].map(({ id }) => id))]
  return ids.map((id) => {
    const own = [...before.questions, ...after.questions].filter((question) => question.id === id)
    return {
      id,
      many: own.some(({ kind }) => kind === 'many'),
      options: [...new Set(own.flatMap(({ options }) => options.map((option) => option.id)))],
    }
  })
}

/** Every answer: an option, or up to three of them. */
export function answersTo({ many, options }: Either): readonly (readonly string[])[] {
  if (!many) return options.map((id) => [id])
  let subsets: string[][] = [[]]
  for (const id of options) subsets = [...subsets, ...subsets.map((subset) => [...subset, id])]
  return subsets.filter((subset) => subset.length <= 3)
}

/** Every sheet; with `open`, questions may stay open as well. */
export function everySheet(questions: readonly Either[], open = false): readonly Readonly<Record<string, readonly string[]>>[] {
  let sheets: Record<string, readonly string[]>[] = [{}]
  for (const question of questions) {
    const answered = sheets.flatMap((sheet) => answersTo(question).map((answer) => ({ ...sheet, [question.id]: answer })))
    sheets = open ? [...sheets, ...answered] : answered
  }
  return sheets
}

/** What a version makes of a sheet: options that it does not know do not count, and where none is left the question is open. */
export function asKnown(rubric: Rubric, sheet: Readonly<Record<string, readonly string[]>>): Given {
  const given: Record<string, string | readonly string[]> = {}
  for (const question of rubric.questions) {
    const answer = sheet[question.id]
    const known = answer?.filter((id) => question.options.some((option) => option.id === id))
    if (answer === undefined || known === undefined) continue
    if (question.kind === 'many') {
      if (known.length > 0 || answer.length === 0) given[question.id] = known
    } else if (known.length === 1) given[question.id] = known[0] as string
  }
  return given
}

export function verdictsOn(rubric: Rubric, given: Given): ReadonlyMap<string, Verdict> {
  return new Map(oracle(rubric, given).approaches.map(({ id, verdict }) => [id, verdict]))
}

/** Whether deciding would find a reason at all. */
export function hasReason(rubric: Rubric, given: Given): boolean {
  return rubric.questions.some((one: Question) => one.role === 'reason' && Object.hasOwn(given, one.id) && !isHidden(rubric, given, one))
}

export interface Counts {
  readonly ways: number
  readonly any: number
  /** By `approach from>to`. */
  readonly moves: ReadonlyMap<string, number>
}

export function naiveCounts(before: Rubric, after: Rubric): Counts {
  const ids = [...new Set([...before.approaches, ...after.approaches].map(({ id }) => id))]
  const sheets = everySheet(eitherQuestions(before, after))
  const moves = new Map<string, number>()
  let any = 0
  for (const sheet of sheets) {
    const [was, is] = [verdictsOn(before, asKnown(before, sheet)), verdictsOn(after, asKnown(after, sheet))]
    const changed = ids.filter((id) => (was.get(id) ?? 'skip') !== (is.get(id) ?? 'skip'))
    if (changed.length > 0) any += 1
    for (const id of changed) {
      const key = `${id} ${was.get(id) ?? 'skip'}>${is.get(id) ?? 'skip'}`
      moves.set(key, (moves.get(key) ?? 0) + 1)
    }
  }
  return { ways: sheets.length, any, moves }
}

/** By move the fewest answers that show it where all else is open, and both versions have a reason to decide. */
export function naiveSmallest(before: Rubric, after: Rubric): ReadonlyMap<string, number> {
  const smallest = new Map<string, number>()
  for (const sheet of everySheet(eitherQuestions(before, after), true)) {
    const answers = Object.keys(sheet).length
    const given = [asKnown(before, sheet), asKnown(after, sheet)] as const
    if (!hasReason(before, given[0]) || !hasReason(after, given[1])) continue
    const [was, is] = [verdictsOn(before, given[0]), verdictsOn(after, given[1])]
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(id) ?? 'skip', is.get(id) ?? 'skip']
      const key = `${id} ${from}>${to}`
      if (from !== to) smallest.set(key, Math.min(answers, smallest.get(key) ?? answers))
    }
  }
  return smallest
}
