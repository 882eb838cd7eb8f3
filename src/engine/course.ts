import type { Answer } from './answers.js'
import { type Domains, domainsOf } from './domains.js'
import { judge } from './judge.js'
import { type Listed, listedBy } from './listed.js'
import { type Memory, memoryFor } from './memory.js'
import { buildModel, type Model } from './model.js'
import { percentOf } from './percent.js'
import type { Question, Rubric, Verdict } from './rubric.js'
import { Scopes } from './scopes.js'
import { namedInShortfalls } from './shortfall.js'
import { swayedBy, type Watched, watch } from './swayed.js'
import { possibleVerdicts, turnsOf } from './turning.js'
import { visibilityOf } from './visibility.js'

/** What the answer to one open question can still change. */
export interface Relevance {
  readonly question: Question
  /** Ids of the approaches whose verdict it can still turn, in the rubric's order; none is missing, and one may be named that it cannot. */
  readonly verdicts: readonly string[]
  /** Ids of gates and of known mistakes that it can still bring or take away. */
  readonly gates: readonly string[]
  readonly mistakes: readonly string[]
  /** Whether it can still bring or take away anything else the report lists: a plan entry, a precondition or a note on the set. */
  readonly plan: boolean
}

/** How far one approach is from settled, given the answers so far. */
export interface Heading {
  readonly id: string
  readonly title: string
  /** The total so far in points, and the same as a share of 1 to 99. */
  readonly points: number
  readonly need: number
  /** True when no answer to any open question can turn its verdict. */
  readonly settled: boolean
  /** How many of the questions that are still to be asked can turn its verdict, at most. */
  readonly movedBy: number
}

/** Where an interview stands: what is worth asking, what is not, and where it is heading. */
export interface Course {
  /** Open questions that can still change something, in the order of asking: context questions last. */
  readonly ask: readonly Relevance[]
  /** Open questions that cannot: whatever they are answered, verdicts, gates, mistakes and plan stay as they are. */
  readonly skip: readonly Question[]
  /** One per approach, in the rubric's order. */
  readonly headings: readonly Heading[]
}

/**
 * Says which open questions can still change a verdict, a gate, a mistake or a plan entry: exact for verdicts, never too few for the rest. Since
 * each skipped question is without effect whatever the others are answered, all of them together are. `put` holds the ids of questions that were
 * put to the person already: those among them that are open stay open, and are neither to be asked nor to be skipped. With `all`, nothing is skipped.
 */
export function courseOf(rubric: Rubric, answers: ReadonlyMap<string, Answer>, put: ReadonlySet<string>, all = false): Course {
  const prepared = preparedFor(rubric)
  const { model } = prepared
  const domains = domainsOf(model, answers, put)
  const scopes = new Scopes(model, domains.varies)
  const possible = possibleVerdicts(domains, scopes, prepared.memory)
  const changes = changesOf(prepared, domains, scopes, possible.verdicts)
  const turns = turnsOf(domains, possible, (question) => changes.any.has(question))
  const open = visibilityOf(model, domains.state)
    .open.filter((question) => !put.has(question.id))
    .map((question) => relevanceOf(model, question, turns, changes))
  const ask = open.filter((one) => all || matters(one))
  const inOrder = [...ask.filter((one) => one.question.role !== 'context'), ...ask.filter((one) => one.question.role === 'context')]
  const skip = open.filter((one) => !ask.includes(one)).map((one) => one.question)
  return { ask: inOrder, skip, headings: headingsOf(domains, possible.verdicts, ask) }
}

/** What one rubric always needs, built once, and what was worked out before for answers that are alike. */
interface Prepared {
  readonly model: Model
  readonly listed: readonly { readonly items: readonly Listed[]; readonly condition: Watched }[]
  readonly memory: Memory
}

const PREPARED = new WeakMap<Rubric, Prepared>()

function preparedFor(rubric: Rubric): Prepared {
  const known = PREPARED.get(rubric)
  if (known !== undefined) return known
  const model = buildModel(rubric)
  const byCondition = new Map<string, Listed[]>()
  for (const one of listedBy(rubric)) {
    const key = JSON.stringify(one.when)
    byCondition.set(key, [...(byCondition.get(key) ?? []), one])
  }
  const listed = [...byCondition.values()].map((items) => ({ items, condition: watch(model, (items[0] as Listed).when) }))
  const prepared = { model, listed, memory: memoryFor(model) }
  PREPARED.set(rubric, prepared)
  return prepared
}

/** What each open question can bring or take away, beside verdicts. */
interface Changes {
  /** Questions that can change anything of it at all. */
  readonly any: ReadonlySet<number>
  readonly gates: ReadonlyMap<number, ReadonlySet<string>>
  readonly mistakes: ReadonlyMap<number, ReadonlySet<string>>
  readonly plan: ReadonlySet<number>
}

function changesOf({ listed }: Prepared, domains: Domains, scopes: Scopes, possible: readonly ReadonlySet<Verdict>[]): Changes {
  const gates = new Map<number, Set<string>>()
  const mistakes = new Map<number, Set<string>>()
  const plan = namedInShortfalls(domains, scopes, possible)
  for (const { items, condition } of listed) {
    const swayed = swayedBy(condition, domains, scopes, possible)
    for (const { kind, id } of items) {
      for (const question of swayed) {
        if (kind === 'plan') plan.add(question)
        else {
          const ids = kind === 'gate' ? gates : mistakes
          ids.set(question, (ids.get(question) ?? new Set()).add(id))
        }
      }
    }
  }
  return { any: new Set([...gates.keys(), ...mistakes.keys(), ...plan]), gates, mistakes, plan }
}

function relevanceOf(model: Model, question: Question, turns: ReadonlyMap<number, ReadonlySet<number>>, changes: Changes): Relevance {
  const index = model.names.question.get(question.id) as number
  const turned = turns.get(index)
  return {
    question,
    verdicts: model.approaches.filter((approach) => turned?.has(approach.index) === true).map((approach) => approach.source.id),
    gates: [...(changes.gates.get(index) ?? [])],
    mistakes: [...(changes.mistakes.get(index) ?? [])],
    plan: changes.plan.has(index),
  }
}

function matters({ verdicts, gates, mistakes, plan }: Relevance): boolean {
  return verdicts.length > 0 || gates.length > 0 || mistakes.length > 0 || plan
}

function headingsOf({ model, state }: Domains, possible: readonly ReadonlySet<Verdict>[], ask: readonly Relevance[]): Heading[] {
  const standings = judge(model, state)
  return model.approaches.map(({ index, source: { id, title } }) => {
    const points = standings[index]?.need ?? 0
    return {
      id,
      title,
      points,
      need: percentOf(points),
      settled: possible[index]?.size === 1,
      movedBy: ask.filter((one) => one.verdicts.includes(id)).length,
    }
  })
}
