import { answersOf } from './completions.js'
import { verdictsAt } from './judge.js'
import type { Model } from './model.js'
import { isVisible } from './model.js'
import type { Verdict } from './rubric.js'
import type { Share } from './stability.js'
import type { Slot, State } from './truth.js'

/** What one open question could do: each of its answers decided on, all other open questions staying open. */
export interface Prospect {
  readonly question: number
  /** Share of its answers that change at least one verdict. */
  readonly changes: Share
  /** Verdicts changed, added up over its answers. */
  readonly turned: number
  /** The answers that change a verdict, with what each changes. */
  readonly answers: readonly {
    readonly slot: Slot
    readonly verdicts: readonly { readonly approach: number; readonly verdict: Verdict }[]
  }[]
}

/**
 * Open questions, the one most likely to change a verdict first (then by verdicts changed, then the rubric's order).
 * Each answer counts the same; for a many-question each subset up to three options. Exact: every answer is decided again.
 */
export function prospects(model: Model, state: State, now: readonly Verdict[]): Prospect[] {
  return model.questions
    .filter((question) => state[question.index] === null && isVisible(question, state))
    .map((question): Prospect => {
      const slots = answersOf(question)
      const answers = slots.flatMap((slot) => {
        const next = state.slice()
        next[question.index] = slot
        const verdicts = verdictsAt(model, next).flatMap((verdict, approach) => (verdict === now[approach] ? [] : [{ approach, verdict }]))
        return verdicts.length > 0 ? [{ slot, verdicts }] : []
      })
      const turned = answers.reduce((sum, answer) => sum + answer.verdicts.length, 0)
      return { question: question.index, changes: { part: BigInt(answers.length), whole: BigInt(slots.length) }, turned, answers }
    })
    .sort(compareProspects)
}

function compareProspects(a: Prospect, b: Prospect): number {
  const left = a.changes.part * b.changes.whole
  const right = b.changes.part * a.changes.whole
  if (left !== right) return left > right ? -1 : 1
  const turnedLeft = BigInt(a.turned) * b.changes.whole
  const turnedRight = BigInt(b.turned) * a.changes.whole
  if (turnedLeft !== turnedRight) return turnedLeft > turnedRight ? -1 : 1
  return a.question - b.question
}
