import { atomsOf } from '../../engine/model.js'
import type { Claim, Condition, Rubric } from '../../engine/rubric.js'

/** A condition in the words of the file: `fine-tuning is adopt or pilot, and not need is facts`. */
export function saidOf(condition: Condition, depth = 0): string {
  if ('not' in condition) return `not ${saidOf(condition.not, depth + 1)}`
  if ('approach' in condition) return `${condition.approach} is ${condition.verdict.join(' or ')}`
  if ('question' in condition) {
    if ('is' in condition) return `${condition.question} is ${condition.is.join(' or ')}`
    return `${condition.question} has ${condition.chosen.least} to ${condition.chosen.most} options chosen`
  }
  const every = 'all' in condition
  const parts = (every ? condition.all : condition.any).map((part) => saidOf(part, depth + 1))
  if (parts.length === 0) return every ? 'anything' : 'nothing at all'
  if (parts.length === 1) return parts[0] as string
  const joined = parts.join(every ? ' and ' : ' or ')
  return depth === 0 ? joined : `(${joined})`
}

/** Ids of the approaches whose verdicts a condition reads, each once. */
export function approachesRead(condition: Condition): string[] {
  if ('approach' in condition) return [condition.approach]
  if ('question' in condition) return []
  if ('not' in condition) return approachesRead(condition.not)
  return [...new Set(('all' in condition ? condition.all : condition.any).flatMap(approachesRead))]
}

/** Whether this rubric asks every question that a claim reads; one that asks fewer than the rubric it extends may not. */
export function askedQuestions(rubric: Rubric, claim: Claim): boolean {
  const read = [...atomsOf(claim.when).map(({ question }) => question), ...('more' in claim ? [claim.more] : [])]
  return !read.some((id) => rubric.absent.includes(id))
}
