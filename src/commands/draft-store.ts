import { dirname } from 'node:path'
import type { Context } from '../context.js'
import type { Rubric } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { nodeWriter } from '../files/node-writer.js'
import { dropOwn, type Files, moveOwn, type Outcome, putOwn, sweepOwn } from '../files/own-file.js'
import { warning } from '../files/problem.js'
import { MAX_BYTES, readSource } from '../files/read.js'
import { systemReason } from '../files/system-reason.js'
import type { FileWriter } from '../files/targets.js'
import { codeOf } from '../files/write.js'
import type { ReadDraft } from '../interview/draft.js'
import type { Session } from '../interview/session.js'
import { colourFlag } from './colour.js'
import { type DraftNames, draftNames } from './draft-place.js'
import { say } from './fail.js'
import type { Input } from './input.js'
import type { DecideOptions } from './options.js'

/** A draft of an earlier run that can be gone on with. */
export interface FoundDraft {
  readonly session: Session
  /** What changed in the rubric since, in sentences that are safe to print. */
  readonly changes: readonly string[]
  /** The path of the file, as it is. */
  readonly place: string
}

/** Keeps the answers of one interview in a file until they are delivered. Nothing here ever rejects: what fails is said once, as a warning. */
export interface DraftBox {
  readonly found?: FoundDraft
  /** To be said before the first question. */
  readonly warnings: readonly Diagnostic[]
  /** Puts the session into the draft. */
  keep(session: Session): Promise<void>
  /** Renames the draft that was found, so that it is not offered again. */
  startOver(): Promise<void>
  /** Removes the draft: everything was delivered. */
  drop(): Promise<void>
  /** Whether answers will be kept, as far as can be told beforehand. */
  readonly keeps: boolean
  /** The path of the file that holds the draft at this moment; undefined when there is none. */
  readonly place: string | undefined
}

/** A file that this run found or wrote, and what may stand in it for that reason. */
interface Own {
  readonly path: string
  readonly texts: readonly string[]
}

interface Looked {
  readonly own?: Own
  readonly found?: FoundDraft
  readonly warnings: readonly Diagnostic[]
}

const PRIVATE_FOLDER = 0o700

/**
 * Looks for a draft of this interview and returns the box that keeps it. What cannot be used is left as it is, with a warning, and the next name
 * is taken. `--no-draft`, or an environment that names no folder for it, gives a box that keeps nothing.
 */
export async function openDraft(
  context: Context,
  options: DecideOptions,
  input: Input,
  writer: FileWriter = nodeWriter,
): Promise<DraftBox> {
  const files = { reader: context.files, writer }
  const names =
    options.draft === false ? { paths: [], ownFolder: undefined } : unreserved(draftNames(context, options, input), options, input, writer)
  if (names.paths.length > 0) await sweepOwn(names.paths, context.host?.().user, writer)
  const looked = await lookFor(names, input.rubric, context, files)
  const manner = { json: options.format === 'json', colour: colourFlag(options), quiet: options.quiet }
  return boxOf(names, looked, input, files, (said) => say(context, [said], manner))
}

/** The names without those that this run reads or writes as something else. */
function unreserved({ paths, ownFolder }: DraftNames, { output, save }: DecideOptions, input: Input, io: FileWriter): DraftNames {
  const same = (path: string): string => io.resolve(path).normalize('NFC').toLowerCase()
  const taken = new Set([...output, ...input.files, ...(save === undefined ? [] : [save])].map(same))
  return { paths: paths.filter((path) => !taken.has(same(path))), ownFolder }
}

function boxOf(
  { paths, ownFolder }: DraftNames,
  { own: foundOwn, found, warnings }: Looked,
  { rubric, rubricChoice }: Input,
  files: Files,
  tell: (said: Diagnostic) => Promise<void>,
): DraftBox {
  let own = foundOwn
  let warned = warnings.some(({ code }) => code === 'draft-not-kept')
  let last: Promise<void> = Promise.resolve()

  /** One after the other: two that overlap would take each other for strangers. */
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    last = last.then(run)
    return last
  }

  const notKept = async (path: string, why: string): Promise<void> => {
    if (warned) return
    warned = true
    await tell(cannotKeep(path, why))
  }

  const keep = async (session: Session): Promise<void> => {
    const [first] = paths
    if (first === undefined) return
    const { draftText } = await import('../interview/draft.js')
    const text = draftText(session, rubric, rubricChoice.name)
    if (new TextEncoder().encode(text).byteLength > MAX_BYTES) return notKept(first, 'it would be larger than 512 KiB')
    if (own !== undefined) {
      const { path, texts } = own
      const outcome = await putOwn(path, text, texts, files)
      if (outcome === 'done') own = { path, texts: [text] }
      // A call that fails may have done its work.
      else if (outcome !== 'taken') own = { path, texts: [...texts, text] }
      if (outcome === 'done') return
      if (outcome !== 'taken') return notKept(path, outcome.failed)
    }
    own = undefined
    if (ownFolder !== undefined) await files.writer.makeFolder(ownFolder, PRIVATE_FOLDER).catch(() => undefined)
    for (const path of paths) {
      const outcome = await putOwn(path, text, [], files)
      if (outcome === 'done') own = { path, texts: [text] }
      if (outcome === 'done') return
      if (outcome !== 'taken') return notKept(path, outcome.failed)
    }
    await notKept(first, `all ${paths.length} names for it are taken`)
  }

  const startOver = async (): Promise<void> => {
    if (own === undefined) return
    const { path, texts } = own
    own = undefined
    let outcome: Outcome = 'taken'
    for (let number = 1; outcome === 'taken' && number <= paths.length; number++) {
      outcome = await moveOwn(path, `${path}.old${number === 1 ? '' : `-${number}`}`, texts, files)
    }
    if (outcome !== 'done') await tell(stays(path, outcome, 'move it away, or it will be offered again'))
  }

  const drop = async (): Promise<void> => {
    if (own === undefined) return
    const { path, texts } = own
    own = undefined
    const outcome = await dropOwn(path, texts, files)
    if (outcome !== 'done' && outcome !== 'taken') await tell(stays(path, outcome, 'delete it, or it will be offered the next time'))
  }

  return {
    ...(found && { found }),
    warnings,
    keep: (session) => inTurn(() => keep(session)),
    startOver: () => inTurn(startOver),
    drop: () => inTurn(drop),
    keeps: paths.length > 0 && !warned,
    get place() {
      return own?.path
    },
  }
}

/** Goes through all names: the first draft that can be used is offered, the others are told of. */
async function lookFor({ paths }: DraftNames, rubric: Rubric, context: Context, files: Files): Promise<Looked> {
  const warnings: Diagnostic[] = []
  let looked: Omit<Looked, 'warnings'> = {}
  for (const path of paths) {
    const at = await examined(path, rubric, context, files)
    if (at === undefined) continue
    if ('why' in at) warnings.push(leftAlone(path, at.why))
    else if (looked.found !== undefined) warnings.push(another(path))
    else looked = { own: { path, texts: [at.text] }, found: { session: at.session, changes: at.changes, place: path } }
  }
  const [first] = paths
  const obstacle = first === undefined ? undefined : await obstacleTo(dirname(first), files.writer)
  if (first !== undefined && obstacle !== undefined) warnings.push(cannotKeep(first, obstacle))
  return { ...looked, warnings }
}

type Examined = (ReadDraft & { readonly kind: 'usable' } & { readonly text: string }) | { readonly why: string } | undefined

/** What stands at a path: a draft to go on with, something to be left alone, or nothing. */
async function examined(path: string, rubric: Rubric, context: Context, { reader, writer }: Files): Promise<Examined> {
  try {
    const facts = await writer.lstat(path)
    if (facts === undefined) return undefined
    if (facts.kind === 'link') return { why: 'it is a symbolic link' }
    if (facts.kind !== 'file') return { why: facts.kind === 'folder' ? 'it is a folder' : 'it is a device, a pipe or a socket' }
    const user = context.host?.().user
    if (user !== undefined && facts.owner !== user) return { why: 'it belongs to another user' }
  } catch {
    // The folder is at fault, not this name: keeping will say so, once.
    return undefined
  }
  const source = await readSource(path, reader)
  if (!source.ok) return { why: source.problems[0]?.message ?? 'it cannot be read' }
  const { readDraft } = await import('../interview/draft.js')
  const read = await readDraft(source.value.text, rubric)
  if (read.kind === 'usable') return { ...read, text: source.value.text }
  return { why: read.kind === 'damaged' ? `it is damaged: ${read.why}` : read.why }
}

/** Why nothing can be written into a folder that is there. */
async function obstacleTo(folder: string, io: FileWriter): Promise<string | undefined> {
  try {
    await io.checkWritable(folder)
    return undefined
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : systemReason(error)
  }
}

function leftAlone(path: string, why: string): Diagnostic {
  const hint = 'delete or move it if nobody needs it; the draft of this run gets another name'
  return warning('draft-unusable', `this draft is left as it is: ${why}`, { place: { file: path }, hint })
}

function another(path: string): Diagnostic {
  const hint = 'it is offered once the other one is done with; delete it if nobody needs it'
  return warning('draft-another', 'this is another draft of the same interview', { place: { file: path }, hint })
}

function cannotKeep(path: string, why: string): Diagnostic {
  const hint = 'the interview goes on, but its answers are lost if it is interrupted; --no-draft keeps none on purpose'
  return warning('draft-not-kept', `the answers cannot be kept in a draft: ${why}`, { place: { file: path }, hint })
}

function stays(path: string, outcome: Outcome, hint: string): Diagnostic {
  const why = typeof outcome === 'string' ? 'no other name is free' : outcome.failed
  return warning('draft-stays', `the draft stays where it is: ${why}`, { place: { file: path }, hint })
}
