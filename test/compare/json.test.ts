import { Ajv, type ValidateFunction } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import schema from '../../schema/compare.schema.json' with { type: 'json' }
import { compare } from '../../src/compare/compare.js'
import { renderCompareJson } from '../../src/compare/json.js'
import { SCHEMA_VERSION } from '../../src/compare/result.js'
import { sheetOf, TOOL } from '../engine/small-rubric.js'
import { randomSheets } from './random-sheets.js'
import { compared } from './small-case.js'

const validate: ValidateFunction = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)
const validateClosed: ValidateFunction = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(closed(schema) as object)

/** The same schema, but refusing every field that it does not describe. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  return 'properties' in copy ? { ...copy, additionalProperties: false } : copy
}

/** As much of a schema as these tests read. */
interface Node {
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
}

const DEFINITIONS: Readonly<Record<string, Node>> = schema.definitions as never
const resolved = (node: Node): Node => (node.$ref === undefined ? node : (DEFINITIONS[node.$ref.replace('#/definitions/', '')] ?? {}))

/** Fails where a document's keys stand in another order than the schema's. */
function expectOrder(value: unknown, from: Node, place: string): void {
  const node = resolved(from)
  if (Array.isArray(value)) for (const item of value) expectOrder(item, node.items ?? {}, `${place}[]`)
  else if (typeof value === 'object' && value !== null && node.properties !== undefined) {
    const known = Object.keys(node.properties).filter((key) => Object.hasOwn(value, key))
    expect(Object.keys(value), place).toEqual(known)
    for (const [key, inner] of Object.entries(value)) expectOrder(inner, node.properties[key] ?? {}, `${place}.${key}`)
  }
}

/** Every property that is described nowhere. */
function undescribed(from: Node, place: string): string[] {
  const own = Object.entries(from.properties ?? {}).flatMap(([key, node]) => [
    ...(node.description === undefined && node.$ref === undefined ? [`${place}.${key}`] : []),
    ...undescribed(node, `${place}.${key}`),
  ])
  return [...own, ...(from.items === undefined ? [] : undescribed(from.items, `${place}[]`))]
}

describe('compare.schema.json', () => {
  it('accepts a comparison with one of everything, describes every field in it, and lists them in their order', () => {
    const document = JSON.parse(renderCompareJson(compared()))
    expect(validateClosed(document), JSON.stringify(validateClosed.errors)).toBe(true)
    expect(document.schemaVersion).toBe(SCHEMA_VERSION)
    expectOrder(document, schema as Node, 'comparison')
    const keys = JSON.stringify(document)
    for (const key of ['owner', 'together', 'along', 'alone', 'notRuledOut', 'anyAnswer', 'changeNothing'])
      expect(keys).toContain(`"${key}"`)
  })

  it('accepts whatever comes out', () => {
    fc.assert(
      fc.property(randomSheets, fc.constantFrom(undefined, 0), ({ rubric, sheets }, steps) => {
        const respondents = sheets.map((given, at) => ({ path: `${at}.yaml`, sheet: sheetOf(given) }))
        const budgets = steps === undefined ? {} : { steps, decisions: 5 }
        const document = JSON.parse(renderCompareJson(compare(rubric, respondents, { tool: TOOL, budgets })))
        expect(validateClosed(document), JSON.stringify(validateClosed.errors)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('accepts a field that a later minor version adds', () => {
    expect(validate({ ...compared(), schemaVersion: '1.4', later: true })).toBe(true)
  })

  it.each([
    ['an unknown major version', { schemaVersion: '2.0' }],
    ['a missing field', { settle: undefined }],
    ['a verdict that is none', { approaches: [{ id: 'a', title: '', agree: true, verdicts: [{ file: 'a', verdict: 'perhaps' }] }] }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...compared(), ...change })))).toBe(false)
  })

  it('describes every field', () => {
    const all = { ...DEFINITIONS, comparison: schema as Node }
    expect(Object.entries(all).flatMap(([name, node]) => undescribed(node, name))).toEqual([])
  })

  it('ends with one newline, and indents by two spaces', () => {
    expect(renderCompareJson(compared())).toMatch(/^\{\n {2}"schemaVersion": "1\.0",\n[\s\S]*[^\n]\n$/)
  })
})
