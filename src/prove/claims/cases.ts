import type { Given } from '../../engine/given.js'
import type { Condition, Question, Rubric } from '../../engine/rubric.js'

/** One way in which a condition can be true: answers that it fixes, and what has to be true beside them. */
export interface Case {
  readonly given: Given
  readonly rest: Condition
}

/** A part of a condition that is no list, or its opposite. */
type Literal = Exclude<Condition, { all: readonly Condition[] } | { any: readonly Condition[] }>

/** With more cases than this, a condition is carried along whole. */
const MOST_CASES = 48

/**
 * The cases of a condition: it is true exactly where in one of them the answers are those given and the rest is true. Where it is a choice among
 * options of single-choice questions, that fixes answers, which is far cheaper to explore than a condition. No cases: it is never true.
 */
export function casesOf(rubric: Rubric, condition: Condition): Case[] {
  const ways = waysOf(condition, false)
  if (ways === null) return [{ given: {}, rest: condition }]
  const perWay = ways.map((way) => casesOfWay(rubric, way, Math.max(1, Math.floor(MOST_CASES / ways.length))))
  const found = new Map(perWay.flat().map((one) => [JSON.stringify([one.given, one.rest]), one]))
  return [...found.values()]
}

/** Conditions that are true together exactly where this one is: its parts, if it is a list of parts that all have to hold. */
export function partsOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all.flatMap(partsOf)
  if ('not' in condition) {
    const inner = condition.not
    if ('not' in inner) return partsOf(inner.not)
    if ('any' in inner) return inner.any.flatMap((part) => partsOf({ not: part }))
  }
  return [condition]
}

/** Lists of literals, of which one has to hold as a whole; null when there are too many. De Morgan's laws hold with open answers too. */
function waysOf(condition: Condition, negated: boolean): Literal[][] | null {
  if ('not' in condition) return waysOf(condition.not, !negated)
  if (!('all' in condition) && !('any' in condition)) return [[negated ? { not: condition } : condition]]
  const every = 'all' in condition !== negated
  let ways: Literal[][] = every ? [[]] : []
  for (const part of 'all' in condition ? condition.all : condition.any) {
    const inner = waysOf(part, negated)
    if (inner === null) return null
    ways = every ? ways.flatMap((way) => inner.map((more) => [...way, ...more])) : ways.concat(inner)
    if (ways.length > MOST_CASES) return null
  }
  return ways
}

function casesOfWay(rubric: Rubric, way: readonly Literal[], most: number): Case[] {
  const allowed = new Map<string, readonly string[]>()
  const rest: Literal[] = []
  for (const literal of way) {
    const choice = choiceIn(rubric, literal)
    if (choice === undefined) {
      rest.push(literal)
      continue
    }
    const { question, options } = choice
    allowed.set(
      question.id,
      (allowed.get(question.id) ?? question.options.map(({ id }) => id)).filter((id) => options.includes(id)),
    )
    // Where the question may be hidden, its answer alone does not make the literal true.
    if (question.when !== undefined) rest.push(literal)
  }
  let givens: Given[] = [{}]
  for (const [id, options] of [...allowed].sort(([, a], [, b]) => a.length - b.length)) {
    if (givens.length * options.length <= most) givens = givens.flatMap((given) => options.map((option) => ({ ...given, [id]: option })))
    else rest.push({ question: id, is: options })
  }
  return givens.map((given) => ({ given, rest: { all: rest } }))
}

/** The options of a single-choice question of which a literal asks for one; undefined where it asks for something else. */
function choiceIn(rubric: Rubric, literal: Literal): { question: Question; options: readonly string[] } | undefined {
  const negated = 'not' in literal
  const atom = negated ? literal.not : literal
  if (!('question' in atom) || !('is' in atom)) return undefined
  const question = rubric.questions.find(({ id }) => id === atom.question)
  // The opposite is true of a hidden question too, whatever was answered.
  if (question?.kind !== 'single' || (negated && question.when !== undefined)) return undefined
  return { question, options: question.options.flatMap(({ id }) => (atom.is.includes(id) !== negated ? [id] : [])) }
}
