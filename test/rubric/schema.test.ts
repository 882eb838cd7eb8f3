import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { rubricPart, shorterRubric, wholeRubric } from '../../src/rubric/schema.js'

type Json = Readonly<Record<string, unknown>>

/** Every property of a JSON Schema with the path to it. */
function propertiesOf(schema: unknown, path = ''): readonly (readonly [string, Json])[] {
  if (Array.isArray(schema)) return schema.flatMap((inner, index) => propertiesOf(inner, `${path}/${index}`))
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, inside]) => {
    const own = key === 'properties' ? Object.entries(inside as Json).map(([name, one]) => [`${path}/${name}`, one as Json] as const) : []
    return [...own, ...propertiesOf(inside, `${path}/${key}`)]
  })
}

describe.each([
  ['a whole rubric', wholeRubric],
  ['a shorter rubric', shorterRubric],
  ['a part', rubricPart],
] as const)('the shape of %s', (_, schema) => {
  const json = z.toJSONSchema(schema)

  test('can be given to an editor, with a description of every key', () => {
    const bare = propertiesOf(json).filter(([, property]) => property['description'] === undefined && property['$ref'] === undefined)
    expect(bare.map(([path]) => path)).toEqual([])
  })

  test('allows no key that it does not name', () => {
    const open = (value: unknown): boolean =>
      Array.isArray(value)
        ? value.some(open)
        : typeof value === 'object' &&
          value !== null &&
          (('properties' in value && (value as Json)['additionalProperties'] !== false) || Object.values(value).some(open))
    expect(open(json)).toBe(false)
  })
})
