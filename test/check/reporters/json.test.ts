import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, it } from 'vitest'
import schema from '../../../schema/check.schema.json' with { type: 'json' }
import { renderCheckJson } from '../../../src/check/reporters/json.js'
import { GREEN, SAMPLE } from '../sample-result.js'

interface Node {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
}

const DEFINITIONS: Readonly<Record<string, Node>> = schema.definitions as never
const validate: ValidateFunction = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)
const validateClosed: ValidateFunction = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(closed(schema) as object)

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  return 'properties' in copy && 'type' in copy ? { ...copy, additionalProperties: false } : copy
}

/** Fails where a document's keys stand in another order than the schema's. */
function expectOrder(value: unknown, node: Node, place: string): void {
  const { $ref } = node
  if ($ref !== undefined) expectOrder(value, DEFINITIONS[$ref.replace('#/definitions/', '')] ?? {}, place)
  else if (Array.isArray(value)) for (const item of value) expectOrder(item, node.items ?? {}, `${place}[]`)
  else if (typeof value === 'object' && value !== null && node.properties !== undefined) {
    const known = Object.keys(node.properties).filter((key) => Object.hasOwn(value, key))
    expect(Object.keys(value), place).toEqual(known)
    for (const [key, inner] of Object.entries(value)) expectOrder(inner, node.properties[key] ?? {}, `${place}.${key}`)
  }
}

describe('renderCheckJson', () => {
  const text = renderCheckJson(SAMPLE)
  const document = JSON.parse(text)

  it('is this for a file that passed', () => {
    expect(renderCheckJson(GREEN)).toMatchInlineSnapshot(`
      "{
        "schemaVersion": "1.0",
        "tool": {
          "name": "rag-or-tune",
          "version": "0.1.0"
        },
        "date": "2026-11-21",
        "exitCode": 0,
        "totals": {
          "files": 1,
          "passed": 1,
          "failed": 0,
          "errors": 0
        },
        "files": [
          {
            "file": "decisions/billing.yaml",
            "lock": "decisions/billing.lock.json",
            "outcome": "passed",
            "title": "Billing",
            "headline": "Build prompting and fine-tuning.",
            "rubric": {
              "id": "core",
              "version": "1.4.0",
              "digest": "sha256:00ff"
            },
            "review": {
              "date": "2027-05-01",
              "overdue": false
            },
            "findings": [],
            "verdicts": [
              {
                "approach": "prompting",
                "title": "Prompting",
                "before": {
                  "verdict": "adopt",
                  "margin": {
                    "points": 12,
                    "to": "line",
                    "at": "adopt"
                  }
                },
                "after": {
                  "verdict": "adopt",
                  "margin": {
                    "points": 12,
                    "to": "line",
                    "at": "adopt"
                  }
                }
              }
            ],
            "answers": [],
            "expectations": [
              {
                "asked": "--expect prompting=adopt",
                "from": "file",
                "met": true,
                "message": "as expected",
                "file": "decisions/billing.yaml",
                "line": 9,
                "column": 5
              }
            ],
            "problems": []
          }
        ]
      }
      "
    `)
  })

  it('keeps to its schema, which describes every field in it', () => {
    for (const one of [document, JSON.parse(renderCheckJson(GREEN))]) {
      expect(validate(one), JSON.stringify(validate.errors)).toBe(true)
      expect(validateClosed(one), JSON.stringify(validateClosed.errors)).toBe(true)
    }
  })

  it('has its keys in the order of the schema', () => {
    expectOrder(document, { $ref: '#/definitions/check' }, 'check')
  })

  it('is the same bytes whatever order the files come in', () => {
    expect(renderCheckJson({ ...SAMPLE, files: SAMPLE.files.toReversed() })).toBe(text)
    expect(document.files.map(({ file }: { file: string }) => file)).toEqual([
      'decisions/billing.yaml',
      'decisions/broken.yaml',
      'decisions/lost.yaml',
      'decisions/search.yaml',
      'decisions/support bot.yaml',
    ])
  })

  it('counts the files and says of a finding which expectation it falls short of', () => {
    expect(document.totals).toEqual({ files: 5, passed: 1, failed: 2, errors: 2 })
    const asked = document.files[4].findings.flatMap((one: { asked?: string }) => one.asked ?? [])
    expect(asked).toEqual(['--expect rag=adopt', '--min-stability 90%'])
  })

  it.each([
    ['an unknown major version', { schemaVersion: '2.0' }],
    ['a missing field', { files: undefined }],
    ['a file of no outcome', { files: [{ ...document.files[0], outcome: 'green' }] }],
    ['an exit code that is none', { exitCode: 3 }],
  ])('its schema refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...document, ...change })))).toBe(false)
  })

  it('its schema takes a field, and a code, that a later minor version adds', () => {
    const later = { ...document.files[2].findings[0], code: 'later' }
    expect(validate({ ...document, schemaVersion: '1.7', later: true, files: [{ ...document.files[2], findings: [later] }] })).toBe(true)
  })

  it('its schema describes every field', () => {
    for (const [name, { properties = {} }] of Object.entries(DEFINITIONS)) {
      for (const [key, node] of Object.entries(properties)) expect('description' in node || '$ref' in node, `${name}.${key}`).toBe(true)
    }
  })
})
