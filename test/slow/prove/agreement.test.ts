import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProofs } from '../../prove/agreement.js'
import { provableRubrics } from '../../prove/random.js'

describe('every proof says what looking at every answer set says', () => {
  it.for([1, 2, 3, 4, 5, 6, 7, 8])('over 250 random rubrics (%i of 8)', (_part, { annotate }) => {
    const counts = new Map<string, number>()
    fc.assert(
      fc.property(provableRubrics(1_200), (rubric) => {
        for (const { code } of checkProofs(rubric)) counts.set(code, (counts.get(code) ?? 0) + 1)
      }),
      { numRuns: 250 },
    )
    annotate([...counts].map(([code, count]) => `${code}: ${count}`).join(', '))
    expect(counts.size).toBeGreaterThan(9)
  })
})
