import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../src/prove/finding.js'
import { checkProofs } from './agreement.js'
import { provableRubrics } from './random.js'

describe('every proof says what looking at every answer set says', () => {
  it('over 150 random rubrics, which show every kind of finding', { timeout: 60_000 }, () => {
    const codes = new Set<FindingCode>()
    fc.assert(
      fc.property(provableRubrics(120), (rubric) => {
        for (const { code } of checkProofs(rubric)) codes.add(code)
      }),
      { numRuns: 150, seed: 7 },
    )
    expect([...codes].sort()).toEqual([
      'proof-condition-always',
      'proof-condition-never',
      'proof-dominated',
      'proof-gate-contradiction',
      'proof-gate-never',
      'proof-gate-shadowed',
      'proof-inert-option',
      'proof-inert-question',
      'proof-never-reached',
      'proof-one-sided',
      'proof-order',
      'proof-tie',
      'proof-unreachable',
    ])
  })
})
