import { placeOfExpectation } from '../answers/expect.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Decision } from '../engine/decision.js'
import type { Rubric } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping } from '../files/kind.js'
import { askedText, type FlagExpectation } from './asked.js'
import { type Causes, causesOf } from './causes.js'
import { changedAnswers, type DriftFacts, driftFindings } from './drift.js'
import { type Held, held, type Shortfall } from './expectations.js'
import { type DigestOf, digestOfLock, digestOfValues, type Lock, type LockedValue, valuesOf } from './lock.js'
import type { Mends } from './mends.js'
import { beforeMerge, mergeFindings } from './merged.js'
import { newerThan, type OldReview, toolMend } from './old-lock.js'
import { firstLine, lineOf } from './places.js'
import { judgingBy } from './replay.js'
import type { CheckedExpectation, CheckedFile, CheckedVerdict, Finding } from './result.js'
import { reviewChanges, reviewOf, reviewOverdue } from './review.js'

/** Where something stands in a lock. */
export type PlaceInLock = (path: readonly string[]) => Place

/** What stands where the lock of a file belongs. */
export type LockState =
  /** It is not asked for. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'missing'; readonly file: string }
  /** It cannot be read; its review date perhaps can. */
  | {
      readonly kind: 'unusable'
      readonly file: string
      readonly problems: readonly Diagnostic[]
      readonly review: OldReview
      /** Where a merge was not finished, the locks of the branches that can be read. */
      readonly sides?: readonly Lock[]
    }
  | { readonly kind: 'there'; readonly file: string; readonly lock: Lock; readonly place?: PlaceInLock }

/** Everything that one answers file is checked by. */
export interface ToCheck {
  readonly file: string
  readonly document: ParsedDocument
  readonly rubric: Rubric
  readonly sheet: AnswerSheet
  readonly decision: Decision
  readonly lock: LockState
  readonly flags: readonly FlagExpectation[]
  /** What the file says to questions that the rubric leaves out. */
  readonly unasked: ReadonlyMap<string, LockedValue>
  /** The day to hold the review date against. */
  readonly date: string
  /** Whether that day is today, and not one that somebody gave. */
  readonly isToday: boolean
  /** Whether the lock is to be written anew. */
  readonly updating: boolean
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
    ...(drift?.findings ?? mergeFindings(given)),
    ...reviewChanges(given),
    ...reviewOverdue(given, review),
    ...asked.flatMap(({ findings }) => findings),
  ].map((one) => byNewerTool(one, given))
  const problems = [...(lock.kind === 'unusable' ? lock.problems : []), ...warnings]
  return {
    file,
    ...(lock.kind !== 'ignored' && { lock: lock.file }),
    outcome: outcomeOf(findings, problems),
    title: decision.title,
    headline: decision.headline,
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest },
    findings,
    verdicts: verdictsOf(given, drift?.causes),
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

function driftOf(given: ToCheck, { file: lockFile, lock, place }: Extract<LockState, { kind: 'there' }>) {
  const { document, rubric, sheet, decision, mends, digestOf, unasked } = given
  const toolVersion = decision.tool.version
  const values = valuesOf(sheet.answers, unasked)
  const today = { judging: judgingBy(rubric), answers: sheet.answers, values, fileOrder: answersIn(document), toolVersion }
  const causes: Causes = causesOf(lock, today, layerOrder(rubric))
  const facts: DriftFacts = {
    lock,
    lockFile,
    intact: {
      answers: digestOfValues(lock.answers.values, digestOf) === lock.answers.digest,
      whole: digestOfLock(lock, digestOf) === lock.digest,
    },
    rubric,
    answers: sheet.answers,
    toolVersion,
    mends,
    placeOfAnswer: (question) => document.place(['answers', question], 'key'),
    rubricPlace: lineOf(document, 'rubric'),
    firstPlace: firstLine(document),
    ...(place !== undefined && { placeInLock: place }),
  }
  return { causes, answers: changedAnswers(causes, facts), findings: driftFindings(causes, facts) }
}

/** The questions that a file answers, in its order. */
function answersIn({ value }: ParsedDocument): readonly string[] {
  const answers = isMapping(value) ? value['answers'] : undefined
  return isMapping(answers) ? Object.keys(answers) : []
}

/** An older tool mends nothing: whatever a newer one locked is looked at by a newer one. */
function byNewerTool(one: Finding, { lock, decision, updating }: ToCheck): Finding {
  const newer = lock.kind === 'there' ? newerThan(decision.tool.version, lock.lock) : undefined
  if (newer === undefined) return one
  const mend = toolMend(newer)
  if (one.code !== 'tool-older' || !updating) return { ...one, mend }
  return { ...one, mend, outcome: 'error', because: 'An older version does not write a lock anew.' }
}

function lockMissing({ document, mends }: ToCheck, lockFile: string): Finding {
  return {
    code: 'lock-missing',
    outcome: 'error',
    message: `there is no lock ${visible(lockFile)}`,
    because: 'Without a lock nobody can tell whether the decision has changed.',
    place: firstLine(document),
    mend: mends.update,
  }
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

/** A verdict that was written into the lock by hand was never decided: before it stands what the answers in the lock lead to. */
function verdictsOf({ decision, rubric, lock }: ToCheck, causes: Causes | undefined): readonly CheckedVerdict[] {
  const decided = new Map(decision.approaches.map((one) => [one.id, one]))
  const sides = lock.kind === 'unusable' ? (lock.sides ?? []) : []
  const merged = layerOrder(rubric).map((approach) => ({ approach, before: beforeMerge(approach, decided.get(approach), sides) }))
  const compared = causes?.compared ?? merged
  return compared.flatMap(({ approach, before }) => {
    const now = decided.get(approach)
    if (now === undefined && before === undefined) return []
    return [
      {
        approach,
        title: now?.title ?? approach,
        ...(before !== undefined && { before }),
        ...(now !== undefined && { after: { verdict: now.verdict, margin: now.margin } }),
      },
    ]
  })
}

/** The approaches in the order in which a request meets their layers; one without a layer comes last. */
function layerOrder({ layers, approaches }: Rubric): readonly string[] {
  return [...new Set([...layers.flatMap(({ filledBy }) => filledBy), ...approaches.map(({ id }) => id)])]
}
