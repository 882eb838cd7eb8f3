import fc from 'fast-check'
import type {
  Alternatives,
  Approach,
  Condition,
  Gate,
  GateEffect,
  Layer,
  Mistake,
  Points,
  Question,
  Role,
  Rubric,
} from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'
import { completionsAtMost } from './oracle.js'
import { approachOf, gateOf, optionOf, planOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

/**
 * Random small rubrics that keep the rules of the format: conditions of questions read earlier questions only, points of a
 * single question do not read that question, an approach competes in one group only, the pilot line is not above the adopt line.
 * Numbers are drawn first and made to fit afterwards, so that fast-check can shrink every one of them by itself.
 */

type RawCondition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly RawCondition[] }
  | { readonly kind: 'not'; readonly part: RawCondition }
  | { readonly kind: 'is'; readonly question: number; readonly options: readonly number[] }
  | { readonly kind: 'chosen'; readonly question: number; readonly least: number; readonly more: number }
  | { readonly kind: 'verdict'; readonly approach: number; readonly verdict: 'adopt' | 'pilot' | 'later' | 'skip' }

const conditions = fc.letrec<{ condition: RawCondition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('is' as const), question: fc.nat(6), options: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }) }),
    fc.record({ kind: fc.constant('chosen' as const), question: fc.nat(6), least: fc.nat(2), more: fc.nat(2) }),
    fc.record({
      kind: fc.constant('verdict' as const),
      approach: fc.nat(4),
      verdict: fc.constantFrom('adopt' as const, 'pilot' as const, 'later' as const, 'skip' as const),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('condition') }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), parts: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
})).condition

const maybeCondition = fc.option(conditions, { nil: undefined, freq: 1 })
const points = fc.integer({ min: -7, max: 7 }).map((value) => (value === 0 ? 1 : value))

const rawApproaches = fc.array(
  fc.record({
    prior: fc.integer({ min: -5, max: 6 }),
    readinessPrior: fc.integer({ min: -2, max: 4 }),
    pilot: fc.integer({ min: -1, max: 3 }),
    adoptAbovePilot: fc.nat(5),
    ready: fc.integer({ min: -1, max: 2 }),
    always: fc.nat(9),
  }),
  { minLength: 2, maxLength: 5 },
)

const rawQuestions = fc.array(
  fc.record({
    role: fc.constantFrom<Role>('reason', 'reason', 'reason', 'enabler', 'enabler', 'context'),
    many: fc.nat(2),
    options: fc.integer({ min: 2, max: 4 }),
    when: maybeCondition,
    points: fc.array(fc.record({ option: fc.nat(3), approach: fc.nat(4), points, criterion: fc.nat(1), when: maybeCondition }), {
      maxLength: 8,
    }),
  }),
  { minLength: 2, maxLength: 6 },
)

const rawGates = fc.array(
  fc.record({
    approach: fc.nat(4),
    effect: fc.constantFrom<GateEffect>('require', 'hold', 'hold', 'block'),
    when: maybeCondition,
    confirm: fc.boolean(),
  }),
  { maxLength: 5 },
)

const rawMistakes = fc.array(fc.record({ when: conditions }), { maxLength: 3 })

const rawRubrics = fc.record({
  approaches: rawApproaches,
  questions: rawQuestions,
  gates: rawGates,
  groupOf: fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
  orderInGroup: fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
  layerOrder: fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
  mistakes: rawMistakes,
  setRules: rawMistakes,
  preconditions: fc.array(fc.record({ approach: fc.nat(4), when: maybeCondition }), { maxLength: 2 }),
})

type RawRubric = typeof rawRubrics extends fc.Arbitrary<infer T> ? T : never

/** A question that the random rubrics leave out, as a shorter rubric does with those of its base. */
const ABSENT = 'left-out'

/** What a condition may read where it stands. */
interface Readable {
  readonly questions: readonly Question[]
  /** Ids of approaches, where verdicts are known. */
  readonly approaches?: readonly string[]
}

function conditionFrom(raw: RawCondition, readable: Readable): Condition {
  switch (raw.kind) {
    case 'all':
      return { all: raw.parts.map((part) => conditionFrom(part, readable)) }
    case 'any':
      return { any: raw.parts.map((part) => conditionFrom(part, readable)) }
    case 'not':
      return { not: conditionFrom(raw.part, readable) }
    case 'verdict':
      return readable.approaches === undefined
        ? conditionFrom({ kind: 'is', question: raw.approach, options: [0] }, readable)
        : { approach: pick(readable.approaches, raw.approach), verdict: [raw.verdict] }
    default:
      return atomFrom(raw, readable.questions)
  }
}

function atomFrom(raw: Extract<RawCondition, { question: number }>, questions: readonly Question[]): Condition {
  const at = raw.question % (questions.length + 1)
  const question = questions[at]
  if (question === undefined) return { question: ABSENT, is: ['any-option'] }
  if (raw.kind === 'is') return { question: question.id, is: [...new Set(raw.options.map((option) => pick(question.options, option).id))] }
  if (question.kind === 'single') return { question: question.id, is: [pick(question.options, raw.least).id] }
  const least = Math.min(raw.least, question.options.length)
  return { question: question.id, chosen: { least, most: Math.min(least + raw.more, question.options.length) } }
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T
}

function approachesFrom(raw: RawRubric): Approach[] {
  return raw.approaches.map((one, index) =>
    approachOf(`a${index}`, {
      prior: one.prior,
      readinessPrior: one.readinessPrior,
      lines: { pilot: one.pilot, adopt: one.pilot + one.adoptAbovePilot, ready: one.ready },
      ...(one.always === 0 ? { always: 'adopt' } : {}),
    }),
  )
}

function questionsFrom(raw: RawRubric, approaches: readonly Approach[]): Question[] {
  const bare = raw.questions.map((one, index) => {
    const count = one.many === 0 ? Math.min(one.options, 3) : one.options
    const options = Array.from({ length: count }, (_, option) => optionOf(`q${index}-o${option}`))
    return questionOf(`q${index}`, options, { role: one.role, kind: one.many === 0 ? 'many' : 'single' })
  })
  return bare.map((question, index) => {
    const from = raw.questions[index] as RawRubric['questions'][number]
    const others = question.kind === 'many' ? bare : bare.filter((other) => other.id !== question.id)
    const given = (option: number): Points[] =>
      question.role === 'context'
        ? []
        : from.points
            .filter((entry) => entry.option % question.options.length === option)
            .map((entry) =>
              pointsOf(pick(approaches, entry.approach).id, entry.points, {
                criterion: `c${entry.criterion}`,
                ...(entry.when === undefined ? {} : { when: conditionFrom(entry.when, { questions: others }) }),
              }),
            )
    return {
      ...question,
      options: question.options.map((option, at) => optionOf(option.id, given(at))),
      ...(from.when === undefined || index === 0 ? {} : { when: conditionFrom(from.when, { questions: bare.slice(0, index) }) }),
    }
  })
}

function gatesFrom(raw: RawRubric, approaches: readonly Approach[], questions: readonly Question[]): Gate[] {
  const required = approaches.filter((one) => one.always !== undefined).map((one) => gateOf(`baseline-${one.id}`, one.id, 'require'))
  const others = raw.gates.map((one, index) =>
    gateOf(`g${index}`, pick(approaches, one.approach).id, one.effect, {
      ...(one.when === undefined ? {} : { when: conditionFrom(one.when, { questions }) }),
      ...(one.confirm ? { confirm: `confirm g${index}` } : {}),
    }),
  )
  return [...required, ...others]
}

/** Approaches of group 0 compete with nobody; those of groups 1 and 2 with each other, in an order of their own. */
function alternativesFrom(raw: RawRubric, approaches: readonly Approach[]): Alternatives[] {
  return [1, 2].flatMap((group) => {
    const members = approaches.flatMap((one, index) => (one.always === undefined && raw.groupOf[index] === group ? [{ one, index }] : []))
    const of = members.sort((x, y) => (raw.orderInGroup[x.index] ?? 0) - (raw.orderInGroup[y.index] ?? 0)).map(({ one }) => one.id)
    return of.length < 2 ? [] : [{ id: `group-${group}`, of, because: `group ${group} does one job` }]
  })
}

function layersFrom(raw: RawRubric, approaches: readonly Approach[]): Layer[] {
  return approaches
    .map((one, index) => ({ one, at: raw.layerOrder[index] ?? 0 }))
    .sort((x, y) => x.at - y.at)
    .map(({ one }) => ({ id: one.layer, title: one.layer, place: 'request', summary: '', filledBy: [one.id], otherwise: [] }))
}

function mistakesFrom(kind: string, raw: readonly { readonly when: RawCondition }[], readable: Readable): Mistake[] {
  return raw.map((one, index) => ({
    id: `${kind}${index}`,
    title: '',
    when: conditionFrom(one.when, readable),
    says: '',
    instead: '',
    evidence: [],
  }))
}

function rubricFrom(raw: RawRubric): Rubric {
  const approaches = approachesFrom(raw)
  const questions = questionsFrom(raw, approaches)
  const late = { questions, approaches: approaches.map((one) => one.id) }
  return rubricOf({
    approaches,
    questions,
    absent: [ABSENT],
    criteria: [
      { id: 'c0', title: 'C0' },
      { id: 'c1', title: 'C1' },
    ],
    gates: gatesFrom(raw, approaches, questions),
    alternatives: alternativesFrom(raw, approaches),
    layers: layersFrom(raw, approaches),
    mistakes: mistakesFrom('m', raw.mistakes, late),
    setRules: mistakesFrom('s', raw.setRules, late).map(({ id, when, says, evidence }) => ({ id, kind: 'conflict', when, says, evidence })),
    preconditions: raw.preconditions.map((one, index) => ({
      id: `p${index}`,
      approach: pick(approaches, one.approach).id,
      ...(one.when === undefined ? {} : { when: conditionFrom(one.when, late) }),
      says: `p${index}`,
      evidence: [],
    })),
    plans: Object.fromEntries(
      approaches.map((one) => [
        one.id,
        planOf({ does: [{ text: `${one.id} does its job`, evidence: [] }], steps: [{ text: `start ${one.id}`, evidence: [] }] }),
      ]),
    ),
  })
}

/** What is answered, drawn before it is known what is asked: open, unsure, or an option (a subset) by number. */
const rawAnswer = fc.oneof(
  { weight: 2, arbitrary: fc.constant('open' as const) },
  { weight: 1, arbitrary: fc.constant('unsure' as const) },
  { weight: 5, arbitrary: fc.nat(255) },
)

function givenFrom(questions: readonly Question[], raw: readonly ('open' | 'unsure' | number)[]): Given {
  const given: Record<string, string | readonly string[]> = {}
  for (const [index, question] of questions.entries()) {
    const answer = raw[index % raw.length] ?? 'open'
    if (answer === 'open') continue
    if (answer === 'unsure') given[question.id] = 'unsure'
    else if (question.kind === 'single') given[question.id] = pick(question.options, answer).id
    else given[question.id] = question.options.filter((_, option) => ((answer >> option) & 1) === 1).map((option) => option.id)
  }
  return given
}

/** Answers to a rubric's questions: some open, some unsure, hidden ones among them. */
export function randomAnswers(rubric: Rubric): fc.Arbitrary<Given> {
  const { length } = rubric.questions
  return fc.array(rawAnswer, { minLength: length, maxLength: length }).map((raw) => givenFrom(rubric.questions, raw))
}

export interface RandomCase {
  readonly rubric: Rubric
  readonly given: Given
}

/** A small random rubric and answers to it. */
export const randomCases: fc.Arbitrary<RandomCase> = fc
  .record({ raw: rawRubrics, answers: fc.array(rawAnswer, { minLength: 6, maxLength: 6 }) })
  .map(({ raw, answers }) => {
    const rubric = rubricFrom(raw)
    return { rubric, given: givenFrom(rubric.questions, answers) }
  })

/** Answers to nearly all questions: a few are opened again, as long as at most `limit` completions are left. */
export function answersWithFewOpen(rubric: Rubric, limit: number): fc.Arbitrary<Given> {
  const { length } = rubric.questions
  const options = fc.array(fc.nat(255), { minLength: length, maxLength: length })
  const opened = fc.uniqueArray(fc.nat(length - 1), { maxLength: 5 })
  return fc.tuple(options, opened).map(([raw, indexes]) => {
    let given = givenFrom(rubric.questions, raw)
    for (const index of indexes) {
      const { [pick(rubric.questions, index).id]: _, ...rest } = given
      if (completionsAtMost(rubric, rest) <= limit) given = rest
    }
    return given
  })
}
