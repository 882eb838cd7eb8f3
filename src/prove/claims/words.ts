import { atomsOf } from '../../engine/model.js'
import type { Claim, Condition, Rubric } from '../../engine/rubric.js'

/** A condition in the ids of the file: "`rag` is `adopt` or `pilot`". */
export function saidOf(condition: Condition, depth = 0): string {
  if ('not' in condition) return `not ${saidOf(condition.not, depth + 1)}`
  if ('approach' in condition) return `\`${condition.approach}\` is ${anyOf(condition.verdict)}`
  if ('question' in condition) {
    if ('is' in condition) return `\`${condition.question}\` is ${anyOf(condition.is)}`
    return `${condition.chosen.least} to ${condition.chosen.most} options of \`${condition.question}\` are chosen`
  }
  const every = 'all' in condition
  const parts = (every ? condition.all : condition.any).map((part) => saidOf(part, depth + 1))
  if (parts.length === 0) return every ? 'everything is allowed' : 'nothing is allowed'
  if (parts.length === 1) return parts[0] as string
  const joined = parts.join(every ? ' and ' : ' or ')
  return depth === 0 ? joined : `(${joined})`
}

function anyOf(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(' or ')
}

/** Ids of the approaches whose verdicts a condition reads, each once. */
export function approachesRead(condition: Condition): string[] {
  if ('approach' in condition) return [condition.approach]
  if ('question' in condition) return []
  if ('not' in condition) return approachesRead(condition.not)
  return [...new Set(('all' in condition ? condition.all : condition.any).flatMap(approachesRead))]
}

/** Whether a claim is about answers to a question that the rubric leaves out. */
export function readsAbsent(rubric: Rubric, claim: Claim): boolean {
  const read = [...atomsOf(claim.when).map(({ question }) => question), ...('more' in claim ? [claim.more] : [])]
  return read.some((id) => rubric.absent.includes(id))
}
