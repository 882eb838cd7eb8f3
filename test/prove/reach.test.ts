import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import type { ProofReport } from '../../src/prove/finding.js'
import { gateOf, planOf } from '../engine/small-rubric.js'
import { changed, onlyFinding, provenOf, SOUND, toldOf, withGates } from './sound.js'

describe('proof-unreachable and proof-never-reached', () => {
  it('finds a verdict that no answers lead to, which may be declared', () => {
    const rubric = changed(SOUND, 'approaches', 'rag', { readinessPrior: 9 })
    expect(toldOf(rubric)).toEqual([
      'refuted proof-unreachable approaches.rag',
      'refuted proof-inert-question questions.index',
      'refuted proof-condition-never plans.rag.does.0.when',
    ])
    expect(onlyFinding(rubric, 'proof-unreachable').message).toBe('no answers lead to the verdict `later` for `rag`')
    const declared = changed(rubric, 'approaches', 'rag', { readinessPrior: 9, never: ['later'] })
    const questions = SOUND.questions.filter(({ id }) => id !== 'index')
    expect(toldOf({ ...declared, questions, plans: { ...declared.plans, rag: planOf() } })).toEqual([])
  })

  it('shows answers that lead to a verdict declared never to come', () => {
    const { result, witness, subject } = onlyFinding(changed(SOUND, 'approaches', 'tune', { never: ['later'] }), 'proof-never-reached')
    expect({ result, witness, subject }).toEqual({
      result: 'refuted',
      witness: { need: 'form', team: 'none' },
      subject: ['approaches', 'tune'],
    })
  })

  it('demands nothing but adopt of a baseline, and that always', () => {
    const rubric = withGates(gateOf('off', 'base', 'block', { when: { question: 'need', is: ['form'] } }))
    expect(toldOf(rubric)).toEqual(['refuted proof-never-reached approaches.base', 'refuted proof-gate-contradiction gates.off'])
    expect(onlyFinding(rubric, 'proof-never-reached').witness).toEqual({ need: 'form' })
  })

  it('only warns where the rubric leaves questions of its base out', () => {
    const rubric = { ...changed(SOUND, 'approaches', 'rag', { readinessPrior: 9 }), absent: ['left-out'] }
    expect(toldOf(rubric)).toEqual(['warning proof-unreachable approaches.rag', 'refuted proof-inert-question questions.index'])
  })

  describe('where questions of its base are left out', () => {
    const shorter = (whole: Rubric, ...ids: string[]): Rubric => ({
      ...whole,
      questions: whole.questions.filter(({ id }) => !ids.includes(id)),
      absent: ids,
    })
    const ofReach = (report: ProofReport) => report.findings.filter(({ code }) => code === 'proof-unreachable')

    it('says which verdicts only these lead to, with no warning', () => {
      const report = provenOf(shorter(SOUND, 'index'), { whole: SOUND })
      expect(ofReach(report)).toEqual([])
      expect(report.leftOut).toEqual([{ approach: 'rag', verdicts: ['later'] }])
      expect(provenOf(SOUND).leftOut).toBeUndefined()
      expect(provenOf(shorter(SOUND, 'tried'), { whole: SOUND }).leftOut).toBeUndefined()
    })

    it('warns of what the whole rubric does not reach either', () => {
      const whole = changed(SOUND, 'approaches', 'rag', { readinessPrior: 9 })
      const report = provenOf(shorter(whole, 'index'), { whole })
      expect(ofReach(report).map(({ result, message }) => [result, message])).toEqual([
        ['warning', 'no answers lead to the verdict `later` for `rag`'],
      ])
      expect(report.leftOut).toBeUndefined()
    })
  })
})
