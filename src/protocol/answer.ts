import { UNSURE } from '../engine/answers.js'
import type { Band, Question } from '../engine/rubric.js'
import type { AnswerExample, AnswerForm } from './document.js'

/** How the answer to a question is sent back: where it belongs, what is taken, and an example of each kind. */
export function answerForm(question: Question): AnswerForm {
  const number = numbersOf(question)
  return {
    path: ['answers', question.id],
    values: [...question.options.map(({ id }) => id), UNSURE],
    ...(number !== undefined && { number }),
    examples: examplesFor(question),
  }
}

/** The bands leave no gap, so the lowest and the highest end say it all. */
function numbersOf({ unit, options }: Question): AnswerForm['number'] {
  const bands = options.flatMap(({ band }) => (band === undefined ? [] : [band]))
  const [first] = bands
  if (unit === undefined || first === undefined) return undefined
  const from = bands.reduce((least, band) => Math.min(least, band.from), first.from)
  const to = bands.reduce<number | undefined>((most, band) => higherEnd(most, band), 0)
  return { from, ...(to !== undefined && { to }), unit }
}

function higherEnd(most: number | undefined, { to }: Band): number | undefined {
  return most === undefined || to === undefined ? undefined : Math.max(most, to)
}

function examplesFor(question: Question): readonly AnswerExample[] {
  const { id, kind, unit, options } = question
  const example = (says: string, value: AnswerExample['value']): AnswerExample => ({ says, value, flag: `--set ${id}=${written(value)}` })
  const ids = options.map((option) => option.id)
  const number = options.at(-1)?.band?.from
  return [
    ...(kind === 'many' ? [example('some of the options', ids.slice(0, 2)), example('none of them', [])] : []),
    ...(kind === 'single' ? [example('one option', ids[0] ?? UNSURE)] : []),
    ...(unit !== undefined && number !== undefined ? [example(`a number of ${unit}`, number)] : []),
    example('not known: the question stays open and is not asked again', UNSURE),
  ]
}

function written(value: AnswerExample['value']): string {
  return typeof value === 'object' ? value.join(',') : String(value)
}
