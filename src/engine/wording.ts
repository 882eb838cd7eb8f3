import type { Contribution, DecidedApproach, Margin } from './decision.js'
import type { Verdict } from './rubric.js'
import type { Settled } from './settled.js'

/** Joins names as in a sentence: "a", "a and b", "a, b and c". */
export function list(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}

/** At most three names, the rest counted. */
export function firstFew(names: readonly string[]): string[] {
  return names.length <= 4 ? [...names] : [...names.slice(0, 3), `${names.length - 3} more`]
}

/** "1 point", "4 points"; the sign is dropped. */
export function points(value: number): string {
  const count = value < 0 ? -value : value
  return `${count} ${count === 1 ? 'point' : 'points'}`
}

/** The recommendation in one sentence that names the set. */
export function headlineOf(approaches: readonly { readonly id: string; readonly title: string; readonly verdict: Verdict }[]): string {
  const titles = (verdict: Verdict): string[] => approaches.filter((one) => one.verdict === verdict).map((one) => one.title)
  const parts = [
    titles('adopt').length > 0 ? `Build ${list(titles('adopt'))}` : 'Build nothing yet',
    titles('pilot').length > 0 ? `pilot ${list(titles('pilot'))}` : '',
    titles('later').length > 0 ? `keep ${list(titles('later'))} for later` : '',
    titles('skip').length > 0 ? `leave out ${list(titles('skip'))}` : '',
  ].filter((part) => part !== '')
  return `${parts.join('; ')}.`
}

/** Why one approach has its verdict, in one or two sentences; the strongest reason comes first. */
export function reasonOf(facts: {
  readonly verdict: Verdict
  readonly gates: DecidedApproach['gates']
  readonly lostTo: DecidedApproach['lostTo']
  readonly supports: readonly Contribution[]
  readonly opposes: readonly Contribution[]
  readonly held: readonly string[]
  readonly points: DecidedApproach['points']
}): string {
  const support = facts.supports[0]?.because
  const oppose = facts.opposes[0]?.because
  switch (facts.verdict) {
    case 'adopt': {
      const because = [becauseOf(facts.gates, 'require')[0], ...facts.supports.slice(0, 2).map((one) => one.because)]
      return sentences(because.filter((text) => text !== undefined).slice(0, 2)) || priorOf(facts)
    }
    case 'later':
      return sentences([...missingFirst(facts), 'It is needed, but that comes first.'])
    case 'pilot':
      return sentences([
        support ?? priorOf(facts),
        oppose === undefined
          ? `That is ${points(facts.points.adoptLine - facts.points.total)} short of adopting it.`
          : `Against it: ${oppose}`,
      ])
    case 'skip':
      return skipReason(facts, support, oppose)
  }
}

function skipReason(facts: Parameters<typeof reasonOf>[0], support: string | undefined, oppose: string | undefined): string {
  const block = becauseOf(facts.gates, 'block')[0]
  if (block !== undefined) return block
  if (facts.lostTo !== undefined) return `${facts.lostTo.title} ${lostBy(facts.lostTo)}. ${facts.lostTo.because}`
  const missing = missingFirst(facts)
  const asked = facts.points.total >= facts.points.pilotLine || facts.points.total > facts.points.prior
  if (asked && missing.length > 0) {
    const enough = 'What speaks for it is not enough to wait for that'
    return sentences([...missing, support === undefined ? `${enough}.` : `${enough}: ${support}`])
  }
  const holds = becauseOf(facts.gates, 'hold')
  return sentences([oppose ?? fallsShort(facts, support), holds.length === 0 ? '' : sentences(['It would have to wait, too:', ...holds])])
}

function fallsShort(facts: Parameters<typeof reasonOf>[0], support: string | undefined): string {
  if (support === undefined) return 'No answer asks for it.'
  return `What speaks for it is ${points(facts.points.pilotLine - facts.points.total)} short of trying it: ${support}`
}

/** What has to be there first: every hold, or else what readiness is short of. */
function missingFirst({ gates, held }: Pick<Parameters<typeof reasonOf>[0], 'gates' | 'held'>): readonly string[] {
  const holds = becauseOf(gates, 'hold')
  return holds.length > 0 ? holds : held
}

function becauseOf(gates: DecidedApproach['gates'], effect: 'require' | 'hold' | 'block'): readonly string[] {
  return gates.filter((gate) => gate.effect === effect).map((gate) => gate.because)
}

function lostBy({ points: gap, tie, tieBecause }: NonNullable<DecidedApproach['lostTo']>): string {
  if (tieBecause !== undefined) return `does the same job here and stands level. ${tieBecause.replace(/\.$/, '')}`
  if (tie) return 'does the same job here and stands level (a tie, settled by the order in the rubric)'
  if (gap > 0) return `does the same job here and stands higher (${points(gap)})`
  return 'does the same job here and can start now, while this has something missing first'
}

/** What an approach starts with, for one that no answer speaks for. */
function priorOf(facts: Parameters<typeof reasonOf>[0]): string {
  return facts.points.priorBecause || 'It is recommended whatever is answered.'
}

function sentences(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

/** How sure: one sentence on an approach's margin and on what the open questions can do to it. */
export function surenessOf(facts: {
  readonly title: string
  readonly verdict: Verdict
  readonly margin: Margin
  /** What decides before need does; a block leaves no margin, so it is none. */
  readonly settled?: Settled | undefined
  /** Points that readiness is short of its line. */
  readonly short?: number
  readonly steady: boolean
  readonly open: number
  readonly changers: readonly string[]
  readonly alternative?: string
}): string {
  const rest =
    facts.open === 0
      ? 'every question is answered'
      : facts.steady
        ? 'no answer to any single open question turns it'
        : `it can turn with the answer on ${list(firstFew(facts.changers.map((name) => name.toLowerCase())))}`
  return `${facts.title}: ${facts.verdict}, ${whereOf(facts)}; ${rest}.`
}

function whereOf({ margin, settled, short = 0, alternative }: Parameters<typeof surenessOf>[0]): string {
  if (settled === 'hold') return 'held back until what is missing is there'
  if (margin.to === 'readiness') return `${points(margin.points)} from its readiness line`
  if (settled === 'readiness') return `${points(short)} below its readiness line`
  if (margin.to === 'alternative') return `${points(margin.points)} ahead of ${alternative ?? margin.at}`
  return `${points(margin.points)} from its ${margin.at} line`
}
