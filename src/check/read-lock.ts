import { VERDICT_WORDS } from '../answers/verdict-words.js'
import { isDate } from '../engine/calendar.js'
import type { Margin } from '../engine/decision.js'
import type { Verdict } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { checkId } from '../files/ids.js'
import { isMapping, kindOf } from '../files/kind.js'
import { problem } from '../files/problem.js'
import type { Source } from '../files/read.js'
import { LOCK_VERSION, type Lock, type LockedReview, type LockedValue, type LockedVerdict } from './lock.js'
import { looksLikeLock } from './lock-path.js'
import { isVersion } from './versions.js'

const CONFLICT = /^(?:<{7}|>{7}|\|{7})(?: |$)/m
/** What a lock holds where, besides ids of its own. */
const KEYS: readonly (readonly [path: readonly string[], keys: readonly string[]])[] = [
  [[], ['answers', 'digest', 'lockVersion', 'review', 'rubric', 'tool', 'verdicts']],
  [['answers'], ['digest', 'values']],
  [['review'], ['after', 'from']],
  [['rubric'], ['digest', 'id', 'version']],
  [['tool'], ['name', 'version']],
]
const DIGEST = /^[0-9a-f]{64}$/
const TOOL_NAME = /^[a-z][a-z0-9-]{0,63}$/

/**
 * Reads a lock by the strict rules of all files, or says what is wrong with it: a merge that nobody finished, a file that is no lock, a newer format,
 * damage. `update` is the command that writes it anew; it is the way out where nothing of anybody else is lost by it.
 */
export async function readLock(source: Source, update: string): Promise<Checked<Lock>> {
  const { file, text } = source
  const failed = (...problems: readonly Diagnostic[]): Checked<Lock> => ({ ok: false, problems })
  if (text.trim() === '') return failed(problem('lock-shape', 'the lock is empty', { place: { file }, hint: update }))
  const conflict = CONFLICT.exec(text)
  if (conflict !== null && looksLikeLock(text)) {
    const line = text.slice(0, conflict.index).split('\n').length
    const hint = `finish the merge of the answers file, then ${update}`
    return failed(
      problem('lock-conflict', 'the lock holds the marks of a merge that nobody finished', { place: { file, line, column: 1 }, hint }),
    )
  }
  if (!looksLikeLock(text)) {
    const hint = 'give the answers file, or this one, another name'
    return failed(problem('lock-foreign', 'this file stands where the lock belongs, and is none', { place: { file }, hint }))
  }
  const { parseSource } = await import('../files/parse.js')
  const parsed = parseSource(source)
  if (!parsed.ok)
    return failed(problem('lock-shape', 'the lock is damaged: it cannot be read', { place: { file }, hint: update }), ...parsed.problems)
  return lockIn(parsed.value, update)
}

function lockIn(doc: ParsedDocument, update: string): Checked<Lock> {
  const problems: Diagnostic[] = []
  const damaged = (path: readonly (string | number)[], what: string): undefined => {
    const place = doc.place(path)
    problems.push(
      problem('lock-shape', `the lock is damaged: ${path.join('.') || 'it'} ${what}`, { place, path: path.join('.'), hint: update }),
    )
    return undefined
  }
  const root = isMapping(doc.value) ? doc.value : damaged([], `is ${kindOf(doc.value)}, not a mapping`)
  if (root === undefined) return { ok: false, problems }
  const { lockVersion } = root
  if (typeof lockVersion === 'number' && lockVersion > LOCK_VERSION) {
    const message = `the lock has the format ${lockVersion}, and this version of rag-or-tune reads ${LOCK_VERSION}`
    const hint = 'run the version of rag-or-tune that wrote it, or a later one'
    return { ok: false, problems: [problem('lock-newer', message, { place: doc.place(['lockVersion']), hint })] }
  }
  if (lockVersion !== LOCK_VERSION) damaged(['lockVersion'], `is not ${LOCK_VERSION}`)
  const tool = { name: text(['tool', 'name'], (one) => TOOL_NAME.test(one)), version: text(['tool', 'version'], isVersion) }
  const rubric = {
    id: text(['rubric', 'id'], isId),
    version: text(['rubric', 'version'], isVersion),
    digest: text(['rubric', 'digest'], isDigest),
  }
  const answers = { digest: text(['answers', 'digest'], isDigest), values: entries(['answers', 'values'], valueAt) }
  const verdicts = entries(['verdicts'], verdictAt)
  const review = at(['review']) === null ? null : reviewAt()
  const digest = text(['digest'], isDigest)
  for (const [path, keys] of KEYS) refuseOthers(path, keys)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { tool, rubric, answers, review, verdicts, digest }, warnings: [] }

  function at(path: readonly (string | number)[]): unknown {
    let value: unknown = root
    for (const step of path)
      value = isMapping(value) && Object.hasOwn(value, step) ? value[step] : Array.isArray(value) ? value[step as number] : undefined
    return value
  }

  function text(path: readonly (string | number)[], isSound: (text: string) => boolean): string {
    const value = at(path)
    if (typeof value === 'string' && isSound(value)) return value
    damaged(path, value === undefined ? 'is missing' : 'is not what a lock holds there')
    return ''
  }

  /** A key that no lock has was written by hand: nothing in a lock goes unread. */
  function refuseOthers(path: readonly string[], keys: readonly string[]): void {
    const value = at(path)
    if (!isMapping(value)) return
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue
      const message = `the lock is damaged: ${[...path, visible(key)].join('.')} is nothing that a lock holds`
      problems.push(
        problem('lock-shape', message, { place: doc.place([...path, key], 'key'), path: [...path, key].join('.'), hint: update }),
      )
    }
  }

  function reviewAt(): LockedReview {
    const after = text(['review', 'after'], isDate)
    return { after, from: text(['review', 'from'], (one) => one === 'answers' || one === 'date') as LockedReview['from'] }
  }

  function entries<T>(path: readonly string[], read: (path: readonly string[]) => T | undefined): ReadonlyMap<string, T> {
    const value = at(path)
    const found = new Map<string, T>()
    if (!isMapping(value)) {
      damaged(path, value === undefined ? 'is missing' : `is ${kindOf(value)}, not a mapping`)
      return found
    }
    for (const key of Object.keys(value)) {
      const one = isId(key) ? read([...path, key]) : damaged([...path, visible(key)], 'is not an id')
      if (one !== undefined) found.set(key, one)
    }
    return found
  }

  function valueAt(path: readonly string[]): LockedValue | undefined {
    const value = at(path)
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
    if (typeof value === 'string' && isId(value)) return value
    if (Array.isArray(value) && value.every((one) => typeof one === 'string' && isId(one))) return [...(value as string[])].sort()
    return damaged(path, 'is neither an option, a number nor a list of options')
  }

  function verdictAt(path: readonly string[]): LockedVerdict | undefined {
    refuseOthers(path, ['margin', 'verdict'])
    const verdict = text([...path, 'verdict'], (one) => VERDICT_WORDS.some((word) => word === one)) as Verdict
    const margin = at([...path, 'margin'])
    if (margin === null) return { verdict, margin: null }
    if (!isMapping(margin)) return damaged([...path, 'margin'], margin === undefined ? 'is missing' : `is ${kindOf(margin)}, not a mapping`)
    refuseOthers([...path, 'margin'], ['at', 'points', 'to'])
    const { points } = margin
    if (typeof points !== 'number' || !Number.isSafeInteger(points) || points < 0)
      return damaged([...path, 'margin', 'points'], points === undefined ? 'is missing' : 'is not a whole number')
    const to = text([...path, 'margin', 'to'], (one) => ['line', 'alternative', 'readiness'].includes(one)) as Margin['to']
    return { verdict, margin: { points, to, at: text([...path, 'margin', 'at'], isId) } }
  }
}

function isId(text: string): boolean {
  return checkId(text) === undefined
}

function isDigest(text: string): boolean {
  return DIGEST.test(text)
}
