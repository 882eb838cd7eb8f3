import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Rubric } from '../../src/engine/rubric.js'
import { loadRubricForCheck } from '../../src/rubric/load.js'
import type { Subject } from '../../src/rubric/subjects.js'
import { listOf, MINIMAL, memoryFiles, read, rubricOf } from './reading.js'

type Change = Readonly<Record<string, unknown>>

const HEADER = { format: 1, id: 'ours', version: '2.0.0', title: 'Ours' }

/** One overlay key with what it holds; applied to the minimal rubric, each leaves it sound. */
const when = fc.constantFrom(
  { question: 'need', is: 'facts' },
  { question: 'need', is: ['behavior'] },
  { all: [{ question: 'pairs', is: 'some' }] },
)
const word = fc.constantFrom('One.', 'Two words.', 'Three more words.')
const place = (...members: readonly string[]) => fc.constantFrom({}, ...members.flatMap((id) => [{ before: id }, { after: id }]))
const member = <T extends object>(own: fc.Arbitrary<T>, order: fc.Arbitrary<object>) =>
  fc.tuple(own, order).map(([one, at]) => ({ ...one, ...at }))

const newMistake = fc.record({ id: fc.constantFrom('m1', 'm2'), title: word, when, says: word, instead: word })
const newQuestion = fc.record({
  id: fc.constantFrom('q1', 'q2'),
  section: fc.constant('task'),
  role: fc.constant('context'),
  title: word,
  text: word,
  help: word,
  why: word,
  options: fc.constant([
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ]),
})
const points = fc.integer({ min: 1, max: 9 }).map((count) => ({ points: count, because: 'B.', evidence: ['judgement'] }))
const changes: fc.Arbitrary<Change> = fc.record(
  {
    mistakes: fc.uniqueArray(member(fc.oneof(newMistake, fc.record({ id: fc.constant('early'), says: word })), fc.constant({})), {
      selector: ({ id }) => id,
    }),
    questions: fc.uniqueArray(
      fc.oneof(
        member(newQuestion, place('leaning')),
        fc.record({ id: fc.constant('need'), text: word }, { requiredKeys: ['id'] }),
        fc.record({ id: fc.constant('leaning'), title: word }, { requiredKeys: ['id'] }),
        points.map((rag) => ({ id: 'need', options: [{ id: 'facts', points: { rag, prompting: { ...rag, points: -rag.points } } }] })),
      ),
      { selector: ({ id }) => id },
    ),
    sections: fc.constant([{ id: 'task', title: 'Work' }]),
    gates: fc.uniqueArray(
      fc.oneof(
        fc.record({ id: fc.constant('no-pairs'), unlock: word, when }, { requiredKeys: ['id'] }),
        fc.record({ id: fc.constantFrom('g1', 'g2'), approach: fc.constant('rag'), effect: fc.constant('block'), because: word, when }),
      ),
      { selector: ({ id }) => id },
    ),
    plans: fc.record(
      {
        rag: fc.record(
          { does: fc.array(word, { minLength: 1 }), components: fc.constant([{ name: 'Index', does: 'D.' }]) },
          { requiredKeys: [] },
        ),
        prompting: fc.record({ metrics: fc.array(word) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
    lines: fc.record({ adopt: fc.integer({ min: 2, max: 9 }) }, { requiredKeys: [] }),
    validation: fc.record({ triggers: fc.array(word) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)

const overlay = (base: string, change: Change): string => JSON.stringify({ ...HEADER, extends: base, ...change }, undefined, 1)

function content({ id: _, version: _v, title: _t, summary: _s, digest: _d, ...rest }: Rubric): unknown {
  return rest
}

const TEXTS: ReadonlySet<string> = new Set([
  'text',
  'title',
  'label',
  'says',
  'instead',
  'because',
  'unlock',
  'does',
  'name',
  'help',
  'why',
])

/** Every text of a resolved rubric with the subject that names it. */
function textsOf(value: unknown, subject: Subject = []): readonly (readonly [Subject, string])[] {
  if (typeof value === 'string') return TEXTS.has(String(subject.at(-1))) ? [[subject, value]] : []
  if (typeof value !== 'object' || value === null) return []
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...subject, key]))
  return value.flatMap((entry: Readonly<Record<string, unknown>>, index) => {
    const before = value.slice(0, index).filter((other) => other.approach === entry['approach']).length
    const steps = subject.at(-1) === 'points' ? [String(entry['approach']), before] : [String(entry['id'] ?? entry['name'] ?? '')]
    return textsOf(entry, [...subject, ...(steps[0] === '' ? [index] : steps)])
  })
}

const SETTINGS = { numRuns: 80, seed: 20_261_121 }

describe('any overlay', () => {
  test('gives the same rubric every time, and applied twice the same as once', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const files = { 'base.yaml': MINIMAL, 'mid.yaml': overlay('./base.yaml', change) }
        const once = rubricOf(await read(overlay('./base.yaml', change), files))
        expect(rubricOf(await read(overlay('./base.yaml', change), files))).toEqual(once)
        expect(content(rubricOf(await read(overlay('./mid.yaml', change), files)))).toEqual(content(once))
      }),
      SETTINGS,
    )
  })

  test('without changes on top of it resolves to it', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const files = { 'base.yaml': MINIMAL, 'mid.yaml': overlay('./base.yaml', change) }
        const mid = rubricOf(await read(files['mid.yaml'], files))
        expect(content(rubricOf(await read(overlay('./mid.yaml', {}), files)))).toEqual(content(mid))
      }),
      SETTINGS,
    )
  })

  test('knows where each of its texts is written', async () => {
    let texts = 0
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const files = { 'rubric.yaml': overlay('./mid.yaml', {}), 'mid.yaml': overlay('./base.yaml', change), 'base.yaml': MINIMAL }
        const checked = await loadRubricForCheck('rubric.yaml', memoryFiles(files))
        if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
        const { rubric, locate } = checked.value
        for (const [subject, text] of textsOf(content(rubric))) {
          const { sourceLine = '', column = 1 } = locate(subject)
          expect(sourceLine.slice(column - 1).replace(/^"/, ''), JSON.stringify(subject)).toMatch(text.slice(0, 6))
          texts += 1
        }
      }),
      SETTINGS,
    )
    expect(texts).toBeGreaterThan(2000)
  })

  test('that writes the whole base again resolves to the base', async () => {
    const { format: _, id: _i, version: _v, title: _t, summary: _s, ...body } = parse(MINIMAL) as Change
    const base = rubricOf(await read(MINIMAL))
    expect(content(rubricOf(await read(overlay('./base.yaml', body), { 'base.yaml': MINIMAL })))).toEqual(content(base))
  })

  test('however damaged, is read or refused with places in one of its files, and nothing is thrown', async () => {
    const odd = fc.constantFrom<unknown>(null, 0, true, '', 'x', 'need', [], [null], ['need'], {}, { id: 'x' }, [{ id: 'need' }], {
      need: [],
    })
    const keys = fc.constantFrom(
      'questions',
      'gates',
      'mistakes',
      'plans',
      'layers',
      'approaches',
      'remove',
      'ask',
      'lines',
      'claims',
      'references',
      'x',
    )
    const inner = fc.dictionary(
      fc.constantFrom('id', 'options', 'points', 'plan', 'components', 'lines', 'before', 'after', 'questions', 'gates', 'rag', 'need'),
      fc.oneof(odd, fc.array(odd)),
      { maxKeys: 4 },
    )
    const damaged = fc.dictionary(keys, fc.oneof(odd, inner, fc.array(inner, { maxLength: 3 })), { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(damaged, async (change) => {
        const checked = await read(overlay('./base.yaml', change), { 'base.yaml': MINIMAL })
        for (const { place } of listOf(checked)) {
          expect(['rubric.yaml', 'base.yaml']).toContain(place?.file)
          expect(place?.line).toBeGreaterThan(0)
        }
        if (!checked.ok) expect(checked.problems.some(({ severity }) => severity === 'error')).toBe(true)
      }),
      { numRuns: 300, seed: 20_261_121 },
    )
  })
})
