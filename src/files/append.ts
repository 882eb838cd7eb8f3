import type { Diagnostic } from './diagnostic.js'
import { problem } from './problem.js'
import { systemReason } from './system-reason.js'
import type { FileFacts } from './targets.js'

/** An open file whose end is added to. */
export interface AppendSink {
  /** What was opened, and how many bytes it holds. */
  facts(): Promise<{ readonly kind: FileFacts['kind']; readonly size: number }>
  append(text: string): Promise<void>
  close(): Promise<void>
}

/** The part of a file system that adding to a file needs; every call may fail with the system's error. `nodeAppender` is the real one. */
export interface FileAppender {
  /** Undefined when nothing is there; links are not followed. */
  lstat(path: string): Promise<Pick<FileFacts, 'kind'> | undefined>
  /** Opens a file to add to, or makes it; rejects for a link. */
  open(path: string): Promise<AppendSink>
}

/**
 * Adds a text to the end of a regular file, which is made where nothing is; `textFor` is given how many bytes the file holds. Returns the problem where
 * that cannot be done: a link, a folder, a device or a pipe is never written to. Never throws for what the file system does.
 */
export async function appendText(path: string, textFor: (size: number) => string, io: FileAppender): Promise<Diagnostic | undefined> {
  try {
    const kind = (await io.lstat(path))?.kind ?? 'file'
    if (kind !== 'file') return refusedAppend(path, 'it is no regular file')
    const sink = await io.open(path)
    try {
      const facts = await sink.facts()
      if (facts.kind !== 'file') return refusedAppend(path, 'it is no regular file')
      const text = textFor(facts.size)
      if (text !== '') await sink.append(text)
      return undefined
    } finally {
      await sink.close()
    }
  } catch (error) {
    return refusedAppend(path, systemReason(error))
  }
}

/** The problem with a file that is not added to. */
export function refusedAppend(path: string, reason: string): Diagnostic {
  return problem('append-failed', `this file cannot be added to: ${reason}`, {
    place: { file: path },
    hint: 'the other reports are not affected; mend that where the file is named',
  })
}
