import { type Agreed, accordsOf, type Accord as Found } from '../engine/accord.js'
import type { AnswerSheet } from '../engine/answers.js'
import { type Difference, divisionOf } from '../engine/division.js'
import { judge } from '../engine/judge.js'
import { buildModel, buildState, isVisible, type Model, type ModelQuestion } from '../engine/model.js'
import { inLayerOrder } from '../engine/plan.js'
import type { Rubric, Verdict } from '../engine/rubric.js'
import { jointTakeover, type Search, type Takeover as Taken, takeoversOf } from '../engine/takeover.js'
import type { Slot, State } from '../engine/truth.js'
import { headlineOf } from '../engine/wording.js'
import { oneLine, visible } from '../report/encode.js'
import type { Accord, Agreement, Change, ComparedFile, ComparedQuestion, Comparison, GivenAnswer, Takeover, Value } from './result.js'
import { SCHEMA_VERSION } from './result.js'

/** One answers file that was read. */
export interface Respondent {
  readonly path: string
  readonly sheet: AnswerSheet
}

/** Steps and decisions that may be spent; for tests of what is said where they do not last. */
export interface Budgets {
  readonly steps?: number
  readonly decisions?: number
}

/** Everything that the parts of the result are drawn from. */
interface Case {
  readonly model: Model
  readonly respondents: readonly Respondent[]
  readonly states: readonly State[]
  readonly verdicts: readonly (readonly Verdict[])[]
  readonly mattering: readonly Difference[]
  /** For examples of what turns only together. */
  readonly search: Search
}

/** Sheets that may be decided in search of all examples together. */
const EXAMPLES = 100_000

/**
 * Returns what divides several sheets of answers to one rubric: the verdicts that differ, the differences that turn verdicts, and what to agree on
 * first. Pure and exact; where a budget does not last the result says so. The paths have to differ.
 */
export function compare(
  rubric: Rubric,
  respondents: readonly Respondent[],
  { tool, budgets = {} }: { readonly tool: { readonly name: string; readonly version: string }; readonly budgets?: Budgets },
): Comparison {
  const model = buildModel(rubric)
  const states = respondents.map(({ sheet }) => buildState(model, sheet.answers))
  const differences = divisionOf(model, states, budgets.steps === undefined ? {} : { steps: budgets.steps })
  const mattering = differences.filter(({ turns, unproved }) => turns.length + unproved.length > 0)
  const standings = states.map((state) => judge(model, state))
  const verdicts = standings.map((each) => each.map(({ verdict }) => verdict))
  const one: Case = { model, respondents, states, verdicts, mattering, search: { left: EXAMPLES } }
  const accords = accordsOf(model, states, mattering, budgets.decisions)
  return {
    schemaVersion: SCHEMA_VERSION,
    tool,
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest, title: rubric.title },
    files: respondents.map((_, sheet) => describeFile(one, sheet)),
    approaches: model.approaches.map(({ index, source: { id, title } }) => ({
      id,
      title,
      agree: verdicts.every((each) => each[index] === verdicts[0]?.[index]),
      verdicts: verdicts.map((each, sheet) => ({ file: pathOf(one, sheet), verdict: each[index] as Verdict })),
    })),
    differences: mattering.map((difference) => describeDifference(one, difference)),
    changeNothing: differences
      .filter((difference) => !mattering.includes(difference))
      .map(({ question }) => ({ id: sourceOf(model, question).id, title: sourceOf(model, question).title })),
    settle: {
      first: accords.first.map((accord) => describeAccord(one, accord, accords.now)),
      enough: accords.enough.map((accord) => describeAccord(one, accord, accords.now)),
      searched: accords.searched,
    },
  }
}

const pathOf = ({ respondents }: Case, sheet: number): string => respondents[sheet]?.path ?? ''
const questionOf = (model: Model, index: number): ModelQuestion => model.questions[index] as ModelQuestion
const sourceOf = (model: Model, index: number): ModelQuestion['source'] => questionOf(model, index).source
const approachId = (model: Model, index: number): string => model.approaches[index]?.source.id ?? ''

function describeFile({ model, respondents, verdicts }: Case, sheet: number): ComparedFile {
  const { path, sheet: answers } = respondents[sheet] as Respondent
  const given = verdicts[sheet] as readonly Verdict[]
  const inOrder = inLayerOrder({ model }).map((id) => {
    const index = model.names.approach.get(id) as number
    return { id, title: model.approaches[index]?.source.title ?? '', verdict: given[index] as Verdict }
  })
  return {
    path,
    label: labelOf(respondents, sheet),
    title: answers.title ?? '',
    ...(answers.owner === undefined ? {} : { owner: answers.owner }),
    headline: headlineOf(inOrder),
    set: inOrder.filter(({ verdict }) => verdict === 'adopt').map(({ id }) => id),
  }
}

/** What a reader tells the file by: its title, or its path where that tells nothing, without the folders that all these have in common. */
function labelOf(respondents: readonly Respondent[], sheet: number): string {
  const byPath = respondents.filter((_, at) => !hasOwnTitle(respondents, at)).map(({ path }) => path)
  const { path, sheet: answers } = respondents[sheet] as Respondent
  return hasOwnTitle(respondents, sheet) ? oneLine(answers.title ?? '') : visible(path.slice(sharedFolder(byPath).length))
}

/** Titles that look the same tell nothing. */
function hasOwnTitle(respondents: readonly Respondent[], sheet: number): boolean {
  const title = oneLine(respondents[sheet]?.sheet.title ?? '')
  const isTaken = respondents.some(
    (other, at) => at !== sheet && [other.sheet.title ?? '', other.path].some((text) => oneLine(text) === title),
  )
  return title !== '' && !isTaken
}

function sharedFolder([first = '', ...others]: readonly string[]): string {
  const folders = first.split('/').map((_, at, parts) =>
    parts
      .slice(0, at)
      .map((part) => `${part}/`)
      .join(''),
  )
  return others.length === 0 ? '' : (folders.filter((folder) => others.every((path) => path.startsWith(folder))).at(-1) ?? '')
}

function describeDifference(one: Case, difference: Difference): ComparedQuestion {
  const { model, states, mattering } = one
  const { id, title, text, role } = sourceOf(model, difference.question)
  const alone = takeoversOf(model, states, difference)
  const others = mattering.filter((other) => other !== difference)
  const joint = alone.length > 0 ? undefined : jointTakeover(model, states, difference, others, one.search)
  return {
    id,
    title,
    text,
    role,
    answers: difference.slots.map((_, slot) => describeAnswer(one, difference, slot)),
    canTurn: difference.turns.map((approach) => approachId(model, approach)),
    notRuledOut: difference.unproved.map((approach) => approachId(model, approach)),
    alone: alone.map((taken) => describeTakeover(one, difference, taken)),
    ...(joint === undefined ? {} : { together: { ...describeTakeover(one, difference, joint), along: alongOf(one, joint) } }),
  }
}

function describeAnswer({ model, respondents, states }: Case, { question, slots, held }: Difference, slot: number): GivenAnswer {
  const asked = questionOf(model, question)
  return {
    ...wordsOf(asked, slots[slot] as Slot),
    files: respondents.flatMap(({ path, sheet }, at) => {
      const number = sheet.answers.get(asked.source.id)?.number
      if (held[at] !== slot) return []
      return [{ file: path, ...(number === undefined ? {} : { number }), applies: isVisible(asked, states[at] as State) }]
    }),
  }
}

function wordsOf({ source }: ModelQuestion, slot: Slot): { value: Value; label: string } {
  if (slot === null) return { value: null, label: 'Not answered' }
  const chosen = source.options.filter((_, option) => (typeof slot === 'number' ? slot === option : slot[option] === true))
  const ids = chosen.map(({ id }) => id)
  const label = chosen.length === 0 ? 'None of these' : chosen.map((option) => option.label).join('; ')
  return { value: source.kind === 'many' ? ids : (ids[0] ?? null), label }
}

function givenValue(model: Model, question: number, slot: Slot): Value {
  return wordsOf(questionOf(model, question), slot).value
}

function describeTakeover(one: Case, { question, slots }: Difference, { sheet, takes, before, after }: Taken): Takeover {
  return { file: pathOf(one, sheet), takes: givenValue(one.model, question, slots[takes] as Slot), changes: changesOf(one, before, after) }
}

function alongOf({ model, mattering }: Case, { along }: Taken): { question: string; value: Value }[] {
  return along.map(([question, slot]) => {
    const slots = mattering.find((other) => other.question === question)?.slots ?? []
    return { question: sourceOf(model, question).id, value: givenValue(model, question, slots[slot] ?? null) }
  })
}

function describeAccord(one: Case, { questions, agreed, ways, others }: Found, now: readonly number[]): Accord {
  return {
    questions: questions.map((question) => sourceOf(one.model, question).id),
    anyAnswer: agreed.length === ways,
    agreements: agreed.map((each) => describeAgreement(one, questions, each, now)),
    others: others.map((each) => describeAgreement(one, questions, each, now)),
  }
}

function describeAgreement(
  one: Case,
  questions: readonly number[],
  { choice, approaches, verdicts }: Agreed,
  now: readonly number[],
): Agreement {
  const { model, mattering } = one
  return {
    answers: questions.map((question, at) => {
      const slot = mattering.find((other) => other.question === question)?.slots[choice[at] as number] ?? null
      return { question: sourceOf(model, question).id, ...wordsOf(questionOf(model, question), slot) }
    }),
    approaches: approaches.map((approach) => approachId(model, approach)),
    verdicts: approaches
      .filter((approach) => !now.includes(approach))
      .map((approach) => ({ approach: approachId(model, approach), verdict: verdicts[0]?.[approach] as Verdict })),
    changes: verdicts.flatMap((after, sheet) =>
      changesOf(one, one.verdicts[sheet] as readonly Verdict[], after).map((change) => ({ file: pathOf(one, sheet), ...change })),
    ),
  }
}

function changesOf({ model }: Case, before: readonly Verdict[], after: readonly Verdict[]): Change[] {
  return before.flatMap((from, approach) => {
    const to = after[approach] as Verdict
    return from === to ? [] : [{ approach: approachId(model, approach), from, to }]
  })
}
