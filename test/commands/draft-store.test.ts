import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stateFolder } from '../../src/commands/draft-place.js'
import { type DraftBox, openDraft } from '../../src/commands/draft-store.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { draftText } from '../../src/interview/draft.js'
import { core, quick } from '../engine/shipped.js'
import { contextFor, inputFor, NO_OPTIONS, sessionOf, type Who } from './draft-helpers.js'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'draft-')))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const at = (...names: string[]): string => join(folder, ...names)
const STATE = (): string => at('state', 'rag-or-tune')

interface Opened {
  readonly box: DraftBox
  readonly said: () => string
  /** The warnings at the start, in short. */
  readonly warned: readonly string[]
}

async function opened(options: Partial<DecideOptions> = {}, who: Who = {}, rubric: Rubric = core): Promise<Opened> {
  const { context, said } = contextFor({ env: { XDG_STATE_HOME: at('state') }, ...who })
  const box = await openDraft(context, { ...NO_OPTIONS, ...options }, inputFor(rubric))
  const warned = box.warnings.map(({ code, severity, message, place, hint }) => {
    expect([severity, hint]).toEqual(['warning', expect.stringMatching(/\w/)])
    return `${code} ${place?.file.replace(folder, '')}: ${message}`
  })
  return { box, said: () => said.stderr, warned }
}

/** What is typed to keep the draft in the test's folder. */
const beside: Partial<DecideOptions> = {
  get answers() {
    return at('a.yaml')
  },
}
const FIRST = 'a.yaml.draft.json'
const SECOND = 'a.yaml.draft-2.json'
const content = (name: string): string => readFileSync(at(name), 'utf8')
const textOf = (count: number, rubric: Rubric = core): string => draftText(sessionOf(rubric, count), rubric, rubric.id)
const put = (name: string, text: string | Uint8Array): void => writeFileSync(at(name), text)
const link = (name: string, to: string): void => symlinkSync(at(to), at(name))
const names = (): string[] => readdirSync(folder).sort()

describe('where a draft is', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['linux', { XDG_STATE_HOME: '/state', HOME: '/home/me' }, '/state/rag-or-tune'],
    ['linux', { HOME: '/home/me' }, '/home/me/.local/state/rag-or-tune'],
    ['linux', { XDG_STATE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.local/state/rag-or-tune'],
    ['linux', { XDG_STATE_HOME: '', HOME: '' }, undefined],
    ['linux', { HOME: '~' }, undefined],
    ['linux', { LOCALAPPDATA: '/other' }, undefined],
    ['freebsd', { HOME: '/home/me' }, '/home/me/.local/state/rag-or-tune'],
    ['darwin', { HOME: '/Users/me' }, '/Users/me/Library/Application Support/rag-or-tune'],
    ['darwin', { XDG_STATE_HOME: '/state', HOME: '/Users/me' }, '/state/rag-or-tune'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local', HOME: '/c/me' }, 'C:\\Users\\me\\AppData\\Local\\rag-or-tune'],
    ['win32', { HOME: '/c/me' }, undefined],
  ])('on %s with %j it is %s', (platform, env, place) => {
    expect(stateFolder(env, platform)).toBe(place)
  })

  it('goes by the rubric and the working folder', async () => {
    const places = new Set<string | undefined>()
    for (const [rubric, folderOfWork] of [
      [core, '/home/ann/product'],
      [core, '/home/ann/other'],
      [quick, '/home/ann/product'],
    ] as const) {
      const { box } = await opened({}, { folder: folderOfWork }, rubric)
      expect(box.place).toBeUndefined()
      await box.keep(sessionOf(rubric, 2))
      places.add(box.place)
      expect((await opened({}, { folder: folderOfWork }, rubric)).box.found?.session).toEqual(sessionOf(rubric, 2))
    }
    expect([...places].map((place) => place?.replace(STATE(), ''))).toEqual([
      expect.stringMatching(/^\/core-[0-9a-f]{12}\.draft\.json$/),
      expect.stringMatching(/^\/core-[0-9a-f]{12}\.draft\.json$/),
      expect.stringMatching(/^\/quick-[0-9a-f]{12}\.draft\.json$/),
    ])
    expect(places.size).toBe(3)
  })

  it.each<[string, () => Partial<DecideOptions>, string]>([
    ['the answers file', () => ({ answers: at('a.yaml'), save: at('b.yaml') }), 'a.yaml.draft.json'],
    ['the file that the answers will be saved to', () => ({ save: at('b.yaml') }), 'b.yaml.draft.json'],
    ['the same, when answers came from standard input', () => ({ answers: '-', save: at('b.yaml') }), 'b.yaml.draft.json'],
    [
      'it, under another name when a report goes there',
      () => ({ save: at('b.yaml'), output: [at('x', '..', 'B.yaml.draft.json')] }),
      'b.yaml.draft-2.json',
    ],
  ])('is beside %s', async (_, options, name) => {
    const { box } = await opened(options())
    await box.keep(sessionOf(core, 1))
    expect(box.place).toBe(at(name))
    expect(names()).toEqual([name])
  })

  it('is for its owner alone, and so is the folder that is made for it', async () => {
    const old = process.umask(0)
    try {
      const { box } = await opened()
      expect(existsSync(at('state'))).toBe(false)
      await box.keep(sessionOf(core, 1))
      expect(statSync(box.place ?? '').mode & 0o777).toBe(0o600)
      for (const made of [at('state'), STATE()]) expect(statSync(made).mode & 0o777).toBe(0o700)
    } finally {
      process.umask(old)
    }
  })

  it.each<[string, Partial<DecideOptions>, Who]>([
    ['the environment names no folder', {}, { env: {} }],
    ['--no-draft is given', { draft: false }, {}],
  ])('is nowhere when %s', async (_, options, who) => {
    const { box, said, warned } = await opened(options, who)
    await box.keep(sessionOf(core, 3))
    await box.startOver()
    await box.drop()
    expect([box.place, box.found, warned, said(), names()]).toEqual([undefined, undefined, [], '', []])
  })

  it('leaves a draft alone that is there when --no-draft is given', async () => {
    await (await opened(beside)).box.keep(sessionOf(core, 3))
    const { box } = await opened({ ...beside, draft: false })
    expect(box.found).toBeUndefined()
    await box.drop()
    expect(content(FIRST)).toBe(textOf(3))
  })
})

describe('the life of a draft', () => {
  it('P-15 is offered at the next start, goes on in the same file, and is gone in the end', async () => {
    const one = await opened(beside)
    for (let count = 1; count <= 11; count++) {
      await one.box.keep(sessionOf(core, count))
      expect(content(FIRST)).toBe(textOf(count))
    }
    const two = await opened(beside)
    expect(two.box.found).toEqual({ session: sessionOf(core, 11), changes: [], place: at(FIRST) })
    expect(two.box.place).toBe(at(FIRST))
    await two.box.keep(sessionOf(core, 12))
    expect([names(), content(FIRST)]).toEqual([[FIRST], textOf(12)])
    await two.box.drop()
    expect([names(), two.box.place]).toEqual([[], undefined])
    expect((await opened(beside)).box.found).toBeUndefined()
  })

  it('is dropped though nothing more was asked', async () => {
    await (await opened(beside)).box.keep(sessionOf(core, 5))
    await (await opened(beside)).box.drop()
    expect(names()).toEqual([])
  })

  it('is put aside by whoever starts over, each beside the others', async () => {
    for (const name of ['', '-2', '-3']) {
      await (await opened(beside)).box.keep(sessionOf(core, 2))
      const { box, said } = await opened(beside)
      await box.startOver()
      expect([box.place, said()]).toEqual([undefined, ''])
      expect(content(`${FIRST}.old${name}`)).toBe(textOf(2))
    }
    const { box } = await opened(beside)
    expect(box.found).toBeUndefined()
    await box.keep(sessionOf(core, 1))
    expect(names()).toEqual([FIRST, `${FIRST}.old`, `${FIRST}.old-2`, `${FIRST}.old-3`])
  })

  it('stays, with a warning, when no name to put it aside is free', async () => {
    await (await opened(beside)).box.keep(sessionOf(core, 2))
    for (const name of ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9']) put(`${FIRST}.old${name}`, `mine${name}`)
    const { box, said } = await opened(beside)
    await box.startOver()
    expect(said()).toContain('the draft stays where it is: no other name is free (draft-stays)')
    await box.keep(sessionOf(core, 1))
    expect([box.place, content(FIRST), content(`${FIRST}.old-9`)]).toEqual([at(SECOND), textOf(2), 'mine-9'])
  })

  it('says of an older version of the rubric what changed', async () => {
    const { box } = await opened(beside)
    await box.keep(sessionOf(core, 2))
    const [dropped, ...questions] = core.questions
    const found = (await opened(beside, {}, { ...core, digest: 'x', version: '99.0.0', questions })).box.found
    expect(found?.session.asked).toEqual([questions[0]?.id])
    expect(found?.changes).toEqual([
      `It was version “${core.version}” and is now “99.0.0”.`,
      `The answer to “${dropped?.title}” is dropped: the question is gone.`,
    ])
  })

  it('is not written when it would be too large to be read', async () => {
    const options = Array.from({ length: 50 }, (_, index) => ({ id: `o${index}`, label: '界'.repeat(200), neutral: true, points: [] }))
    const questions = core.questions.flatMap((question) =>
      ['a', 'b'].map((more) => ({ ...question, id: `${question.id}-${more}`, options })),
    )
    const { box, said } = await opened(beside, {}, { ...core, questions })
    await box.keep({ answers: new Map(), asked: [] })
    expect([names(), box.place]).toEqual([[], undefined])
    expect(said()).toContain('the answers cannot be kept in a draft: it would be larger than 512 KiB (draft-not-kept)')
  })
})

describe('P-16 what is no draft of ours', () => {
  const cases: readonly [string, () => void, string][] = [
    ['damaged', () => put(FIRST, textOf(3).slice(0, 200)), 'it is damaged: line 1: the brackets are opened here and not closed'],
    ['empty', () => put(FIRST, ''), 'it is damaged: it is not the draft of an interview'],
    ['somebody’s own file', () => put(FIRST, '{"mine": true}\n'), 'it is damaged: it is not the draft of an interview'],
    ['binary', () => put(FIRST, Buffer.from([0xff, 0xfe, 0])), 'the text is not UTF-8: it looks like UTF-16'],
    ['too large', () => put(FIRST, ' '.repeat(600_000)), 'the input is larger than 512 KiB'],
    ['of another rubric', () => put(FIRST, textOf(3, quick)), 'it is of the rubric “quick”, and this is “core”'],
    ['of a later format', () => put(FIRST, '{"format": 7}'), 'it is written in format 7, and this version reads format 1'],
    ['a folder', () => mkdirSync(at(FIRST)), 'it is a folder'],
    ['a pipe that nobody writes to', () => execFileSync('mkfifo', [at(FIRST)]), 'it is a device, a pipe or a socket'],
    [
      'a link to a draft',
      () => {
        put('real', textOf(3))
        link(FIRST, 'real')
      },
      'it is a symbolic link',
    ],
    ['a link to nothing', () => link(FIRST, 'nothing'), 'it is a symbolic link'],
  ]

  it.each(cases)('%s: left as it is, and the next name is taken', async (_, make, why) => {
    make()
    const state = (): unknown[] => {
      const { ino, mtimeMs, size, mode } = lstatSync(at(FIRST))
      return [ino, mtimeMs, size, mode, readdirSync(folder).filter((name) => name !== SECOND)]
    }
    const before = state()
    const { box, warned, said } = await opened(beside)
    expect(box.found).toBeUndefined()
    expect(warned).toEqual([expect.stringContaining(`draft-unusable /${FIRST}: this draft is left as it is: ${why}`)])
    await box.keep(sessionOf(core, 4))
    await box.keep(sessionOf(core, 5))
    expect([box.place, content(SECOND), said()]).toEqual([at(SECOND), textOf(5), ''])
    expect(state()).toEqual(before)
    const again = await opened(beside)
    expect(again.box.found?.place).toBe(at(SECOND))
    await again.box.startOver()
    expect(content(`${SECOND}.old`)).toBe(textOf(5))
    await again.box.keep(sessionOf(core, 1))
    await again.box.drop()
    unlinkSync(at(`${SECOND}.old`))
    expect(state()).toEqual(before)
  })

  it('another user’s: left as it is, whatever it holds', async () => {
    await (await opened(beside)).box.keep(sessionOf(core, 3))
    const stranger = { user: (process.getuid?.() ?? 0) + 1 }
    const { box, warned } = await opened(beside, stranger)
    expect(warned).toEqual([`draft-unusable /${FIRST}: this draft is left as it is: it belongs to another user`])
    await box.keep(sessionOf(core, 1))
    await box.drop()
    expect([names(), content(FIRST)]).toEqual([[FIRST], textOf(3)])
  })

  it('a second draft of the same interview is told of, and offered when the first is done with', async () => {
    put(FIRST, textOf(3))
    put('a.yaml.draft-4.json', textOf(6))
    const { box, warned } = await opened(beside)
    expect(box.found?.session).toEqual(sessionOf(core, 3))
    expect(warned).toEqual(['draft-another /a.yaml.draft-4.json: this is another draft of the same interview'])
    await box.drop()
    expect((await opened(beside)).box.found).toMatchObject({ session: sessionOf(core, 6), place: at('a.yaml.draft-4.json') })
  })

  it('all names taken: one warning, and the interview goes on', async () => {
    for (const name of ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9']) mkdirSync(at(`a.yaml.draft${name}.json`))
    const before = names()
    const { box, warned, said } = await opened(beside)
    expect(warned).toHaveLength(9)
    await box.keep(sessionOf(core, 1))
    await box.keep(sessionOf(core, 2))
    expect(said().match(/cannot be kept in a draft: all 9 names for it are taken/g)).toHaveLength(1)
    expect([box.place, names()]).toEqual([undefined, before])
  })
})

describe('two interviews at once', () => {
  it('F-10 each keeps its own draft, whoever came first', async () => {
    const [one, two] = [await opened(beside), await opened(beside)]
    await one.box.keep(sessionOf(core, 1))
    await two.box.keep(sessionOf(core, 7))
    await one.box.keep(sessionOf(core, 2))
    expect([one.box.place, two.box.place]).toEqual([at(FIRST), at(SECOND)])
    expect([content(FIRST), content(SECOND)]).toEqual([textOf(2), textOf(7)])
    await one.box.drop()
    expect([names(), content(SECOND)]).toEqual([[SECOND], textOf(7)])
  })

  it('F-10 a draft that somebody else goes on with is left to them', async () => {
    const one = await opened(beside)
    await one.box.keep(sessionOf(core, 3))
    const two = await opened(beside)
    await two.box.keep(sessionOf(core, 9))
    await one.box.keep(sessionOf(core, 4))
    expect([content(FIRST), content(SECOND)]).toEqual([textOf(9), textOf(4)])
    await one.box.drop()
    expect([names(), content(FIRST)]).toEqual([[FIRST], textOf(9)])
    await two.box.drop()
    expect(names()).toEqual([])
  })

  it('F-10 what is done with in one is not removed in the other', async () => {
    const one = await opened(beside)
    await one.box.keep(sessionOf(core, 3))
    const two = await opened(beside)
    await one.box.keep(sessionOf(core, 4))
    await two.box.startOver()
    await two.box.drop()
    expect([names(), content(FIRST)]).toEqual([[FIRST], textOf(4)])
  })

  it.each<[string, () => void, string]>([
    ['removed', () => unlinkSync(at(FIRST)), FIRST],
    ['edited', () => put(FIRST, 'mine'), SECOND],
    [
      'replaced by a folder',
      () => {
        unlinkSync(at(FIRST))
        mkdirSync(at(FIRST))
      },
      SECOND,
    ],
    [
      'replaced by a link',
      () => {
        unlinkSync(at(FIRST))
        put('x', textOf(3))
        link(FIRST, 'x')
      },
      SECOND,
    ],
  ])('a draft that was %s in the meantime is written anew where nothing is in the way', async (_, meddle, name) => {
    const { box, said } = await opened(beside)
    await box.keep(sessionOf(core, 3))
    meddle()
    await box.keep(sessionOf(core, 4))
    expect([box.place, content(name), said()]).toEqual([at(name), textOf(4), ''])
    if (existsSync(at('x'))) expect(content('x')).toBe(textOf(3))
  })

  it('answers that come faster than they are written are written one after the other', async () => {
    const { box } = await opened(beside)
    await Promise.all([1, 2, 3, 4, 5].map((count) => box.keep(sessionOf(core, count))))
    expect([names(), content(FIRST)]).toEqual([[FIRST], textOf(5)])
  })
})

describe('what killed writers leave', () => {
  it('is swept at the next start, and nothing else is', async () => {
    const left = [`.${FIRST}.0123456789abcdef.tmp`, `.${SECOND}.ffffffffffffffff.tmp`]
    const others = [
      '.rag-or-tune-0123456789abcdef.tmp',
      `.${FIRST}.0123456789abcde.tmp`,
      `.${FIRST}.0123456789abcdef.tmp.mine`,
      `${FIRST}.0123456789abcdef.tmp`,
      '.b.yaml.draft.json.0123456789abcdef.tmp',
    ]
    for (const name of [...left, ...others]) put(name, 'half')
    mkdirSync(at(`.${FIRST}.aaaaaaaaaaaaaaaa.tmp`))
    await opened(beside)
    expect(names()).toEqual([`.${FIRST}.aaaaaaaaaaaaaaaa.tmp`, ...others].sort())
  })

  it('is not swept with --no-draft', async () => {
    put(`.${FIRST}.0123456789abcdef.tmp`, 'half')
    await opened({ ...beside, draft: false })
    expect(names()).toHaveLength(1)
  })
})

describe('a draft that cannot be written', () => {
  it('one warning, and the interview goes on: a file stands where the folder should be', async () => {
    put('state', '')
    const { box, warned, said } = await opened()
    expect(warned).toEqual([expect.stringContaining('the answers cannot be kept in a draft: a part of the path is not a folder (ENOTDIR)')])
    await box.keep(sessionOf(core, 1))
    await box.keep(sessionOf(core, 2))
    await box.drop()
    expect([box.place, said(), names()]).toEqual([undefined, '', ['state']])
  })

  it('one warning in the middle too, and the next answer is kept again when it can be', async () => {
    const { box, said } = await opened(beside)
    await box.keep(sessionOf(core, 1))
    const gone = at('gone')
    mkdirSync(gone)
    const other = await opened({ answers: join(gone, 'a.yaml') })
    rmSync(gone, { recursive: true })
    await other.box.keep(sessionOf(core, 1))
    await other.box.keep(sessionOf(core, 2))
    expect(other.said().match(/draft-not-kept/g)).toHaveLength(1)
    mkdirSync(gone)
    await other.box.keep(sessionOf(core, 3))
    expect([other.box.place, content(join('gone', FIRST)), said()]).toEqual([join(gone, FIRST), textOf(3), ''])
  })

  it('a draft that may not be read is left as it is', async () => {
    await (await opened(beside)).box.keep(sessionOf(core, 3))
    chmodSync(at(FIRST), 0)
    const { warned } = await opened(beside)
    if (process.getuid?.() === 0) expect(warned).toEqual([])
    else expect(warned).toEqual([expect.stringContaining('the file cannot be read: permission denied (EACCES)')])
  })
})
