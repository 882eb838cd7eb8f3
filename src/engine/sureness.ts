import { assuranceOf } from './assurance.js'
import { strongest } from './contributions.js'
import type { DecidedApproach, Decision, OpenQuestion, SetNote } from './decision.js'
import type { Model } from './model.js'
import { isVisible } from './model.js'
import type { Robustness } from './robustness.js'
import { CLOSE_POINTS, isClose, settledIn } from './settled.js'
import type { State } from './truth.js'
import { points, surenessOf } from './wording.js'

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
  const close = approaches.filter((one) => isClose(one.margin, settledIn(one)))
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
      ...approaches.flatMap((one) => (close.includes(one) ? [] : settledSentence(one))),
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
            settled: settledIn(one),
            short: one.readinessPoints.line - one.readinessPoints.total,
            steady: changers(open, one.id).length === 0,
            open: open.length,
            changers: changers(open, one.id),
            alternative: titleOf(approaches, one.margin.at),
          }),
        ],
  )
}

/** What decides in place of points, where points would have counted or nearly would have. */
function settledSentence(one: DecidedApproach): string[] {
  const settled = settledIn(one)
  const nearly = one.margin !== null && one.margin.points < CLOSE_POINTS
  if (settled === undefined || !(nearly || one.verdict === 'later' || one.points.total >= one.points.pilotLine)) return []
  const name = `${one.title} (${one.verdict})`
  const short = one.readinessPoints.line - one.readinessPoints.total
  if (settled === 'readiness') return [`Readiness decides, not need: ${name} is ${points(short)} below its readiness line.`]
  const because = one.gates.filter((gate) => gate.effect === settled).map((gate) => gate.because)
  return [`A gate decides, not points: ${name} is ${settled === 'block' ? 'ruled out' : 'held back'}. ${because.join(' ')}`]
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
