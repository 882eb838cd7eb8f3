import { describe, expect, it } from 'vitest'
import schema from '../../schema/next.schema.json' with { type: 'json' }
import { renderNextJson } from '../../src/protocol/json.js'
import { stepOf } from '../../src/protocol/step.js'
import { core } from '../engine/shipped.js'
import { approachOf, decideOn, optionOf, questionOf, rubricOf, sheetOf, TOOL } from '../engine/small-rubric.js'
import { PAYLOADS, withEveryText } from '../report/payloads.js'
import { validate, validateClosed } from './closed-schema.js'

/** As much of a schema as these tests read. */
interface Node {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
}

const DEFINITIONS: Readonly<Record<string, Node>> = schema.definitions as never

const small = rubricOf({
  approaches: [approachOf('a')],
  questions: [questionOf('q', [optionOf('yes', { a: 6 }), optionOf('no', { a: -6 })])],
})

function asked(rubric = small) {
  const step = stepOf({ rubric, rubricName: rubric.id, sheet: sheetOf({}), all: false, tool: TOOL })
  if (step.kind !== 'ask') throw new Error('nothing is asked')
  return step.document
}

function done() {
  const step = stepOf({ rubric: small, rubricName: 'small', sheet: sheetOf({ q: 'yes' }), all: false, tool: TOOL })
  if (step.kind !== 'end') throw new Error('something is asked')
  return step.document(decideOn(small, { q: 'yes' }))
}

/** Fails where a document's keys stand in another order than the schema's. */
function expectOrder(value: unknown, node: Node, place: string): void {
  const { $ref } = node
  if ($ref !== undefined) {
    const target = DEFINITIONS[$ref.replace('#/definitions/', '')]
    if (target !== undefined) expectOrder(value, target, place)
  } else if (Array.isArray(value)) for (const item of value) expectOrder(item, node.items ?? {}, `${place}[]`)
  else if (typeof value === 'object' && value !== null && node.properties !== undefined) {
    const known = Object.keys(node.properties).filter((key) => Object.hasOwn(value, key))
    expect(Object.keys(value), place).toEqual(known)
    for (const [key, inner] of Object.entries(value)) expectOrder(inner, node.properties[key] ?? {}, `${place}.${key}`)
  }
}

describe('next.schema.json', () => {
  it('accepts a question, and describes every field in it', () => {
    const document = asked(core)
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true)
    expect(validateClosed(document), JSON.stringify(validateClosed.errors)).toBe(true)
  })

  it('lists the fields in the order in which they are printed', () => {
    expectOrder(asked(core), { $ref: '#/definitions/ask' }, 'ask')
    expectOrder(asked(), { $ref: '#/definitions/ask' }, 'ask')
    expectOrder(done(), { $ref: '#/definitions/done' }, 'done')
  })

  it('accepts the end, with its decision, and a field that a later minor version adds', () => {
    expect(validateClosed(done()), JSON.stringify(validateClosed.errors)).toBe(true)
    expect(validate({ ...done(), schemaVersion: '1.7', later: true })).toBe(true)
  })

  it.each([
    ['an unknown major version', { schemaVersion: '2.0' }],
    ['an unknown status', { status: 'wait' }],
    ['a missing field', { standing: undefined }],
    ['a question that is no question', { question: { id: 'q' } }],
    ['progress that is a text', { progress: 'Question 1' }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...asked(), ...change })))).toBe(false)
  })

  it('refuses an end without a decision', () => {
    expect(validate(JSON.parse(JSON.stringify({ ...done(), decision: undefined })))).toBe(false)
  })

  it('describes every field', () => {
    for (const [name, { properties = {} }] of Object.entries(DEFINITIONS)) {
      for (const [key, node] of Object.entries(properties)) expect('description' in node || '$ref' in node, `${name}.${key}`).toBe(true)
    }
  })
})

describe('renderNextJson', () => {
  it('has two spaces, LF line ends and one final newline', () => {
    expect(renderNextJson(asked())).toMatch(/^\{\n {2}"schemaVersion": "1\.\d+",\n {2}"tool": \{\n[\s\S]*[^\n]\n$/)
  })

  it.each(PAYLOADS)('%s survives, and hides nothing', (_, payload) => {
    const document = asked()
    const out = renderNextJson({ ...document, question: withEveryText(document.question as never, () => payload) as never })
    expect(out, 'controls (O-15)').not.toMatch(/[^\P{C}\n]/u)
    expect(out, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
    expect(JSON.parse(out).question.text).toBe(payload.replace(/\p{Surrogate}/gu, '\ufffd'))
  })
})
