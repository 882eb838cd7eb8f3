import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path'
import { echo } from '../../files/characters.js'
import type { Code } from '../../files/codes.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import { isMapping } from '../../files/kind.js'
import { nearest } from '../../files/nearest.js'
import type { ParsedDocument } from '../../files/parse.js'
import type { FileReader } from '../../files/read.js'
import type { Library } from '../library.js'
import { type Joined, joinParts, readDocument, realPath } from '../parts.js'
import { collectProblems } from '../problems.js'
import { SHIPPED } from '../shipped.js'

/** More bases than this in a row are refused. */
const MOST_BASES = 5

/** A file of a chain, with its parts. */
export interface Link {
  readonly joined: Joined
  readonly shipped: boolean
}

/** The files that build on each other, the one that is loaded first and the whole rubric last; shorter when a base cannot be had. */
export interface Chain {
  readonly links: readonly Link[]
  readonly problems: readonly Diagnostic[]
  /** Every base could be had. */
  readonly whole: boolean
}

/** A file of the chain with the path it is read from. */
interface Opened extends Link {
  readonly path: string
}

/** The folder of the first file, as it is named and as it really is. */
interface Root {
  readonly folder: string
  readonly real: string | undefined
}

interface Way {
  readonly io: FileReader
  readonly library: Library
  /** None for standard input. */
  readonly root: Root | undefined
  /** Files of the chain so far, by where they really are. */
  readonly seen: Set<string>
}

type Refuse = (code: Code, message: string, detail: { readonly hint?: string; readonly allowed?: readonly string[] }) => Refusal
interface Refusal {
  readonly ok: false
  readonly problems: readonly Diagnostic[]
}

/** Follows `extends` from a file down to a whole rubric. Bases are shipped, or lie in the folder tree of that first file, links followed. */
export async function readChain(path: string, joined: Joined, io: FileReader, library: Library): Promise<Chain> {
  const root = path === '-' ? undefined : { folder: dirname(path), real: await realPath(dirname(path)) }
  const way: Way = { io, library, root, seen: new Set([(await realPath(path)) ?? normalize(path)]) }
  const links: Opened[] = [{ path, joined, shipped: false }]
  for (let last = links[0] as Opened; Object.hasOwn(last.joined.value, 'extends'); last = links.at(-1) as Opened) {
    const base = await openBase(last, links.length, way)
    if (!base.ok) return { links, problems: base.problems, whole: false }
    links.push(base.value)
  }
  return { links, problems: [], whole: true }
}

async function openBase(from: Opened, count: number, way: Way): Promise<Checked<Opened>> {
  const refuse: Refuse = (code, message, detail) => {
    const problems = collectProblems(from.joined.locate)
    problems.add(code, ['extends'], message, detail)
    return { ok: false, problems: problems.list }
  }
  const named = from.joined.value['extends']
  // What is no text, or an empty one, is reported by its shape.
  if (typeof named !== 'string' || named === '') return { ok: false, problems: [] }
  if (count > MOST_BASES) {
    return refuse('base-depth', `more than ${MOST_BASES} rubrics build on each other`, { hint: 'join some of them into one file' })
  }
  const shipped = !/[./\\:]/.test(named)
  const path = shipped ? shippedPath(named, way.library, refuse) : await pathInTree(named, from.path, way, refuse)
  if (!path.ok) return path
  const library = shipped ? way.library : undefined
  const io = library?.io ?? way.io
  const document = await readBase(path.value, named, io, library, refuse)
  if (!document.ok) return document
  const joined = await joinParts(path.value, document.value, io, library)
  if (!Object.hasOwn(joined.value, 'ask')) return { ok: true, value: { path: path.value, joined, shipped }, warnings: [] }
  return refuse('unknown-base', `${echo(named)} is a shorter rubric itself; only a whole rubric can be extended`, {
    hint: 'build on what it extends, and add an `ask:` of your own',
  })
}

async function readBase(
  path: string,
  named: string,
  io: FileReader,
  library: Library | undefined,
  refuse: Refuse,
): Promise<Checked<ParsedDocument>> {
  const document = await readDocument(path, io, library)
  if (document.ok && !isMapping(document.value.value)) {
    const problems = collectProblems(document.value.place)
    problems.add('rubric-shape', [], 'a rubric is a mapping of keys to their contents', {
      hint: 'begin with `format: 1`, `id:` and `title:`',
    })
    return { ok: false, problems: problems.list }
  }
  if (document.ok || document.problems.length > 1 || document.problems[0]?.place?.line !== undefined) return document
  return refuse('base-unreadable', `the base ${echo(named)} cannot be used: ${document.problems[0]?.message}`, {
    hint: 'its path counts from the folder of this file',
  })
}

function shippedPath(named: string, library: Library, refuse: Refuse): Checked<string> {
  const path = library.pathOf(named)
  if (path !== undefined) return { ok: true, value: path, warnings: [] }
  const close = nearest(named, SHIPPED)
  return refuse('unknown-base', `there is no shipped rubric ${echo(named)}`, {
    allowed: ['core'],
    hint: `${close === undefined ? '' : `did you mean \`${close}\`? `}a file is named by its path, such as ./base.yaml`,
  })
}

/** The path of the file that `extends` names, counted from the folder of the file that names it. */
async function pathInTree(named: string, from: string, { root, seen }: Way, refuse: Refuse): Promise<Checked<string>> {
  if (root === undefined) {
    return refuse('base-path', 'a rubric from standard input has no folder, so it cannot build on another file', {
      hint: 'put the rubric into a file',
    })
  }
  if (!/^\.\.?\/[^\\:]*\.(ya?ml|json)$/.test(named)) {
    return refuse('base-path', `${echo(named)} is not the path of a .yaml, .yml or .json file that starts with ./`, {
      hint: `name a shipped rubric (${SHIPPED[0]}), or a file such as ./base.yaml`,
    })
  }
  const path = join(dirname(from), named)
  const real = await realPath(path)
  const byName = leadsOut(root.folder, path)
  if (byName || (real !== undefined && root.real !== undefined && leadsOut(root.real, real))) {
    return refuse('base-outside', `${echo(named)} ${byName ? 'leads' : 'is a link that leads'} out of the folder of the rubric`, {
      hint: 'bases lie in the folder of the file that is loaded, or below it',
    })
  }
  const identity = real ?? normalize(path)
  if (seen.has(identity)) {
    return refuse('base-cycle', `${echo(named)} builds on this file, or is this file itself`, { hint: 'build on a whole rubric' })
  }
  seen.add(identity)
  return { ok: true, value: path, warnings: [] }
}

function leadsOut(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
