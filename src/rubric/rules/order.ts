import type { Path, Problems } from '../problems.js'
import type { SeenQuestion } from '../view.js'
import { atomsOf } from './conditions.js'
import type { Rule } from './rule.js'

/** A question is asked or not by the answers to earlier questions only: never by its own, a later one's, or in a circle. */
export const questionsDependBackwards: Rule = (view, problems) => {
  // Of two questions with one id, the first is meant.
  const byId = new Map(view.questions.toReversed().map((question) => [question.value.id, question]))
  const reads = new Map([...byId].map(([id, question]) => [id, questionsRead(question).filter((other) => byId.has(other))]))
  const reach = reachIn(reads)
  const inCircles = new Set<string>()
  for (const question of view.questions) {
    const { id, when } = question.value
    if (when === undefined) continue
    for (const { value: atom, path } of atomsOf(when, [...question.path, 'when'])) {
      if (!('question' in atom)) continue
      const place = [...path, 'question']
      if (atom.question === id) {
        problems.add('condition-self', place, `whether \`${id}\` is asked cannot depend on its own answer`, {
          hint: 'read an earlier question',
        })
      } else if ((byId.get(atom.question)?.index ?? -1) > question.index) {
        // One circle is named once; what else reads a later question is mended on its own.
        const circle = !inCircles.has(id) && reach(atom.question).has(id) ? circleThrough(id, atom.question, reads) : undefined
        for (const member of circle ?? []) inCircles.add(member)
        reportLater(problems, place, id, atom.question, circle)
      }
    }
  }
}

function reportLater(problems: Problems, place: Path, id: string, later: string, circle: readonly string[] | undefined): void {
  if (circle === undefined) {
    problems.add('condition-later', place, `\`${later}\` is asked later than \`${id}\`, so its answer is not known here`, {
      hint: `move \`${id}\` behind it, or read an earlier question`,
    })
  } else {
    problems.add(
      'condition-cycle',
      place,
      `these questions wait for each other: ${circle.map((member) => `\`${member}\``).join(' needs ')}`,
      {
        hint: 'remove one of the conditions',
      },
    )
  }
}

function questionsRead(question: SeenQuestion): readonly string[] {
  if (question.value.when === undefined) return []
  return [...new Set(atomsOf(question.value.when, []).flatMap(({ value }) => ('question' in value ? [value.question] : [])))]
}

/** For every question, all those that its condition depends on, however far; each is worked out once. */
function reachIn(reads: ReadonlyMap<string, readonly string[]>): (id: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (id) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const found = new Set(reads.get(id))
    for (const one of found) for (const next of reads.get(one) ?? []) found.add(next)
    known.set(id, found)
    return found
  }
}

/** The ids of a shortest way from `start` by `next` back to `start`, or undefined when there is none. */
function circleThrough(start: string, next: string, reads: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const from = new Map([[next, start]])
  for (const id of from.keys()) {
    for (const read of reads.get(id) ?? []) {
      if (read === start) return trailTo(id, start, from)
      if (!from.has(read)) from.set(read, id)
    }
  }
  return undefined
}

function trailTo(end: string, start: string, from: ReadonlyMap<string, string>): readonly string[] {
  const trail = [start]
  for (let id: string | undefined = end; id !== undefined && id !== start; id = from.get(id)) trail.unshift(id)
  return [start, ...trail]
}
