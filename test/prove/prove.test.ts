import { describe, expect, it } from 'vitest'
import { core, quick } from '../engine/shipped.js'
import { changed, provenOf, SOUND, toldOf } from './sound.js'

describe('a sound rubric', () => {
  it('has everything proved', () => {
    const { findings, proved } = provenOf(SOUND, { date: '2026-11-21' })
    expect(findings).toEqual([])
    expect(Object.fromEntries(proved.map(({ proof, count }) => [proof, count]))).toMatchObject({
      'proof-unreachable': 9,
      'proof-never-reached': 3,
      'proof-inert-question': 5,
      'proof-inert-option': 12,
      'proof-order': 2,
      'proof-gate-never': 3,
      'proof-reference': 13,
      'proof-review': 1,
    })
  })

  it('comes to the same every time', () => {
    expect(JSON.stringify(provenOf(quick))).toBe(JSON.stringify(provenOf(quick)))
  })
})

describe('a budget that does not last', () => {
  it('leaves unproved, by name, what would take exploring, and proves nothing by it', () => {
    const alternatives = [{ id: 'one-of-two', of: ['rag', 'tune'], because: '' }]
    const rubric = changed({ ...SOUND, alternatives }, 'approaches', 'tune', { prior: -40 })
    const thorough = { limits: { draws: 1, attempts: 0, rows: 1 } }
    const told = toldOf(rubric, { ...thorough, budget: 0 })
    expect(told).toContain('unproved proof-tie alternatives.one-of-two')
    expect(toldOf(rubric, thorough)).toEqual(expect.arrayContaining(told.filter((one) => one.startsWith('refuted'))))
    const report = provenOf(rubric, { ...thorough, budget: 0 })
    const whole = provenOf(rubric, thorough)
    for (const [at, { count }] of report.proved.entries()) expect(count).toBeLessThanOrEqual(whole.proved[at]?.count ?? 0)
  })
})

describe('the shipped rubrics', () => {
  it.for([
    ['core', core],
    ['quick', quick],
  ] as const)('%s has nothing refuted and nothing left unproved', { timeout: 60_000 }, ([, rubric]) => {
    expect(provenOf(rubric, { date: '2026-11-21' }).findings.filter(({ result }) => result !== 'warning')).toEqual([])
  })
})
