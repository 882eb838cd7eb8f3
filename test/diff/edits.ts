import fc from 'fast-check'
import type { Gate, Option, Points, Question, Rubric } from '../../src/engine/rubric.js'
import { approachOf, gateOf, optionOf, planOf, pointsOf, questionOf } from '../engine/small-rubric.js'

/** Numbers that an edit is made from; each kind takes them as it needs. */
export interface RawEdit {
  readonly kind: number
  readonly at: number
  readonly by: number
}

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
const replaced = <T>(list: readonly T[], at: number, change: (one: T) => T): T[] =>
  list.map((one, index) => (index === at % list.length ? change(one) : one))
const isMany = ({ kind }: Question): boolean => kind === 'many'

/** Every kind of edit an author makes, as a function of the rubric; each leaves a rubric that the rules of the format accept. */
const EDITS: readonly ((rubric: Rubric, at: number, by: number) => Rubric)[] = [
  (rubric, at, by) => withEntries(rubric, at, (entry) => ({ ...entry, points: entry.points + ((by % 9) - 4) })),
  (rubric, at, by) => withEntries(rubric, at, (entry) => ({ ...entry, points: -entry.points - (by % 3) })),
  (rubric, at) => ({
    ...rubric,
    gates: rubric.gates.filter((gate, index) => isBaseline(rubric, gate) || index !== at % rubric.gates.length),
  }),
  (rubric, at, by) => {
    const question = pick(rubric.questions, by)
    const gate = gateOf('g-new', pick(rubric.approaches, at).id, pick(['require', 'hold', 'block'] as const, by), {
      when: { question: question.id, is: [pick(question.options, at).id] },
    })
    return { ...rubric, gates: [...rubric.gates, gate] }
  },
  (rubric, at, by) => ({ ...rubric, questions: [...rubric.questions, newQuestion(rubric, at, by)] }),
  (rubric, at, by) => ({ ...rubric, questions: [newQuestion(rubric, at, by), ...rubric.questions] }),
  (rubric, at, by) =>
    changedQuestion(rubric, at, (question) => ({ ...question, options: [...question.options, newOption(rubric, question, by)] })),
  (rubric, at, by) => changedQuestion(rubric, at, (question) => ({ ...question, options: withoutOne(question.options, by) })),
  (rubric, at) => {
    const gone = pick(rubric.questions, at)
    const left = rubric.questions.filter((one) => one !== gone)
    return left.length === 0 ? rubric : { ...rubric, questions: left, absent: [...rubric.absent, gone.id] }
  },
  (rubric, at, by) => {
    const role = pick(['reason', 'enabler'] as const, by)
    return changedQuestion(rubric, at, (question) => ({ ...question, role: question.role === 'context' ? 'context' : role }))
  },
  (rubric, at) => changedQuestion(rubric, at, (question) => ({ ...question, kind: 'many' })),
  (rubric, at) => changedQuestion(rubric, at, ({ when: _, ...question }) => question),
  (rubric, at, by) => {
    const [first, ...others] = rubric.questions
    if (first === undefined || others.length === 0) return rubric
    const when = { not: { question: first.id, is: [pick(first.options, by).id] } }
    return { ...rubric, questions: [first, ...replaced(others, at, (question) => ({ ...question, when }))] }
  },
  (rubric, at, by) => ({
    ...rubric,
    approaches: replaced(rubric.approaches, at, (one) => ({
      ...one,
      lines: { ...one.lines, adopt: one.lines.adopt + (by % 3) },
      prior: one.prior + 1,
    })),
  }),
  (rubric) => ({ ...rubric, alternatives: rubric.alternatives.map((group) => ({ ...group, of: [...group.of].reverse() })) }),
  (rubric) => ({ ...rubric, alternatives: rubric.alternatives.slice(1) }),
  (rubric, _, by) => {
    const added = approachOf('a-new', { prior: (by % 9) - 3 })
    return { ...rubric, approaches: [...rubric.approaches, added], plans: { ...rubric.plans, 'a-new': planOf() } }
  },
  (rubric, at) => withoutApproach(rubric, pick(rubric.approaches, at).id),
]

const isBaseline = (rubric: Rubric, gate: Gate): boolean =>
  gate.when === undefined && rubric.approaches.some(({ id, always }) => id === gate.approach && always !== undefined)

function withEntries(rubric: Rubric, at: number, change: (entry: Points) => Points): Rubric {
  const count = rubric.questions.reduce((sum, { options }) => sum + options.reduce((inner, { points }) => inner + points.length, 0), 0)
  let place = 0
  const entry = (one: Points): Points => (place++ === at % count ? change(one) : one)
  return {
    ...rubric,
    questions: rubric.questions.map((question) => ({
      ...question,
      options: question.options.map((option) => ({ ...option, points: option.points.map(entry) })),
    })),
  }
}

function changedQuestion(rubric: Rubric, at: number, change: (question: Question) => Question): Rubric {
  return { ...rubric, questions: replaced(rubric.questions, at, change) }
}

function newQuestion(rubric: Rubric, at: number, by: number): Question {
  const options = [optionOf('n0', [pointsOf(pick(rubric.approaches, at).id, (by % 11) - 5)]), optionOf('n1')]
  return questionOf('q-new', options, { role: pick(['reason', 'enabler'] as const, by), kind: pick(['single', 'many'] as const, at) })
}

function newOption(rubric: Rubric, question: Question, by: number): Option {
  const points = question.role === 'context' ? [] : [pointsOf(pick(rubric.approaches, by).id, (by % 13) - 6)]
  return optionOf(`${question.id}-new`, points)
}

/** Conditions may go on naming the option: a rubric like that is no rubric, but judging it is still defined. */
function withoutOne(options: readonly Option[], by: number): readonly Option[] {
  return options.length < 3 ? options : options.filter((_, index) => index !== by % options.length)
}

function withoutApproach(rubric: Rubric, gone: string): Rubric {
  if (rubric.approaches.length < 2) return rubric
  const keeps = (one: { readonly approach: string }): boolean => one.approach !== gone
  return {
    ...rubric,
    approaches: rubric.approaches.filter(({ id }) => id !== gone),
    gates: rubric.gates.filter(keeps),
    mistakes: [],
    setRules: [],
    preconditions: [],
    alternatives: rubric.alternatives
      .map((group) => ({ ...group, of: group.of.filter((id) => id !== gone) }))
      .filter(({ of }) => of.length > 1),
    questions: rubric.questions.map((question) => ({
      ...question,
      options: question.options.map((option) => ({ ...option, points: option.points.filter(keeps) })),
    })),
  }
}

export const rawEdits: fc.Arbitrary<readonly RawEdit[]> = fc.array(
  fc.record({ kind: fc.nat(EDITS.length - 1), at: fc.nat(30), by: fc.nat(30) }),
  { minLength: 1, maxLength: 3 },
)

/** The rubric after one edit after the other; an edit that would add an id twice is left out. */
export function edited(rubric: Rubric, edits: readonly RawEdit[]): Rubric {
  return edits.reduce((now, { kind, at, by }) => {
    const next = pick(EDITS, kind)(now, at, by)
    const ids = [...next.questions, ...next.approaches, ...next.gates].map(({ id }) => id)
    const twice = next.questions.some(({ options }) => new Set(options.map(({ id }) => id)).size < options.length)
    return twice || new Set(ids).size < ids.length || next.questions.some((one) => isMany(one) && one.options.length > 5) ? now : next
  }, rubric)
}
