import type { Answer, AnswerSheet, Expectation } from '../engine/answers.js'
import type { Rubric } from '../engine/rubric.js'
import { hundredthsText } from '../files/percentage.js'
import type { AnswersDocument, ExpectDocument } from './document.js'

/**
 * The answers as they were understood, in the shape of an answers file and in the order of the rubric: a number stays the number that was given.
 * Reading it gives the same sheet, with every origin `file`. `rubricName` is what the document calls its rubric.
 */
export function answersDocument(sheet: AnswerSheet, rubric: Rubric, rubricName: string): AnswersDocument {
  const { title, owner, reviewAfter, context, expect, answers } = sheet
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
    ...(expect !== undefined && { expect: expectDocument(expect) }),
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

function expectDocument(expect: readonly Expectation[]): ExpectDocument {
  const verdicts = expect.flatMap((one) =>
    one.kind === 'verdict' ? [[one.approach, one.not ? { not: one.verdicts } : one.verdicts] as const] : [],
  )
  const failOn = expect.flatMap((one) => (one.kind === 'fail-on' ? [one.what] : []))
  return {
    ...(verdicts.length > 0 && { verdicts: Object.fromEntries(verdicts) }),
    ...Object.assign({}, ...expect.map(limitOf)),
    ...(failOn.length > 0 && { 'fail-on': failOn }),
  }
}

function limitOf(one: Expectation): ExpectDocument {
  if (one.kind === 'min-stability') return { 'min-stability': hundredthsText(one.hundredths) }
  if (one.kind === 'min-margin') return { 'min-margin': one.points }
  return one.kind === 'max-open' ? { 'max-open': one.questions } : {}
}
