import { type Block, bullets, heading, type Inline, type Item, paragraph, type Span, strong, verdict } from '../report/document/blocks.js'
import { listed } from '../report/document/words.js'
import type { Accord, Agreement, Comparison } from './result.js'
import { answerName, approachTitle, questionTitle } from './words.js'

/** Sets and ways to agree that are listed; the JSON holds all of them. */
const MOST_LISTED = 5
/** The largest sets that are looked at. */
const LARGEST = 3
const NUMBERS = ['none', 'one', 'two', 'three']

/** Returns the blocks that say what to agree on first; none where all verdicts agree already. */
export function settling(result: Comparison): readonly Block[] {
  if (result.approaches.every(({ agree }) => agree)) return []
  return [heading(2, 'What to settle first'), ...first(result), ...enough(result)]
}

function first(result: Comparison): Block[] {
  const { first, searched } = result.settle
  if (searched === 0) return []
  if (searched === 1 && result.settle.enough.length > 0) {
    const head = first.length === 1 ? 'One question is enough' : 'Any one of these questions is enough'
    return [paragraph(`${head}: agreed on, it brings all verdicts into agreement.`), ...accords(result, first)]
  }
  if (first.length === 0) return [paragraph('No single question, agreed on, brings more verdicts into agreement.')]
  const then = first[0]?.agreements[0]?.approaches.length ?? 0
  const now = result.approaches.filter(({ agree }) => agree).length
  const brings =
    first.length === 1
      ? 'This question, agreed on, brings the most verdicts into agreement'
      : 'Each of these questions, agreed on, brings equally many verdicts into agreement, and no other brings more'
  return [paragraph(`${brings}: ${then} of ${result.approaches.length} instead of ${now}.`), ...accords(result, first)]
}

function enough(result: Comparison): Block[] {
  const { enough, searched } = result.settle
  if (searched === 1 && enough.length > 0) return []
  if (enough.length > 0) {
    const sets =
      enough.length === 1 ? `These ${NUMBERS[searched]} questions together are` : `Each of these sets of ${NUMBERS[searched]} questions is`
    return [paragraph(`${sets} enough to bring all verdicts into agreement; fewer are not.`), ...accords(result, enough)]
  }
  if (searched === 0) return [paragraph('What brings the verdicts into agreement was not looked for: the ways to agree are too many.')]
  const rest = searched < LARGEST ? '; larger sets were not looked at, because the ways to agree on them are too many' : ''
  return [
    paragraph(`To bring all verdicts into agreement takes more than ${NUMBERS[searched]} question${searched === 1 ? '' : 's'}${rest}.`),
  ]
}

function accords(result: Comparison, list: readonly Accord[]): Block[] {
  const shown = list.slice(0, MOST_LISTED).map((one) => item(result, one))
  const rest = list.length - shown.length
  return [bullets(shown), ...(rest === 0 ? [] : [paragraph(`And ${rest} more; the JSON lists all of them.`)])]
}

function item(result: Comparison, { questions, anyAnswer, agreements }: Accord): Item {
  const title = strong(listed(questions.map((id) => questionTitle(result, id))))
  const [only] = agreements
  if (agreements.length === 1 && only !== undefined) return { content: [title, ', on ', ...agreed(result, only), '.'] }
  const shown = agreements.slice(0, MOST_LISTED)
  const rest = agreements.length - shown.length
  return {
    content: [title, anyAnswer ? ', on whichever of the answers given:' : ', on one of these answers:'],
    more: [
      ...shown.map((one): Inline => [...agreed(result, one), '.']),
      ...(rest === 0 ? [] : [`${rest} more ${rest === 1 ? 'way' : 'ways'} to agree ${rest === 1 ? 'does' : 'do'} the same.`]),
    ],
  }
}

function agreed(result: Comparison, { answers, verdicts }: Agreement): (string | Span)[] {
  const then = verdicts.flatMap((one, at): (string | Span)[] => [
    `${at === 0 ? ': ' : '; '}${approachTitle(result, one.approach)} `,
    verdict(one.verdict),
  ])
  return [listed(answers.map(({ value }) => answerName(value))), ...then]
}
