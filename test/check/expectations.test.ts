import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetFromDocument } from '../../src/answers/document.js'
import { sheetToYaml } from '../../src/answers/save.js'
import { askedText, type ExpectFlags, expectationsOfFlags, faultsOfFlags } from '../../src/check/asked.js'
import { checkedFile } from '../../src/check/checked-file.js'
import { held } from '../../src/check/expectations.js'
import type { CheckedFile } from '../../src/check/result.js'
import type { Answer, Expectation } from '../../src/engine/answers.js'
import { UNSURE } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Decision } from '../../src/engine/decision.js'
import { digestOf } from '../../src/rubric/digest.js'
import { randomExpectations } from '../answers/random-expectations.js'
import { core } from '../engine/shipped.js'
import { parse, valueIn } from '../files/helpers.js'
import { MENDS, TOOL } from './helpers.js'

const APPROACHES = core.approaches.map(({ id }) => id)
const flagsOf = (more: Partial<ExpectFlags>): ExpectFlags => ({ expect: [], failOn: [], ...more })
const problemsOf = (more: Partial<ExpectFlags>): readonly string[] => {
  const read = expectationsOfFlags(flagsOf(more))
  return read.ok
    ? []
    : read.problems.map(({ place, message, hint }) => `${place?.file}:${place?.column} ${message}${hint === undefined ? '' : `; ${hint}`}`)
}

/** The flags that stand for expectations. */
function asFlags(all: readonly Expectation[]): ExpectFlags {
  const words = all.map((one) => askedText(one).split(' ') as [string, string])
  const [stability, margin, open] = ['--min-stability', '--min-margin', '--max-open'].map(
    (flag) => words.find(([name]) => name === flag)?.[1],
  )
  const valuesOf = (flag: string): string[] => words.flatMap(([name, value]) => (name === flag ? [value] : []))
  return {
    expect: valuesOf('--expect'),
    failOn: valuesOf('--fail-on'),
    ...(stability !== undefined && { minStability: stability }),
    ...(margin !== undefined && { minMargin: margin }),
    ...(open !== undefined && { maxOpen: open }),
  }
}

describe('flags that say what is expected', () => {
  it('say it as an answers file does', () => {
    const flags = flagsOf({
      expect: ['rag=adopt', 'rag=pilot,adopt', 'fine-tuning!=adopt,later', 'rag=adopt'],
      minStability: '92.5',
      minMargin: '3',
      maxOpen: '0',
      failOn: ['mistakes', 'contradictions', 'mistakes'],
    })
    expect(valueIn(expectationsOfFlags(flags)).map(({ expectation }) => askedText(expectation))).toEqual([
      '--expect rag=adopt',
      '--expect rag=adopt,pilot',
      '--expect fine-tuning!=adopt,later',
      '--min-stability 92.5%',
      '--min-margin 3',
      '--max-open 0',
      '--fail-on mistakes',
      '--fail-on contradictions',
    ])
  })

  it.each([
    [{ expect: ['rag'] }, '--expect:1 --expect takes id=verdict or id!=verdict, not "rag"; write --expect rag=adopt'],
    [{ expect: ['=adopt'] }, '--expect takes id=verdict or id!=verdict'],
    [{ expect: ['rag='] }, '--expect:5 a verdict is missing here; write --expect rag=adopt'],
    [{ expect: ['rag=adopt,'] }, '--expect:11 a verdict is missing here'],
    [{ expect: ['rag!=adpot'] }, '--expect:6 there is no verdict "adpot"; did you mean adopt?'],
    [{ expect: ['rag=Adopt'] }, 'there is no verdict "Adopt"; did you mean adopt?'],
    [{ minStability: 'high' }, '--min-stability takes a percentage of at most 100, such as 90%, not "high"'],
    [{ minStability: '100.5%' }, '--min-stability takes a percentage of at most 100'],
    [{ minStability: '0.9' }, '--min-stability is 0.9, which could be a share or a percentage; write 90% or 0.9%'],
    [{ minStability: '0%' }, '--min-stability is 0%, and nothing falls short of it; write 1% or more, or leave it out'],
    [{ minMargin: '0' }, '--min-margin is 0, and nothing falls short of it; write 1 or more, or leave it out'],
    [
      { expect: ['rag=skip,later,pilot,adopt'] },
      '--expect:1 what is expected of "rag" names every verdict, so that it is always met; leave',
    ],
    [{ expect: ['rag!=skip,later,pilot,adopt'] }, 'so that it is never met'],
    [{ minMargin: '3.5' }, '--min-margin takes a whole number of points, such as 3, not "3.5"'],
    [{ maxOpen: '-1' }, '--max-open takes a whole number of questions, such as 2, not "-1"'],
    [{ failOn: ['mistake'] }, '--fail-on cannot name "mistake"; did you mean mistakes?'],
  ])('%j', (flags, message) => {
    expect(problemsOf(flags).join('\n')).toContain(message)
  })

  it('are all told at once', () => {
    expect(problemsOf({ expect: ['rag', 'rag=x,y'], minMargin: 'x', failOn: ['x'] })).toHaveLength(5)
  })

  it('and name an approach that a rubric does not have are refused with the nearest one', () => {
    const flags = valueIn(expectationsOfFlags(flagsOf({ expect: ['fine-tunning=adopt', 'rag=adopt', 'Rag=adopt'] })))
    expect(faultsOfFlags(flags, APPROACHES)).toMatchObject([
      {
        code: 'unknown-approach',
        message: 'there is no approach "fine-tunning"',
        hint: 'did you mean fine-tuning?',
        place: { file: '--expect' },
      },
      { code: 'unknown-approach', message: 'there is no approach "Rag": it starts with the capital letter R', hint: 'did you mean rag?' },
    ])
    expect(faultsOfFlags(flags, ['rag'])[0]?.allowed).toEqual(['rag'])
  })
})

describe('the same expectations', () => {
  const answers: fc.Arbitrary<ReadonlyMap<string, Answer>> = fc
    .tuple(
      ...core.questions.map(({ id, kind, options }) => {
        const ids = options.map((option) => option.id)
        const one: fc.Arbitrary<string | readonly string[]> = kind === 'many' ? fc.subarray(ids, { maxLength: 2 }) : fc.constantFrom(...ids)
        return fc
          .option(fc.oneof({ arbitrary: one, weight: 9 }, fc.constant(UNSURE)), { nil: undefined, freq: 9 })
          .map((value) => [id, value] as const)
      }),
    )
    .map((all) => new Map(all.flatMap(([id, value]): [string, Answer][] => (value === undefined ? [] : [[id, { value, origin: 'file' }]]))))

  /** What remains of a check when it does not count where an expectation stands. */
  const outcome = ({ expectations, findings, outcome: end }: CheckedFile) => ({
    end,
    expectations: expectations.map(({ asked, met, message }) => ({ asked, met, message })),
    findings: findings.map(({ place: _, ...rest }) => rest),
  })

  it('from flags and from the block of the file come to the same (property)', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(answers, randomExpectations(APPROACHES), (given, all) => {
        const counted = all.some(({ kind }) => kind === 'min-stability')
        const decision = decide(core, { answers: given }, { tool: TOOL, robustness: counted })
        const check = (expect_: readonly Expectation[], flags: ExpectFlags): CheckedFile => {
          const document = valueIn(parse(sheetToYaml({ answers: given, ...(expect_.length > 0 && { expect: expect_ }) }, core)))
          const sheet = valueIn(sheetFromDocument(document, core))
          const shared = { file: 'in.yaml', document, rubric: core, sheet, decision, mends: MENDS, digestOf, warnings: [] }
          return checkedFile({
            ...shared,
            lock: { kind: 'ignored' },
            unasked: new Map(),
            isToday: true,
            updating: false,
            flags: valueIn(expectationsOfFlags(flags)),
            date: '2026-11-21',
          })
        }
        const fromFile = check(all, flagsOf({}))
        const fromFlags = check([], asFlags(all))
        expect(outcome(fromFlags)).toEqual(outcome(fromFile))
        expect(fromFile.expectations).toHaveLength(all.length)
        expect(fromFile.outcome).toBe(fromFile.expectations.every(({ met }) => met) ? 'passed' : 'failed')
      }),
      { numRuns: 40 },
    )
  })
})

describe('what an expectation means', () => {
  const decision = (answersGiven: Readonly<Record<string, string>>, robustness = false): Decision =>
    decide(
      core,
      { answers: new Map(Object.entries(answersGiven).map(([id, value]) => [id, { value, origin: 'file' }])) },
      { tool: TOOL, robustness },
    )
  const FACTS = decision({ need: 'facts', 'corpus-size': 'large', 'change-rate': 'daily' }, true)
  const messages = (expectation: Expectation, of: Decision): readonly string[] =>
    held(expectation, of).shortfalls.map(({ message }) => message)

  it('a verdict is one of those named, or none of them', () => {
    const verdict = (verdicts: readonly ('adopt' | 'skip')[], not = false): Expectation => ({
      kind: 'verdict',
      approach: 'rag',
      verdicts,
      not,
    })
    expect(held(verdict(['adopt', 'skip']), FACTS)).toEqual({ message: 'Retrieval (RAG) is adopt', shortfalls: [] })
    expect(held(verdict(['skip'], true), FACTS).shortfalls).toEqual([])
    expect(messages(verdict(['skip']), FACTS)).toEqual(['Retrieval (RAG) has to be skip, and is adopt'])
    expect(messages(verdict(['adopt', 'skip'], true), FACTS)).toEqual(['Retrieval (RAG) is not to be adopt or skip, and is adopt'])
  })

  it('stability is that of each adopted approach, exact, and shown rounded down', () => {
    const kept = (part: string, whole: string): Decision => {
      const [first, ...rest] = FACTS.approaches
      const open = { kept: { part, whole, percent: 90 }, verdicts: {} }
      return {
        ...FACTS,
        approaches: [{ ...first, verdict: 'adopt', robustness: { open } }, ...rest.map((one) => ({ ...one, verdict: 'skip' }))],
      } as Decision
    }
    const expectation: Expectation = { kind: 'min-stability', hundredths: 9000 }
    expect(messages(expectation, kept('9', '10'))).toEqual([])
    expect(messages(expectation, kept('89999999999999999999', '100000000000000000000'))[0]).toMatch(
      / stay adopt in at least 90% .*, and does in 89\.99%$/,
    )
    expect(messages(expectation, kept('0', '0'))[0]).toMatch(/ could not be counted$/)
  })

  it('stability that was not counted is not enough, and neither is that of nothing', () => {
    const uncounted = {
      ...FACTS,
      approaches: FACTS.approaches.map((one) => ({ ...one, robustness: { ...one.robustness, open: null } })),
    } as Decision
    expect(messages({ kind: 'min-stability', hundredths: 0 }, uncounted)[0]).toContain('in how many could not be counted')
    const nothing = { ...FACTS, approaches: FACTS.approaches.map((one) => ({ ...one, verdict: 'skip' as const })) }
    expect(messages({ kind: 'min-stability', hundredths: 0 }, nothing)).toEqual([
      'at least 0% stability is expected, and no approach is adopted, so that there is no stability to measure',
    ])
  })

  it('a margin of three is met exactly where the report names no close call (property)', () => {
    const some = fc.record(
      {
        need: fc.constantFrom('facts', 'behavior', 'both'),
        'corpus-size': fc.constantFrom('none', 'small', 'large'),
        'change-rate': fc.constantFrom('rarely', 'daily'),
        'labeled-pairs': fc.constantFrom('none', 'hundreds', 'thousands'),
        'user-diversity': fc.constantFrom('uniform', 'individual'),
      },
      { requiredKeys: ['need'], noNullPrototype: true },
    )
    fc.assert(
      fc.property(some, (given) => {
        const decided = decision(given as Record<string, string>)
        expect(held({ kind: 'min-margin', points: 3 }, decided).shortfalls.map(({ subject }) => subject)).toEqual(decided.stability.close)
      }),
      { numRuns: 60 },
    )
  })

  it('open questions are those that apply', () => {
    const { length } = FACTS.openQuestions
    expect(messages({ kind: 'max-open', questions: length }, FACTS)).toEqual([])
    expect(messages({ kind: 'max-open', questions: 2 }, FACTS)).toEqual([`at most 2 may be open, and ${length} questions are open`])
    expect(held({ kind: 'max-open', questions: 0 }, FACTS).shortfalls[0]?.because).toContain(FACTS.openQuestions[0]?.id)
  })

  it('mistakes and contradictions are those that the decision lists, each by its id', () => {
    const note = (id: string, kind: Decision['setNotes'][number]['kind']) => ({ id, kind, says: `Says ${id}.`, evidence: [] })
    const mistake = { id: 'm', title: 'Tuning facts', says: 'It forgets.', instead: 'Retrieve.', evidence: [] }
    const decided: Decision = {
      ...FACTS,
      mistakes: [mistake],
      setNotes: [note('a', 'contradiction'), note('b', 'overlap'), note('c', 'conflict')],
    }
    expect(held({ kind: 'fail-on', what: 'mistakes' }, decided).shortfalls).toEqual([
      { code: 'expect-mistakes', subject: 'm', message: 'a known mistake: Tuning facts', because: 'It forgets.' },
    ])
    expect(held({ kind: 'fail-on', what: 'contradictions' }, decided).shortfalls.map(({ subject }) => subject)).toEqual(['a', 'c'])
    expect(held({ kind: 'fail-on', what: 'mistakes' }, { ...decided, mistakes: [] }).shortfalls).toEqual([])
  })
})
