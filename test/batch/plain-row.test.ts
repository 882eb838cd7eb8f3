import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from '../engine/oracle.js'
import { randomAnswers, randomCases } from '../engine/random-rubric.js'
import { core } from '../engine/shipped.js'
import { optionOf, questionOf, rubricOf } from '../engine/small-rubric.js'
import { decideRows, rowsIn } from './helpers.js'

/** Values that an answer may have besides options: a few fit some questions, most fit none. */
const odd = fc.constantFrom<unknown>(
  null,
  '',
  'unsure',
  'true',
  true,
  0,
  7,
  99,
  100,
  1500,
  1e15,
  1e16,
  -1,
  -0,
  1.5,
  '12',
  '07',
  [],
  ['unsure'],
  [''],
  {},
  [['facts']],
  ['hallucination', 'hallucination'],
  'facts ',
  'f\u0430cts',
)
const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constantFrom(
    '',
    'Übersicht',
    '😀 a',
    '##[x',
    '\ud800',
    'a"b',
    'a\\b',
    '\u0000',
    '\u2028',
    'x'.repeat(1999),
    'x'.repeat(2001),
    'é'.repeat(1500),
  ),
)
const keys = fc.record(
  {
    title: fc.oneof<fc.Arbitrary<unknown>[]>(texts, odd),
    id: fc.oneof<fc.Arbitrary<unknown>[]>(texts, odd, fc.nat()),
    owner: fc.oneof<fc.Arbitrary<unknown>[]>(texts, odd),
    rubric: fc.constantFrom<unknown>('core', 'core', 'core', '', null, 7),
    'review-after': fc.oneof<fc.Arbitrary<unknown>[]>(fc.constantFrom('2027-01-31', '2027-02-31', '2027-1-31 ', '２０２７-01', ''), odd),
    context: fc.oneof<fc.Arbitrary<unknown>[]>(
      fc.dictionary(
        fc.constantFrom('workflow', 'users', 'objective', 'data', 'title', 'wörkflow'),
        fc.oneof<fc.Arbitrary<unknown>[]>(texts, odd),
      ),
      odd,
    ),
    anser: fc.constant(1),
    ['__proto__']: fc.constant({ answers: {} }),
  },
  { requiredKeys: [] },
)

/** What is done to the written row: spaces, twice the same key, one character lost, doubled or replaced, an escape. */
type Damage = {
  readonly kind: 'none' | 'spaces' | 'cut' | 'double' | 'replace' | 'escape' | 'twice' | 'tail'
  readonly at: number
  readonly by: string
}
const damages: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom<Damage['kind']>('none', 'none', 'none', 'spaces', 'cut', 'double', 'replace', 'escape', 'twice', 'tail'),
  at: fc.nat(),
  by: fc.constantFrom('"', '\\', ',', '}', '{', ']', '[', ':', ' ', '\t', '\r', '\0', '0', 'e', 'ü', '-', "'"),
})

function damaged(row: string, { kind, at, by }: Damage): string {
  const place = at % (row.length + 1)
  switch (kind) {
    case 'none':
      return row
    case 'spaces':
      return row.replaceAll(/(?<=[{}[\],:"])(?=[{}[\],:"0-9])/g, (_, offset: number) => ((offset + at) % 3 === 0 ? ' \t' : ''))
    case 'cut':
      return row.slice(0, place) + row.slice(place + 1)
    case 'double':
      return row.slice(0, place) + row.slice(Math.max(0, place - 1))
    case 'replace':
      return row.slice(0, place) + by + row.slice(place + 1)
    case 'escape':
      return row.replace(/[a-z](?=[^"]*")/, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
    case 'twice':
      return row.replace(/("[a-z0-9-]+":)("[^"]*"|\[[^\]]*\])/, `$1$2,$1$2`)
    case 'tail':
      return row + by
  }
}

function rowOf(rubric: Rubric, given: Given, more: object, changes: readonly (readonly [number, unknown])[]): string {
  const answers: Record<string, unknown> = { ...given }
  for (const [at, value] of changes)
    answers[at % 11 === 0 ? 'nobody-asks' : (rubric.questions[at % rubric.questions.length]?.id ?? '')] = value
  const { title, id, ...rest } = more as Record<string, unknown>
  return JSON.stringify({ ...(id !== undefined && { id }), ...(title !== undefined && { title }), answers, ...rest })
}

function rows(rubric: Rubric): fc.Arbitrary<string> {
  const changes = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(100), odd), { maxLength: 2 }) },
  )
  const more = fc.oneof(
    { weight: 2, arbitrary: fc.record({ id: fc.nat(), title: texts }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: keys },
  )
  return fc
    .record({ given: randomAnswers(rubric), more, changes, damage: damages })
    .map(({ given, more: others, changes: all, damage }) => damaged(rowOf(rubric, given, others, all), damage).replaceAll('\n', ' '))
}

async function bothWays(rubric: Rubric, text: string | Uint8Array): Promise<number> {
  const setting = { rubrics: { core: rubric } }
  const plain = await decideRows(text, setting)
  const strict = await decideRows(text, { ...setting, plain: false })
  expect(plain.out).toBe(strict.out)
  expect(plain.problems).toEqual(strict.problems)
  expect(plain.warnings).toEqual(strict.warnings)
  expect(plain.batch.summary()).toEqual(strict.batch.summary())
  expect(strict.plain).toBe(0)
  return plain.plain
}

describe('the plain reader', () => {
  it('takes no row that the strict one refuses or reads otherwise: over random answers to core, written and damaged at random', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(fc.array(rows(core), { minLength: 4, maxLength: 12 }), async (list) => {
        taken += await bothWays(core, `{"answers":{"need":"facts"}}\n${list.join('\n')}\n`)
      }),
      { numRuns: 250 },
    )
    expect(taken).toBeGreaterThan(150)
  })

  it('nor over random rubrics', async () => {
    const cases = randomCases.chain(({ rubric }) =>
      fc.record({ rubric: fc.constant(rubric), list: fc.array(rows(rubric), { minLength: 4, maxLength: 9 }) }),
    )
    let taken = 0
    await fc.assert(
      fc.asyncProperty(cases, async ({ rubric, list }) => {
        taken += await bothWays(rubric, list.join('\n'))
      }),
      { numRuns: 200 },
    )
    expect(taken).toBeGreaterThan(150)
  })

  it('nor where bytes are no UTF-8', async () => {
    const encoder = new TextEncoder()
    await fc.assert(
      fc.asyncProperty(rows(core), fc.nat(), fc.integer({ min: 0x80, max: 0xff }), async (row, at, byte) => {
        const bytes = encoder.encode(`{"answers":{"need":"facts"}}\n${row}`)
        bytes[28 + (at % (bytes.length - 28))] = byte
        await bothWays(core, bytes)
      }),
      { numRuns: 150 },
    )
  })

  it('takes what is written plainly: spaces, any order of keys, numbers for their bands, umlauts, an empty list', async () => {
    const plain = [
      '{"answers":{"need":"facts"}}',
      '  { "title" : "Übersicht ü" , "id" : 12 , "answers" : { "labeled-pairs" : 1500 , "need" : "facts" , "symptoms" : [ ] } }  \r',
      '{"answers":{"symptoms":["off-tone", "stale-answers"],"need":"unsure"},"owner":"Jörg","rubric":"core","id":"a"}',
      '{"title":"","answers":{"need":"facts","corpus-size":0}}',
      '{"review-after":"2028-02-29","context":{"workflow":"a","users":"é","objective":"","data":"d"},"answers":{"need":"facts"}}',
    ]
    const { out, plain: taken } = await decideRows(plain.join('\n'))
    // The first row settles what reads the others.
    expect(taken).toBe(4)
    expect(rowsIn(out).map(({ verdicts: _, ...rest }) => rest)).toEqual([
      { line: 1 },
      { line: 2, id: 12, title: 'Übersicht ü' },
      { line: 3, id: 'a' },
      { line: 4 },
      { line: 5 },
    ])
  })

  it('leaves to the strict one what needs a second look', async () => {
    const first = '{"answers":{"need":"facts"}}'
    const others = [
      '{"answers":{"need":"facts","need":"facts"}}',
      '{"answers":{"need":"f\\u0061cts"}}',
      '{"title":"a\\nb","answers":{"need":"facts"}}',
      '{"answers":{"need":"facts"},"answers":{"need":"facts"}}',
      '{"answers":{"labeled-pairs":"1500","need":"facts"}}',
      '{"answers":{"need":"facts"},"review-after":"2027-02-29"}',
      '{"answers":{"need":"facts"},"expect":{"max-open":3}}',
      '{"answers":{"need":"facts"},"context":{"data":"x","data":"y"}}',
      '{"answers":{"need":"facts"},"context":{"title":"x"}}',
      '{"answers":{"need":"facts"},"workflow":"x"}',
      '{"answers":{"need":null,"citations":"required"}}',
      '{"rubric":"quick","answers":{"need":"facts"}}',
    ]
    for (const row of others) expect([row, (await decideRows(`${first}\n${row}\n`)).plain]).toEqual([row, 0])
  })

  it('tells options of the same name apart by their question, and ids that begin alike', async () => {
    const options = [optionOf('a', { x: 9 }), optionOf('ab', { x: -9 }), optionOf('unsure')]
    const rubric = rubricOf({
      approaches: [{ ...(core.approaches[0] as Rubric['approaches'][number]), id: 'x', prior: 0, readinessPrior: 0, layer: 'l' }],
      questions: [questionOf('q', options), questionOf('qq', [optionOf('a', { x: -9 }), optionOf('abc', { x: 9 })])],
    })
    const text = ['q":"a', 'q":"ab', 'qq":"a', 'qq":"abc', 'q":"unsure', 'qq":"ab', 'qqq":"a']
      .map((one) => `{"answers":{"${one}"}}`)
      .join('\n')
    await bothWays(rubric, text)
  })
})
