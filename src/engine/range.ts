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

/**
 * The lowest and highest total (points) that one approach can reach over all ways to answer the open questions.
 * Exact, by variable elimination (Bertelè & Brioschi, Nonserial Dynamic Programming, 1972): cheap because a
 * points entry depends on few questions. Too entangled a rubric gets a bound instead, marked as not exact.
 */
export function rangeOf(space: Space, approach: number, axis: Axis): Range {
  const sum = sumOf(space, approach, axis)
  const factors = mergeByScope(sum.factors)
  const low = eliminate(space, factors, Math.min)
  const high = eliminate(space, factors, Math.max)
  return { low: sum.fixed + low.value, high: sum.fixed + high.value, exact: low.exact && high.exact }
}

type Choose = (a: number, b: number) => number

function mergeByScope(factors: readonly Factor[]): Factor[] {
  const merged = new Map<string, Factor>()
  for (const factor of factors) {
    const key = factor.scope.join()
    const before = merged.get(key)
    merged.set(
      key,
      before === undefined
        ? factor
        : { scope: factor.scope, values: factor.values.map((value, way) => value + (before.values[way] as number)) },
    )
  }
  return [...merged.values()]
}

function eliminate(space: Space, factors: readonly Factor[], choose: Choose): { value: number; exact: boolean } {
  const shared = new Set(factors.flatMap((factor) => (factor.scope.length > 1 ? factor.scope : [])))
  const isAlone = (factor: Factor): boolean => factor.scope.length === 1 && !shared.has(factor.scope[0] as number)
  let value = factors.reduce((sum, factor) => sum + (isAlone(factor) ? factor.values.reduce((a, b) => choose(a, b)) : 0), 0)
  let rest = factors.filter((factor) => !isAlone(factor))
  while (rest.length > 0) {
    const variable = cheapest(space, rest)
    const touching = rest.filter((factor) => factor.scope.includes(variable))
    const scope = union(touching)
    if (waysOf(space, scope) > MOST_WAYS) return { value: value + loose(rest, choose), exact: false }
    rest = rest.filter((factor) => !factor.scope.includes(variable))
    const merged = project(space, touching, scope, variable, choose)
    if (merged.scope.length === 0) value += merged.values[0] as number
    else rest.push(merged)
  }
  return { value, exact: true }
}

function cheapest(space: Space, factors: readonly Factor[]): number {
  let best = -1
  let bestWays = Number.POSITIVE_INFINITY
  for (const variable of new Set(factors.flatMap((factor) => factor.scope))) {
    const ways = waysOf(space, union(factors.filter((factor) => factor.scope.includes(variable))))
    if (ways < bestWays) {
      best = variable
      bestWays = ways
    }
  }
  return best
}

function union(factors: readonly Factor[]): number[] {
  return [...new Set(factors.flatMap((factor) => factor.scope))].sort((a, b) => a - b)
}

function loose(factors: readonly Factor[], choose: Choose): number {
  return factors.reduce((sum, factor) => sum + factor.values.reduce((a, b) => choose(a, b)), 0)
}

function project(space: Space, factors: readonly Factor[], scope: readonly number[], variable: number, choose: Choose): Factor {
  const kept = scope.filter((id) => id !== variable)
  const values: (number | undefined)[] = new Array(waysOf(space, kept))
  const ways = waysOf(space, scope)
  for (let way = 0; way < ways; way++) {
    const digits = digitsOf(space, scope, way)
    const total = factors.reduce((sum, factor) => sum + (factor.values[indexIn(space, factor.scope, scope, digits)] as number), 0)
    const target = indexIn(space, kept, scope, digits)
    const before = values[target]
    values[target] = before === undefined ? total : choose(before, total)
  }
  return { scope: kept, values: values as number[] }
}

function indexIn(space: Space, wanted: readonly number[], scope: readonly number[], digits: readonly number[]): number {
  let index = 0
  for (const id of wanted) index = index * (space.variables[id]?.size ?? 1) + (digits[scope.indexOf(id)] as number)
  return index
}
