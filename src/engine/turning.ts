import { conceivableVerdicts } from './bounds.js'
import { choicesFor, type Domains } from './domains.js'
import { answersToTry, canBeSteeredTo, drawnVerdicts } from './drawn.js'
import { type Contender, verdictsAt } from './judge.js'
import type { Memory } from './memory.js'
import { randomFrom } from './random.js'
import type { Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'
import { groupsOf, verdictsInGroup } from './stability.js'
import { type Choices, questionsThatMatter, sweep, sweepBefore } from './sweep.js'
import type { Slot } from './truth.js'

/** Approaches that are judged together. */
interface Group {
  readonly members: readonly number[]
  /** What each question may be answered, as far as it matters to them; null when that is too much. Worked out when it is asked for. */
  readonly choices: () => Choices | null
}

/** Which verdicts are still possible: by approach index, those that some answers to the open questions lead to. */
export interface Possible {
  readonly verdicts: readonly ReadonlySet<Verdict>[]
  readonly groups: readonly Group[]
}

/** Steps of a count that is tried before anything slower; about a hundredth of a second. */
const FEW_STEPS = 30_000

/**
 * The verdicts that each approach may still get. Exact: where a few situations show every verdict that bounds do not rule out, that is all;
 * elsewhere they are counted. Where a group of approaches is too entangled to be counted within its budget, what bounds do not rule out is taken to
 * be possible, so that nothing is ruled out without proof.
 */
export function possibleVerdicts(domains: Domains, scopes: Scopes, memory: Memory): Possible {
  const { model, state, varies } = domains
  const groups = groupsOf(model).map((members): Group => ({ members, choices: once(() => choicesFor(domains, scopes, members)) }))
  const verdicts: ReadonlySet<Verdict>[] = []
  let drawn: Set<Verdict>[] | undefined
  for (const group of groups) {
    const found = memory.recall(group.members, state, varies, () => {
      drawn ??= drawnVerdicts(domains)
      return verdictsOfGroup(domains, scopes, group, drawn)
    })
    for (const [at, member] of group.members.entries()) verdicts[member] = found[at] as ReadonlySet<Verdict>
  }
  return { verdicts, groups }
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}

function verdictsOfGroup(domains: Domains, scopes: Scopes, group: Group, seen: readonly Set<Verdict>[]): ReadonlySet<Verdict>[] {
  const conceivable = new Map(group.members.map((member) => [member, conceivableVerdicts(domains, scopes, member)]))
  if (allSeen(group, seen, conceivable)) return [...conceivable.values()]
  const counted = countedVerdicts(domains, group, FEW_STEPS)
  if (counted !== null) return counted
  for (const [member, verdicts] of conceivable) {
    for (const verdict of verdicts) {
      if (seen[member]?.has(verdict) !== true && canBeSteeredTo(domains, member, verdict)) seen[member]?.add(verdict)
    }
  }
  const all = [...conceivable.values()]
  return allSeen(group, seen, conceivable) ? all : (countedVerdicts(domains, group) ?? all)
}

function allSeen(
  { members }: Group,
  seen: readonly ReadonlySet<Verdict>[],
  conceivable: ReadonlyMap<number, ReadonlySet<Verdict>>,
): boolean {
  return members.every((member) => seen[member]?.size === conceivable.get(member)?.size)
}

const ANY = { start: true, step: () => true, merge: () => true, times: () => true } as const

function countedVerdicts({ model, state }: Domains, group: Group, most?: number): Set<Verdict>[] | null {
  const { members } = group
  const choices = group.choices()
  const found = members.map(() => new Set<Verdict>())
  const visit = (contenders: readonly Contender[]): void => {
    for (const [member, verdict] of verdictsInGroup(model, members, contenders).entries()) found[member]?.add(verdict)
  }
  return choices !== null && sweep(model, state, members, choices, ANY, visit, most) ? found : null
}

/** Draws that look for a situation in which an answer turns a verdict, before it is proved that there is none. */
const DRAWS = 24

/**
 * Which open questions can turn which verdicts: by question index, the approaches. Never too few, and none for a question that can turn nothing,
 * unless it `counts` anyway: that one is not worth a proof, and is taken to turn every unsettled verdict that reads it.
 */
export function turnsOf(domains: Domains, possible: Possible, counts: (question: number) => boolean): Map<number, ReadonlySet<number>> {
  const { model, state } = domains
  const isUnsettled = (approach: number): boolean => (possible.verdicts[approach]?.size ?? 0) > 1
  const unsettled = possible.groups.filter(({ members }) => members.some(isUnsettled))
  const turns = new Map<number, Set<number>>()
  if (unsettled.length === 0) return turns
  const witnessed = once(() => witnessesIn(domains))
  for (const group of unsettled) {
    const { members } = group
    const choices = group.choices()
    for (const question of choices === null ? openIn(domains) : questionsThatMatter(model, state, members, choices)) {
      const isKnown = counts(question) || witnessed().has(question)
      add(turns, question, (isKnown ? null : turnedBy(domains, group, question)) ?? members.filter(isUnsettled))
    }
  }
  return turns
}

function openIn({ model, varies }: Domains): number[] {
  return model.questions.map(({ index }) => index).filter(varies)
}

function add(turns: Map<number, Set<number>>, question: number, approaches: readonly number[]): void {
  if (approaches.length > 0) turns.set(question, new Set([...(turns.get(question) ?? []), ...approaches]))
}

/** The members of a group whose verdict a question can turn; null when that takes too long to say. */
function turnedBy({ model, state }: Domains, group: Group, question: number): number[] | null {
  const { members } = group
  const choices = group.choices()
  const turned = new Set<number>()
  const visit = (outcomes: readonly (readonly Contender[])[]): void => {
    const verdicts = outcomes.map((contenders) => verdictsInGroup(model, members, contenders))
    for (const [member, approach] of members.entries()) {
      if (verdicts.some((one) => one[member] !== verdicts[0]?.[member])) turned.add(approach)
    }
  }
  return choices !== null && sweepBefore(model, state, members, choices, question, visit) ? [...turned] : null
}

/** Questions that turn some verdict in a few drawn situations, the same ones on every machine: most that can, do. */
function witnessesIn(domains: Domains): Set<number> {
  const { model, state } = domains
  const answers = answersToTry(domains)
  const random = randomFrom(1)
  const slots = [...state]
  const turning = new Set<number>()
  for (let draw = 0; draw < DRAWS && turning.size < answers.size; draw++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    const before = verdictsAt(model, slots).join()
    for (const [question, list] of answers) {
      if (turning.has(question)) continue
      const drawn = slots[question] as Slot
      const turns = list.some((slot) => {
        slots[question] = slot
        return verdictsAt(model, slots).join() !== before
      })
      if (turns) turning.add(question)
      slots[question] = drawn
    }
  }
  return turning
}
