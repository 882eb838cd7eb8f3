import type { ToCheck } from './checked-file.js'
import type { Lock, LockedVerdict } from './lock.js'
import { firstLine } from './places.js'
import type { Finding } from './result.js'

/** The verdict that an approach had before a merge: of two branches the one that stands, if one of them does. */
export function beforeMerge(approach: string, now: LockedVerdict | undefined, sides: readonly Lock[]): LockedVerdict | undefined {
  const stated = sides.flatMap(({ verdicts }) => verdicts.get(approach) ?? [])
  return stated.find(({ verdict }) => verdict === now?.verdict) ?? stated[0]
}

/** Verdicts that neither branch of an unfinished merge had: nobody has decided on what both changed, and writing the lock anew must not hide it. */
export function mergeFindings({ lock, decision, document, mends }: ToCheck): readonly Finding[] {
  const sides = lock.kind === 'unusable' ? (lock.sides ?? []) : []
  return decision.approaches.flatMap(({ id, title, verdict }): readonly Finding[] => {
    const had = [...new Set(sides.flatMap(({ verdicts }) => verdicts.get(id)?.verdict ?? []))]
    const [first] = had
    if (first === undefined || had.includes(verdict)) return []
    const who = sides.length === 1 ? 'the branch that can be read' : had.length === 1 ? 'both branches' : 'the branches'
    return [
      {
        code: 'verdict-changed',
        outcome: 'failed',
        subject: id,
        message: `${title} is ${verdict}; ${who} had ${had.join(' and ')}`,
        because: 'What the branches changed leads there only together, and nobody has decided on that.',
        before: had.join(' and '),
        after: verdict,
        place: firstLine(document),
        mend: mends.update,
      },
    ]
  })
}
