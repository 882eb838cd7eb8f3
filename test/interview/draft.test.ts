import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/engine/answers.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { holdsRefused } from '../../src/files/characters.js'
import { draftText, readDraft } from '../../src/interview/draft.js'
import type { Session } from '../../src/interview/session.js'
import { core, quick } from '../engine/shipped.js'
import { smallRubric } from './small-rubric.js'

const asked = (value: string | readonly string[], number?: number): Answer => ({
  value,
  origin: 'asked',
  ...(number !== undefined && { number }),
})

const small: Rubric = { ...smallRubric, digest: 'a' }
const session: Session = {
  answers: new Map([
    ['need', asked('facts')],
    ['symptoms', asked(['b', 'a'])],
    ['users', asked('unsure')],
  ]),
  asked: ['need', 'symptoms', 'users'],
}

/** The small rubric in a later version, its questions changed by a function. */
const later = (change: (questions: readonly Question[]) => readonly Question[], more: Partial<Rubric> = {}): Rubric => ({
  ...small,
  digest: 'b',
  version: '1.1.0',
  questions: change(small.questions),
  ...more,
})
const only =
  (id: string, change: (question: Question) => Question) =>
  (questions: readonly Question[]): readonly Question[] =>
    questions.map((question) => (question.id === id ? change(question) : question))

async function usable(text: string, rubric: Rubric) {
  const read = await readDraft(text, rubric)
  if (read.kind !== 'usable') throw new Error(`${read.kind}: ${read.why}`)
  return read
}

/** What is wrong with a draft of the small rubric whose data a function changed. */
async function fault(change: (draft: Record<string, unknown>) => void): Promise<string> {
  const draft = JSON.parse(draftText(session, small, 'small'))
  change(draft)
  const read = await readDraft(JSON.stringify(draft), small)
  return read.kind === 'usable' ? 'usable' : `${read.kind}: ${read.why}`
}

/** A session as a person could leave it: some questions answered in some order. */
const sessionOf = (rubric: Rubric): fc.Arbitrary<Session> =>
  fc.shuffledSubarray([...rubric.questions]).chain((questions) =>
    fc.tuple(...questions.map(answerTo)).map((answers) => ({
      answers: new Map(questions.map(({ id }, index) => [id, answers[index] as Answer])),
      asked: questions.map(({ id }) => id),
    })),
  )

function answerTo(question: Question): fc.Arbitrary<Answer> {
  const ids = question.options.map(({ id }) => id)
  const unsure = fc.constant(asked('unsure'))
  if (question.kind === 'many')
    return fc.oneof(
      unsure,
      fc.shuffledSubarray(ids).map((chosen) => asked(chosen)),
    )
  const numbers = question.options.flatMap(({ id, band }) =>
    band === undefined ? [] : [fc.integer({ min: band.from, max: band.to ?? 10 ** 15 - 1 }).map((number) => asked(id, number))],
  )
  return fc.oneof(
    unsure,
    fc.constantFrom(...ids).map((id) => asked(id)),
    ...(question.unit === undefined ? [] : numbers),
  )
}

describe('a draft', () => {
  it.each([core, quick])('P-15 gives back every session that it was written from: $id', async (rubric) => {
    await fc.assert(
      fc.asyncProperty(sessionOf(rubric), async (one) => {
        const text = draftText(one, rubric, rubric.id)
        expect(await readDraft(text, rubric)).toEqual({ kind: 'usable', session: one, changes: [] })
        expect(draftText((await usable(text, rubric)).session, rubric, rubric.id)).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  it('holds what was asked, and neither flags nor files: those are read anew', async () => {
    const mixed: Session = {
      answers: new Map<string, Answer>([
        ['need', asked('facts')],
        ['rate', { value: 'slow', origin: 'file' }],
        ['users', { value: 'one', origin: 'flag' }],
      ]),
      asked: ['need', 'need', 'elsewhere'],
    }
    const text = draftText(mixed, small, 'small')
    expect((await usable(text, small)).session).toEqual({ answers: new Map([['need', asked('facts')]]), asked: ['need'] })
  })

  it('says in words what the file is, and holds no clock: the same session gives the same bytes', () => {
    expect(draftText(session, small, './my rubric.yaml')).toBe(draftText(session, small, './my rubric.yaml'))
    expect(JSON.parse(draftText(session, small, './my rubric.yaml'))).toMatchObject({
      format: 1,
      about: 'An interview of rag-or-tune that is not finished. Whoever deletes this file deletes the answers in it.',
      rubric: { id: 'small', name: './my rubric.yaml', version: '1.0.0', digest: 'a' },
      answers: { need: { value: 'facts' }, symptoms: { value: ['b', 'a'] }, users: { value: 'unsure' } },
      asked: ['need', 'symptoms', 'users'],
    })
  })

  it('can be read whatever the path of the rubric holds', async () => {
    for (const name of ['a\u001b[2J', 'b\n', 'c\u00a0d', '\ud800', '\u202e', 'x'.repeat(9000)]) {
      expect((await usable(draftText(session, small, name), small)).session).toEqual(session)
    }
  })
})

describe('P-16 what is no draft of this rubric', () => {
  it('P-16 never throws, whatever the bytes', async () => {
    const text = draftText(session, small, 'small')
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{', '}', '[', '"', '\n', '\u0000', '__proto__', ':', '1e999', '&a', '*a'),
    )
    await fc.assert(
      fc.asyncProperty(piece, fc.nat(text.length), fc.nat(40), async (noise, at, length) => {
        for (const bytes of [noise, text.slice(0, at), text.slice(0, at) + noise + text.slice(at + length)]) {
          const read = await readDraft(bytes, small)
          if (read.kind !== 'usable') expect(holdsRefused(read.why) || /[\r\n\t]/.test(read.why), read.why).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('every cut is damaged', async () => {
    const text = draftText(session, small, 'small')
    for (let length = 0; length < text.length - 1; length += 7) expect((await readDraft(text.slice(0, length), small)).kind).toBe('damaged')
  })

  it.each([
    ['', 'it is not the draft of an interview'],
    ['42', 'it is not the draft of an interview'],
    ['answers:\n  need: facts\n', 'it is not the draft of an interview'],
    ['{"a": 1, "a": 2}', 'line 1: the key "a" is already there at line 1, column 2'],
    ['{"__proto__": {}}', 'line 1: the key "__proto__" is reserved'],
    ['{\n"a": &b 1, "c": *b}', 'line 2: '],
    [`${'['.repeat(5000)}`, 'line 1: lists and mappings are nested too deep (limit 32)'],
  ])('%j', async (text, why) => {
    const read = await readDraft(text, small)
    expect(read).toMatchObject({ kind: 'damaged', why: expect.stringContaining(why) })
  })

  it('another rubric, or a newer format, is foreign and not damaged', async () => {
    expect(await readDraft(draftText(session, small, 'small'), quick)).toEqual({
      kind: 'foreign',
      why: 'it is of the rubric “small”, and this is “quick”',
    })
    expect(
      await fault((draft) => {
        draft['format'] = 2
        draft['more'] = 'things'
      }),
    ).toBe('foreign: it is written in format 2, and this version reads format 1')
  })

  it.each<[string, (draft: Record<string, unknown>) => void]>([
    ['it is not the draft of an interview', (draft) => Object.assign(draft, { extra: 1 })],
    ['it is not the draft of an interview', (draft) => Object.assign(draft, { format: '1' })],
    ['it does not say which rubric it is of', (draft) => Object.assign(draft, { rubric: { id: 'small' } })],
    ['it does not say which rubric it is of', (draft) => Object.assign(draft, { rubric: { id: 1, name: '', version: '', digest: '' } })],
    ['the list of what was asked is not one of different questions', (draft) => Object.assign(draft, { asked: ['need', 'need'] })],
    ['the list of what was asked is not one of different questions', (draft) => Object.assign(draft, { asked: { need: 1 } })],
    ['the rubric has no question “nowhere”', (draft) => Object.assign(draft, { asked: ['nowhere'] })],
    ['the rubric has no question “nowhere”', (draft) => Object.assign(draft, { answers: { nowhere: { value: 'facts' } } })],
    ['its answers are not written as answers', (draft) => Object.assign(draft, { answers: { need: 'facts' } })],
    ['its answers are not written as answers', (draft) => Object.assign(draft, { answers: { symptoms: { value: ['a', 'a'] } } })],
    ['its answers are not written as answers', (draft) => Object.assign(draft, { answers: { need: { value: 'facts', number: 1.5 } } })],
    ['its answers are not written as answers', (draft) => Object.assign(draft, { answers: [] })],
    ['its questions are not written as questions', (draft) => Object.assign(draft, { questions: { need: { title: 'T' } } })],
    ['its questions are not written as questions', (draft) => Object.assign(draft, { questions: null })],
    ['the answer to “Title of need” is none that it takes', (draft) => Object.assign(draft, { answers: { need: { value: 'x' } } })],
    ['the answer to “Title of need” is none that it takes', (draft) => Object.assign(draft, { answers: { need: { value: ['facts'] } } })],
    [
      'the answer to “Title of need” is none that it takes',
      (draft) => Object.assign(draft, { answers: { need: { value: 'facts', number: 1 } } }),
    ],
    ['the answer to “Title of symptoms” is none that it takes', (draft) => Object.assign(draft, { answers: { symptoms: { value: 'a' } } })],
    [
      'the answer to “Title of symptoms” is none that it takes',
      (draft) => Object.assign(draft, { answers: { symptoms: { value: ['z'] } } }),
    ],
  ])('%s', async (why, change) => {
    expect(await fault(change)).toBe(`damaged: ${why}`)
  })

  it('a number in another band than its option', async () => {
    const question = core.questions.find(({ unit }) => unit !== undefined)
    const [first, second] = question?.options.filter(({ band }) => band !== undefined) ?? []
    if (question === undefined || first === undefined || second?.band === undefined) throw new Error('no question takes numbers')
    const text = draftText({ answers: new Map([[question.id, asked(first.id, second.band.from)]]), asked: [question.id] }, core, 'core')
    expect((await readDraft(text, core)).kind).toBe('damaged')
  })
})

describe('P-15 a draft of another version of the rubric', () => {
  const text = draftText(session, small, 'small')
  const HEAD = 'It was version “1.0.0” and is now “1.1.0”.'

  it('is taken as it is when no question changed', async () => {
    expect(
      await usable(
        text,
        later((questions) => questions),
      ),
    ).toEqual({ kind: 'usable', session, changes: [HEAD, 'No question changed.'] })
    const edited = later((questions) => questions, { version: small.version })
    expect((await usable(text, edited)).changes).toEqual(['No question changed.'])
  })

  it('loses the answer to a question that is gone, and says so', async () => {
    const read = await usable(
      text,
      later((questions) => questions.filter(({ id }) => id !== 'need' && id !== 'rate')),
    )
    expect([...read.session.answers.keys()]).toEqual(['symptoms', 'users'])
    expect(read.session.asked).toEqual(['symptoms', 'users'])
    expect(read.changes).toEqual([
      HEAD,
      'The answer to “Title of need” is dropped: the question is gone.',
      'The question “Title of rate” is gone.',
    ])
  })

  it('loses the answer whose option is gone, and names the option by what it said', async () => {
    const without = (option: string) => (question: Question) => ({
      ...question,
      options: question.options.filter(({ id }) => id !== option),
    })
    const read = await usable(
      text,
      later((questions) => only('symptoms', without('b'))(only('need', without('facts'))(questions))),
    )
    expect([...read.session.answers.keys()]).toEqual(['users'])
    expect(read.session.asked).toEqual(['users'])
    expect(read.changes).toEqual([
      HEAD,
      'The answer to “Title of need” is dropped: its option “Label of facts” is gone.',
      'The answer to “Title of symptoms” is dropped: its option “Label of b” is gone.',
    ])
  })

  it('loses the answer of a question that now takes one option, or several', async () => {
    const turned = later((questions) =>
      questions.map((question) => ({ ...question, kind: question.kind === 'many' ? ('single' as const) : ('many' as const) })),
    )
    const read = await usable(text, turned)
    expect([...read.session.answers.keys()]).toEqual(['users'])
    expect(read.changes).toEqual([
      HEAD,
      'The answer to “Title of need” is dropped: the question now takes several options.',
      'The answer to “Title of symptoms” is dropped: the question now takes one option.',
    ])
  })

  it('tells of questions that are new, reworded or have other options', async () => {
    const changed = later((questions) => [
      ...only('need', (question) => ({ ...question, text: 'Quite another question?' }))(
        only('rate', (question) => ({ ...question, options: question.options.slice(1), text: 'How fast?' }))(
          only('users', (question) => ({ ...question, options: question.options.map((one) => ({ ...one, label: `New ${one.id}` })) }))(
            questions,
          ),
        ),
      ),
      { ...(small.questions[0] as Question), id: 'fresh', title: 'Fresh' },
    ])
    const read = await usable(text, changed)
    expect(read.session).toEqual(session)
    expect(read.changes).toEqual([
      HEAD,
      'The question “Title of need” was reworded; its answer is kept.',
      'The question “Title of users” has other options; its answer is kept.',
      'The question “Title of rate” was reworded, and its options changed.',
      'The question “Fresh” is new.',
    ])
  })

  it('puts a number into the option that takes it now', async () => {
    const banded = (edge: number): Question => ({
      ...(small.questions[0] as Question),
      unit: 'pairs',
      options: [
        { id: 'facts', label: 'Few', neutral: true, points: [], band: { from: 0, to: edge - 1 } },
        { id: 'behavior', label: 'Many', neutral: true, points: [], band: { from: edge, to: 1000 } },
      ],
    })
    const before = later(only('need', () => banded(100)))
    const kept = draftText({ answers: new Map([['need', asked('facts', 50)]]), asked: ['need'] }, before, 'small')
    const lower = later(
      only('need', () => banded(40)),
      { digest: 'c' },
    )
    expect(await usable(kept, lower)).toEqual({
      kind: 'usable',
      session: { answers: new Map([['need', asked('behavior', 50)]]), asked: ['need'] },
      changes: ['The answer 50 to “Title of need” now counts as “Many”.'],
    })
    const plain = await usable(
      kept,
      later((questions) => questions, { digest: 'c' }),
    )
    expect(plain.session.answers.size).toBe(0)
    expect(plain.changes[0]).toBe('The answer to “Title of need” is dropped: no option takes its number any more.')
  })

  it('counts what is more than a handful', async () => {
    const fresh = Array.from({ length: 30 }, (_, index) => ({ ...(small.questions[0] as Question), id: `q${index}`, title: `Q${index}` }))
    const { changes } = await usable(
      text,
      later((questions) => [...questions, ...fresh]),
    )
    expect(changes).toHaveLength(7)
    expect(changes.at(-2)).toBe('The question “Q4” is new.')
    expect(changes.at(-1)).toBe('25 more changes.')
  })

  it('quotes a hostile draft in one short line', async () => {
    const draft = JSON.parse(text)
    draft.questions = { evil: { title: `a\nb\t${'x'.repeat(3000)}`, text: '', options: {} } }
    draft.rubric.version = 'y'.repeat(3000)
    const { changes } = await usable(
      JSON.stringify(draft),
      later((questions) => questions),
    )
    for (const sentence of changes) expect(sentence).toMatch(/^[^\n\t]{10,200}$/)
    expect(changes.join()).toContain(`The question “a b ${'x'.repeat(56)}…” is gone.`)
  })
})
