import { expect } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Finding } from '../../src/prove/finding.js'
import { proveRubric } from '../../src/prove/prove.js'
import { bruteFindings, rowOf } from './brute.js'

/** Checks that every proof says of a rubric what looking at every answer set says, and that every witness shows it. */
export function checkProofs(rubric: Rubric): readonly Finding[] {
  const { findings } = proveRubric(rubric)
  const looked = findings.filter(({ code }) => code !== 'proof-reference')
  const told = looked.map(({ result, code, subject }) => `${result} ${code} ${subject.join('.')}`).sort()
  expect(told).toEqual(bruteFindings(rubric))
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
