import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProofs } from '../../prove/agreement.js'
import { provableRubrics } from '../../prove/random.js'

describe('every proof says what looking at every answer set says', () => {
  it.for([1, 2, 3, 4])('over 500 random rubrics (%i of 4)', (_part, { annotate }) => {
    const counts = new Map<string, number>()
    fc.assert(
      fc.property(provableRubrics(1_200), (rubric) => {
        for (const { code } of checkProofs(rubric)) counts.set(code, (counts.get(code) ?? 0) + 1)
      }),
      { numRuns: 500 },
    )
    annotate([...counts].map(([code, count]) => `${code}: ${count}`).join(', '))
    expect(counts.size).toBe(13)
  })
})
