import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCases } from '../engine/random-rubric.js'
import { numbersFrom } from '../engine/shuffled.js'
import { checkClaims } from './claims-agreement.js'

describe('claims of random rubrics', () => {
  it('are proved exactly where trying every answer set finds nothing against them', { timeout: 60_000 }, () => {
    const outcomes: string[] = []
    fc.assert(
      fc.property(randomCases, fc.nat(1_000_000), ({ rubric }, seed) => {
        outcomes.push(...checkClaims(rubric, 500, numbersFrom(seed)))
      }),
      { numRuns: 150 },
    )
    for (const outcome of ['proved', 'refuted', 'vacuous']) expect(outcomes).toContain(outcome)
  })
})
