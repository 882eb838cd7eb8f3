import { UNSURE } from '../engine/answers.js'
import type { Option, Question } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'
import { oddCharacter } from '../files/ids.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'

/** Where an answer stands: in a file or in a flag. */
export interface Site {
  readonly place: Place
  readonly path: string
}

/** What an answer may be, for a person: the option ids, `unsure`, and a number in words where one is taken. */
export function allowedFor(question: Question): readonly string[] {
  return [...namesFor(question), ...numberFor(question)]
}

/** That a number may stand in place of an option, to end a list of options; nothing where it may not. */
export function numberFor({ unit }: Question): readonly string[] {
  return unit === undefined ? [] : [`or a whole number of ${unit}`]
}

function namesFor(question: Question): readonly string[] {
  return [...question.options.map(({ id }) => id), UNSURE]
}

/** A number that was put into its band, or the problem with it. */
export type Banded = { readonly value: string; readonly number: number } | Diagnostic

/** The option whose band holds the number, for a question that takes numbers. */
export function intoBand(question: Question, number: number, site: Site): Banded {
  const allowed = allowedFor(question)
  if (question.unit === undefined) {
    return problem('answer-number', `${question.id} takes one of its options, not a number`, { ...site, allowed })
  }
  const option = Number.isInteger(number) ? question.options.find(({ band }) => holds(band, number)) : undefined
  if (option !== undefined) return { value: option.id, number }
  if (!Number.isInteger(number)) return notPlain(question, String(number), site)
  return problem('answer-range', `${number} ${question.unit} is outside of what ${question.id} covers`, {
    ...site,
    allowed,
    hint: rangeOf(question),
  })
}

function holds(band: Option['band'], number: number): boolean {
  return band !== undefined && number >= band.from && (band.to === undefined || number <= band.to)
}

function rangeOf(question: Question): string {
  const bands = question.options.flatMap(({ id, band }) =>
    band === undefined ? [] : [`${id} ${band.from}${band.to === undefined ? ' and more' : band.to === band.from ? '' : `–${band.to}`}`],
  )
  return `whole numbers: ${bands.join(', ')}`
}

function notPlain(question: Question, text: string, site: Site): Diagnostic {
  const odd = oddDigits(text)
  return problem('answer-number', `${echo(text)} is not a plain whole number${odd}`, {
    ...site,
    allowed: allowedFor(question),
    hint: `write ${question.unit} in the digits 0–9 alone, such as 1500`,
  })
}

function oddDigits(text: string): string {
  const odd = /^[\x20-\x7e]*$/.test(text) ? undefined : oddCharacter(text.replace(/[\x20-\x7e]/g, ''))
  return odd === undefined ? '' : `; it ${odd.replace('starts with', 'contains')}`
}

/**
 * The option that a text names, `unsure`, or the band of a whole number in digits; else the problem, which names the odd character, the nearest
 * option and all that are allowed. Nothing is folded or trimmed: `RAG` is not `rag`.
 */
export function readOption(
  question: Question,
  text: string,
  site: Site,
): { readonly value: string; readonly number?: number } | Diagnostic {
  if (text === UNSURE || question.options.some(({ id }) => id === text)) return { value: text }
  if (question.unit !== undefined) {
    if (/^(?:0|[1-9][0-9]{0,14})$/.test(text)) return intoBand(question, Number(text), site)
    if (/^[-+.\s]*\p{Nd}/u.test(text.slice(0, 64))) return notPlain(question, text, site)
  }
  return unknownOption(question, text, site)
}

/** The problem with a text that names no option of the question. */
export function unknownOption(question: Question, text: string, site: Site): Diagnostic {
  const odd = oddCharacter(text)
  const guess = meant(question, text) ?? nearest(text, namesFor(question))
  return problem('answer-unknown-option', `${question.id} has no option ${echo(text)}${odd === undefined ? '' : `: it ${odd}`}`, {
    ...site,
    allowed: allowedFor(question),
    ...(guess !== undefined && { hint: `did you mean ${guess}?` }),
  })
}

/** What other languages write for yes and no. */
function meant(question: Question, text: string): string | undefined {
  const word = text === 'true' ? 'yes' : text === 'false' ? 'no' : undefined
  return question.options.find(({ id }) => id === word)?.id
}

/** The problem with a question id that the rubric does not have. */
export function unknownQuestion(id: string, known: readonly string[], site: Site): Diagnostic {
  const odd = oddCharacter(id)
  const guess = nearest(id, known)
  return problem('answer-unknown-question', `there is no question ${echo(id)}${odd === undefined ? '' : `: it ${odd}`}`, {
    ...site,
    allowed: known,
    hint: guess === undefined ? undefined : `did you mean ${guess}?`,
  })
}

/** The chosen options in the order of the rubric, so that the order of writing them changes nothing. */
export function inRubricOrder(question: Question, chosen: ReadonlySet<string>): readonly string[] {
  return question.options.map(({ id }) => id).filter((id) => chosen.has(id))
}
