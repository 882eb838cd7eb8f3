import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCases } from '../../engine/random-rubric.js'
import { numbersFrom } from '../../engine/shuffled.js'
import { checkClaims } from '../../prove/claims-agreement.js'

describe('claims of 2,000 random rubrics', () => {
  it('are proved exactly where trying every answer set finds nothing against them', ({ annotate }) => {
    const outcomes: string[] = []
    fc.assert(
      fc.property(randomCases, fc.nat(1_000_000), ({ rubric }, seed) => {
        outcomes.push(...checkClaims(rubric, 2_000, numbersFrom(seed)))
      }),
      { numRuns: 2_000 },
    )
    const count = (wanted: string): number => outcomes.filter((one) => one === wanted).length
    annotate(`${count('proved')} claims proved, ${count('refuted')} refuted, ${count('vacuous')} vacuous`)
    for (const outcome of ['proved', 'refuted', 'vacuous']) expect(count(outcome)).toBeGreaterThan(300)
  })
})
