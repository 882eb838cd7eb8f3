import { type Answer, type AnswerSheet, UNSURE } from '../engine/answers.js'
import { type Course, courseOf } from '../engine/course.js'
import type { CitedReference, Decision } from '../engine/decision.js'
import { buildModel, buildState } from '../engine/model.js'
import type { Rubric } from '../engine/rubric.js'
import { type Visibility, visibilityOf } from '../engine/visibility.js'
import { answerForm } from './answer.js'
import { answersDocument } from './answers.js'
import type { AskDocument, AskedQuestion, DoneDocument, NextDocument } from './document.js'
import { PROTOCOL_VERSION } from './document.js'
import { askedQuestion } from './question.js'

/** What a step is worked out from. */
export interface StepInput {
  readonly rubric: Rubric
  /** What the answers document calls the rubric. */
  readonly rubricName: string
  readonly sheet: AnswerSheet
  /** Ask what can no longer change anything, too. */
  readonly all: boolean
  readonly tool: Decision['tool']
}

/** One step: a question to put, or the end, where the decision on the same answers is still to be added. */
export type Step =
  | { readonly kind: 'ask'; readonly document: AskDocument }
  | { readonly kind: 'end'; readonly document: (decision: Decision) => DoneDocument }

/** The next question worth asking, as a document; the end when there is none. */
export function stepOf(input: StepInput): Step {
  const { rubric, sheet } = input
  const model = buildModel(rubric)
  const state = buildState(model, sheet.answers)
  const course = courseFor(input)
  const seen = visibilityOf(model, state)
  const start = startOf(input)
  const progress = progressOf(course, seen, sheet.answers)
  const stand = standOf(course, seen, sheet.answers)
  const answers = answersDocument(sheet, rubric, input.rubricName)
  const [first] = course.ask
  const question = model.questions.find(({ source }) => source.id === first?.question.id)
  if (first === undefined || question === undefined) {
    return { kind: 'end', document: (decision) => ({ ...start, status: 'done', progress, ...stand, answers, decision }) }
  }
  const asked = askedQuestion(model, state, question)
  const { verdicts, gates, mistakes, plan } = first
  const document: AskDocument = {
    ...start,
    status: 'ask',
    progress,
    question: asked,
    canChange: { verdicts, gates, mistakes, plan },
    answer: answerForm(question.source),
    ...stand,
    references: referencesOf(rubric, asked),
    answers,
  }
  return { kind: 'ask', document }
}

/** Whoever said `unsure` was asked: the question stays open, and is not put again. */
function courseFor({ rubric, sheet: { answers }, all }: StepInput): Course {
  const put = [...answers].filter(([, { value }]) => value === UNSURE).map(([id]) => id)
  return courseOf(rubric, answers, new Set(put), all)
}

function startOf({ rubric, tool }: StepInput): Pick<NextDocument, 'schemaVersion' | 'tool' | 'rubric'> {
  const { id, version, digest, title } = rubric
  return { schemaVersion: PROTOCOL_VERSION, tool, rubric: { id, version, digest, title } }
}

function progressOf({ ask, skip }: Course, { asked }: Visibility, answers: ReadonlyMap<string, Answer>): NextDocument['progress'] {
  return { answered: asked.filter(({ id }) => answers.has(id)).length, atMost: ask.length, skipped: skip.length }
}

function standOf(
  { headings, skip }: Course,
  { hidden }: Visibility,
  answers: ReadonlyMap<string, Answer>,
): Pick<NextDocument, 'standing' | 'skipped' | 'unscored'> {
  return {
    standing: headings.map(({ id, title, need, settled, movedBy }) => ({ id, title, need, settled, movedBy })),
    skipped: skip.map(({ id }) => id),
    unscored: hidden.map(({ id }) => id).filter((id) => (answers.get(id)?.value ?? UNSURE) !== UNSURE),
  }
}

function referencesOf(rubric: Rubric, { options }: AskedQuestion): readonly CitedReference[] {
  const named = new Set(options.flatMap(({ moves }) => moves.flatMap(({ evidence }) => evidence)))
  return rubric.references
    .filter(({ id }) => named.has(id))
    .map(({ id, title, publisher, year, address, claim, checked, limits }) => ({
      id,
      title,
      publisher,
      year,
      address,
      claim,
      checked,
      ...(limits !== undefined && { limits }),
    }))
}
