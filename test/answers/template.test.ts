import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetFromDocument } from '../../src/answers/document.js'
import { type TemplateTools, templateText } from '../../src/answers/template.js'
import { word } from '../../src/answers/written.js'
import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { wordsOf } from '../../src/explain/condition.js'
import { parseSource } from '../../src/files/parse.js'
import { columns, wrapped } from '../../src/report/text/width.js'
import { randomCases } from '../engine/random-rubric.js'
import { core, quick } from '../engine/shipped.js'

const NOTHING: AnswerSheet = { answers: new Map() }
const toolsFor = (rubric: Rubric): TemplateTools => ({ wrap: wrapped, when: (question) => wordsOf(rubric, question.when)?.says })
const templateOf = (rubric: Rubric, sheet = NOTHING, name: string = rubric.id): string =>
  templateText(rubric, name, sheet, toolsFor(rubric))
const shipped = [core, quick]

/** What the strict reader makes of a text; fails on any problem or warning. */
function sheetOf(text: string, rubric: Rubric): AnswerSheet {
  const parsed = parseSource({ file: 'answers.yaml', text })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const sheet = sheetFromDocument(parsed.value, rubric)
  if (!sheet.ok) throw new Error(JSON.stringify(sheet.problems))
  expect([...parsed.warnings, ...sheet.warnings]).toEqual([])
  return sheet.value
}

/** The text with its question line put to use and answered. */
function answered(text: string, question: Question, value: string): string {
  const line = `\n  #${word(question.id)}: unsure\n`
  expect(text.split(line)).toHaveLength(2)
  return text.replace(line, () => `\n  ${word(question.id)}: ${value}\n`)
}

const asList = (question: Question, value: string): string => (question.kind === 'many' && value !== 'unsure' ? `[${value}]` : value)

/** Every promise of the template for one rubric. */
function keepsItsPromises(rubric: Rubric): void {
  const text = templateOf(rubric)
  expect(sheetOf(text, rubric)).toEqual(NOTHING)
  const all = sheetOf(text.replaceAll(/^( *)#(?=[^ \n])/gm, '$1'), rubric)
  expect([...all.answers]).toEqual(rubric.questions.map(({ id }) => [id, { value: 'unsure', origin: 'file' }]))
  expect(Object.keys(all.context ?? {})).toEqual(['workflow', 'users', 'objective', 'data'])
  const most = Math.max(...rubric.questions.map(({ options }) => options.length))
  for (let at = 0; at < most; at++) {
    let filled = text
    for (const question of rubric.questions) {
      filled = answered(filled, question, asList(question, word(question.options[at]?.id ?? 'unsure')))
    }
    expect(sheetOf(filled, rubric).answers.size).toBe(rubric.questions.length)
  }
}

describe('the answers file to fill in', () => {
  it.each(shipped.map((rubric) => [rubric.id, rubric] as const))('%s: no problem as it stands, and with each answer', (_, rubric) => {
    keepsItsPromises(rubric)
  })

  it('any rubric: the same, whatever its texts and ids are', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 40 })
    const ids = fc.constantFrom('yes', 'no', 'null', 'true', 'y', 'x'.repeat(64), 'a-b')
    fc.assert(
      fc.property(randomCases, texts, ids, ({ rubric }, text, id) => {
        const strange: Rubric = {
          ...rubric,
          title: text,
          sections: rubric.sections.map((one) => ({ ...one, title: text })),
          approaches: rubric.approaches.map((one) => ({ ...one, title: text })),
          questions: rubric.questions.map((question, index) => ({
            ...question,
            id: index === 0 ? id : question.id,
            text,
            help: `${text}\n  ${id}: facts\n# ${text}`,
            options: question.options.map((option, at) => ({ ...option, id: at === 0 ? id : option.id, label: text })),
          })),
        }
        keepsItsPromises(strange)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps to 100 columns', () => {
    for (const rubric of shipped) for (const line of templateOf(rubric).split('\n')) expect(columns(line), line).toBeLessThanOrEqual(100)
    const wide = { ...quick, questions: quick.questions.map((one) => ({ ...one, text: '知識'.repeat(90) })) }
    for (const line of templateOf(wide).split('\n')) expect(columns(line), line).toBeLessThanOrEqual(100)
  })

  it('tells of each question its options, bands, what it decides and when it is asked', () => {
    const text = templateOf(core)
    const squeezed = text.replaceAll(/ +/g, ' ')
    for (const { options } of core.questions) for (const { id, label } of options) expect(squeezed).toContain(`\n # ${id} ${label}`)
    expect(text).toMatch(/# {3}dozens +Dozens, 1 to 99 \[1 to 99\]\n/)
    expect(text).toContain('  # One of these, or a whole number of labelled pairs, or unsure\n')
    expect(text).toContain('  # Decides whether the team is ready for: Fine-tuning\n')
    expect(text).toContain('  # Gives no points; the plan and the warnings read it\n')
    expect(text).toContain('  # Asked when “Labelled examples” is not none\n')
  })

  it('takes over what is known', () => {
    const sheet: AnswerSheet = {
      title: 'A: "b" #c\n',
      owner: 'no',
      reviewAfter: '2027-01-02',
      context: { users: '# all' },
      answers: new Map([
        ['need', { value: 'facts', origin: 'file' }],
        ['symptoms', { value: [], origin: 'file' }],
        ['labeled-pairs', { value: 'hundreds', number: 250, origin: 'file' }],
        ['citations', { value: 'no', origin: 'file' }],
        ['privacy', { value: 'unsure', origin: 'file' }],
      ]),
    }
    const text = templateOf(core, sheet, './a: b.yaml')
    expect(text).toContain('\nrubric: "./a: b.yaml"\n')
    expect(text).toContain('\n  citations: "no"\n')
    expect(sheetOf(text, core)).toEqual({
      ...sheet,
      answers: new Map(core.questions.flatMap(({ id }) => [...sheet.answers].filter(([one]) => one === id))),
    })
  })

  it('counts approaches that are too many to name, and leaves a condition with many parts to explain', () => {
    const approaches = Array.from({ length: 12 }, (_, at) => ({
      ...(core.approaches[0] as Rubric['approaches'][0]),
      id: `a${at}`,
      title: `A${at}`,
    }))
    const need = core.questions[0] as Question
    const points = approaches.map(({ id }) => ({ approach: id, points: 1, because: 'x', evidence: [], criterion: 'quality' }))
    const first: Question = { ...need, options: need.options.map((option) => ({ ...option, points })) }
    const rubric: Rubric = { ...core, approaches, questions: [first] }
    const text = templateText(rubric, 'core', NOTHING, { wrap: wrapped, when: () => 'x'.repeat(601) })
    expect(text).toContain('A0, A1, A2, A3, A4, A5, A6, A7 and 4 more\n')
    expect(text).toContain('rag-or-tune explain question:need')
  })
})
