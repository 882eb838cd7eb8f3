import { assuranceOf } from './assurance.js'
import { strongest } from './contributions.js'
import type { DecidedApproach, Decision, OpenQuestion, SetNote } from './decision.js'
import type { Model } from './model.js'
import { isVisible } from './model.js'
import type { Robustness } from './robustness.js'
import type { State } from './truth.js'
import { points, surenessOf } from './wording.js'

/** A factor of two in the odds: closer to a line than this is called a close call. */
export const CLOSE_POINTS = 3

/** How sure the decision is: counts, close calls and the sentences that say it; with the robustness of all verdicts where it was counted. */
export function stabilityOf(
  model: Model,
  state: State,
  approaches: readonly DecidedApproach[],
  open: readonly OpenQuestion[],
  notes: readonly SetNote[],
  robustness: Robustness | null,
): Decision['stability'] {
  const answered = model.questions.filter((question) => state[question.index] !== null && isVisible(question, state)).length
  const chosen = approaches.filter((one) => one.verdict === 'adopt' || one.verdict === 'pilot')
  const close = approaches.filter((one) => one.margin !== null && one.margin.points < CLOSE_POINTS)
  return {
    answered,
    open: open.length,
    steady: chosen.filter((one) => changers(open, one.id).length === 0).map((one) => one.id),
    close: close.map((one) => one.id),
    says: [
      ...notes.filter((note) => note.kind === 'contradiction').map((note) => `Answers contradict each other: ${note.says}`),
      ...(robustness === null
        ? marginSentences(approaches, open)
        : assuranceOf(approaches, robustness, open.length, isCapped(open, robustness.mostChosen))),
      ...close.map((one) => closeCall(one, approaches)),
    ],
    ...(robustness === null
      ? {}
      : {
          robustness: {
            ways: robustness.ways,
            mostChosen: robustness.mostChosen,
            set: robustness.set,
            findOut: robustness.findOut,
            seed: robustness.seed,
          },
        }),
  }
}

/** Whether a question takes more options at once than the ways that were counted hold. */
function isCapped(open: readonly OpenQuestion[], mostChosen: number): boolean {
  return open.some((question) => question.many && question.options.length > mostChosen)
}

function changers(open: readonly OpenQuestion[], approach: string): string[] {
  return open.filter((question) => question.canChange.includes(approach)).map((question) => question.title)
}

function marginSentences(approaches: readonly DecidedApproach[], open: readonly OpenQuestion[]): string[] {
  return approaches.flatMap((one) =>
    one.verdict === 'skip' || one.margin === null
      ? []
      : [
          surenessOf({
            title: one.title,
            verdict: one.verdict,
            margin: one.margin,
            steady: changers(open, one.id).length === 0,
            open: open.length,
            changers: changers(open, one.id),
            alternative: titleOf(approaches, one.margin.at),
          }),
        ],
  )
}

/** A close call with the best reason of both sides. */
function closeCall(one: DecidedApproach, approaches: readonly DecidedApproach[]): string {
  const margin = one.margin as NonNullable<DecidedApproach['margin']>
  const what =
    margin.to === 'alternative'
      ? titleOf(approaches, margin.at)
      : margin.to === 'readiness'
        ? 'its readiness line'
        : `its ${margin.at} line`
  const level = margin.to === 'alternative' ? 'is level with' : 'stands on'
  const away = margin.points === 0 ? level : `is ${points(margin.points)} from`
  const best = (direction: 'for' | 'against'): string | undefined => strongest(one.contributions, direction)[0]?.because
  const sides = [
    best('for') === undefined ? '' : ` For it: ${best('for')}`,
    best('against') === undefined ? '' : ` Against it: ${best('against')}`,
  ]
  return `Close call: ${one.title} (${one.verdict}) ${away} ${what}.${sides.join('')}`
}

function titleOf(approaches: readonly DecidedApproach[], id: string): string {
  return approaches.find((one) => one.id === id)?.title ?? id
}
