import type { Condition, Rubric } from '../engine/rubric.js'

/** A condition as people say it, with the data it was made from. */
export interface Words {
  /** Reads on after "when": "“What is missing” is facts or both, and “Size of the knowledge” is not small". */
  readonly says: string
  /** Ids of the questions it reads, in the order of first mention. */
  readonly reads: readonly string[]
  readonly condition: Condition
}

interface Sentence {
  readonly kind: 'sentence'
  readonly says: string
}

/** Parts that hold together (`every`), or of which one is enough. */
interface Parts<T> {
  readonly kind: 'parts'
  readonly every: boolean
  readonly parts: readonly T[]
}

/** A condition for a list of two levels: one sentence, or parts that may have parts. */
export type Outline = Sentence | Parts<Sentence | Parts<string>>

type Atom = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

/** A condition without `not` above anything but an atom, without lists of one, and without a list in a list of the same kind. */
type Plain =
  | { readonly kind: 'atom'; readonly atom: Atom; readonly negated: boolean }
  | { readonly kind: 'list'; readonly every: boolean; readonly parts: readonly Plain[] }

/** A sentence that is longer than this is easier to read as a list. */
const LONGEST_SENTENCE = 160

/** A condition in words; undefined for none, which always holds. */
export function wordsOf(rubric: Rubric, condition: Condition | undefined): Words | undefined {
  if (condition === undefined) return undefined
  const plain = plainOf(condition, false)
  const reads = new Set(atomsOf(condition).flatMap((atom) => ('question' in atom ? [atom.question] : [])))
  return { says: sentenceOf(rubric, plain, 0), reads: [...reads], condition }
}

/** A condition as a list where one sentence would be long. */
export function outlineOf(rubric: Rubric, condition: Condition): Outline {
  const split = <T>(plain: Plain, part: (plain: Plain) => T): Sentence | Parts<T> => {
    const says = sentenceOf(rubric, plain, 0)
    if (plain.kind === 'atom' || says.length <= LONGEST_SENTENCE) return { kind: 'sentence', says }
    return { kind: 'parts', every: plain.every, parts: plain.parts.map(part) }
  }
  return split(plainOf(condition, false), (part) => split(part, (inner) => sentenceOf(rubric, inner, 0)))
}

/** Every atom of a condition, each once, in the order of first mention. */
export function atomsOf(condition: Condition): Atom[] {
  const found = new Map<string, Atom>()
  const walk = (each: Condition): void => {
    if ('all' in each) each.all.forEach(walk)
    else if ('any' in each) each.any.forEach(walk)
    else if ('not' in each) walk(each.not)
    else found.set(JSON.stringify(each), each)
  }
  walk(condition)
  return [...found.values()]
}

/** Negation moves inwards, which changes no value, open answers included (De Morgan holds in Kleene's logic). */
function plainOf(condition: Condition, negated: boolean): Plain {
  if ('not' in condition) return plainOf(condition.not, !negated)
  if (!('all' in condition || 'any' in condition)) return { kind: 'atom', atom: condition, negated }
  const every = 'all' in condition !== negated
  const parts = ('all' in condition ? condition.all : condition.any)
    .map((part) => plainOf(part, negated))
    .flatMap((part) => (part.kind === 'list' && part.every === every && part.parts.length > 0 ? part.parts : [part]))
  return parts.length === 1 ? (parts[0] as Plain) : { kind: 'list', every, parts }
}

function sentenceOf(rubric: Rubric, plain: Plain, depth: number): string {
  if (plain.kind === 'atom') return atomWords(rubric, plain.atom, plain.negated)
  if (plain.parts.length === 0) return plain.every ? 'it always holds' : 'it never holds'
  const parts = plain.parts.map((part) => sentenceOf(rubric, part, depth + 1))
  if (depth === 0) return parts.join(plain.every ? ', and ' : ', or ')
  const joined = parts.join(plain.every ? ' and ' : ' or ')
  return depth === 1 && !plain.every ? `either ${joined}` : `(${joined})`
}

/** One atom in words, or its opposite. */
export function atomWords(rubric: Rubric, atom: Atom, negated = false): string {
  if ('approach' in atom) {
    const title = rubric.approaches.find((one) => one.id === atom.approach)?.title ?? atom.approach
    return `the verdict on ${title} is ${choiceWords(atom.verdict, negated)}`
  }
  const question = rubric.questions.find((one) => one.id === atom.question)
  const name = question === undefined ? `${atom.question} (which this rubric does not ask)` : `“${question.title}”`
  if ('chosen' in atom) return `${countWords(atom.chosen, question?.options.length, negated)} chosen under ${name}`
  if (question?.kind !== 'many') return `${name} is ${choiceWords(atom.is, negated)}`
  if (!negated) return `${either(atom.is)} is chosen under ${name}`
  return atom.is.length === 1 ? `${atom.is[0]} is not chosen under ${name}` : `${noneOf(atom.is)} is chosen under ${name}`
}

function choiceWords(ids: readonly string[], negated: boolean): string {
  if (!negated) return either(ids)
  return ids.length === 1 ? `not ${ids[0]}` : `other than ${either(ids)}`
}

function either(ids: readonly string[]): string {
  return joined(ids, 'or')
}

function noneOf(ids: readonly string[]): string {
  return ids.length === 2 ? `neither ${ids[0]} nor ${ids[1]}` : `none of ${joined(ids, 'and')}`
}

function joined(ids: readonly string[], word: string): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} ${word} ${ids.at(-1)}`
}

function countWords({ least, most }: { least: number; most: number }, options: number | undefined, negated: boolean): string {
  const open = options !== undefined && most >= options
  const verb = (count: number): string => (count === 1 ? 'option is' : 'options are')
  if (open) return negated ? `fewer than ${least} ${verb(least)}` : `at least ${least} ${verb(least)}`
  if (most === 0) return negated ? 'at least 1 option is' : 'no option is'
  if (least === 0) return negated ? `more than ${most} ${verb(most)}` : `at most ${most} ${verb(most)}`
  const exact = least === most ? `exactly ${least} ${verb(least)}` : `${least} to ${most} options are`
  return negated ? `other than ${exact}` : exact
}
