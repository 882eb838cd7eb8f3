import type { Answer } from './answers.js'
import type { Model, ModelQuestion } from './model.js'
import { atomsOf, buildState } from './model.js'
import type { Condition } from './rubric.js'
import type { Choices } from './sweep.js'
import type { Slot } from './truth.js'

/** With more options of a many-question that differ in effect than this, its subsets are not listed. */
const MOST_OPTIONS = 10

/** What the questions of an interview may still be answered: every option or subset, and no answer at all. */
export interface Domains {
  readonly model: Model
  readonly state: readonly Slot[]
  /** Whether a question may still be answered. */
  readonly varies: (question: number) => boolean
}

/** The answers so far; open questions that were put to the person already stay open. */
export function domainsOf(model: Model, answers: ReadonlyMap<string, Answer>, put: ReadonlySet<string>): Domains {
  const state = buildState(model, answers)
  return { model, state, varies: (question) => state[question] === null && !put.has(model.questions[question]?.source.id as string) }
}

/**
 * What each question may be answered, as far as it matters to a group of approaches: open ones also stay open, and of a many-question only those
 * options are told apart that give points to the group or that a condition on verdicts reads. Null when a many-question has too many of these.
 */
export function choicesFor({ model, state, varies }: Domains, group: readonly number[]): Choices | null {
  const named = namedOptions(model)
  const choices: (readonly Slot[])[] = []
  for (const question of model.questions) {
    if (!varies(question.index)) {
      choices.push([state[question.index] as Slot])
      continue
    }
    const slots = question.source.kind === 'single' ? singles(question) : subsetsOf(question, distinctOptions(question, group, named))
    if (slots === null) return null
    choices.push(slots)
  }
  return choices
}

function singles(question: ModelQuestion): Slot[] {
  return [null, ...question.source.options.map((_, option) => option)]
}

function distinctOptions(question: ModelQuestion, group: readonly number[], named: NamedOptions): number[] {
  const read = named.get(question.source.id)
  return question.source.options.flatMap(({ id }, option) => {
    const gives = question.entries[option]?.some((entry) => group.includes(entry.approach)) === true
    return gives || read === 'all' || read?.has(id) === true ? [option] : []
  })
}

function subsetsOf(question: ModelQuestion, options: readonly number[]): Slot[] | null {
  if (options.length > MOST_OPTIONS) return null
  const count = question.source.options.length
  const subsets = Array.from({ length: 2 ** options.length }, (_, mask): Slot => {
    const flags = new Array<boolean>(count).fill(false)
    options.forEach((option, bit) => {
      flags[option] = ((mask >> bit) & 1) === 1
    })
    return flags
  })
  return [null, ...subsets]
}

/** By question: the options that conditions on verdicts name, or `all` where one counts how many are chosen. */
type NamedOptions = ReadonlyMap<string, ReadonlySet<string> | 'all'>

function namedOptions({ rubric }: Model): NamedOptions {
  const named = new Map<string, Set<string> | 'all'>()
  const add = (condition: Condition | undefined): void => {
    for (const atom of atomsOf(condition)) {
      const before = named.get(atom.question)
      if (before === 'all') continue
      if ('chosen' in atom) named.set(atom.question, 'all')
      else named.set(atom.question, new Set([...(before ?? []), ...atom.is]))
    }
  }
  for (const gate of rubric.gates) add(gate.when)
  for (const question of rubric.questions) {
    add(question.when)
    for (const option of question.options) for (const points of option.points) add(points.when)
  }
  return named
}
