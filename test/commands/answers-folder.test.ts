import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FoundAnswers, findAnswersFiles } from '../../src/commands/answers-folder.js'
import { rivalsOf } from '../../src/commands/lock-claims.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { withFolder } from '../e2e/harness.js'

const ANSWERS = 'answers:\n  need: facts\n'
const LOCK = '{"lockVersion": 1}\n'

/** What is found in a folder with these files; paths are told from the folder. */
async function found(files: Readonly<Record<string, string>>, prepare: (folder: string) => void = () => undefined): Promise<FoundAnswers> {
  let result: FoundAnswers | undefined
  await withFolder(async (folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    prepare(folder)
    const all = await findAnswersFiles(folder, nodeReader)
    const local = (path: string): string => path.slice(folder.length + 1)
    result = {
      ...all,
      files: all.files.map(local),
      strayLocks: all.strayLocks.map(local),
      problems: all.problems.map((one) => ({ ...one, message: one.message.replace(folder, 'DIR') })),
    }
  })
  return result as FoundAnswers
}

describe('answers files in a folder', () => {
  it('are found in all folders below, sorted by path; what ends alike is counted', async () => {
    const all = await found({
      'z.yaml': ANSWERS,
      'b/team.yml': ANSWERS,
      'b/c/d.json': '{"answers": {}}',
      'a.YAML': ANSWERS,
      'readme.md': 'answers:\n',
      'rubric.yaml': 'questions: []\n',
      'plan.json': '{"schemaVersion": "1.0", "answers": {}}',
      'list.yaml': '- answers: 1\n',
    })
    expect(all).toEqual({ files: ['a.YAML', 'b/c/d.json', 'b/team.yml', 'z.yaml'], others: 3, links: 0, strayLocks: [], problems: [] })
  })

  it('are not looked for in folders that begin with a dot or hold packages, nor behind links to folders', async () => {
    const all = await found(
      { 'a.yaml': ANSWERS, '.hidden/b.yaml': ANSWERS, 'node_modules/c.yaml': ANSWERS, 'd/e.yaml': ANSWERS },
      (folder) => {
        symlinkSync(join(folder, 'd'), join(folder, 'link'))
        symlinkSync(folder, join(folder, 'd', 'round'))
      },
    )
    expect(all).toMatchObject({ files: ['a.yaml', 'd/e.yaml'], others: 0, links: 2 })
  })

  it('may be links to files; one that leads nowhere, or in a circle, is told when it is read', async () => {
    const all = await found({ 'a.txt': ANSWERS }, (folder) => {
      symlinkSync('a.txt', join(folder, 'a.yaml'))
      symlinkSync('gone', join(folder, 'b.yaml'))
      symlinkSync('c.yaml', join(folder, 'c.yaml'))
    })
    expect(all).toMatchObject({ files: ['a.yaml', 'b.yaml', 'c.yaml'], others: 0 })
  })

  it('are meant when they are broken and a line begins with the key, or a lock is there', async () => {
    const all = await found({
      'a.yaml': 'title: "x\nanswers:\n',
      'b.json': '{\n  "answers": {,}\n',
      'c.yaml': 'title: [\n',
      'c.lock.json': LOCK,
      'd.yaml': 'title: [\n',
      'e.yaml': '\ufeffanswers: {}\n',
      'latin.yaml': 'title: \u0000\nanswers:\n',
    })
    expect(all).toMatchObject({ files: ['a.yaml', 'b.json', 'c.yaml', 'e.yaml', 'latin.yaml'], others: 1 })
  })

  it('are not the report beside them that is called alike; without answers of its own, a file beside a lock is told when it is read', async () => {
    const all = await found({
      'plan.yaml': ANSWERS,
      'plan.json': '{"schemaVersion": "1.0", "answers": {}}',
      'plan.lock.json': LOCK,
      'lost.yaml': 'title: x\n',
      'lost.lock.json': LOCK,
    })
    expect(all).toEqual({ files: ['lost.yaml', 'plan.yaml'], others: 1, links: 0, strayLocks: [], problems: [] })
  })

  it('of one name but two endings would share a lock', async () => {
    await withFolder(
      async (folder) => {
        expect(await rivalsOf(`${folder}/a.yaml`, nodeReader)).toEqual([`${folder}/a.yml`])
        expect(await rivalsOf(`${folder}/b.yaml`, nodeReader)).toEqual([])
      },
      {
        'a.yaml': ANSWERS,
        'a.yml': ANSWERS,
        'a.json': '{}',
        'a.lock.json': LOCK,
        'b.yaml': ANSWERS,
        'b.json': '{"schemaVersion": "1.0", "answers": {}}',
      },
    )
  })

  it('leave their lock behind when they are deleted; locks of other programs are not ours', async () => {
    const all = await found({ 'a.lock.json': LOCK, 'packages.lock.json': '{"version": 1}', 'b.lock.json': LOCK, 'b.json': '{}' })
    expect(all).toEqual({ files: ['b.json'], others: 0, links: 0, strayLocks: ['a.lock.json'], problems: [] })
  })

  it('are missed with a word where there are none', async () => {
    expect((await found({})).problems).toMatchObject([
      { code: 'folder-without-answers', message: 'there is no answers file in DIR, and no files at all' },
    ])
    expect((await found({ 'a.md': '', 'b.json': '1' })).problems).toMatchObject([
      { message: 'there is no answers file in DIR, and 2 other files' },
    ])
  })

  it.each([
    ['JSON on one line', '{"title": "x", "answers": {"need": "facts"}'],
    ['YAML in flow style', '{title: x, answers: {need: facts}'],
    ['JSON in flow style, on lines of its own', '{"title": "x"\n,"answers"\n: {'],
    ['a key in single quotes', "title: [\n'answers':\n  need: facts\n"],
    ['a key in double quotes', 'title: [\n"answers" :\n'],
    ['an indented key', 'title: x\n answers:\n  need: [\n'],
    ['a capital letter', 'title: [\nAnswers:\n'],
    ['a lock of theirs that is no lock of ours', '{"lock": 1, "answers": {'],
  ])('are meant when they are broken and hold the key as %s', async (_, text) => {
    expect((await found({ 'a.yaml': text })).files).toEqual(['a.yaml'])
  })

  it.each([
    ['little endian', 'utf16le', [0xff, 0xfe]],
    ['big endian', 'utf16be', [0xfe, 0xff]],
  ])('are meant when they are UTF-16, %s', async (_, encoding, mark) => {
    const bytes = Buffer.from(ANSWERS, 'utf16le')
    const bytesOf = encoding === 'utf16be' ? bytes.swap16() : bytes
    const all = await found({}, (folder) => writeFileSync(join(folder, 'a.yaml'), Buffer.concat([Buffer.from(mark), bytesOf])))
    expect(all.files).toEqual(['a.yaml'])
  })

  it('may write the key with escapes', async () => {
    expect((await found({ 'a.json': '{"answ\\u0065rs": {"need": "facts"}}' })).files).toEqual(['a.json'])
  })

  it.each([
    ['rows of answers', '{"question": "x", "answers": ["y"]}\n{"question": "z", "answers": []}\n'],
    ['a list', '[{"question": "x", "answers": ["y"]},'],
    ['a broken file that only speaks of answers', 'title: [\n# our answers: none\ntext: all answers\n'],
    ['a sound file with a key below another', 'data:\n  answers: {}\n'],
  ])('are not what else a folder may hold: %s', async (_, text) => {
    expect(await found({ 'b.yaml': ANSWERS, 'a.json': text })).toMatchObject({ files: ['b.yaml'], others: 1, problems: [] })
  })

  it('that are too large to be read are told where the key stands at the top, as far as they are read', async () => {
    const long = 'x'.repeat(600_000)
    const all = await found({
      'a.json': `{"title": "\\"}", "answers": {"need": "${long}"}}`,
      'b.yaml': `title: x\nanswers:\n  need: ${long}\n`,
      'data.json': `{"data": [{"question": "x", "answers": ["${long}"]}]}`,
      'list.json': `[{"answers": ["${long}"]}]`,
      'rows.json': `{"question": "x", "answers": []}\n{"question": "${long}"}\n`,
      'other.yaml': `data:\n  answers: ${long}\n`,
    })
    expect(all).toMatchObject({ files: ['a.json', 'b.yaml'], others: 4, problems: [] })
  })

  it('that may not be read are told', async () => {
    const refused = { ...nodeReader, readRegular: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) }
    await withFolder(
      async (folder) => {
        expect((await findAnswersFiles(folder, refused)).files).toEqual([`${folder}/a.yaml`])
      },
      { 'a.yaml': '' },
    )
  })

  it('in a folder that cannot be listed are a problem, and the rest is found', async () => {
    await withFolder(
      async (folder) => {
        mkdirSync(join(folder, 'closed'))
        chmodSync(join(folder, 'closed'), 0)
        const io = {
          ...nodeReader,
          entries: (path: string) => {
            if (path.endsWith('closed')) throw Object.assign(new Error('no'), { code: 'EACCES' })
            return nodeReader.entries?.(path) ?? []
          },
        }
        const all = await findAnswersFiles(`${folder}/`, io)
        expect(all.files).toEqual([`${folder}/a.yaml`])
        expect(all.problems).toMatchObject([{ code: 'folder-unreadable', place: { file: `${folder}/closed` } }])
      },
      { 'a.yaml': ANSWERS },
    )
  })

  it('have paths without a dot in front where the folder is the current one', async () => {
    const io = { ...nodeReader, entries: () => [{ name: 'a.yaml', kind: 'missing' as const, isLink: true }] }
    expect((await findAnswersFiles('.', io)).files).toEqual(['a.yaml'])
  })
})
