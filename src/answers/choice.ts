import { UNSURE } from '../engine/answers.js'
import type { Question } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { readOption, type Site } from './options.js'

/** What is wrong with one more option of a many-question, if anything. */
export function faultOfChoice(question: Question, text: string, chosen: ReadonlySet<string>, site: Site): Diagnostic | undefined {
  if (text === UNSURE) {
    const hint = `write ${question.id}: unsure, or the options alone`
    return problem('answer-unsure-not-alone', 'unsure stands alone, not in a list', { ...site, hint })
  }
  if (chosen.has(text)) return problem('answer-repeated', `${question.id} names ${text} twice`, { ...site, hint: 'keep one of the two' })
  const read = readOption(question, text, site)
  return 'code' in read ? read : undefined
}
