import { type Answer, UNSURE } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { hasReason } from '../engine/sufficient.js'
import { visibility } from '../engine/visibility.js'
import { oneLine } from '../report/encode.js'
import type { Choice, Prompt } from './prompter.js'
import { answersCounted, answerWords } from './words.js'

/** The choices of a review beside the answers. Not ids, so that they cannot meet one. */
export const DECIDE = '(decide)'
export const ASK_SKIPPED = '(ask-skipped)'

/** Every answer with where it came from; the first choice decides, any other is changed by picking it. */
export function reviewPrompt(
  rubric: Rubric,
  answers: ReadonlyMap<string, Answer>,
  skipped: readonly Question[],
  canGoBack: boolean,
): Prompt {
  const hidden = new Set(visibility(rubric, answers).hidden.map(({ id }) => id))
  const given = rubric.questions.flatMap((question) => {
    const answer = answers.get(question.id)
    return answer === undefined ? [] : [{ question, answer, counts: !hidden.has(question.id) }]
  })
  return {
    progress: '',
    message: 'Review your answers',
    help: [
      `${capital(countsOf(given, skipped.length))}.`,
      ...(hasReason(rubric, answers) ? [] : ['None of them gives a reason yet: there would be nothing to decide.']),
      ...(given.length === 0 ? [] : ['Choose one to change it.']),
    ].join(' '),
    kind: 'one',
    choices: [{ value: DECIDE, label: 'Decide now' }, ...skippedChoice(skipped.length), ...given.map(choiceOf)],
    alone: [],
    actions: canGoBack ? ['back'] : [],
    chosen: [],
  }
}

interface Given {
  readonly question: Question
  readonly answer: Answer
  readonly counts: boolean
}

function countsOf(given: readonly Given[], skipped: number): string {
  const unsure = given.filter(({ answer, counts }) => counts && answer.value === UNSURE).length
  const aside = given.filter(({ counts }) => !counts).length
  return [
    answersCounted(given.length - unsure - aside),
    ...(unsure === 0 ? [] : [`${unsure} not sure`]),
    ...(aside === 0 ? [] : [`${aside} kept aside`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped, which could change nothing`]),
  ].join(', ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function skippedChoice(count: number): readonly Choice[] {
  if (count === 0) return []
  const label = count === 1 ? 'Answer the skipped question too' : `Answer the ${count} skipped questions too`
  return [{ value: ASK_SKIPPED, label, help: 'It could change nothing in the result, but would leave fewer questions open.' }]
}

function choiceOf({ question, answer, counts }: Given): Choice {
  const origin = counts ? answer.origin : `${answer.origin}; kept aside, does not count now`
  return {
    value: question.id,
    label: `${oneLine(question.title)}: ${answerWords(question, answer)} (${origin})`,
    help: oneLine(question.text),
  }
}
