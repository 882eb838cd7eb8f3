import type { Condition } from './rubric.js'
import type { Names } from './truth.js'

/** Where a program of switches ends: the condition has the value that was asked for, or has not. */
export const YES = -1
const NO = -2

/** One switch is five numbers: its kind, two operands, and where to go on when it is on, and off. */
const WIDTH = 5
/** On when one of these bits is chosen: word, mask. */
const BIT = 0
/** On when the question is answered or hidden. */
const KNOWN = 1
/** On when the question is answered and asked, and as many options are chosen as the range allows: question, range. */
const COUNT = 2

/** Where the options of all questions lie in a row of bits. */
interface Bits {
  readonly first: Int32Array
  readonly wordOf: Int32Array
  readonly maskOf: Int32Array
}

/** Conditions as programs of switches, which read bits in place of calling functions. */
export interface Conditions {
  /** Where the program starts that ends in yes when the condition is true. */
  whenTrue(condition: Condition | undefined): number
  /** The same for false, which an open answer makes as little as true. */
  whenFalse(condition: Condition | undefined): number
  /** Runs programs over a sheet: chosen bits (none of a hidden question), 0 for an open question, 1 for an answered and 2 for a hidden one, and counts. */
  evaluator(chosen: Int32Array, known: Uint8Array, counts: Uint8Array): (start: number) => boolean
}

/**
 * Compiles conditions of Kleene's three values to switches of two: that a condition is true, and that it is false, are asked apart. `not` swaps the two,
 * so that only parts that read an answer are left, joined by the places where they go on. `switches.ts` and `truth.ts` come to the same.
 */
export function compiler(names: Names, bits: Bits): Conditions {
  const code: number[] = []
  const ranges: number[] = []

  function emit(kind: number, a: number, b: number, on: number, off: number): number {
    if (on === off) return on
    code.push(kind, a, b, on, off)
    return code.length - WIDTH
  }

  function build(condition: Condition, wanted: boolean, yes: number, no: number): number {
    if ('not' in condition) return build(condition.not, !wanted, yes, no)
    if ('all' in condition) return wanted ? every(condition.all, wanted, yes, no) : some(condition.all, wanted, yes, no)
    if ('any' in condition) return wanted ? some(condition.any, wanted, yes, no) : every(condition.any, wanted, yes, no)
    // Verdicts are not known yet, and what is not known is neither true nor false.
    const question = 'question' in condition ? names.question.get(condition.question) : undefined
    if (question === undefined || 'approach' in condition) return no
    const matched = wanted ? yes : no
    const unmatched = wanted ? no : yes
    const test =
      'is' in condition ? bitsOf(question, condition.is, matched, unmatched) : countOf(question, condition.chosen, matched, unmatched)
    // Nothing is chosen in an open question, so only what must not match asks whether it is open.
    return wanted ? test : emit(KNOWN, question, 0, test, no)
  }

  function every(parts: readonly Condition[], wanted: boolean, yes: number, no: number): number {
    return parts.reduceRight((next, part) => build(part, wanted, next, no), yes)
  }

  function some(parts: readonly Condition[], wanted: boolean, yes: number, no: number): number {
    return parts.reduceRight((next, part) => build(part, wanted, yes, next), no)
  }

  function bitsOf(question: number, ids: readonly string[], on: number, off: number): number {
    const masks = new Map<number, number>()
    for (const id of ids) {
      const option = names.option[question]?.get(id)
      if (option === undefined) continue
      const place = (bits.first[question] as number) + option
      const word = bits.wordOf[place] as number
      masks.set(word, (masks.get(word) ?? 0) | (bits.maskOf[place] as number))
    }
    return [...masks].reduceRight((next, [word, mask]) => emit(BIT, word, mask, on, next), off)
  }

  function countOf(question: number, { least, most }: { least: number; most: number }, on: number, off: number): number {
    ranges.push(least, most)
    return emit(COUNT, question, ranges.length - 2, on, off)
  }

  return {
    whenTrue: (condition) => (condition === undefined ? YES : build(condition, true, YES, NO)),
    whenFalse: (condition) => (condition === undefined ? NO : build(condition, false, YES, NO)),
    evaluator(chosen, known, counts) {
      const program = Int32Array.from(code)
      const range = Float64Array.from(ranges)
      return (start) => {
        let at = start
        while (at >= 0) {
          const kind = program[at] as number
          const a = program[at + 1] as number
          const b = program[at + 2] as number
          let on: boolean
          if (kind === BIT) on = ((chosen[a] as number) & b) !== 0
          else if (kind === KNOWN) on = known[a] !== 0
          else on = known[a] === 1 && (counts[a] as number) >= (range[b] as number) && (counts[a] as number) <= (range[b + 1] as number)
          at = program[on ? at + 3 : at + 4] as number
        }
        return at === YES
      }
    },
  }
}
