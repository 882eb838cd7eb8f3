import { constants, type Stats } from 'node:fs'
import { access, copyFile, link, lstat, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FileAppender } from './append.js'
import type { FileFacts, FileWriter } from './targets.js'

/** The real file system, for writing. */
export const nodeWriter: FileWriter = {
  resolve: (path) => resolve(path),
  lstat: (path) => factsOf(lstat(path)),
  stat: (path) => factsOf(stat(path)),
  realpath: (path) => realpath(path),
  list: (folder) => readdir(folder),
  makeFolder: async (folder, mode) => {
    await mkdir(folder, { recursive: true, mode })
  },
  checkWritable: (path) => access(path, constants.W_OK),
  create: (path, mode) => open(path, 'wx', mode),
  link: (from, to) => link(from, to),
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
}

const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_WRONLY } = constants

/** The real file system, for adding to a file. Nothing waits for whoever should read a pipe. */
export const nodeAppender: FileAppender = {
  lstat: nodeWriter.lstat,
  open: async (path) => {
    const handle = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o666)
    return {
      facts: async () => {
        const stats = await handle.stat()
        return { kind: kindOfStats(stats), size: stats.size }
      },
      append: (text) => handle.appendFile(text),
      close: () => handle.close(),
    }
  },
}

async function factsOf(pending: Promise<Stats>): Promise<FileFacts | undefined> {
  try {
    const stats = await pending
    return { kind: kindOfStats(stats), mode: stats.mode & 0o777, identity: `${stats.dev}:${stats.ino}`, owner: stats.uid }
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function kindOfStats(stats: Stats): FileFacts['kind'] {
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isDirectory()) return 'folder'
  return stats.isFile() ? 'file' : 'special'
}
