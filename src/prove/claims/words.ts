import { atomsOf } from '../../engine/model.js'
import type { Claim, Condition, Rubric } from '../../engine/rubric.js'

/** A condition in the ids of the file: "`rag` is `adopt` or `pilot`". */
export function saidOf(condition: Condition, negated = false, depth = 0): string {
  if ('not' in condition) return saidOf(condition.not, !negated, depth)
  if ('approach' in condition) return `\`${condition.approach}\` is ${negated ? notAny(condition.verdict) : any(condition.verdict)}`
  if ('question' in condition) {
    if ('is' in condition) return `\`${condition.question}\` is ${negated ? notAny(condition.is) : any(condition.is)}`
    const { least, most } = condition.chosen
    return `${negated ? 'other than ' : ''}${least} to ${most} options of \`${condition.question}\` are chosen`
  }
  const every = 'all' in condition !== negated
  const parts = ('all' in condition ? condition.all : condition.any).map((part) => saidOf(part, negated, depth + 1))
  if (parts.length === 0) return every ? 'anything goes' : 'nothing will do'
  if (parts.length === 1) return parts[0] as string
  const joined = parts.join(every ? ' and ' : ' or ')
  return depth === 0 ? joined : `(${joined})`
}

function any(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(' or ')
}

function notAny(ids: readonly string[]): string {
  return ids.length === 1 ? `not ${any(ids)}` : `neither ${ids.map((id) => `\`${id}\``).join(' nor ')}`
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
