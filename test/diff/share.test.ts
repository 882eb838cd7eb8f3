import { describe, expect, it } from 'vitest'
import { estimatedShare, exactShare, highOf, isNothing, isOver, lowOf, NOTHING } from '../../src/diff/share.js'

describe('shares', () => {
  it('are shortened, and exact beyond what a number holds', () => {
    expect(exactShare(2n, 6n)).toEqual({ kind: 'exact', share: 0.333333333333333, ways: '1', of: '3' })
    expect(exactShare(0n, 7n)).toEqual(NOTHING)
    expect(exactShare(10n ** 30n + 1n, 10n ** 31n)).toMatchObject({ share: 0.1, ways: `1${'0'.repeat(29)}1` })
  })

  it('are over a limit exactly, or by the most that they can be', () => {
    expect(isOver(exactShare(1n, 20n), 500)).toBe(false)
    expect(isOver(exactShare(10n ** 20n + 1n, 20n * 10n ** 20n), 500)).toBe(true)
    expect(isOver({ kind: 'bound', low: 0.01, high: 0.051 }, 500)).toBe(true)
    expect(isOver(estimatedShare(0, 50_000, { low: 0, high: 1 }), 1)).toBe(true)
    expect(isOver(estimatedShare(0, 50_000, { low: 0, high: 1 }), 2)).toBe(false)
    expect(isOver(NOTHING, 0)).toBe(false)
  })

  it('an estimate is never surer than its draws, nor wider than what is proved', () => {
    const none = estimatedShare(0, 1000, { low: 0, high: 1 })
    expect(none).toMatchObject({ share: 0, standardError: 0, low: 0 })
    expect(none.high).toBeGreaterThan(0.005)
    expect(estimatedShare(1000, 1000, { low: 0, high: 1 })).toMatchObject({ share: 1, high: 1 })
    expect(estimatedShare(500, 1000, { low: 0.49, high: 0.51 })).toMatchObject({
      share: 0.5,
      low: 0.49,
      high: 0.51,
      standardError: 0.015811388,
    })
    expect(estimatedShare(100, 1000, { low: 0.2, high: 1 }).share).toBe(0.2)
  })

  it('nothing is only what is proved to be', () => {
    expect([isNothing(NOTHING), isNothing(estimatedShare(0, 10, { low: 0, high: 1 }))]).toEqual([true, false])
    expect([lowOf({ kind: 'bound', low: 0.1, high: 0.2 }), highOf(NOTHING)]).toEqual([0.1, 0])
  })
})
