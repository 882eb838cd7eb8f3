import { isMapping } from '../../files/kind.js'
import type { Locate, Path } from '../problems.js'

/** One file of a chain, with its parts. */
export interface Source {
  readonly locate: Locate
  /** How many files it builds on. */
  readonly level: number
  /** It comes with the tool, so it is sound on its own. */
  readonly shipped: boolean
}

/** Where a piece comes from. Without `inside`, everything in it stands where it does itself; with it, each member says so. */
export interface From {
  readonly source: Source
  readonly path: Path
  readonly inside?: ReadonlyMap<string, From>
  /** For a member that an overlay adds: its name, and the names it could have been meant for. */
  readonly added?: { readonly name: string; readonly beside: readonly string[] }
}

/** A piece of a rubric as written, and where it comes from. */
export interface Piece {
  readonly value: unknown
  readonly from: From
}

/** A member of a mapping or a list. */
export function inside({ value, from }: Piece, key: string | number): Piece {
  return { value: (value as Readonly<Record<string | number, unknown>>)[key], from: fromAt(from, [key]) }
}

/** The members of a list; none of what is no list. */
export function membersOf(piece: Piece): readonly Piece[] {
  return Array.isArray(piece.value) ? piece.value.map((_, index) => inside(piece, index)) : []
}

/** The members of a mapping by their keys; none of what is no mapping. */
export function entriesOf(piece: Piece): readonly (readonly [string, Piece])[] {
  return isMapping(piece.value) ? Object.keys(piece.value).map((key) => [key, inside(piece, key)]) : []
}

/** A list put together of pieces; it stands where `from` does itself. */
export function listOf(pieces: readonly Piece[], { source, path }: From): Piece {
  return { value: pieces.map(({ value }) => value), from: { source, path, inside: insideOf([...pieces.entries()]) } }
}

/** A mapping put together of pieces; it stands where `from` does itself. */
export function mappingOf(pieces: Iterable<readonly [string, Piece]>, { source, path }: From): Piece {
  const entries = [...pieces]
  return {
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    from: { source, path, inside: insideOf(entries) },
  }
}

function insideOf(entries: readonly (readonly [string | number, Piece])[]): ReadonlyMap<string, From> {
  return new Map(entries.map(([key, { from }]) => [String(key), from]))
}

/** Where what stands at a path of a piece comes from; the nearest piece around a path that leads nowhere. */
export function fromAt(from: From, path: Path): From {
  let current = from
  for (const [index, step] of path.entries()) {
    if (current.inside === undefined) return { source: current.source, path: [...current.path, ...path.slice(index)] }
    const next = current.inside.get(String(step))
    if (next === undefined) return { source: current.source, path: current.path }
    current = next
  }
  return current
}

/** What a member of a list is called: its `id` or, where `key` says so, its `name`. */
export function nameOf({ value }: Piece, key: string): string | undefined {
  const name = isMapping(value) ? value[key] : undefined
  return typeof name === 'string' ? name : undefined
}
