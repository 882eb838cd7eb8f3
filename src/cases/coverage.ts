import { axisOf, chosenOptions } from '../engine/judge.js'
import { type Entry, isVisible, type Model, type ModelQuestion } from '../engine/model.js'
import type { Condition } from '../engine/rubric.js'
import { compile, TRUE } from '../engine/truth.js'
import { isStarted, type Judged } from './judged.js'
import { atLeast, type Share } from './share.js'

export type CoveredKind = 'points' | 'gates' | 'mistakes' | 'notes' | 'preconditions' | 'claims'

/** Which things of one kind the cases exercise. */
export interface Covered {
  readonly kind: CoveredKind
  readonly exercised: Share
  /** Ids of those that no case exercises, in the order of the rubric. */
  readonly missing: readonly string[]
  /** Ids of those that no case can exercise: they read questions that the rubric leaves out. They are not counted. */
  readonly outOfReach: readonly string[]
}

/** One entry per kind of thing that the rubric has. */
export type Coverage = readonly Covered[]

interface Thing {
  readonly id: string
  readonly when: Condition | undefined
  readonly test: (one: Judged) => boolean
}

/**
 * What the cases exercise: a points entry that counts in one of them, a gate that fires, a mistake or a note that is listed, a precondition that an
 * approach to be started meets, a claim that says something of it.
 */
export function coverageOf(model: Model, judged: readonly Judged[]): Coverage {
  const things: readonly (readonly [CoveredKind, readonly Thing[]])[] = [
    ['points', pointsOf(model)],
    ['gates', conditional(model, model.rubric.gates)],
    ['mistakes', conditional(model, model.rubric.mistakes)],
    ['notes', conditional(model, model.rubric.setRules)],
    ['preconditions', preconditionsOf(model)],
    ['claims', claimsOf(model)],
  ]
  return things.flatMap(([kind, all]): Covered[] => {
    if (all.length === 0) return []
    const missing = all.filter(({ test }) => !judged.some(test))
    const outOfReach = missing.filter(({ when }) => !canBe(model, when, true))
    const open = missing.filter((one) => !outOfReach.includes(one))
    const of = all.length - outOfReach.length
    return [{ kind, exercised: { part: of - open.length, of }, missing: open.map(idOf), outOfReach: outOfReach.map(idOf) }]
  })
}

const idOf = ({ id }: Thing): string => id

/** The kinds of which the cases exercise less than a percentage, in hundredths of a percent. */
export function below(coverage: Coverage, hundredths: number): readonly Covered[] {
  return coverage.filter(({ exercised }) => !atLeast(exercised, hundredths))
}

/** Whether a condition could come to a value if every question that the rubric asks could be answered in any way: one that it leaves out stays unknown. */
function canBe(model: Model, condition: Condition | undefined, value: boolean): boolean {
  if (condition === undefined) return value
  if ('not' in condition) return canBe(model, condition.not, !value)
  if ('question' in condition) return model.names.question.has(condition.question)
  if ('approach' in condition) return true
  const parts = 'all' in condition ? condition.all : condition.any
  const needsEach = 'all' in condition === value
  return needsEach ? parts.every((part) => canBe(model, part, value)) : parts.some((part) => canBe(model, part, value))
}

/** Points entries by `question.option.approach`, with a number where an option has several for one approach. */
function pointsOf(model: Model): Thing[] {
  return model.questions
    .filter((question) => axisOf(question) !== null)
    .flatMap((question) => question.entries.flatMap((entries, option) => entriesOf(question, entries, option)))
}

function entriesOf(question: ModelQuestion, entries: readonly Entry[], option: number): Thing[] {
  return entries.map(({ approach, test, source }, at): Thing => {
    const same = entries.filter((entry) => entry.approach === approach)
    const number = same.length === 1 ? '' : `.${same.indexOf(entries[at] as Entry) + 1}`
    const isChosen = ({ state }: Judged): boolean => chosenOptions(state[question.index] ?? null).includes(option)
    return {
      id: `${question.source.id}.${question.source.options[option]?.id}.${source.approach}${number}`,
      when: source.when,
      test: (one) => isChosen(one) && isVisible(question, one.state) && test(one.state) === TRUE,
    }
  })
}

function conditional(model: Model, list: readonly { readonly id: string; readonly when?: Condition }[]): Thing[] {
  return list.map(({ id, when }) => {
    const test = compile(when, model.names)
    return { id, when, test: ({ state, verdicts }) => test(state, verdicts) === TRUE }
  })
}

function preconditionsOf(model: Model): Thing[] {
  const holds = conditional(model, model.rubric.preconditions)
  return model.rubric.preconditions.map(({ id, approach, when }, at) => {
    const index = model.names.approach.get(approach) ?? -1
    return { id, when, test: (one) => isStarted(one.verdicts[index] ?? 'skip') && holds[at]?.test(one) === true }
  })
}

/** A claim is exercised where its condition holds; one about an order, where its question is answered as well. */
function claimsOf(model: Model): Thing[] {
  const claims = model.rubric.claims ?? []
  const holds = conditional(model, claims)
  return claims.map((claim, at) => {
    const applies = (one: Judged): boolean => holds[at]?.test(one) === true
    if (!('more' in claim)) return { id: claim.id, when: claim.when, test: applies }
    const question = model.names.question.get(claim.more) ?? -1
    return { id: claim.id, when: claim.when, test: (one) => applies(one) && (one.state[question] ?? null) !== null }
  })
}
