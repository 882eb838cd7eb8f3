import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributionsOf } from '../../src/engine/contributions.js'
import { contenderOf, judge } from '../../src/engine/judge.js'
import type { Model } from '../../src/engine/model.js'
import { perturb, reachOf, standardError } from '../../src/engine/perturb.js'
import { randomFrom } from '../../src/engine/random.js'
import type { Verdict } from '../../src/engine/rubric.js'
import { groupsOf, verdictsInGroup } from '../../src/engine/stability.js'
import type { State } from '../../src/engine/truth.js'
import { randomCases } from './random-rubric.js'
import { modelAndState } from './small-rubric.js'

const DRAWS = 4_000
const SEED = 7

interface Grid {
  readonly approach: number
  readonly axis: 'need' | 'readiness'
  readonly reach: number
}

/** Shares of each verdict over the whole grid of a group, every point of the grid counting once. */
function overTheGrid(model: Model, state: State, group: readonly number[]): Record<Verdict, number>[] {
  const standings = judge(model, state)
  const entries = gridOf(model, state).filter((one) => group.includes(one.approach))
  const counts = group.map(() => ({ adopt: 0, pilot: 0, later: 0, skip: 0 }))
  const walk = (depth: number, need: readonly number[], readiness: readonly number[]): void => {
    const entry = entries[depth]
    if (entry === undefined) {
      const members = group.map((approach) => {
        const standing = standings[approach]
        const source = model.approaches[approach]
        if (standing === undefined || source === undefined) throw new Error('no such approach')
        return contenderOf(source, { ...standing, need: need[approach] ?? 0, readiness: readiness[approach] ?? 0 })
      })
      verdictsInGroup(model, group, members).forEach((verdict, member) => {
        const count = counts[member]
        if (count !== undefined) count[verdict] += 1
      })
      return
    }
    for (let shift = -entry.reach; shift <= entry.reach; shift++) {
      const moved = (sums: readonly number[], axis: Grid['axis']): readonly number[] =>
        entry.axis === axis ? sums.map((sum, approach) => (approach === entry.approach ? sum + shift : sum)) : sums
      walk(depth + 1, moved(need, 'need'), moved(readiness, 'readiness'))
    }
  }
  walk(
    0,
    standings.map((one) => one.need),
    standings.map((one) => one.readiness),
  )
  return counts
}

function gridOf(model: Model, state: State): Grid[] {
  return contributionsOf(model, state).flatMap((list, approach) =>
    list.map(({ axis, points }) => ({ approach, axis, reach: reachOf(points) })),
  )
}

describe('moved points', () => {
  it('are moved by a third of their size, rounded up', () => {
    expect([1, 2, 3, 4, 6, 7, -7, -1].map(reachOf)).toEqual([1, 1, 1, 2, 2, 3, 3, 1])
  })

  it('give each verdict as often as the whole grid does, within four standard errors, on 200 random rubrics', () => {
    let compared = 0
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const { model, state } = modelAndState(rubric, given)
        const grid = gridOf(model, state)
        fc.pre(grid.length > 0 && grid.reduce((size, { reach }) => size * (2 * reach + 1), 1) <= 20_000)
        const drawn = perturb(model, judge(model, state), contributionsOf(model, state), DRAWS, SEED)
        for (const group of groupsOf(model)) {
          overTheGrid(model, state, group).forEach((exact, member) => {
            const size = exact.adopt + exact.pilot + exact.later + exact.skip
            for (const verdict of ['adopt', 'pilot', 'later', 'skip'] as const) {
              const share = exact[verdict] / size
              const error = Math.sqrt((share * (1 - share)) / DRAWS)
              const count = drawn.counts[group[member] ?? -1]?.[verdict] ?? -1
              expect(Math.abs(count / DRAWS - share)).toBeLessThanOrEqual(4 * error)
              compared += 1
            }
          })
        }
      }),
      { numRuns: 200, seed: 20_010_101 },
    )
    expect(compared).toBeGreaterThan(2_000)
  })

  it('come out the same for the same seed, and otherwise for another', () => {
    const draw = (seed: number): number[] => {
      const random = randomFrom(seed)
      return Array.from({ length: 8 }, () => random(1000))
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(draw(1)).toMatchInlineSnapshot(`
      [
        713,
        12,
        0,
        875,
        157,
        760,
        643,
        917,
      ]
    `)
  })

  it('say how far a share may be off', () => {
    expect(standardError(5_000, 10_000)).toBe(0.005)
    expect(standardError(0, 10_000)).toBe(0)
  })
})
