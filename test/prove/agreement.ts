import { expect } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Finding } from '../../src/prove/finding.js'
import { type ProofOptions, proveRubric } from '../../src/prove/prove.js'
import type { Limits } from '../../src/prove/space.js'
import { bruteFindings, rowOf } from './brute.js'

/** Next to nothing is drawn, steered or listed: all is explored. */
const THOROUGH: Limits = { draws: 1, attempts: 0, rows: 1 }

/** Checks that every proof says of a rubric what looking at every answer set says, and that every witness shows it. */
export function checkProofs(rubric: Rubric): readonly Finding[] {
  const expected = bruteFindings(rubric)
  const looked = checkAgainst(rubric, expected, {})
  checkAgainst(rubric, expected, { limits: THOROUGH })
  return looked
}

function checkAgainst(rubric: Rubric, expected: readonly string[], options: ProofOptions): readonly Finding[] {
  const looked = proveRubric(rubric, options).findings.filter(({ code }) => code !== 'proof-reference')
  const told = looked.map(({ result, code, subject }) => `${result} ${code} ${subject.join('.')}`).sort()
  expect(told).toEqual(expected)
  for (const finding of looked) if (finding.witness !== undefined) checkWitness(rubric, finding)
  return looked
}

function checkWitness(rubric: Rubric, { code, subject, witness, message }: Finding): void {
  const { decision, verdicts } = rowOf(rubric, witness ?? {})
  if (code === 'proof-never-reached') {
    expect(message).toContain(`\`${verdicts.get(String(subject[1]))}\``)
  } else if (code === 'proof-gate-contradiction') {
    const fired = decision.approaches.flatMap(({ gates }) => gates)
    expect(fired).toContain(subject[1])
  } else if (code === 'proof-tie') {
    expect(decision.approaches.some(({ lostTo }) => lostTo?.tie === true)).toBe(true)
  } else expect(['proof-order', 'proof-one-sided']).toContain(code)
}
