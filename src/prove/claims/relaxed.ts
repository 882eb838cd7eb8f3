import type { Atom } from '../../engine/model.js'
import type { Condition, Question, Rubric } from '../../engine/rubric.js'
import type { Case } from './cases.js'
import { type Settles, withSettled } from './simplified.js'

/**
 * A rubric that is easier to explore, in which a part of a claim breaks wherever it breaks in the rubric itself: what holds here holds there, what
 * breaks here may not. Where the case holds, its questions are asked and what it says of answers is so: conditions need not look. Where an approach
 * that loses to another one, and is skipped, cannot make the part untrue, none has to compete.
 */
export function relaxed(rubric: Rubric, { allowed, rest }: Case, part: Condition): Rubric {
  const questions = rubric.questions.map((question): Question => {
    const { when, ...always } = question
    return when !== undefined && allowed.has(question.id) ? always : question
  })
  const alternatives = bearsSkipping(part, false) ? [] : rubric.alternatives
  return withSettled({ ...rubric, questions, alternatives }, assumed(allowed, rest))
}

/** What follows for parts of conditions where a case holds. */
function assumed(allowed: Case['allowed'], rest: readonly Condition[]): Settles {
  const known: { readonly atom: Atom; readonly value: boolean }[] = []
  for (const literal of rest) {
    if ('question' in literal) known.push({ atom: literal, value: true })
    else if ('not' in literal && 'question' in literal.not) known.push({ atom: literal.not, value: false })
  }
  return (atom) => {
    const options = allowed.get(atom.question)
    if (options !== undefined && 'is' in atom) {
      const of = options.filter((id) => atom.is.includes(id)).length
      if (of === 0 || of === options.length) return of > 0
    }
    return known.find((one) => (one.value ? implies(one.atom, atom) : implies(atom, one.atom)))?.value
  }
}

/** Whether one part is true wherever another one is. */
function implies(one: Atom, other: Atom): boolean {
  if (one.question !== other.question) return false
  if ('is' in one && 'is' in other) return one.is.every((id) => other.is.includes(id))
  return 'chosen' in one && 'chosen' in other && other.chosen.least <= one.chosen.least && one.chosen.most <= other.chosen.most
}

/** Whether no approach that is skipped instead makes the condition, or its opposite, untrue. */
function bearsSkipping(condition: Condition, negated: boolean): boolean {
  if ('approach' in condition) return condition.verdict.includes('skip') !== negated
  if ('question' in condition) return true
  if ('not' in condition) return bearsSkipping(condition.not, !negated)
  return ('all' in condition ? condition.all : condition.any).every((one) => bearsSkipping(one, negated))
}
