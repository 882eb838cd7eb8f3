import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { isMapping } from '../files/kind.js'
import { type ParsedDocument, parseSource } from '../files/parse.js'
import { type FileReader, readSource, type Source } from '../files/read.js'
import type { Library } from './library.js'
import { LIMITS } from './limits.js'
import { collectProblems, type Locate, type Problems } from './problems.js'
import { HEADER_KEYS } from './schema.js'

/** A rubric's files joined into one mapping. */
export interface Joined {
  readonly value: Readonly<Record<string, unknown>>
  readonly locate: Locate
  /** What went wrong while joining. */
  readonly problems: readonly Diagnostic[]
  /** A part could not be read, so what is missing may be in it. */
  readonly partial: boolean
}

/**
 * Reads one file strictly; the problem list is the reader's own when it cannot be read. What a library knows of its own files is not parsed again:
 * the text is, once a place in it is wanted.
 */
export async function readDocument(path: string, io: FileReader, library?: Library): Promise<Checked<ParsedDocument>> {
  const source = await readSource(path, io)
  if (!source.ok) return source
  const value = await library?.builtValue?.(path, source.value.text)
  return value === undefined ? parseSource(source.value) : { ok: true, value: placedLater(source.value, value), warnings: [] }
}

function placedLater(source: Source, value: unknown): ParsedDocument {
  const { file } = source
  let parsed: Checked<ParsedDocument> | undefined
  return {
    file,
    value,
    place(path, at) {
      parsed ??= parseSource(source)
      return parsed.ok ? parsed.value.place(path, at) : { file }
    },
  }
}

/**
 * Joins the main file with its parts. A top-level key belongs to one file; parts hold no header and no parts of their own.
 * `library` is where a shipped rubric comes from.
 */
export async function joinParts(path: string, main: ParsedDocument, io: FileReader, library?: Library): Promise<Joined> {
  const value = new Map<string, unknown>(isMapping(main.value) ? Object.entries(main.value) : [])
  const owner = new Map<string, ParsedDocument>([...value.keys()].map((key) => [key, main]))
  const locate: Locate = (at, side) => (owner.get(String(at[0])) ?? main).place(at, side)
  const problems = collectProblems(locate)
  const found: Diagnostic[] = []
  // More than may be named are not read; that they are too many is said by their shape.
  const names = namesOfParts(value.get('parts'))
  let partial = names.length > LIMITS.options
  for (const [index, name] of names.slice(0, LIMITS.options).entries()) {
    const document = await readPart(path, name, index, io, library, problems, found)
    if (document === undefined) {
      partial = true
      continue
    }
    found.push(...takeKeys(document, value, owner))
  }
  return { value: Object.fromEntries(value), locate, problems: [...problems.list, ...found], partial }
}

function namesOfParts(parts: unknown): readonly unknown[] {
  return Array.isArray(parts) ? parts : []
}

async function readPart(
  main: string,
  name: unknown,
  index: number,
  io: FileReader,
  library: Library | undefined,
  problems: Problems,
  found: Diagnostic[],
): Promise<ParsedDocument | undefined> {
  if (typeof name !== 'string') return undefined
  const refuse = (...[code, message, hint]: [Parameters<Problems['add']>[0], string, string]): undefined => {
    problems.add(code, ['parts', index], message, { hint })
  }
  if (main === '-')
    return refuse('part-name', 'a rubric from standard input has no folder, so it cannot have parts', 'put the rubric into a file')
  if (/[/\\:]/.test(name) || name.startsWith('.') || !/\.(ya?ml|json)$/.test(name)) {
    return refuse(
      'part-name',
      `${echo(name)} is not the bare name of a .yaml, .yml or .json file`,
      'parts lie in the folder of the rubric itself',
    )
  }
  const file = join(dirname(main), name)
  const real = library?.shown ? undefined : await realPaths(main, file)
  if (real !== undefined && real.file === real.main)
    return refuse('part-cycle', `${echo(name)} is this rubric itself`, 'remove it from the list')
  if (real !== undefined && dirname(real.file) !== real.folder) {
    return refuse('part-outside', `${echo(name)} is a link that leads out of the folder of the rubric`, 'copy the file into the folder')
  }
  const document = await readDocument(file, io, library)
  if (document.ok) return document.value
  const only = document.problems[0]
  if (document.problems.length === 1 && only?.place?.line === undefined) {
    return refuse(
      'part-unreadable',
      `the part ${echo(name)} cannot be used: ${only?.message}`,
      'parts lie in the folder of the rubric itself',
    )
  }
  found.push(...document.problems)
  return undefined
}

/** Where a path really leads, links followed; undefined when nothing is there. */
export async function realPath(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined)
}

/** Where the files really are; undefined when one is not there (reading it says so). */
async function realPaths(main: string, file: string): Promise<{ main: string; folder: string; file: string } | undefined> {
  try {
    return { main: await realpath(main), folder: await realpath(dirname(main)), file: await realpath(file) }
  } catch {
    return undefined
  }
}

/** Moves the keys of a part into the whole; returns the problems with those that cannot be taken. */
function takeKeys(part: ParsedDocument, value: Map<string, unknown>, owner: Map<string, ParsedDocument>): readonly Diagnostic[] {
  const problems = collectProblems((path, at) => part.place(path, at))
  if (!isMapping(part.value)) {
    problems.add('rubric-shape', [], 'a part of a rubric is a mapping of keys to their contents', {
      hint: 'write keys such as `plans:` or `references:`',
    })
    return problems.list
  }
  for (const [key, inside] of Object.entries(part.value)) {
    const before = owner.get(key)
    if (HEADER_KEYS.includes(key)) {
      problems.add('part-header', [key], `only the main file of a rubric holds \`${key}\``, { at: 'key', hint: 'remove it here' })
    } else if (before !== undefined) {
      const { file, line } = before.place([key], 'key')
      problems.add('part-key-twice', [key], `\`${key}\` stands in ${echo(file)} already, at line ${line}`, {
        at: 'key',
        hint: 'keep it in one file',
      })
    } else {
      value.set(key, inside)
      owner.set(key, part)
    }
  }
  return problems.list
}
