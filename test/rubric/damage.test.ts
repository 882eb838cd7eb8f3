import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listOf, MINIMAL, read } from './reading.js'

type Path = readonly (string | number)[]

/** Every path into a value, the root left out. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return []
  const steps: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return steps.flatMap((step) => [[...path, step], ...pathsOf((value as Record<string | number, unknown>)[step], [...path, step])])
}

/** Replaces what stands at a path, or removes it when there is no replacement; a path that is gone already changes nothing. */
function damage(root: unknown, path: Path, replacement: unknown): void {
  let owner = root
  for (const step of path.slice(0, -1)) {
    if (typeof owner !== 'object' || owner === null) return
    owner = (owner as Record<string | number, unknown>)[step]
  }
  const last = path.at(-1)
  if (typeof owner !== 'object' || owner === null || last === undefined || !Object.hasOwn(owner, last)) return
  if (replacement !== undefined) (owner as Record<string | number, unknown>)[last] = replacement
  else if (Array.isArray(owner)) owner.splice(Number(last), 1)
  else delete (owner as Record<string | number, unknown>)[last]
}

const REPLACEMENTS: readonly unknown[] = [
  undefined,
  null,
  0,
  -1.5,
  true,
  '',
  'x',
  'need',
  'rag',
  [],
  [null],
  ['rag', 'rag'],
  {},
  { all: [] },
  { not: { question: 'need', is: 'facts' } },
  { id: 'x' },
]

describe('a damaged rubric', () => {
  const whole = parse(MINIMAL) as unknown
  const paths = pathsOf(whole)

  test('is read or refused with places, whatever is broken, and reading never throws', async () => {
    const blow = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...REPLACEMENTS))
    await fc.assert(
      fc.asyncProperty(fc.array(blow, { minLength: 1, maxLength: 4 }), async (blows) => {
        const copy = structuredClone(whole)
        for (const [path, replacement] of blows) damage(copy, path, replacement)
        const checked = await read(JSON.stringify(copy, undefined, 1))
        for (const problem of listOf(checked)) expect(problem.place?.line).toBeGreaterThan(0)
        if (!checked.ok) expect(checked.problems.some(({ severity }) => severity === 'error')).toBe(true)
      }),
      { numRuns: 400, seed: 20_261_121 },
    )
  })

  test('with one thing wrong does not name the same problem twice', async () => {
    for (const path of paths) {
      for (const replacement of [undefined, 'x y']) {
        const copy = structuredClone(whole)
        damage(copy, path, replacement)
        const all = listOf(await read(JSON.stringify(copy))).map(
          ({ code, place, message }) => `${place?.line}:${place?.column} ${code} ${message}`,
        )
        expect(new Set(all).size).toBe(all.length)
      }
    }
  })
})
