import { echo } from '../../files/characters.js'
import type { Code } from '../../files/codes.js'
import type { Diagnostic, Place } from '../../files/diagnostic.js'
import { nearest } from '../../files/nearest.js'
import { problem, warning } from '../../files/problem.js'
import type { Detail, Path, Problems } from '../problems.js'
import { writePath } from '../problems.js'
import { DEFINED_IN, type Kind } from '../view.js'
import { type From, fromAt, type Piece } from './piece.js'
import type { Removed } from './remove.js'

/** More places than this are not named in one message. */
const MOST_NAMED = 3

/**
 * Collects what is wrong with a merged rubric, each at its place in the file that wrote it. A name that is unknown because a later file removed it is
 * a problem of the removal.
 */
export function mergedProblems(merged: Piece, removals: readonly Removed[]): Problems {
  const list: Diagnostic[] = []
  const byName = new Map(removals.map((one) => [`${one.kind} ${one.name}`, one]))
  const uses = new Map<Removed, Place[]>()
  const top = merged.from.source
  const collect =
    (make: typeof problem) =>
    (code: Code, path: Path, message: string, { at = 'value', allowed, hint }: Detail = {}): void => {
      const from = fromAt(merged.from, path)
      const place = from.source.locate(from.path, at)
      const cause = code.startsWith('unknown-') ? byName.get(nameAt(merged.value, code, path, at)) : undefined
      if (cause !== undefined && cause.from.source.level > from.source.level) {
        uses.set(cause, [...(uses.get(cause) ?? []), place])
        return
      }
      const comesOf =
        from.source.shipped && top !== from.source ? `the shipped rubric is sound without what ${fileOf(merged)} changes` : undefined
      const hints = [code === 'shape-missing-key' ? meantFor(from) : undefined, hint, comesOf].filter((one) => one !== undefined)
      list.push(
        make(code, message, { place, path: writePath(from.path), allowed, hint: hints.length === 0 ? undefined : hints.join('; ') }),
      )
    }
  return {
    get list() {
      return [...list, ...[...uses].map(([cause, places]) => usedStill(cause, places))]
    },
    add: collect(problem),
    warn: collect(warning),
  }
}

/** A member that lacks keys may be one of the base, under a name that is misspelt. */
function meantFor({ added }: From): string | undefined {
  const close = added === undefined ? undefined : nearest(added.name, added.beside)
  return close === undefined ? undefined : `${echo(added?.name ?? '')} is new in this list; did you mean to change \`${close}\`?`
}

/** `KEY-OF-THE-LIST NAME` of what a path names, as removals are known by. */
function nameAt(root: unknown, code: string, path: Path, at: 'key' | 'value'): string {
  const kind = code.slice('unknown-'.length)
  const name = at === 'key' ? path.at(-1) : valueAt(root, path)
  if (kind !== 'option') return `${DEFINED_IN.get(kind as Kind)} ${name}`
  const atom = valueAt(root, path.slice(0, path.lastIndexOf('is'))) as { readonly question?: unknown } | undefined
  return `options ${atom?.question}.${name}`
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Readonly<Record<string | number, unknown>> | undefined)?.[step], root)
}

function usedStill({ name, from }: Removed, places: readonly Place[]): Diagnostic {
  const named = places.slice(0, MOST_NAMED).map(({ file, line }) => `${echo(file)}, line ${line}`)
  const more = places.length - named.length
  const where = `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
  return problem('remove-used', `${echo(name)} is removed here, and still named in ${where}`, {
    place: from.source.locate(from.path, 'value'),
    path: writePath(from.path),
    hint: 'remove or change what names it too',
  })
}

function fileOf({ from }: Piece): string {
  return echo(from.source.locate([], 'value').file)
}
