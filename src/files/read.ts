import { echo } from './characters.js'
import type { Checked, Diagnostic } from './diagnostic.js'
import { problem } from './problem.js'
import { systemReason } from './system-reason.js'

/** The most that is read from one input, in bytes. */
export const MAX_BYTES = 512 * 1024

/** What a path leads to, links followed. */
export type FileKind = 'file' | 'folder' | 'special'

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string
  /** What it leads to, links followed; `missing` for a link that leads nowhere. */
  readonly kind: FileKind | 'missing'
  readonly isLink: boolean
}

/** A file that is open to be read in pieces; there are none of what is no regular file. */
export interface Pieces {
  readonly kind: FileKind
  /** In bytes, when it was opened. */
  readonly size: number
  readonly pieces: AsyncIterable<Uint8Array>
}

/** The part of a file system that reading needs; `nodeFiles` is the real one. */
export interface FileReader {
  /**
   * Opens the path without waiting for anybody, and reads at most `most` bytes if it is a regular file.
   * Rejects with the system's error (its `code` is read) when that fails.
   */
  readRegular(path: string, most: number): Promise<{ readonly kind: FileKind; readonly bytes: Uint8Array }>
  /** The pieces of standard input; leaving the loop early closes it. */
  stdin(): AsyncIterable<Uint8Array>
  /**
   * Opens the path as `readRegular` does; the pieces of a regular file follow, each good until the next is asked for. They have to be gone through,
   * which closes it, or be left early. Only what reads files of any size needs it.
   */
  readPieces?(path: string): Promise<Pieces>
  /** The names of the files in a folder, for guesses; none when it cannot be listed. A reader need not be able to. */
  names?(folder: string): readonly string[]
  /** The path without links; the same path where it leads nowhere. Only what may be given one file by two names needs it. */
  real?(path: string): string
  /** What is in a folder; throws the system's error when it cannot be listed. Only what looks through folders needs it. */
  entries?(folder: string): readonly FolderEntry[]
}

/** The text of one input. */
export interface Source {
  /** The name to show: the path as it was given, or `<stdin>`. */
  readonly file: string
  /** Decoded UTF-8 without a byte order mark at its start. */
  readonly text: string
}

/**
 * Reads one input as UTF-8: a regular file of at most 512 KiB, or standard input for `-`. A pipe, a device or a folder is refused without
 * being waited for. Never throws for what is wrong with the input.
 */
export async function readSource(path: string, io: FileReader): Promise<Checked<Source>> {
  const file = path === '-' ? '<stdin>' : path
  const read = path === '-' ? await readStdin(file, io) : await readPath(path, io)
  if (!read.ok) return read
  const bytes = read.value
  if (bytes.byteLength > MAX_BYTES) {
    return failed(
      problem('file-too-large', 'the input is larger than 512 KiB', {
        place: { file },
        hint: 'rubrics and answers are small texts; check that this is the right file',
      }),
    )
  }
  try {
    return { ok: true, value: { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }, warnings: [] }
  } catch {
    return failed(notUtf8(file, bytes))
  }
}

async function readStdin(file: string, io: FileReader): Promise<Checked<Uint8Array>> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of io.stdin()) {
      pieces.push(piece)
      size += piece.byteLength
      if (size > MAX_BYTES) break
    }
  } catch (error) {
    const hint = 'pipe the text in, or name a file in place of -'
    return failed(problem('file-unreadable', `standard input cannot be read: ${systemReason(error)}`, { place: { file }, hint }))
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return { ok: true, value: whole, warnings: [] }
}

async function readPath(path: string, io: FileReader): Promise<Checked<Uint8Array>> {
  const place = { file: path }
  try {
    const { kind, bytes } = await io.readRegular(path, MAX_BYTES + 1)
    if (kind === 'file') return { ok: true, value: bytes, warnings: [] }
    const what = kind === 'folder' ? 'a folder' : 'a device, a pipe or a socket'
    const hint =
      kind === 'folder' ? 'name a file in it' : 'only regular files are read; send other input through standard input and write - for it'
    return failed(problem('file-not-regular', `this is ${what}, not a file`, { place, hint }))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return failed(
        problem('file-missing', `there is no file ${echo(path)}`, { place, hint: 'check the path; it is taken from the current folder' }),
      )
    }
    const hint = 'mend that, or name another file'
    return failed(problem('file-unreadable', `the file cannot be read: ${systemReason(error)}`, { place, hint }))
  }
}

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

function notUtf8(file: string, bytes: Uint8Array): Diagnostic {
  const first = bytes[0]
  const second = bytes[1]
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const good = decodablePrefix(bytes)
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, good))
  const line = before.split('\n')
  const found = utf16 ? 'it looks like UTF-16' : `the byte ${(bytes[good] ?? 0).toString(16).padStart(2, '0')} cannot stand here`
  return problem('file-encoding', `the text is not UTF-8: ${found}`, {
    place: { file, line: line.length, column: (line.at(-1)?.length ?? 0) + 1 },
    hint: 'save the file as UTF-8',
  })
}

/** How many bytes from the start are well-formed UTF-8, up to whole characters. */
function decodablePrefix(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.byteLength
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (decodes(bytes.subarray(0, middle))) low = middle
    else high = middle - 1
  }
  // A prefix may end within a character that is still well-formed so far; step back to where that character starts.
  while (low > 0 && !decodes(bytes.subarray(0, low), false)) low--
  return low
}

function decodes(bytes: Uint8Array, stream = true): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream })
    return true
  } catch {
    return false
  }
}

function failed(only: Diagnostic): { ok: false; problems: Diagnostic[] } {
  return { ok: false, problems: [only] }
}
