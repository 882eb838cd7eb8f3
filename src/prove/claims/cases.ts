import type { Approach, Condition, Question, Rubric } from '../../engine/rubric.js'

/** One way in which a condition can be true. */
export interface Case {
  /** By id of a single-choice question: the options of which one has to be chosen, in a question that is asked. */
  readonly allowed: ReadonlyMap<string, readonly string[]>
  /** What has to be true beside that. */
  readonly rest: readonly Condition[]
}

/** A part of a condition that is no list, or its opposite. */
type Literal = Exclude<Condition, { all: readonly Condition[] } | { any: readonly Condition[] }>

/** With more cases than this, a condition is carried along whole. */
const MOST_CASES = 48

/** The cases of a condition: it is true exactly where in one of them everything holds. None: it is never true. */
export function casesOf(rubric: Rubric, condition: Condition): Case[] {
  const ways = waysOf(condition, false)
  if (ways === null) return [{ allowed: new Map(), rest: [condition] }]
  const cases = ways.map((way) => caseOf(rubric, way)).filter(({ allowed }) => [...allowed.values()].every((options) => options.length > 0))
  const found = new Map(cases.map((one) => [JSON.stringify([[...one.allowed], one.rest]), one]))
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

function caseOf(rubric: Rubric, way: readonly Literal[]): Case {
  const allowed = new Map<string, readonly string[]>()
  const rest: Literal[] = []
  for (const literal of way) {
    const choice = choiceIn(rubric, literal)
    if (choice === undefined) rest.push(literal)
    else {
      const { question, options } = choice
      const before = allowed.get(question.id) ?? question.options.map(({ id }) => id)
      allowed.set(
        question.id,
        before.filter((id) => options.includes(id)),
      )
    }
  }
  return { allowed, rest }
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

/** A rubric in which an approach of its own counts the answers that a case allows, and the condition that is true exactly where the case holds. */
export interface Counted {
  readonly rubric: Rubric
  readonly condition: Condition
}

/** No id of a file holds a space. */
const COUNTER = 'answers as allowed'

/**
 * Lets an approach count, a point for each, the answers that are as a case allows: it is adopted where all of them are. Points add up as they
 * come, so that exploring them is cheap, where a condition on many answers has to remember them all to the end.
 */
export function counted(rubric: Rubric, { allowed, rest }: Case): Counted {
  const questions = rubric.questions.map((question) => {
    const options = question.role === 'context' ? undefined : allowed.get(question.id)
    return options === undefined ? question : withPoints(question, options)
  })
  const count = (role: Question['role']): number => rubric.questions.filter((one) => one.role === role && allowed.has(one.id)).length
  const [need, readiness] = [count('reason'), count('enabler')]
  const unscored = rubric.questions.flatMap(({ id, role }): Condition[] => {
    const options = role === 'context' ? allowed.get(id) : undefined
    return options === undefined ? [] : [{ question: id, is: options }]
  })
  const all = [...unscored, ...rest]
  if (need + readiness === 0) return { rubric, condition: { all } }
  const counter: Approach = { ...BARE, lines: { adopt: need, pilot: need, ready: readiness } }
  return {
    rubric: { ...rubric, approaches: [...rubric.approaches, counter], questions },
    condition: { all: [{ approach: COUNTER, verdict: ['adopt'] }, ...all] },
  }
}

function withPoints(question: Question, allowed: readonly string[]): Question {
  const point = { approach: COUNTER, points: 1, because: '', evidence: [], criterion: '' }
  const options = question.options.map((option) =>
    allowed.includes(option.id) ? { ...option, points: [...option.points, point] } : option,
  )
  return { ...question, options }
}

const BARE: Omit<Approach, 'lines'> = {
  id: COUNTER,
  title: '',
  summary: '',
  layer: '',
  prior: 0,
  priorBecause: '',
  readinessPrior: 0,
}
