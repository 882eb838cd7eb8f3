import { echo } from '../../files/characters.js'
import { isMapping } from '../../files/kind.js'
import { nearest } from '../../files/nearest.js'
import type { Problems } from '../problems.js'
import { SECTIONS } from '../view.js'
import { entriesOf, type From, inside, listOf, mappingOf, membersOf, nameOf, type Piece } from './piece.js'

/** Something that an overlay takes out of its base: a member of a list (`kind` is the key of that list), or one option. */
export interface Removed {
  readonly kind: string
  readonly name: string
  /** Where the overlay says so. */
  readonly from: From
}

export interface Rest {
  readonly piece: Piece
  readonly removed: readonly Removed[]
}

/**
 * The base without what `remove` names. With an approach go its points, its plan and its place in the order of phases, and an option that gave points to nothing else becomes neutral;
 * nothing else goes along: what still names something removed is reported later, by what the rules find missing. What the base does not have is reported in the overlay's file.
 */
export function without(base: Piece, remove: Piece, problems: Problems): Rest {
  const removed = entriesOf(remove).flatMap(([kind, names]) => namesIn(kind, names))
  if (removed.length === 0) return { piece: base, removed }
  const there = new Map<string, readonly string[]>()
  const known = onceEach(removed, problems).filter((one) => isThere(one, base, there, problems))
  const gone = (kind: string): ReadonlySet<string> => new Set(known.flatMap((one) => (one.kind === kind ? [one.name] : [])))
  const approaches = gone('approaches')
  const options = gone('options')
  const points = gone('points')
  const components = gone('components')

  const pointsLeft = (question: string, option: string) => (piece: Piece) =>
    keysLeft(piece, (approach) => !points.has(`${question}.${option}.${approach}`))
  const optionsLeft = (question: string) => (piece: Piece) =>
    eachOf(
      left(piece, 'id', (option) => !options.has(`${question}.${option}`)),
      'id',
      (option, id) => silenced(changeKey(option, 'points', pointsLeft(question, id)), approaches),
    )
  const componentsLeft = (owner: string) => (plan: Piece) =>
    changeKey(plan, 'components', (piece) => left(piece, 'name', (name) => !components.has(`${owner}.${name}`)))

  let piece = base
  for (const section of SECTIONS) {
    const names = gone(section)
    if (names.size > 0) piece = changeKey(piece, section, (list) => left(list, 'id', (id) => !names.has(id)))
  }
  if (approaches.size + options.size + points.size > 0)
    piece = changeKey(piece, 'questions', (list) => eachOf(list, 'id', (question, id) => changeKey(question, 'options', optionsLeft(id))))
  if (approaches.size > 0) {
    piece = changeKey(piece, 'plans', (plans) => keysLeft(plans, (approach) => !approaches.has(approach)))
    const stays = ({ value }: Piece): boolean => typeof value !== 'string' || !approaches.has(value)
    const ordered = (order: Piece): Piece => (Array.isArray(order.value) ? listOf(membersOf(order).filter(stays), order.from) : order)
    piece = changeKey(piece, 'phases', (list) => eachOf(list, 'id', (phase) => changeKey(phase, 'order', ordered)))
  }
  if (components.size > 0) {
    piece = changeKey(piece, 'plans', (plans) =>
      isMapping(plans.value)
        ? mappingOf(
            entriesOf(plans).map(([owner, plan]) => [owner, componentsLeft(owner)(plan)]),
            plans.from,
          )
        : plans,
    )
    piece = changeKey(piece, 'layers', (list) => eachOf(list, 'id', (layer, id) => changeKey(layer, 'plan', componentsLeft(id))))
  }
  return { piece, removed: known }
}

/** An option without the points of approaches that are gone; one that spoke of nothing else speaks of nothing now, and is neutral. */
function silenced(option: Piece, approaches: ReadonlySet<string>): Piece {
  if (!isMapping(option.value) || !isMapping(option.value['points'])) return option
  const points = inside(option, 'points')
  const rest = keysLeft(points, (approach) => !approaches.has(approach))
  if (entriesOf(rest).length === entriesOf(points).length) return option
  const others = entriesOf(option).filter(([key]) => key !== 'points')
  const last: readonly [string, Piece] = entriesOf(rest).length > 0 ? ['points', rest] : ['neutral', { value: true, from: points.from }]
  return mappingOf([...others, last], option.from)
}

function onceEach(removed: readonly Removed[], problems: Problems): readonly Removed[] {
  const seen = new Set<string>()
  return removed.filter(({ kind, name, from }) => {
    const twice = seen.has(`${kind} ${name}`)
    if (twice) problems.add('name-twice', from.path, `${echo(name)} is listed twice here`, { hint: 'remove one of the two' })
    seen.add(`${kind} ${name}`)
    return !twice
  })
}

function namesIn(kind: string, names: Piece): readonly Removed[] {
  return membersOf(names).flatMap(({ value, from }) => (typeof value === 'string' ? [{ kind, name: value, from }] : []))
}

/** After so many problems nothing is guessed any more. */
const MOST_GUESSES = 50

/** What the members of each list are called in a message, and how what lies deeper is written. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['options', 'QUESTION.OPTION'],
  ['points', 'QUESTION.OPTION.APPROACH'],
  ['components', 'APPROACH.NAME or LAYER.NAME'],
])

function isThere({ kind, name, from }: Removed, base: Piece, there: Map<string, readonly string[]>, problems: Problems): boolean {
  const names = there.get(kind) ?? namesOf(kind, base.value)
  there.set(kind, names)
  if (names.includes(name)) return true
  // A guess is dear, and nobody reads a hundred of them.
  const close = problems.list.length < MOST_GUESSES ? nearest(name, names) : undefined
  const form = WRITTEN.get(kind)
  const hint = close === undefined ? (form === undefined ? 'remove what the base has' : `write ${form}`) : `did you mean \`${close}\`?`
  problems.add('remove-unknown', from.path, `the base has nothing called ${echo(name)} among its ${kind}`, { hint })
  return false
}

/** Everything of one kind that the base has, as `remove` writes it. */
function namesOf(kind: string, base: unknown): readonly string[] {
  const members = (value: unknown, key: string): readonly (readonly [string, Readonly<Record<string, unknown>>])[] =>
    Array.isArray(value)
      ? value.flatMap((entry) => (isMapping(entry) && typeof entry[key] === 'string' ? [[entry[key], entry] as const] : []))
      : []
  const raw = isMapping(base) ? base : {}
  const options = () =>
    members(raw['questions'], 'id').flatMap(([id, question]) =>
      members(question['options'], 'id').map(([option, entry]) => [`${id}.${option}`, entry] as const),
    )
  const componentsOf = (owner: string, plan: unknown): readonly string[] =>
    isMapping(plan) ? members(plan['components'], 'name').map(([name]) => `${owner}.${name}`) : []
  switch (kind) {
    case 'options':
      return options().map(([name]) => name)
    case 'points':
      return options().flatMap(([name, { points }]) =>
        isMapping(points) ? Object.keys(points).map((approach) => `${name}.${approach}`) : [],
      )
    case 'components': {
      const plans = isMapping(raw['plans']) ? Object.entries(raw['plans']) : []
      const layers = members(raw['layers'], 'id').map(([id, layer]) => [id, layer['plan']] as const)
      return [...plans, ...layers].flatMap(([owner, plan]) => componentsOf(owner, plan))
    }
    default:
      return members(raw[kind], 'id').map(([id]) => id)
  }
}

function left(list: Piece, key: string, stays: (name: string) => boolean): Piece {
  if (!Array.isArray(list.value)) return list
  const pieces = membersOf(list).filter((piece) => {
    const name = nameOf(piece, key)
    return name === undefined || stays(name)
  })
  return listOf(pieces, list.from)
}

function eachOf(list: Piece, key: string, change: (piece: Piece, name: string) => Piece): Piece {
  if (!Array.isArray(list.value)) return list
  const pieces = membersOf(list).map((piece) => {
    const name = nameOf(piece, key)
    return name === undefined ? piece : change(piece, name)
  })
  return listOf(pieces, list.from)
}

function keysLeft(mapping: Piece, stays: (key: string) => boolean): Piece {
  if (!isMapping(mapping.value)) return mapping
  return mappingOf(
    entriesOf(mapping).filter(([key]) => stays(key)),
    mapping.from,
  )
}

function changeKey(mapping: Piece, key: string, change: (piece: Piece) => Piece): Piece {
  if (!isMapping(mapping.value) || !Object.hasOwn(mapping.value, key)) return mapping
  return mappingOf(
    entriesOf(mapping).map(([name, piece]) => [name, name === key ? change(inside(mapping, key)) : piece]),
    mapping.from,
  )
}
