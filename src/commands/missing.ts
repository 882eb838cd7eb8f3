import { UNSURE } from '../engine/answers.js'
import type { Question } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { oneLine } from '../report/encode.js'

/** One problem per open question, for readers of the JSON error document. */
export function missingProblems(open: readonly Question[]): Diagnostic[] {
  return open.map((question) =>
    problem('answer-missing', `${question.id} is open: ${oneLine(question.text)}`, {
      path: `answers.${question.id}`,
      allowed: question.options.map((option) => option.id),
      hint: flagOf(question),
    }),
  )
}

function flagOf(question: Question): string {
  return `--set ${question.id}=…`
}

function choiceOf(question: Question): string {
  const ids = question.options.map((option) => option.id).join(', ')
  return question.kind === 'many' ? `any of, with commas: ${ids}` : `one of: ${ids}`
}

function snippetLine(question: Question): string {
  const ids = question.options.map((option) => option.id)
  const choice = question.kind === 'many' ? `a list of ${ids.join(', ')}; [] for none` : ids.join(', ')
  return `  ${question.id}: ${UNSURE}  # ${choice}`
}

/** The open questions for a person: each as the flag that answers it with what it may be, then as a file to paste and fill in. */
export function missingText(open: readonly Question[], rubric: string): string {
  const flags = open.map((question) => `  ${flagOf(question)}  (${oneLine(question.title)})\n      ${choiceOf(question)}`)
  const file = [`rubric: ${rubric}`, 'answers:', ...open.map(snippetLine)].map((line) => `  ${line}`)
  return [
    'Answer with flags (unsure leaves a question open):',
    '',
    ...flags,
    '',
    'or put this in a file, fill it in, and name it with --answers FILE:',
    '',
    ...file,
    '',
    '',
  ].join('\n')
}
