import type { Problems } from './problems.js'
import { approachesCanBeReached, conditionsCanHold, referencesAreCited, sectionsAreUsed } from './rules/advice.js'
import {
  alternativesCompete,
  baselinesAreRequired,
  baselinesDoNotCompete,
  holdsCanBeLifted,
  linesAreInOrder,
  neverLeavesVerdicts,
  priorsAreExplained,
} from './rules/approaches.js'
import { bandsCoverTheNumbers, singleQuestionsOfferAChoice } from './rules/bands.js'
import { claimsClimbScales, onlyScalesAreUneven } from './rules/claims.js'
import { conditionsAreShallow, conditionsFitTheirQuestions, pointsReadOtherQuestions, verdictsAreReadLate } from './rules/conditions.js'
import { idsAreUnique, unsureIsReserved } from './rules/ids.js'
import { namesAreKnown } from './rules/known.js'
import { approachesHavePlans, layersAndApproachesAgree, layersHaveContent } from './rules/layers.js'
import { questionsDependBackwards } from './rules/order.js'
import { optionsSpeakOrAreNeutral, pointsAreExplained, pointsStraddleZero } from './rules/points.js'
import type { Rule } from './rules/rule.js'
import type { View } from './view.js'

/** Everything a rubric has to mean, beyond its shape. The order does not matter: problems are sorted by their places. */
export const RULES: readonly Rule[] = [
  idsAreUnique,
  unsureIsReserved,
  namesAreKnown,
  conditionsFitTheirQuestions,
  verdictsAreReadLate,
  conditionsAreShallow,
  questionsDependBackwards,
  pointsReadOtherQuestions,
  optionsSpeakOrAreNeutral,
  pointsAreExplained,
  pointsStraddleZero,
  bandsCoverTheNumbers,
  singleQuestionsOfferAChoice,
  priorsAreExplained,
  linesAreInOrder,
  baselinesAreRequired,
  baselinesDoNotCompete,
  neverLeavesVerdicts,
  holdsCanBeLifted,
  alternativesCompete,
  layersAndApproachesAgree,
  layersHaveContent,
  approachesHavePlans,
  onlyScalesAreUneven,
  claimsClimbScales,
]

/** What is allowed and still worth a second look. */
export const ADVICE: readonly Rule[] = [approachesCanBeReached, referencesAreCited, sectionsAreUsed, conditionsCanHold]

/** Runs every rule over what is known of a rubric. Advice is given once there are no errors: before, it would mostly follow from them. */
export function checkRules(view: View, problems: Problems): void {
  for (const rule of RULES) rule(view, problems)
  if (problems.list.some((problem) => problem.severity === 'error')) return
  for (const rule of ADVICE) rule(view, problems)
}
