import type { Question, Rubric, Verdict } from '../../src/engine/rubric.js'
import { everyAnswer, everyCompletion, type Given, isHidden, isOpen, oracle } from './oracle.js'

const known = new WeakMap<Rubric, Map<string, Verdict[]>>()

/** Verdicts by the naive engine, in the rubric's order; a sheet met again is not decided again. */
export function verdictsBy(rubric: Rubric, given: Given): Verdict[] {
  const memory = known.get(rubric) ?? new Map<string, Verdict[]>()
  known.set(rubric, memory)
  const key = JSON.stringify(rubric.questions.map(({ id }) => given[id] ?? null))
  const before = memory.get(key)
  if (before !== undefined) return before
  const verdicts = oracle(rubric, given).approaches.map((one) => one.verdict)
  memory.set(key, verdicts)
  return verdicts
}

/** An exact fraction by enumeration. */
export interface Fraction {
  readonly part: bigint
  readonly whole: bigint
}

/** Whether two fractions are the same number. */
export function same(a: Fraction, b: Fraction): boolean {
  return a.part * b.whole === b.part * a.whole
}

/** Share of all ways to answer what is open in which a predicate holds: each answer of a visible question counts the same. */
export function shareOfWays(rubric: Rubric, given: Given, holds: (way: Given) => boolean): Fraction {
  const open = rubric.questions.filter((question) => given[question.id] === undefined || given[question.id] === 'unsure')
  const whole = open.reduce((product, question) => product * BigInt(everyAnswer(question).length), 1n)
  let part = 0n
  for (const way of everyCompletion(rubric, given)) {
    if (!holds(way)) continue
    const unasked = open.filter((question) => isHidden(rubric, way, question))
    part += unasked.reduce((product, question) => product * BigInt(everyAnswer(question).length), 1n)
  }
  return { part, whole }
}

/** One stated answer changed, and how many changes that is. */
interface Alternative {
  readonly id: string
  readonly answer: string | readonly string[]
  readonly cost: number
}

/** Every set of at most `most` changes to stated answers. */
export function everyChange(rubric: Rubric, given: Given, most: number): readonly (readonly Alternative[])[] {
  const stated = rubric.questions.filter((question) => given[question.id] !== undefined && given[question.id] !== 'unsure')
  let sets: (readonly Alternative[])[] = [[]]
  for (const question of stated) {
    const others = alternativesTo(question, given[question.id] as string | readonly string[])
    sets = sets.flatMap((set) => {
      const spent = set.reduce((sum, one) => sum + one.cost, 0)
      return [set, ...others.filter((one) => spent + one.cost <= most).map((one) => [...set, one])]
    })
  }
  return sets
}

function alternativesTo(question: Question, now: string | readonly string[]): Alternative[] {
  return everyAnswer(question)
    .map((answer) => ({ id: question.id, answer, cost: costOf(now, answer) }))
    .filter((one) => one.cost > 0)
}

function costOf(from: string | readonly string[], to: string | readonly string[]): number {
  if (typeof from === 'string' || typeof to === 'string') return from === to ? 0 : 1
  return [...from.filter((id) => !to.includes(id)), ...to.filter((id) => !from.includes(id))].length
}

/** The smallest sets of changes that turn one approach's verdict, as canonical texts; none within `most` gives an empty list. */
export function smallestFlips(rubric: Rubric, given: Given, most: number): readonly (readonly string[])[] {
  const now = verdictsBy(rubric, given)
  const best: { cost: number; sets: string[] }[] = now.map(() => ({ cost: most + 1, sets: [] }))
  for (const set of everyChange(rubric, given, most)) {
    const cost = set.reduce((sum, one) => sum + one.cost, 0)
    if (cost === 0) continue
    const changed = { ...given, ...Object.fromEntries(set.map((one) => [one.id, one.answer])) }
    verdictsBy(rubric, changed).forEach((verdict, index) => {
      const own = best[index] as { cost: number; sets: string[] }
      if (verdict === now[index] || cost > own.cost) return
      if (cost < own.cost) {
        own.cost = cost
        own.sets = []
      }
      own.sets.push(textOf(verdict, set))
    })
  }
  return best.map((own) => own.sets.sort())
}

/** One set of changes as a text that does not depend on order. */
export function textOf(verdict: Verdict, set: readonly { readonly id: string; readonly answer: string | readonly string[] }[]): string {
  const parts = set.map(({ id, answer }) => `${id}=${typeof answer === 'string' ? answer : [...answer].sort().join('+')}`)
  return `${verdict}: ${parts.sort().join(' ')}`
}

/** For each open question the share of its answers that changes at least one verdict. */
export function prospectsOf(
  rubric: Rubric,
  given: Given,
): ReadonlyMap<string, { readonly changing: number; readonly of: number; readonly turned: number }> {
  const now = verdictsBy(rubric, given)
  const result = new Map<string, { changing: number; of: number; turned: number }>()
  for (const question of rubric.questions) {
    if (!isOpen(rubric, given, question)) continue
    const answers = everyAnswer(question)
    const turned = answers.map(
      (answer) => verdictsBy(rubric, { ...given, [question.id]: answer }).filter((verdict, index) => verdict !== now[index]).length,
    )
    result.set(question.id, {
      changing: turned.filter((count) => count > 0).length,
      of: answers.length,
      turned: turned.reduce((sum, count) => sum + count, 0),
    })
  }
  return result
}
