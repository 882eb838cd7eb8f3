import type { Answer, AnswerSheet } from '../engine/answers.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { warning } from '../files/problem.js'

/** One sheet of the answers of a file and of flags. Where both answer a question and differ, the flag wins and a notice says so. */
export function mergeSheets(
  file: AnswerSheet,
  flags: AnswerSheet,
): { readonly sheet: AnswerSheet; readonly notices: readonly Diagnostic[] } {
  const notices: Diagnostic[] = []
  for (const [id, flag] of flags.answers) {
    const other = file.answers.get(id)
    if (other === undefined || shown(other) === shown(flag)) continue
    notices.push(
      warning('answer-overridden', `${id}: ${shown(flag)} from the flag is used, not ${shown(other)} from the file`, {
        path: `answers.${id}`,
      }),
    )
  }
  return { sheet: { ...file, ...flags, answers: new Map([...file.answers, ...flags.answers]) }, notices }
}

function shown({ value, number }: Answer): string {
  if (number !== undefined) return `${number} (${value})`
  if (typeof value === 'string') return value
  return value.length === 0 ? 'none of these' : value.join(', ')
}
