import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rubricNameOf, sheetFromDocument } from '../../src/answers/document.js'
import { flagsFor, sheetFromFlags } from '../../src/answers/flags.js'
import { sheetToYaml } from '../../src/answers/save.js'
import { type Answer, type AnswerSheet, UNSURE } from '../../src/engine/answers.js'
import type { Question } from '../../src/engine/rubric.js'
import { holdsRefused } from '../../src/files/characters.js'
import { parse, valueIn } from '../files/helpers.js'
import { SMALL } from './small-rubric.js'

const readBack = (sheet: AnswerSheet): AnswerSheet => valueIn(sheetFromDocument(valueIn(parse(sheetToYaml(sheet, SMALL))), SMALL))

const freeText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(...'#:-?[]{}&*!|>%@`\'"\\,~ \n\tyno01.'), minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      'yes',
      'no',
      'null',
      '~',
      '1e3',
      '017',
      '---',
      '...',
      '- a',
      'a: b',
      '# x',
      ' lead',
      'trail ',
      '\n',
      '%YAML 1.1',
      '2026-01-01',
      '<<',
      "it's",
      '"',
    ),
  )
  .filter((text) => !holdsRefused(text) && !text.includes('\r'))

function answerOf({ kind, options, unit }: Question): fc.Arbitrary<Answer> {
  const ids = options.map(({ id }) => id)
  const unsure = fc.constant<Answer>({ value: UNSURE, origin: 'file' })
  if (kind === 'many')
    return fc.oneof(
      unsure,
      fc.subarray(ids).map((value): Answer => ({ value, origin: 'file' })),
    )
  const one = fc.constantFrom(...ids).map((value): Answer => ({ value, origin: 'file' }))
  if (unit === undefined) return fc.oneof(unsure, one)
  const edges = options.flatMap(({ id, band }) => (band ? [[id, band.from] as const, [id, band.to ?? 10 ** 12] as const] : []))
  return fc.oneof(
    unsure,
    one,
    fc.constantFrom(...edges).map(([value, number]): Answer => ({ value, number, origin: 'file' })),
  )
}

const answers = fc
  .tuple(
    ...SMALL.questions.map((question) => fc.option(answerOf(question), { nil: undefined }).map((answer) => [question.id, answer] as const)),
  )
  .map((all) => new Map(all.flatMap(([id, answer]) => (answer === undefined ? [] : [[id, answer] as const]))))

const sheets: fc.Arbitrary<AnswerSheet> = fc
  .record(
    {
      title: freeText,
      owner: freeText,
      reviewAfter: fc.constantFrom('2027-03-31', '2028-02-29'),
      context: fc.record({ workflow: freeText, users: freeText, objective: freeText, data: freeText }, { requiredKeys: ['users'] }),
      answers,
    },
    { requiredKeys: ['answers'] },
  )
  .map((sheet) => ({ ...sheet }))

describe('saving answers', () => {
  it('writes an answers file that a person can read', () => {
    const sheet: AnswerSheet = {
      title: 'Bot: "two"',
      context: { data: 'a\nb' },
      reviewAfter: '2027-03-31',
      answers: new Map<string, Answer>([
        ['regulated', { value: 'no', origin: 'flag' }],
        ['symptoms', { value: ['hallucination', 'wrong-format'], origin: 'asked' }],
        ['labeled-pairs', { value: 'hundreds', number: 150, origin: 'file' }],
        ['leaning', { value: [], origin: 'file' }],
        ['need', { value: 'unsure', origin: 'asked' }],
      ]),
    }
    expect(sheetToYaml(sheet, SMALL)).toBe(
      [
        'title: "Bot: \\"two\\""',
        'rubric: "small"',
        'review-after: "2027-03-31"',
        'context:',
        '  data: "a\\nb"',
        'answers:',
        '  need: unsure',
        '  symptoms: [hallucination, wrong-format]',
        '  labeled-pairs: 150',
        '  regulated: "no"',
        '  leaning: []',
        '',
      ].join('\n'),
    )
  })

  it('names the rubric as it is told to', () => {
    expect(rubricNameOf(valueIn(parse(sheetToYaml({ answers: new Map() }, SMALL, './our rubric.yaml'))))).toBe('./our rubric.yaml')
  })

  it('reads back as the same sheet (property)', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const again = readBack(sheet)
        expect(again).toEqual(sheet)
        expect([...again.answers.keys()]).toEqual([...sheet.answers.keys()])
      }),
      { numRuns: 500 },
    )
  })

  it('writes the same bytes when what it wrote is read and written again (property)', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const text = sheetToYaml(sheet, SMALL)
        expect(sheetToYaml(readBack(sheet), SMALL)).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  it('D-04 gives the same answers as flags (property)', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const sets = flagsFor({ answers: given }).map((flag) => flag.slice('--set '.length))
        const again = valueIn(sheetFromFlags(sets, SMALL)).answers
        expect([...again].map(([id, answer]) => [id, { ...answer, origin: 'file' }])).toEqual([...given])
      }),
      { numRuns: 200 },
    )
  })
})
