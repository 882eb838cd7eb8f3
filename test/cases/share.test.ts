import { describe, expect, it } from 'vitest'
import { atLeast, percentText } from '../../src/cases/share.js'

describe('a share against a percentage', () => {
  it.each([
    [{ part: 85, of: 100 }, 8500, true],
    [{ part: 84, of: 100 }, 8500, false],
    [{ part: 1, of: 3 }, 3333, true],
    [{ part: 1, of: 3 }, 3334, false],
    [{ part: 0, of: 7 }, 0, true],
    [{ part: 0, of: 0 }, 10_000, true],
    [{ part: 7, of: 7 }, 10_000, true],
    // In floating point, 0.57 × 100 is 56.99999999999999.
    [{ part: 57, of: 100 }, 5700, true],
  ])('%o reaches %i hundredths of a percent: %s', (share, hundredths, reached) => {
    expect(atLeast(share, hundredths)).toBe(reached)
  })

  it('is shown rounded down, so that only a whole is 100.0%', () => {
    expect([1999, 2000].map((part) => percentText({ part, of: 2000 }))).toEqual(['99.9%', '100.0%'])
    expect(percentText({ part: 0, of: 0 })).toBe('–')
    expect(percentText({ part: 116.5, of: 132 })).toBe('88.2%')
  })
})
