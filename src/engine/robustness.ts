import { countWays, MOST_CHOSEN } from './completions.js'
import type { Contribution } from './decision.js'
import { prospects } from './findout.js'
import type { Change, Flip, Flips } from './flips.js'
import { flipsOf, isDoable } from './flips.js'
import type { Standing } from './judge.js'
import { verdictsOf } from './judge.js'
import type { Model, ModelQuestion } from './model.js'
import { DEFAULT_DRAWS, perturb, standardError } from './perturb.js'
import type { Verdict } from './rubric.js'
import type { Outlook, SetShare, Share } from './stability.js'
import { outlooks, setShare, wholePercent } from './stability.js'
import type { Slot, State } from './truth.js'

/** An exact share; whole numbers as texts, because they may exceed 2^53. */
export interface ExactShare {
  readonly part: string
  readonly whole: string
  /** Whole percent; 0 and 100 only when exact. */
  readonly percent: number
}

export interface DescribedChange {
  readonly question: string
  readonly title: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly fromLabels: readonly string[]
  readonly toLabels: readonly string[]
  /** Single changes: options added or removed count one each. */
  readonly changes: number
  /** A team can bring it about itself: the question is an enabler. */
  readonly doable: boolean
}

export interface DescribedFlip {
  readonly verdict: Verdict
  readonly changes: readonly DescribedChange[]
}

export interface DescribedFlips {
  /** The smallest number of changes that turns the verdict; null when none within three does. */
  readonly size: number | null
  /** How many smallest sets there are; at least so many when `complete` is false. */
  readonly count: number
  readonly complete: boolean
  /** The nearest of them; among these, for adopt and for pilot, the nearest that leads there, and the nearest in the team's own hands. */
  readonly sets: readonly DescribedFlip[]
}

/** How firm one approach's verdict is. */
export interface ApproachRobustness {
  /** Over all ways to answer the open questions; null when it could not be counted exactly. */
  readonly open: { readonly kept: ExactShare; readonly verdicts: Readonly<Record<Verdict, ExactShare>> } | null
  /** Null when the search was given up: then nothing is claimed. */
  readonly flips: DescribedFlips | null
  /** Draws of moved points in which each verdict came out. */
  readonly points: {
    readonly draws: number
    readonly verdicts: Readonly<Record<Verdict, number>>
    readonly kept: number
    readonly standardError: number
  }
}

/** The share of all ways that keeps every verdict at once: exact, or an estimate; a reader must never take one for the other. */
export interface WholeSet {
  readonly exact: boolean
  readonly percent: number
  /** Only when exact. */
  readonly kept?: ExactShare
  /** Only when estimated: how many ways were drawn, and the standard error in percentage points. */
  readonly draws?: number
  readonly standardErrorPercent?: number
}

export interface FindOut {
  readonly question: string
  readonly title: string
  /** Share of its answers that change at least one verdict. */
  readonly changes: ExactShare
  readonly answers: readonly {
    readonly options: readonly string[]
    readonly labels: readonly string[]
    readonly verdicts: readonly { readonly approach: string; readonly verdict: Verdict }[]
  }[]
}

export interface Robustness {
  /** How many ways there are to answer the open questions. */
  readonly ways: string
  /** Subsets of a many-question count up to this size. */
  readonly mostChosen: number
  readonly set: WholeSet
  readonly findOut: readonly FindOut[]
  readonly seed: number
  readonly approaches: readonly ApproachRobustness[]
}

const SEED = 1
/** Flips written out per approach. */
const MOST_SHOWN = 5
/** Answers to one open question written out. */
const MOST_ANSWERS = 6
/** Whole sheets decided one by one for the share of the whole set; more are estimated. */
const MOST_SHEETS = 2_000
/** Steps that the share of the whole set may take before it is estimated. */
const MOST_JOINT = 20_000

/**
 * How firm the verdicts are: exact over the open questions, exact over changes of stated answers, and seeded over the points.
 * Deterministic; the approaches stand in the rubric's order.
 */
export function robustnessOf(
  model: Model,
  state: State,
  standings: readonly Standing[],
  contributions: readonly (readonly Contribution[])[],
): Robustness {
  const now = verdictsOf(standings)
  const outlook = outlooks(model, state, now)
  const flips = flipsOf(model, state, now)
  const moved = perturb(model, standings, contributions, DEFAULT_DRAWS, SEED)
  const set = setShare(model, state, now, MOST_SHEETS, MOST_JOINT)
  return {
    ways: countWays(model, state).toString(),
    mostChosen: MOST_CHOSEN,
    set: describeSet(set),
    findOut: describeProspects(model, state, now),
    seed: SEED,
    approaches: model.approaches.map(({ index }) => {
      const verdicts = moved.counts[index] as Readonly<Record<Verdict, number>>
      const kept = verdicts[now[index] as Verdict]
      return {
        open: describeOutlook(outlook[index] ?? null),
        flips: describeFlips(model, state, flips[index] as Flips),
        points: { draws: moved.draws, verdicts, kept, standardError: Math.round(standardError(kept, moved.draws) * 10_000) / 10_000 },
      }
    }),
  }
}

function describeSet(set: SetShare): WholeSet {
  if (set.exact) return { exact: true, percent: wholePercent(set.kept), kept: exact(set.kept) }
  return {
    exact: false,
    percent: Math.round(set.kept * 100),
    draws: set.draws,
    standardErrorPercent: Math.round(set.standardError * 1000) / 10,
  }
}

function exact(share: Share): ExactShare {
  return { part: share.part.toString(), whole: share.whole.toString(), percent: wholePercent(share) }
}

function describeOutlook(outlook: Outlook | null): ApproachRobustness['open'] {
  if (outlook === null) return null
  const { adopt, pilot, later, skip } = outlook.verdicts
  return { kept: exact(outlook.kept), verdicts: { adopt: exact(adopt), pilot: exact(pilot), later: exact(later), skip: exact(skip) } }
}

function describeFlips(model: Model, state: State, flips: Flips): DescribedFlips | null {
  if (!flips.searched) return null
  const sets = shownOf(model, flips.sets).map(({ verdict, changes }) => ({
    verdict,
    changes: changes.map((change) => describeChange(model, state, change)),
  }))
  return { size: flips.size === 0 ? null : flips.size, count: flips.count, complete: flips.complete, sets }
}

/** The nearest sets; a way to something to build is not crowded out by nearer ways to something else. In their order. */
function shownOf(model: Model, sets: readonly Flip[]): Flip[] {
  const ways = (['adopt', 'pilot'] as const).flatMap((verdict) => {
    const leading = sets.filter((set) => set.verdict === verdict)
    return [leading.find((set) => set.changes.every((change) => isDoable(model, change))), leading[0]]
  })
  const kept = new Set([...ways, ...sets].filter((set) => set !== undefined))
  const shown = new Set([...kept].slice(0, MOST_SHOWN))
  return sets.filter((set) => shown.has(set))
}

function describeChange(model: Model, state: State, change: Change): DescribedChange {
  const question = model.questions[change.question] as ModelQuestion
  const before = namesOf(question, state[change.question] as Slot)
  const after = namesOf(question, change.to)
  return {
    question: question.source.id,
    title: question.source.title,
    from: before.ids,
    to: after.ids,
    fromLabels: before.labels,
    toLabels: after.labels,
    changes: change.changes,
    doable: isDoable(model, change),
  }
}

function namesOf(question: ModelQuestion, slot: Slot): { ids: string[]; labels: string[] } {
  const chosen = question.source.options.filter(
    (_, index) => slot !== null && (typeof slot === 'number' ? slot === index : slot[index] === true),
  )
  return { ids: chosen.map((option) => option.id), labels: chosen.map((option) => option.label) }
}

function describeProspects(model: Model, state: State, now: readonly Verdict[]): FindOut[] {
  return prospects(model, state, now)
    .filter((prospect) => prospect.answers.length > 0)
    .map((prospect) => {
      const question = model.questions[prospect.question] as ModelQuestion
      return {
        question: question.source.id,
        title: question.source.title,
        changes: exact(prospect.changes),
        answers: prospect.answers.slice(0, MOST_ANSWERS).map(({ slot, verdicts }) => {
          const { ids, labels } = namesOf(question, slot)
          return {
            options: ids,
            labels,
            verdicts: verdicts.map(({ approach, verdict }) => ({ approach: model.approaches[approach]?.source.id ?? '', verdict })),
          }
        }),
      }
    })
}
