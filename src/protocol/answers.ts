import type { Answer, AnswerSheet } from '../engine/answers.js'
import type { Rubric } from '../engine/rubric.js'
import type { AnswersDocument } from './document.js'

/**
 * The answers as they were understood, in the shape of an answers file and in the order of the rubric: a number stays the number that was given.
 * Reading it gives the same sheet, with every origin `file`. `rubricName` is what the document calls its rubric.
 */
export function answersDocument(sheet: AnswerSheet, rubric: Rubric, rubricName: string): AnswersDocument {
  const { title, owner, reviewAfter, context, answers } = sheet
  const given = rubric.questions.flatMap(({ id }) => {
    const answer = answers.get(id)
    return answer === undefined ? [] : [[id, plainValue(answer)] as const]
  })
  return {
    ...(title !== undefined && { title }),
    rubric: rubricName,
    ...(owner !== undefined && { owner }),
    ...(reviewAfter !== undefined && { 'review-after': reviewAfter }),
    ...(context !== undefined && { context: inOrder(context) }),
    answers: Object.fromEntries(given),
  }
}

function plainValue({ value, number }: Answer): AnswersDocument['answers'][string] {
  return number ?? value
}

function inOrder({ workflow, users, objective, data }: NonNullable<AnswerSheet['context']>): NonNullable<AnswerSheet['context']> {
  return {
    ...(workflow !== undefined && { workflow }),
    ...(users !== undefined && { users }),
    ...(objective !== undefined && { objective }),
    ...(data !== undefined && { data }),
  }
}
