import type { Domains } from './domains.js'
import { axisOf } from './judge.js'
import { chosenIn, type Entry, isVisible, type ModelQuestion } from './model.js'
import type { Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'
import { type Slot, TRUE } from './truth.js'

/**
 * The open questions, by index, that the plan may name or count where it says by how much the readiness of an approach falls short: only an approach
 * that may have to wait and may stand below its readiness line has such an entry. Never too few. `possible` holds the verdicts that each approach
 * may still get.
 */
export function namedInShortfalls(domains: Domains, scopes: Scopes, possible: readonly ReadonlySet<Verdict>[]): Set<number> {
  const { model } = domains
  const named = new Set<number>()
  for (const { index, source } of model.approaches) {
    if (possible[index]?.has('later') !== true) continue
    const questions = model.questions.filter((question) => axisOf(question) === 'readiness')
    const weighed = questions.map((question) => weigh(domains, scopes, question, index))
    const least = weighed.reduce((sum, one) => sum + one.least, source.readinessPrior)
    if (least < source.lines.ready) for (const { readers } of weighed) for (const question of readers) named.add(question)
  }
  return named
}

/** The least that a question may yet add to an approach's readiness, and the open questions that decide what it adds. */
function weigh(domains: Domains, scopes: Scopes, question: ModelQuestion, approach: number): { least: number; readers: readonly number[] } {
  const { state, varies } = domains
  const slot = state[question.index] as Slot
  const open = varies(question.index)
  const readers: number[] = []
  const worths: number[] = question.entries.map((entries, option) => {
    if (!open && !chosenIn(slot, option)) return 0
    let worth = 0
    for (const entry of entries.filter((one) => one.approach === approach)) {
      const scope = [...scopes.ofCondition(question.source.when), ...scopes.ofCondition(entry.source.when)]
      const points = scope.length > 0 ? Math.min(0, entry.points) : countsNow(domains, question, entry) ? entry.points : null
      if (points === null) continue
      worth += points
      readers.push(...scope, ...(open ? [question.index] : []))
    }
    return worth
  })
  const adds = question.source.kind === 'many' ? worths.map((worth) => (open ? Math.min(0, worth) : worth)) : worths
  const least = open && question.source.kind === 'single' ? Math.min(0, ...worths) : adds.reduce((sum, worth) => sum + worth, 0)
  return { least, readers }
}

function countsNow({ state }: Domains, question: ModelQuestion, entry: Entry): boolean {
  return isVisible(question, state) && entry.test(state) === TRUE
}
