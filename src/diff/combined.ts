import { axisOf } from '../engine/judge.js'
import type { Model, ModelQuestion } from '../engine/model.js'
import { atomsWithVisibility, buildModel, chosenIn, matchesAtom } from '../engine/model.js'
import type { Axis, Condition, Gate, Points, Question, Role } from '../engine/rubric.js'
import type { Choices } from '../engine/sweep.js'
import type { Slot, State, Test } from '../engine/truth.js'
import { FALSE, TRUE } from '../engine/truth.js'
import type { Bundle } from './contenders.js'
import { type LiveAtom, type Rest, restsOf } from './live.js'
import type { Side, Versions, Which } from './sides.js'

/** Both versions of some approaches as one model over the shared questions, which the engine can sweep. */
export interface Combined {
  readonly model: Model
  readonly state: State
  /** By question, answers that do the same here taken as one. */
  readonly choices: Choices
  /** How many answers each choice stands for. */
  readonly weights: readonly (readonly number[])[]
  /** How many effects of several questions each shared question takes part in. */
  readonly ties: readonly number[]
}

/** A gate or a points entry of one version, for one of those that are judged. */
interface Effect {
  readonly place: number
  readonly side: Which
  /** The shared questions that it still depends on. */
  readonly reads: readonly number[]
  readonly atoms: readonly LiveAtom[]
  /** Reads the shared answers. */
  readonly test: Test
  readonly gate?: Gate
  readonly entry?: { readonly points: Points; readonly axis: Axis; readonly question: number; readonly option: number }
}

type Fixed = ReadonlyMap<number, Slot>

const ROLE: Readonly<Record<Axis, Role>> = { need: 'reason', readiness: 'enabler' }

/** Builds the model of a bundle where some answers are fixed; `open` adds the choice to leave a question open, as the first one. */
export function combine(versions: Versions, bundle: Bundle, fixed: Fixed, open: boolean): Combined {
  const effects = versions.sides.flatMap((side, which) => effectsOf(side, which as Which, bundle, fixed))
  const alike = versions.questions.map(({ index }) => {
    const given = fixed.get(index)
    return given === undefined ? classesOf(versions, effects, fixed, index, open) : [{ slot: given, weight: 1 }]
  })
  const model = modelOf(versions, bundle, effects)
  const extra = model.questions.slice(versions.questions.length).map(() => [{ slot: 0 as Slot, weight: 1 }])
  const all = [...alike, ...extra]
  const tied = effects.filter(({ reads }) => reads.length > 1)
  return {
    model,
    state: all.map((list) => (list.length === 1 ? (list[0]?.slot ?? null) : null)),
    choices: all.map((list) => list.map(({ slot }) => slot)),
    weights: all.map((list) => list.map(({ weight }) => weight)),
    ties: versions.questions.map(({ index }) => tied.filter(({ reads }) => reads.includes(index)).length),
  }
}

/** What still can have an effect on those that one version judges. */
function effectsOf(side: Side, which: Which, { judged }: Bundle, fixed: Fixed): Effect[] {
  const rest = restsOf(side, fixed)
  const places = new Map(judged.flatMap((one, place) => (one.side === which ? [[one.approach, place] as const] : [])))
  const gates = [...places].flatMap(([approach, place]) =>
    (side.model.approaches[approach] as Model['approaches'][number]).gates.flatMap(({ source: gate, test }): Effect[] => {
      const when = rest(gate.when)
      if (typeof when === 'number' && when !== TRUE) return []
      const atoms = listed(when)
      return [{ place, side: which, reads: readsOf(atoms), atoms, test: onShared(side, sharedIn(side, gate.when), test), gate }]
    }),
  )
  return [...gates, ...side.model.questions.flatMap((question) => entriesOf(side, which, places, question, rest, fixed))]
}

function entriesOf(
  side: Side,
  which: Which,
  places: ReadonlyMap<number, number>,
  question: ModelQuestion,
  rest: (condition: Condition | undefined) => Rest,
  fixed: Fixed,
): Effect[] {
  const axis = axisOf(question)
  const shared = side.shared[question.index] as number
  const asked = rest(question.source.when)
  if (axis === null || asked === FALSE) return []
  const given = fixed.get(shared)
  const seen = given === undefined ? undefined : (side.views[shared]?.get(given) ?? null)
  return question.entries.flatMap((entries, option) => {
    if (seen !== undefined && !chosenIn(seen, option)) return []
    return entries.flatMap((entry): Effect[] => {
      const place = places.get(entry.approach)
      const when = rest(entry.source.when)
      if (place === undefined || (typeof when === 'number' && when !== TRUE)) return []
      const atoms = [...listed(asked), ...listed(when)]
      const counts: Test = (own) =>
        question.visible(own) !== FALSE && chosenIn(own[question.index] as Slot, option) && entry.test(own) === TRUE ? TRUE : FALSE
      const test = onShared(side, [shared, ...sharedIn(side, question.source.when), ...sharedIn(side, entry.source.when)], counts)
      const reads = readsOf(atoms, given === undefined ? shared : undefined)
      return [{ place, side: which, reads, atoms, test, entry: { points: entry.source, axis, question: shared, option } }]
    })
  })
}

const listed = (rest: Rest): readonly LiveAtom[] => (typeof rest === 'number' ? [] : rest)
const readsOf = (atoms: readonly LiveAtom[], own?: number): number[] => [
  ...new Set([...(own === undefined ? [] : [own]), ...atoms.map(({ shared }) => shared)]),
]

/** The shared questions that a condition reads, with those that decide whether these are asked. */
function sharedIn(side: Side, condition: Condition | undefined): number[] {
  return atomsWithVisibility(side.model, condition).flatMap(({ question }) => {
    const own = side.model.names.question.get(question)
    return own === undefined ? [] : [side.shared[own] as number]
  })
}

/** A test of one version as a test of the shared answers. */
function onShared(side: Side, reads: readonly number[], test: Test): Test {
  const own: Slot[] = side.model.questions.map(() => null)
  const pairs = [...new Set(reads)].map(
    (shared) => [shared, (side.own[shared] as ModelQuestion).index, side.views[shared] as ReadonlyMap<Slot, Slot>] as const,
  )
  return (state) => {
    for (const [shared, index, view] of pairs) own[index] = view.get(state[shared] as Slot) ?? null
    return test(own)
  }
}

interface Class {
  readonly slot: Slot
  readonly weight: number
}

/** The answers to a question, those that no effect tells apart taken as one; the first of them stands for all. */
function classesOf(versions: Versions, effects: readonly Effect[], fixed: Fixed, shared: number, open: boolean): Class[] {
  const question = versions.questions[shared] as Versions['questions'][number]
  const own = effects.filter(({ entry }) => entry?.question === shared)
  const atoms = versions.sides.map((_, which) => {
    const found = effects.filter(({ side }) => side === which).flatMap((effect) => effect.atoms.filter((one) => one.shared === shared))
    return [...new Map(found.map(({ atom }) => [JSON.stringify(atom), atom])).values()]
  })
  const state: Slot[] = versions.questions.map(({ index }) => fixed.get(index) ?? null)
  const classes = new Map<string, { slot: Slot; weight: number }>()
  for (const slot of open ? [null, ...question.slots] : question.slots) {
    state[shared] = slot
    const truths = versions.sides.map((side, which) => truthsOf(side, atoms[which] ?? [], shared, slot)).join('/')
    const key = `${truths} ${sumsOf(versions, own, shared, state)} ${open ? reasonsIn(versions, shared, slot) : ''}`
    const like = classes.get(key)
    if (like === undefined) classes.set(key, { slot, weight: 1 })
    else like.weight += 1
  }
  return [...classes.values()]
}

/** Which versions an answer gives a reason to decide: a question can stay open, so an answer without any effect may still be needed. */
export function reasonsIn({ sides }: Versions, shared: number, slot: Slot): number {
  return sides.reduce((bits, { own, views }, which) => {
    const gives = own[shared]?.source.role === 'reason' && (views[shared]?.get(slot) ?? null) !== null
    return gives ? bits | (1 << which) : bits
  }, 0)
}

function truthsOf(side: Side, atoms: readonly LiveAtom['atom'][], shared: number, slot: Slot): string {
  const question = side.own[shared]
  if (question === undefined) return ''
  const seen = side.views[shared]?.get(slot) ?? null
  const chosen = question.source.options.filter((_, option) => chosenIn(seen, option)).map(({ id }) => id)
  return atoms.map((atom) => (seen === null ? '?' : matchesAtom(atom, chosen) ? '1' : '0')).join('')
}

/** What an answer adds: entries that count by the same condition on other questions add up. */
function sumsOf({ sides }: Versions, own: readonly Effect[], shared: number, state: State): string {
  const sums = new Map<string, number>()
  for (const { place, side, reads, entry, test } of own) {
    if (entry === undefined) continue
    const alone = reads.every((one) => one === shared)
    const seen = sides[side].views[shared]?.get(state[shared] as Slot) ?? null
    if (alone ? test(state) !== TRUE : !chosenIn(seen, entry.option)) continue
    const key = `${place} ${entry.axis} ${alone ? '' : JSON.stringify(entry.points.when ?? null)}`
    sums.set(key, (sums.get(key) ?? 0) + entry.points.points)
  }
  const moved = [...sums].filter(([, sum]) => sum !== 0).map(([key, sum]) => `${key} ${sum}`)
  return moved.sort().join(';')
}

/** A rubric of effects alone, as a model whose tests read the shared answers; conditions in it only say which questions decide. */
function modelOf(versions: Versions, { judged, rivals }: Bundle, effects: readonly Effect[]): Model {
  const { sides } = versions
  const tests = new Map<object, Test>()
  const { questions, gates } = partsOf(versions, effects, tests)
  const groups = [...new Map([...rivals[0], ...rivals[1]].map((group) => [group.join(), group])).values()]
  const base = buildModel({
    ...sides[0].model.rubric,
    questions,
    absent: [],
    approaches: judged.map(({ side, approach }, place) => ({
      ...(sides[side].model.approaches[approach] as Model['approaches'][number]).source,
      id: String(place),
    })),
    gates,
    alternatives: groups.map((group, at) => ({ id: String(at), of: group.map(String), because: '' })),
  })
  const testOf = (source: object): Test => tests.get(source) as Test
  return {
    ...base,
    questions: base.questions.map((question) => ({
      ...question,
      entries: question.entries.map((list) => list.map((entry) => ({ ...entry, test: testOf(entry.source) }))),
    })),
    approaches: base.approaches.map((one) => ({ ...one, gates: one.gates.map((gate) => ({ ...gate, test: testOf(gate.source) })) })),
  }
}

/** Questions with the points that count, and gates. A question gives points on one axis: where the versions differ, a made-up one gives the others. */
function partsOf(
  { questions, sides }: Versions,
  effects: readonly Effect[],
  tests: Map<object, Test>,
): { questions: Question[]; gates: Gate[] } {
  const when = (reads: readonly number[]): Condition => ({
    all: reads.map((index) => ({ question: (questions[index] as Versions['questions'][number]).id, is: [] })),
  })
  const pointsOf = ({ place, points, reads, test }: Effect & { readonly points: Points }): Points => {
    const made: Points = { ...points, approach: String(place), when: when(reads) }
    tests.set(made, test)
    return made
  }
  const entries = effects.flatMap((effect) => (effect.entry === undefined ? [] : [{ ...effect, ...effect.entry }]))
  const axes = questions.map(({ index }): Axis => entries.find(({ question }) => question === index)?.axis ?? 'need')
  const shared = questions.map(({ index, id, many, options }): Question => {
    const own = entries.filter(({ question, axis }) => question === index && axis === axes[index])
    const at = (id: string) => own.filter(({ side, option }) => sides[side].own[index]?.source.options[option]?.id === id)
    return questionOf(
      id,
      axes[index] as Axis,
      many,
      options.map((option) => [option, at(option).map(pointsOf)]),
    )
  })
  const extra = (['need', 'readiness'] as const).map((axis): Question => {
    const others = entries.filter((one) => one.axis === axis && axes[one.question] !== axis)
    return questionOf(`+${axis}`, axis, false, [['on', others.map(pointsOf)]])
  })
  const gates = effects.flatMap(({ place, gate, reads, test }): Gate[] => {
    if (gate === undefined) return []
    const made: Gate = { ...gate, approach: String(place), when: when(reads) }
    tests.set(made, test)
    return [made]
  })
  return { questions: [...shared, ...extra], gates }
}

function questionOf(
  id: string,
  axis: Axis,
  many: boolean,
  options: readonly (readonly [id: string, points: readonly Points[]])[],
): Question {
  return {
    id,
    section: '',
    role: ROLE[axis],
    kind: many ? 'many' : 'single',
    title: '',
    text: '',
    help: '',
    why: '',
    ordered: false,
    options: options.map(([id, points]) => ({ id, label: '', neutral: false, points })),
  }
}
