import type { Expectation } from '../engine/answers.js'
import type { DecidedApproach, Decision } from '../engine/decision.js'
import type { Verdict } from '../engine/rubric.js'
import { isWithin, settledIn } from '../engine/settled.js'
import { points as pointsText } from '../engine/wording.js'
import { hundredthsText } from '../files/percentage.js'
import type { FindingCode } from './result.js'

/** One thing that is not as expected. */
export interface Shortfall {
  readonly code: FindingCode
  readonly subject?: string
  readonly message: string
  readonly because?: string
  readonly after?: string
}

/** What became of one expectation: met if nothing falls short of it. */
export interface Held {
  /** One sentence: what came out. */
  readonly message: string
  readonly shortfalls: readonly Shortfall[]
}

/** Holds one expectation against a decision, exactly; `min-stability` needs one whose robustness was counted. */
export function held(expectation: Expectation, decision: Decision): Held {
  switch (expectation.kind) {
    case 'verdict':
      return heldVerdict(expectation, decision)
    case 'min-stability':
      return heldStability(expectation.hundredths, decision)
    case 'min-margin':
      return heldMargin(expectation.points, decision)
    case 'max-open':
      return heldOpen(expectation.questions, decision)
    case 'fail-on':
      return expectation.what === 'mistakes' ? heldMistakes(decision) : heldContradictions(decision)
  }
}

function heldVerdict({ approach, verdicts, not }: Extract<Expectation, { kind: 'verdict' }>, { approaches }: Decision): Held {
  const decided = approaches.find(({ id }) => id === approach)
  if (decided === undefined) throw new Error(`the expected approach ${approach} was not decided`)
  const { id, title, verdict, reason } = decided
  const message = `${title} is ${verdict}`
  if (verdicts.includes(verdict) !== not) return { message, shortfalls: [] }
  const wanted = `${not ? 'is not to be' : 'has to be'} ${orList(verdicts)}`
  const shortfall = {
    code: 'expect-verdict',
    subject: id,
    message: `${title} ${wanted}, and is ${verdict}`,
    because: reason,
    after: verdict,
  } as const
  return { message, shortfalls: [shortfall] }
}

function heldStability(hundredths: number, { approaches }: Decision): Held {
  const least = hundredthsText(hundredths)
  const adopted = approaches.filter(({ verdict }) => verdict === 'adopt')
  if (adopted.length === 0) {
    const message = 'no approach is adopted, so that there is no stability to measure'
    return { message, shortfalls: [{ code: 'expect-stability', message: `at least ${least} stability is expected, and ${message}` }] }
  }
  const shares = adopted.map((one) => ({ one, text: shareText(one), enough: keepsAtLeast(one, hundredths) }))
  const shortfalls = shares
    .filter(({ enough }) => !enough)
    .map(
      ({ one: { id, title }, text }): Shortfall => ({
        code: 'expect-stability',
        subject: id,
        message: `${title} has to stay adopt in at least ${least} of the ways to answer what is open, and ${text === undefined ? 'in how many could not be counted' : `does in ${text}`}`,
        ...(text !== undefined && { after: text }),
      }),
    )
  const counted = shares.map(({ one, text }) => `${one.title} ${text ?? 'not counted'}`).join(', ')
  return { message: `of the ways to answer what is open, these keep adopt: ${counted}`, shortfalls }
}

function keepsAtLeast({ robustness }: DecidedApproach, hundredths: number): boolean {
  const kept = robustness?.open?.kept
  return kept !== undefined && BigInt(kept.whole) > 0n && BigInt(kept.part) * 10_000n >= BigInt(hundredths) * BigInt(kept.whole)
}

/** The share in percent, rounded down to a hundredth, so that what falls short never shows as enough. */
function shareText({ robustness }: DecidedApproach): string | undefined {
  const kept = robustness?.open?.kept
  if (kept === undefined || BigInt(kept.whole) === 0n) return undefined
  return hundredthsText(Number((BigInt(kept.part) * 10_000n) / BigInt(kept.whole)))
}

function heldMargin(points: number, { approaches }: Decision): Held {
  const near = approaches.flatMap((one) =>
    one.margin !== null && isWithin(one.margin, settledIn(one), points) ? [{ ...one, margin: one.margin }] : [],
  )
  const shortfalls = near.map(
    ({ id, title, verdict, margin }): Shortfall => ({
      code: 'expect-margin',
      subject: id,
      message: `${title} (${verdict}) has to be at least ${pointsText(points)} from where its verdict turns, and is ${pointsText(margin.points)} from it`,
      after: pointsText(margin.points),
    }),
  )
  const named = near.map(({ title, margin }) => `${title} (${margin.points})`).join(', ')
  const message =
    near.length === 0
      ? `no verdict that points can turn is nearer than ${pointsText(points)}`
      : `nearer than ${pointsText(points)}: ${named}`
  return { message, shortfalls }
}

function heldOpen(most: number, { openQuestions }: Decision): Held {
  const { length } = openQuestions
  const message = length === 1 ? 'one question is open' : `${length === 0 ? 'no' : length} questions are open`
  if (length <= most) return { message, shortfalls: [] }
  const because = `Open: ${openQuestions.map(({ id }) => id).join(', ')}.`
  const allowed = most === 0 ? 'no question may be open' : `at most ${most} may be open`
  return { message, shortfalls: [{ code: 'expect-open', message: `${allowed}, and ${message}`, because, after: String(length) }] }
}

function heldMistakes({ mistakes }: Decision): Held {
  const message =
    mistakes.length === 0
      ? 'no known mistake'
      : `${mistakes.length === 1 ? 'a known mistake' : 'known mistakes'}: ${mistakes.map(({ title }) => title).join(', ')}`
  const shortfalls = mistakes.map(
    ({ id, title, says }): Shortfall => ({ code: 'expect-mistakes', subject: id, message: `a known mistake: ${title}`, because: says }),
  )
  return { message, shortfalls }
}

function heldContradictions({ setNotes }: Decision): Held {
  const notes = setNotes.filter(({ kind }) => kind === 'contradiction' || kind === 'conflict')
  const shortfalls = notes.map(
    ({ id, kind, says }): Shortfall => ({
      code: 'expect-contradictions',
      subject: id,
      message: kind === 'contradiction' ? `answers contradict each other: ${id}` : `approaches conflict: ${id}`,
      because: says,
    }),
  )
  const message = notes.length === 0 ? 'nothing contradicts' : `contradictions: ${notes.map(({ id }) => id).join(', ')}`
  return { message, shortfalls }
}

function orList(verdicts: readonly Verdict[]): string {
  return verdicts.length < 2 ? verdicts.join('') : `${verdicts.slice(0, -1).join(', ')} or ${verdicts.at(-1)}`
}
