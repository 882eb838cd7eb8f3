import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOfFrame, sheetFromDocument } from '../../src/answers/document.js'
import { placeOfExpectation } from '../../src/answers/expect.js'
import { sheetToYaml } from '../../src/answers/save.js'
import { expectLines } from '../../src/answers/written-expect.js'
import type { AnswerSheet, Expectation } from '../../src/engine/answers.js'
import type { Checked, Diagnostic } from '../../src/files/diagnostic.js'
import { readPlain } from '../../src/files/plain.js'
import { core } from '../engine/shipped.js'
import { parse, valueIn } from '../files/helpers.js'
import { randomExpectations } from './random-expectations.js'

const APPROACHES = core.approaches.map(({ id }) => id)
const [FIRST = '', SECOND = FIRST] = APPROACHES

function fromText(text: string): Checked<AnswerSheet> {
  const parsed = parse(text)
  return parsed.ok ? sheetFromDocument(parsed.value, core) : parsed
}

/** An answers file with these lines below `expect:`. */
const withExpect = (...lines: string[]): string => `answers:\n  need: facts\nexpect:\n${lines.map((line) => `  ${line}\n`).join('')}`
const expectIn = (text: string): readonly Expectation[] | undefined => valueIn(fromText(text)).expect
const problemsIn = (text: string): readonly Diagnostic[] => {
  const read = fromText(text)
  return read.ok ? [] : read.problems
}
const shown = (text: string): string[] =>
  problemsIn(text).map(
    ({ place, message, code, hint }) => `${place?.line}:${place?.column} ${message} (${code})${hint === undefined ? '' : `; ${hint}`}`,
  )

describe('what an answers file expects', () => {
  it('is read whole, one word or several', () => {
    const text = withExpect(
      'fail-on: [contradictions, mistakes]',
      'max-open: 2',
      'min-margin: 3',
      'min-stability: 90%',
      'verdicts:',
      `  ${FIRST}: {not: [skip, adopt]}`,
      `  ${SECOND}: [pilot, adopt]`,
    )
    expect(expectIn(text)).toEqual([
      { kind: 'verdict', approach: FIRST, verdicts: ['adopt', 'skip'], not: true },
      { kind: 'verdict', approach: SECOND, verdicts: ['adopt', 'pilot'], not: false },
      { kind: 'min-stability', hundredths: 9000 },
      { kind: 'min-margin', points: 3 },
      { kind: 'max-open', questions: 2 },
      { kind: 'fail-on', what: 'mistakes' },
      { kind: 'fail-on', what: 'contradictions' },
    ])
  })

  it.each([
    ['min-stability: 90', 9000],
    ['min-stability: "90%"', 9000],
    ['min-stability: 92.5', 9250],
    ['min-stability: 92.5%', 9250],
    ['min-stability: 0.9%', 90],
    ['min-stability: 1', 100],
  ])('takes a share as %s', (line, hundredths) => {
    expect(expectIn(withExpect(line))).toEqual([{ kind: 'min-stability', hundredths }])
  })

  it('goes through the strict reader where a value is nested, and needs none of it where it is plain', () => {
    expect(readPlain(withExpect('verdicts:', `  ${FIRST}: adopt`))).toBeUndefined()
    expect(readPlain(withExpect(`verdicts: {${FIRST}: adopt}`))).toBeUndefined()
    expect(readPlain(withExpect('min-margin: 3'))).toEqual({ answers: { need: 'facts' }, expect: { 'min-margin': 3 } })
  })

  it('is nothing where it is not written', () => {
    expect(valueIn(fromText('answers: {}\n'))).not.toHaveProperty('expect')
  })
})

describe('what is wrong with an expectation', () => {
  it('an approach or a verdict that does not exist is told with the nearest one', () => {
    const wrong = withExpect('verdicts:', `  ${FIRST}x: adopt`, `  ${SECOND}: adpot`)
    expect(shown(wrong)).toEqual([
      `5:5 there is no approach "${FIRST}x" (unknown-approach); did you mean ${FIRST}?`,
      `6:${SECOND.length + 7} there is no verdict "adpot" (expect-unknown-verdict); did you mean adopt?`,
    ])
    expect(problemsIn(wrong).map(({ path, allowed }) => ({ path, allowed }))).toEqual([
      { path: `expect.verdicts.${FIRST}x`, allowed: APPROACHES },
      { path: `expect.verdicts.${SECOND}`, allowed: ['adopt', 'pilot', 'later', 'skip'] },
    ])
  })

  it('each place of a list is its own', () => {
    expect(shown(withExpect(`verdicts: {${FIRST}: [adopt, no, 3, adopt]}`))).toEqual([
      expect.stringContaining('there is no verdict "no" (expect-unknown-verdict)'),
      expect.stringContaining('there is no verdict 3 (expect-unknown-verdict)'),
      expect.stringContaining(`expect.verdicts.${FIRST} names adopt twice (expect-shape); keep one of the two`),
    ])
  })

  it.each([
    [['verdicts: {}'], 'expect.verdicts is empty'],
    [['verdicts:'], 'expect.verdicts is nothing, not a mapping'],
    [['verdicts: [adopt]'], 'expect.verdicts is a list, not a mapping'],
    [[`verdicts: {${FIRST}: []}`], `expect.verdicts.${FIRST} is an empty list`],
    [[`verdicts: {${FIRST}: }`], `expect.verdicts.${FIRST} takes a verdict or a list of verdicts, not nothing`],
    [[`verdicts: {${FIRST}: {not: []}}`], `expect.verdicts.${FIRST}.not is an empty list`],
    [[`verdicts: {${FIRST}: {is: adopt}}`], 'is a mapping without the one key "not"'],
    [[`verdicts: {${FIRST}: {not: adopt, is: skip}}`], 'is a mapping without the one key "not"'],
    [['min-stability: 101%'], 'expect.min-stability takes a percentage of at most 100, such as 90%, not "101%"'],
    [['min-stability: [90]'], 'expect.min-stability takes a percentage of at most 100, such as 90%, not a list'],
    [['min-stability:'], 'expect.min-stability takes a percentage of at most 100, such as 90%, not nothing'],
    [['min-margin: 1.5'], 'expect.min-margin takes a whole number of points, such as 3, not 1.5'],
    [['min-margin: -1'], 'expect.min-margin takes a whole number of points, such as 3, not -1'],
    [['min-margin: 0'], 'expect.min-margin is 0, and nothing falls short of it (expect-shape); write 1 or more, or leave it out'],
    [['min-stability: 0'], 'expect.min-stability is 0, and nothing falls short of it (expect-shape); write 1% or more, or leave it out'],
    [['min-stability: "0.00%"'], 'expect.min-stability is 0.00%, and nothing falls short of it'],
    [['min-stability: 0.9'], 'expect.min-stability is 0.9, which could be a share or a percentage (expect-shape); write 90% or 0.9%'],
    [['min-stability: "0.05"'], 'write 5% or 0.05%'],
    [[`verdicts: {${FIRST}: [skip, adopt, pilot, later]}`], 'names every verdict, so that it is always met (expect-shape)'],
    [[`verdicts: {${FIRST}: {not: [skip, adopt, pilot, later]}}`], 'names every verdict, so that it is never met (expect-shape)'],
    [['max-open: many'], 'expect.max-open takes a whole number of questions, such as 2, not "many"'],
    [['fail-on: []'], 'expect.fail-on is an empty list'],
    [['fail-on: misteaks'], 'fail-on cannot name "misteaks"'],
    [['fail-on: [mistakes, mistakes]'], 'expect.fail-on names mistakes twice'],
    [['min-margins: 3'], 'there is no key "min-margins" here'],
    [[`${FIRST}: adopt`], `there is no key "${FIRST}" here (answers-unknown-key); it is an approach: indent it below "verdicts:"`],
  ])('%j', (lines, message) => {
    expect(shown(withExpect(...lines)).join('\n')).toContain(message)
  })

  it.each(['expect:', 'expect: {}', 'expect: []', 'expect: adopt'])('%s expects nothing and looks as if it did', (line) => {
    expect(problemsIn(`answers: {}\n${line}\n`)).toMatchObject([{ code: 'expect-shape', place: { line: 2 } }])
  })

  it('is told whatever the rubric is, but for the ids', () => {
    const doc = valueIn(parse(withExpect('min-margin: x', 'verdicts: {unknown: adopt}')))
    expect(problemsOfFrame(doc).map(({ path }) => path)).toEqual(['expect.min-margin'])
  })
})

describe('writing expectations back', () => {
  it('writes them as a person does', () => {
    expect(
      expectLines([
        { kind: 'verdict', approach: 'rag', verdicts: ['adopt'], not: false },
        { kind: 'verdict', approach: 'no', verdicts: ['adopt', 'later'], not: true },
        { kind: 'min-stability', hundredths: 9250 },
        { kind: 'max-open', questions: 0 },
        { kind: 'fail-on', what: 'mistakes' },
      ]),
    ).toEqual([
      'expect:',
      '  verdicts:',
      '    rag: adopt',
      '    "no": {not: [adopt, later]}',
      '  min-stability: "92.5%"',
      '  max-open: 0',
      '  fail-on: [mistakes]',
    ])
  })

  it('reads back as the same (property)', () => {
    fc.assert(
      fc.property(randomExpectations(APPROACHES), (all) => {
        const sheet = { ...(all.length > 0 && { expect: all }), answers: new Map() }
        const again = fromText(sheetToYaml(sheet, core))
        expect(valueIn(again)).toEqual(sheet)
      }),
      { numRuns: 300 },
    )
  })
})

describe('where an expectation stands', () => {
  it('is told to the line', () => {
    const doc = valueIn(parse(withExpect('max-open: 2', 'verdicts:', `  ${FIRST}: adopt`, 'fail-on: mistakes')))
    const lines = valueIn(fromText(withExpect('max-open: 2', 'verdicts:', `  ${FIRST}: adopt`, 'fail-on: mistakes'))).expect?.map((one) => [
      one.kind,
      placeOfExpectation(doc, one).line,
    ])
    expect(lines).toEqual([
      ['verdict', 6],
      ['max-open', 4],
      ['fail-on', 7],
    ])
  })
})
