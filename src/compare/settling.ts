import { type Block, bullets, heading, type Inline, type Item, paragraph, type Span, strong, verdict } from '../report/document/blocks.js'
import { count, listed } from '../report/document/words.js'
import type { Accord, Agreement, Change, Comparison } from './result.js'
import { answerName, approachTitle, labelOf, questionTitle } from './words.js'

/** Sets and ways to agree that are listed; the JSON holds all of them. */
const MOST_LISTED = 5
/** The largest sets that are looked at. */
const LARGEST = 3
const NUMBERS = ['none', 'one', 'two', 'three']

/** Returns the blocks that say what to find out first; none where all verdicts agree already. */
export function settling(result: Comparison): readonly Block[] {
  if (result.approaches.every(({ agree }) => agree)) return []
  const { first, enough } = result.settle
  const aim = first.length + enough.length === 0 ? [] : [paragraph(AIM)]
  return [heading(2, 'What to settle first'), ...aim, ...single(result), ...sets(result)]
}

/** Whoever reads that an answer brings agreement may take it for the right one. */
const AIM = 'Agreement is not the aim: find out which answer is true. Below stands what answers would come to if all files gave them.'

function single(result: Comparison): Block[] {
  const { first, searched } = result.settle
  if (searched === 0) return []
  if (first.length === 0) return [paragraph('No single question, settled, brings more verdicts into agreement.')]
  const then = first[0]?.agreements[0]?.approaches.length ?? 0
  const all = result.approaches.length
  const now = result.approaches.filter(({ agree }) => agree).length
  const brings = `can bring ${then === all ? 'all' : `${then} of ${all}`} verdicts into agreement, instead of ${now}.`
  const which = first.length === 1 ? 'Most hangs on this question: settled, it' : 'Most hangs on these questions: each of them, settled,'
  return [paragraph(`${which} ${brings}`), ...accords(result, first)]
}

function sets(result: Comparison): Block[] {
  const { enough, searched } = result.settle
  if (searched === 1 && enough.length > 0) return []
  if (enough.length > 0) {
    const head =
      enough.length === 1 ? `These ${NUMBERS[searched]} questions together are` : `Each of these sets of ${NUMBERS[searched]} questions is`
    return [paragraph(`${head} enough to bring all verdicts into agreement; fewer are not.`), ...accords(result, enough)]
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

function item(result: Comparison, accord: Accord): Item {
  const { questions, anyAnswer } = accord
  const title = strong(listed(questions.map((id) => questionTitle(result, id))))
  const ways = waysOf(result, accord)
  const [only] = ways
  if (ways.length === 1 && only !== undefined && anyAnswer) return { content: [title, ', on ', ...agreed(result, only), '.'] }
  const shown = ways.slice(0, MOST_LISTED)
  const rest = ways.length - shown.length
  const isOne = questions.length === 1
  return {
    content: [title, isOne ? ':' : anyAnswer ? ', on whichever of the answers given:' : ', on these of the answers given, and no others:'],
    more: [...shown.map((one): Inline => [...agreed(result, one, isOne), '.']), ...(rest === 0 ? [] : [moreWays(rest, isOne)])],
  }
}

function moreWays(rest: number, isOne: boolean): string {
  if (isOne) return `And ${count(rest, 'more answer')}; the JSON holds all of them.`
  return `${rest} more ${rest === 1 ? 'way' : 'ways'} to agree ${rest === 1 ? 'brings' : 'bring'} all verdicts into agreement too.`
}

/** The answers to one question in the order in which the files give them, whatever they come to: none is recommended. */
function waysOf({ differences }: Comparison, { questions, agreements, others }: Accord): readonly Agreement[] {
  const given = differences.find(({ id }) => id === questions[0])?.answers.map(({ value }) => answerName(value)) ?? []
  const at = ({ answers }: Agreement): number => given.indexOf(answerName(answers[0]?.value ?? null))
  return questions.length > 1 ? agreements : [...agreements, ...others].sort((a, b) => at(a) - at(b))
}

/** The answers, and what they come to: verdicts on which all files agree then and not now, and all others that are turned. */
function agreed(result: Comparison, agreement: Agreement, counts = false): (string | Span)[] {
  const { answers, approaches, verdicts } = agreement
  const parts = [
    ...verdicts.map((one) => [`${approachTitle(result, one.approach)} `, verdict(one.verdict)]),
    ...turnedElse(agreement).map(({ approach, from, to, files }) => [
      `${approachTitle(result, approach)} `,
      verdict(to),
      ' instead of ',
      verdict(from),
      `, for ${whoOf(result, files)}`,
    ]),
  ]
  const said = parts.flatMap((part, at): (string | Span)[] => [at === 0 ? ': ' : '; ', ...part])
  const agree = counts ? ` (${approaches.length} of ${result.approaches.length} agree)` : ''
  return [listed(answers.map(({ value }) => answerName(value))), agree, ...(said.length === 0 ? [': no verdict is turned'] : said)]
}

interface Turned extends Change {
  readonly files: readonly string[]
}

/** What is turned beyond the verdicts on which all come to agree: the same change of several files as one. */
function turnedElse({ verdicts, changes }: Agreement): readonly Turned[] {
  const said = new Set(verdicts.map(({ approach }) => approach))
  const found = new Map<string, Turned>()
  for (const { file, approach, from, to } of changes) {
    if (said.has(approach)) continue
    const key = JSON.stringify([approach, from, to])
    found.set(key, { approach, from, to, files: [...(found.get(key)?.files ?? []), file] })
  }
  return [...found.values()]
}

function whoOf(result: Comparison, files: readonly string[]): string {
  if (files.length < result.files.length) return listed(files.map((file) => labelOf(result, file)))
  return files.length === 2 ? 'both' : 'all'
}
