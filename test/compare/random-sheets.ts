import fc from 'fast-check'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from '../engine/oracle.js'
import { randomAnswers, randomCases } from '../engine/random-rubric.js'

export interface RandomSheets {
  readonly rubric: Rubric
  readonly sheets: readonly Given[]
}

/** A small random rubric and two or three people's answers to it. */
export const randomSheets: fc.Arbitrary<RandomSheets> = randomCases.chain(({ rubric }) =>
  fc.array(randomAnswers(rubric), { minLength: 2, maxLength: 3 }).map((sheets) => ({ rubric, sheets })),
)
