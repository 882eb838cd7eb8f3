import type { Axis } from './rubric.js'
import type { Factor, Space } from './space.js'
import { digitsOf, sumOf, waysOf } from './space.js'

/** Above this many ways in one step the exact range is given up for a bound. */
const MOST_WAYS = 1 << 18

export interface Range {
  readonly low: number
  readonly high: number
  /** False when the range is a bound that may be wider than what answers can reach. */
  readonly exact: boolean
}

type Choose = (a: number, b: number) => number

/**
 * The lowest and highest total (points) that one approach can reach over all ways to answer the open questions.
 * Exact, by variable elimination (Bertelè & Brioschi, Nonserial Dynamic Programming, 1972): cheap because a
 * points entry depends on few questions. Too entangled a rubric gets a bound instead, marked as not exact.
 */
export function rangeOf(space: Space, approach: number, axis: Axis): Range {
  const sum = sumOf(space, approach, axis)
  const factors = mergeByScope(sum.factors)
  const order = eliminationOrder(space, factors)
  const bound = (choose: Choose): number =>
    sum.fixed +
    sum.untold.reduce((total, points) => total + choose(0, points), 0) +
    (order === null ? loose(factors, choose) : eliminate(space, factors, order, choose))
  return { low: bound(Math.min), high: bound(Math.max), exact: order !== null && sum.untold.length === 0 }
}

function mergeByScope(factors: readonly Factor[]): Factor[] {
  const merged = new Map<string, Factor>()
  for (const factor of factors) {
    const key = factor.scope.join()
    const before = merged.get(key)
    const values = before === undefined ? factor.values : factor.values.map((value, way) => value + (before.values[way] as number))
    merged.set(key, { scope: factor.scope, values })
  }
  return [...merged.values()]
}

/** Greedy: always the variable whose neighbourhood has the fewest ways; null when even that one has too many. */
function eliminationOrder(space: Space, factors: readonly Factor[]): number[] | null {
  const neighbours = new Map<number, Set<number>>()
  for (const factor of factors) {
    for (const id of factor.scope) {
      const known = neighbours.get(id) ?? new Set([id])
      for (const other of factor.scope) known.add(other)
      neighbours.set(id, known)
    }
  }
  const order: number[] = []
  while (neighbours.size > 0) {
    let best = -1
    let bestWays = Number.POSITIVE_INFINITY
    for (const [id, around] of neighbours) {
      const ways = waysOf(space, [...around])
      if (ways < bestWays) {
        best = id
        bestWays = ways
      }
    }
    if (bestWays > MOST_WAYS) return null
    const around = neighbours.get(best) as Set<number>
    neighbours.delete(best)
    for (const id of around) {
      const known = neighbours.get(id)
      if (known === undefined) continue
      for (const other of around) known.add(other)
      known.delete(best)
    }
    order.push(best)
  }
  return order
}

function loose(factors: readonly Factor[], choose: Choose): number {
  return factors.reduce((sum, factor) => sum + extreme(factor.values, choose), 0)
}

function extreme(values: readonly number[], choose: Choose): number {
  return values.reduce((a, b) => choose(a, b))
}

function eliminate(space: Space, factors: readonly Factor[], order: readonly number[], choose: Choose): number {
  let rest = factors
  let total = 0
  for (const variable of order) {
    const touching = rest.filter((factor) => factor.scope.includes(variable))
    const others = rest.filter((factor) => !factor.scope.includes(variable))
    const only = touching[0]
    const merged = touching.length === 1 && only?.scope.length === 1 ? null : project(space, touching, variable, choose)
    if (merged === null) total += extreme((only as Factor).values, choose)
    else if (merged.scope.length === 0) total += merged.values[0] as number
    else others.push(merged)
    rest = others
  }
  return total
}

/** Adds the factors up and keeps, for each way to set the other variables, the extreme over this one. */
function project(space: Space, factors: readonly Factor[], variable: number, choose: Choose): Factor {
  const scope = [...new Set(factors.flatMap((factor) => factor.scope))].sort((a, b) => a - b)
  const kept = scope.filter((id) => id !== variable)
  const positions = factors.map((factor) => factor.scope.map((id) => scope.indexOf(id)))
  const keptPositions = kept.map((id) => scope.indexOf(id))
  const sizes = scope.map((id) => space.variables[id]?.size ?? 1)
  const values: (number | undefined)[] = new Array(waysOf(space, kept))
  const ways = waysOf(space, scope)
  for (let way = 0; way < ways; way++) {
    const digits = digitsOf(space, scope, way)
    let sum = 0
    for (let index = 0; index < factors.length; index++) {
      sum += (factors[index] as Factor).values[place(positions[index] as number[], sizes, digits)] as number
    }
    const target = place(keptPositions, sizes, digits)
    const before = values[target]
    values[target] = before === undefined ? sum : choose(before, sum)
  }
  return { scope: kept, values: values as number[] }
}

function place(positions: readonly number[], sizes: readonly number[], digits: readonly number[]): number {
  let index = 0
  for (const position of positions) index = index * (sizes[position] as number) + (digits[position] as number)
  return index
}
