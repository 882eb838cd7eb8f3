import type { DecidedApproach, Decision } from '../../engine/decision.js'
import type { Verdict } from '../../engine/rubric.js'
import { settledIn } from '../../engine/settled.js'
import { type Block, bullets, cite, dim, heading, type Inline, numbered, paragraph, type Span, strong, verdict } from './blocks.js'
import { approachTitles, capital, count, VERDICT_MEANING } from './words.js'

/** What a report without a title is called. */
export const UNTITLED = 'Which layers to build, and in what order'
const MOST_REASONS = 5
const LEAST_REASONS = 3
const MOST_STEPS = 5

/** How every report on a decision begins: its title, the headline, and who decided when. */
export function opening(decision: Decision): readonly Block[] {
  return [heading(1, decision.title.trim() === '' ? UNTITLED : decision.title), paragraph([strong(decision.headline)]), ...meta(decision)]
}

/** The executive part: headline, set, why, how sure, what to do first. */
export function summary(decision: Decision): readonly Block[] {
  return [
    ...opening(decision),
    heading(2, 'In short'),
    { kind: 'scores', approaches: decision.approaches },
    bullets(theSet(decision)),
    heading(3, 'Why'),
    bullets(reasonsToShow(decision).map((approach) => ({ content: reason(approach) }))),
    heading(3, 'How sure'),
    bullets(howSure(decision).map((content) => ({ content }))),
    ...whatFirst(decision),
    ...watchOut(decision),
  ]
}

function meta(decision: Decision): readonly Block[] {
  const parts = [
    decision.date === undefined ? '' : `Date: ${decision.date}`,
    decision.owner === undefined ? '' : `Owner: ${decision.owner}`,
    decision.reviewAfter === undefined ? '' : `Review after: ${decision.reviewAfter}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [paragraph([dim(parts.join('. '))])]
}

function theSet(decision: Decision): readonly { content: Inline }[] {
  const having = (each: Verdict): readonly string[] =>
    each === 'adopt' ? decision.set : decision.approaches.filter((approach) => approach.verdict === each).map((approach) => approach.id)
  return (['adopt', 'pilot', 'later', 'skip'] as const)
    .filter((each) => having(each).length > 0)
    .map((each) => ({ content: [verdict(each), ` (${VERDICT_MEANING[each]}): ${approachTitles(decision, having(each))}.`] }))
}

/** What is recommended first, then the refusals with most to say: a lost contest, a gate against the points, then the strongest evidence; up to five. */
function reasonsToShow(decision: Decision): readonly DecidedApproach[] {
  const wanted = decision.approaches.filter((approach) => approach.verdict !== 'skip')
  const refused = decision.approaches.filter((approach) => approach.verdict === 'skip').sort((a, b) => toSay(b) - toSay(a))
  return [...wanted, ...refused.slice(0, Math.max(0, LEAST_REASONS - wanted.length))].slice(0, MOST_REASONS)
}

function toSay(approach: DecidedApproach): number {
  const distance = approach.points.total - approach.points.prior
  const gated = settledIn(approach) !== undefined && distance > 0
  return (approach.lostTo === undefined ? 0 : 2000) + (gated ? 1000 : 0) + (distance < 0 ? -distance : distance)
}

function reason(approach: DecidedApproach): readonly (string | Span)[] {
  return [strong(approach.title), ' (', verdict(approach.verdict), `): ${approach.reason || approach.summary}`]
}

/** Returns sentences that say how firm the verdicts are and how much is answered. */
export function howSure(decision: Decision): readonly string[] {
  const { answered, open, close } = decision.stability
  const asked = answered + open
  const known =
    open === 0
      ? `All ${count(asked, 'question')} that apply are answered.`
      : `${answered} of ${count(asked, 'question')} that apply are answered.`
  return [...decision.stability.says, known, ...(close.length === 0 ? ['No verdict is a close call.'] : [])]
}

function whatFirst(decision: Decision): readonly Block[] {
  const phase = decision.phases.find((each) => each.steps.length > 0)
  if (phase === undefined) return []
  const steps = phase.steps.slice(0, MOST_STEPS)
  const left = phase.steps.length - steps.length
  const more = left === 0 ? [] : [paragraph(`${count(left, 'more step')} of this phase in part 6.`)]
  return [
    heading(3, 'What to do first'),
    numbered(steps.map((step) => ({ content: [step.text, cite(step.evidence)] }))),
    ...more,
    paragraph([strong(`"${phase.title}" is done when`), `: ${phase.exit}`]),
  ]
}

function watchOut(decision: Decision): readonly Block[] {
  if (decision.mistakes.length === 0) return []
  const items = decision.mistakes.map((mistake) => ({ content: [strong(mistake.title), `: ${capital(mistake.instead)}`] }))
  return [heading(3, 'Known mistakes to avoid'), bullets(items)]
}
