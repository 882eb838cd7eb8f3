import { echo } from '../../files/characters.js'
import { isMapping } from '../../files/kind.js'
import { nearest } from '../../files/nearest.js'
import { LIMITS } from '../limits.js'
import type { Problems } from '../problems.js'
import { SECTIONS, type Section } from '../view.js'
import { entriesOf, inside, listOf, mappingOf, membersOf, nameOf, type Piece } from './piece.js'

/** What becomes of a piece of the base that the overlay writes too. */
type Merge = (base: Piece, change: Piece) => Piece

/**
 * The base with what an overlay writes changed and added: members of lists by their ids (components by their names), mappings that gather things of
 * different kinds key by key, points by approach; everything else is replaced whole. Problems are those of the overlay's file.
 */
export function changed(base: Piece, overlay: Piece, problems: Problems): Piece {
  const list = (key: 'id' | 'name', merge: Merge): Merge => {
    return (before, change) => mergeMembers(before, change, key, merge, problems)
  }
  const replaced: Merge = (_, change) => change
  const lines = byKey({})
  const plan = byKey({ components: list('name', byKey({})) })
  const members: Partial<Record<Section, Merge>> = {
    approaches: byKey({ lines }),
    questions: byKey({ options: list('id', byKey({ points: byKey({}) })) }),
    layers: byKey({ plan }),
  }
  const lists = SECTIONS.map((section): [string, Merge] => [section, list('id', members[section] ?? byKey({}))])
  const plans: Merge = (before, change) => mergeKeys(before, change, () => plan)
  const merges = new Map<string, Merge>([...lists, ['plans', plans], ['lines', lines], ['validation', byKey({})]])
  return mergeKeys(base, overlay, (key) => merges.get(key) ?? replaced)
}

/** Key by key; what a key holds is replaced whole, unless it is named here. */
function byKey(merges: Readonly<Record<string, Merge>>): Merge {
  return (base, change) => mergeKeys(base, change, (key) => (Object.hasOwn(merges, key) ? merges[key] : undefined))
}

function mergeKeys(base: Piece, change: Piece, mergeOf: (key: string) => Merge | undefined): Piece {
  if (!isMapping(base.value) || !isMapping(change.value)) return change
  const pieces = new Map(entriesOf(base))
  for (const [key, piece] of entriesOf(change)) {
    const before = pieces.get(key)
    pieces.set(key, (before === undefined ? undefined : mergeOf(key)?.(before, piece)) ?? piece)
  }
  return mappingOf(pieces, change.from)
}

interface Slot {
  readonly name: string | undefined
  piece: Piece
}

function mergeMembers(base: Piece, change: Piece, key: 'id' | 'name', merge: Merge, problems: Problems): Piece {
  // More than any list may hold is refused as it stands, by its shape.
  if (!Array.isArray(base.value) || !Array.isArray(change.value) || change.value.length > LIMITS.entries) return change
  const slots: Slot[] = []
  const byName = new Map<string, Slot>()
  const add = (piece: Piece): Slot => {
    const slot = { name: nameOf(piece, key), piece }
    slots.push(slot)
    if (slot.name !== undefined && !byName.has(slot.name)) byName.set(slot.name, slot)
    return slot
  }
  for (const piece of membersOf(base)) add(piece)
  const inBase = [...byName.keys()]
  const written = new Set<string>()
  for (const entry of membersOf(change)) {
    const piece = withoutOrder(entry)
    const name = nameOf(piece, key)
    if (name !== undefined && written.has(name)) {
      problems.add('id-duplicate', [...piece.from.path, key], `${echo(name)} is written further up in this list already`, {
        hint: 'write all that changes in one place',
      })
      continue
    }
    const known = name === undefined ? undefined : byName.get(name)
    if (known !== undefined) known.piece = merge(known.piece, piece)
    if (name !== undefined) written.add(name)
    putInOrder(slots, byName, known ?? add(asAdded(piece, name, inBase)), entry, problems)
  }
  return listOf(
    slots.map(({ piece }) => piece),
    change.from,
  )
}

function asAdded({ value, from }: Piece, name: string | undefined, beside: readonly string[]): Piece {
  return { value, from: name === undefined ? from : { ...from, added: { name, beside } } }
}

const ORDER = ['before', 'after'] as const

/** The keys that say where a member goes belong to the overlay, not to the member. */
function withoutOrder(entry: Piece): Piece {
  const written = entriesOf(entry)
  const own = written.filter(([key, { value }]) => !((key === 'before' || key === 'after') && typeof value === 'string'))
  return own.length === written.length ? entry : mappingOf(own, entry.from)
}

function putInOrder(slots: Slot[], byName: ReadonlyMap<string, Slot>, slot: Slot, entry: Piece, problems: Problems): void {
  if (!isMapping(entry.value)) return
  const said = ORDER.filter((side) => isMapping(entry.value) && typeof entry.value[side] === 'string')
  for (const [index, side] of said.entries()) {
    const place = inside(entry, side)
    const name = String(place.value)
    const target = byName.get(name)
    if (index > 0) {
      problems.add('overlay-order', place.from.path, 'a member cannot be put both before one and after another', {
        at: 'key',
        hint: 'keep one of the two',
      })
    } else if (target === undefined || target === slot) {
      const close = problems.list.length < 50 ? nearest(name, byName.keys()) : undefined
      problems.add('overlay-order', place.from.path, `${echo(name)} is not another member of this list, so nothing can be put ${side} it`, {
        hint:
          close === undefined || target === slot
            ? 'name a member of the base, or one that is written further up'
            : `did you mean \`${close}\`?`,
      })
    } else {
      slots.splice(slots.indexOf(slot), 1)
      slots.splice(slots.indexOf(target) + (side === 'after' ? 1 : 0), 0, slot)
    }
  }
}
