import type { Domains } from './domains.js'
import { judge, verdictsAt } from './judge.js'
import type { Model } from './model.js'
import { randomFrom } from './random.js'
import type { Verdict } from './rubric.js'
import type { Slot } from './truth.js'

/** Situations drawn at random before anything is steered. */
const FREE_DRAWS = 100
/** Attempts to steer towards one verdict of one approach. */
const ATTEMPTS = 6

/** The open questions with answers worth trying: none, each option, and for a list to tick also none of them. */
export function answersToTry({ model, varies }: Domains): ReadonlyMap<number, readonly Slot[]> {
  return new Map(model.questions.filter(({ index }) => varies(index)).map(({ index }) => [index, someAnswers(model, index)]))
}

function someAnswers(model: Model, question: number): Slot[] {
  const source = model.questions[question]?.source
  const options = source?.options ?? []
  if (source?.kind === 'single') return [null, ...options.map((_, option) => option)]
  return [null, options.map(() => false), ...options.map((_, one) => options.map((_, option) => option === one))]
}

/** Verdicts that some drawn situations show, by approach index; the same situations on every machine. Never a verdict that cannot be. */
export function drawnVerdicts(domains: Domains): Set<Verdict>[] {
  const { model, state } = domains
  const answers = answersToTry(domains)
  const random = randomFrom(1)
  const slots = [...state]
  const found = model.approaches.map(() => new Set<Verdict>())
  for (let draw = 0; draw < (answers.size === 0 ? 1 : FREE_DRAWS); draw++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    for (const [approach, verdict] of verdictsAt(model, slots).entries()) found[approach]?.add(verdict)
  }
  return found
}

/** Looks for a situation in which an approach gets a verdict, by changing one answer after the other for the better. Finding none proves nothing. */
export function canBeSteeredTo(domains: Domains, approach: number, verdict: Verdict): boolean {
  const { model, state } = domains
  const answers = answersToTry(domains)
  const random = randomFrom(1)
  const slots = [...state]
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    for (const [question, list] of answers) slots[question] = list[random(list.length)] as Slot
    for (const [question, list] of answers) {
      let best = Number.POSITIVE_INFINITY
      let kept = slots[question] as Slot
      for (const slot of list) {
        slots[question] = slot
        const distance = distanceTo(model, slots, approach, verdict)
        if (distance === 0) return true
        if (distance < best) {
          best = distance
          kept = slot
        }
      }
      slots[question] = kept
    }
  }
  return false
}

/** How far an approach is from a verdict, in points more or less; 0 only where it has it. */
function distanceTo(model: Model, slots: readonly Slot[], approach: number, wanted: Verdict): number {
  const standing = judge(model, slots)[approach]
  const lines = model.approaches[approach]?.source.lines
  if (standing === undefined || lines === undefined) return Number.POSITIVE_INFINITY
  if (standing.verdict === wanted) return 0
  const { adopt, pilot, ready } = lines
  const below = (line: number): number => Math.max(0, line - standing.standing)
  const above = (line: number): number => Math.max(0, standing.standing - line)
  const unready = Math.max(0, ready - standing.readiness) + (standing.held ? adopt : 0)
  const blocked = standing.blocked || standing.lostTo >= 0 ? adopt : 0
  if (wanted === 'adopt') return 1 + blocked + below(adopt) + unready
  if (wanted === 'pilot') return 1 + blocked + below(pilot) + above(adopt - 1) + unready
  if (wanted === 'later') return 1 + blocked + below(adopt) + (unready > 0 ? 0 : Math.max(0, standing.readiness - ready))
  return 1 + above(pilot - 1)
}
