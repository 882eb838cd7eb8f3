import { describe, expect, it } from 'vitest'
import type { Lock } from '../../src/check/lock.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import { core } from '../engine/shipped.js'
import { checked, lockFor, relocked, told } from './helpers.js'

const yaml = (answers: Readonly<Record<string, string>>, head = 'rubric: core\n'): string =>
  `${head}answers:\n${Object.entries(answers)
    .map(([id, value]) => `  ${id}: ${value}\n`)
    .join('')}`
const FACTS = { need: 'facts', 'corpus-size': 'large', 'change-rate': 'daily' }
const LOCK = lockFor(yaml(FACTS))

/** Core in a newer version, and what else is said of it. */
const bumped = (more: Partial<Rubric> = {}): Rubric => ({ ...core, version: '9.0.0', digest: 'f'.repeat(64), ...more })
/** Core whose rag has another prior. */
const withPrior = (prior: number): Rubric =>
  bumped({ approaches: core.approaches.map((one) => (one.id === 'rag' ? { ...one, prior } : one)) })
const verdictOf = (file: ReturnType<typeof checked>, id: string) => {
  const found = file.verdicts.find(({ approach }) => approach === id)
  return `${found?.before?.verdict} > ${found?.after?.verdict}`
}

describe('nothing changed', () => {
  it('passes, with every verdict as locked', () => {
    const file = checked(yaml(FACTS), LOCK)
    expect(file).toMatchObject({ outcome: 'passed', findings: [], answers: [], problems: [], lock: 'in.lock.json' })
    expect(
      file.verdicts.every(({ before, after }) => before?.verdict === after?.verdict && before?.margin?.points === after?.margin?.points),
    ).toBe(true)
  })

  it('however the answers are ordered, and whatever is only for the report', () => {
    const text =
      'title: Another\nrubric: core\nanswers:\n  change-rate: daily\n  need: facts\n  corpus-size: large\ncontext: {users: All}\n'
    expect(checked(text, LOCK).findings).toEqual([])
  })

  it('verdicts come in the order of the layers', () => {
    const order = core.layers.flatMap(({ filledBy }) => filledBy)
    expect(checked(yaml(FACTS), LOCK).verdicts.map(({ approach }) => approach)).toEqual(order)
  })
})

describe('an answer changed', () => {
  it('and a verdict with it: told at its line, with before and after', () => {
    const file = checked(yaml({ ...FACTS, 'corpus-size': 'none' }), LOCK)
    expect(file.outcome).toBe('failed')
    expect(verdictOf(file, 'rag')).toBe('adopt > skip')
    expect(told(file)).toEqual([
      '4 answers-changed corpus-size: corpus-size is none; it was large | It turned Retrieval (RAG) from adopt to skip.',
      '4 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because corpus-size went from large to none.',
    ])
    expect(file.answers).toMatchObject([
      { question: 'corpus-size', before: 'large', after: 'none', turned: ['rag'], place: { line: 4, column: 3 } },
    ])
    expect(file.findings.map(({ mend, before, after }) => [mend, before, after])).toEqual([
      ['UPDATE', 'large', 'none'],
      ['UPDATE', 'adopt', 'skip'],
    ])
  })

  it('and another one that changes nothing beside it: only the culprit is named', () => {
    const file = checked(yaml({ ...FACTS, 'corpus-size': 'none', regulated: '"no"' }), LOCK)
    expect(told(file)).toEqual([
      expect.stringMatching(/^4 answers-changed corpus-size: .* It turned Retrieval \(RAG\) from adopt to skip\.$/),
      '6 answers-changed regulated: regulated is "no"; it was not answered | It turned no verdict.',
      '4 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because corpus-size went from large to none.',
    ])
  })

  it('and a second one, either of which would have been enough: putting one back alone undoes nothing, so both are named at the first', () => {
    const file = checked(yaml({ ...FACTS, need: 'behavior', 'corpus-size': 'none' }), LOCK)
    expect(told(file).filter((line) => line.includes('RAG'))).toEqual([
      '3 answers-changed need: need is behavior; it was facts | As it was, it alone would not undo the turn of Retrieval (RAG) from adopt to skip.',
      '4 answers-changed corpus-size: corpus-size is none; it was large | As it was, it alone would not undo the turn of Retrieval (RAG) from adopt to skip.',
      '3 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because need went from facts to behavior and corpus-size went from large to none, none of them enough by itself to turn it back.',
    ])
    expect(file.answers.map(({ turned }) => turned)).toEqual([[], []])
  })

  it('and a second one, both of which it took: each is named as one that would turn it back', () => {
    const file = checked(yaml({ ...FACTS, 'corpus-size': 'small', 'change-rate': 'rarely' }), LOCK)
    expect(told(file).filter((line) => line.includes('verdict-changed rag'))).toEqual([
      '4 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because corpus-size went from large to small and change-rate went from daily to rarely, each enough to turn it back.',
    ])
    expect(file.answers.map(({ turned }) => turned.includes('rag'))).toEqual([true, true])
  })

  it('to another number of the same band, and one that moves a margin: that one is named, at its line', () => {
    const numbers = { need: 'facts', 'corpus-size': '5000000', 'change-rate': 'weekly' }
    const lock = lockFor(yaml(numbers))
    const found = told(checked(yaml({ ...numbers, 'corpus-size': '5000001', 'change-rate': 'daily' }), lock))
    const margins = found.filter((line) => line.includes('margin-changed'))
    expect(margins.length).toBeGreaterThan(0)
    for (const line of margins) expect(line).toMatch(/^5 margin-changed .* \| Because change-rate went from weekly to daily\.$/)
  })

  it('with others, of which some did it together: the rest are not named', () => {
    const file = checked(yaml({ regulated: '"no"', need: 'behavior', 'corpus-size': 'none', 'change-rate': 'daily' }), LOCK)
    expect(told(file).filter((line) => line.includes('verdict-changed rag'))).toEqual([
      '4 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because need went from facts to behavior and corpus-size went from large to none, none of them enough by itself to turn it back.',
    ])
    expect(told(file)).toContainEqual(expect.stringMatching(/^3 answers-changed regulated: .* \| It turned no verdict\.$/))
  })

  it('that is gone from the file stands where the answers begin', () => {
    const { 'corpus-size': _, ...rest } = FACTS
    const file = checked(yaml(rest), LOCK)
    expect(told(file)[0]).toBe('2 answers-changed corpus-size: corpus-size is no longer answered; it was large | It turned no verdict.')
    expect(file.answers[0]).not.toHaveProperty('after')
  })

  it('and only a margin with it', () => {
    const file = checked(yaml({ ...FACTS, citations: 'required' }), LOCK)
    expect(told(file)).toMatchInlineSnapshot(`
      [
        "6 answers-changed citations: citations is required; it was not answered | It turned no verdict.",
        "6 margin-changed rag: Retrieval (RAG) stays adopt; its margin is 17 points from its adopt line, and was 11 points from its adopt line | Because citations went from not answered to required.",
        "6 margin-changed long-context: Long context stays skip; its margin is 31 points from Retrieval (RAG), and was 25 points from Retrieval (RAG) | Because citations went from not answered to required.",
      ]
    `)
    expect(file.outcome).toBe('failed')
  })

  it('to another number of the same band: the answer differs, the verdicts do not', () => {
    const lock = lockFor(yaml({ ...FACTS, 'labeled-pairs': '200' }))
    expect(told(checked(yaml({ ...FACTS, 'labeled-pairs': '300' }), lock))).toEqual([
      '6 answers-changed labeled-pairs: labeled-pairs is 300; it was 200 | Both numbers are in the band hundreds, so that nothing changes.',
    ])
  })

  it('to a question that other answers hide: kept, and of no account', () => {
    const hidden = { need: 'facts', 'labeled-pairs': 'none', 'data-quality': 'clean' }
    const lock = lockFor(yaml({ ...hidden, 'data-quality': 'noisy' }))
    expect(told(checked(yaml(hidden), lock))).toEqual([
      '5 answers-changed data-quality: data-quality is clean; it was noisy | Other answers make the question pointless, so that the answer does not count.',
    ])
  })

  it('in a list: shown in the order of the rubric', () => {
    const lock = lockFor(yaml({ ...FACTS, leaning: '[rag, fine-tuning]' }))
    const file = checked(yaml({ ...FACTS, leaning: '[fine-tuning, rag, self-model]' }), lock)
    const [change] = file.answers
    expect([change?.before, change?.after]).toEqual(['[rag, fine-tuning]', '[rag, fine-tuning, self-model]'])
    expect(checked(yaml({ ...FACTS, leaning: '[fine-tuning, rag]' }), lock).findings).toEqual([])
  })
})

describe('the rubric changed', () => {
  it('and every verdict is the same', () => {
    const file = checked(yaml(FACTS), LOCK, { rubric: bumped() })
    expect(told(file)).toEqual([
      `1 rubric-changed: the rubric changed from core ${core.version} to core 9.0.0, and every verdict is the same`,
    ])
    expect(file.findings[0]).toMatchObject({ outcome: 'failed', mend: 'UPDATE', after: 'core 9.0.0 (ffffffffffff)' })
  })

  it('without a new version, or to another one', () => {
    expect(told(checked(yaml(FACTS), LOCK, { rubric: bumped({ version: core.version }) }))[0]).toContain(
      `the rubric core ${core.version} was changed without a new version`,
    )
    expect(told(checked(yaml(FACTS), LOCK, { rubric: bumped({ id: 'ours' }) }))[0]).toContain(`from core ${core.version} to ours 9.0.0`)
  })

  it('and turned a verdict: told at the line that names it, or the first one', () => {
    const file = checked(yaml(FACTS), LOCK, { rubric: withPrior(-40) })
    expect(told(file)).toEqual([
      `1 rubric-changed: the rubric changed from core ${core.version} to core 9.0.0, and it turned Retrieval (RAG)`,
      `1 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because the rubric changed from core ${core.version} to core 9.0.0.`,
    ])
    expect(told(checked(`\n\n${yaml(FACTS)}`, LOCK, { rubric: withPrior(-40) }))[1]).toMatch(/^3 verdict-changed/)
    expect(told(checked(`\n\n${yaml(FACTS, '')}`, LOCK, { rubric: withPrior(-40) }))[1]).toMatch(/^1 verdict-changed/)
  })

  it('and an answer too: the verdict goes to the one that turned it', () => {
    const answered = yaml({ ...FACTS, 'corpus-size': 'none' })
    expect(told(checked(answered, LOCK, { rubric: bumped() }))).toEqual([
      `1 rubric-changed: the rubric changed from core ${core.version} to core 9.0.0, and it turned no verdict by itself`,
      expect.stringMatching(/^4 answers-changed corpus-size: .* It turned Retrieval \(RAG\) from adopt to skip\.$/),
      '4 verdict-changed rag: Retrieval (RAG) is skip; it was adopt | Because corpus-size went from large to none.',
    ])
    expect(told(checked(yaml({ ...FACTS, regulated: '"no"' }), LOCK, { rubric: withPrior(-40) }))).toEqual([
      expect.stringMatching(/and it turned Retrieval \(RAG\)$/),
      '6 answers-changed regulated: regulated is "no"; it was not answered | It turned no verdict.',
      expect.stringMatching(/^1 verdict-changed rag: .* Because the rubric changed from core \S+ to core 9\.0\.0\.$/),
    ])
  })

  it('and lost a question, or an option, that the lock answers', () => {
    const lock = lockFor(yaml({ ...FACTS, citations: 'required', regulated: '"yes"' }))
    const smaller = bumped({
      questions: core.questions
        .filter(({ id }) => id !== 'regulated')
        .map((one) => (one.id === 'citations' ? { ...one, options: one.options.filter(({ id }) => id !== 'required') } : one)),
    })
    const found = told(checked(yaml(FACTS), lock, { rubric: smaller }))
    expect(found).toContainEqual(
      expect.stringMatching(/^2 answers-changed citations: .* The rubric does not take the locked answer any more\.$/),
    )
    expect(found).toContainEqual(
      '2 answers-changed regulated: regulated is no longer answered; it was "yes" | The rubric does not have this question any more.',
    )
  })

  it('and no longer asks a question: its answer in the file is none that changed', () => {
    const quick = shippedRubric('quick') as Rubric
    const text = (rubric: string, corpus = 'large'): string => yaml({ ...FACTS, 'corpus-size': corpus }, `rubric: ${rubric}\n`)
    for (const [from, to] of [
      [core, quick],
      [quick, core],
    ] as const) {
      const lock = lockFor(text(from.id), { rubric: from })
      const file = checked(text(to.id), lock, { rubric: to })
      expect(file.answers).toEqual([])
      expect(told(file)[0]).toMatch(/^1 rubric-changed: /)
      for (const line of told(file).slice(1)) expect(line).toMatch(/^1 (?:verdict|margin)-changed .* \| Because the rubric changed[^,]*\.$/)
    }
    expect(told(checked(text('quick', 'none'), lockFor(text('quick'), { rubric: quick }), { rubric: quick }))).toEqual([
      '4 answers-changed corpus-size: corpus-size is none; it was large | The rubric does not ask it, so that the answer does not count.',
    ])
  })

  it('and turned a verdict that an answer turned back: neither is told to do nothing', () => {
    const turned = { ...FACTS, 'corpus-size': 'none' }
    const lock = lockFor(yaml(turned))
    const found = told(checked(yaml(FACTS), relocked(lock, { verdicts: LOCK.verdicts }), { rubric: bumped() }))
    expect(found[0]).toMatch(/, and with the answers of today every verdict is the same$/)
    expect(found[1]).toContain('It holds Retrieval (RAG) at adopt, where it would no longer be with the locked answer.')
  })

  it('and lost an approach, or has a new one', () => {
    const without = bumped({
      approaches: core.approaches.filter(({ id }) => id !== 'self-model'),
      layers: core.layers.map((one) => ({ ...one, filledBy: one.filledBy.filter((id) => id !== 'self-model') })),
      gates: core.gates.filter(({ approach }) => approach !== 'self-model'),
      questions: core.questions.map((one) => ({
        ...one,
        options: one.options.map((option) => ({ ...option, points: option.points.filter(({ approach }) => approach !== 'self-model') })),
      })),
      preconditions: [],
      setRules: [],
      mistakes: [],
      phases: [],
    })
    const gone = checked(yaml(FACTS), LOCK, { rubric: without })
    expect(told(gone)).toContainEqual(
      expect.stringMatching(/^1 verdict-changed self-model: self-model is gone; it was skip \| Because the rubric changed/),
    )
    expect(gone.verdicts.at(-1)).toEqual({ approach: 'self-model', title: 'self-model', before: LOCK.verdicts.get('self-model') })
    const lock = lockFor(yaml(FACTS), { rubric: without })
    expect(told(checked(yaml(FACTS), lock))).toContainEqual(
      expect.stringMatching(/^1 verdict-changed self-model: .* is skip; it was not in the rubric/),
    )
  })
})

describe('the tool changed', () => {
  it('to a newer version: noted, and passed', () => {
    const file = checked(yaml(FACTS), LOCK, { version: '1.10.0' })
    expect(told(file)).toEqual(['1 [note] tool-changed: rag-or-tune 1.2.0 wrote the lock, and 1.10.0 runs'])
    expect(file.outcome).toBe('passed')
  })

  it('to an older version: failed', () => {
    const file = checked(yaml(FACTS), LOCK, { version: '1.1.9' })
    expect(told(file)).toEqual(['1 tool-older: this is rag-or-tune 1.1.9, and 1.2.0 wrote the lock'])
    expect(file).toMatchObject({ outcome: 'failed', findings: [{ mend: 'run rag-or-tune 1.2.0 or a later version' }] })
  })

  it('to an older version mends nothing of it, and writes no lock anew', () => {
    const changed = yaml({ ...FACTS, 'corpus-size': 'none' })
    const older = { version: '1.1.9', rubric: bumped() }
    const file = checked(`review-after: 2020-01-01\n${changed}`, LOCK, older)
    expect(file.findings.length).toBeGreaterThan(4)
    expect(new Set(file.findings.map(({ mend }) => mend))).toEqual(new Set(['run rag-or-tune 1.2.0 or a later version']))
    expect(checked(changed, LOCK, { ...older, updating: true })).toMatchObject({
      outcome: 'error',
      findings: [{ code: 'tool-older', outcome: 'error', because: 'An older version does not write a lock anew.' }, {}, {}, {}],
    })
  })

  it('and an overlay on a shipped rubric moved with it: nobody is blamed', () => {
    const found = told(checked(yaml(FACTS), LOCK, { version: '1.3.0', rubric: bumped({ version: core.version }) }))
    expect(found[1]).toContain('it was changed without a new version, or what it builds on came with rag-or-tune')
  })

  it('and decides the same answers by the same rubric otherwise: the tool is named', () => {
    const stated = relocked(LOCK, { verdicts: new Map([...LOCK.verdicts, ['rag', { verdict: 'pilot', margin: null }]]) })
    expect(told(checked(yaml(FACTS), stated, { version: '1.3.0' }))).toEqual([
      '1 [note] tool-changed: rag-or-tune 1.2.0 wrote the lock, and 1.3.0 runs',
      '1 verdict-changed rag: Retrieval (RAG) is adopt; it was pilot | Because rag-or-tune 1.3.0 decides the locked answers otherwise than 1.2.0 did.',
    ])
  })
})

describe('a lock that was changed by hand', () => {
  const edited = (verdicts: readonly (readonly [string, Lock['verdicts'] extends ReadonlyMap<string, infer V> ? V : never])[]): Lock => ({
    ...relocked(LOCK, { verdicts: new Map([...LOCK.verdicts, ...verdicts]) }),
  })

  it('states a verdict that its own answers do not lead to', () => {
    const file = checked(yaml(FACTS), edited([['rag', { verdict: 'pilot', margin: null }]]))
    expect(told(file)).toEqual([
      '1 lock-edited rag: in.lock.json says of Retrieval (RAG): pilot, and the answers in it lead to: adopt | The rubric and the tool are the ones that locked it, so the lock was changed by hand or by a merge.',
    ])
    expect(file.outcome).toBe('failed')
  })

  it('is held against what its answers lead to, where these changed as well', () => {
    const file = checked(yaml({ ...FACTS, 'corpus-size': 'none' }), edited([['rag', { verdict: 'skip', margin: null }]]))
    expect(told(file).map((line) => line.split(':')[0])).toEqual([
      '1 lock-edited rag',
      '4 answers-changed corpus-size',
      '4 verdict-changed rag',
    ])
  })

  it('states another margin, or leaves an approach out', () => {
    const margin = edited([['rag', { verdict: 'adopt', margin: { points: 99, to: 'line', at: 'adopt' } }]])
    expect(told(checked(yaml(FACTS), margin))[0]).toMatch(
      /^1 lock-edited rag: .*: 99 points from its adopt line, and the answers in it lead to: /,
    )
    const { verdicts } = LOCK
    const less = relocked(LOCK, { verdicts: new Map([...verdicts].filter(([id]) => id !== 'rag')) })
    expect(told(checked(yaml(FACTS), less))[0]).toMatch(/^1 lock-edited rag: .*: nothing, and the answers in it lead to: adopt/)
  })

  it.each<[string, Partial<Lock>]>([
    ['rubric.version', { rubric: { ...LOCK.rubric, version: '9.9.9' } }],
    ['tool.name', { tool: { ...LOCK.tool, name: 'other' } }],
    ['review', { review: { after: '2099-01-01', from: 'date' } }],
    ['the digest itself', { digest: '0'.repeat(64) }],
  ])('holds %s as nobody locked it', (_, more) => {
    const file = checked(yaml(FACTS), { ...LOCK, ...more })
    expect(told(file)).toEqual([
      expect.stringMatching(/^1 lock-edited: in\.lock\.json was changed by hand or by a merge: it does not fit its digest \| /),
    ])
    expect(file.outcome).toBe('failed')
  })

  it('does not count as a verdict that moved: before it stands what the answers in the lock lead to', () => {
    const file = checked(yaml(FACTS), edited([['rag', { verdict: 'pilot', margin: null }]]))
    expect(verdictOf(file, 'rag')).toBe('adopt > adopt')
  })

  it('holds answers that do not fit their digest', () => {
    const values = new Map([...LOCK.answers.values, ['corpus-size', 'none']])
    const file = checked(yaml(FACTS), { ...LOCK, answers: { ...LOCK.answers, values } })
    expect(told(file)[0]).toContain(
      '1 lock-edited: the answers in in.lock.json were changed by hand or by a merge: they do not fit their digest | ',
    )
    expect(file.outcome).toBe('failed')
  })
})

describe('the day to look again', () => {
  const dated = (day: string): string => yaml(FACTS, `rubric: core\nreview-after: ${day}\n`)
  const LOCKED = lockFor(dated('2027-03-31'))

  it.each([
    ['2027-03-30', false],
    ['2027-03-31', false],
    ['2027-04-01', true],
    ['2028-01-01', true],
  ])('2027-03-31 seen on %s: overdue %s', (date, overdue) => {
    const file = checked(dated('2027-03-31'), LOCKED, { date })
    expect(file.review).toEqual({ date: '2027-03-31', overdue })
    expect(told(file)).toEqual(
      overdue ? [`2 review-overdue: the review is overdue: somebody was to look again after 2027-03-31, and today is ${date}`] : [],
    )
    expect(file.outcome).toBe(overdue ? 'failed' : 'passed')
  })

  it('is the one of the lock where the file names none, and is renewed by a command', () => {
    const file = checked(yaml(FACTS), relocked(LOCK, { review: { after: '2026-01-01', from: 'date' } }))
    expect(told(file)).toEqual([expect.stringMatching(/^1 review-overdue: /)])
    expect(file.findings[0]?.mend).toBe('RENEW')
    expect(checked(dated('2026-01-01'), relocked(LOCK, { review: { after: '2026-01-01', from: 'date' } })).findings[0]?.mend).toContain(
      'write a later day at review-after, then UPDATE',
    )
  })

  it('differs from the locked one', () => {
    expect(told(checked(dated('2027-06-30'), LOCKED))).toEqual([
      '2 review-changed: the review date is 2027-06-30, and was locked as 2027-03-31',
    ])
    expect(told(checked(dated('2027-06-30'), LOCK))).toEqual(['2 review-changed: the review date is 2027-06-30, and none was locked'])
  })

  it.each(['', 'review-after:\n'])('that the file drops is told (%j)', (line) => {
    const file = checked(yaml(FACTS, `rubric: core\n${line}`), LOCKED)
    const at = line === '' ? 1 : 2
    expect(told(file)).toEqual([`${at} review-changed: the answers file names no review date any more; it named 2027-03-31`])
    expect(file).toMatchObject({ outcome: 'failed', findings: [{ before: '2027-03-31', mend: 'UPDATE' }] })
  })

  it('that only the lock holds stays', () => {
    const file = checked(yaml(FACTS), relocked(LOCK, { review: { after: '2027-03-31', from: 'date' } }))
    expect(file).toMatchObject({ outcome: 'passed', findings: [], review: { date: '2027-03-31', overdue: false } })
  })

  it('held against another day than today says so', () => {
    expect(told(checked(dated('2027-03-31'), LOCKED, { date: '2030-01-01', isToday: false }))).toEqual([
      '2 review-overdue: the review is overdue on 2030-01-01: somebody was to look again after 2027-03-31',
    ])
  })

  it('counts without a lock, too', () => {
    expect(told(checked(dated('2026-01-01'), 'ignored'))).toEqual([expect.stringMatching(/^2 review-overdue/)])
  })
})

describe('there is no lock', () => {
  it('is an error, never green; what is expected is held all the same', () => {
    const file = checked(`${yaml(FACTS)}expect: {verdicts: {rag: skip}}\n`, 'missing')
    expect(told(file)).toEqual([
      '1 [error] lock-missing: there is no lock in.lock.json | Without a lock nobody can tell whether the decision has changed.',
      expect.stringMatching(/^6 expect-verdict rag: Retrieval \(RAG\) has to be skip, and is adopt \| /),
    ])
    expect(file).toMatchObject({ outcome: 'error', findings: [{ mend: 'UPDATE' }, { mend: 'EXPLAIN rag' }] })
    expect(file.verdicts[0]).not.toHaveProperty('before')
  })

  it('is asked for: no lock is named', () => {
    expect(checked(yaml(FACTS), 'ignored')).not.toHaveProperty('lock')
  })
})
