import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs'
import type { FileReader, FolderEntry, Pieces } from './read.js'

const PIECE = 64 * 1024
/** How long to wait for an input that has nothing to give yet, in milliseconds. */
const PAUSE = 5

/** The real file system and standard input, read synchronously: the promises of `node:fs` would cost a start more than a small file does. */
export const nodeReader: FileReader = {
  async readRegular(path, most) {
    const file = open(path)
    try {
      const stats = fstatSync(file)
      if (!stats.isFile()) return { kind: stats.isDirectory() ? 'folder' : 'special', bytes: new Uint8Array(0) }
      const bytes = new Uint8Array(Math.min(most, Math.max(stats.size + 1, PIECE)))
      let filled = 0
      for (let got = -1; got !== 0 && filled < bytes.length; filled += got) got = readSync(file, bytes, filled, bytes.length - filled, null)
      return { kind: 'file', bytes: bytes.subarray(0, filled) }
    } finally {
      closeSync(file)
    }
  },
  async *stdin() {
    for (;;) {
      const piece = new Uint8Array(PIECE)
      const got = readStdin(piece)
      if (got === 0) return
      yield piece.subarray(0, got)
    }
  },
  async readPieces(path) {
    const file = open(path)
    const stats = fstatSync(file)
    if (stats.isFile()) return { kind: 'file', size: stats.size, pieces: piecesOf(file) }
    closeSync(file)
    return { kind: stats.isDirectory() ? 'folder' : 'special', size: 0, pieces: NO_PIECES }
  },
  names(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    } catch {
      return []
    }
  },
  real(path) {
    try {
      return realpathSync(path)
    } catch {
      return path
    }
  },
  entries: (folder) => readdirSync(folder, { withFileTypes: true }).map((one) => entryOf(folder, one)),
}

const NO_PIECES: Pieces['pieces'] = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }

/** Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
function open(path: string): number {
  return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
}

async function* piecesOf(file: number): AsyncGenerator<Uint8Array> {
  try {
    const piece = new Uint8Array(PIECE)
    for (let got = readSync(file, piece); got > 0; got = readSync(file, piece)) yield piece.subarray(0, got)
  } finally {
    closeSync(file)
  }
}

function entryOf(folder: string, entry: Dirent): FolderEntry {
  const { name } = entry
  if (!entry.isSymbolicLink()) return { name, kind: kindOf(entry), isLink: false }
  return { name, kind: kindBehind(`${folder}/${name}`), isLink: true }
}

function kindBehind(link: string): FolderEntry['kind'] {
  try {
    return kindOf(statSync(link))
  } catch {
    return 'missing'
  }
}

function kindOf(one: Dirent | Stats): 'file' | 'folder' | 'special' {
  if (one.isFile()) return 'file'
  return one.isDirectory() ? 'folder' : 'special'
}

function readStdin(piece: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, piece)
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
      // Windows tells the end of a pipe as an error.
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
    }
  }
}
