import type { AnswerSheet } from '../engine/answers.js'
import type { Rubric } from '../engine/rubric.js'
import { quoted, writtenAnswer } from './written.js'
import { expectLines } from './written-expect.js'

/**
 * An answers file with these answers, in the order of the rubric: what was asked and answered can be read, edited, kept in a repository and decided
 * again. Reading it gives the same sheet, with every origin `file`. `rubricName` is what the file calls its rubric, for one that was loaded from a path.
 */
export function sheetToYaml(sheet: AnswerSheet, rubric: Rubric, rubricName: string = rubric.id): string {
  const { title, context, owner, reviewAfter, expect, answers } = sheet
  const parts = (['workflow', 'users', 'objective', 'data'] as const).flatMap((part) => entry(`  ${part}`, context?.[part]))
  const given = rubric.questions.flatMap(({ id }) => {
    const answer = answers.get(id)
    return answer === undefined ? [] : [`  ${id}: ${writtenAnswer(answer)}`]
  })
  const lines = [
    ...entry('title', title),
    `rubric: ${quoted(rubricName)}`,
    ...entry('owner', owner),
    ...entry('review-after', reviewAfter),
    ...(parts.length > 0 ? ['context:', ...parts] : []),
    ...expectLines(expect),
    ...(given.length > 0 ? ['answers:', ...given] : ['answers: {}']),
  ]
  return `${lines.join('\n')}\n`
}

function entry(key: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${key}: ${quoted(text)}`]
}
