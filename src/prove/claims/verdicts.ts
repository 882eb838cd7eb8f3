import { conceivableVerdicts } from '../../engine/bounds.js'
import { type Domains, domainsOf } from '../../engine/domains.js'
import { answersToTry } from '../../engine/drawn.js'
import { explorerOf } from '../../engine/explore.js'
import { answersOfGiven, type Given } from '../../engine/given.js'
import { verdictsAt } from '../../engine/judge.js'
import { buildModel, type Model } from '../../engine/model.js'
import { randomFrom } from '../../engine/random.js'
import type { ClaimOfVerdicts, Condition, Rubric } from '../../engine/rubric.js'
import { Scopes } from '../../engine/scopes.js'
import { compile, type Slot, type State, type Test, TRUE } from '../../engine/truth.js'
import { stateOf } from '../answers.js'
import { type Budget, exploredWithin } from './budget.js'
import { type Case, casesOf, counted, partsOf } from './cases.js'
import { hubOf } from './hub.js'
import type { ClaimLimits } from './limits.js'
import { type Proof, witnessOf } from './proof.js'
import { relaxed } from './relaxed.js'
import { simplified } from './simplified.js'
import { approachesRead, saidOf } from './words.js'

/** Steps of one exploration that cannot be taken apart. */
const STEPS_AT_LAST = 2_000_000

/** What the search for a counterexample works with. */
interface Search {
  readonly model: Model
  /** The conditions of the claim, compiled: where it says something, and what. */
  readonly speaks: Test
  readonly holds: Test
  readonly budget: Budget
  readonly limits: ClaimLimits
  /** Whether some answers were seen of which it says something. */
  met: boolean
}

/** Holds a claim of verdicts to all answers: wherever its `when` is true, its `then` has to be. Exact, or unproved. */
export function provedVerdicts(model: Model, claim: ClaimOfVerdicts, budget: Budget, limits: ClaimLimits): Proof {
  const when = claim.when ?? { all: [] }
  const search: Search = {
    model,
    speaks: compile(when, model.names),
    holds: compile(claim.then, model.names),
    budget,
    limits,
    met: claim.when === undefined,
  }
  const cases = casesOf(model.rubric, when)
  for (const one of cases) {
    const drawn = drawnCounterexample(search, one)
    if (drawn !== undefined) return refuted(search, claim, drawn)
  }
  for (const one of cases) {
    for (const part of partsOf(claim.then)) {
      const found = counterexample(search, one, part)
      if (found === null) return { result: 'unproved' }
      if (found !== undefined) return refuted(search, claim, found)
    }
  }
  return search.met ? { result: 'proved' } : provedOrVacuous(search, cases)
}

/** A claim that nothing breaks, where no drawn answers made its `when` true. */
function provedOrVacuous({ model, budget }: Search, cases: readonly Case[]): Proof {
  for (const one of cases) {
    const { rubric, condition } = counted(model.rubric, one)
    const exploration = { approaches: [], conditions: [condition], given: settledBy(one) }
    let met = false
    const done = exploredWithin(budget, STEPS_AT_LAST, explorerOf(rubric), exploration, ({ truths }) => {
      met = truths[0] === TRUE
      return !met
    })
    if (met) return { result: 'proved' }
    if (!done) return { result: 'unproved' }
  }
  return { result: 'vacuous' }
}

/** The answers that a case leaves no choice in. */
function settledBy({ allowed }: Case): Given {
  return Object.fromEntries([...allowed].flatMap(([id, options]) => (options.length === 1 ? [[id, options[0] as string]] : [])))
}

/** Answers that break a claim, out of some drawn with the same seed everywhere; finding none proves nothing. */
function drawnCounterexample(search: Search, { allowed }: Case): State | undefined {
  const { model, limits } = search
  const answers = new Map(answersToTry(domainsOf(model, new Map(), new Set())))
  for (const [id, options] of allowed) {
    const question = model.names.question.get(id) as number
    const option = model.names.option[question]
    answers.set(
      question,
      options.map((one) => option?.get(one) as number),
    )
  }
  const random = randomFrom(1)
  const slots: Slot[] = model.questions.map(() => null)
  for (let draw = 0; draw < limits.draws; draw++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    if (breaks(search, slots)) return slots
  }
  return undefined
}

/** Whether answers make `when` true and `then` not; remembers that they made `when` true. */
function breaks(search: Search, state: State): boolean {
  const verdicts = verdictsAt(search.model, state)
  if (search.speaks(state, verdicts) !== TRUE) return false
  search.met = true
  return search.holds(state, verdicts) !== TRUE
}

/** Answers of a case that make a part of `then` not true; undefined when there are none, null when the budget did not last. */
function counterexample(search: Search, one: Case, part: Condition): State | undefined | null {
  const { rubric } = search.model
  const found = explored(search, relaxed(rubric, one, part), one, part)
  if (found === undefined || found === null) return found
  const state = stateOf(search.model, found)
  if (breaks(search, state)) return state
  const exact = explored(search, rubric, one, part)
  return exact === undefined || exact === null ? exact : stateOf(search.model, exact)
}

/**
 * The same, of a rubric that may be an easier one. What takes too long to explore is taken apart: by every answer to the question that most depends
 * on, and once more with that question left open.
 */
function explored({ budget, limits }: Search, whole: Rubric, one: Case, part: Condition): Given | undefined | null {
  const approaches = [part, ...one.rest].flatMap(approachesRead)
  const { rubric, condition } = counted(whole, one)
  const walk = (given: Given, closed: readonly string[], depth: number): Given | undefined | null => {
    const simple = simplified(rubric, given)
    const domains = domainsOf(buildModel(simple), answersOfGiven(given), new Set(closed))
    if (holdsByBounds(domains, part)) return undefined
    const hub = depth < limits.depth ? hubOf(domains, approaches, one.allowed) : undefined
    let found: Given | undefined
    const exploration = { approaches: [], conditions: [condition, part], given, closed }
    const most = hub === undefined ? STEPS_AT_LAST : limits.steps
    const done = exploredWithin(budget, most, explorerOf(simple), exploration, ({ truths, witness }) => {
      if (truths[0] !== TRUE || truths[1] === TRUE) return true
      found = witness()
      return false
    })
    if (done || hub === undefined) return done ? found : null
    const allowed = one.allowed.get(hub.id)
    for (const option of allowed ?? hub.options.map(({ id }) => id)) {
      const inner = walk({ ...given, [hub.id]: option }, closed, depth + 1)
      if (inner !== undefined) return inner
    }
    return allowed === undefined ? walk(given, [...closed, hub.id], depth + 1) : undefined
  }
  return walk(settledBy(one), [], 0)
}

/** Whether bounds on the sums, quick and never too narrow, leave an approach no verdict but those that the condition allows it. */
function holdsByBounds(domains: Domains, condition: Condition): boolean {
  const negated = 'not' in condition
  const atom = negated ? condition.not : condition
  if (!('approach' in atom)) return false
  const approach = domains.model.names.approach.get(atom.approach)
  if (approach === undefined) return false
  const conceivable = conceivableVerdicts(domains, new Scopes(domains.model, domains.varies), approach)
  return [...conceivable].every((verdict) => atom.verdict.includes(verdict) !== negated)
}

function refuted(search: Search, claim: ClaimOfVerdicts, state: State): Proof {
  const { model } = search
  const witness = witnessOf(model, state, (one) => breaks(search, one))
  const verdicts = verdictsAt(model, witness.state)
  const came = approachesRead(claim.then).map((id) => `\`${id}\` is \`${verdicts[model.names.approach.get(id) as number]}\``)
  return {
    result: 'refuted',
    witness: witness.given,
    expected: saidOf(claim.then),
    came: came.length === 0 ? 'it is not known to be so' : came.join(' and '),
  }
}
