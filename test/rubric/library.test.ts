import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeReader } from '../../src/files/node-reader.js'
import { parseSource } from '../../src/files/parse.js'
import { readShipped } from '../../src/rubric/compile.js'
import { installed, type Library } from '../../src/rubric/library.js'
import { loadRubric, loadRubricForCheck } from '../../src/rubric/load.js'
import type { Subject } from '../../src/rubric/subjects.js'

const ROOT = join(import.meta.dirname, '..', '..')
const OVERLAY = join(ROOT, 'examples', 'overlay', 'rubric.yaml')
const FILES = ['core.yaml', 'core-plan.yaml', 'core-mistakes.yaml', 'evidence.yaml', 'core-claims.yaml']
const textOf = (name: string): string => readFileSync(join(ROOT, 'rubrics', name), 'utf8')
/** Reads everything again. */
const { builtValue: _, ...unbuilt } = installed

describe('what the build has read', () => {
  test('is every file of core, and none of a rubric that nothing can build on', async () => {
    expect([...(await readShipped(join(ROOT, 'rubrics'))).keys()].sort()).toEqual([...FILES].sort())
    expect(await installed.builtValue?.('rubrics/quick.yaml', textOf('quick.yaml'))).toBeUndefined()
  })

  test.each(FILES)('%s: holds what the reader makes of it', async (name) => {
    const parsed = parseSource({ file: name, text: textOf(name) })
    expect(parsed.ok && parsed.value.value).toEqual(await installed.builtValue?.(`rubrics/${name}`, textOf(name)))
  })

  test('is not taken for another text', async () => {
    expect(await installed.builtValue?.('rubrics/core.yaml', `${textOf('core.yaml')}\n`)).toBeUndefined()
  })

  test('makes the same rubric of an overlay, without parsing its base, and the same places', async () => {
    const seen: string[] = []
    const watched: Library = {
      ...installed,
      builtValue: async (path, text) => {
        const value = await installed.builtValue?.(path, text)
        if (value !== undefined) seen.push(path)
        return value
      },
    }
    const [built, again] = await Promise.all([watched, unbuilt].map((one) => loadRubric(OVERLAY, nodeReader, undefined, one)))
    expect(built).toEqual(again)
    expect(seen.sort()).toEqual(FILES.map((name) => `rubrics/${name}`).sort())
    const [quick, slow] = await Promise.all([installed, unbuilt].map((one) => loadRubricForCheck(OVERLAY, nodeReader, undefined, one)))
    if (!quick?.ok || !slow?.ok) throw new Error('it cannot be loaded')
    const subjects: Subject[] = [
      ['questions', 'need'],
      ['gates'],
      ['mistakes'],
      ['claims'],
      ['plans', 'rag', 'does', 0],
      ['references', 0],
      ['title'],
    ]
    for (const subject of subjects) expect(quick.value.locate(subject)).toEqual(slow.value.locate(subject))
  })
})
