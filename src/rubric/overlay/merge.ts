import type { Diagnostic } from '../../files/diagnostic.js'
import { isMapping } from '../../files/kind.js'
import { collectProblems } from '../problems.js'
import { citedIn } from '../rules/advice.js'
import { baseHead, HEADER_KEYS, overlayHead } from '../schema.js'
import { checkShape } from '../shape.js'
import type { Chain, Link } from './chain.js'
import { changed } from './change.js'
import { entriesOf, inside, listOf, mappingOf, membersOf, nameOf, type Piece, type Source } from './piece.js'
import { type Removed, without } from './remove.js'

/** A chain of overlays on a whole rubric, merged into one whole rubric as written. */
export interface Merged {
  readonly piece: Piece
  readonly removals: readonly Removed[]
  /** What is wrong with how the files change each other. */
  readonly problems: readonly Diagnostic[]
}

const OF_THE_HEADER = ['format', 'id', 'version', 'title', 'summary']

/** What is wrong with what each file says of itself and its base, and with how its parts are joined. */
export function checkHeads({ links, whole }: Chain): Diagnostic[] {
  return links.flatMap(({ joined }, index) => {
    const problems = collectProblems(joined.locate)
    const head = Object.fromEntries(Object.entries(joined.value).filter(([key]) => HEADER_KEYS.includes(key)))
    checkShape(whole && index === links.length - 1 ? baseHead : overlayHead, head, problems)
    return [...joined.problems, ...problems.list]
  })
}

/** Merges the files of a whole chain, the base first. The result has the header of the file that is loaded, and the summary nearest to it. */
export function mergeChain(links: readonly Link[]): Merged {
  const files = links.map((link, index) => pieceOf(link, links.length - 1 - index)).reverse()
  const problems: Diagnostic[] = []
  const removals: Removed[] = []
  let body: Piece | undefined
  for (const file of files) {
    const own = collectProblems(file.from.source.locate)
    const change = pick(file, (key) => !HEADER_KEYS.includes(key))
    if (body === undefined) body = change
    else {
      const { piece, removed } = without(body, inside(file, 'remove'), own)
      removals.push(...removed)
      body = withoutUncited(body, changed(piece, change, own), change)
    }
    problems.push(...own.list)
  }
  const top = files.at(-1) as Piece
  const summary = files.findLast(({ value }) => isMapping(value) && Object.hasOwn(value, 'summary'))
  const header = entriesOf(top).filter(([key]) => OF_THE_HEADER.includes(key) && key !== 'summary')
  const pieces = [
    ...header,
    ...(summary === undefined ? [] : [['summary', inside(summary, 'summary')] as const]),
    ...entriesOf(body as Piece),
  ]
  return { piece: mappingOf(pieces, top.from), removals, problems }
}

function pieceOf({ joined, shipped }: Link, level: number): Piece {
  const source: Source = { locate: joined.locate, level, shipped }
  return { value: joined.value, from: { source, path: [] } }
}

function pick(piece: Piece, wanted: (key: string) => boolean): Piece {
  return mappingOf(
    entriesOf(piece).filter(([key]) => wanted(key)),
    piece.from,
  )
}

/** Leaves out the references of the base that only removed or replaced things cited. */
function withoutUncited(base: Piece, merged: Piece, change: Piece): Piece {
  if (!isMapping(merged.value) || !Array.isArray(merged.value['references'])) return merged
  const before = citedIn(base.value)
  const after = citedIn(merged.value)
  const own = new Set(isMapping(change.value) ? membersOf(inside(change, 'references')).map((piece) => nameOf(piece, 'id')) : [])
  const stays = (id: string | undefined): boolean => id === undefined || own.has(id) || after.has(id) || !before.has(id)
  const references = inside(merged, 'references')
  const kept = membersOf(references).filter((piece) => stays(nameOf(piece, 'id')))
  if (kept.length === membersOf(references).length) return merged
  return mappingOf(
    entriesOf(merged).map(([key, piece]) => [key, key === 'references' ? listOf(kept, piece.from) : piece]),
    merged.from,
  )
}
