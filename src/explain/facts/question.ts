import type { Axis, Band, Option, Question, Role, Rubric } from '../../engine/rubric.js'
import { type Words, wordsOf } from '../condition.js'
import { type Reader, readersOf } from './readers.js'
import { axisOfRole, type BothSides, bothSidesOf, byStrength, type Weight, weightsOf } from './weights.js'

/** An option with all it weighs, the strongest first. */
export interface OptionWeights {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly band?: Band
  /** Declared to speak neither for nor against anything. */
  readonly neutral: boolean
  readonly weights: readonly Weight[]
}

/** What a question is and what its answers weigh. */
export interface QuestionFacts {
  readonly title: string
  readonly section: string
  readonly role: Role
  /** Absent for a context question: its answers weigh nothing. */
  readonly axis?: Axis
  readonly many: boolean
  readonly ordered: boolean
  readonly unit?: string
  readonly text: string
  readonly help: string
  readonly why: string
  /** Asked only when this is not ruled out. */
  readonly when?: Words
  readonly options: readonly OptionWeights[]
  /** What else turns on the answer. */
  readonly readBy: readonly Reader[]
}

/** What one answer is, what it weighs for and against whom, and where its sources are cited the other way. */
export interface OptionFacts extends Omit<OptionWeights, 'id' | 'weights'> {
  readonly question: string
  readonly questionTitle: string
  readonly questionText: string
  readonly option: string
  readonly axis?: Axis
  readonly for: readonly Weight[]
  readonly against: readonly Weight[]
  /** Approaches for which this one answer gives points both ways. */
  readonly divided: readonly string[]
  /** Sources cited here that the rubric cites for the same approach with the other sign. */
  readonly bothSides: readonly BothSides[]
  readonly readBy: readonly Reader[]
}

/** Everything the rubric says of one question, its options and what they weigh. */
export function questionFacts(rubric: Rubric, question: Question): QuestionFacts {
  const { title, role, kind, ordered, unit, text, help, why, options } = question
  const weights = weightsOf(rubric).filter((one) => one.question === question.id)
  const axis = axisOfRole(role)
  const when = wordsOf(rubric, question.when)
  return {
    title,
    section: rubric.sections.find((one) => one.id === question.section)?.title ?? question.section,
    role,
    ...(axis && { axis }),
    many: kind === 'many',
    ordered,
    ...(unit !== undefined && { unit }),
    text,
    help,
    why,
    ...(when && { when }),
    options: options.map((option) => ({ ...about(option), weights: byStrength(weights.filter((one) => one.option === option.id)) })),
    readBy: readersOf(rubric, question.id),
  }
}

function about({ id, label, help, band, neutral }: Option) {
  return { id, label, ...(help !== undefined && { help }), ...(band && { band }), neutral }
}

/** Everything the rubric says of one option, with the sources cited here that it cites the other way elsewhere. */
export function optionFacts(rubric: Rubric, question: Question, option: Option): OptionFacts {
  const all = weightsOf(rubric)
  const own = byStrength(all.filter((one) => one.question === question.id && one.option === option.id))
  const supports = own.filter((one) => one.points > 0)
  const opposes = own.filter((one) => one.points < 0)
  const place = `${question.id}.${option.id}`
  const axis = axisOfRole(question.role)
  const { id, ...rest } = about(option)
  return {
    question: question.id,
    questionTitle: question.title,
    questionText: question.text,
    option: id,
    ...rest,
    ...(axis && { axis }),
    for: supports,
    against: opposes,
    divided: [...new Set(supports.map((one) => one.approach))].filter((approach) => opposes.some((one) => one.approach === approach)),
    bothSides: bothSidesOf(rubric, all).filter((one) => one.for.includes(place) || one.against.includes(place)),
    readBy: readersOf(rubric, question.id, option.id),
  }
}
