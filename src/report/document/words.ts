import { UNSURE } from '../../engine/answers.js'
import type { DecidedAnswer, DecidedApproach, Decision, Margin } from '../../engine/decision.js'
import type { Checked, Verdict } from '../../engine/rubric.js'
import { type Settled, settledIn } from '../../engine/settled.js'
import { type Inline, verdict } from './blocks.js'

/** What each verdict asks of the reader. */
export const VERDICT_MEANING: Readonly<Record<Verdict, string>> = {
  adopt: 'build it now',
  pilot: 'try a slice and measure',
  later: 'needed, but something is missing first',
  skip: 'not for this product now',
}

/** How far a source was checked, in words a reader can act on. */
export const CHECKED: Readonly<Record<Checked, string>> = {
  source: 'Checked in the source.',
  summary: 'Checked in a summary of the source.',
  memory: 'Not checked: quoted from memory.',
  judgement: 'A judgement, not a measurement.',
}

/** Returns the points with their sign: `+6`, `0`, `-3`. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points === 0 ? 0 : points)
}

/** Returns `1 point`, `2 points`: the noun in the number that fits. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${Math.abs(number) === 1 ? '' : 's'}`
}

/** Returns `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Returns the text as it begins a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Returns the text with a full stop, unless it ends a sentence already. */
export function sentence(text: string): string {
  return /[.!?\u2026]$/.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`
}

/** Returns as many whole sentences as fit into so many characters; of a longer first one its beginning, to the last whole word, and an ellipsis. */
export function shortened(text: string, room: number): string {
  const sentences = text.trim().split(/(?<=[.!?]) +(?=\p{Lu})/u)
  let out = ''
  for (const next of sentences) {
    const longer = out === '' ? next : `${out} ${next}`
    if (longer.length > room) break
    out = longer
  }
  if (out !== '' || text.trim() === '') return out
  const words = (sentences[0] ?? '').split(/\s+/)
  const cut = (): string => `${words.join(' ').replace(/[,;:.]$/, '')}…`
  while (words.length > 1 && cut().length > room) words.pop()
  return cut()
}

/** Returns a number with commas between its thousands, whatever the locale. */
export function grouped(number: number | string): string {
  const [whole = '', fraction] = String(number).split('.')
  const commas = whole.replace(/\d(?=(?:\d{3})+$)/g, '$&,')
  return fraction === undefined ? commas : `${commas}.${fraction}`
}

/** Returns the answer as a reader would say it. */
export function answerWords(answer: DecidedAnswer): string {
  if (answer.value === UNSURE) return 'Not sure'
  const words = answer.labels.length === 0 ? 'None of these' : answer.labels.join('; ')
  const number = answer.number === undefined ? '' : ` (${grouped(answer.number)} given)`
  return `${words}${number}${answer.scored ? '' : ' (does not apply here, not scored)'}`
}

/** Returns the title of an approach, or its id when the decision does not hold it. */
export function approachTitle(decision: Decision, id: string): string {
  return decision.approaches.find((approach) => approach.id === id)?.title ?? id
}

/** Returns the titles of approaches, as a list in words. */
export function approachTitles(decision: Decision, ids: readonly string[]): string {
  return listed(ids.map((id) => approachTitle(decision, id)))
}

/** Returns what decides a verdict in place of its points; undefined where they decide, and where they would come to the same. */
export function decidedBy(approach: DecidedApproach): Settled | undefined {
  const settled = settledIn(approach)
  if (settled === 'block' || approach.verdict === 'later') return settled
  return approach.points.total >= approach.points.pilotLine ? settled : undefined
}

export const SETTLED_WORDS: Readonly<Record<Settled, string>> = { block: 'blocked', hold: 'held back', readiness: 'not ready' }

/** Returns a verdict as a cell of a table, with what decided it in place of points. */
export function verdictCell(approach: DecidedApproach): Inline {
  const settled = decidedBy(approach)
  return [verdict(approach.verdict), settled === undefined ? '' : `, ${SETTLED_WORDS[settled]}`]
}

/** Returns how close the verdict is to another one. */
export function marginWords(decision: Decision, approach: DecidedApproach): string {
  const { margin } = approach
  const settled = settledIn(approach)
  if (margin === null)
    return settled === undefined ? 'No points can change it.' : `${capital(SETTLED_WORDS[settled])}: no points can change it.`
  if (settled !== undefined && margin.to !== 'readiness')
    return `${capital(SETTLED_WORDS[settled])}; ${lower(marginFrom(decision, margin))}`
  return marginFrom(decision, margin)
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function marginFrom(decision: Decision, margin: Margin): string {
  const from =
    margin.to === 'alternative'
      ? approachTitle(decision, margin.at)
      : margin.to === 'readiness'
        ? 'the readiness line'
        : `the ${margin.at} line`
  const level = margin.to === 'alternative' ? 'Level with' : 'Right on'
  return margin.points === 0 ? `${level} ${from}.` : `${count(margin.points, 'point')} from ${from}.`
}

/** Returns how an approach lost to its alternative: by points, on a tie, or because it has to wait, whatever its points. */
export function lossWords({
  title,
  points,
  tie,
  tieBecause,
}: Pick<NonNullable<DecidedApproach['lostTo']>, 'title' | 'points' | 'tie' | 'tieBecause'>): string {
  if (tieBecause !== undefined) return `It tied with ${title}. ${tieBecause}`
  if (tie) return `It tied with ${title}, and the order of the rubric decided.`
  if (points > 0) return `It lost by ${count(points, 'point')} to ${title}.`
  return `${title} can start now, while this has something missing first; points did not decide.`
}

/** Returns when to look again: the day that the answers file names, else after so many days, with the day where the report has a date. */
export function reviewWords({ reviewAfter, validation: { revisit } }: Pick<Decision, 'reviewAfter' | 'validation'>): string {
  if (reviewAfter !== undefined) return `After ${reviewAfter}, the review date that the team has set.`
  return `After ${count(revisit.afterDays, 'day')}${revisit.onDate === undefined ? '' : `, on ${revisit.onDate}`}.`
}

/** Returns a range that may be a single value. */
export function span(low: number | string, high: number | string): string {
  return low === high ? String(low) : `${low} to ${high}`
}

/** Returns free text as its paragraphs. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n\s*\n/).filter((part) => part.trim() !== '')
}
