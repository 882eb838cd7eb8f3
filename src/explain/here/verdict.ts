import { strongest } from '../../engine/contributions.js'
import type { Contribution, DecidedApproach } from '../../engine/decision.js'
import { prospects } from '../../engine/findout.js'
import { chosenOptions, type Standing } from '../../engine/judge.js'
import { isVisible, type ModelQuestion } from '../../engine/model.js'
import { type ApproachRobustness, type ExactShare, type Robustness, robustnessOf } from '../../engine/robustness.js'
import type { Option, Verdict } from '../../engine/rubric.js'
import { type Share, wholePercent } from '../../engine/stability.js'
import { FALSE, TRUE } from '../../engine/truth.js'
import { type Words, wordsOf } from '../condition.js'
import { type NamedAnswer, nameAnswer } from './changes.js'
import { type NearGate, nearGates } from './gates.js'
import type { Situation } from './situation.js'

/** Points of a chosen option that did not count, because their condition does not hold or is not known to. */
export interface Withheld
  extends Pick<Contribution, 'axis' | 'question' | 'questionTitle' | 'option' | 'optionLabel' | 'points' | 'because'> {
  readonly holds: 'false' | 'unknown'
  readonly when: Words
  readonly evidence: readonly string[]
}

/** An approach among those that do the same job. */
export interface Competitor {
  readonly id: string
  readonly title: string
  /** The need that is compared, in points: a requirement lifts it to the adopt line. */
  readonly points: number
  /** The verdict it would have by itself. */
  readonly alone: Verdict
  readonly verdict: Verdict
}

/** An open question by what its answers do to this one verdict. */
export interface FindOutHere {
  readonly question: string
  readonly title: string
  /** Share of its answers that turn the verdict. */
  readonly changes: ExactShare
  readonly answers: readonly (NamedAnswer & { readonly verdict: Verdict })[]
}

/** One verdict in full. `prior + Σ contributions on an axis = total`, exactly. */
export interface VerdictHere extends Omit<DecidedApproach, 'id' | 'title' | 'summary' | 'layer' | 'criteria'> {
  /** Less than three points from a line or an alternative. */
  readonly close: boolean
  readonly strongestFor: Contribution | null
  readonly strongestAgainst: Contribution | null
  readonly withheld: readonly Withheld[]
  readonly nearGates: readonly NearGate[]
  readonly competition: readonly { readonly id: string; readonly because: string; readonly members: readonly Competitor[] }[]
  readonly robustness: ApproachRobustness & Pick<Robustness, 'ways' | 'mostChosen' | 'seed'> & { readonly openQuestions: number }
  readonly findOut: readonly FindOutHere[]
}

/** The verdict on one approach in full; counts how firm it is, which takes a tenth of a second where much is open. */
export function verdictHere(situation: Situation, id: string): VerdictHere {
  const { model, state, standings, contributions, decision, rubric } = situation
  const index = model.names.approach.get(id) as number
  const decided = decision.approaches.find((one) => one.id === id) as DecidedApproach
  const robustness = robustnessOf(model, state, standings, contributions)
  const { verdict, need, points, range, readiness, readinessPoints, margin, gates, preconditions, lostTo, unlock, reason } = decided
  return {
    verdict,
    reason,
    need,
    points,
    range,
    readiness,
    readinessPoints,
    margin,
    close: decision.stability.close.includes(id),
    contributions: decided.contributions,
    strongestFor: strongest(decided.contributions, 'for')[0] ?? null,
    strongestAgainst: strongest(decided.contributions, 'against')[0] ?? null,
    withheld: withheldOf(situation, index),
    gates,
    nearGates: nearGates(situation, index),
    ...(lostTo && { lostTo }),
    competition: rubric.alternatives
      .filter((group) => group.of.includes(id))
      .map((group) => ({ id: group.id, because: group.because, members: group.of.map((each) => competitor(situation, each)) })),
    preconditions,
    unlock,
    robustness: {
      ways: robustness.ways,
      mostChosen: robustness.mostChosen,
      openQuestions: decision.openQuestions.length,
      ...(robustness.approaches[index] as ApproachRobustness),
      seed: robustness.seed,
    },
    findOut: findOutHere(situation, index),
  }
}

function withheldOf({ rubric, model, state }: Situation, approach: number): Withheld[] {
  return model.questions.flatMap((question) => {
    const { role } = question.source
    if (role === 'context' || !isVisible(question, state)) return []
    return chosenOptions(state[question.index] ?? null).flatMap((chosen) =>
      (question.entries[chosen] ?? []).flatMap((entry): Withheld[] => {
        const truth = entry.test(state)
        const when = wordsOf(rubric, entry.source.when)
        if (entry.approach !== approach || truth === TRUE || when === undefined) return []
        const option = question.source.options[chosen] as Option
        return [
          {
            axis: role === 'reason' ? 'need' : 'readiness',
            question: question.source.id,
            questionTitle: question.source.title,
            option: option.id,
            optionLabel: option.label,
            points: entry.points,
            because: entry.source.because,
            holds: truth === FALSE ? 'false' : 'unknown',
            when,
            evidence: entry.source.evidence,
          },
        ]
      }),
    )
  })
}

function competitor({ model, standings }: Situation, id: string): Competitor {
  const index = model.names.approach.get(id) as number
  const { standing, alone, verdict } = standings[index] as Standing
  return { id, title: model.approaches[index]?.source.title ?? id, points: standing, alone, verdict }
}

/** The questions whose answers turn this verdict, the likeliest first; equal ones in the order of what they do to all verdicts. */
function findOutHere({ model, state, verdicts }: Situation, approach: number): FindOutHere[] {
  const ranked = prospects(model, state, verdicts).map((prospect) => {
    const question = model.questions[prospect.question] as ModelQuestion
    const answers = prospect.answers.flatMap(({ slot, verdicts: turned }) => {
      const turn = turned.find((one) => one.approach === approach)
      return turn === undefined ? [] : [{ ...nameAnswer(question, slot), verdict: turn.verdict }]
    })
    return { question, answers, share: { part: BigInt(answers.length), whole: prospect.changes.whole } }
  })
  return ranked
    .filter((one) => one.answers.length > 0)
    .sort((a, b) => compareShares(b.share, a.share))
    .map(({ question, answers, share }) => ({
      question: question.source.id,
      title: question.source.title,
      changes: { part: share.part.toString(), whole: share.whole.toString(), percent: wholePercent(share) },
      answers,
    }))
}

function compareShares(a: Share, b: Share): number {
  const left = a.part * b.whole
  const right = b.part * a.whole
  return left < right ? -1 : left > right ? 1 : 0
}
