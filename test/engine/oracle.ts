import type { Approach, Condition, Gate, Option, Question, Role, Rubric, Truth, Verdict } from '../../src/engine/rubric.js'

/**
 * A second engine, written from section 4 of the design alone and never from the code under test: plain, slow and obvious.
 * It exists to disagree. Nothing in here may be imported from `src` but types, and nothing may be made faster.
 */

/** What was answered: an option, a list of options, or `unsure`. Absent: open. */
export type Given = Readonly<Record<string, string | readonly string[]>>

type Verdicts = ReadonlyMap<string, Verdict>

export interface OracleApproach {
  readonly id: string
  readonly verdict: Verdict
  /** What it would have been without its alternatives. */
  readonly ownVerdict: Verdict
  readonly total: number
  readonly readiness: number
  readonly gates: readonly string[]
  readonly lostTo?: { readonly id: string; readonly points: number; readonly tie: boolean }
  readonly contributions: readonly {
    readonly question: string
    readonly option: string
    readonly points: number
    readonly axis: 'need' | 'readiness'
  }[]
}

export interface OracleDecision {
  readonly approaches: readonly OracleApproach[]
  readonly set: readonly string[]
  readonly open: readonly string[]
  readonly hidden: readonly string[]
  /** Ids of the mistakes and set rules that hold, and of the preconditions of what is adopted or piloted. */
  readonly mistakes: readonly string[]
  readonly setRules: readonly string[]
  readonly preconditions: readonly string[]
}

/** Everything the design lets one conclude from a rubric and some answers, ranges and open-question effects aside. */
export function oracle(rubric: Rubric, given: Given): OracleDecision {
  const own = rubric.approaches.map((approach) => judgeAlone(rubric, given, approach))
  const approaches = compete(rubric, own)
  const layerOrder = rubric.layers.flatMap((layer) => layer.filledBy)
  const verdicts = new Map(approaches.map((one) => [one.id, one.verdict]))
  const holds = (condition: Condition | undefined) => condition === undefined || truthOf(rubric, given, condition, verdicts) === 'true'
  const goesLive = (id: string) => verdicts.get(id) === 'adopt' || verdicts.get(id) === 'pilot'
  const toConfirm = rubric.gates.filter(
    (gate) => gate.confirm !== undefined && gate.when !== undefined && truthOf(rubric, given, gate.when) === 'unknown',
  )
  return {
    approaches,
    set: layerOrder.filter((id) => verdicts.get(id) === 'adopt'),
    open: rubric.questions.filter((question) => isOpen(rubric, given, question)).map((question) => question.id),
    hidden: rubric.questions.filter((question) => isHidden(rubric, given, question)).map((question) => question.id),
    mistakes: rubric.mistakes.filter((one) => holds(one.when)).map((one) => one.id),
    setRules: rubric.setRules.filter((one) => holds(one.when)).map((one) => one.id),
    preconditions: [
      ...rubric.preconditions.filter((one) => goesLive(one.approach) && holds(one.when)).map((one) => one.id),
      ...toConfirm.filter((gate) => goesLive(gate.approach)).map((gate) => gate.id),
    ],
  }
}

/** A question is hidden only when its condition is false. */
export function isHidden(rubric: Rubric, given: Given, question: Question): boolean {
  return question.when !== undefined && truthOf(rubric, given, question.when) === 'false'
}

/** Asked, and without an answer that says something. */
export function isOpen(rubric: Rubric, given: Given, question: Question): boolean {
  return !isHidden(rubric, given, question) && isUnanswered(given, question.id)
}

function isUnanswered(given: Given, id: string): boolean {
  return given[id] === undefined || given[id] === 'unsure'
}

/** Kleene's three values, by his tables. */
export function truthOf(rubric: Rubric, given: Given, condition: Condition, verdicts?: Verdicts): Truth {
  if ('all' in condition) {
    const parts = condition.all.map((part) => truthOf(rubric, given, part, verdicts))
    if (parts.includes('false')) return 'false'
    if (parts.includes('unknown')) return 'unknown'
    return 'true'
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => truthOf(rubric, given, part, verdicts))
    if (parts.includes('true')) return 'true'
    if (parts.includes('unknown')) return 'unknown'
    return 'false'
  }
  if ('not' in condition) {
    const part = truthOf(rubric, given, condition.not, verdicts)
    if (part === 'true') return 'false'
    if (part === 'false') return 'true'
    return 'unknown'
  }
  if ('approach' in condition) {
    const verdict = verdicts?.get(condition.approach)
    if (verdict === undefined) throw new Error('no verdict is known here')
    return condition.verdict.includes(verdict) ? 'true' : 'false'
  }
  if (rubric.absent.includes(condition.question)) return 'unknown'
  const question = rubric.questions.find((one) => one.id === condition.question)
  if (question === undefined) throw new Error(`no question ${condition.question}`)
  if (isHidden(rubric, given, question)) return 'false'
  if (isUnanswered(given, question.id)) return 'unknown'
  const chosen = [given[question.id] ?? []].flat()
  if ('is' in condition) return chosen.some((option) => condition.is.includes(option)) ? 'true' : 'false'
  return chosen.length >= condition.chosen.least && chosen.length <= condition.chosen.most ? 'true' : 'false'
}

function judgeAlone(rubric: Rubric, given: Given, approach: Approach): OracleApproach {
  const contributions = [
    ...pointsGiven(rubric, given, approach, 'reason').map((one) => ({ ...one, axis: 'need' as const })),
    ...pointsGiven(rubric, given, approach, 'enabler').map((one) => ({ ...one, axis: 'readiness' as const })),
  ]
  const sum = (axis: string) => contributions.filter((one) => one.axis === axis).reduce((before, one) => before + one.points, 0)
  const total = approach.prior + sum('need')
  const readiness = approach.readinessPrior + sum('readiness')
  const fired = rubric.gates.filter(
    (gate) => gate.approach === approach.id && (gate.when === undefined || truthOf(rubric, given, gate.when) === 'true'),
  )
  const verdict = cellOfTheTable(approach, total, readiness, fired)
  return { id: approach.id, verdict, ownVerdict: verdict, total, readiness, gates: fired.map((gate) => gate.id), contributions }
}

/** The points that the answered, visible questions of one role give an approach; those with a condition only when it is true. */
function pointsGiven(rubric: Rubric, given: Given, approach: Approach, role: Role) {
  const found: { question: string; option: string; points: number }[] = []
  for (const question of rubric.questions) {
    if (question.role !== role) continue
    if (isHidden(rubric, given, question)) continue
    if (isUnanswered(given, question.id)) continue
    for (const option of question.options) {
      if (![given[question.id] ?? []].flat().includes(option.id)) continue
      for (const entry of option.points) {
        if (entry.approach !== approach.id) continue
        if (entry.when !== undefined && truthOf(rubric, given, entry.when) !== 'true') continue
        found.push({ question: question.id, option: option.id, points: entry.points })
      }
    }
  }
  return found
}

function cellOfTheTable(approach: Approach, total: number, readiness: number, fired: readonly Gate[]): Verdict {
  const has = (effect: string) => fired.some((gate) => gate.effect === effect)
  if (has('block')) return 'skip'
  if (approach.always === 'adopt') return 'adopt'
  const held = has('hold') || readiness < approach.lines.ready
  if (has('require')) return held ? 'later' : 'adopt'
  if (held) return total >= approach.lines.adopt ? 'later' : 'skip'
  if (total >= approach.lines.adopt) return 'adopt'
  if (total >= approach.lines.pilot) return 'pilot'
  return 'skip'
}

/** L, where a `require` counts as at least the adopt line. */
function strength(rubric: Rubric, one: OracleApproach): number {
  const approach = rubric.approaches.find((each) => each.id === one.id)
  if (approach === undefined) throw new Error(`no approach ${one.id}`)
  const required = rubric.gates.some((gate) => gate.effect === 'require' && one.gates.includes(gate.id))
  return required ? Math.max(one.total, approach.lines.adopt) : one.total
}

function compete(rubric: Rubric, own: readonly OracleApproach[]): readonly OracleApproach[] {
  let now = own
  for (const group of rubric.alternatives) {
    const members = group.of.flatMap((id) => now.filter((one) => one.id === id))
    const first = members.filter((one) => one.verdict === 'adopt' || one.verdict === 'pilot')
    const second = members.filter((one) => one.verdict === 'later')
    const field = first.length > 0 ? first : second
    let winner: OracleApproach | undefined
    for (const one of field) {
      if (winner === undefined || strength(rubric, one) > strength(rubric, winner)) winner = one
    }
    if (winner === undefined) continue
    const won = winner
    now = now.map((one) => {
      if (one.id === won.id || one.verdict === 'skip' || !members.some((member) => member.id === one.id)) return one
      const points = strength(rubric, won) - strength(rubric, one)
      return { ...one, verdict: 'skip' as const, lostTo: { id: won.id, points, tie: points === 0 && field.includes(one) } }
    })
  }
  return now
}

/** Every answer that a question takes, `unsure` aside: each option, or each subset of the options. */
export function everyAnswer(question: Question): readonly (string | readonly string[])[] {
  const ids = question.options.map((option: Option) => option.id)
  if (question.kind === 'single') return ids
  let subsets: string[][] = [[]]
  for (const id of ids) subsets = [...subsets, ...subsets.map((subset) => [...subset, id])]
  return subsets
}

/**
 * Every way to answer what is open: each answers every question that it makes visible.
 * The first open question is answered in each way it can be, and then the same again until none is open.
 */
export function everyCompletion(rubric: Rubric, given: Given): readonly Given[] {
  const question = rubric.questions.find((one) => isOpen(rubric, given, one))
  if (question === undefined) return [given]
  return everyAnswer(question).flatMap((answer) => everyCompletion(rubric, { ...given, [question.id]: answer }))
}

/** How many completions there are, at most; to leave a case alone before it takes all day. */
export function completionsAtMost(rubric: Rubric, given: Given): number {
  return rubric.questions
    .filter((question) => !isHidden(rubric, given, question) && isUnanswered(given, question.id))
    .reduce((product, question) => product * everyAnswer(question).length, 1)
}

/** Lowest and highest total of each approach over every completion. */
export function oracleRanges(rubric: Rubric, given: Given): ReadonlyMap<string, { readonly low: number; readonly high: number }> {
  const ranges = new Map<string, { low: number; high: number }>()
  for (const way of everyCompletion(rubric, given)) {
    for (const one of rubric.approaches) {
      const total = one.prior + pointsGiven(rubric, way, one, 'reason').reduce((before, each) => before + each.points, 0)
      const range = ranges.get(one.id) ?? { low: total, high: total }
      ranges.set(one.id, { low: Math.min(range.low, total), high: Math.max(range.high, total) })
    }
  }
  return ranges
}

/** The approaches whose verdict some answer to this one question changes, in the rubric's order. */
export function oracleCanChange(rubric: Rubric, given: Given, question: Question): readonly string[] {
  const now = oracle(rubric, given)
  const changed = new Set<string>()
  for (const answer of everyAnswer(question)) {
    for (const [index, one] of oracle(rubric, { ...given, [question.id]: answer }).approaches.entries()) {
      if (one.verdict !== now.approaches[index]?.verdict) changed.add(one.id)
    }
  }
  return rubric.approaches.map((one) => one.id).filter((id) => changed.has(id))
}

/** Need or readiness from 1 to 99 by the formula, which the code under test must not compute. */
export function oraclePercent(points: number): number {
  const exact = 100 / (1 + 10 ** (-points / 10))
  return Math.min(99, Math.max(1, Math.round(exact)))
}
