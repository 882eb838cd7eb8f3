import { describe, expect, it } from 'vitest'
import { optionOf, questionOf } from '../engine/small-rubric.js'
import { changed, judged, optionChanged, SOUND, toldOf } from './sound.js'

describe('proof-inert-question and proof-inert-option', () => {
  it('finds a question that changes nothing', () => {
    const idle = questionOf('idle', [optionOf('yes', judged({ rag: 1 }), {}), optionOf('no', judged({ rag: -1 }))], {
      when: { all: [{ question: 'need', is: ['form'] }, { not: { question: 'need', is: ['form'] } }] },
    })
    const rubric = { ...SOUND, questions: [...SOUND.questions, idle] }
    // It is asked while the need is open, so that it counts then.
    expect(toldOf(rubric)).toEqual(['refuted proof-condition-never questions.idle.when'])
    const context = questionOf('idle', [optionOf('yes'), optionOf('no')], { role: 'context' })
    expect(toldOf({ ...SOUND, questions: [...SOUND.questions, context] })).toEqual(['refuted proof-inert-question questions.idle'])
  })

  it('counts an answer that only decides whether another question is asked', () => {
    const lead = questionOf('lead', [optionOf('yes'), optionOf('no')], { role: 'context' })
    const rubric = changed({ ...SOUND, questions: [lead, ...SOUND.questions] }, 'questions', 'index', {
      when: { question: 'lead', is: ['yes'] },
    })
    expect(toldOf(rubric)).toEqual([])
  })

  it('finds an option that is not told from no answer, unless it is neutral', () => {
    const options = [
      optionOf('rag', [], { neutral: false }),
      optionOf('tune', [], { neutral: false }),
      optionOf('none', [], { neutral: false }),
    ]
    const stack = changed(SOUND, 'questions', 'tried', { kind: 'single', options })
    const rubric = { ...stack, mistakes: SOUND.mistakes.slice(0, 1) }
    expect(toldOf(rubric)).toEqual([
      'refuted proof-inert-option questions.tried.options.rag',
      'refuted proof-inert-option questions.tried.options.none',
    ])
    const neutral = optionChanged(optionChanged(rubric, 'tried', 'rag', { neutral: true }), 'tried', 'none', { neutral: true })
    expect(toldOf(neutral)).toEqual([])
  })

  it('counts points that turn no verdict, and those of another question that an option lets count', () => {
    const rubric = optionChanged(SOUND, 'team', 'some', { neutral: false })
    expect(toldOf(rubric)).toEqual(['refuted proof-inert-option questions.team.options.some'])
    const when = { question: 'team', is: ['some'] }
    const bound = optionChanged(rubric, 'size', 'large', { points: [...judged({ rag: 2 }), ...judged({ rag: 1 }, { when })] })
    expect(toldOf(bound)).toEqual([])
  })

  it('sees what an answer changes in one situation out of thousands', () => {
    const asks = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
      questionOf(
        id,
        ['0', '1', '2', '3'].map((one) => optionOf(one)),
        { role: 'context' },
      ),
    )
    const when = { all: asks.map(({ id }) => ({ question: id, is: ['2'] })) }
    const mistakes = [...SOUND.mistakes, { id: 'rare', title: '', when, says: '', instead: '', evidence: [] }]
    expect(toldOf({ ...SOUND, mistakes, questions: [...SOUND.questions, ...asks] })).toEqual([])
    const [first, ...others] = asks
    const without = { all: others.map(({ id }) => ({ question: id, is: ['2'] })) }
    const idle = mistakes.map((one) => (one.id === 'rare' ? { ...one, when: { any: [without, { all: [when, without] }] } } : one))
    expect(toldOf({ ...SOUND, mistakes: idle, questions: [...SOUND.questions, first as (typeof asks)[0], ...others] })).toEqual([
      'refuted proof-inert-question questions.a',
    ])
  })

  it('takes verdicts only together with the answers that lead to them', () => {
    const idle = questionOf('idle', [optionOf('yes'), optionOf('no')], { role: 'context' })
    const either = {
      any: [
        { question: 'idle', is: ['yes'] },
        { question: 'need', is: ['form'] },
      ],
    }
    const when = { all: [either, { approach: 'tune', verdict: ['adopt' as const] }] }
    const rubric = { ...SOUND, questions: [...SOUND.questions, idle] }
    const told = toldOf({ ...rubric, mistakes: [...SOUND.mistakes, { id: 'm', title: '', when, says: '', instead: '', evidence: [] }] })
    expect(told).toEqual(['refuted proof-inert-question questions.idle'])
    const pilot = { all: [either, { approach: 'tune', verdict: ['pilot' as const] }] }
    const other = { id: 'm', title: '', when: pilot, says: '', instead: '', evidence: [] }
    expect(toldOf({ ...rubric, mistakes: [...SOUND.mistakes, other] })).toEqual([])
  })
})
