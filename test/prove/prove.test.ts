import { describe, expect, it } from 'vitest'
import { core, quick } from '../engine/shipped.js'
import { approachOf, gateOf, optionOf, planOf, questionOf, rubricOf } from '../engine/small-rubric.js'
import { changed, judged, onlyFinding, optionChanged, provenOf, SOUND, toldOf } from './sound.js'

const withGates = (...more: (typeof SOUND)['gates']) => ({ ...SOUND, gates: [...SOUND.gates, ...more] })

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
    expect(JSON.stringify(provenOf(core))).toBe(JSON.stringify(provenOf(core)))
  })
})

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
})

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
})

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

describe('proofs of gates', () => {
  it('finds a gate that can never fire', () => {
    const when = {
      all: [
        { question: 'need', is: ['form'] },
        { question: 'size', is: ['large'] },
      ],
    }
    expect(toldOf(withGates(gateOf('late', 'rag', 'block', { when })))).toEqual(['refuted proof-gate-never gates.late.when'])
  })

  it('finds a gate that fires only where a double or a stronger one does, and of two doubles the later one', () => {
    const wide = gateOf('no-form', 'rag', 'block', { when: { question: 'need', is: ['form'] } })
    const narrow = gateOf('no-form-now', 'rag', 'hold', {
      when: {
        all: [
          { question: 'need', is: ['form'] },
          { question: 'team', is: ['none'] },
        ],
      },
    })
    expect(toldOf(withGates(wide, narrow))).toEqual(['refuted proof-gate-shadowed gates.no-form-now'])
    expect(toldOf(withGates({ ...wide, effect: 'hold' }, { ...narrow, effect: 'block' }))).toEqual([])
    expect(toldOf(withGates(wide, { ...wide, id: 'again' }))).toEqual(['refuted proof-gate-shadowed gates.again'])
    expect(toldOf(withGates(wide, { ...narrow, approach: 'tune' }))).toEqual(['refuted proof-gate-shadowed gates.no-form-now'])
  })

  it('finds gates that contradict each other, with answers', () => {
    const require = gateOf('facts-wanted', 'rag', 'require', { when: { question: 'need', is: ['facts'] } })
    const block = gateOf('too-small', 'rag', 'block', { when: { question: 'size', is: ['small'] } })
    const { subject, witness } = onlyFinding(withGates(require, block), 'proof-gate-contradiction')
    expect([subject, witness]).toEqual([['gates', 'too-small'], { need: 'facts', size: 'small' }])
    expect(toldOf(withGates(require, { ...block, when: { question: 'need', is: ['form'] } }))).toEqual([])
    expect(toldOf(withGates(require, { ...block, effect: 'hold' }))).toEqual([])
  })

  it('finds a hold on what is always adopted', () => {
    const hold = gateOf('wait', 'base', 'hold', { when: { question: 'team', is: ['none'] } })
    expect(toldOf(withGates(hold))).toEqual(['refuted proof-gate-contradiction gates.wait'])
  })
})

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

describe('proof-tie', () => {
  const alternatives = [{ id: 'one-of-two', of: ['rag', 'tune'], because: '' }]
  const tied = changed({ ...SOUND, alternatives }, 'approaches', 'rag', { prior: 1 })
  const ties = (rubric: typeof SOUND): string[] => toldOf(rubric).filter((one) => one.includes('proof-tie'))

  it('finds alternatives that stand level, unless the rubric says why the first wins', () => {
    const { subject, witness, message } = onlyFinding(tied, 'proof-tie')
    expect(subject).toEqual(['alternatives', 'one-of-two'])
    expect(message).toBe('`rag` and `tune` stand level here, and only their order in the file decides')
    expect(witness).toEqual({ need: 'both', size: 'small' })
    expect(ties(changed(tied, 'alternatives', 'one-of-two', { tieBecause: 'it is cheaper' }))).toEqual([])
  })

  it('finds none where points cannot come out level, though they come close', () => {
    expect(ties({ ...SOUND, alternatives })).toEqual([])
  })
})

describe('proof-reference and proof-review', () => {
  it('finds points without a reason or with a source that does not exist', () => {
    expect(toldOf(optionChanged(SOUND, 'need', 'facts', { points: judged({ rag: 6, tune: -4 }, { because: ' ' }) }))).toEqual([
      'refuted proof-reference questions.need.options.facts.points.rag.0',
      'refuted proof-reference questions.need.options.facts.points.tune.0',
    ])
    const unknown = optionChanged(SOUND, 'size', 'large', { points: judged({ rag: 2 }, { evidence: ['nowhere'] }) })
    expect(onlyFinding(unknown, 'proof-reference').message).toBe('no reference is called `nowhere`')
  })

  it('warns of a source that nothing cites, and of one that is due', () => {
    const [judgement] = SOUND.references
    const spare = { ...(judgement as (typeof SOUND)['references'][number]), id: 'spare' }
    expect(toldOf({ ...SOUND, references: [...SOUND.references, spare] })).toEqual(['warning proof-reference references.spare'])
    expect(toldOf(SOUND, { date: '2027-01-31' })).toEqual([])
    expect(toldOf(SOUND, { date: '2027-02-01' })).toEqual(['warning proof-review references.judgement.reviewAfter'])
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
  ] as const)('%s has nothing refuted and nothing left unproved', ([, rubric]) => {
    expect(provenOf(rubric, { date: '2026-11-21' }).findings.filter(({ result }) => result !== 'warning')).toEqual([])
  })
})
