import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path'
import { echo } from '../../files/characters.js'
import type { Code } from '../../files/codes.js'
import type { Diagnostic } from '../../files/diagnostic.js'
import { isMapping } from '../../files/kind.js'
import { nearest } from '../../files/nearest.js'
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

/** Follows `extends` from a file down to a whole rubric. Bases are shipped, or lie in the folder tree of that first file, links followed. */
export async function readChain(path: string, joined: Joined, io: FileReader, library: Library): Promise<Chain> {
  const root = path === '-' ? undefined : { folder: dirname(path), real: await realPath(dirname(path)) }
  const links: Link[] = [{ joined, shipped: false }]
  const seen = new Set([(await realPath(path)) ?? normalize(path)])
  let current = { path, joined }
  while (Object.hasOwn(current.joined.value, 'extends')) {
    const refused: Refuse = (code, message, detail) => {
      const problems = collectProblems(current.joined.locate)
      problems.add(code, ['extends'], message, detail)
      return { links, problems: problems.list, whole: false }
    }
    const named = current.joined.value['extends']
    if (typeof named !== 'string') return { links, problems: [], whole: false }
    if (links.length > MOST_BASES) {
      return refused('base-depth', `more than ${MOST_BASES} rubrics build on each other`, { hint: 'join some of them into one file' })
    }
    const shipped = !/[./\\:]/.test(named)
    const found = shipped ? library.pathOf(named) : await fileOf(named, current.path, root, seen, refused)
    if (found === undefined) {
      const close = nearest(named, SHIPPED)
      const hint = `${close === undefined ? '' : `did you mean \`${close}\`? `}a file is named by its path: ./${named}.yaml`
      return refused('unknown-base', `there is no shipped rubric ${echo(named)}`, { allowed: ['core'], hint })
    }
    if (typeof found !== 'string') return found
    const from = shipped ? library.io : io
    const document = await readDocument(found, from)
    if (!document.ok) {
      const only = document.problems[0]
      if (document.problems.length > 1 || only?.place?.line !== undefined) return { links, problems: document.problems, whole: false }
      return refused('base-unreadable', `the base ${echo(named)} cannot be used: ${only?.message}`, {
        hint: 'its path counts from the folder of this file',
      })
    }
    if (!isMapping(document.value.value)) {
      const problems = collectProblems(document.value.place)
      problems.add('rubric-shape', [], 'a rubric is a mapping of keys to their contents', {
        hint: 'begin with `format: 1`, `id:` and `title:`',
      })
      return { links, problems: problems.list, whole: false }
    }
    const base = await joinParts(found, document.value, from, shipped && library.shown)
    if (Object.hasOwn(base.value, 'ask')) {
      return refused('unknown-base', `${echo(named)} is a shorter rubric itself; only a whole rubric can be extended`, {
        hint: 'build on what it extends, and add an `ask:` of your own',
      })
    }
    links.push({ joined: base, shipped })
    current = { path: found, joined: base }
  }
  return { links, problems: [], whole: true }
}

type Refuse = (code: Code, message: string, detail: { readonly hint?: string; readonly allowed?: readonly string[] }) => Chain

interface Root {
  readonly folder: string
  readonly real: string | undefined
}

/** The path of the file that `extends` names, or what is wrong with it. */
async function fileOf(named: string, from: string, root: Root | undefined, seen: Set<string>, refused: Refuse): Promise<string | Chain> {
  if (root === undefined) {
    return refused('base-path', 'a rubric from standard input has no folder, so it cannot build on another file', {
      hint: 'put the rubric into a file',
    })
  }
  if (!/^\.\.?\/[^\\:]*\.(ya?ml|json)$/.test(named)) {
    return refused('base-path', `${echo(named)} is not the path of a .yaml, .yml or .json file that starts with ./`, {
      hint: `name a shipped rubric (${SHIPPED[0]}), or a file such as ./base.yaml`,
    })
  }
  const file = join(dirname(from), named)
  if (leadsOut(root.folder, file)) {
    return refused('base-outside', `${echo(named)} leads out of the folder of the rubric`, {
      hint: 'bases lie in the folder of the file that is loaded, or below it',
    })
  }
  const real = await realPath(file)
  if (real !== undefined && root.real !== undefined && leadsOut(root.real, real)) {
    return refused('base-outside', `${echo(named)} is a link that leads out of the folder of the rubric`, {
      hint: 'copy the file into the folder',
    })
  }
  const identity = real ?? normalize(file)
  if (seen.has(identity)) {
    return refused('base-cycle', `${echo(named)} builds on this file, or is this file itself`, { hint: 'build on a whole rubric' })
  }
  seen.add(identity)
  return file
}

function leadsOut(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
