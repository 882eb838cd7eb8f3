import { conceivableVerdicts } from '../engine/bounds.js'
import { type Domains, domainsOf } from '../engine/domains.js'
import { answersToTry } from '../engine/drawn.js'
import { type Exploration, type Explore, explorerOf, type Situation } from '../engine/explore.js'
import { judge, type Standing, verdictsAt } from '../engine/judge.js'
import { type Atom, atomsWithVisibility, buildModel, type Model } from '../engine/model.js'
import { randomFrom } from '../engine/random.js'
import type { Condition, Rubric, Verdict } from '../engine/rubric.js'
import { Scopes } from '../engine/scopes.js'
import { compile, type Slot, type State, type Test } from '../engine/truth.js'

/** How far the quick ways of a proof go before it is explored instead; what is proved does not depend on it. */
export interface Limits {
  /** Situations that are drawn before anything is proved: most of what can be, one of them shows. */
  readonly draws: number
  /** Attempts to steer towards what is wanted. */
  readonly attempts: number
  /** Situations that are listed one by one. */
  readonly rows: number
}

const LIMITS: Limits = { draws: 1_200, attempts: 4, rows: 100_000 }
/** Steps of one exploration at most. */
const MOST_STEPS = 2_000_000
/** Steps of all explorations together, unless told otherwise: some five seconds. */
const BUDGET = 20_000_000
/** What a search that succeeds is taken to cost, in steps: getting ready for it is most of that. */
const STEPS_TO_START = 50_000

/** A condition made ready to be looked at again and again. */
export interface Compiled {
  readonly condition: Condition
  readonly test: Test
  readonly atoms: readonly Atom[]
  /** Questions that decide it, with those that decide whether these are asked, by index. */
  readonly reads: readonly number[]
  /** Approaches whose verdicts it reads, by index. */
  readonly verdicts: readonly number[]
  /** It reads a question, or the verdict of an approach, that the rubric leaves out. */
  readonly readsAbsent: boolean
}

/** One drawn situation. */
export interface Drawn {
  readonly state: State
  readonly verdicts: readonly Verdict[]
}

/** All answers to a rubric, and what is worked out of them once. */
export interface Space {
  readonly rubric: Rubric
  readonly model: Model
  readonly domains: Domains
  readonly scopes: Scopes
  readonly limits: Limits
  /** Situations that show much of what can be; the same ones on every machine. */
  readonly pool: readonly Drawn[]
  /** The answers worth trying to each question. */
  readonly tries: ReadonlyMap<number, readonly Slot[]>
  /** By approach index: the verdicts that bounds do not rule out, and in all that was drawn. */
  readonly conceivable: readonly ReadonlySet<Verdict>[]
  readonly compiled: (condition: Condition) => Compiled
  /** Runs a search that may take so many steps; false when the budget did not last. */
  readonly within: (search: (most: number) => boolean) => boolean
  /** Explores within what is left of the budget; false when it did not last. */
  readonly explore: (exploration: Exploration, visit: (situation: Situation) => boolean) => boolean
}

/** Makes a rubric ready to be proved. The budget is in steps of exploring, a quarter of a microsecond or so each. */
export function spaceOf(rubric: Rubric, budget = BUDGET, limits = LIMITS): Space {
  const model = buildModel(rubric)
  const domains = domainsOf(model, new Map(), new Set())
  const scopes = new Scopes(model, domains.varies)
  const conceivable = model.approaches.map(({ index }) => conceivableVerdicts(domains, scopes, index))
  const tries = answersToTry(domains)
  const within = withinBudget(budget)
  return {
    rubric,
    model,
    domains,
    scopes,
    limits,
    pool: poolOf(model, tries, conceivable, limits),
    tries,
    conceivable,
    compiled: compiler(model),
    within,
    explore: explorer(rubric, within),
  }
}

/** Lets searches run while the budget lasts: each is told how many steps it may take, and says whether they were enough. */
function withinBudget(budget: number): Space['within'] {
  let left = budget
  return (search) => {
    const most = Math.min(MOST_STEPS, left - STEPS_TO_START)
    if (most <= 0) return false
    const done = search(most)
    left -= done ? STEPS_TO_START : most
    return done
  }
}

function explorer(rubric: Rubric, within: Space['within']): Space['explore'] {
  let made: Explore | undefined
  return (exploration, visit) =>
    within((most) => {
      made ??= explorerOf(rubric)
      return made({ ...exploration, budget: most }, visit)
    })
}

function compiler(model: Model): Space['compiled'] {
  const known = new WeakMap<Condition, Compiled>()
  return (condition) => {
    const before = known.get(condition)
    if (before !== undefined) return before
    const atoms = atomsWithVisibility(model, condition)
    const reads = [...new Set(atoms.map((atom) => model.names.question.get(atom.question) ?? -1))].sort((a, b) => a - b)
    const verdicts = approachesRead(condition).map((id) => model.names.approach.get(id) ?? -1)
    const made: Compiled = {
      condition,
      test: compile(condition, model.names),
      atoms,
      reads: reads.filter((one) => one >= 0),
      verdicts: [...new Set(verdicts)].filter((one) => one >= 0),
      readsAbsent: reads.includes(-1) || verdicts.includes(-1),
    }
    known.set(condition, made)
    return made
  }
}

function approachesRead(condition: Condition): string[] {
  if ('approach' in condition) return [condition.approach]
  if ('question' in condition) return []
  if ('not' in condition) return approachesRead(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(approachesRead)
}

/** Drawn situations, half of them steered away from what is common: towards each verdict that the others do not show. */
function poolOf(
  model: Model,
  tries: ReadonlyMap<number, readonly Slot[]>,
  conceivable: readonly ReadonlySet<Verdict>[],
  limits: Limits,
): Drawn[] {
  const random = randomFrom(1)
  const open: Slot[] = model.questions.map(() => null)
  const pool: Drawn[] = []
  const add = (state: State): void => {
    pool.push({ state, verdicts: verdictsAt(model, state) })
  }
  add(open)
  for (let draw = 1; draw < (tries.size === 0 ? 1 : limits.draws); draw++) add(drawnState(tries, open, random))
  for (const [approach, verdicts] of conceivable.entries()) {
    for (const verdict of verdicts) {
      if (pool.some((one) => one.verdicts[approach] === verdict)) continue
      const steered = climb(
        model,
        tries,
        open,
        random,
        (state) => distanceTo(model, judge(model, state), approach, verdict),
        limits.attempts,
      )
      if (steered !== null) add(steered)
    }
  }
  return pool
}

function drawnState(tries: ReadonlyMap<number, readonly Slot[]>, open: State, random: (below: number) => number): Slot[] {
  const state = [...open]
  for (const [question, list] of tries) {
    const slot = list[random(list.length)] as Slot
    state[question] = slot !== null && typeof slot === 'object' && random(2) === 0 ? slot.map((flag) => flag || random(3) === 0) : slot
  }
  return state
}

/** Looks for a state at distance 0 by changing one answer after the other for the better; null when it finds none, which proves nothing. */
export function climb(
  model: Model,
  tries: ReadonlyMap<number, readonly Slot[]>,
  from: State,
  random: (below: number) => number,
  distance: (state: State) => number,
  attempts: number,
): Slot[] | null {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const state = attempt === 0 ? [...from] : drawnState(tries, from, random)
    let before = distance(state)
    for (;;) {
      if (before === 0) return state
      const after = improve(model, tries, state, distance, before)
      if (after >= before) break
      before = after
    }
  }
  return null
}

/** Goes through the questions once, each time keeping the best answer; returns the distance reached. */
function improve(
  model: Model,
  tries: ReadonlyMap<number, readonly Slot[]>,
  state: Slot[],
  distance: (state: State) => number,
  before: number,
): number {
  let best = before
  for (const [question, list] of tries) {
    let kept = state[question] as Slot
    for (const slot of [...list, ...togglesOf(model, question, kept)]) {
      state[question] = slot
      const reached = distance(state)
      if (reached >= best) continue
      best = reached
      kept = slot
      if (best === 0) return 0
    }
    state[question] = kept
  }
  return best
}

function togglesOf(model: Model, question: number, slot: Slot): Slot[] {
  if (slot === null || typeof slot === 'number' || model.questions[question]?.source.kind !== 'many') return []
  return slot.map((_, option) => slot.map((flag, at) => (at === option ? !flag : flag)))
}

/** How far an approach is from a verdict, in points more or less; 0 only where it has it. */
export function distanceTo(model: Model, standings: readonly Standing[], approach: number, wanted: Verdict): number {
  const standing = standings[approach]
  const lines = model.approaches[approach]?.source.lines
  if (standing === undefined || lines === undefined) return Number.POSITIVE_INFINITY
  if (standing.verdict === wanted) return 0
  const below = (line: number): number => Math.max(0, line - standing.standing)
  const above = (line: number): number => Math.max(0, standing.standing - line)
  const unready = Math.max(0, lines.ready - standing.readiness) + (standing.held ? 5 : 0)
  const blocked = standing.blocked || standing.lostTo >= 0 ? 5 : 0
  if (wanted === 'adopt') return 1 + blocked + below(lines.adopt) + unready
  if (wanted === 'pilot') return 1 + blocked + below(lines.pilot) + above(lines.adopt - 1) + unready
  if (wanted === 'later') return 1 + blocked + below(lines.adopt) + (unready > 0 ? 0 : standing.readiness - lines.ready + 1)
  return 1 + above(lines.pilot - 1)
}
