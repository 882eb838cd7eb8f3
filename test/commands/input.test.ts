import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placedInputs, readInput } from '../../src/commands/input.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Diagnostic } from '../../src/files/diagnostic.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { withFolder } from '../e2e/harness.js'

const OPTIONS: DecideOptions = {
  set: [],
  output: [],
  complete: false,
  interview: false,
  force: false,
  quiet: false,
  debug: false,
  input: false,
}
const problemsWith = async (more: Partial<DecideOptions>, reader = nodeReader): Promise<readonly Diagnostic[]> => {
  const read = await readInput({ ...OPTIONS, ...more }, reader)
  return read.ok ? [] : read.problems
}
const shown = (problems: readonly Diagnostic[]): string[] => problems.map(({ code, place }) => `${place?.line ?? '-'} ${code}`)

describe('an answers file that is not there', () => {
  const files = { 'team.yaml': 'answers: {}\n', 'plan.md': '', 'tema.txt': '' }

  it('names the file beside it that was most likely meant', async () => {
    await withFolder(async (folder) => {
      const hintFor = async (name: string) => (await problemsWith({ answers: join(folder, name) }))[0]?.hint
      expect(await hintFor('tema.yaml')).toBe(
        `did you mean ${join(folder, 'team.yaml')}? check the path; it is taken from the current folder`,
      )
      expect(await hintFor('team.yml')).toContain(`did you mean ${join(folder, 'team.yaml')}?`)
      expect(await hintFor('plan.mdx')).not.toContain('did you mean')
      expect(await hintFor('zebra.json')).not.toContain('did you mean')
      expect(await hintFor(join('gone', 'team.yaml'))).not.toContain('did you mean')
    }, files)
  })

  it('is not meant by a name that reads the same: it holds what is no UTF-8', async () => {
    const reader = { ...nodeReader, names: () => ['\ufffd.yaml'] }
    const [only] = await problemsWith({ answers: 'gone/\ufffd.yaml' }, reader)
    expect(only?.hint).toBe('its name is not UTF-8, and cannot be opened: give it another name')
  })

  it('shows a hostile name spelt out, and guesses no folder', async () => {
    await withFolder(
      async (folder) => {
        mkdirSync(join(folder, 'answers.yaml'))
        const [first] = await problemsWith({ answers: join(folder, 'teams.yaml') })
        expect(first?.hint).toContain(`did you mean ${join(folder, 'team')}\\x1b.yaml?`)
        expect((await problemsWith({ answers: join(folder, 'answer.yaml') }))[0]?.hint).not.toContain('did you mean')
      },
      { 'team\u001b.yaml': '' },
    )
  })

  it('does without a guess where the folder cannot be listed', async () => {
    const { names: _, ...reader } = nodeReader
    await withFolder(async (folder) => {
      expect((await problemsWith({ answers: join(folder, 'tema.yaml') }, reader))[0]?.hint).toBe(
        'check the path; it is taken from the current folder',
      )
    }, files)
  })
})

describe('a rubric that cannot be used (A-10, A-19)', () => {
  const file = (rubric: string): string =>
    [
      `rubric: ${rubric}`,
      'titel: x',
      'review-after: soon',
      'context: {user: all}',
      'owner: [a]',
      'answers:',
      '  nead: facts',
      '  need: x',
      '',
    ].join('\n')

  it.each([
    ['an unknown name', 'cor', '1 rubric-unknown'],
    ['a file that is not there', './no.yaml', '- file-missing'],
    ['a file with a problem', './bad.yaml', '1 yaml-syntax'],
  ])('%s hides none of the problems that need no rubric', async (_, rubric, first) => {
    await withFolder(
      async (folder) => {
        const problems = await problemsWith({ answers: join(folder, 'a.yaml') })
        const frame = ['2 answers-unknown-key', '5 answers-text', '3 answers-date', '4 answers-unknown-key']
        expect(shown(problems).slice(1)).toEqual(frame)
        expect(problems[0]?.code).toBe(first.split(' ')[1])
      },
      { 'a.yaml': file(rubric), 'bad.yaml': 'a: [\n' },
    )
  })

  it('a wrong --rubric neither', async () => {
    await withFolder(
      async (folder) => {
        const problems = await problemsWith({ answers: join(folder, 'a.yaml'), rubric: 'cor' })
        expect(shown(problems)[0]).toBe('- rubric-unknown')
        expect(problems).toHaveLength(5)
      },
      { 'a.yaml': file('core') },
    )
  })

  it('says nothing more where nothing more is wrong', async () => {
    await withFolder(
      async (folder) => expect(shown(await problemsWith({ answers: join(folder, 'a.yaml') }))).toEqual(['1 rubric-unknown']),
      { 'a.yaml': 'rubric: cor\nanswers:\n  need: facts\n  x: [a]\n' },
    )
  })

  it('and answers that are no mapping are one of them', async () => {
    await withFolder(
      async (folder) =>
        expect(shown(await problemsWith({ answers: join(folder, 'a.yaml') }))).toEqual(['1 rubric-unknown', '2 answers-shape']),
      { 'a.yaml': 'rubric: cor\nanswers: [need]\n' },
    )
  })
})

describe('answers files that are read with their places', () => {
  const RUBRIC = 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nsummary: The core rubric.\nextends: core\n'

  it('say where each value stands, and show no free text there', async () => {
    await withFolder(
      async (folder) => {
        const { input, document } = await placedInputs(nodeReader).read({ ...OPTIONS, answers: join(folder, 'team.yaml') })
        expect(input.ok && [...input.value.sheet.answers.keys()]).toEqual(['need'])
        expect(document?.place(['answers', 'need'], 'key')).toMatchObject({ line: 3, column: 3, length: 4, sourceLine: '  need: facts' })
        expect(document?.place(['title'])).toMatchObject({ line: 1, sourceLine: 'title: ......' })
      },
      { 'team.yaml': 'title: secret\nanswers:\n  need: facts\n' },
    )
  })

  it('load a rubric once that several of them name', async () => {
    await withFolder(
      async (folder) => {
        const opened: string[] = []
        const { read } = placedInputs({
          ...nodeReader,
          readRegular: (path, most) => {
            opened.push(path.slice(folder.length + 1))
            return nodeReader.readRegular(path, most)
          },
        })
        for (const name of ['a.yaml', 'b.yaml']) {
          const { input } = await read({ ...OPTIONS, answers: join(folder, name) })
          expect(input.ok && input.value.rubric.id).toBe('ours')
        }
        expect(opened.filter((path) => path === 'ours.yaml')).toHaveLength(1)
      },
      { 'a.yaml': 'rubric: ./ours.yaml\nanswers: {}\n', 'b.yaml': 'rubric: ./ours.yaml\nanswers: {}\n', 'ours.yaml': RUBRIC },
    )
  })

  it('tell a rubric file that is called like a shipped rubric from that one, whichever comes first', async () => {
    const files = { 'a.yaml': 'answers: {}\n', 'b.yaml': 'rubric: ./core\nanswers: {}\n', core: RUBRIC }
    await withFolder(async (folder) => {
      const io = { ...nodeReader, readRegular: (path: string, most: number) => nodeReader.readRegular(join(folder, path), most) }
      for (const order of [
        ['a.yaml', 'b.yaml'],
        ['b.yaml', 'a.yaml'],
      ]) {
        const { read } = placedInputs(io)
        const ids = new Map<string, string>()
        for (const answers of order) {
          const { input } = await read({ ...OPTIONS, answers })
          ids.set(answers, input.ok ? input.value.rubric.id : 'none')
        }
        expect(Object.fromEntries(ids)).toEqual({ 'a.yaml': 'core', 'b.yaml': 'ours' })
      }
    }, files)
  })

  it('say which files were read, a rubric and its base among them', async () => {
    await withFolder(
      async (folder) => {
        const { read, files } = placedInputs(nodeReader)
        await read({ ...OPTIONS, answers: join(folder, 'a.yaml') })
        expect([...files].map((path) => path.slice(folder.length + 1)).sort()).toEqual(['a.yaml', 'base.yaml', 'ours.yaml'])
      },
      {
        'a.yaml': 'rubric: ./ours.yaml\nanswers: {}\n',
        'ours.yaml': RUBRIC.replace('extends: core', 'extends: ./base.yaml'),
        'base.yaml': RUBRIC.replace('id: ours', 'id: base'),
      },
    )
  })

  it('have no places where they cannot be read', async () => {
    await withFolder(async (folder) => {
      const { input, document } = await placedInputs(nodeReader).read({ ...OPTIONS, answers: join(folder, 'gone.yaml') })
      expect([input.ok, document]).toEqual([false, undefined])
    })
  })
})
