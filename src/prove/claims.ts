import { buildModel } from '../engine/model.js'
import type { Claim, Rubric } from '../engine/rubric.js'
import type { Budget } from './claims/budget.js'
import { type ClaimLimits, LIMITS } from './claims/limits.js'
import { provedOrder } from './claims/order.js'
import type { Proof } from './claims/proof.js'
import { provedVerdicts } from './claims/verdicts.js'
import { readsAbsent } from './claims/words.js'
import type { Finding } from './finding.js'

/** What came of the claims of a rubric: findings on those that could not be proved, and the ids of those that were. */
export interface ProvedClaims {
  readonly findings: readonly Finding[]
  readonly proved: readonly string[]
}

/** Steps for all claims together, unless told otherwise: some ten seconds at worst. */
const BUDGET = 40_000_000

/**
 * Holds every claim of a rubric to all answers that are possible, any question left open. Exact: what is called proved holds everywhere, what is
 * refuted comes with answers that show it, and the rest is unproved because the budget, in steps for all claims together, did not last. The limits are
 * for tests.
 */
export function proveClaims(rubric: Rubric, budget: number = BUDGET, limits: ClaimLimits = LIMITS): ProvedClaims {
  const model = buildModel(rubric)
  const left: Budget = { left: budget }
  const findings: Finding[] = []
  const proved: string[] = []
  for (const claim of rubric.claims ?? []) {
    const proof = 'then' in claim ? provedVerdicts(model, claim, left, limits) : provedOrder(model, claim, left)
    if (proof.result === 'proved') proved.push(claim.id)
    // A rubric that leaves questions out is not the one that its base makes claims of.
    else if (proof.result !== 'vacuous' || !readsAbsent(rubric, claim)) findings.push(findingOf(claim, proof))
  }
  return { findings, proved }
}

function findingOf(claim: Claim, proof: Exclude<Proof, { result: 'proved' }>): Finding {
  const subject = ['claims', claim.id]
  switch (proof.result) {
    case 'refuted':
      return {
        code: 'proof-claim',
        result: 'refuted',
        subject,
        message: `the claim \`${claim.id}\` does not hold: it says that ${proof.expected}, and with these answers ${proof.came}`,
        hint: 'correct the points, gates or lines that lead there; or the claim, if it says too much',
        witness: proof.witness,
      }
    case 'unproved':
      return {
        code: 'proof-claim',
        result: 'unproved',
        subject,
        message: `not proved within the budget: that the claim \`${claim.id}\` holds`,
        hint: 'allow more steps, let its `when` fix more answers, or split it into several claims',
      }
    case 'vacuous':
      return {
        code: 'proof-claim-vacuous',
        result: 'warning',
        subject: [...subject, 'when'],
        message: `no answers make the \`when\` of the claim \`${claim.id}\` true: it says nothing`,
        hint: 'mend the condition, or remove the claim',
      }
  }
}
