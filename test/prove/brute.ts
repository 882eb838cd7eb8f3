import type { Condition, Gate, PlanContent, Question, Rubric, Verdict } from '../../src/engine/rubric.js'
import { everyAnswer, type Given, isHidden, type OracleDecision, oracle, truthOf } from '../engine/oracle.js'

/**
 * What is to be found in a rubric, by looking at every one of its answer sets: written from the issue and the design, plain and slow. It exists to
 * disagree with the proofs. Findings are told as `result code subject`, one for each statement that does not hold.
 */

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

export interface Row {
  readonly given: Given
  readonly decision: OracleDecision
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** How many answer sets a rubric has. */
export function answerSets(rubric: Rubric): number {
  return rubric.questions.reduce((product, question) => product * (everyAnswer(question).length + 1), 1)
}

function everyGiven(questions: readonly Question[]): readonly Given[] {
  return questions.reduce<readonly Given[]>(
    (before, question) =>
      before.flatMap((given) => [given, ...everyAnswer(question).map((answer) => ({ ...given, [question.id]: answer }))]),
    [{}],
  )
}

export function rowsOf(rubric: Rubric): readonly Row[] {
  return everyGiven(rubric.questions).map((given) => rowOf(rubric, given))
}

export function rowOf(rubric: Rubric, given: Given): Row {
  const decision = oracle(rubric, given)
  return { given, decision, verdicts: new Map(decision.approaches.map((one) => [one.id, one.verdict])) }
}

export function bruteFindings(rubric: Rubric): readonly string[] {
  const rows = rowsOf(rubric)
  return [
    ...reach(rubric, rows),
    ...effects(rubric, rows),
    ...scales(rubric, rows),
    ...gates(rubric, rows),
    ...conditions(rubric, rows),
    ...ties(rubric, rows),
  ].sort()
}

const told = (result: string, code: string, ...subject: readonly (string | number)[]): string => `${result} ${code} ${subject.join('.')}`

function truth(rubric: Rubric, row: Row, condition: Condition | undefined): string {
  return condition === undefined ? 'true' : truthOf(rubric, row.given, condition, row.verdicts)
}

function holds(rubric: Rubric, row: Row, condition: Condition | undefined): boolean {
  return truth(rubric, row, condition) === 'true'
}

function reach(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  return rubric.approaches.flatMap((approach) =>
    VERDICTS.flatMap((verdict) => {
      const reached = rows.some((row) => row.verdicts.get(approach.id) === verdict)
      const excluded = approach.never?.includes(verdict) === true || (approach.always === 'adopt' && verdict !== 'adopt')
      if (excluded) return reached ? [told('refuted', 'proof-never-reached', 'approaches', approach.id)] : []
      if (reached) return []
      return [told(rubric.absent.length > 0 ? 'warning' : 'refuted', 'proof-unreachable', 'approaches', approach.id)]
    }),
  )
}

const isPlanned = (row: Row, id: string): boolean => ['adopt', 'pilot', 'later'].includes(row.verdicts.get(id) ?? '')
const isStarted = (row: Row, id: string): boolean => ['adopt', 'pilot'].includes(row.verdicts.get(id) ?? '')

/** Everything of the plan that is there, each entry by its place. */
function planned(rubric: Rubric, row: Row): readonly string[] {
  const found: string[] = []
  const texts = (name: string, list: readonly { readonly when?: Condition }[]) => {
    for (const [at, one] of list.entries()) if (holds(rubric, row, one.when)) found.push(`${name} ${at}`)
  }
  const content = (name: string, plan: PlanContent) => {
    texts(`${name} does`, plan.does)
    texts(`${name} tokens`, plan.tokens)
    texts(`${name} risks`, plan.risks)
    texts(`${name} metrics`, plan.metrics)
    texts(`${name} reversal`, plan.reversal)
    for (const [at, one] of plan.components.entries()) if (truth(rubric, row, one.when) !== 'false') found.push(`${name} component ${at}`)
  }
  for (const { id } of rubric.approaches) {
    const plan = rubric.plans[id]
    if (plan === undefined) continue
    if (isPlanned(row, id)) content(id, plan)
    for (const phase of rubric.phases) {
      if (phase.collects !== undefined && row.verdicts.get(id) === phase.collects && holds(rubric, row, phase.when))
        texts(`${id} steps`, plan.steps)
    }
  }
  for (const layer of rubric.layers) {
    if (layer.filledBy.length === 0) {
      if (!holds(rubric, row, layer.when)) continue
      found.push(`layer ${layer.id}`)
      if (layer.plan !== undefined) content(`layer ${layer.id}`, layer.plan)
    } else if (!layer.filledBy.some((id) => isStarted(row, id))) texts(`otherwise ${layer.id}`, layer.otherwise)
  }
  for (const phase of rubric.phases) if (phaseIsThere(rubric, row, phase)) texts(`phase ${phase.id}`, phase.steps)
  for (const one of rubric.deployments) if (truth(rubric, row, one.when) !== 'false') found.push(`deployment ${one.id}`)
  for (const key of ['quantitative', 'qualitative', 'triggers'] as const) texts(key, rubric.validation[key])
  return found
}

function phaseIsThere(rubric: Rubric, row: Row, phase: Rubric['phases'][number]): boolean {
  return (
    holds(rubric, row, phase.when) &&
    (phase.collects === undefined || rubric.approaches.some(({ id }) => row.verdicts.get(id) === phase.collects))
  )
}

/** All that a person would see change: verdicts, gates, mistakes, notes on the set, preconditions, the plan. */
function seen(rubric: Rubric, row: Row): string {
  const { approaches, mistakes, setRules, preconditions } = row.decision
  return JSON.stringify([approaches.map((one) => [one.verdict, one.gates]), mistakes, setRules, preconditions, planned(rubric, row)])
}

/** Every points entry that counts. */
function counted(rubric: Rubric, row: Row): string {
  return rubric.questions
    .filter((question) => question.role !== 'context' && !isHidden(rubric, row.given, question))
    .flatMap((question) =>
      question.options
        .filter((option) => [row.given[question.id] ?? []].flat().includes(option.id))
        .flatMap((option) => option.points.map((one, at) => (holds(rubric, row, one.when) ? `${question.id} ${option.id} ${at}` : ''))),
    )
    .join()
}

function effects(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  const key = (given: Given): string =>
    rubric.questions.map(({ id }) => (given[id] === undefined ? '-' : [given[id]].flat().sort().join('+'))).join('|')
  const seenIn = new Map(rows.map((row) => [key(row.given), seen(rubric, row)]))
  const countedIn = new Map(rows.map((row) => [key(row.given), counted(rubric, row)]))
  const without = (given: Given, id: string): Given => Object.fromEntries(Object.entries(given).filter(([one]) => one !== id))
  return rubric.questions.flatMap((question) => {
    const { id } = question
    const changes = rows.some(({ given }) => given[id] !== undefined && seenIn.get(key(given)) !== seenIn.get(key(without(given, id))))
    if (!changes) return [told('refuted', 'proof-inert-question', 'questions', id)]
    return question.options.flatMap((option) => {
      if (option.neutral) return []
      const hasEffect = rows.some(({ given }) => {
        const value = given[id]
        if (question.kind === 'single' ? value !== option.id : value === undefined || !value.includes(option.id)) return false
        const before =
          question.kind === 'single' ? without(given, id) : { ...given, [id]: [value ?? []].flat().filter((one) => one !== option.id) }
        return seenIn.get(key(given)) !== seenIn.get(key(before)) || countedIn.get(key(given)) !== countedIn.get(key(before))
      })
      return hasEffect ? [] : [told('refuted', 'proof-inert-option', 'questions', id, 'options', option.id)]
    })
  })
}

function scales(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  const compared = rubric.approaches.filter(({ always }) => always === undefined).map(({ id }) => id)
  return rubric.questions.flatMap((question) => {
    const { id, options } = question
    if (question.kind !== 'single' || question.role === 'context') return []
    const contexts = rows.filter((row) => row.given[id] === undefined && !isHidden(rubric, row.given, question))
    const given = (row: Row, option: number, approach: string): number =>
      (options[option]?.points ?? [])
        .filter((one) => one.approach === approach && holds(rubric, row, one.when))
        .reduce((sum, one) => sum + one.points, 0)
    const perApproach = rubric.approaches.flatMap(({ id: approach }) => {
      const vectors = contexts.map((row) => options.map((_, option) => given(row, option, approach)))
      const lies = vectors.some((vector) => vector.every((one) => one > 0) || vector.every((one) => one < 0))
      const rises = (vector: readonly number[]) => vector.some((one, at) => at > 0 && one > (vector[at - 1] as number))
      const falls = (vector: readonly number[]) => vector.some((one, at) => at > 0 && one < (vector[at - 1] as number))
      const isUneven = question.ordered && question.unevenBecause === undefined && vectors.some((one) => rises(one) && falls(one))
      return [
        ...(lies ? [told('refuted', 'proof-one-sided', 'questions', id, 'options')] : []),
        ...(isUneven ? [told('refuted', 'proof-order', 'questions', id, 'options')] : []),
      ]
    })
    const worse = options.filter((_, option) =>
      options.some(
        (_other, other) =>
          other !== option &&
          contexts.length > 0 &&
          compared.length > 1 &&
          contexts.every((row) => compared.every((approach) => given(row, option, approach) < given(row, other, approach))),
      ),
    )
    return [
      ...perApproach,
      ...worse.map((option) =>
        told(question.role === 'reason' ? 'refuted' : 'warning', 'proof-dominated', 'questions', id, 'options', option.id),
      ),
    ]
  })
}

/** Whether it reads what the rubric leaves out, itself or to know whether a question is asked. */
function readsAbsent(rubric: Rubric, condition: Condition | undefined): boolean {
  if (condition === undefined || 'approach' in condition) return false
  if ('not' in condition) return readsAbsent(rubric, condition.not)
  if ('all' in condition) return condition.all.some((one) => readsAbsent(rubric, one))
  if ('any' in condition) return condition.any.some((one) => readsAbsent(rubric, one))
  const question = rubric.questions.find(({ id }) => id === condition.question)
  return question === undefined || readsAbsent(rubric, question.when)
}

function gates(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  const fires = (row: Row, gate: Gate): boolean => row.decision.approaches.some((one) => one.gates.includes(gate.id))
  const whole = rubric.gates.filter((gate) => !readsAbsent(rubric, gate.when))
  const never = whole.filter((gate) => !rows.some((row) => fires(row, gate)))
  const shadows = (other: Gate, gate: Gate): boolean => rows.every((row) => !fires(row, gate) || fires(row, other))
  const shadowed = whole.flatMap((gate, at) => {
    if (never.includes(gate)) return []
    return whole
      .filter((other, otherAt) => {
        if (other === gate || other.approach !== gate.approach || !shadows(other, gate)) return false
        if (other.effect === 'block' && gate.effect === 'hold') return true
        return other.effect === gate.effect && (otherAt < at || !shadows(gate, other))
      })
      .map(() => told('refuted', 'proof-gate-shadowed', 'gates', gate.id))
  })
  const contradicting = rubric.gates.flatMap((gate) =>
    rubric.gates.flatMap((other) => {
      const always = rubric.approaches.find(({ id }) => id === gate.approach)?.always !== undefined
      const opposed = other.effect === 'block' || (always && other.effect === 'hold')
      if (gate.effect !== 'require' || other.approach !== gate.approach || !opposed) return []
      return rows.some((row) => fires(row, gate) && fires(row, other))
        ? [told('refuted', 'proof-gate-contradiction', 'gates', other.id)]
        : []
    }),
  )
  return [...never.map((gate) => told('refuted', 'proof-gate-never', 'gates', gate.id, 'when')), ...shadowed, ...contradicting]
}

interface Seen {
  readonly subject: readonly (string | number)[]
  readonly when: Condition | undefined
  readonly place?: (row: Row) => boolean
  /** Acts unless it is false. */
  readonly lenient?: boolean
  readonly isGate?: boolean
  /** The place depends on verdicts or on what is left out. */
  readonly placeIsOpen?: boolean
}

function everyCondition(rubric: Rubric): readonly Seen[] {
  const list = (
    subject: readonly (string | number)[],
    entries: readonly { readonly when?: Condition }[],
    more: Partial<Seen> = {},
  ): readonly Seen[] => entries.map((one, at) => ({ subject: [...subject, at, 'when'], when: one.when, ...more }))
  const content = (subject: readonly (string | number)[], plan: PlanContent, more: Partial<Seen>): readonly Seen[] => [
    ...(['does', 'tokens', 'risks', 'metrics', 'reversal'] as const).flatMap((key) => list([...subject, key], plan[key], more)),
    ...list([...subject, 'components'], plan.components, { ...more, lenient: true }),
  ]
  const shortened = rubric.absent.length > 0
  return [
    ...rubric.questions.flatMap((question): readonly Seen[] => [
      { subject: ['questions', question.id, 'when'], when: question.when, lenient: true },
      ...question.options.flatMap((option) =>
        option.points.map((one): Seen => {
          const at = option.points.filter(({ approach }) => approach === one.approach).indexOf(one)
          return {
            subject: ['questions', question.id, 'options', option.id, 'points', one.approach, at, 'when'],
            when: one.when,
            place: (row) => !isHidden(rubric, row.given, question) && [row.given[question.id] ?? []].flat().includes(option.id),
            placeIsOpen: readsAbsent(rubric, question.when),
          }
        }),
      ),
    ]),
    ...rubric.gates.map((one): Seen => ({ subject: ['gates', one.id, 'when'], when: one.when, isGate: true })),
    ...rubric.preconditions.map(
      (one): Seen => ({
        subject: ['preconditions', one.id, 'when'],
        when: one.when,
        place: (row) => isStarted(row, one.approach),
        placeIsOpen: shortened,
      }),
    ),
    ...rubric.setRules.map((one): Seen => ({ subject: ['setRules', one.id, 'when'], when: one.when })),
    ...rubric.mistakes.map((one): Seen => ({ subject: ['mistakes', one.id, 'when'], when: one.when })),
    ...rubric.deployments.map((one): Seen => ({ subject: ['deployments', one.id, 'when'], when: one.when, lenient: true })),
    ...rubric.layers.flatMap((layer): readonly Seen[] => {
      const place = (row: Row) =>
        layer.filledBy.length === 0 ? holds(rubric, row, layer.when) : !layer.filledBy.some((id) => isStarted(row, id))
      const placeIsOpen =
        layer.filledBy.length === 0 ? readsAbsent(rubric, layer.when) || (shortened && readsVerdicts(layer.when)) : shortened
      return [
        { subject: ['layers', layer.id, 'when'], when: layer.when },
        ...list(['layers', layer.id, 'otherwise'], layer.otherwise, { place, placeIsOpen }),
        ...(layer.plan === undefined ? [] : content(['layers', layer.id, 'plan'], layer.plan, { place, placeIsOpen })),
      ]
    }),
    ...rubric.approaches.flatMap(({ id }): readonly Seen[] => {
      const plan = rubric.plans[id]
      if (plan === undefined) return []
      const steps = (row: Row) =>
        rubric.phases.some(
          (phase) => phase.collects !== undefined && phase.collects === row.verdicts.get(id) && holds(rubric, row, phase.when),
        )
      return [
        ...content(['plans', id], plan, { place: (row) => isPlanned(row, id), placeIsOpen: shortened }),
        ...list(['plans', id, 'steps'], plan.steps, { place: steps, placeIsOpen: shortened }),
      ]
    }),
    ...rubric.phases.flatMap((phase): readonly Seen[] => [
      { subject: ['phases', phase.id, 'when'], when: phase.when },
      ...list(['phases', phase.id, 'steps'], phase.steps, {
        place: (row) => phaseIsThere(rubric, row, phase),
        placeIsOpen: readsAbsent(rubric, phase.when) || (shortened && (phase.collects !== undefined || readsVerdicts(phase.when))),
      }),
    ]),
    ...(['quantitative', 'qualitative', 'triggers'] as const).flatMap((key) => list(['validation', key], rubric.validation[key])),
  ]
}

function readsVerdicts(condition: Condition | undefined): boolean {
  return JSON.stringify(condition ?? {}).includes('"verdict":')
}

function conditions(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  return everyCondition(rubric).flatMap(({ subject, when, place = () => true, lenient, isGate, placeIsOpen }) => {
    if (when === undefined || placeIsOpen === true || readsAbsent(rubric, when)) return []
    if (rubric.absent.length > 0 && readsVerdicts(when)) return []
    const there = rows.filter(place)
    const otherwise = (row: Row): boolean => (lenient === true ? truth(rubric, row, when) === 'false' : !holds(rubric, row, when))
    if (there.length === 0) return []
    if (isGate !== true && !there.some((row) => holds(rubric, row, when))) return [told('refuted', 'proof-condition-never', ...subject)]
    if (!rows.some(otherwise)) return [told('refuted', 'proof-condition-always', ...subject)]
    return there.some(otherwise) ? [] : [told('warning', 'proof-condition-always', ...subject)]
  })
}

function ties(rubric: Rubric, rows: readonly Row[]): readonly string[] {
  return rubric.alternatives
    .filter((group) => group.tieBecause === undefined)
    .filter((group) =>
      rows.some(({ decision }) => decision.approaches.some((one) => group.of.includes(one.id) && one.lostTo?.tie === true)),
    )
    .map((group) => told('refuted', 'proof-tie', 'alternatives', group.id))
}
