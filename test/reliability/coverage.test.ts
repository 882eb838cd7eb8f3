import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../e2e/harness.js'

/** The rows of the reliability catalogue that must have a test: its letter, and the numbers from the first to the last. */
const REQUIRED: readonly (readonly [letter: string, first: number, last: number])[] = [
  ['Y', 1, 32],
  ['J', 1, 8],
  ['A', 1, 19],
  ['N', 1, 7],
  ['T', 1, 13],
  ['P', 1, 17],
  ['F', 1, 8],
  ['F', 11, 15],
  ['O', 1, 8],
  ['O', 12, 14],
  ['O', 16, 16],
  ['D', 1, 2],
  ['D', 4, 4],
  ['D', 6, 6],
  ['E', 1, 2],
  ['E', 4, 5],
  ['E', 7, 8],
]

/** Tables whose rows begin with the id of a row of the catalogue, and a test that makes its titles of them. */
const TABLES: readonly (readonly [table: string, test: string, title: RegExp])[] = [
  ['hostile/index.ts', 'reliability/hostile.test.ts', /for \(const one of HOSTILE\)[^`]*`\$\{rowOf\(one\)\}/],
  ['report/payloads.ts', 'report/markdown.test.ts', /it\.each\(PAYLOADS\)\('%s /],
]

const ROW = /\b[YJANTPFODE]-[0-9]{2}\b/g
/** The title of `it` or `describe`, or of the function that `it.each` makes. */
const TITLE = /(?:\bit|\bdescribe|[)\]`])\(\s*(['"`])((?:\\.|(?!\1).)*)\1,\s*(?:async\s*)?(?:\(|\w+\s*=>|\{)/g
/** A text that begins with the id of a row, as the first of a list or of what a function is given: a row of a table. */
const FIRST = /[[(]\s*['"`]([YJANTPFODE]-[0-9]{2})\b/g

function read(name: string): string {
  return readFileSync(join(ROOT, 'test', name), 'utf8')
}

it('names a test for every required row of the reliability catalogue', () => {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.test.ts') && !name.startsWith('slow'),
  )
  const titles = files.flatMap((name) => [...read(name).matchAll(TITLE)].map((match) => match[2] ?? ''))
  const rows = [...files, ...TABLES.map(([table]) => table)].flatMap((name) => [...read(name).matchAll(FIRST)].map((match) => match[1]))
  const named = new Set([...titles.flatMap((title) => title.match(ROW) ?? []), ...rows])
  const required = REQUIRED.flatMap(([letter, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${letter}-${String(first + index).padStart(2, '0')}`),
  )
  expect(required).toHaveLength(131)
  expect(required.filter((row) => !named.has(row))).toEqual([])
})

it('counts a row of a table only because a test takes its titles from there', () => {
  for (const [table, test, title] of TABLES) expect(title.test(read(test)), table).toBe(true)
})
