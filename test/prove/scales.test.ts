import { describe, expect, it } from 'vitest'
import { approachOf, gateOf, optionOf, questionOf, rubricOf } from '../engine/small-rubric.js'
import { changed, judged, onlyFinding, optionChanged, SOUND, toldOf } from './sound.js'

describe('proof-one-sided, proof-order and proof-dominated', () => {
  it('finds points that all speak one way in some context', () => {
    const when = { question: 'need', is: ['facts'] }
    const rubric = optionChanged(SOUND, 'size', 'small', { points: [...judged({ rag: -2 }), ...judged({ rag: 3 }, { when })] })
    const { subject, witness } = onlyFinding(rubric, 'proof-one-sided')
    expect([subject, witness]).toEqual([['questions', 'size', 'options'], { need: 'facts' }])
    expect(
      toldOf(optionChanged(SOUND, 'size', 'small', { points: [...judged({ rag: -2 }), ...judged({ rag: 2 }, { when })] })),
    ).not.toContain('refuted proof-one-sided questions.size.options')
  })

  it('finds points that go up and down along a scale, unless the rubric says why', () => {
    const rubric = optionChanged(SOUND, 'size', 'large', { points: judged({ rag: -1 }) })
    const { message, witness } = onlyFinding(rubric, 'proof-order')
    expect(message).toBe('along the scale of `size` the points of `rag` go up and down: small -2, medium 1, large -1')
    expect(witness).toEqual({})
    expect(toldOf(changed(rubric, 'questions', 'size', { unevenBecause: 'it is so' }))).toEqual([])
    expect(toldOf(changed(rubric, 'questions', 'size', { ordered: false }))).toEqual([])
  })

  it('finds points that go up and down in one context alone', () => {
    const when = { all: [{ question: 'need', is: ['both'] }, { not: { question: 'team', is: ['some'] } }] }
    const rubric = optionChanged(SOUND, 'size', 'medium', { points: [...judged({ rag: 1 }), ...judged({ rag: 4 }, { when })] })
    expect(onlyFinding(rubric, 'proof-order').witness).toEqual({ need: 'both', team: 'none' })
    const elsewhere = { question: 'need', is: ['form'] }
    const hidden = optionChanged(SOUND, 'size', 'medium', { points: [...judged({ rag: 1 }), ...judged({ rag: 4 }, { when: elsewhere })] })
    expect(toldOf(hidden)).toEqual(['refuted proof-condition-never questions.size.options.medium.points.rag.1.when'])
  })

  it('finds an option that is worse for every approach', () => {
    const rubric = optionChanged(SOUND, 'need', 'both', { points: judged({ rag: 7, tune: 4 }) })
    expect(toldOf(rubric)).toEqual(['refuted proof-dominated questions.need.options.facts'])
    const sometimes = optionChanged(SOUND, 'need', 'both', {
      points: [...judged({ rag: 5, tune: 4 }), ...judged({ rag: 2 }, { when: { question: 'index', is: ['there'] } })],
    })
    expect(toldOf(sometimes)).toEqual([])
  })

  it('only warns of an enabler, and compares nothing where one approach is left beside the baseline', () => {
    const weak = optionChanged(SOUND, 'team', 'none', { points: judged({ tune: -3, rag: -1 }) })
    const rubric = optionChanged(weak, 'team', 'many', { points: judged({ tune: 1, rag: 1 }) })
    expect(toldOf(rubric)).toEqual([
      'warning proof-dominated questions.team.options.none',
      'warning proof-dominated questions.team.options.some',
    ])
    const alone = rubricOf({
      approaches: [approachOf('base', { always: 'adopt' }), approachOf('rag', { never: ['later', 'pilot'] })],
      questions: [questionOf('need', [optionOf('facts', judged({ rag: 6 })), optionOf('form', judged({ rag: -1 }))])],
      gates: [gateOf('baseline', 'base', 'require')],
      references: SOUND.references,
    })
    expect(toldOf(alone)).toEqual([])
  })
})
