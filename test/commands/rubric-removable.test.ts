import { describe, expect, it } from 'vitest'
import { withRemoval } from '../../src/commands/rubric/removable.js'
import type { Finding } from '../../src/prove/finding.js'
import { edited, rubric, withFiles } from './rubric-folder.js'

const BASE = `${edited()}  - {id: monthly-is-no-reason, says: Monthly change is tried at most., when: {question: change-rate, is: monthly}, then: {not: {approach: rag, verdict: adopt}}}\n`
const HEAD = 'format: 1\nid: house\nversion: 1.0.0\ntitle: House rules\nextends: ./base.yaml\n'
/** Here it is a reason, and the claim of the base breaks. */
const COUNTING = `${HEAD}questions: [{id: change-rate, options: [{id: monthly, points: {rag: {points: 2, because: Every month counts here., evidence: [judgement]}}}]}]\n`
const OWN = `${HEAD}claims: [{id: too-much, says: Facts are always looked up., when: {question: need, is: facts}, then: {approach: rag, verdict: adopt}}]\n`

const check = (path: string) => rubric(['check', path])

describe('a finding in the base of an overlay', () => {
  it('says how to take out a claim of the base, and that helps', async () => {
    await withFiles({ 'base.yaml': BASE, 'ours.yaml': COUNTING }, async (base, ours) => {
      const broken = await check(ours)
      expect(broken.code).toBe(1)
      expect(broken.stdout).toContain(`${base}:`)
      const [hint = '', change = ''] =
        /it is in the base: to take it out here, write `(remove: \{claims: \[[a-z-]+\]\})`/.exec(broken.stdout) ?? []
      expect(hint).not.toBe('')
      await withFiles({ 'base.yaml': BASE, 'ours.yaml': `${COUNTING}${change}\n` }, async (_, mended) => {
        const { code, stdout } = await check(mended)
        expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('everything proved') })
      })
    })
  })

  it('says nothing of the kind of a claim in the overlay itself', async () => {
    await withFiles({ 'base.yaml': BASE, 'ours.yaml': OWN }, async (_, ours) => {
      const { code, stdout } = await check(ours)
      expect(code).toBe(1)
      expect(stdout).toContain('`too-much` does not hold')
      expect(stdout).not.toContain('it is in the base')
    })
  })

  it('nor of one in a part of a rubric that stands alone', async () => {
    const whole = `${BASE.slice(0, BASE.indexOf('\nclaims:'))}\nparts: [laws.yaml]\n`
    const claims = OWN.slice(OWN.indexOf('claims:'))
    await withFiles({ 'base.yaml': whole, 'laws.yaml': claims }, async (base, laws) => {
      const { stdout } = await check(base)
      expect(stdout).toContain(`${laws}:`)
      expect(stdout).toContain('`too-much` does not hold')
      expect(stdout).not.toContain('it is in the base')
    })
  })
})

describe('what a hint takes out', () => {
  const finding = (code: Finding['code'], ...subject: readonly (string | number)[]): Finding => ({
    code,
    result: 'refuted',
    subject,
    message: 'no',
    hint: 'mend it',
  })

  it.each([
    [finding('proof-claim-vacuous', 'claims', 'law', 'when'), 'remove: {claims: [law]}'],
    [finding('proof-gate-shadowed', 'gates', 'no-pairs'), 'remove: {gates: [no-pairs]}'],
    [finding('proof-condition-never', 'setRules', 'both', 'when'), 'remove: {set-rules: [both]}'],
    [finding('proof-inert-question', 'questions', 'latency'), 'remove: {questions: [latency]}'],
    [finding('proof-inert-option', 'questions', 'latency', 'options', 'low'), 'remove: {options: [latency.low]}'],
  ])('%j', (one, change) => {
    expect(withRemoval(one).hint).toBe(`mend it; it is in the base: to take it out here, write \`${change}\``)
    expect(withRemoval({ ...one, hint: undefined } as unknown as Finding).hint).toContain(change)
  })

  it.each([
    finding('proof-order', 'questions', 'pairs', 'options'),
    finding('proof-unreachable', 'approaches', 'rag'),
    finding('proof-review', 'references', 'lima-2023'),
  ])('nothing for what has to be mended: %j', (one) => {
    expect(withRemoval(one)).toBe(one)
  })
})
