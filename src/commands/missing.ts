import { numberFor } from '../answers/options.js'
import { UNSURE } from '../engine/answers.js'
import type { Question } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { oneLine } from '../report/encode.js'

/** One problem per open question, for readers of the JSON error document. */
export function missingProblems(open: readonly Question[]): Diagnostic[] {
  return open.map((question) =>
    problem('answer-missing', `${question.id} is open: ${oneLine(question.text)}`, {
      path: `answers.${question.id}`,
      allowed: [...question.options.map((option) => option.id), ...numberFor(question)],
      hint: flagOf(question),
    }),
  )
}

function flagOf(question: Question): string {
  return `--set ${question.id}=…`
}

/** The options, and that a number may stand in their place. */
function optionsOf(question: Question): string {
  return [question.options.map((option) => option.id).join(', '), ...numberFor(question).map(oneLine)].join('; ')
}

function choiceOf(question: Question): string {
  return question.kind === 'many'
    ? `any of, with commas: ${optionsOf(question)}; nothing after the = for none`
    : `one of: ${optionsOf(question)}`
}

function snippetLine(question: Question): string {
  const choice = question.kind === 'many' ? `a list of ${optionsOf(question)}; [] for none` : optionsOf(question)
  return `  ${question.id}: ${UNSURE}  # ${choice}`
}

/**
 * The open questions for a person: each as the flag that answers it with what it may be, then as lines to paste and fill in, for `answersFile` where there is one, else
 * as a whole file.
 */
export function missingText(open: readonly Question[], rubric: string, answersFile?: string): string {
  const flags = open.map((question) => `  ${flagOf(question)}  (${oneLine(question.title)})\n      ${choiceOf(question)}`)
  const head = answersFile === undefined ? [`rubric: ${rubric}`, 'answers:'] : ['answers:']
  const file = [...head, ...open.map(snippetLine)].map((line) => `  ${line}`)
  return [
    'Answer with flags (unsure leaves a question open):',
    '',
    ...flags,
    '',
    answersFile === undefined
      ? 'or put this in a file, fill it in, and name it with --answers FILE:'
      : `or answer in ${visible(answersFile)}, below "answers:" (with --interview, in a terminal, you are asked instead):`,
    '',
    ...file,
    '',
    '',
  ].join('\n')
}
