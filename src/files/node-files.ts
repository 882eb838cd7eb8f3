import { constants } from 'node:fs'
import { access, copyFile, link, lstat, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FileKind, FileReader } from './read.js'
import type { FileFacts, FileWriter } from './write.js'

interface Stats {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
  readonly mode: number
  readonly dev: number
  readonly ino: number
}

/**
 * The real file system as a port, with paths taken from `cwd`. Standard input is given as a stream, so that nothing here touches the process.
 */
export function nodeFiles({ cwd, stdin }: { readonly cwd: string; readonly stdin: AsyncIterable<Uint8Array | string> }): FileReader & FileWriter {
  const at = (path: string): string => resolve(cwd, path)
  return {
    async readRegular(path, most) {
      // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
      const handle = await open(at(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        const kind = kindOfStats(await handle.stat())
        if (kind !== 'file') return { kind, bytes: new Uint8Array(0) }
        const bytes = new Uint8Array(most)
        let filled = 0
        while (filled < most) {
          const { bytesRead } = await handle.read(bytes, filled, most - filled, null)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return { kind, bytes: bytes.subarray(0, filled) }
      } finally {
        await handle.close()
      }
    },
    async *stdin() {
      const encoder = new TextEncoder()
      for await (const piece of stdin) yield typeof piece === 'string' ? encoder.encode(piece) : piece
    },
    resolve: at,
    lstat: (path) => factsOf(lstat(path)),
    stat: (path) => factsOf(stat(path)),
    realpath: (path) => realpath(path),
    checkWritable: (path) => access(path, constants.W_OK),
    create: (path, mode) => open(path, 'wx', mode),
    link: async (from, to) => {
      try {
        await link(from, to)
      } catch {
        // Some file systems have no hard links.
        await copyFile(from, to, constants.COPYFILE_EXCL)
      }
    },
    rename: (from, to) => rename(from, to),
    unlink: (path) => unlink(path),
  }
}

function kindOfStats(stats: Stats): FileKind {
  if (stats.isFile()) return 'file'
  return stats.isDirectory() ? 'folder' : 'special'
}

async function factsOf(pending: Promise<Stats>): Promise<FileFacts | undefined> {
  try {
    const stats = await pending
    const kind = stats.isSymbolicLink() ? 'link' : kindOfStats(stats)
    return { kind, mode: stats.mode & 0o7777, identity: `${stats.dev}:${stats.ino}` }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return undefined
    throw error
  }
}
