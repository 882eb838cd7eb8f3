import { conceivableVerdicts } from '../../engine/bounds.js'
import { type Domains, domainsOf } from '../../engine/domains.js'
import { answersToTry } from '../../engine/drawn.js'
import { type Explore, explorerOf, readsVerdicts } from '../../engine/explore.js'
import { answersOfGiven, type Given } from '../../engine/given.js'
import { verdictsAt } from '../../engine/judge.js'
import { atomsWithVisibility, buildState, type Model } from '../../engine/model.js'
import { randomFrom } from '../../engine/random.js'
import type { ClaimOfVerdicts, Condition } from '../../engine/rubric.js'
import { Scopes } from '../../engine/scopes.js'
import { compile, type Slot, type State, type Test, TRUE } from '../../engine/truth.js'
import { type Case, casesOf, partsOf } from './cases.js'
import { type Proof, smallest, TOO_MUCH } from './proof.js'
import { approachesRead, saidOf } from './words.js'

/** Sheets drawn before everything is explored, in each case. */
const DRAWS = 60
/** Explorations for one part of one claim, those that did not last among them. */
const MOST_EXPLORATIONS = 80

/** What the search for a counterexample works with. */
interface Search {
  readonly model: Model
  readonly explore: Explore
  readonly holdsFor: Test
  readonly holds: Test
  readonly budget: number
  /** Whether some answers were seen to make `when` true. */
  met: boolean
}

const ALWAYS: Condition = { all: [] }

/** Holds a claim of verdicts to all answers: wherever its `when` is true, its `then` has to be. Exact, or unproved. */
export function provedVerdicts(model: Model, claim: ClaimOfVerdicts, budget: number): Proof {
  const when = claim.when ?? ALWAYS
  const search: Search = {
    model,
    explore: explorerOf(model.rubric),
    holdsFor: compile(when, model.names),
    holds: compile(claim.then, model.names),
    budget,
    met: claim.when === undefined,
  }
  const cases = casesOf(model.rubric, when)
  for (const one of cases) {
    const drawn = drawnCounterexample(search, one.given)
    if (drawn !== undefined) return refuted(search, claim, drawn)
  }
  for (const one of cases) {
    for (const part of partsOf(claim.then)) {
      const found = counterexample(search, one, part)
      if (found === null) return TOO_MUCH
      if (found !== undefined) return refuted(search, claim, found)
    }
  }
  if (search.met) return { result: 'proved' }
  const met = cases.map((one) => canBeMet(search, one))
  if (met.includes(true)) return { result: 'proved' }
  return met.includes(null) ? TOO_MUCH : { result: 'vacuous' }
}

/** Answers that break a claim, out of some drawn with the same seed everywhere; finding none proves nothing. */
function drawnCounterexample(search: Search, given: Given): Given | undefined {
  const { model } = search
  const domains = domainsOf(model, answersOfGiven(given), new Set())
  const answers = answersToTry(domains)
  const random = randomFrom(1)
  const slots: Slot[] = [...domains.state]
  for (let draw = 0; draw < DRAWS; draw++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    if (breaks(search, slots)) return givenOf(model, slots)
  }
  return undefined
}

/** Whether answers make `when` true and `then` not; remembers that they made `when` true. */
function breaks(search: Search, state: State): boolean {
  const verdicts = verdictsAt(search.model, state)
  if (search.holdsFor(state, verdicts) !== TRUE) return false
  search.met = true
  return search.holds(state, verdicts) !== TRUE
}

function givenOf({ rubric }: Model, state: State): Given {
  const found: [string, string | readonly string[]][] = []
  rubric.questions.forEach(({ id, kind, options }, index) => {
    const slot = state[index] as Slot
    if (slot === null) return
    const chosen = options.filter((_, option) => (typeof slot === 'number' ? slot === option : slot[option])).map((option) => option.id)
    found.push([id, kind === 'single' ? (chosen[0] as string) : chosen])
  })
  return Object.fromEntries(found)
}

/** Answers of a case that make a part of `then` not true; undefined when there are none, null when the budget did not last. */
function counterexample(search: Search, one: Case, part: Condition): Given | undefined | null {
  const left = { explorations: MOST_EXPLORATIONS }
  const walk = (given: Given, closed: readonly string[]): Given | undefined | null => {
    const { model } = search
    const domains = domainsOf(model, answersOfGiven(given), new Set(closed))
    if (holdsByBounds(domains, part)) return undefined
    if (left.explorations-- <= 0) return null
    const explored = exploredCounterexample(search, given, closed, one.rest, part)
    if (explored !== null) return explored
    const hub = hubOf(domains, [...approachesRead(part), ...approachesRead(one.rest)])
    if (hub === undefined) return null
    const source = model.questions[hub]?.source
    for (const option of source?.options ?? []) {
      const found = walk({ ...given, [source?.id as string]: option.id }, closed)
      if (found !== undefined) return found
    }
    return walk(given, [...closed, source?.id as string])
  }
  return walk(one.given, [])
}

function exploredCounterexample(
  { explore, budget }: Search,
  given: Given,
  closed: readonly string[],
  rest: Condition,
  part: Condition,
): Given | undefined | null {
  let found: Given | undefined
  const done = explore({ approaches: [], conditions: [rest, part], given, closed, budget }, ({ truths, witness }) => {
    if (truths[0] !== TRUE || truths[1] === TRUE) return true
    found = witness()
    return false
  })
  return done ? found : null
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

/** The open single-choice question that most of what decides some approaches reads: to fix it leaves the least to explore. */
function hubOf({ model, varies }: Domains, approaches: readonly string[]): number | undefined {
  const counts = new Map<number, number>()
  const rivals = model.rubric.alternatives.filter(({ of }) => of.some((id) => approaches.includes(id))).flatMap(({ of }) => of)
  const group = new Set([...approaches, ...rivals])
  const count = (when: Condition | undefined): void => {
    for (const id of new Set(atomsWithVisibility(model, when).map(({ question }) => question))) {
      const index = model.names.question.get(id)
      if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1)
    }
  }
  for (const { options, when } of model.rubric.questions) {
    const own = options.flatMap(({ points }) => points.filter(({ approach }) => group.has(approach)))
    for (const entry of own) count({ all: [when, entry.when].filter((one) => one !== undefined) })
  }
  for (const gate of model.rubric.gates) if (group.has(gate.approach)) count(gate.when)
  const open = [...counts].filter(([question]) => varies(question) && model.questions[question]?.source.kind === 'single')
  return open.sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0]
}

/** Whether some answers of a case make `when` true; null when the budget did not last. */
function canBeMet({ explore, budget }: Search, { given, rest }: Case): boolean | null {
  let met = false
  const done = explore({ approaches: [], conditions: [rest], given, budget }, ({ truths }) => {
    met = truths[0] === TRUE
    return !met
  })
  return done ? met : null
}

function refuted(search: Search, claim: ClaimOfVerdicts, given: Given): Proof {
  const { model } = search
  const stateOf = (one: Given): State => buildState(model, answersOfGiven(one))
  const witness = smallest(given, (one) => breaks(search, stateOf(one)))
  const verdicts = verdictsAt(model, stateOf(witness))
  const came = approachesRead(claim.then).map((id) => `${id} is ${verdicts[model.names.approach.get(id) as number]}`)
  return {
    result: 'refuted',
    witness,
    expected: saidOf(claim.then),
    came: readsVerdicts(claim.then) ? came.join(', ') : 'these answers make it untrue or leave it open',
  }
}
