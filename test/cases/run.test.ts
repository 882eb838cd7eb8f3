import { describe, expect, it } from 'vitest'
import { type Case, type CaseFile, givenOf } from '../../src/cases/cases.js'
import { outcomeOf } from '../../src/cases/outcome.js'
import { runCases } from '../../src/cases/run.js'
import { caseOf, SMALL } from './small-case.js'

const fileOf = (cases: readonly Case[], floor?: number): CaseFile => ({ rubric: 'small', cases, ...(floor === undefined ? {} : { floor }) })
const differsIn = (one: Case) => runCases(SMALL, fileOf([one])).results[0]?.differs

describe('a law', () => {
  it('is met when all it expects has come', () => {
    const one = caseOf(
      'all',
      { lack: 'facts', pairs: 'many' },
      {
        adopt: ['search', 'base'],
        avoid: ['train'],
        verdicts: new Map([['train', ['later', 'skip']]]),
        listed: { gate: ['first'], mistake: ['trained-anyway'], note: ['side-by-side'] },
        unlisted: { gate: ['too-few', 'elsewhere'], mistake: [], note: [] },
      },
    )
    const run = runCases(SMALL, fileOf([one]))
    expect(run.results).toEqual([{ id: 'all', title: 'Title all', kind: 'law', met: true, differs: [] }])
    expect(run.laws).toEqual({ met: 1, of: 1 })
    expect(run.agreement).toBeUndefined()
  })

  it('shows the verdict that came, the one expected, the total and how far it is from turning', () => {
    expect(differsIn(caseOf('x', { lack: 'form' }, { adopt: ['train'] }))).toEqual([
      { kind: 'verdict', approach: 'train', expected: ['adopt'], came: 'pilot', total: 3, margin: { points: 1, to: 'line', at: 'pilot' } },
    ])
  })

  it('takes a pilot neither for adopted nor for avoided', () => {
    for (const expected of [{ adopt: ['train'] }, { avoid: ['train'] }])
      expect(differsIn(caseOf('x', { lack: 'form' }, expected))).toHaveLength(1)
    expect(differsIn(caseOf('x', { lack: 'form' }, { verdicts: new Map([['train', ['adopt', 'pilot']]]) }))).toEqual([])
  })

  it('says nothing of approaches that it does not name', () => {
    expect(differsIn(caseOf('x', { lack: 'facts' }, { avoid: ['train'] }))).toEqual([])
  })

  it('names what did not come, and what came and should not', () => {
    const expected = {
      listed: { gate: ['too-few'], mistake: ['trained-anyway'], note: [] },
      unlisted: { gate: ['first'], mistake: [], note: ['side-by-side'] },
    }
    expect(differsIn(caseOf('x', { lack: 'facts' }, expected))).toEqual([
      { kind: 'gate', id: 'too-few', expected: 'listed' },
      { kind: 'gate', id: 'first', expected: 'not-listed' },
      { kind: 'mistake', id: 'trained-anyway', expected: 'listed' },
      { kind: 'note', id: 'side-by-side', expected: 'not-listed' },
    ])
  })
})

describe('agreement with published cases', () => {
  const stories = [
    // Right: adopted.
    caseOf('a', { lack: 'facts' }, { adopt: ['search'], avoid: ['train'] }, 'agreement'),
    // Half right: a pilot.
    caseOf('b', { lack: 'form' }, { adopt: ['train'] }, 'agreement'),
    // Half wrong: a pilot of what the story warns against.
    caseOf('c', { lack: 'form' }, { avoid: ['train'] }, 'agreement'),
    // Extra: search is adopted and not mentioned. The baseline never is.
    caseOf('d', { lack: 'facts' }, { avoid: ['train'] }, 'agreement'),
    // Missed.
    caseOf('e', { lack: 'neither' }, { adopt: ['search'] }, 'agreement'),
  ]
  const run = runCases(SMALL, fileOf([...stories, caseOf('law', { lack: 'facts' }, { adopt: ['train'] })]))

  it('weighs what is adopted, avoided and extra; a pilot counts half; laws are not in it', () => {
    // In halves: right 2 + 1, missed 1 + 2, wrong 1 + 2.
    expect(run.agreement).toEqual({
      cases: 5,
      f1: { part: 6, of: 12 },
      adopt: { part: 1.5, of: 3 },
      avoid: { part: 2.5, of: 3 },
      extra: 1,
      whole: { part: 1, of: 5 },
      approaches: [
        { id: 'base', title: 'Title base', adopt: { part: 0, of: 0 }, avoid: { part: 0, of: 0 }, extra: 0 },
        { id: 'search', title: 'Title search', adopt: { part: 1, of: 2 }, avoid: { part: 0, of: 0 }, extra: 1 },
        { id: 'train', title: 'Title train', adopt: { part: 0.5, of: 1 }, avoid: { part: 2.5, of: 3 }, extra: 0 },
      ],
      reached: true,
    })
    expect(run.results.map(({ id, met }) => [id, met])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
      ['d', false],
      ['e', false],
      ['law', false],
    ])
    expect(run.results[3]?.differs).toMatchObject([{ approach: 'search', expected: [], came: 'adopt' }])
  })

  it.each([
    [5000, true],
    [5001, false],
  ])('a floor of %i hundredths of a percent is compared exactly', (floor, reached) => {
    const { agreement, ...rest } = runCases(SMALL, fileOf(stories, floor))
    expect(agreement).toMatchObject({ floor, reached })
    expect(outcomeOf({ ...rest, ...(agreement && { agreement }) }, undefined)).toMatchObject({ passed: reached, agreementTooLow: !reached })
  })

  it('no story fails a run by itself, a law does', () => {
    expect(outcomeOf(runCases(SMALL, fileOf(stories)), undefined).passed).toBe(true)
    expect(outcomeOf(run, undefined)).toMatchObject({ passed: false, lawsNotMet: [{ id: 'law' }] })
  })
})

describe('coverage', () => {
  const missingIn = (...cases: readonly Case[]): Record<string, readonly string[]> =>
    Object.fromEntries(runCases(SMALL, fileOf(cases)).coverage.map(({ kind, missing }) => [kind, missing]))

  it('counts entries that count, gates that fire, mistakes and notes that are listed, and leaves the rest in the order of the rubric', () => {
    expect(missingIn(caseOf('x', { lack: 'form' }, {}))).toEqual({
      points: ['lack.facts.search', 'lack.facts.train', 'lack.form.train.2', 'lack.neither.search', 'pairs.many.train'],
      gates: ['too-few'],
      mistakes: ['trained-anyway'],
      notes: ['side-by-side'],
      preconditions: ['corpus'],
      claims: ['facts-are-searched', 'pairs-help'],
    })
  })

  it('adds up over cases', () => {
    const cases = [
      caseOf('a', { lack: 'form', pairs: 'many' }, {}),
      caseOf('b', { lack: 'facts', pairs: 'few' }, {}),
      caseOf('c', { lack: 'neither' }, {}),
      caseOf('d', { lack: 'facts', pairs: 'many' }, {}),
    ]
    expect(missingIn(...cases)).toEqual({ points: [], gates: [], mistakes: [], notes: [], preconditions: [], claims: [] })
  })

  it('sets apart what reads only questions that the rubric leaves out', () => {
    const gates = runCases(SMALL, fileOf([caseOf('x', { lack: 'facts' }, {})])).coverage.find(({ kind }) => kind === 'gates')
    expect(gates).toEqual({
      kind: 'gates',
      exercised: { part: 1, of: 2 },
      missing: ['too-few'],
      outOfReach: ['elsewhere', 'elsewhere-not'],
    })
  })

  it('has to be reached in each kind', () => {
    const run = runCases(SMALL, fileOf([caseOf('x', { lack: 'facts', pairs: 'many' }, {})]))
    const low = (least: number): readonly string[] => outcomeOf(run, least).coverageTooLow.map(({ kind }) => kind)
    expect(low(4285)).toEqual([])
    expect(low(5000)).toEqual(['points'])
    expect(low(5001)).toEqual(['points', 'gates'])
    expect(outcomeOf(run, 5001).passed).toBe(false)
  })

  it('an answer to a question that does not apply exercises nothing', () => {
    const hidden = {
      ...SMALL,
      questions: SMALL.questions.map((one) => (one.id === 'pairs' ? { ...one, when: { question: 'lack', is: ['form'] } } : one)),
    }
    const [points] = runCases(hidden, fileOf([caseOf('x', { lack: 'facts', pairs: 'many' }, {})])).coverage
    expect(points?.missing).toContain('pairs.many.train')
  })
})

describe('the answers of a case alone', () => {
  it('leave out what is open on purpose', () => {
    expect(givenOf(caseOf('x', { lack: 'facts', pairs: 'unsure' }, {}))).toEqual({ lack: 'facts' })
  })
})
