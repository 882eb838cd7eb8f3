import { describe, expect, it } from 'vitest'
import { sheetFromDocument } from '../../src/answers/document.js'
import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { answerForm } from '../../src/protocol/answer.js'
import { answersDocument } from '../../src/protocol/answers.js'
import type { AskDocument } from '../../src/protocol/document.js'
import { stepOf } from '../../src/protocol/step.js'
import { SMALL } from '../answers/small-rubric.js'
import type { Given } from '../engine/oracle.js'
import { approachOf, decideOn, gateOf, optionOf, pointsOf, questionOf, rubricOf, sheetOf, TOOL } from '../engine/small-rubric.js'
import { parse, valueIn } from '../files/helpers.js'

const RUBRIC = rubricOf({
  approaches: [approachOf('a'), approachOf('b')],
  questions: [
    questionOf('stop', [optionOf('yes', { a: -1 }), optionOf('no', { a: 6 })]),
    questionOf('size', [optionOf('small', { a: -3 }), optionOf('large', { a: 3, b: 4 })]),
    questionOf(
      'kind',
      [
        optionOf('x', [
          pointsOf('a', 4, { when: { question: 'size', is: ['large'] }, evidence: ['one'] }),
          pointsOf('a', -5, { when: { question: 'stop', is: ['yes'] }, evidence: ['two'] }),
        ]),
        optionOf('y', { b: 6 }),
      ],
      { why: 'Because.', help: 'Help.' },
    ),
    questionOf('detail', [optionOf('p', { a: -4 }), optionOf('q', { a: 4 })], { when: { question: 'kind', is: ['x'] } }),
  ],
  gates: [gateOf('closed', 'a', 'block', { when: { question: 'stop', is: ['yes'] } })],
  references: ['two', 'one', 'three'].map((id) => ({
    id,
    title: id,
    publisher: 'P',
    year: 2024,
    address: 'https://example.org',
    claim: 'C',
    checked: 'source' as const,
  })),
})

const step = (given: Given, more: { rubric?: Rubric; all?: boolean; sheet?: AnswerSheet } = {}) =>
  stepOf({ rubric: RUBRIC, rubricName: 'small', sheet: sheetOf(given), all: false, tool: TOOL, ...more })

function asked(given: Given, more = {}): AskDocument {
  const found = step(given, more)
  if (found.kind !== 'ask') throw new Error('nothing is asked')
  return found.document
}

describe('a question', () => {
  it('is the first that can change something, with its texts, and with the answers in the order of the rubric', () => {
    const { question, answers, progress } = asked({ size: 'small', stop: 'no' })
    expect(question).toMatchObject({
      id: 'kind',
      text: 'What about kind?',
      help: 'Help.',
      why: 'Because.',
      section: { id: 'all', title: 'All' },
    })
    expect(Object.keys(answers.answers)).toEqual(['stop', 'size'])
    expect(progress.answered).toBe(2)
  })

  it.each([
    ['is open', { stop: 'no', size: 'unsure' }, ['depends', 'no']],
    ['holds', { stop: 'no', size: 'large' }, ['now', 'no']],
    ['is false', { stop: 'no', size: 'small' }, ['no', 'no']],
  ])('says whether points count when what they depend on %s', (_, given, counts) => {
    const { question } = asked(given)
    expect(question.id).toBe('kind')
    expect(question.options[0]?.moves.map((one) => one.counts)).toEqual(counts)
    expect(question.options[1]?.moves).toEqual([
      { approach: 'b', points: 6, axis: 'need', counts: 'now', because: '6 for b', evidence: [] },
    ])
  })

  it('says that points which its own answer shuts out do not count', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a')],
      questions: [
        questionOf('first', [
          optionOf('in', [pointsOf('a', 6, { when: { question: 'later', is: ['yes'] } })]),
          optionOf('out', [pointsOf('a', -6, { when: { question: 'later', is: ['yes'] } }), pointsOf('a', -1)]),
        ]),
        questionOf('later', [optionOf('yes', { a: 4 }), optionOf('no', { a: -4 })], { when: { question: 'first', is: ['in'] } }),
      ],
    })
    const { question } = asked({}, { rubric })
    expect(question.options.map(({ moves }) => moves.map(({ counts }) => counts))).toEqual([['depends'], ['no', 'now']])
  })

  it('brings the sources that its points rest on, in the order of the rubric, and no others', () => {
    expect(asked({ stop: 'no', size: 'large' }).references.map(({ id }) => id)).toEqual(['two', 'one'])
    expect(asked({}).references).toEqual([])
  })

  it('is not put again to those who are unsure', () => {
    expect(asked({}).question.id).toBe('stop')
    expect(asked({ stop: 'unsure' }).question.id).toBe('size')
    expect(asked({ stop: 'unsure' }).progress.answered).toBe(1)
  })
})

describe('what is not asked', () => {
  it('are questions that can change nothing any more: named, and asked with `all`', () => {
    const blocked = asked({ stop: 'yes', kind: 'x' })
    expect(blocked).toMatchObject({ question: { id: 'size' }, skipped: ['detail'], progress: { answered: 2, atMost: 1, skipped: 1 } })
    expect(asked({ stop: 'yes', kind: 'x' }, { all: true })).toMatchObject({ skipped: [], progress: { atMost: 2, skipped: 0 } })
  })

  it('are hidden questions: an answer to one is named and goes back as it came', () => {
    const { unscored, answers, progress } = asked({ kind: 'y', detail: 'q' })
    expect(unscored).toEqual(['detail'])
    expect(answers.answers).toEqual({ kind: 'y', detail: 'q' })
    expect(progress.answered).toBe(1)
    expect(asked({ kind: 'y', detail: 'unsure' }).unscored).toEqual([])
  })
})

describe('the end', () => {
  it('carries the decision that it is given, and what a question carries', () => {
    const given = { stop: 'yes', kind: 'y', size: 'large' }
    const found = step(given)
    const decision = decideOn(RUBRIC, given)
    expect(found.kind === 'end' && found.document(decision)).toMatchObject({
      status: 'done',
      progress: { answered: 3, atMost: 0, skipped: 0 },
      standing: [
        { id: 'a', settled: true, movedBy: 0 },
        { id: 'b', settled: true, movedBy: 0 },
      ],
      answers: { rubric: 'small', answers: given },
      decision: { headline: decision.headline },
    })
  })
})

describe('how to answer', () => {
  const form = (id: string) => answerForm(SMALL.questions.find((one) => one.id === id) ?? questionOf('none', []))

  it('takes one option, or unsure', () => {
    expect(form('need')).toEqual({
      path: ['answers', 'need'],
      values: ['facts', 'behavior', 'both', 'neither', 'unsure'],
      examples: [
        { says: 'one option', value: 'facts', flag: '--set need=facts' },
        { says: 'not known: the question stays open and is not asked again', value: 'unsure', flag: '--set need=unsure' },
      ],
    })
  })

  it('takes any of a list, or none', () => {
    expect(form('symptoms').examples.slice(0, 2)).toEqual([
      { says: 'some of the options', value: ['hallucination', 'stale-answers'], flag: '--set symptoms=hallucination,stale-answers' },
      { says: 'none of them', value: [], flag: '--set symptoms=' },
    ])
  })

  it('takes numbers from the lowest to the highest band', () => {
    expect(form('labeled-pairs').number).toEqual({ from: 0, unit: 'labelled pairs' })
    expect(form('traffic').number).toEqual({ from: 1, to: 5000, unit: 'requests a day' })
    expect(form('traffic').examples[1]).toEqual({ says: 'a number of requests a day', value: 1000, flag: '--set traffic=1000' })
    expect('number' in form('need')).toBe(false)
  })
})

describe('the answers document', () => {
  const TEXT = `{"title": "T", "rubric": "small", "owner": "O", "review-after": "2027-01-31", "context": {"workflow": "W", "data": "D"},
    "answers": {"need": "both", "symptoms": [], "labeled-pairs": 150, "regulated": "no", "leaning": ["rag", "fine-tuning"], "traffic": "unsure"}}`
  const read = (text: string): AnswerSheet => {
    const parsed = parse(text)
    return valueIn(parsed.ok ? sheetFromDocument(parsed.value, SMALL) : parsed)
  }

  it('reads back as the same answers, numbers and free texts', () => {
    const sheet = read(TEXT)
    const document = answersDocument(sheet, SMALL, 'small')
    expect(document.answers).toEqual({ ...JSON.parse(TEXT).answers })
    expect(read(JSON.stringify(document))).toEqual(sheet)
  })

  it('keeps what is expected of the decision, or an agent would drop it', () => {
    const rubric: Rubric = { ...SMALL, approaches: [approachOf('rag')] }
    const text = `${TEXT.slice(0, -1)}, "expect": {"verdicts": {"rag": {"not": ["later", "skip"]}}, "min-stability": "92.5%", "min-margin": 3, "max-open": 0, "fail-on": ["mistakes"]}}`
    const sheet = valueIn(sheetFromDocument(valueIn(parse(text)), rubric))
    const document = answersDocument(sheet, rubric, 'small')
    expect(document.expect).toEqual(JSON.parse(text).expect)
    expect(valueIn(sheetFromDocument(valueIn(parse(JSON.stringify(document))), rubric))).toEqual(sheet)
  })

  it('has its fields in one order, whatever order they came in', () => {
    const sheet = read(TEXT)
    const turned = { ...sheet, answers: new Map([...sheet.answers].reverse()), context: { data: 'D', workflow: 'W' } }
    expect(JSON.stringify(answersDocument(turned, SMALL, 'small'))).toBe(JSON.stringify(answersDocument(sheet, SMALL, 'small')))
  })
})
