import { describe, expect, it } from 'vitest'
import { planOf } from '../engine/small-rubric.js'
import { changed, onlyFinding, SOUND, toldOf } from './sound.js'

describe('proof-condition-never and proof-condition-always', () => {
  it('finds a condition that no answers make true, through the question that hides what it reads', () => {
    const when = {
      all: [
        { question: 'need', is: ['form'] },
        { question: 'size', is: ['small'] },
      ],
    }
    expect(toldOf(changed(SOUND, 'mistakes', 'tried-twice', { when }))).toContain('refuted proof-condition-never mistakes.tried-twice.when')
  })

  it('finds verdicts that cannot come with the answers named', () => {
    const when = {
      all: [
        { question: 'need', is: ['facts'] },
        { approach: 'tune', verdict: ['adopt' as const] },
      ],
    }
    const setRules = [{ id: 'rule', kind: 'conflict' as const, when, says: '', evidence: [] }]
    expect(toldOf({ ...SOUND, setRules })).toEqual(['refuted proof-condition-never setRules.rule.when'])
    const both = {
      all: [
        { question: 'need', is: ['both'] },
        { approach: 'tune', verdict: ['pilot' as const] },
      ],
    }
    expect(toldOf({ ...SOUND, setRules: [{ ...setRules[0], id: 'rule', kind: 'conflict', when: both, says: '', evidence: [] }] })).toEqual(
      [],
    )
  })

  it('finds a condition that is always true, or never false where that is what counts', () => {
    const anything = { any: [{ question: 'need', is: ['facts'] }, { not: { question: 'tried', chosen: { least: 3, most: 3 } } }] }
    const { subject } = onlyFinding(
      changed(SOUND, 'mistakes', 'tried-twice', { when: { not: { all: [anything, { any: [] }] } } }),
      'proof-condition-always',
    )
    expect(subject).toEqual(['mistakes', 'tried-twice', 'when'])
    const asked = changed(SOUND, 'questions', 'team', { when: { question: 'need', is: ['facts', 'form', 'both'] } })
    expect(toldOf(asked)).toEqual(['refuted proof-condition-always questions.team.when'])
  })

  it('only warns of a condition that says nothing where it stands', () => {
    const plans = {
      ...SOUND.plans,
      rag: planOf({ does: [{ text: 'x', evidence: [], when: { not: { approach: 'rag', verdict: ['skip'] } } }] }),
    }
    expect(toldOf({ ...SOUND, plans })).toEqual(['warning proof-condition-always plans.rag.does.0.when'])
  })

  it('says nothing of conditions on what the rubric leaves out', () => {
    const rubric = { ...changed(SOUND, 'mistakes', 'tried-twice', { when: { question: 'left-out', is: ['x'] } }), absent: ['left-out'] }
    expect(toldOf(rubric)).toEqual(['refuted proof-inert-option questions.tried.options.rag'])
  })

  it('does not tell of everything inside a place that is never reached', () => {
    const never = {
      all: [
        { question: 'need', is: ['form'] },
        { question: 'size', is: ['small'] },
      ],
    }
    const when = { question: 'team', is: ['some'] }
    const phases = [{ id: 'now', title: '', entry: '', exit: '', when: never, steps: [{ text: 'x', evidence: [], when }] }]
    expect(toldOf({ ...SOUND, phases })).toEqual(['refuted proof-condition-never phases.now.when'])
  })
})
