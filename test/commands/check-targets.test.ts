import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ANSWERS, type Folder, inFolder } from './check-folder.js'

const OTHER = ANSWERS.replace('large', 'none')

describe('one lock', () => {
  it('that two answers files claim by endings in another case is an error for each, and is not written', async () => {
    await inFolder({ 'team.yaml': ANSWERS, 'team.YAML': OTHER, 'a/TEAM.YAML': ANSWERS, 'a/TEAM.YML': ANSWERS }, async ({ check, path }) => {
      const { code, files } = await check('.', '--update')
      expect(code).toBe(2)
      expect(files.map(({ file, problems }) => [file, problems[0]?.code])).toEqual([
        ['a/TEAM.YAML', 'lock-shared'],
        ['a/TEAM.YML', 'lock-shared'],
        ['team.YAML', 'lock-shared'],
        ['team.yaml', 'lock-shared'],
      ])
      expect([existsSync(join(path, 'team.lock.json')), existsSync(join(path, 'a/TEAM.lock.json'))]).toEqual([false, false])
    })
  })

  it('that a file beside the one that is checked claims as well is an error too', async () => {
    await inFolder({ 'team.yaml': ANSWERS, 'team.YAML': OTHER }, async ({ check }) => {
      expect(await check('./team.yaml', '--update')).toMatchObject({
        code: 2,
        files: [{ file: 'team.yaml', problems: [{ code: 'lock-shared' }] }],
      })
    })
  })

  it('stands for answers files with endings in any case', async () => {
    await inFolder({ 'TEAM.YAML': ANSWERS, 'TEAM.json': '{"schemaVersion": "1.0", "answers": {}}' }, async ({ check, lock }) => {
      await lock('TEAM.YAML')
      expect(await check('./TEAM.lock.json')).toMatchObject({ code: 0, files: [{ file: 'TEAM.YAML' }] })
    })
  })

  it('may be of a file that a report of the same name lies beside', async () => {
    await inFolder({ 'team.yaml': ANSWERS, 'team.json': '{"data": []}' }, async ({ check, lock }) => {
      await lock('team.yaml')
      expect(await check('./team.lock.json', './team.yaml')).toMatchObject({ code: 0, files: [{ file: 'team.yaml' }] })
    })
  })

  it('that is a link is told where it is read, wherever it leads to, and not written through', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'b.yaml': ANSWERS }, async ({ check, lock, path, read }) => {
      await lock('a.yaml')
      symlinkSync('a.lock.json', join(path, 'b.lock.json'))
      const before = read('a.lock.json')
      for (const args of [[], ['--update']]) {
        expect(await check('./b.yaml', ...args)).toMatchObject({
          code: 2,
          problems: [{ code: 'lock-link', file: 'b.lock.json', hint: expect.stringContaining('remove the link') }],
        })
      }
      rmSync(join(path, 'b.lock.json'))
      symlinkSync('gone.json', join(path, 'b.lock.json'))
      expect(await check('.')).toMatchObject({ code: 2, problems: [{ code: 'lock-link' }] })
      expect(await check('./b.yaml', '--no-lock', '--expect', 'rag=adopt')).toMatchObject({ code: 0 })
      rmSync(join(path, 'b.lock.json'))
      expect(await check('.', '--update')).toMatchObject({ code: 0 })
      expect(read('a.lock.json')).toBe(before)
    })
  })
})

describe('a path', () => {
  it('of another ending than answers files have is refused where a lock would go with it', async () => {
    await inFolder({ 'team.txt': ANSWERS, 'README.md': '', 'a.yaml': ANSWERS }, async ({ check, lock }) => {
      await lock('a.yaml')
      expect(await check('./team.txt', './README.md', './a.yaml', '--update')).toMatchObject({
        code: 2,
        files: [
          { file: 'README.md', problems: [{ code: 'answers-ending' }] },
          { file: 'a.yaml', outcome: 'passed' },
          { file: 'team.txt', problems: [{ code: 'answers-ending', hint: expect.stringContaining('team.yaml') }] },
        ],
      })
      expect((await check('./team.txt', '--no-lock', '--expect', 'rag=adopt')).code).toBe(0)
    })
  })

  it('of another ending gets no lock from decide either, named or saved to', async () => {
    await inFolder({ 'team.txt': ANSWERS, 'a.yaml': ANSWERS }, async ({ run, path }) => {
      for (const args of [
        ['--answers', './team.txt'],
        ['--answers', './a.yaml', '--save', './team'],
      ]) {
        const { code, stderr } = await run('decide', ...args, '--lock')
        expect([code, stderr]).toEqual([2, expect.stringMatching(/\(answers-ending\)\n.*call it team\.yaml, or/)])
      }
      expect([existsSync(join(path, 'team')), existsSync(join(path, 'team.lock.json'))]).toEqual([false, false])
    })
  })

  it('that holds a line feed is shown on one line', async () => {
    await inFolder({ 'x\ny.yaml': ANSWERS }, async ({ check }) => {
      expect((await check('.')).files[0]?.findings[0]?.message).toBe('there is no lock x\\ny.lock.json')
    })
  })

  it('of a lock that is not there, or is none, says so, and does not speak of a lock to delete', async () => {
    await inFolder({ 'pkg.lock.json': '{"version": 1}' }, async ({ check }) => {
      expect((await check('./none.lock.json')).problems).toMatchObject([{ code: 'file-missing' }])
      expect((await check('./pkg.lock.json')).problems).toMatchObject([
        { code: 'lock-foreign', hint: 'name an answers file, or leave it out' },
      ])
    })
  })

  it('of a lock under another name says what it is', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ check, lock, read, write }) => {
      await lock('a.yaml')
      write('real.json', read('a.lock.json'))
      for (const target of ['.', './real.json']) {
        const { code, problems } = await check(target)
        expect([code, problems.map((one) => one.code)]).toEqual([2, ['lock-without-answers']])
      }
    })
  })

  it('through a link to its folder is the same file', async () => {
    await inFolder({ 'd/a.yaml': ANSWERS }, async ({ check, path }) => {
      symlinkSync('d', join(path, 'ld'))
      expect(await check('./d', './ld', '--update')).toMatchObject({ code: 0, files: [{ file: 'd/a.yaml', updated: 'written' }] })
    })
  })
})

describe('a folder', () => {
  it('behind a link is not entered, and counted', async () => {
    await inFolder({ 'outer/a.yaml': ANSWERS, 'd/b.yaml': ANSWERS }, async ({ check, lock, path }) => {
      await lock('outer/a.yaml')
      symlinkSync('../d', join(path, 'outer/linked'))
      symlinkSync('../d', join(path, 'outer/.hidden'))
      const { code, stderr, files } = await check('./outer')
      expect([code, files.length]).toEqual([0, 1])
      expect(stderr).toContain('outer: warning: one folder is a link, and was not entered (files-left)')
      expect((await check('./outer/linked')).files).toMatchObject([{ file: 'outer/linked/b.yaml' }])
    })
  })

  it('that holds nothing but a link to one says so', async () => {
    await inFolder({ 'd/b.yaml': ANSWERS }, async ({ check, path }) => {
      mkdirSync(join(path, 'outer'))
      symlinkSync('../d', join(path, 'outer/linked'))
      const { problems } = await check('./outer')
      expect(problems).toMatchObject([{ code: 'folder-without-answers', message: expect.stringContaining('and a link to a folder') }])
    })
  })
})

describe('--update', () => {
  it('writes nothing while a lock has no answers file, and says because of what', async () => {
    await inFolder({ 'd/a.yaml': ANSWERS, 'd/c.yaml': ANSWERS }, async ({ check, lock, path, read, write }) => {
      await lock('d/a.yaml', 'd/c.yaml')
      rmSync(join(path, 'd/c.yaml'))
      write('d/a.yaml', OTHER)
      const before = read('d/a.lock.json')
      const { code, stderr } = await check('./d', '--update', '--quiet')
      expect(code).toBe(2)
      expect(stderr).toContain('no lock was written: d/c.lock.json cannot be checked (locks-unwritten)')
      expect(read('d/a.lock.json')).toBe(before)
    })
  })

  it('names the files that stop it, some of them where they are many', async () => {
    const broken = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`b${n}.yaml`, `${ANSWERS}  need2: x\n`]))
    await inFolder({ 'a.yaml': ANSWERS, ...broken }, async ({ check, path }) => {
      expect((await check('.', '--update')).stderr).toContain('no lock was written: b1.yaml, b2.yaml, b3.yaml and 2 more cannot be checked')
      expect(existsSync(join(path, 'a.lock.json'))).toBe(false)
    })
  })
})

describe('a report', () => {
  it('is never written over what was read: a rubric, its base, answers, a lock, whether or not it is forced', async () => {
    const files = {
      'd/a.yaml': `${ANSWERS.replace('core', '../ours.yaml')}`,
      'ours.yaml': 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nsummary: Core.\nextends: ./base.yaml\n',
      'base.yaml': 'format: 1\nid: base\nversion: 1.0.0\ntitle: Base\nsummary: Core.\nextends: core\n',
    }
    await inFolder(files, async ({ run, lock, path, read }) => {
      await lock('d/a.yaml')
      for (const name of ['ours.yaml', 'base.yaml', 'd/a.yaml', 'd/a.lock.json']) {
        const before = read(name)
        const { code, stderr } = await run('check', './d', '--reporter', `json=./${name}`, '--force')
        expect([name, code, stderr.includes('(write-input)')]).toEqual([name, 2, true])
        expect(read(name)).toBe(before)
      }
      rmSync(join(path, 'd/a.yaml'))
      const before = read('d/a.lock.json')
      expect((await run('check', './d', '--reporter', 'json=./d/a.lock.json', '--force')).code).toBe(2)
      expect(read('d/a.lock.json')).toBe(before)
    })
  })

  it('of the last run may be written over, where it lies in the folder that is checked', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'report.json': '{"old": "answers"}' }, async ({ run, lock, read }) => {
      await lock('a.yaml')
      expect((await run('check', '.', '--reporter', 'json=./report.json', '--force')).code).toBe(0)
      expect((await run('check', '.', '--reporter', 'json=./report.json', '--force')).code).toBe(0)
      expect(JSON.parse(read('report.json')).exitCode).toBe(0)
    })
  })
})

describe('an answers file that was renamed without its lock', () => {
  const renamed = async (use: (folder: Folder) => Promise<void>): Promise<void> =>
    inFolder({ 'd/wiki.yaml': ANSWERS, 'd/other.yaml': OTHER }, async (folder) => {
      await folder.lock('d/wiki.yaml', 'd/other.yaml')
      renameSync(join(folder.path, 'd/wiki.yaml'), join(folder.path, "d/it's.yaml"))
      await use(folder)
    })

  it('is told to take the lock along, at both ends; once it is done, all is as it was', async () => {
    await renamed(async ({ check, path }) => {
      const { code, files } = await check('./d', '--update')
      expect([code, files.map(({ file, outcome }) => `${file} ${outcome}`)]).toEqual([
        2,
        ["d/it's.yaml error", 'd/other.yaml passed', 'd/wiki.lock.json error'],
      ])
      expect(files[0]?.findings[0]).toMatchObject({
        because: 'd/wiki.lock.json holds a lock of these very answers.',
        mend: "git mv d/wiki.lock.json 'd/it'\\''s.lock.json'",
      })
      expect(files[2]?.problems[0]?.hint).toBe("it locks the very answers of d/it's.yaml: git mv d/wiki.lock.json 'd/it'\\''s.lock.json'")
      renameSync(join(path, 'd/wiki.lock.json'), join(path, "d/it's.lock.json"))
      expect((await check('./d')).code).toBe(0)
    })
  })

  it('with other answers, or where two files could be meant, is not guessed at', async () => {
    for (const edit of [{ "d/it's.yaml": OTHER }, { 'd/copy.yaml': ANSWERS }]) {
      await renamed(async ({ check, write }) => {
        for (const [name, text] of Object.entries(edit)) write(name, text)
        const { code, files, problems } = await check('./d')
        expect(code).toBe(2)
        expect(problems[0]?.hint).toBe('bring d/wiki.yaml back, or delete the lock')
        expect(files.flatMap(({ findings }) => findings.map(({ mend = '' }) => mend)).join()).not.toContain('git mv')
      })
    }
  })
})
