import fc from 'fast-check'
import type { Expectation } from '../../src/engine/answers.js'

const verdict = fc.subarray(['adopt', 'pilot', 'later', 'skip'] as const, { minLength: 1, maxLength: 3 })
/** Expectations of these approaches as an answers file can hold them: one of each approach, in the order of the block. */
export const randomExpectations = (approaches: readonly string[]): fc.Arbitrary<readonly Expectation[]> =>
  fc
    .record({
      verdicts: fc.uniqueArray(fc.record({ approach: fc.constantFrom(...approaches), verdicts: verdict, not: fc.boolean() }), {
        selector: (one) => one.approach,
      }),
      hundredths: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
      points: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      questions: fc.option(fc.nat(30), { nil: undefined }),
      failOn: fc.subarray(['mistakes', 'contradictions'] as const),
    })
    .map(({ verdicts, hundredths, points, questions, failOn }) => [
      ...verdicts.map((one) => ({ kind: 'verdict' as const, ...one })),
      ...(hundredths === undefined ? [] : [{ kind: 'min-stability' as const, hundredths }]),
      ...(points === undefined ? [] : [{ kind: 'min-margin' as const, points }]),
      ...(questions === undefined ? [] : [{ kind: 'max-open' as const, questions }]),
      ...failOn.map((what) => ({ kind: 'fail-on' as const, what })),
    ])
