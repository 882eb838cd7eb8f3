import type { Domains } from '../../engine/domains.js'
import { atomsWithVisibility } from '../../engine/model.js'
import type { Condition, Question } from '../../engine/rubric.js'

/**
 * The open single-choice question that most of the points and gates of some approaches, and of those they compete with, depend on: to fix its
 * answer leaves the least to explore. One of those preferred, if any; undefined when none depends on any.
 */
export function hubOf(
  { model, varies }: Domains,
  approaches: readonly string[],
  preferred: ReadonlyMap<string, unknown>,
): Question | undefined {
  const { rubric, names } = model
  const rivals = rubric.alternatives.filter(({ of }) => of.some((id) => approaches.includes(id))).flatMap(({ of }) => of)
  const group = new Set([...approaches, ...rivals])
  const counts = new Map<number, number>()
  const count = (...conditions: readonly (Condition | undefined)[]): void => {
    const read = conditions.flatMap((condition) =>
      atomsWithVisibility(model, condition).map(({ question }) => names.question.get(question)),
    )
    for (const index of new Set(read)) if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1)
  }
  for (const { id, options, when } of rubric.questions) {
    const own = options.flatMap(({ points }) => points.filter(({ approach }) => group.has(approach)))
    for (const entry of own) count({ question: id, is: [] }, when, entry.when)
  }
  for (const gate of rubric.gates) if (group.has(gate.approach)) count(gate.when)
  const open = [...counts].flatMap(([index, reads]) => {
    const question = rubric.questions[index] as Question
    return varies(index) && question.kind === 'single' ? [{ question, reads, first: preferred.has(question.id) ? 0 : 1 }] : []
  })
  return open.sort((a, b) => a.first - b.first || b.reads - a.reads)[0]?.question
}
