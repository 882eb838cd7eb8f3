import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { canonicalJson, withDigest } from '../../src/rubric/digest.js'
import { loadRubric } from '../../src/rubric/load.js'
import { SHIPPED, shippedRubric } from '../../src/rubric/shipped.js'
import { listOf, rubricOf } from './reading.js'

const FOLDER = join(import.meta.dirname, '..', '..', 'rubrics')

describe('the shipped rubrics', () => {
  const read = new Map<string, Rubric>()

  beforeAll(async () => {
    for (const name of SHIPPED)
      read.set(name, rubricOf(await loadRubric(join(FOLDER, `${name}.yaml`), nodeReader, (base) => read.get(base))))
  })

  test.each(SHIPPED)('%s has no problems and no warnings', async (name) => {
    expect(listOf(await loadRubric(join(FOLDER, `${name}.yaml`), nodeReader, (base) => read.get(base)))).toEqual([])
  })

  test.each(SHIPPED)('%s, ready-made, is what the reader makes of its YAML', (name) => {
    expect(shippedRubric(name)).toEqual(read.get(name))
  })

  test.each(SHIPPED)('%s carries the digest of its content', (name) => {
    const { digest, ...rest } = read.get(name) as Rubric
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(withDigest(rest).digest).toBe(digest)
  })

  test('quick asks the six questions of the documents, with the points of core', () => {
    const [core, quick] = [read.get('core'), read.get('quick')]
    const ids = ['need', 'change-rate', 'citations', 'labeled-pairs', 'output-format', 'user-diversity']
    expect(quick?.questions.map((question) => question.id)).toEqual(ids)
    expect(quick?.questions).toEqual(ids.map((id) => core?.questions.find((question) => question.id === id)))
    expect(quick?.absent).toHaveLength(17)
    expect(quick?.gates).toEqual(core?.gates)
    expect(quick?.digest).not.toBe(core?.digest)
  })

  test('nothing else is shipped', () => {
    for (const name of ['', 'cor', 'Core', '../core', 'constructor', '__proto__']) expect(shippedRubric(name)).toBeUndefined()
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order of keys, but on that of lists', () => {
    expect(canonicalJson({ b: [1, 2], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[1,2]}')
    expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}')
  })
})
