import type { DescribedChange, DescribedFlip, Robustness } from './robustness.js'
import type { Verdict } from './rubric.js'
import { list } from './wording.js'

/** Approaches worth a sentence of their own have this many at most; the rest stands in the detail. */
const MOST_CLOSE = 2

/** What the sentences need of each approach, in the rubric's order. */
export interface Assured {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  /** Null when no points can change the verdict. */
  readonly margin: { readonly points: number } | null
}

/**
 * Plain sentences: how sure the verdicts are, and what would change them; the most useful first. `open` counts the open
 * questions; `capped` says that one of them takes more answers than the ways that were counted hold.
 */
export function assuranceOf(approaches: readonly Assured[], robustness: Robustness, open: number, capped = false): string[] {
  const chosen = approaches.map((one, index) => ({ ...one, index })).filter((one) => one.verdict !== 'skip' && one.margin !== null)
  const firm = (index: number): Robustness['approaches'][number] => robustness.approaches[index] as Robustness['approaches'][number]
  return [
    ...chosen.map((one) =>
      [openSentence(one, firm(one.index), robustness, open), flipSentence(one, firm(one.index))].filter((text) => text !== '').join(' '),
    ),
    ...nearMisses(approaches, robustness),
    setSentence(robustness, open, capped),
    pointsSentence(approaches, robustness),
    findOutSentence(robustness),
  ].filter((text) => text !== '')
}

function openSentence(one: Assured, firm: Robustness['approaches'][number], robustness: Robustness, open: number): string {
  if (open === 0) return `${one.title} is ${one.verdict} with every question answered.`
  const counted = waysText(BigInt(robustness.ways))
  const exact = !/^(about|more)/.test(counted)
  const questions = open === 1 ? 'open question' : `${open} open questions`
  const ways = `${counted} ways to answer the ${questions}`
  if (firm.open === null)
    return `${one.title} is ${one.verdict}; in how many of ${exact ? 'the ' : ''}${ways} it stays so could not be counted.`
  const { percent, part, whole } = firm.open.kept
  if (part === whole) return `${one.title} stays ${one.verdict} in ${exact ? 'all' : 'every one of'} ${ways}.`
  if (open === 1) return `${one.title} stays ${one.verdict} in ${percent}% of ${exact ? 'the ' : ''}${ways}.`
  // A share of likelihood: ways that answer fewer questions weigh more, so it is no percentage of their number.
  return `${one.title} stays ${one.verdict} in ${percent}% of the ways to answer the ${questions} (${counted}), each answer counted alike.`
}

function flipSentence(one: Assured, firm: Robustness['approaches'][number]): string {
  if (firm.flips === null) return ''
  const nearest = preferred(one, firm.flips.sets)
  if (nearest === undefined || firm.flips.size === null) return 'No change of up to three stated answers turns it.'
  return `It turns to ${nearest.verdict} if ${flipText(nearest)}.`
}

/** Of what waits, the flip that brings it about comes first; of everything else, the nearest. */
function preferred(one: Assured, sets: readonly DescribedFlip[]): DescribedFlip | undefined {
  return (one.verdict === 'later' ? sets.find((set) => set.verdict === 'adopt') : undefined) ?? sets[0]
}

/** What is left out and one change away from being built, if the team could bring that change about. */
function nearMisses(approaches: readonly Assured[], robustness: Robustness): string[] {
  return approaches.flatMap((one, index) => {
    const flips = robustness.approaches[index]?.flips
    if (one.verdict !== 'skip' || flips?.size !== 1) return []
    const way = flips.sets.find(
      (set) => (set.verdict === 'adopt' || set.verdict === 'pilot') && set.changes.every((change) => change.doable),
    )
    return way === undefined ? [] : [`${one.title} turns to ${way.verdict} if ${flipText(way)}.`]
  })
}

/** A flip in words; what the team could do about it is marked where it leads to something to build. */
export function flipText(flip: DescribedFlip): string {
  const wanted = flip.verdict === 'adopt' || flip.verdict === 'pilot'
  return list(flip.changes.map((change) => changeText(change, wanted && change.doable)))
}

/** One change in words: what it would have to be, and what it is now. */
function changeText(change: DescribedChange, mark: boolean): string {
  const title = change.title.toLowerCase()
  const doable = mark ? ' (something you can do)' : ''
  const gained = change.toLabels.filter((label) => !change.fromLabels.includes(label))
  const lost = change.fromLabels.filter((label) => !change.toLabels.includes(label))
  const many = change.from.length !== 1 || change.to.length !== 1
  if (!many) return `${title} were “${change.toLabels[0] ?? ''}” and not “${change.fromLabels[0] ?? ''}”${doable}`
  const parts = [
    gained.length > 0 ? `also held “${gained.join('”, “')}”` : '',
    lost.length > 0 ? `did not hold “${lost.join('”, “')}”` : '',
  ].filter((part) => part !== '')
  return `${title} ${list(parts)}${doable}`
}

function setSentence(robustness: Robustness, open: number, capped: boolean): string {
  if (open === 0) return ''
  const { exact, kept } = robustness.set
  const all = exact && kept?.part === kept?.whole
  if (all && !capped) return 'All verdicts together stay as they are, whatever the answers to the open questions.'
  const limit = capped ? ` A way chooses at most ${robustness.mostChosen} options where several may be chosen.` : ''
  return `All verdicts together stay as they are in ${all ? 'all of the ways' : setShareText(robustness.set)}.${limit}`
}

/** The share of the whole set in words; draws that all came out alike have an error too small to state, and prove nothing. */
function setShareText({ exact, percent, draws, standardErrorPercent }: Robustness['set']): string {
  if (exact) return `${percent}% of the ways`
  const drawn = grouped(BigInt(draws ?? 0))
  if (!standardErrorPercent) return `${percent === 0 ? 'none' : 'every one'} of ${drawn} ways drawn at random: an estimate, not a count`
  const margin = `${standardErrorPercent} percentage ${standardErrorPercent === 1 ? 'point' : 'points'}`
  return `about ${percent}% of the ways: an estimate from ${drawn} draws, give or take ${margin}`
}

function pointsSentence(approaches: readonly Assured[], robustness: Robustness): string {
  const shaky = approaches
    .map((one, index) => ({
      title: one.title,
      verdict: one.verdict,
      firm: (robustness.approaches[index] as Robustness['approaches'][number]).points,
    }))
    .filter(({ firm }) => firm.kept < firm.draws)
    .sort((a, b) => a.firm.kept - b.firm.kept)
  const draws = grouped(BigInt(robustness.approaches[0]?.points.draws ?? 0))
  const what = `in ${draws} draws that move each of the rubric's own points by up to a third (rounded up)`
  const caution = 'That measures how much hangs on our judgement; it is no probability of being right.'
  if (shaky.length === 0) return `Every verdict holds ${what}. ${caution}`
  const named = shaky
    .slice(0, MOST_CLOSE)
    .map(({ title, verdict, firm }) => `${title} stays ${verdict} in ${percentText(firm.kept, firm.draws)}`)
  const rest = shaky.length > MOST_CLOSE ? `, and ${shaky.length - MOST_CLOSE} more move at times` : ''
  return `${capital(what)}, ${list(named)}${rest}. ${caution}`
}

function findOutSentence(robustness: Robustness): string {
  const first = robustness.findOut[0]
  if (first === undefined) return ''
  const { part, whole } = first.changes
  return `Find out first: ${first.title.toLowerCase()}; ${part} of its ${whole} answers would change a verdict.`
}

/** A share of draws in whole percent; 0 and 100 only when nothing else came out. */
export function percentText(part: number, whole: number): string {
  const rounded = Math.round((part * 100) / whole)
  const shown = rounded === 100 && part < whole ? 99 : rounded === 0 && part > 0 ? 1 : rounded
  return `${shown}%`
}

/** Smallest first: a count takes the first in which it has at most three digits. */
const SCALES: readonly (readonly [bigint, string])[] = [
  [10n ** 6n, 'million'],
  [10n ** 9n, 'billion'],
  [10n ** 12n, 'trillion'],
  [10n ** 15n, 'quadrillion'],
]

/** A count as people read it: exact below a million, then in words. */
export function waysText(ways: bigint): string {
  if (ways < 1_000_000n) return grouped(ways)
  for (const [scale, name] of SCALES) {
    const rounded = (ways + scale / 2n) / scale
    if (rounded < 1000n) return `about ${rounded} ${name}`
  }
  return 'more than a quintillion'
}

function grouped(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
