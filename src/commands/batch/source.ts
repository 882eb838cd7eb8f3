import { basename, dirname, join } from 'node:path'
import type { Context } from '../../context.js'
import { echo, visible } from '../../files/characters.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import { nearest } from '../../files/nearest.js'
import { problem } from '../../files/problem.js'
import type { FileReader } from '../../files/read.js'
import { systemReason } from '../../files/system-reason.js'

/** What a batch reads: a folder, or the pieces of a file or of standard input. */
export type OpenSource =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 'lines'
      /** The name to show. */
      readonly file: string
      /** In bytes; 0 where nobody knows. */
      readonly size: number
      readonly pieces: AsyncIterable<Uint8Array>
      /** The bytes read so far. */
      readonly done: () => number
      /** What ended the pieces too early, if something did. */
      readonly fault: () => Diagnostic | undefined
    }

/** Opens what `path` names, `-` being standard input; the problem where that cannot be read line by line. */
export async function openSource(context: Context, path: string): Promise<Checked<OpenSource>> {
  if (path === '-') {
    if (context.stdin.isTerminal) {
      const hint = 'pipe the rows in, or name a file or a folder'
      return failed(problem('usage', 'batch - reads standard input, which is a terminal here', { hint }))
    }
    return opened('<stdin>', 0, context.files.stdin())
  }
  const { files } = context
  const place = { file: path }
  if (/\.ya?ml$/i.test(path)) {
    const hint = `put it into a folder and name that, or decide it alone: rag-or-tune decide --answers ${visible(path)}`
    return failed(problem('usage', 'batch reads a folder of answers files, or a file with one JSON object to a line', { place, hint }))
  }
  try {
    if (files.readPieces === undefined) throw new Error('this reader cannot read in pieces')
    const { kind, size, pieces } = await files.readPieces(path)
    if (kind === 'folder') return { ok: true, value: { kind: 'folder', folder: path }, warnings: [] }
    if (kind === 'file') return opened(path, size, pieces)
    const hint = 'send it through standard input, and write - for it'
    return failed(problem('file-not-regular', 'this is a device, a pipe or a socket, not a file', { place, hint }))
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code === 'ENOENT') return failed(missing(path, files))
    return failed(problem('file-unreadable', `the file cannot be read: ${systemReason(error)}`, { place }))
  }
}

function opened(file: string, size: number, from: AsyncIterable<Uint8Array>): Checked<OpenSource> {
  let done = 0
  let fault: Diagnostic | undefined
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of from) {
        done += piece.byteLength
        yield piece
      }
    } catch (error) {
      if (!isSystemError(error)) throw error
      fault = problem('file-unreadable', `reading stopped: ${systemReason(error)}`, { place: { file } })
    }
  }
  return { ok: true, value: { kind: 'lines', file, size, pieces: pieces(), done: () => done, fault: () => fault }, warnings: [] }
}

function missing(path: string, files: FileReader): Diagnostic {
  const guess = nearest(basename(path), files.names?.(dirname(path)) ?? [])
  const meant = guess === undefined ? '' : `did you mean ${visible(join(dirname(path), guess))}? `
  return problem('file-missing', `there is no file or folder ${echo(path)}`, {
    place: { file: path },
    hint: `${meant}check the path; it is taken from the current folder`,
  })
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function failed(only: Diagnostic): Checked<OpenSource> {
  return { ok: false, problems: [only] }
}
