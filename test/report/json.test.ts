import { describe, expect, it } from 'vitest'
import schema from '../../schema/decision.schema.json' with { type: 'json' }
import type { Decision } from '../../src/engine/decision.js'
import { renderJson } from '../../src/report/json.js'
import { DECISION_ORDER } from '../../src/report/json-order.js'
import { validate, validateClosed } from './closed-schema.js'
import { PAYLOADS, withEveryText } from './payloads.js'
import { SAMPLE } from './sample-decision.js'

/** As much of a schema as these tests read. */
interface Node {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly additionalProperties?: Node
  readonly anyOf?: readonly Node[]
}

/** Every object of the schema that has fields, with its place. */
function objectsIn(node: unknown, place = ''): readonly [string, Node][] {
  if (typeof node !== 'object' || node === null) return []
  const here: [string, Node][] = 'properties' in node ? [[place, node as Node]] : []
  return [...here, ...Object.entries(node).flatMap(([key, value]) => objectsIn(value, `${place}/${key}`))]
}

describe('renderJson', () => {
  const json = renderJson(SAMPLE)

  it('is the decision, whole', () => {
    expect(JSON.parse(json)).toEqual(SAMPLE)
  })

  it('has two spaces, LF line ends and one final newline', () => {
    expect(json).toMatch(/^\{\n {2}"schemaVersion": "1\.\d+",\n {2}"tool": \{\n/)
    expect(json).toMatch(/[^\n]\n$/)
  })

  it('is the same whatever order the engine wrote its fields in', () => {
    expect(renderJson(reversed(SAMPLE) as Decision)).toBe(json)
  })

  it('keeps a field that it does not know, after those it does', () => {
    const keys = Object.keys(JSON.parse(renderJson({ ...{ zzz: 1 }, ...SAMPLE })))
    expect(keys.at(-1)).toBe('zzz')
  })

  it.each(PAYLOADS)('%s survives, and hides nothing', (_, payload) => {
    const out = renderJson(withEveryText(SAMPLE, () => payload))
    const back: Decision = JSON.parse(out)
    expect(back.title).toBe(payload.replace(/\p{Surrogate}/gu, '\ufffd'))
    expect(validate(back)).toBe(true)
    expect(out, 'controls (O-15)').not.toMatch(/[^\P{C}\n]/u)
    expect(out, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
  })
})

describe('decision.schema.json', () => {
  it('accepts the sample, and describes every field in it', () => {
    expect(validate(SAMPLE), JSON.stringify(validate.errors)).toBe(true)
    expect(validateClosed(SAMPLE), JSON.stringify(validateClosed.errors)).toBe(true)
  })

  it.each([
    ['an unknown major version', { schemaVersion: '2.0' }],
    ['need as a fraction', { approaches: SAMPLE.approaches.map((approach) => ({ ...approach, need: 0.5 })) }],
    ['an unknown verdict', { approaches: SAMPLE.approaches.map((approach) => ({ ...approach, verdict: 'maybe' })) }],
    ['a missing field', { headline: undefined }],
    ['a date with a time', { date: '2026-11-21T00:00:00Z' }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...SAMPLE, ...change })))).toBe(false)
  })

  it('accepts a field that a later minor version adds', () => {
    expect(validate({ ...SAMPLE, schemaVersion: '1.7', later: true })).toBe(true)
  })

  it('describes every field', () => {
    for (const [place, node] of objectsIn(schema)) {
      for (const [name, property] of Object.entries(node.properties ?? {})) {
        expect('description' in property || '$ref' in property, `${place}/${name}`).toBe(true)
      }
    }
  })

  it('lists the fields in the order in which they are printed', () => {
    expect(shapeOf(schema as unknown as Node)).toEqual(orderOf(DECISION_ORDER))
  })
})

/** The fields of the schema, in order, without their kinds. */
function shapeOf(node: Node): unknown {
  const { $ref, properties, items, additionalProperties, anyOf = [] } = node
  if ($ref !== undefined) return shapeOf(definition($ref))
  if (properties !== undefined) return Object.entries(properties).map(([key, value]) => [key, shapeOf(value)])
  const inner = [items, additionalProperties, ...anyOf].filter((each) => each !== undefined)
  return inner.map(shapeOf).find(Array.isArray) ?? 'value'
}

function definition(ref: string): Node {
  const definitions: Readonly<Record<string, Node>> = schema.definitions as never
  const found = definitions[ref.replace('#/definitions/', '')]
  if (found === undefined) throw new Error(`no definition ${ref}`)
  return found
}

function orderOf(order: unknown): unknown {
  if (typeof order !== 'object' || order === null) return 'value'
  const { each } = order as { each?: unknown }
  return each === undefined ? Object.entries(order).map(([key, value]) => [key, orderOf(value)]) : orderOf(each)
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)] as const)
  return Object.fromEntries(value === SAMPLE.answers ? entries : entries.reverse())
}
