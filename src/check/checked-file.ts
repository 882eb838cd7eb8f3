import { placeOfExpectation } from '../answers/expect.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Decision } from '../engine/decision.js'
import type { Rubric } from '../engine/rubric.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping } from '../files/kind.js'
import { askedText, type FlagExpectation } from './asked.js'
import { type Causes, causesOf } from './causes.js'
import { changedAnswers, type DriftFacts, driftFindings } from './drift.js'
import { type Held, held, type Shortfall } from './expectations.js'
import { type DigestOf, digestOfValues, type Lock } from './lock.js'
import type { Mends } from './mends.js'
import { judgingBy } from './replay.js'
import type { CheckedExpectation, CheckedFile, CheckedVerdict, Finding } from './result.js'

/** What stands where the lock of a file belongs. */
export type LockState =
  /** It is not asked for. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'missing'; readonly file: string }
  /** It cannot be read. */
  | { readonly kind: 'unusable'; readonly file: string; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'there'; readonly file: string; readonly lock: Lock }

/** Everything that one answers file is checked by. */
export interface ToCheck {
  readonly file: string
  readonly document: ParsedDocument
  readonly rubric: Rubric
  readonly sheet: AnswerSheet
  readonly decision: Decision
  readonly lock: LockState
  readonly flags: readonly FlagExpectation[]
  /** The day to hold the review date against. */
  readonly date: string
  readonly mends: Mends
  readonly digestOf: DigestOf
  readonly warnings: readonly Diagnostic[]
}

/** Checks one decided answers file: its lock, its review date and what is expected of it. */
export function checkedFile(given: ToCheck): CheckedFile {
  const { file, decision, rubric, lock, warnings } = given
  const drift = lock.kind === 'there' ? driftOf(given, lock) : undefined
  const review = reviewOf(given)
  const asked = [...expectedByFile(given), ...expectedByFlags(given)]
  const findings = [
    ...(lock.kind === 'missing' ? [lockMissing(given, lock.file)] : []),
    ...(drift?.findings ?? []),
    ...reviewFindings(given, review),
    ...asked.flatMap(({ findings }) => findings),
  ]
  const problems = [...(lock.kind === 'unusable' ? lock.problems : []), ...warnings]
  return {
    file,
    ...(lock.kind !== 'ignored' && { lock: lock.file }),
    outcome: outcomeOf(findings, problems),
    title: decision.title,
    headline: decision.headline,
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest },
    findings,
    verdicts: verdictsOf(given),
    answers: drift?.answers ?? [],
    expectations: asked.map(({ expectation }) => expectation),
    ...(review !== undefined && { review }),
    problems,
  }
}

/** A file, or what should have been one, that could not be checked. */
export function uncheckedFile(file: string, problems: readonly Diagnostic[], lock?: string): CheckedFile {
  return {
    file,
    ...(lock !== undefined && { lock }),
    outcome: 'error',
    title: '',
    headline: '',
    findings: [],
    verdicts: [],
    answers: [],
    expectations: [],
    problems,
  }
}

/** What findings and problems come to. */
export function outcomeOf(findings: readonly Finding[], problems: readonly Diagnostic[]): CheckedFile['outcome'] {
  if (findings.some(({ outcome }) => outcome === 'error') || problems.some(({ severity }) => severity === 'error')) return 'error'
  return findings.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed'
}

function driftOf(given: ToCheck, { file: lockFile, lock }: Extract<LockState, { kind: 'there' }>) {
  const { document, rubric, sheet, decision, mends, digestOf } = given
  const toolVersion = decision.tool.version
  const causes: Causes = causesOf(lock, judgingBy(rubric), sheet.answers, toolVersion, layerOrder(rubric))
  const facts: DriftFacts = {
    lock,
    lockFile,
    intact: digestOfValues(lock.answers.values, digestOf) === lock.answers.digest,
    rubric,
    answers: sheet.answers,
    toolVersion,
    mends,
    placeOfAnswer: (question) => document.place(['answers', question], 'key'),
    rubricPlace: lineOf(document, 'rubric'),
    firstPlace: firstLine(document),
  }
  return { answers: changedAnswers(causes, facts), findings: driftFindings(causes, facts) }
}

function lockMissing({ document, mends }: ToCheck, lockFile: string): Finding {
  return {
    code: 'lock-missing',
    outcome: 'error',
    message: `there is no lock ${lockFile}`,
    because: 'Without a lock nobody can tell whether the decision has changed.',
    place: firstLine(document),
    mend: mends.update,
  }
}

function firstLine({ file }: ParsedDocument): Place {
  return { file, line: 1, column: 1 }
}

/** Where a key of the file stands, or its first line. */
function lineOf(document: ParsedDocument, key: string): Place {
  const { value } = document
  return isMapping(value) && Object.hasOwn(value, key) ? document.place([key], 'key') : firstLine(document)
}

/** The day to look again: the file's own, else the lock's. On that day it is due, from the day after it is overdue. */
function reviewOf({ sheet, lock, date }: ToCheck): CheckedFile['review'] {
  const day = sheet.reviewAfter ?? (lock.kind === 'there' ? lock.lock.reviewAfter : null)
  return day === null ? undefined : { date: day, overdue: date > day }
}

function reviewFindings({ sheet, lock, date, document, mends }: ToCheck, review: CheckedFile['review']): Finding[] {
  const { reviewAfter } = sheet
  const place = lineOf(document, 'review-after')
  const found: Finding[] = []
  if (lock.kind === 'there' && reviewAfter !== undefined && lock.lock.reviewAfter !== reviewAfter) {
    const before = lock.lock.reviewAfter
    const message = `the review date is ${reviewAfter}, and ${before === null ? 'none was locked' : `was locked as ${before}`}`
    found.push({
      code: 'review-changed',
      outcome: 'failed',
      message,
      ...(before !== null && { before }),
      after: reviewAfter,
      place,
      mend: mends.update,
    })
  }
  if (review?.overdue) {
    found.push({
      code: 'review-overdue',
      outcome: 'failed',
      message: `the review is overdue: somebody was to look again after ${review.date}, and today is ${date}`,
      before: review.date,
      after: date,
      place,
      mend: reviewAfter === undefined ? mends.renew : 'look at the decision again, then write a later day at review-after',
    })
  }
  return found
}

interface Asked {
  readonly expectation: CheckedExpectation
  readonly findings: readonly Finding[]
}

function expectedByFile(given: ToCheck): readonly Asked[] {
  const { sheet, decision, document } = given
  return (sheet.expect ?? []).map((expectation) =>
    asked(given, askedText(expectation), 'file', placeOfExpectation(document, expectation), held(expectation, decision)),
  )
}

function expectedByFlags(given: ToCheck): readonly Asked[] {
  const { flags, decision, document } = given
  return flags.map(({ expectation }) =>
    asked(given, askedText(expectation), 'flag', document.place(['answers'], 'key'), held(expectation, decision)),
  )
}

function asked({ mends }: ToCheck, text: string, from: 'flag' | 'file', place: Place, { message, shortfalls }: Held): Asked {
  return {
    expectation: { asked: text, from, met: shortfalls.length === 0, message, place },
    findings: shortfalls.map((one) => ({ outcome: 'failed', place, ...one, mend: mendOf(one, mends) })),
  }
}

function mendOf({ code, subject }: Shortfall, mends: Mends): string {
  if (subject === undefined || code === 'expect-mistakes' || code === 'expect-contradictions') return mends.decide
  return mends.explain(subject)
}

function verdictsOf({ decision, lock, rubric }: ToCheck): readonly CheckedVerdict[] {
  const before = lock.kind === 'there' ? lock.lock.verdicts : undefined
  return layerOrder(rubric).flatMap((id) => {
    const decided = decision.approaches.find((one) => one.id === id)
    const locked = before?.get(id)
    if (decided === undefined) return []
    const { title, verdict, margin } = decided
    return [{ approach: id, title, ...(locked !== undefined && { before: locked }), after: { verdict, margin } }]
  })
}

/** The approaches in the order in which a request meets their layers; one without a layer comes last. */
function layerOrder({ layers, approaches }: Rubric): readonly string[] {
  return [...new Set([...layers.flatMap(({ filledBy }) => filledBy), ...approaches.map(({ id }) => id)])]
}
