import { AS_ANSWERED } from './points.js'

/** The answers tried for one question, for sentences that say where something is so. */
export interface Scale {
  readonly title: string
  readonly names: readonly string[]
  /** Options form a scale: then neighbours are told as a range. */
  readonly ordered: boolean
  /** Points at the start that stand beside the options: 1 when the answer as it stands is none of them, else 0. */
  readonly aside: 0 | 1
}

/** One class for each cell: of one scale in its order, of two with the second running fastest. */
export type Classes = readonly string[]

export const THROUGHOUT = 'throughout'

/** Fewer points than this are all named; with more, the commonest class of an unordered question is "otherwise". */
const LEAST_FOR_OTHERWISE = 4

/** Returns `a`, `a or b`, `a, b or c`. */
function either(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

const indexesOf = (classes: Classes, wanted: string): number[] => classes.flatMap((each, index) => (each === wanted ? [index] : []))
const distinct = (classes: Classes): string[] => [...new Set(classes)]

/** Neighbouring indexes of a scale as runs; every index by itself where there is no order. */
function runsOf(scale: Scale, chosen: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  for (const index of chosen) {
    const last = runs.at(-1)
    if (scale.ordered && last !== undefined && last[1] === index - 1) last[1] = index
    else runs.push([index, index])
  }
  return runs
}

interface Pieces {
  /** Names that stand alone. */
  readonly bare: readonly string[]
  readonly ranges: readonly string[]
  readonly aside: string | undefined
}

function piecesOf(scale: Scale, chosen: readonly number[]): Pieces {
  const { names } = scale
  const aside = scale.aside === 1 && chosen.includes(0) ? names[0] : undefined
  const regular = chosen.filter((index) => index >= scale.aside)
  if (regular.length === names.length - scale.aside) return { bare: [], ranges: ['whatever the answer'], aside }
  const runs = runsOf(scale, regular)
  const range = ([from, to]: readonly [number, number]): string => {
    if (from === scale.aside) return `up to ${names[to]}`
    return to === names.length - 1 ? `from ${names[from]} on` : `from ${names[from]} to ${names[to]}`
  }
  return {
    bare: runs.filter(([from, to]) => from === to).map(([from]) => names[from] ?? ''),
    ranges: runs.filter(([from, to]) => from < to).map(range),
    aside,
  }
}

/** `when rarely or from weekly on`: where something is so along one question. */
function whenWords(scale: Scale, chosen: readonly number[]): string {
  if (chosen.length === scale.names.length) return THROUGHOUT
  if (isRest(scale, chosen)) return `unless ${either(othersThan(scale, chosen))}`
  const { bare, ranges, aside } = piecesOf(scale, chosen)
  const beside = aside === undefined ? [] : [aside === AS_ANSWERED ? aside : `while ${aside}`]
  return either([...(bare.length === 0 ? [] : [`when ${either(bare)}`]), ...ranges, ...beside])
}

/** `with "Size of the knowledge" none or from large on`. */
function withWords(scale: Scale, chosen: readonly number[]): string {
  const title = `with "${scale.title}"`
  if (isRest(scale, chosen)) return `${title} anything but ${either(othersThan(scale, chosen))}`
  const { bare, ranges, aside } = piecesOf(scale, chosen)
  return `${title} ${either([...bare, ...ranges, ...(aside === undefined ? [] : [aside])])}`
}

function othersThan({ names }: Scale, chosen: readonly number[]): string[] {
  return names.filter((_, index) => !chosen.includes(index))
}

/** Whether these are so many of the points that it is shorter to name the others. */
function isRest(scale: Scale, chosen: readonly number[]): boolean {
  return !scale.ordered && scale.names.length >= LEAST_FOR_OTHERWISE && chosen.length * 2 > scale.names.length
}

/** `adopt from weekly on; skip when rarely`: each class with the points where it holds, in the given order of classes. */
function spread(scale: Scale, classes: Classes, order: readonly string[]): string {
  const groups = order.map((each) => ({ each, chosen: indexesOf(classes, each) })).filter(({ chosen }) => chosen.length > 0)
  if (groups.length === 1) return groups[0]?.each ?? ''
  const named = groups.filter(({ chosen }) => !isRest(scale, chosen)).map(({ each, chosen }) => `${each} ${whenWords(scale, chosen)}`)
  const rest = groups.filter(({ chosen }) => isRest(scale, chosen)).map(({ each }) => `${each} otherwise`)
  return [...named, ...rest].join('; ')
}

/** A map read along one of its questions: for each point of `outer`, the classes over the points of `inner`. */
interface Reading {
  readonly outer: Scale
  readonly inner: Scale
  readonly rows: readonly Classes[]
}

function readingsOf([first, second]: readonly [Scale, Scale], classes: Classes): [Reading, Reading] {
  const width = second.names.length
  const rows = first.names.map((_, row) => classes.slice(row * width, (row + 1) * width))
  const columns = second.names.map((_, column) => rows.map((row) => row[column] ?? ''))
  return [
    { outer: first, inner: second, rows },
    { outer: second, inner: first, rows: columns },
  ]
}

/** Points of the outer question whose rows are alike, in order. */
function groupsOf({ rows }: Reading): { chosen: number[]; row: Classes }[] {
  const groups = new Map<string, { chosen: number[]; row: Classes }>()
  rows.forEach((row, index) => {
    const key = row.join('\n')
    const group = groups.get(key) ?? { chosen: [], row }
    group.chosen.push(index)
    groups.set(key, group)
  })
  return [...groups.values()]
}

/** How much there is to say when the map is read this way. */
function costOf(reading: Reading): number {
  return groupsOf(reading).reduce((sum, { chosen, row }) => {
    const told = distinct(row)
    const inside = told.length === 1 ? 1 : told.reduce((pieces, each) => pieces + runsOf(reading.inner, indexesOf(row, each)).length, 0)
    return sum + runsOf(reading.outer, chosen).length + inside
  }, 0)
}

function shorter([first, second]: readonly [Reading, Reading]): Reading {
  return costOf(second) < costOf(first) ? second : first
}

/**
 * Says where each class holds, over one scale or two: one sentence, or one for each group of rows or columns that are alike.
 * Empty when one class holds everywhere. `order` lists the classes in the order of telling.
 */
export function turnsOver(scales: readonly Scale[], classes: Classes, order: readonly string[]): readonly string[] {
  if (distinct(classes).length < 2) return []
  const [first, second] = scales
  if (first === undefined) return []
  if (second === undefined) return [spread(first, classes, order)]
  const readings = readingsOf([first, second], classes)
  const flat = readings.find((reading) => groupsOf(reading).length === 1)
  if (flat !== undefined) return [`by "${flat.inner.title}" alone: ${spread(flat.inner, flat.rows[0] ?? [], order)}`]
  const reading = shorter(readings)
  const told = groupsOf(reading).map(({ chosen, row }) => ({
    rest: isRest(reading.outer, chosen),
    chosen,
    says: spread(reading.inner, row, order),
  }))
  return [
    ...told.filter(({ rest }) => !rest).map(({ chosen, says }) => `${withWords(reading.outer, chosen)}: ${says}`),
    ...told.filter(({ rest }) => rest).map(({ says }) => `otherwise: ${says}`),
  ]
}

/** Says in which cells something is so, over one scale or two: phrases such as `when none`. Empty when it is so nowhere. */
export function placesOver(scales: readonly Scale[], holds: readonly boolean[]): readonly string[] {
  const [first, second] = scales
  if (first === undefined || !holds.includes(true)) return []
  if (!holds.includes(false)) return [THROUGHOUT]
  const classes = holds.map((each) => (each ? 'yes' : ''))
  if (second === undefined) return [whenWords(first, indexesOf(classes, 'yes'))]
  const readings = readingsOf([first, second], classes)
  const flat = readings.find((reading) => groupsOf(reading).length === 1)
  if (flat !== undefined) return [withWords(flat.inner, indexesOf(flat.rows[0] ?? [], 'yes'))]
  const { outer, inner, rows } = shorter(readings)
  return groupsOf({ outer, inner, rows }).flatMap(({ chosen, row }) => {
    const inside = indexesOf(row, 'yes')
    if (inside.length === 0) return []
    const where = withWords(outer, chosen)
    return [inside.length === row.length ? where : `${where} and ${withWords(inner, inside).replace(/^with /, '')}`]
  })
}
