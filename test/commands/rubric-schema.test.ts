import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, it } from 'vitest'
import { OVERLAY_TEMPLATE, RUBRIC_TEMPLATE } from '../../src/commands/rubric/template.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { parseSource } from '../../src/files/parse.js'
import { rubricJsonSchema } from '../../src/rubric/json-schema.js'
import { loadRubric } from '../../src/rubric/load.js'
import { rubric } from './rubric-folder.js'

const ROOT = join(import.meta.dirname, '..', '..')
const FIXTURES = join(ROOT, 'test', 'fixtures', 'rubrics')
const PUBLISHED = join(ROOT, 'schema', 'rubric.schema.json')

const schema = rubricJsonSchema() as { readonly definitions: Readonly<Record<string, { readonly examples?: readonly unknown[] }>> }
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true })
const validate: ValidateFunction = ajv.compile(schema)

/** What a file says, as the strict reader gives it; undefined when it is not even YAML. */
function contentsOf(file: string, text = readFileSync(file, 'utf8')): unknown {
  const parsed = parseSource({ file, text })
  return parsed.ok ? parsed.value.value : undefined
}
const faults = (value: unknown): string[] => {
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
}

describe('rubric schema', () => {
  it('prints what is published in schema/; `vitest run test/commands/rubric-schema.test.ts -u` refreshes that', async () => {
    const { code, stdout, stderr } = await rubric(['schema'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot(PUBLISHED)
  })

  it('is a schema of draft 07 with a description of every key, and with examples that fit', () => {
    expect(ajv.validateSchema(schema)).toBe(true)
    const missing: string[] = []
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if ('properties' in value) {
        for (const [key, inside] of Object.entries((value as { properties: Record<string, object> }).properties)) {
          if (!('description' in inside)) missing.push(`${path}.${key}`)
        }
      }
      for (const [key, inside] of Object.entries(value)) if (key !== 'examples') look(inside, `${path}/${key}`)
    }
    look(schema.definitions, '')
    expect(missing).toEqual([])
    const withExamples = Object.entries(schema.definitions).filter(([, { examples }]) => examples !== undefined)
    expect(withExamples.length).toBeGreaterThan(12)
    for (const [name, { examples = [] }] of withExamples) {
      const fits = ajv.getSchema(`rubric.schema.json#/definitions/${name}`)
      for (const example of examples) expect(fits?.(example), `${name} ${JSON.stringify(fits?.errors)}`).toBe(true)
    }
  })

  it.each(readdirSync(join(ROOT, 'rubrics')).filter((name) => !name.includes('.cases.')))('%s fits, and says so to editors', (name) => {
    const file = join(ROOT, 'rubrics', name)
    expect(faults(contentsOf(file))).toEqual([])
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=../schema/rubric.schema.json')
  })

  it.each([
    ['a rubric', RUBRIC_TEMPLATE],
    ['an overlay', OVERLAY_TEMPLATE],
  ])('%s of rubric init fits', (_, text) => {
    expect(faults(contentsOf('template.yaml', text))).toEqual([])
  })

  // What needs more than the place itself to be told, or is told of another file.
  const BEYOND = /^(shape-date--|shape-id--reserved|shape-missing-key--of-an-overlay|part-)/
  const TOLD = /^(rubric-shape|shape-(?!date)[a-z-]+)$/

  it('fits every fixture that can be loaded, and none whose shape is broken', async () => {
    let [good, bad] = [0, 0]
    const missed: string[] = []
    for (const name of readdirSync(FIXTURES).filter((one) => /\.(ya?ml|json)$/.test(one))) {
      const file = join(FIXTURES, name)
      const value = contentsOf(file)
      if (value === undefined) continue
      const checked = await loadRubric(file, nodeReader)
      if (checked.ok) {
        good += 1
        expect(faults(value), name).toEqual([])
      } else if (checked.problems.some(({ code, place }) => TOLD.test(code) && place?.file === file) && !BEYOND.test(name)) {
        bad += 1
        if (faults(value).length === 0) missed.push(name)
      }
    }
    expect(missed).toEqual([])
    expect(good).toBeGreaterThan(3)
    expect(bad).toBeGreaterThan(20)
  })
})
