import { expect } from 'vitest'
import { countWays } from '../../src/engine/completions.js'
import { prospects } from '../../src/engine/findout.js'
import type { Change } from '../../src/engine/flips.js'
import { flipsOf, MOST_CHANGES } from '../../src/engine/flips.js'
import { judge, verdictsOf } from '../../src/engine/judge.js'
import type { Model, ModelQuestion } from '../../src/engine/model.js'
import type { Rubric, Verdict } from '../../src/engine/rubric.js'
import { outlooks, setShare } from '../../src/engine/stability.js'
import { everyCompletion, type Given } from './oracle.js'
import { prospectsOf, same, shareOfWays, smallestFlips, textOf, verdictsBy } from './robustness-oracle.js'
import { modelAndState } from './small-rubric.js'

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

/** The exact shares of every verdict, of the whole set and the number of ways are what enumerating every completion gives. */
export function expectSameShares(rubric: Rubric, given: Given): void {
  const { model, state } = modelAndState(rubric, given)
  const now = verdictsOf(judge(model, state))
  const counted = outlooks(model, state, now)
  rubric.approaches.forEach((approach, index) => {
    const outlook = counted[index]
    if (outlook === null || outlook === undefined) throw new Error(`${approach.id} was not counted`)
    for (const verdict of VERDICTS) {
      const expected = shareOfWays(rubric, given, (way) => verdictsBy(rubric, way)[index] === verdict)
      expect(
        same(outlook.verdicts[verdict], expected),
        `${approach.id} ${verdict}: ${outlook.verdicts[verdict].part}/${outlook.verdicts[verdict].whole} is not ${expected.part}/${expected.whole}`,
      ).toBe(true)
    }
    expect(
      same(
        outlook.kept,
        shareOfWays(rubric, given, (way) => verdictsBy(rubric, way)[index] === now[index]),
      ),
    ).toBe(true)
  })
  expect(countWays(model, state)).toBe(BigInt(everyCompletion(rubric, given).length))
  const whole = setShare(model, state, now, 1_000_000, 20_000)
  if (!whole.exact) throw new Error('the share of the whole set was not counted')
  expect(
    same(
      whole.kept,
      shareOfWays(rubric, given, (way) => verdictsBy(rubric, way).every((verdict, index) => verdict === now[index])),
    ),
  ).toBe(true)
}

/** The smallest flips of every approach are exactly those that trying every change finds. */
export function expectSameFlips(rubric: Rubric, given: Given): void {
  const { model, state } = modelAndState(rubric, given)
  const now = verdictsOf(judge(model, state))
  const expected = smallestFlips(rubric, given, MOST_CHANGES)
  flipsOf(model, state, now).forEach((flips, index) => {
    expect(flips.searched && flips.complete).toBe(true)
    const found = flips.sets.map((set) =>
      textOf(
        set.verdict,
        set.changes.map((change) => stated(model, change)),
      ),
    )
    expect(found.sort(), rubric.approaches[index]?.id).toEqual(expected[index])
    expect(flips.count).toBe(expected[index]?.length)
    for (const set of flips.sets) expect(set.changes.reduce((sum, change) => sum + change.changes, 0)).toBe(flips.size)
  })
}

function stated(model: Model, change: Change): { id: string; answer: string | readonly string[] } {
  const { source } = model.questions[change.question] as ModelQuestion
  const { to } = change
  if (to === null) throw new Error('a flip opens a question')
  const ids = source.options
    .filter((_, option) => (typeof to === 'number' ? to === option : to[option] === true))
    .map((option) => option.id)
  return { id: source.id, answer: typeof to === 'number' ? (ids[0] as string) : ids }
}

/** What each open question could turn is what deciding again with each of its answers turns, likeliest first. */
export function expectSameProspects(rubric: Rubric, given: Given): void {
  const { model, state } = modelAndState(rubric, given)
  const ranked = prospects(model, state, verdictsOf(judge(model, state)))
  const expected = prospectsOf(rubric, given)
  expect(ranked.map((one) => rubric.questions[one.question]?.id).sort()).toEqual([...expected.keys()].sort())
  for (const one of ranked) {
    const other = expected.get(rubric.questions[one.question]?.id ?? '')
    expect([one.changes.part, one.changes.whole, one.turned]).toEqual([
      BigInt(other?.changing ?? -1),
      BigInt(other?.of ?? -1),
      other?.turned,
    ])
  }
  const rate = (one: (typeof ranked)[number]): number => Number(one.changes.part) / Number(one.changes.whole)
  ranked.slice(1).forEach((one, index) => {
    expect(rate(one)).toBeLessThanOrEqual(rate(ranked[index] as (typeof ranked)[number]))
  })
}
