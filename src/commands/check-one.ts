import { type FlagExpectation, faultsOfFlags } from '../check/asked.js'
import { checkedFile, type LockState, uncheckedFile } from '../check/checked-file.js'
import { lockOf, lockText, reviewDateOf } from '../check/lock.js'
import { lockPathOf } from '../check/lock-path.js'
import type { Mends } from '../check/mends.js'
import { readLock } from '../check/read-lock.js'
import type { CheckedFile } from '../check/result.js'
import type { Context } from '../context.js'
import { isDate } from '../engine/calendar.js'
import { decide } from '../engine/decide.js'
import type { Decision } from '../engine/decision.js'
import { hasReason } from '../engine/sufficient.js'
import type { Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { problem } from '../files/problem.js'
import { readSource } from '../files/read.js'
import { digestOf } from '../rubric/digest.js'
import { TOOL } from '../version.js'
import { rivalsOf, sharedLock } from './answers-folder.js'
import type { CheckOptions } from './check.js'
import type { Input, PlacedInput } from './input.js'
import type { DecideOptions } from './options.js'
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
  const rivals = lockPath === undefined ? [] : await rivalsOf(file, context.files)
  if (rivals.length > 0) return unchecked(sharedLock(file, rivals))
  const { input, document } = await read(asDecide(file, options))
  if (!input.ok || document === undefined) return unchecked(...(input.ok ? [] : input.problems))
  const { rubric, sheet } = input.value
  const faults = [
    ...faultsOfFlags(
      flags,
      rubric.approaches.map(({ id }) => id),
    ),
    ...faultsOfInput(input.value, document, task),
  ]
  if (faults.length > 0) return unchecked(...faults, ...input.warnings)
  const counted = [...(sheet.expect ?? []), ...flags.map(({ expectation }) => expectation)].some(({ kind }) => kind === 'min-stability')
  const decision = decide(rubric, sheet, { tool: TOOL, robustness: counted })
  const mends = mendsFor(context, task)
  const { state, text } = lockPath === undefined ? IGNORED : await lockAt(context, lockPath, mends)
  const notices = unscored(input.value).map((one) => ({ ...one, place: document.place((one.path ?? '').split('.'), 'key') }))
  const checked = checkedFile({
    file,
    document,
    rubric,
    sheet,
    decision,
    lock: state,
    flags,
    date: task.date,
    mends,
    digestOf,
    warnings: [...input.warnings, ...notices],
  })
  return { checked, lock: lockPath === undefined ? undefined : newLock(lockPath, state, text, decision, input.value, options.date) }
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
    const lock = await readLock(source.value, update)
    const state: LockState = lock.ok
      ? { kind: 'there', file: path, lock: lock.value }
      : { kind: 'unusable', file: path, problems: lock.problems }
    return { state, text: source.value.text }
  }
  if (source.problems.some(({ code }) => code === 'file-missing')) return { state: { kind: 'missing', file: path }, text: undefined }
  const hint = `the lock belongs there: move away what is there now, then ${update}`
  return { state: { kind: 'unusable', file: path, problems: source.problems.map((one) => ({ ...one, hint })) }, text: undefined }
}

const REPLACEABLE: ReadonlySet<string> = new Set(['lock-shape', 'lock-conflict', 'lock-newer'])

/** The lock that the decision of today should have; a review date that only the old one holds is kept. */
function newLock(
  path: string,
  state: LockState,
  old: string | undefined,
  decision: Decision,
  { sheet }: Input,
  date: string | undefined,
): Candidate['lock'] {
  if (state.kind === 'unusable' && !state.problems.some(({ code }) => REPLACEABLE.has(code))) return undefined
  const kept = state.kind === 'there' ? state.lock.reviewAfter : reviewDateIn(old ?? '')
  const reviewAfter = kept === undefined ? reviewDateOf(decision, date) : kept
  const text = lockText(lockOf(decision, sheet, reviewAfter, digestOf))
  return { path, text, isCurrent: old?.replaceAll('\r\n', '\n') === text }
}

/** The review date that a damaged lock still shows, of several the earliest: it is in nothing else. Undefined where it shows none. */
function reviewDateIn(text: string): string | null | undefined {
  const found = [...text.matchAll(/"reviewAfter": (?:"([0-9-]{10})"|null)/g)].map(([, day]) => day)
  const [first] = found.filter((day) => day !== undefined && isDate(day)).sort()
  return first ?? (found.length > 0 ? null : undefined)
}

function mendsFor(context: Context, { file, options, date }: Task): Mends {
  const program = programOf(context.env)
  // A name that begins with a hyphen would be taken for an option.
  const path = shellWord(file.startsWith('-') ? `./${file}` : file)
  const rubric = options.rubric === undefined ? '' : ` --rubric ${shellWord(options.rubric)}`
  return {
    update: `${program} check ${path} --update${rubric}`,
    renew: `${program} decide --answers ${path} --lock --date ${date}${rubric}`,
    explain: (approach) => `${program} explain approach:${approach} --answers ${path}${rubric}`,
    decide: `${program} decide --answers ${path}${rubric}`,
  }
}
