import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { checkPart } from '../../src/rubric/load.js'
import { shorterRubric, wholeRubric } from '../../src/rubric/schema.js'
import { listOf, memoryFiles, read } from './reading.js'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rubric-format.md'), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

/** The names of all properties in a JSON Schema. */
function keysOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, inside]) => [
    ...(key === 'properties' ? Object.keys(inside as object) : []),
    ...keysOf(inside),
  ])
}

describe('docs/rubric-format.md', () => {
  test('names every key of the format', () => {
    const keys = new Set([...keysOf(z.toJSONSchema(wholeRubric)), ...keysOf(z.toJSONSchema(shorterRubric))])
    const words = new Set(page.match(/[a-z]+(-[a-z]+)*/g))
    expect([...keys].filter((key) => !words.has(key))).toEqual([])
  })

  test('shows a whole rubric and a shorter one that load without a word', async () => {
    const whole = examples.filter((text) => text.startsWith('format: 1'))
    expect(whole).toHaveLength(2)
    for (const text of whole) expect(listOf(await read(text))).toEqual([])
  })

  test('has only examples of the right shape', async () => {
    const parts = examples.filter((text) => !text.startsWith('format: 1'))
    expect(parts.length).toBeGreaterThan(3)
    for (const text of parts) {
      // A list stands under the heading of the key it belongs to.
      const heading = [...page.slice(0, page.indexOf(text)).matchAll(/^## `([a-z-]+)`/gm)].at(-1)?.[1]
      const part = text.startsWith('- ') ? `${heading}:\n${text}` : text
      expect(await checkPart('part.yaml', memoryFiles({ 'part.yaml': part }))).toEqual([])
    }
  })
})
