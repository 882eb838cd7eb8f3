import { byText } from '../../files/by-text.js'
import type { Place } from '../../files/diagnostic.js'
import type { CheckedExpectation, CheckedFile, CheckedVerdict, CheckResult, Finding, FindingCode, FindingOutcome } from '../result.js'
import { FINDING_CODES } from './rules.js'

/** A finding as it is told, with the expectation that it falls short of, if it is about one. */
export interface Told extends Finding {
  readonly expectation?: CheckedExpectation
}

/** How many files there are of each outcome. */
export interface Totals {
  readonly files: number
  readonly passed: number
  readonly failed: number
  readonly errors: number
}

const OUTCOMES: readonly FindingOutcome[] = ['error', 'failed', 'note']

/** Which code an expectation has that is not met, by the flag that asks for it. */
const CODE_OF_FLAG: ReadonlyMap<string, FindingCode> = new Map([
  ['--min-stability', 'expect-stability'],
  ['--min-margin', 'expect-margin'],
  ['--max-open', 'expect-open'],
  ['--fail-on mistakes', 'expect-mistakes'],
  ['--fail-on contradictions', 'expect-contradictions'],
])

/** Returns how many files passed, failed and could not be checked. */
export function totalsOf({ files }: CheckResult): Totals {
  const count = (outcome: CheckedFile['outcome']): number => files.filter((file) => file.outcome === outcome).length
  return { files: files.length, passed: count('passed'), failed: count('failed'), errors: count('error') }
}

/** Returns the totals as words: `4 files: 1 passed, 2 failed, 1 could not be checked`. */
export function totalsInWords(result: CheckResult): string {
  const { files, passed, failed, errors } = totalsOf(result)
  const parts = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : []), ...(errors > 0 ? [`${errors} could not be checked`] : [])]
  return `${files} ${files === 1 ? 'file' : 'files'}: ${parts.join(', ')}`
}

/** Returns the files by path, whatever order they came in. */
export function filesOf(result: CheckResult): readonly CheckedFile[] {
  return result.files.toSorted((a, b) => byText(a.file, b.file))
}

/**
 * Returns everything found in a file as it is told: what stops the check, then what failed, then notes; what came out before its causes. An
 * expectation that is not met and that no finding is about is told as well.
 */
export function toldOf(file: CheckedFile): readonly Told[] {
  const unmet = file.expectations.filter(({ met }) => !met)
  const told = file.findings.map((finding): Told => {
    const expectation = finding.code.startsWith('expect-') ? expectationOf(finding, unmet) : undefined
    const told = expectation === undefined ? finding : { ...finding, expectation }
    return file.updated !== undefined && told.outcome === 'note' ? withoutMend(told) : told
  })
  const alone = unmet.filter((expectation) => told.every((one) => one.expectation !== expectation))
  return [...told, ...alone.map(toldAlone)].sort(
    (a, b) =>
      OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
      FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      byText(a.subject ?? '', b.subject ?? ''),
  )
}

/** What the lock was written anew for is mended. */
function withoutMend({ mend: _, ...told }: Told): Told {
  return told
}

/** Several findings may be about one expectation, and the same may be expected by a flag and in the file. */
function expectationOf({ code, subject, place }: Finding, unmet: readonly CheckedExpectation[]): CheckedExpectation | undefined {
  const same = unmet.filter((one) => codeOf(one) === code && (code !== 'expect-verdict' || subjectOf(one) === subject))
  return same.find((one) => placeOf(one.place) === placeOf(place)) ?? same[0]
}

function toldAlone(expectation: CheckedExpectation): Told {
  const { message, place } = expectation
  const subject = subjectOf(expectation)
  return { code: codeOf(expectation), outcome: 'failed', ...(subject !== undefined && { subject }), message, place, expectation }
}

function codeOf({ asked }: CheckedExpectation): FindingCode {
  for (const [flag, code] of CODE_OF_FLAG) if (asked.startsWith(flag)) return code
  return 'expect-verdict'
}

function subjectOf({ asked }: CheckedExpectation): string | undefined {
  return /^--expect ([^!=\s]+)!?=/.exec(asked)?.[1]
}

/** Returns what was and what is, with an arrow between; undefined where one of them says nothing, or the message says both already. */
export function changeOf({ code, before, after, message }: Pick<Finding, 'code' | 'before' | 'after' | 'message'>): string | undefined {
  if (code !== 'answers-changed' && (before === undefined || after === undefined)) return undefined
  if (says(message, before) && says(message, after)) return undefined
  return arrow(before, after)
}

/** Whether a value stands in a message as a word of its own; what is absent need not. */
function says(message: string, value: string | undefined): boolean {
  if (value === undefined) return true
  const escaped = value.replace(/[^\p{L}\p{N}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(message)
}

/** Returns two values of an answer with an arrow between them; an absent one is an open question. */
export function arrow(before: string | undefined, after: string | undefined): string {
  return `${before ?? 'not answered'} → ${after ?? 'not answered'}`
}

/** Whether a verdict moved, came or went; where nothing in a file stands before, there is no lock to tell by. */
export function isTurned({ before, after }: CheckedVerdict, { verdicts }: Pick<CheckedFile, 'verdicts'>): boolean {
  return before?.verdict !== after?.verdict && verdicts.some((one) => one.before !== undefined)
}

/** Returns a place that is in a file: what a flag asks for, and what has no place, belongs to the answers file as a whole. */
export function inFile(place: Place | undefined, { file }: CheckedFile): Place {
  return place === undefined || isFlag(place) ? { file } : place
}

/** Whether a place is an option of the command line. */
export function isFlag({ file, line }: Place): boolean {
  return line === undefined && /^--[a-z]/.test(file)
}

/** Returns the text as a sentence: with a full stop, unless it ends in one or the like. */
export function sentence(text: string): string {
  return /[.!?:]\s*$/.test(text) ? text.trim() : `${text.trim()}.`
}

/** Returns `file:line:column` as far as it is known, not encoded. */
export function placeOf({ file, line, column }: Place): string {
  return [file, ...(line === undefined ? [] : [line]), ...(line === undefined || column === undefined ? [] : [column])].join(':')
}

/** Returns how many of the expectations of a file are met, as words; undefined where it has none. */
export function metOf({ expectations }: CheckedFile): string | undefined {
  if (expectations.length === 0) return undefined
  const met = expectations.filter((one) => one.met).length
  return `${met} of ${expectations.length} ${expectations.length === 1 ? 'expectation' : 'expectations'} met`
}

/** Whether all of these are changes, which somebody may have meant: to lock one that nobody meant would hide it. */
export function mayBeMeant(told: readonly Told[]): boolean {
  return told.every(({ code, mend }) => code.endsWith('-changed') && (mend === undefined || mend.endsWith(' --update')))
}

/** Returns what mends a finding as one line says it: a command that locks a change only if the change is meant. */
export function mendInWords(one: Told): string | undefined {
  return one.mend !== undefined && mayBeMeant([one]) ? `if this is meant: ${one.mend}` : one.mend
}

/** Whether what mends something is a command to paste, and not words about an edit. */
export function isCommand(mend: string, { tool }: CheckResult): boolean {
  return (!mend.startsWith('run ') && mend.split(' ').slice(0, 2).includes(tool.name)) || /^(?:npx|npm|git) /.test(mend)
}

/** Returns what was written of the lock with `--update`, as words; undefined without. */
export function updatedInWords({ updated }: CheckedFile): string | undefined {
  if (updated === undefined) return undefined
  return updated === 'written' ? 'lock written' : 'lock unchanged'
}
