import { basename, dirname, join } from 'node:path'
import type { FileReader } from './read.js'
import { systemReason } from './system-reason.js'
import type { FileWriter } from './targets.js'
import { codeOf, failureOf, randomName, remove, renamePatiently, TRIES } from './write.js'

/** The file system, to read and to write. */
export interface Files {
  readonly reader: FileReader
  readonly writer: FileWriter
}

/** How it went. `taken`: something else stands at the path, and was left alone. */
export type Outcome = 'done' | 'taken' | { readonly failed: string }

const PRIVATE = 0o600
const TEMPORARY = /^[0-9a-f]{16}\.tmp$/

/**
 * Puts a text at a path, whole or not at all, readable by its owner only. `mine` holds the texts that may stand there now because this run put or
 * read them; empty: nothing may stand there. Whatever else is there is left alone. On the way the text is in `.NAME.<16 hex digits>.tmp` beside it.
 */
export async function putOwn(path: string, text: string, mine: readonly string[], files: Files): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const temporary = join(dirname(path), `.${basename(path)}.${randomName()}.tmp`)
    try {
      await fill(temporary, text, files.writer)
      const outcome = await (mine.length === 0 ? enter(temporary, path, files.writer) : replace(temporary, path, mine, files))
      if (outcome === 'taken') await failureOf(() => remove(temporary, files.writer))
      return outcome
    } catch (error) {
      await failureOf(() => remove(temporary, files.writer))
      // Another start may have swept the file away.
      if (codeOf(error) !== 'ENOENT' || attempt === TRIES) return { failed: systemReason(error) }
    }
  }
}

/** Removes a file if it still holds one of the texts. `taken` also when it is gone. */
export async function dropOwn(path: string, mine: readonly string[], files: Files): Promise<Outcome> {
  return attempted(async () => {
    if (!(await holds(path, mine, files))) return 'taken'
    await remove(path, files.writer)
    return 'done'
  })
}

/** Gives a file that still holds one of the texts another name, if nothing has that name yet. */
export async function moveOwn(path: string, to: string, mine: readonly string[], files: Files): Promise<Outcome> {
  return attempted(async () => ((await holds(path, mine, files)) ? enter(path, to, files.writer) : 'taken'))
}

/** Removes what writers that were killed have left of files with these paths in one folder. What cannot be removed stays. */
export async function sweepOwn(paths: readonly string[], owner: number | undefined, io: FileWriter): Promise<void> {
  const folder = dirname(paths[0] ?? '')
  const starts = paths.map((path) => `.${basename(path)}.`)
  const names = await io.list(folder).catch(() => [])
  for (const name of names) {
    if (!starts.some((start) => name.startsWith(start) && TEMPORARY.test(name.slice(start.length)))) continue
    const path = join(folder, name)
    const facts = await io.lstat(path).catch(() => undefined)
    if (facts?.kind === 'file' && (owner === undefined || facts.owner === owner)) await io.unlink(path).catch(() => undefined)
  }
}

async function fill(temporary: string, text: string, io: FileWriter): Promise<void> {
  const sink = await io.create(temporary, PRIVATE)
  try {
    await sink.writeFile(text)
    await sink.sync()
  } finally {
    await sink.close()
  }
}

/** Renames to a name that nothing has: unlike a rename, a second name is refused when somebody was quicker. */
async function enter(from: string, to: string, io: FileWriter): Promise<Outcome> {
  try {
    await io.link(from, to)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return 'taken'
    if (code === 'ENOENT') throw error
    const there = await io.lstat(to)
    // Some file systems have no second names.
    if (there === undefined) return renamePatiently(from, to, io).then(() => 'done')
    if (there.identity !== (await io.lstat(from))?.identity) return 'taken'
  }
  await failureOf(() => remove(from, io))
  return 'done'
}

async function replace(temporary: string, path: string, mine: readonly string[], files: Files): Promise<Outcome> {
  if (!(await holds(path, mine, files))) return 'taken'
  await renamePatiently(temporary, path, files.writer)
  return 'done'
}

async function holds(path: string, texts: readonly string[], { reader, writer }: Files): Promise<boolean> {
  if ((await writer.lstat(path))?.kind !== 'file') return false
  const most = Math.max(...texts.map((text) => text.length)) * 4 + 1
  const { kind, bytes } = await reader.readRegular(path, most)
  return kind === 'file' && texts.includes(new TextDecoder().decode(bytes))
}

async function attempted(run: () => Promise<Outcome>): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'taken'
      if (attempt === TRIES) return { failed: systemReason(error) }
    }
  }
}
