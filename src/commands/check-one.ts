import { type FlagExpectation, faultsOfFlags } from '../check/asked.js'
import { checkedFile, type LockState, type PlaceInLock, uncheckedFile } from '../check/checked-file.js'
import { type Lock, type LockedValue, lockOf, lockText, reviewDateOf } from '../check/lock.js'
import { lockPathOf } from '../check/lock-path.js'
import type { Mends } from '../check/mends.js'
import { sidesOf } from '../check/merge-sides.js'
import { newerThan, oldReview, toolMend } from '../check/old-lock.js'
import { readLock } from '../check/read-lock.js'
import type { CheckedFile } from '../check/result.js'
import { unaskedAnswers } from '../check/unasked.js'
import { MENDED } from '../check/updated.js'
import type { Context } from '../context.js'
import type { AnswerSheet } from '../engine/answers.js'
import { decide } from '../engine/decide.js'
import type { Decision } from '../engine/decision.js'
import { hasReason } from '../engine/sufficient.js'
import type { Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { problem } from '../files/problem.js'
import { readSource, type Source } from '../files/read.js'
import { digestOf } from '../rubric/digest.js'
import { TOOL } from '../version.js'
import type { CheckOptions } from './check.js'
import type { Input, PlacedInput } from './input.js'
import { noDayToLookAgain } from './no-day.js'
import type { DecideOptions } from './options.js'
import { isOwnRubric } from './own-rubric.js'
import { programOf } from './program.js'
import { shellWord } from './shell-word.js'
import { unscored } from './unscored.js'

/** What checking one file takes. */
export interface Task {
  readonly file: string
  readonly options: CheckOptions
  readonly flags: readonly FlagExpectation[]
  readonly date: string
  readonly read: (options: DecideOptions & { readonly answers: string }) => Promise<PlacedInput>
}

/** A checked file, and the lock that it should have. */
export interface Candidate {
  readonly checked: CheckedFile
  /** Undefined where there is nothing to lock, or what stands in its place is not ours to overwrite. */
  readonly lock: { readonly path: string; readonly text: string; readonly isCurrent: boolean } | undefined
}

/** Checks one answers file. Whatever is wrong with it is part of the result. */
export async function checkOne(context: Context, task: Task): Promise<Candidate> {
  const { file, options, flags, read } = task
  const lockPath = options.lock ? lockPathOf(file) : undefined
  const unchecked = (...problems: readonly Diagnostic[]): Candidate => ({
    checked: uncheckedFile(file, problems, lockPath),
    lock: undefined,
  })
  const { input, document } = await read(asDecide(file, options))
  if (!input.ok || document === undefined) return unchecked(...(input.ok ? [] : input.problems))
  const { rubric, sheet } = input.value
  const isOwn = options.rubric === undefined || (await isOwnRubric(rubric, document, file, context.files))
  const faults = [
    ...faultsOfFlags(
      flags,
      rubric.approaches.map(({ id }) => id),
    ),
    ...faultsOfInput(input.value, document, task),
    ...(options.update && !isOwn ? [otherRubric(document)] : []),
  ]
  if (faults.length > 0) return unchecked(...faults, ...input.warnings)
  const counted = [...(sheet.expect ?? []), ...flags.map(({ expectation }) => expectation)].some(({ kind }) => kind === 'min-stability')
  const decision = decide(rubric, sheet, { tool: TOOL, robustness: counted })
  const mends = mendsFor(context, task, isOwn)
  const { state, text } = lockPath === undefined ? IGNORED : await lockAt(context, lockPath, mends)
  const unasked = unaskedAnswers(document.value, rubric)
  const notices = unscored(input.value).map((one) => ({ ...one, place: document.place((one.path ?? '').split('.'), 'key') }))
  const checked = checkedFile({
    file,
    document,
    rubric,
    sheet,
    decision,
    lock: state,
    unasked,
    flags,
    date: task.date,
    isToday: options.date === undefined,
    updating: options.update,
    mends,
    digestOf,
    warnings: [...input.warnings, ...notices],
  })
  if (lockPath === undefined) return { checked, lock: undefined }
  const lock = newLock({ path: lockPath, state, old: text, decision, sheet, unasked, date: options.date })
  if (lock !== 'no-day') return { checked, lock }
  return options.update ? unchecked(noDayToLookAgain(options.date ?? '')) : { checked, lock: undefined }
}

/** A lock by another rubric than the file names would not hold in the next check. */
function otherRubric(document: ParsedDocument): Diagnostic {
  const place = document.place(['rubric'], 'key')
  const hint = 'name the rubric in the file, at "rubric:", and leave --rubric out'
  return problem('usage', '--update would lock by the rubric of --rubric, and the file does not name it', { place, path: '--rubric', hint })
}

const IGNORED: { readonly state: LockState; readonly text: string | undefined } = { state: { kind: 'ignored' }, text: undefined }

function asDecide(answers: string, { rubric, force, quiet, debug }: CheckOptions): DecideOptions & { readonly answers: string } {
  const nothing = { set: [], output: [], complete: false, interview: false, input: false }
  return { ...nothing, answers, ...(rubric !== undefined && { rubric }), force, quiet, debug }
}

/** What stops a decision, or a check, of answers that are sound. */
function faultsOfInput({ rubric, sheet }: Input, document: ParsedDocument, { options, flags }: Task): Diagnostic[] {
  const place = document.place(['answers'], 'key')
  const found: Diagnostic[] = []
  if (!hasReason(rubric, sheet.answers)) {
    const message = 'there is nothing to decide: no question that gives a reason is answered'
    found.push(problem('no-reason', message, { place, path: 'answers', hint: 'answer at least one question that gives a reason' }))
  }
  if (!options.lock && flags.length === 0 && (sheet.expect ?? []).length === 0) {
    const hint = 'say what is expected in an expect: block or with --expect, or leave --no-lock out'
    found.push(problem('expect-nothing', 'nothing is expected, and --no-lock leaves nothing to hold it against', { place, hint }))
  }
  return found
}

/** Reads what stands where the lock belongs; its text too, however damaged. */
async function lockAt(
  { files }: Context,
  path: string,
  { update }: Mends,
): Promise<{ readonly state: LockState; readonly text: string | undefined }> {
  const source = await readSource(path, files)
  if (source.ok) {
    const { text } = source.value
    const newer = newerThan(TOOL.version, text)
    const lock = await readLock(source.value, newer === undefined ? update : toolMend(newer))
    if (lock.ok) return { state: { kind: 'there', file: path, lock: lock.value, place: await placesIn(source.value) }, text }
    const { problems } = lock
    const review = isMended(problems) ? oldReview(text) : ({ kind: 'none' } as const)
    return { state: { kind: 'unusable', file: path, problems, review, sides: await locksOf(source.value, problems) }, text }
  }
  if (source.problems.some(({ code }) => code === 'file-missing')) return { state: { kind: 'missing', file: path }, text: undefined }
  const hint = `the lock belongs there: move away what is there now, then ${update}`
  const problems = source.problems.map((one) => ({ ...one, hint }))
  return { state: { kind: 'unusable', file: path, problems, review: { kind: 'none' } }, text: undefined }
}

/** Where things stand in a lock that can be read. */
async function placesIn(source: Source): Promise<PlaceInLock> {
  const { parseSource } = await import('../files/parse.js')
  const parsed = parseSource(source)
  return (path) => (parsed.ok ? parsed.value.place(path, 'key') : { file: source.file })
}

/** The locks of the two branches of a merge that nobody finished, as far as they can be read. */
async function locksOf({ file, text }: Source, problems: readonly Diagnostic[]): Promise<readonly Lock[]> {
  const sides = problems.some(({ code }) => code === 'lock-conflict') ? (sidesOf(text) ?? []) : []
  const locks = await Promise.all(sides.map((side) => readLock({ file, text: side }, '')))
  return locks.flatMap((lock) => (lock.ok ? [lock.value] : []))
}

function isMended(problems: readonly Diagnostic[]): boolean {
  return problems.some(({ code }) => MENDED.has(code))
}

/** What a new lock is made of. */
interface ToLock {
  readonly path: string
  readonly state: LockState
  readonly old: string | undefined
  readonly decision: Decision
  readonly sheet: AnswerSheet
  readonly unasked: ReadonlyMap<string, LockedValue>
  readonly date: string | undefined
}

/**
 * The lock that the decision of today should have; a review date that only the old one holds is kept. None over what is not ours, or what a newer
 * version of the tool wrote.
 */
function newLock({ path, state, old, decision, sheet, unasked, date }: ToLock): Candidate['lock'] | 'no-day' {
  if (state.kind === 'unusable' && !isMended(state.problems)) return undefined
  if (old !== undefined && newerThan(TOOL.version, state.kind === 'there' ? state.lock : old) !== undefined) return undefined
  const locked = old === undefined ? undefined : oldReview(state.kind === 'there' ? state.lock : old)
  const isNew = locked === undefined || locked.kind === 'lost'
  const later = isNew && date !== undefined && sheet.reviewAfter === undefined ? reviewDateOf(decision, date) : null
  if (later === undefined) return 'no-day'
  const reviewAfter = locked?.kind === 'kept' ? locked.after : later
  const text = lockText(lockOf(decision, sheet, { reviewAfter, unasked }, digestOf))
  return { path, text, isCurrent: old?.replaceAll('\r\n', '\n') === text }
}

/** The commands that mend. With a rubric that the file does not name, only the file can be mended. */
function mendsFor(context: Context, { file, options, date }: Task, isOwn: boolean): Mends {
  const program = programOf(context.env)
  // A name that begins with a hyphen would be taken for an option.
  const path = shellWord(file.startsWith('-') ? `./${file}` : file)
  const rubric = options.rubric === undefined ? '' : ` --rubric ${shellWord(options.rubric)}`
  const first = isOwn ? '' : 'name the rubric in the file, at "rubric:", then '
  const renew = `${program} decide --answers ${path} --lock --date`
  return {
    update: `${first}${program} check ${path} --update`,
    // With --date, what day it is is known to nobody here.
    renew:
      isOwn && options.date === undefined
        ? `${renew} ${date}`
        : `look at the decision again, then ${isOwn ? '' : 'name the rubric in the file, and '}run ${renew} with that day`,
    explain: (approach) => `${program} explain approach:${approach} --answers ${path}${rubric}`,
    decide: `${program} decide --answers ${path}${rubric}`,
  }
}
