import { buildModel } from '../engine/model.js'
import type { Claim, Rubric } from '../engine/rubric.js'
import { provedOrder } from './claims/order.js'
import type { Proof } from './claims/proof.js'
import { provedVerdicts } from './claims/verdicts.js'
import { askedQuestions } from './claims/words.js'
import type { Finding } from './finding.js'

/** What came of the claims of a rubric: findings on those that could not be proved, and the ids of those that were. */
export interface ProvedClaims {
  readonly findings: readonly Finding[]
  readonly proved: readonly string[]
}

/** Steps of one exploration, and situations of one table; a claim may take several of them. */
const MOST_STEPS = 2_000_000

/**
 * Holds every claim of a rubric to all answers that are possible, any question left open. Exact: what is called proved holds everywhere, what is
 * refuted comes with answers that show it, and the rest is unproved because the budget (in steps, of each search) did not last.
 */
export function proveClaims(rubric: Rubric, budget: number = MOST_STEPS): ProvedClaims {
  const claims = rubric.claims ?? []
  if (claims.length === 0) return { findings: [], proved: [] }
  const model = buildModel(rubric)
  const findings: Finding[] = []
  const proved: string[] = []
  for (const claim of claims) {
    const proof = 'then' in claim ? provedVerdicts(model, claim, budget) : provedOrder(model, claim, budget)
    const finding = findingOn(rubric, claim, proof)
    if (finding === undefined) proved.push(claim.id)
    else if (finding !== null) findings.push(finding)
  }
  return { findings, proved }
}

/** Nothing where it is proved; null where it says nothing of this rubric, which leaves out what the claim is about. */
function findingOn(rubric: Rubric, claim: Claim, proof: Proof): Finding | undefined | null {
  const subject = ['claims', claim.id]
  const name = `claim "${claim.id}"`
  switch (proof.result) {
    case 'proved':
      return undefined
    case 'refuted':
      return {
        code: 'proof-claim',
        result: 'refuted',
        subject,
        message: `${name} does not hold: expected ${proof.expected}, and it is not so: ${proof.came}`,
        hint: 'correct the points, gates or lines that lead there; or the claim, if it says too much',
        witness: proof.witness,
      }
    case 'unproved':
      return {
        code: 'proof-claim',
        result: 'unproved',
        subject,
        message: `${name} is neither proved nor refuted: ${proof.why}`,
        hint: proof.hint,
      }
    case 'vacuous':
      if (!askedQuestions(rubric, claim)) return null
      return {
        code: 'proof-claim-vacuous',
        result: 'warning',
        subject: [...subject, 'when'],
        message: `${name} says nothing: no answers make its "when" true`,
        hint: 'correct the condition, or leave the claim out',
      }
  }
}
