import type { Claim, Rubric } from '../../engine/rubric.js'
import { type Words, wordsOf } from '../condition.js'
import { type AnswersRead, answersRead } from './rules.js'
import { titleOfApproach } from './weights.js'

/** What a rubric states about itself: of answers that lead somewhere, or of an answer and the next one up. */
export interface ClaimFacts {
  readonly says: string
  /** Absent: it speaks of all answers. */
  readonly when?: Words
  /** Of a claim of verdicts: what holds wherever `when` does. */
  readonly law?: Words
  /** Of a claim of order: what the next answer up never does to the need of an approach. */
  readonly order?: {
    readonly question: string
    readonly questionTitle: string
    /** Ids of the options, from the lowest up. */
    readonly options: readonly string[]
    readonly never: 'lowers' | 'raises'
    readonly approach: string
    readonly approachTitle: string
  }
  readonly reads: readonly AnswersRead[]
  readonly evidence: readonly string[]
}

/** What a claim says, in words and data; whether it is true is for the proofs. */
export function claimFacts(rubric: Rubric, claim: Claim): ClaimFacts {
  const { says, evidence } = claim
  const when = wordsOf(rubric, claim.when)
  const read = [...(claim.when === undefined ? [] : [claim.when]), ...('then' in claim ? [claim.then] : [])]
  return {
    says,
    ...(when && { when }),
    ...lawOf(rubric, claim),
    reads: read.length === 0 ? [] : answersRead(rubric, { all: read }),
    evidence,
  }
}

function lawOf(rubric: Rubric, claim: Claim): Pick<ClaimFacts, 'law' | 'order'> {
  if ('then' in claim) {
    const law = wordsOf(rubric, claim.then)
    return law === undefined ? {} : { law }
  }
  const { more, never, approach } = claim
  const question = rubric.questions.find(({ id }) => id === more)
  return {
    order: {
      question: more,
      questionTitle: question?.title ?? more,
      options: question?.options.map(({ id }) => id) ?? [],
      never,
      approach,
      approachTitle: titleOfApproach(rubric, approach),
    },
  }
}
