import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundlesOf } from '../../../src/diff/contenders.js'
import { tallyOf } from '../../../src/diff/count.js'
import { diffRubrics } from '../../../src/diff/diff.js'
import type { RubricDiff } from '../../../src/diff/result.js'
import { isNothing, type Share } from '../../../src/diff/share.js'
import { versionsOf } from '../../../src/diff/sides.js'
import type { Rubric } from '../../../src/engine/rubric.js'
import { edited, rawEdits } from '../../diff/edits.js'
import { answersTo, eitherQuestions, naiveCounts, naiveSmallest } from '../../diff/naive.js'
import { randomCases } from '../../engine/random-rubric.js'

const PAIRS = 320
const MOST_WAYS = 300
const MOST_PARTIAL = 700

interface Pair {
  readonly before: Rubric
  readonly after: Rubric
}

const pairs: fc.Arbitrary<Pair> = fc
  .record({ one: randomCases, edits: rawEdits })
  .map(({ one, edits }) => ({ before: one.rubric, after: edited(one.rubric, edits) }))

const waysOf = ({ before, after }: Pair, more: number): number =>
  eitherQuestions(before, after).reduce((product, question) => product * (answersTo(question).length + more), 1)

function exactly(share: Share, ways: number): number {
  if (share.kind !== 'exact') throw new Error(`not exact: ${share.kind}`)
  return (Number(share.ways) * ways) / Number(share.of)
}

const movesOf = ({ approaches }: RubricDiff, ways: number): Record<string, number> =>
  Object.fromEntries(
    approaches.flatMap(({ id, moves }) => moves.map(({ from, to, share }) => [`${id} ${from}>${to}`, exactly(share, ways)])),
  )

describe('counted against every sheet, one after the other', () => {
  const counted = pairs.filter((pair) => waysOf(pair, 0) <= MOST_WAYS)

  it(`${PAIRS} random rubrics and edits of them: the same counts for every move of every approach, and for all together`, () => {
    fc.assert(
      fc.property(counted, ({ before, after }) => {
        const naive = naiveCounts(before, after)
        const diff = diffRubrics(before, after)
        expect(movesOf(diff, naive.ways)).toEqual(Object.fromEntries(naive.moves))
        expect(exactly(diff.any, naive.ways)).toBe(naive.any)
      }),
      { numRuns: PAIRS, seed: 5 },
    )
  }, 120_000)

  it('the same where single sweeps give up and questions are gone through answer by answer', () => {
    let branched = 0
    fc.assert(
      fc.property(counted, ({ before, after }) => {
        const versions = versionsOf(before, after)
        const naive = naiveCounts(before, after)
        for (const bundle of bundlesOf(versions)) {
          const tally = tallyOf(versions, bundle, { left: 1_000_000, perSweep: 60 })
          if (tally === null || bundle.same) continue
          branched += 1
          const ways = (found: bigint): number => Number((found * BigInt(naive.ways)) / tally.whole)
          const moved = tally.moves.flatMap((moves, at) =>
            [...moves].map(([move, found]) => [`${bundle.ids[at]} ${move}`, ways(found)] as const),
          )
          const differing = moved.filter(([key]) => !/ (\w+)>\1$/.test(key))
          const own = [...naive.moves].filter(([key]) => bundle.ids.includes(key.split(' ')[0] ?? ''))
          expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(own))
        }
      }),
      { numRuns: 100, seed: 8 },
    )
    expect(branched).toBeGreaterThan(50)
  }, 120_000)

  it('an estimate is within its interval of what every sheet shows, but for one in a hundred', () => {
    let [within, all] = [0, 0]
    fc.assert(
      fc.property(counted, ({ before, after }) => {
        const { any } = diffRubrics(before, after, { budget: 0 })
        const naive = naiveCounts(before, after)
        if (any.kind !== 'estimate') return
        all += 1
        if (any.low <= naive.any / naive.ways && naive.any / naive.ways <= any.high) within += 1
      }),
      { numRuns: 25, seed: 9 },
    )
    expect(all).toBeGreaterThan(10)
    expect(within).toBeGreaterThanOrEqual(all - 1)
  }, 120_000)

  it('the other way round, the same shares the other way round', () => {
    const turned = (key: string): string => key.replace(/ (\w+)>(\w+)$/, ' $2>$1')
    fc.assert(
      fc.property(counted, (pair) => {
        const ways = waysOf(pair, 0)
        const [there, back] = [diffRubrics(pair.before, pair.after), diffRubrics(pair.after, pair.before)]
        expect(exactly(back.any, ways)).toBe(exactly(there.any, ways))
        const reversed = Object.entries(movesOf(back, ways)).map(([key, share]) => [turned(key), share])
        expect(Object.fromEntries(reversed)).toEqual(movesOf(there, ways))
      }),
      { numRuns: 200, seed: 6 },
    )
  }, 120_000)

  it('no fewer answers show a change than the smallest example, and where none is shown there is none', () => {
    fc.assert(
      fc.property(
        pairs.filter((pair) => waysOf(pair, 1) <= MOST_PARTIAL),
        ({ before, after }) => {
          const naive = naiveSmallest(before, after)
          const { examples, approaches } = diffRubrics(before, after)
          const least = new Map<string, number>()
          for (const { answers, turned, smallest } of examples) {
            expect(smallest).toBe(true)
            for (const { approach } of turned) least.set(approach, Math.min(answers, least.get(approach) ?? answers))
          }
          const expected = new Map<string, number>()
          for (const [key, answers] of naive) {
            const id = key.split(' ')[0] as string
            expected.set(id, Math.min(answers, expected.get(id) ?? answers))
          }
          for (const { id, changed } of approaches) if (!isNothing(changed) && expected.has(id)) expect(least.has(id), id).toBe(true)
          for (const [id, answers] of least) expect(`${id} ${answers}`).toBe(`${id} ${expected.get(id)}`)
        },
      ),
      { numRuns: 200, seed: 7 },
    )
  }, 120_000)
})
