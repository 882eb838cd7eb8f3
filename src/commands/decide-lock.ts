import { type Lock, type LockedValue, lockOf, lockText, reviewDateOf } from '../check/lock.js'
import { lockPathOf, looksLikeLock } from '../check/lock-path.js'
import { newerThan, type OldReview, oldReview, toolMend } from '../check/old-lock.js'
import { readLock } from '../check/read-lock.js'
import { unaskedAnswers } from '../check/unasked.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Decision } from '../engine/decision.js'
import type { Rubric } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { problem } from '../files/problem.js'
import { type FileReader, readSource } from '../files/read.js'
import { digestOf } from '../rubric/digest.js'
import { TOOL } from '../version.js'
import { asks } from './asking.js'
import type { Handed } from './hand-out.js'
import { faultOfEnding, rivalsOf, sharedLock } from './lock-claims.js'
import { noDayToLookAgain } from './no-day.js'
import type { DecideOptions } from './options.js'
import { isOwnRubric } from './own-rubric.js'

/**
 * Where `--lock` writes to: beside the file that `--save` writes, else beside the answers file; or what stands against it. A lock goes with a file
 * that holds exactly the answers that were decided on. An older lock there is replaced, and nothing else ever is.
 */
export async function planLock(options: DecideOptions, io: FileReader): Promise<Checked<string>> {
  const { answers, save } = options
  const misuse = save === undefined ? misuseOf(options) : undefined
  const file = save ?? answers
  if (misuse !== undefined || file === undefined) return { ok: false, problems: misuse === undefined ? [] : [misuse] }
  const ending = faultOfEnding(file)
  if (ending !== undefined) return { ok: false, problems: [ending] }
  const path = lockPathOf(file)
  const rivals = await rivalsOf(file, io)
  if (rivals.length > 0) return { ok: false, problems: [sharedLock(file, rivals)] }
  const old = await readSource(path, io)
  if (!old.ok ? old.problems.some(({ code }) => code === 'file-missing') : looksLikeLock(old.value.text)) {
    return { ok: true, value: path, warnings: [] }
  }
  const hint = 'give the answers file, or this one, another name'
  return {
    ok: false,
    problems: [problem('lock-foreign', 'this file stands where the lock belongs, and is none', { place: { file: path }, hint })],
  }
}

function misuseOf({ answers, set, ...options }: DecideOptions): Diagnostic | undefined {
  const hint = 'add --save FILE: the lock then stands beside that file'
  const refuse = (message: string): Diagnostic => problem('usage', message, { path: '--lock', hint })
  if (answers === undefined) return refuse('--lock needs an answers file to stand beside, and none is given')
  if (answers === '-') return refuse('--lock needs an answers file to stand beside, and standard input is none')
  if (set.length > 0) return refuse('--lock would hold the answers of --set, which the answers file does not')
  return asks({ answers, set, ...options })
    ? refuse('--lock would hold the answers of the interview, which the answers file does not')
    : undefined
}

/** What a lock is made of. */
export interface ToLock {
  readonly options: DecideOptions
  readonly io: FileReader
  /** Where it goes, by `planLock`. */
  readonly path: string
  readonly decision: Decision
  readonly sheet: AnswerSheet
  readonly rubric: Rubric
}

/** The lock of a decision, as a file to write, and a line for the person about its review date where there is something to say. */
export async function lockOutput({
  options,
  io,
  path,
  decision,
  sheet,
  rubric,
}: ToLock): Promise<Checked<Handed & { readonly says: string }>> {
  const failed = (one: Diagnostic): Checked<never> => ({ ok: false, problems: [one] })
  const { answers, save, date } = options
  // What is saved holds only what was decided on.
  const document = save === undefined && answers !== undefined ? await documentAt(answers, io) : undefined
  if (document !== undefined && options.rubric !== undefined && !(await isOwnRubric(rubric, document, answers ?? '', io))) {
    const hint = 'name the rubric in the answers file, at "rubric:"; or add --save FILE: the lock then stands beside that file'
    return failed(
      problem('usage', '--lock would hold what --rubric decides, and the answers file does not name it', { path: '--lock', hint }),
    )
  }
  const there = await oldLock(path, io)
  if (!there.ok) return there
  const old = there.value
  const newer = old === undefined ? undefined : newerThan(TOOL.version, old)
  if (newer !== undefined) {
    const message = `this is rag-or-tune ${TOOL.version}, and ${newer} wrote the lock: an older version does not write it anew`
    return failed(problem('lock-newer', message, { place: { file: path }, hint: toolMend(newer) }))
  }
  const later = date === undefined || sheet.reviewAfter !== undefined ? null : reviewDateOf(decision, date)
  if (later === undefined) return failed(noDayToLookAgain(date ?? ''))
  const review: OldReview = old === undefined ? { kind: 'none' } : oldReview(old)
  const reviewAfter = later ?? (review.kind === 'kept' ? review.after : null)
  const unasked: ReadonlyMap<string, LockedValue> = document === undefined ? new Map() : unaskedAnswers(document.value, rubric)
  const text = lockText(lockOf(decision, sheet, { reviewAfter, unasked }, digestOf))
  const says = sheet.reviewAfter === undefined && later === null ? saidOf(review, path) : ''
  return { ok: true, value: { path, text, replaces: true, says }, warnings: [] }
}

/** The answers file as it is written; undefined where it cannot be read, which was said before. */
async function documentAt(answers: string, io: FileReader): Promise<ParsedDocument | undefined> {
  const source = await readSource(answers, io)
  if (!source.ok) return undefined
  const { parseSource } = await import('../files/parse.js')
  const parsed = parseSource(source.value)
  return parsed.ok ? parsed.value : undefined
}

/** The older lock, or the text of one that cannot be read; a newer format is left alone. */
async function oldLock(path: string, io: FileReader): Promise<Checked<Lock | string | undefined>> {
  const source = await readSource(path, io)
  if (!source.ok) return { ok: true, value: undefined, warnings: [] }
  const lock = await readLock(source.value, '')
  if (lock.ok) return lock
  const newer = lock.problems.filter(({ code }) => code === 'lock-newer')
  return newer.length > 0 ? { ok: false, problems: newer } : { ok: true, value: source.value.text, warnings: [] }
}

function saidOf(review: OldReview, path: string): string {
  const lock = visible(path)
  if (review.kind === 'kept') return `kept the review date ${review.after} of ${lock}; --date DAY sets another\n`
  if (review.kind === 'dropped')
    return `dropped the review date ${review.after} of ${lock}: the answers file named it, and names none now\n`
  if (review.kind === 'lost') return `the review date of ${lock} is gone, if there was one: it was damaged; --date DAY sets another\n`
  return ''
}
