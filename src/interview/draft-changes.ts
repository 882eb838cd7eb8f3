import type { Answer } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { oneLine } from '../report/encode.js'
import type { Draft, Misfit, Recorded } from './draft.js'

/** More sentences than this are counted, not told. */
const MOST = 5
const LONGEST = 60

/** A text of a draft or rubric in quotation marks, safe to print and cut to 60 characters. */
export function quoted(text: string): string {
  const characters = [...oneLine(text)]
  return `“${characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('')}”`
}

/** What became different between a draft and the rubric as it is now, in short sentences, what touches an answer first. */
export function changesSince(
  draft: Draft,
  rubric: Rubric,
  kept: ReadonlyMap<string, Answer>,
  misfits: ReadonlyMap<string, Misfit>,
): readonly string[] {
  const now = new Map(rubric.questions.map((question) => [question.id, question]))
  const gone = [...new Set([...draft.questions.keys(), ...draft.answers.keys()])].filter((id) => !now.has(id))
  const lost = [
    ...rubric.questions.flatMap((question) => {
      const misfit = misfits.get(question.id)
      return misfit === undefined ? [] : [lostAnswer(question, misfit, draft)]
    }),
    ...gone.filter((id) => draft.answers.has(id)).map((id) => `The answer to ${titleIn(draft, id)} is dropped: the question is gone.`),
  ]
  const staying = rubric.questions.filter(({ id }) => !misfits.has(id))
  const touched = staying
    .filter(({ id }) => kept.has(id))
    .flatMap((question) => [...movedNumber(question, draft, kept), ...altered(question, draft, true)])
  const others = staying.filter(({ id }) => !kept.has(id)).flatMap((question) => altered(question, draft, false))
  const left = gone.filter((id) => !draft.answers.has(id)).map((id) => `The question ${titleIn(draft, id)} is gone.`)
  const told = [...lost, ...touched, ...others, ...left]
  return [...versions(draft, rubric), ...(told.length === 0 ? ['No question changed.'] : counted(told))]
}

function versions({ rubric: then }: Draft, { version }: Rubric): readonly string[] {
  return then.version === version ? [] : [`It was version ${quoted(then.version)} and is now ${quoted(version)}.`]
}

function counted(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MOST
  if (more <= 1) return sentences
  return [...sentences.slice(0, MOST), `${more} more changes.`]
}

function lostAnswer({ id, title }: Question, { misfit, option }: Misfit, draft: Draft): string {
  const start = `The answer to ${quoted(title)} is dropped:`
  if (misfit === 'one') return `${start} the question now takes one option.`
  if (misfit === 'many') return `${start} the question now takes several options.`
  if (option === undefined) return `${start} no option takes its number any more.`
  return `${start} its option ${quoted(draft.questions.get(id)?.options.get(option) ?? option)} is gone.`
}

function movedNumber({ id, title, options }: Question, draft: Draft, kept: ReadonlyMap<string, Answer>): readonly string[] {
  const answer = kept.get(id)
  if (answer?.number === undefined || answer.value === draft.answers.get(id)?.value) return []
  const label = options.find((option) => option.id === answer.value)?.label ?? ''
  return [`The answer ${answer.number} to ${quoted(title)} now counts as ${quoted(label)}.`]
}

function altered(question: Question, draft: Draft, isAnswered: boolean): readonly string[] {
  const before = draft.questions.get(question.id)
  if (before === undefined) return [`The question ${quoted(question.title)} is new.`]
  const reworded = before.text !== oneLine(question.text)
  const changed = hasOtherOptions(question, before)
  if (!reworded && !changed) return []
  const what = reworded ? (changed ? 'was reworded, and its options changed' : 'was reworded') : 'has other options'
  return [`The question ${quoted(question.title)} ${what}${isAnswered ? '; its answer is kept' : ''}.`]
}

function hasOtherOptions({ options }: Question, before: Recorded): boolean {
  return options.length !== before.options.size || options.some(({ id, label }) => before.options.get(id) !== oneLine(label))
}

function titleIn(draft: Draft, id: string): string {
  return quoted(draft.questions.get(id)?.title ?? id)
}
