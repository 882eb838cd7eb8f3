import { choicesFor, domainsOf } from './domains.js'
import type { Given } from './given.js'
import { answersOfGiven } from './given.js'
import type { Contender } from './judge.js'
import { buildModel, type Model, type ModelApproach } from './model.js'
import type { Approach, Condition, Gate, Rubric, Verdict } from './rubric.js'
import { Scopes } from './scopes.js'
import { verdictsInGroup } from './stability.js'
import { type Carry, sweep } from './sweep.js'
import { compile, FALSE, type Slot, type Ternary, TRUE, UNKNOWN } from './truth.js'

/** One kind of situation that answers can lead to, as far as it was asked about. */
export interface Situation {
  /** Verdicts of the approaches explored, in the order given. */
  readonly verdicts: readonly Verdict[]
  /**
   * The same approaches before alternatives compete: their standing and their own verdict. The standing, in points, is exact for approaches that
   * compete; that of others may be any that leads to the same verdict.
   */
  readonly contenders: readonly Contender[]
  /** Whether each of the conditions explored is true, in the order given. */
  readonly truths: readonly Ternary[]
  /** Answers that lead there: whatever is not named is open. */
  readonly witness: () => Given
}

export interface Exploration {
  /** Ids of approaches whose verdicts matter; those they compete with are taken along. */
  readonly approaches: readonly string[]
  /** Conditions on answers and on verdicts of any approaches. */
  readonly conditions: readonly Condition[]
  /** Answers that are fixed; all other questions may be answered in every way, or stay open. */
  readonly given?: Given
  /** Open questions that stay open. */
  readonly closed?: readonly string[]
  /** Steps at most, each one situation carried on by one answer; two million, about half a second, unless told otherwise. */
  readonly budget?: number
}

/** Visits every kind of situation that some answers lead to; see `explorerOf`. */
export type Explore = (exploration: Exploration, visit: (situation: Situation) => boolean) => boolean

/**
 * Returns what explores a rubric. It visits every kind of situation that some answers lead to, each at least once, until `visit` returns false or all
 * are done. Exact: over all answers to all questions, where any question may stay open. It returns false when the budget did not last, or when a
 * question has too many answers that matter; then nothing was visited, and nothing is proved.
 *
 * A condition takes part as an approach of its own: a gate that blocks it while the condition is true, one that holds it while it is false.
 */
export function explorerOf(rubric: Rubric): Explore {
  const model = buildModel(rubric)
  return ({ approaches, conditions, given = {}, closed = [], budget }, visit) => {
    const parts = new Parts(model)
    const readers = conditions.map((condition) => parts.reader(condition))
    const wanted = approaches.map((id) => model.names.approach.get(id) as number)
    const group = [...parts.withRivals([...wanted, ...parts.approachesRead]), ...parts.members.map(({ index }) => index)]
    const extended: Model = { ...model, approaches: [...model.approaches, ...parts.members] }
    const domains = domainsOf(extended, answersOfGiven(given), new Set(closed))
    const choices = choicesFor(domains, new Scopes(extended, domains.varies), group)
    if (choices === null) return false
    let going = true
    return sweep(
      extended,
      domains.state,
      group,
      choices,
      TRAIL,
      (members, trail) => {
        if (!going) return
        const verdicts = verdictsInGroup(extended, group, members)
        const truths = readers.map((read) => read((index) => verdicts[group.indexOf(index)] as Verdict))
        going = visit({
          verdicts: wanted.map((index) => verdicts[group.indexOf(index)] as Verdict),
          contenders: wanted.map((index) => members[group.indexOf(index)] as Contender),
          truths,
          witness: () => ({ ...given, ...givenAlong(trail, model, choices) }),
        })
      },
      budget,
    )
  }
}

/** The choices that led to a situation, the last one first. */
interface Trail {
  readonly question: number
  readonly choice: number
  readonly before: Trail | undefined
}

const START: Trail = { question: -1, choice: -1, before: undefined }

const TRAIL: Carry<Trail> = { start: START, step: (before, question, choice) => ({ question, choice, before }), merge: (a) => a }

function givenAlong(trail: Trail, model: Model, choices: readonly (readonly Slot[])[]): Given {
  const given = new Map<string, string | readonly string[]>()
  for (let at: Trail | undefined = trail; at !== undefined; at = at.before) {
    const source = model.questions[at.question]?.source
    const slot = choices[at.question]?.[at.choice]
    if (source === undefined || slot === undefined || slot === null) continue
    const chosen = source.options.filter((_, option) => (typeof slot === 'number' ? slot === option : slot[option])).map(({ id }) => id)
    given.set(source.id, source.kind === 'single' ? (chosen[0] as string) : chosen)
  }
  return Object.fromEntries(model.rubric.questions.filter(({ id }) => given.has(id)).map(({ id }) => [id, given.get(id) as string]))
}

/** Reads a condition off the verdicts of a situation, by approach index. */
type Reader = (verdictOf: (approach: number) => Verdict) => Ternary

/** The parts of conditions that read answers alone, each as an approach of its own, and what is made of them. */
class Parts {
  readonly members: ModelApproach[] = []
  readonly approachesRead: number[] = []
  private readonly model: Model

  constructor(model: Model) {
    this.model = model
  }

  reader(condition: Condition): Reader {
    if (!readsVerdicts(condition)) return this.readerOfAnswers(condition)
    if ('approach' in condition) {
      const index = this.model.names.approach.get(condition.approach)
      if (index === undefined) return () => UNKNOWN
      this.approachesRead.push(index)
      return (verdictOf) => (condition.verdict.includes(verdictOf(index)) ? TRUE : FALSE)
    }
    if ('not' in condition) {
      const inner = this.reader(condition.not)
      return (verdictOf) => (TRUE - inner(verdictOf)) as Ternary
    }
    const isAll = 'all' in condition
    const inner = (isAll ? condition.all : (condition as { readonly any: readonly Condition[] }).any).map((part) => this.reader(part))
    return (verdictOf) =>
      inner.reduce<Ternary>(
        (value, read) => (isAll ? Math.min(value, read(verdictOf)) : Math.max(value, read(verdictOf))) as Ternary,
        isAll ? TRUE : FALSE,
      )
  }

  private readerOfAnswers(condition: Condition): Reader {
    const index = this.model.approaches.length + this.members.length
    const { names } = this.model
    const gate = (effect: Gate['effect'], when: Condition) => ({
      source: { id: '', approach: '', effect, when, because: '', evidence: [] } satisfies Gate,
      test: compile(when, names),
    })
    this.members.push({ index, source: NEUTRAL, gates: [gate('block', condition), gate('hold', { not: condition })] })
    return (verdictOf) => TRUTHS[verdictOf(index)]
  }

  /** The approaches, and all that they compete with, directly or through others. */
  withRivals(approaches: readonly number[]): number[] {
    const found = new Set(approaches)
    for (const one of found)
      for (const rivals of this.model.alternatives) if (rivals.includes(one)) for (const rival of rivals) found.add(rival)
    return [...found].sort((a, b) => a - b)
  }
}

/** What the verdict of a condition's own approach says: it stands on its lines, so that only its gates decide. */
const TRUTHS: Readonly<Record<Verdict, Ternary>> = { skip: TRUE, later: FALSE, adopt: UNKNOWN, pilot: UNKNOWN }

const NEUTRAL: Approach = {
  id: '',
  title: '',
  summary: '',
  layer: '',
  prior: 0,
  priorBecause: '',
  readinessPrior: 0,
  lines: { adopt: 0, pilot: 0, ready: 0 },
}

/** Whether a condition reads a verdict anywhere. */
export function readsVerdicts(condition: Condition): boolean {
  if ('approach' in condition) return true
  if ('question' in condition) return false
  if ('not' in condition) return readsVerdicts(condition.not)
  return ('all' in condition ? condition.all : condition.any).some(readsVerdicts)
}
