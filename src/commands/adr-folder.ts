import { join } from 'node:path'
import { isOfDecision, isRejected, isSame, isStanding, rejectedSuccessor, rubricSince } from '../adr/course.js'
import type { Parse } from '../adr/front.js'
import { type NumberedName, nextNumber, numberedNames } from '../adr/number.js'
import { type Head, type RecordEntry, readHead } from '../adr/record.js'
import { slugOf } from '../adr/slug.js'
import { withStatus } from '../adr/status.js'
import type { Decision } from '../engine/decision.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem, warning } from '../files/problem.js'
import { type FileReader, type FolderEntry, MAX_BYTES } from '../files/read.js'
import { systemReason } from '../files/system-reason.js'
import { recordLink } from '../report/adr/link.js'
import type { Handed } from './hand-out.js'

/** So much of a file is read to see whether it is a record, in bytes; its front matter has to end there. */
const HEAD_BYTES = 32 * 1024

/** What a folder of records gets. */
export interface RecordsToWrite {
  /** The new record, and the former one where it is superseded; none where the former one stands. */
  readonly files: readonly Handed[]
  /** What to tell the person; empty when the files say it all. */
  readonly says: string
}

interface Former {
  readonly at: NumberedName
  readonly entry: RecordEntry
  /** The number of the record that superseded it, where that one was rejected. */
  readonly rejected?: string
}

/** What looking through a folder takes. */
interface Reading {
  readonly folder: string
  readonly io: FileReader
  readonly parse: Parse
}

/**
 * Works out what the folder gets: a new record with the next free number; with it the former record of the same decision as superseded, where
 * verdicts have changed; nothing where they have not. Warns of files with a number that cannot be read as records. Writes nothing.
 */
export async function recordsFor(folder: string, decision: Decision, io: FileReader): Promise<Checked<RecordsToWrite>> {
  const entries = entriesOf(folder, io)
  if (!entries.ok) return entries
  const { parseSource } = await import('../files/parse.js')
  const reading: Reading = { folder, io, parse: parseSource }
  const { former, warnings } = await formerOf(decision, entries.value, reading)
  if (former !== undefined && isSame(former.entry, decision)) {
    return { ok: true, value: { files: [], says: standing(former, decision) }, warnings }
  }
  const digits = nextNumber(entries.value.map(({ name }) => name))
  const next = { number: digits, file: `${digits}-${slugOf(decision.title, decision.headline)}.md` }
  const files = await filesFor(decision, next, former, reading)
  const says = former === undefined ? '' : wayBack(former, digits)
  return files.ok ? { ok: true, value: { files: files.value, says }, warnings } : files
}

function entriesOf(folder: string, io: FileReader): Checked<readonly FolderEntry[]> {
  try {
    return { ok: true, value: io.entries?.(folder) ?? [], warnings: [] }
  } catch (error) {
    const message = `the folder cannot be listed: ${systemReason(error)}`
    return failed(problem('file-unreadable', message, { place: { file: folder }, hint: 'without that, the next number is not known' }))
  }
}

/** The new record; with a former one, that as well, with its new status. */
async function filesFor(
  decision: Decision,
  next: { readonly number: string; readonly file: string },
  former: Former | undefined,
  reading: Reading,
): Promise<Checked<readonly Handed[]>> {
  const { renderAdr, renderRecord } = await import('../report/adr.js')
  const path = join(reading.folder, next.file)
  if (former === undefined) return { ok: true, value: [{ path, text: renderAdr(decision) }], warnings: [] }
  const { at, entry, rejected } = former
  const place = join(reading.folder, at.name)
  const changed = await supersededText(place, `superseded by ${recordLink(next)}`, reading)
  if (!changed.ok) return changed
  const status = statusOf(entry)
  const text = renderRecord(decision, {
    number: at.digits,
    file: at.name,
    verdicts: entry.verdicts,
    ...(status !== undefined && { status }),
    ...(rejected !== undefined && { rejected }),
  })
  const superseded: Handed = { path: place, text: changed.value, replaces: true, done: 'superseded' }
  return { ok: true, value: [{ path, text }, superseded], warnings: [] }
}

/** Longer texts are no status that anybody would write again. */
const LONGEST_STATUS = 40

function statusOf({ status }: RecordEntry): string | undefined {
  const text = status.trim()
  return text === '' || text.length > LONGEST_STATUS ? undefined : text
}

/** A record that is only proposed takes the place of one that may be in force: how to undo that. */
function wayBack({ at, entry, rejected }: Former, digits: string): string {
  const status = statusOf(entry)
  const was = rejected !== undefined || status === undefined ? 'to what it was' : `to ${visible(status)}`
  return `ADR-${digits} is only proposed: if it is rejected, set its status to rejected, and that of ADR-${at.digits} back ${was}\n`
}

function standing({ at, entry, rejected }: Former, decision: Decision): string {
  const rubric = rubricSince(entry, decision)
  const note = rubric === undefined ? '' : `; ${rubric}`
  const again = rejected === undefined ? '' : `; ADR-${rejected}, by which it was superseded, is rejected: set its status back`
  return `the decision of ADR-${at.digits} stands, with the same verdicts; no record is written${note}${again}\n`
}

/** The record of the same decision with the highest number that still counts and what could not be read on the way to it. */
async function formerOf(
  decision: Decision,
  entries: readonly FolderEntry[],
  reading: Reading,
): Promise<{ readonly former: Former | undefined; readonly warnings: readonly Diagnostic[] }> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const warnings: Diagnostic[] = []
  const rejectedOnes = new Set<number>()
  for (const at of numberedNames([...byName.keys()])) {
    const path = join(reading.folder, at.name)
    const head = await headOf(path, byName.get(at.name), reading)
    if (head.kind === 'broken') warnings.push(notRead(path, head))
    if (head.kind !== 'record' || !isOfDecision(head.entry, decision)) continue
    const { entry } = head
    if (isRejected(entry)) rejectedOnes.add(at.number)
    if (!isStanding(entry, decision, rejectedOnes)) continue
    const rejected = rejectedSuccessor(entry, rejectedOnes)
    return { former: { at, entry, ...(rejected !== undefined && { rejected }) }, warnings }
  }
  return { former: undefined, warnings }
}

async function headOf(path: string, entry: FolderEntry | undefined, { io, parse }: Reading): Promise<Head> {
  if (entry?.isLink === true) return { kind: 'broken', because: 'it is a symbolic link' }
  if (entry?.kind !== 'file') return { kind: 'broken', because: 'it is no file' }
  try {
    const { kind, bytes } = await io.readRegular(path, HEAD_BYTES)
    if (kind !== 'file') return { kind: 'broken', because: 'it is no file' }
    return readHead(path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), parse)
  } catch (error) {
    return { kind: 'broken', because: `it cannot be read: ${systemReason(error)}` }
  }
}

function notRead(file: string, { because, line }: Extract<Head, { kind: 'broken' }>): Diagnostic {
  return warning('record-unread', `this is not taken for a decision record: ${because}`, {
    place: { file, ...(line !== undefined && { line }) },
    hint: 'its number counts; if it holds this decision, mend it first',
  })
}

/** The whole text of the former record with its new status. */
async function supersededText(file: string, status: string, { io, parse }: Reading): Promise<Checked<string>> {
  const cannot = (because: string, hint: string): Checked<string> =>
    failed(problem('record-unchanged', `this record cannot be marked as superseded: ${because}`, { place: { file }, hint }))
  try {
    const { bytes } = await io.readRegular(file, MAX_BYTES + 1)
    if (bytes.byteLength > MAX_BYTES) return cannot('it is larger than 512 KiB', 'set its status to superseded by hand, and run this again')
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const changed = withStatus(text, status, parse)
    return changed === undefined
      ? cannot('its status is not on one line', 'write it as one line, such as status: accepted')
      : { ok: true, value: changed, warnings: [] }
  } catch (error) {
    if (error instanceof TypeError) return cannot('it is not UTF-8', 'save it as UTF-8')
    return cannot(systemReason(error), 'mend that, and run this again')
  }
}

function failed(only: Diagnostic): { ok: false; problems: Diagnostic[] } {
  return { ok: false, problems: [only] }
}
