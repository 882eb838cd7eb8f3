import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rubricNameOf, sheetFromDocument } from '../../src/answers/document.js'
import { renderDiagnostics } from '../../src/files/frame.js'
import { brief, fixture, parse, problemsOf, readFixture, unseenIn, valueIn } from '../files/helpers.js'
import { fromAnswers, fromText, plainAnswers, warningsIn } from './helpers.js'
import { SMALL } from './small-rubric.js'

/** File, what is found where, and what the first message and its hint say. */
const REFUSED: readonly (readonly [file: string, found: readonly string[], says: RegExp])[] = [
  ['A-01-unknown-question.yaml', ['2:3 answer-unknown-question'], /no question "corpus-szie"; did you mean corpus-size\?/],
  ['A-02-unknown-option.yaml', ['2:9 answer-unknown-option'], /need has no option "fact"; did you mean facts\?/],
  ['A-03-capitals.yaml', ['2:13 answer-unknown-option'], /starts with the capital letter R; did you mean rag\?/],
  ['A-03-leading-space.yaml', ['2:13 answer-unknown-option'], /starts with a space; did you mean rag\?/],
  ['A-03-ligature.yaml', ['2:13 answer-unknown-option'], /U\+FB01 LATIN SMALL LIGATURE FI; did you mean fine-tuning\?/],
  ['A-03-other-hyphen.yaml', ['2:13 answer-unknown-option'], /contains U\+2010 HYPHEN; did you mean fine-tuning\?/],
  ['A-03-zero-width.yaml', ['2:16 text-character'], /U\+200B ZERO WIDTH SPACE/],
  ['A-03-cyrillic.yaml', ['2:13 answer-unknown-option'], /contains U\+0430 CYRILLIC SMALL LETTER A; did you mean rag\?/],
  ['A-04-text-for-many.yaml', ['2:13 answer-not-a-list'], /symptoms takes a list of options, not a text; write a list: \[hallucination\]/],
  ['A-04-list-for-single.yaml', ['2:9 answer-list'], /need takes one option, not a list/],
  ['A-04-list-of-one-for-single.yaml', ['2:9 answer-list'], /need takes one option, not a list/],
  ['A-04-empty-list-for-single.yaml', ['2:9 answer-list'], /need takes one option, not a list/],
  ['A-04-quoted-true.yaml', ['2:14 answer-unknown-option'], /regulated has no option "true"; did you mean yes\?/],
  ['A-04-true.yaml', ['2:14 answer-kind'], /true is not an option of regulated; write yes/],
  ['A-04-false.yaml', ['2:14 answer-kind'], /false is not an option of regulated; write no/],
  ['A-04-mapping.yaml', ['2:9 answer-kind'], /need takes one option, not a mapping/],
  ['A-05-option-twice.yaml', ['2:29 answer-repeated'], /symptoms names hallucination twice/],
  ['A-05-unsure-in-list.yaml', ['2:29 answer-unsure-not-alone'], /unsure stands alone/],
  [
    'A-09-below-range.yaml',
    ['2:18 answer-range'],
    /-1 labelled pairs is outside.*none 0, dozens 1–99, hundreds 100–999, thousands 1000 and more/,
  ],
  ['A-09-above-range.yaml', ['2:12 answer-range'], /5001 requests a day is outside.*low 1–999, high 1000–5000/],
  ['A-09-decimal-comma.yaml', ['2:18 answer-number'], /"1,5" is not a plain whole number; write labelled pairs in the digits 0–9/],
  ['A-09-decimal-point.yaml', ['2:18 answer-number'], /"1\.5" is not a plain whole number/],
  ['A-09-full-width-digits.yaml', ['2:18 answer-number'], /U\+FF11 FULLWIDTH DIGIT ONE/],
  ['A-09-hex.yaml', ['2:18 yaml-number'], /decimal digits/],
  ['A-09-exponent.yaml', ['2:18 yaml-number'], /exponent/],
  ['A-09-quoted-exponent.yaml', ['2:18 answer-number'], /"1e3" is not a plain whole number/],
  ['A-09-number-without-unit.yaml', ['2:9 answer-number'], /need takes one of its options, not a number/],
  ['A-13-constructor.yaml', ['2:3 yaml-reserved-key'], /"constructor" is reserved/],
  ['A-13-option-constructor.yaml', ['2:9 answer-unknown-option'], /need has no option "constructor"/],
  ['A-17-escape-code.yaml', ['1:12 text-character'], /U\+001B ESCAPE/],
  ['Y-22-list.yaml', ['1:1 answers-shape'], /expected an answers file, found a list/],
  ['Y-22-empty.yaml', ['1:1 answers-shape'], /expected an answers file, found nothing/],
  ['Y-22-text.yaml', ['1:1 answers-shape'], /expected an answers file, found a text/],
  ['Y-25-look-alike-question.yaml', ['2:3 answer-unknown-question'], /U\+0435 CYRILLIC SMALL LETTER IE; did you mean need\?/],
  ['Y-34-unknown-key.yaml', ['1:1 answers-unknown-key'], /no key "titel" here; did you mean title\?/],
  ['question-at-the-top.yaml', ['1:1 answers-unknown-key', '1:1 answers-shape'], /"need".*indent it below "answers:"/],
  ['unknown-context-key.yaml', ['2:3 answers-unknown-key'], /no key "user" here; did you mean users\?/],
  ['date-of-no-calendar.yaml', ['1:15 answers-date'], /"2027-02-29" is not a date.*YYYY-MM-DD/],
  ['title-a-number.yaml', ['1:1 answers-text'], /title is a number, not a text; put it in quotes/],
  ['answers-a-list.yaml', ['1:1 answers-shape'], /answers is a list, not a mapping/],
  ['context-a-text.yaml', ['1:1 answers-shape'], /context is a text, not a mapping/],
]

describe('answers files that are refused', () => {
  for (const [file, found, says] of REFUSED) {
    it(`${/^[AY]-\d\d/.exec(file)?.[0] ?? 'also'} refuses ${file}`, async () => {
      const parsed = await readFixture(`answers/${file}`)
      const checked = parsed.ok ? sheetFromDocument(parsed.value, SMALL) : parsed
      expect(brief(checked)).toEqual(found)
      const [first] = problemsOf(checked)
      expect(`${first?.message}; ${first?.hint}`).toMatch(says)
      expect(unseenIn(renderDiagnostics(problemsOf(checked), { colour: false }))).toEqual([])
    })
  }

  it('has a test for every fixture', () => {
    const named = [...REFUSED.map(([file]) => file), 'A-08-nothing-given.yaml', 'A-19-twenty.yaml', 'whole.yaml', 'whole.json'].sort()
    const there = readdirSync(fixture('answers')).filter((name) => /\.(?:yaml|json)$/.test(name))
    expect(there.sort()).toEqual(named)
  })

  it('A-02 lists what is allowed, with unsure', () => {
    expect(problemsOf(fromAnswers('need: fact'))[0]?.allowed).toEqual(['facts', 'behavior', 'both', 'neither', 'unsure'])
  })

  it('A-13 finds no inherited function behind an id', () => {
    for (const id of ['toString', 'hasOwnProperty', 'valueOf']) {
      expect(brief(fromAnswers(`${id}: facts`))).toEqual(['2:3 yaml-reserved-key'])
      expect(brief(fromAnswers(`need: ${id}`))).toEqual(['2:9 answer-unknown-option'])
      expect(brief(fromAnswers(`symptoms: [${id}]`))).toEqual(['2:14 answer-unknown-option'])
    }
  })

  it('A-14 is quick with ids of 10,000 characters, and cuts them', () => {
    const start = performance.now()
    const [first] = problemsOf(fromAnswers(`"${'a'.repeat(3999)}": facts`, `need: ${'b'.repeat(3999)}`))
    expect(performance.now() - start).toBeLessThan(100)
    expect(first?.message.length).toBeLessThan(100)
    expect(brief(fromAnswers(`need: ${'b'.repeat(10_000)}`))).toEqual(['2:9 text-too-long'])
  })

  it('A-18 shows no free text in a problem', () => {
    const secret = 'hunter2-hunter2'
    const texts = [
      `title: [${secret}]\nanswers: {}\n`,
      `context: {data: [${secret}], users: {x: ${secret}}}\nanswers: {}\n`,
      `context: ${secret}\nanswers: {}\n`,
      `{"owner": "${secret}", "title": 5, "answers": {}}\n`,
      `contxt: {data: ${secret}}\nanswers: {}\n`,
      `owner: ${secret.repeat(200)}\nanswers: {}\n`,
    ]
    for (const text of texts) {
      const shown = renderDiagnostics(problemsOf(fromText(text)), { colour: false })
      expect(shown).toMatch(/in\.yaml:\d+:\d+: /)
      expect(shown).toContain('^')
      expect(shown).not.toContain('hunter2')
    }
  })

  it('A-19 reports twenty bad answers together', async () => {
    const parsed = valueIn(await readFixture('answers/A-19-twenty.yaml'))
    const found = problemsOf(sheetFromDocument(parsed, SMALL))
    expect(found).toHaveLength(20)
    expect(found.map(({ place }) => place?.line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
  })

  it('reports problems of the frame and of the answers together', () => {
    expect(brief(fromText('titel: x\nreview-after: soon\nanswers: {need: x, simptoms: []}\n')).sort()).toEqual([
      '1:1 answers-unknown-key',
      '2:15 answers-date',
      '3:17 answer-unknown-option',
      '3:20 answer-unknown-question',
    ])
  })

  it('takes free texts of 2,000 characters and no more', () => {
    expect(valueIn(fromText(`title: ${'x'.repeat(2000)}\nanswers: {}\n`)).title).toHaveLength(2000)
    expect(brief(fromText(`title: ${'x'.repeat(2001)}\nanswers: {}\n`))).toEqual(['1:1 text-too-long'])
    expect(brief(fromText(`context:\n  data: ${'x'.repeat(2001)}\nanswers: {}\n`))).toEqual(['2:3 text-too-long'])
  })
})

describe('answers files that are read', () => {
  it('reads everything that an answers file may hold, from YAML and from JSON alike', async () => {
    const yaml = valueIn(await readFixture('answers/whole.yaml'))
    const json = valueIn(await readFixture('answers/whole.json'))
    const sheet = valueIn(sheetFromDocument(yaml, SMALL))
    expect(sheet).toEqual({
      title: 'Support bot: the second try',
      context: {
        workflow: 'Agents answer tickets.\nMost are repeats.',
        users: '40 agents',
        objective: 'Fewer escalations',
        data: 'A wiki',
      },
      owner: '@support',
      reviewAfter: '2027-03-31',
      answers: new Map<string, unknown>([
        ['need', { value: 'facts', origin: 'file' }],
        ['corpus-size', { value: 'unsure', origin: 'file' }],
        ['symptoms', { value: ['hallucination', 'wrong-format'], origin: 'file' }],
        ['labeled-pairs', { value: 'hundreds', number: 150, origin: 'file' }],
        ['regulated', { value: 'no', origin: 'file' }],
        ['leaning', { value: [], origin: 'file' }],
      ]),
    })
    const again = valueIn(sheetFromDocument(json, SMALL))
    expect(again).toEqual(sheet)
    expect([...again.answers.keys()]).toEqual([...sheet.answers.keys()])
    expect(rubricNameOf(yaml)).toBe('small')
  })

  it('D-04 puts answers and chosen options in the order of the rubric', () => {
    expect([...valueIn(fromAnswers('regulated: yes', 'need: both')).answers.keys()]).toEqual(['need', 'regulated'])
    expect(plainAnswers(fromAnswers('symptoms: [wrong-format, hallucination]'))).toEqual({ symptoms: ['hallucination', 'wrong-format'] })
  })

  it('Y-27 reads yes and no as texts, with quotes and without', () => {
    for (const written of ['no', '"no"', "'no'"]) expect(plainAnswers(fromAnswers(`regulated: ${written}`))).toEqual({ regulated: 'no' })
    for (const written of ['NO', 'on', 'y', 'Yes'])
      expect(brief(fromAnswers(`regulated: ${written}`))).toEqual(['2:14 answer-unknown-option'])
  })

  it.each([
    [0, 'none'],
    [1, 'dozens'],
    [99, 'dozens'],
    [100, 'hundreds'],
    [999, 'hundreds'],
    [1000, 'thousands'],
    [9007199254740991, 'thousands'],
  ])('A-09 puts %i into its band', (number, value) => {
    expect(plainAnswers(fromAnswers(`labeled-pairs: ${number}`))).toEqual({ 'labeled-pairs': { value, number } })
  })

  it('A-09 takes a number in quotes, and options as such', () => {
    expect(plainAnswers(fromAnswers('labeled-pairs: "1500"'))).toEqual({ 'labeled-pairs': { value: 'thousands', number: 1500 } })
    expect(plainAnswers(fromAnswers('labeled-pairs: dozens'))).toEqual({ 'labeled-pairs': 'dozens' })
    for (const text of ['"01"', '"+5"', '"1 500"', '"1.500"', '"1,500"', '"-3"', '"1e3"', '"0x10"', '٣']) {
      expect(brief(fromAnswers(`labeled-pairs: ${text}`))).toEqual(['2:18 answer-number'])
    }
  })

  it('A-08 counts a key without a value as not answered, and says so', async () => {
    const checked = sheetFromDocument(valueIn(await readFixture('answers/A-08-nothing-given.yaml')), SMALL)
    expect(plainAnswers(checked)).toEqual({ leaning: [] })
    expect(warningsIn(checked).map(({ code, path, severity }) => `${severity} ${code} ${path}`)).toEqual([
      'warning answer-empty answers.need',
      'warning answer-empty answers.corpus-size',
      'warning answer-empty answers.symptoms',
    ])
    expect(plainAnswers(fromText('answers:\n'))).toEqual({})
    expect(plainAnswers(fromText('answers: {}\ntitle:\ncontext:\nowner: ""\nreview-after:\n'))).toEqual({})
    expect(brief(fromText('title: x\n'))).toEqual(['1:1 answers-shape'])
  })

  it('keeps an answer out that the rubric does not ask for, and says so', () => {
    const checked = fromAnswers('latency: critical', 'need: facts')
    expect(plainAnswers(checked)).toEqual({ need: 'facts' })
    expect(warningsIn(checked)).toMatchObject([{ code: 'answer-absent-question', severity: 'warning', place: { line: 2, column: 3 } }])
    expect(warningsIn(checked)[0]?.message).toContain('latency')
  })

  it('takes unsure for every kind of question', () => {
    expect(plainAnswers(fromAnswers('need: unsure', 'symptoms: unsure', 'labeled-pairs: unsure'))).toEqual({
      need: 'unsure',
      symptoms: 'unsure',
      'labeled-pairs': 'unsure',
    })
  })

  it('names the rubric of a document, when it names one', () => {
    const nameIn = (text: string): string | undefined => rubricNameOf(valueIn(parse(text)))
    expect(nameIn('rubric: ./our.yaml\n')).toBe('./our.yaml')
    for (const text of ['', '- a\n', 'rubric:\n', 'rubric: ""\n', 'rubric: 5\n', 'title: x\n']) expect(nameIn(text)).toBeUndefined()
    expect(brief(fromText('rubric: 5\nanswers: {}\n'))).toEqual(['1:1 answers-text'])
  })
})
