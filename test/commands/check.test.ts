import { chmodSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckedFile } from '../../src/check/result.js'
import { run as runTool, shell } from '../e2e/harness.js'
import { ANSWERS, DAY, type Folder, inFolder } from './check-folder.js'

describe('decide --lock', () => {
  it('writes a lock beside the answers file, twice the same, and check passes', async () => {
    await inFolder({ 'a/team.yaml': ANSWERS }, async ({ run, check, read }) => {
      const first = await run('decide', '--answers', './a/team.yaml', '--lock')
      expect(first).toMatchObject({ code: 0, stderr: 'wrote a/team.lock.json\n' })
      const text = read('a/team.lock.json')
      expect((await run('decide', '--answers', './a/team.yaml', '--lock')).code).toBe(0)
      expect(read('a/team.lock.json')).toBe(text)
      expect(await check('./a/team.yaml')).toMatchObject({ code: 0, found: [] })
    })
  })

  it('keeps the review date of the file, else counts it from --date, else holds none', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'b.yaml': `review-after: 2030-01-01\n${ANSWERS}` }, async ({ run, read }) => {
      const dayIn = async (name: string, ...args: string[]): Promise<string | null> => {
        await run('decide', '--answers', `./${name}.yaml`, '--lock', ...args)
        return JSON.parse(read(`${name}.lock.json`)).review
      }
      expect(await dayIn('a')).toBeNull()
      expect(await dayIn('a', '--date', DAY)).toEqual({ after: '2027-02-19', from: 'date' })
      expect(await dayIn('b', '--date', DAY)).toEqual({ after: '2030-01-01', from: 'answers' })
    })
  })

  it('stands beside the file of --save, and what is saved fits it', async () => {
    await inFolder({ 'team.yaml': ANSWERS }, async ({ run, check, read }) => {
      const saved = await run('decide', '--answers', './team.yaml', '--set', 'corpus-size=none', '--lock', '--save', './other.yaml')
      expect(saved.stderr).toContain('wrote other.yaml\nwrote other.lock.json\n')
      expect(JSON.parse(read('other.lock.json')).answers.values).toMatchObject({ 'corpus-size': 'none' })
      expect(await check('./other.yaml')).toMatchObject({ code: 0, found: [] })
      expect((await run('decide', '--set', 'need=facts', '--lock', '--save', './third.yaml')).code).toBe(0)
      expect((await check('./third.yaml')).code).toBe(0)
    })
  })

  it.each([
    [['--set', 'need=facts', '--lock'], '--lock needs an answers file to stand beside, and none is given (usage)'],
    [['--answers', '-', '--lock'], '--lock needs an answers file to stand beside, and standard input is none (usage)'],
    [
      ['--answers', './team.yaml', '--set', 'need=both', '--lock'],
      '--lock would hold the answers of --set, which the answers file does not (usage)',
    ],
    [
      ['--answers', './team.yaml', '--interview', '--lock'],
      '--lock would hold the answers of the interview, which the answers file does not (usage)',
    ],
  ])('%j is refused without --save', async (args, message) => {
    await inFolder({ 'team.yaml': ANSWERS }, async ({ run, path }) => {
      expect(await run('decide', ...args)).toEqual({
        code: 2,
        stdout: '',
        stderr: `${message}\n  hint: add --save FILE: the lock then stands beside that file\n`,
      })
      expect(existsSync(join(path, 'team.lock.json'))).toBe(false)
    })
  })

  it('overwrites a lock without being asked, and nothing else whatever is asked', async () => {
    await inFolder({ 'team.yaml': ANSWERS, 'team.lock.json': '{"version": 1}' }, async ({ run, read, write }) => {
      for (const args of [[], ['--force']]) {
        const refused = await run('decide', '--answers', './team.yaml', '--lock', ...args)
        expect(refused).toMatchObject({ code: 2, stdout: '' })
        expect(refused.stderr).toContain('team.lock.json: this file stands where the lock belongs, and is none (lock-foreign)')
      }
      expect(read('team.lock.json')).toBe('{"version": 1}')
      write('team.lock.json', '{\n  "lockVersion": 1,\n<<<<<<< HEAD\n')
      expect((await run('decide', '--answers', './team.yaml', '--lock')).code).toBe(0)
      expect(JSON.parse(read('team.lock.json')).lockVersion).toBe(1)
    })
  })

  it('is refused where a folder or a link stands, and where two answers files would share it', async () => {
    await inFolder(
      { 'a.yaml': ANSWERS, 'b.yaml': ANSWERS, 'b.json': '{"answers": {"need": "facts"}}', 'c.yaml': ANSWERS, 'kept.json': '' },
      async ({ run, path, read }) => {
        mkdirSync(join(path, 'a.lock.json'))
        expect((await run('decide', '--answers', './a.yaml', '--lock')).code).toBe(2)
        expect((await run('decide', '--answers', './b.yaml', '--lock')).stderr).toContain(
          'b.yaml and b.json would have the same lock, b.lock.json (lock-shared)',
        )
        symlinkSync('kept.json', join(path, 'c.lock.json'))
        expect((await run('decide', '--answers', './c.yaml', '--lock')).stderr).toContain('(write-link)')
        expect(read('kept.json')).toBe('')
      },
    )
  })

  it('is written with the reports, all or none', async () => {
    await inFolder({ 'team.yaml': ANSWERS, 'plan.md': 'mine' }, async ({ run, path }) => {
      expect((await run('decide', '--answers', './team.yaml', '--lock', '--output', './plan.md')).code).toBe(2)
      expect(existsSync(join(path, 'team.lock.json'))).toBe(false)
      expect((await run('decide', '--answers', './team.yaml', '--lock', '--output', './team.lock.json')).stderr).toContain('(write-twice)')
    })
  })
})

describe('check', () => {
  it('tells a changed answer, its verdict and its line, and is mended by --update', async () => {
    await inFolder({ 'team.yaml': ANSWERS }, async ({ check, lock, write, read }) => {
      await lock('team.yaml')
      write('team.yaml', ANSWERS.replace('large', 'none'))
      const failed = await check('./team.yaml')
      expect(failed).toMatchObject({ code: 1, found: ['team.yaml answers-changed corpus-size', 'team.yaml verdict-changed rag'] })
      expect(await check('./team.yaml', '--update')).toMatchObject({
        code: 0,
        found: ['team.yaml answers-changed corpus-size [note]', 'team.yaml verdict-changed rag [note]'],
        files: [{ updated: 'written', outcome: 'passed' }],
      })
      expect(JSON.parse(read('team.lock.json')).verdicts.rag.verdict).toBe('skip')
      expect(await check('./team.yaml')).toMatchObject({ code: 0, found: [] })
    })
  })

  it('passes nothing without a lock', async () => {
    await inFolder({ 'team.yaml': ANSWERS }, async ({ check, path }) => {
      expect(await check('./team.yaml')).toMatchObject({ code: 2, found: ['team.yaml lock-missing [error]'] })
      expect(existsSync(join(path, 'team.lock.json'))).toBe(false)
      expect(await check('./team.yaml', '--update')).toMatchObject({
        code: 0,
        found: ['team.yaml lock-missing [note]'],
        files: [{ updated: 'written' }],
      })
      expect((await check('./team.yaml')).code).toBe(0)
    })
  })

  it('says where an answers file is broken, with line and column', async () => {
    await inFolder({ 'team.yaml': ANSWERS }, async ({ check, lock, write }) => {
      await lock('team.yaml')
      write('team.yaml', ANSWERS.replace('need: facts', 'need: [facts'))
      const { code, problems } = await check('./team.yaml')
      expect(code).toBe(2)
      expect(problems[0]).toMatchObject({ file: 'team.yaml', line: 3, column: expect.any(Number) })
      write('team.yaml', ANSWERS.replace('need: facts', 'need: fact'))
      expect((await check('./team.yaml')).problems).toMatchObject([{ code: 'answer-unknown-option', line: 3, column: 9 }])
    })
  })

  it('of a folder checks every answers file in it, and counts what it leaves alone', async () => {
    await inFolder(
      { 'd/b.yaml': ANSWERS, 'd/x/a.yml': ANSWERS, 'd/product.md': '', 'd/rubric.yaml': 'id: ours\n' },
      async ({ check, run }) => {
        await run('check', './d', '--update', '--date', DAY)
        const passed = await check('./d')
        expect(passed.files.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual(['d/b.yaml passed', 'd/x/a.yml passed'])
        expect(passed.stderr).toMatch(/one other file/)
        expect((await check('./d', '--quiet')).stderr).toBe('')
      },
    )
  })

  it('of a folder that holds none, or cannot be listed, is not green', async () => {
    await inFolder({ 'd/readme.md': '' }, async ({ check, path }) => {
      expect(await check('./d')).toMatchObject({ code: 2, problems: [{ code: 'folder-without-answers' }] })
      expect(await check('./gone')).toMatchObject({ code: 2, problems: [{ code: 'file-missing' }] })
      mkdirSync(join(path, 'd/closed'))
      chmodSync(join(path, 'd/closed'), 0)
      expect((await check('./d')).code).toBe(2)
    })
  })

  it('finds locks that have lost their answers file, and takes a lock for its answers file, whatever report lies beside it', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'b.yaml': ANSWERS }, async ({ check, lock, path, write }) => {
      await lock('a.yaml', 'b.yaml')
      write('a.json', '{"schemaVersion": "1.0", "answers": {}}')
      rmSync(join(path, 'b.yaml'))
      expect(await check('.')).toMatchObject({ code: 2, problems: [{ code: 'lock-without-answers', file: 'b.lock.json' }] })
      expect(await check('./b.lock.json')).toMatchObject({ code: 2, problems: [{ code: 'lock-without-answers' }] })
      expect(await check('./a.lock.json')).toMatchObject({ code: 0, files: [{ file: 'a.yaml' }] })
    })
  })

  it('checks a file once, by whatever names it is given', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ check, lock, path }) => {
      await lock('a.yaml')
      const { code, files } = await check('./a.yaml', './a.yaml', '././a.yaml', './a.lock.json', '.', `${path}//a.yaml`)
      expect([code, files.map(({ file }) => file)]).toEqual([0, ['a.yaml']])
    })
  })

  it('follows a link to a file, whose lock lies beside the link', async () => {
    await inFolder({ 'real.txt': ANSWERS }, async ({ check, path, read }) => {
      symlinkSync('real.txt', join(path, 'a.yaml'))
      expect((await check('./a.yaml', '--update')).code).toBe(0)
      expect(JSON.parse(read('a.lock.json')).lockVersion).toBe(1)
      expect((await check('.')).code).toBe(0)
    })
  })

  it('refuses two answers files with one lock', async () => {
    await inFolder({ 'f.yaml': ANSWERS, 'f.json': '{"answers": {"need": "facts"}}' }, async ({ check, path }) => {
      expect(await check('.', '--update')).toMatchObject({ code: 2, problems: [{ code: 'lock-shared' }, { code: 'lock-shared' }] })
      expect((await check('./f.yaml')).problems).toMatchObject([{ code: 'lock-shared' }])
      expect(existsSync(join(path, 'f.lock.json'))).toBe(false)
    })
  })

  it('needs a reason question answered: else there is nothing to decide', async () => {
    await inFolder({ 'a.yaml': 'rubric: core\nanswers:\n  privacy: isolated\n' }, async ({ check }) => {
      expect(await check('./a.yaml', '--update')).toMatchObject({ code: 2, problems: [{ code: 'no-reason', line: 2 }] })
    })
  })

  it('uses the rubric it is told to, but locks only by the one that the file names', async () => {
    await inFolder({ 'a.yaml': 'answers:\n  need: facts\n  change-rate: daily\n' }, async ({ check, lock, path }) => {
      expect(await check('./a.yaml', '--rubric', 'quick', '--update')).toMatchObject({
        code: 2,
        problems: [{ code: 'usage', path: '--rubric', message: expect.stringContaining('the file does not name it') }],
      })
      expect(existsSync(join(path, 'a.lock.json'))).toBe(false)
      await lock('a.yaml')
      const quick = await check('./a.yaml', '--rubric', 'quick')
      expect(quick.found).toContain('a.yaml rubric-changed')
      expect(quick.files[0]?.findings[0]?.mend).toMatch(/^name the rubric in the file, at "rubric:", then rag-or-tune check .* --update$/)
      expect(await check('./a.yaml', '--rubric', 'core', '--update')).toMatchObject({ code: 0, files: [{ updated: 'unchanged' }] })
    })
  })

  it('warns of answers that do not count, at their line', async () => {
    await inFolder({ 'a.yaml': `${ANSWERS}  labeled-pairs: none\n  data-quality: clean\n` }, async ({ check, lock }) => {
      await lock('a.yaml')
      expect(await check('./a.yaml')).toMatchObject({ code: 0, problems: [{ code: 'answer-hidden', severity: 'warning', line: 7 }] })
    })
  })
})

describe('check against a lock that is not sound', () => {
  const sound = async (folder: Folder): Promise<string> => {
    await folder.lock('a.yaml')
    return folder.read('a.lock.json')
  }

  it.each([
    ['conflict', (text: string) => text.replace('  "lockVersion"', '<<<<<<< ours\n  "lockVersion"'), 'lock-conflict', 0],
    // What held the review date is gone, if there was one: said once, and not green.
    ['half', (text: string) => text.slice(0, 150), 'lock-shape', 1],
    ['empty', () => '', 'lock-shape', 1],
    ['damaged', (text: string) => text.replace('"points": ', '"points": -'), 'lock-shape', 0],
  ])('%s: named, and written anew by --update', async (_, damage, code, exitCode) => {
    await inFolder({ 'a.yaml': ANSWERS }, async (folder) => {
      const text = await sound(folder)
      folder.write('a.lock.json', damage(text))
      const { check } = folder
      expect(await check('./a.yaml')).toMatchObject({
        code: 2,
        problems: expect.arrayContaining([expect.objectContaining({ code, file: 'a.lock.json', hint: expect.stringContaining('check ') })]),
      })
      expect(await check('./a.yaml', '--update')).toMatchObject({
        code: exitCode,
        found: exitCode === 0 ? [] : ['a.yaml review-lost'],
        files: [{ updated: 'written' }],
      })
      expect(folder.read('a.lock.json')).toBe(text)
      expect(await check('./a.yaml')).toMatchObject({ code: 0, problems: [] })
    })
  })

  it('another program’s file, a folder, or one that is too large: named, and never overwritten', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'a.lock.json': '{"version": 1}' }, async ({ check, write, read, path }) => {
      expect(await check('./a.yaml', '--update')).toMatchObject({ code: 2, problems: [{ code: 'lock-foreign' }] })
      expect(read('a.lock.json')).toBe('{"version": 1}')
      write('a.lock.json', `{"lockVersion": 1, "x": "${'y'.repeat(600_000)}"}`)
      expect(await check('./a.yaml', '--update')).toMatchObject({ code: 2, problems: [{ code: 'file-too-large', file: 'a.lock.json' }] })
      rmSync(join(path, 'a.lock.json'))
      mkdirSync(join(path, 'a.lock.json'))
      expect(await check('./a.yaml', '--update')).toMatchObject({ code: 2, problems: [{ code: 'file-not-regular' }] })
    })
  })

  it('verdicts that were changed by hand: found out', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async (folder) => {
      const text = await sound(folder)
      folder.write('a.lock.json', text.replace(/("rag": .*"verdict": )"adopt"/, '$1"pilot"'))
      expect(await folder.check('./a.yaml')).toMatchObject({ code: 1, found: ['a.yaml lock-edited rag'] })
      folder.write('a.lock.json', text.replace('"change-rate": "daily"', '"change-rate": "weekly"'))
      expect((await folder.check('./a.yaml')).found).toContain('a.yaml lock-edited')
      expect((await folder.check('./a.yaml', '--update')).code).toBe(0)
      expect(folder.read('a.lock.json')).toBe(text)
    })
  })
})

describe('--update', () => {
  it('does not touch a lock that is as it should be, whatever its line ends', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ check, lock, path, read, write }) => {
      await lock('a.yaml')
      const before = new Date('2020-01-01')
      for (const text of [read('a.lock.json'), read('a.lock.json').replaceAll('\n', '\r\n')]) {
        write('a.lock.json', text)
        utimesSync(join(path, 'a.lock.json'), before, before)
        expect(await check('./a.yaml', '--update')).toMatchObject({ code: 0, files: [{ updated: 'unchanged' }] })
        expect(statSync(join(path, 'a.lock.json')).mtime).toEqual(before)
      }
    })
  })

  it('writes all locks or none: one answers file that cannot be checked stops all', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'b.yaml': `${ANSWERS}  need2: x\n` }, async ({ check, path, write }) => {
      expect(await check('.', '--update')).toMatchObject({ code: 2, files: [{ file: 'a.yaml', outcome: 'error' }, { file: 'b.yaml' }] })
      expect(existsSync(join(path, 'a.lock.json'))).toBe(false)
      write('b.yaml', ANSWERS)
      symlinkSync('gone.json', join(path, 'b.lock.json'))
      const refused = await check('.', '--update')
      expect(refused).toMatchObject({ code: 2, problems: [{ code: 'lock-link', file: 'b.lock.json' }] })
      expect(existsSync(join(path, 'a.lock.json'))).toBe(false)
    })
  })

  it('writes although an expectation fails or the review is overdue, and fails for these', async () => {
    const text = `review-after: 2026-01-01\n${ANSWERS}`
    await inFolder({ 'a.yaml': text }, async ({ check }) => {
      expect(await check('./a.yaml', '--update', '--expect', 'rag=skip')).toMatchObject({
        code: 1,
        found: ['a.yaml expect-verdict rag', 'a.yaml lock-missing [note]', 'a.yaml review-overdue'],
        files: [{ updated: 'written', outcome: 'failed' }],
      })
      expect((await check('./a.yaml')).found).toEqual(['a.yaml review-overdue'])
      expect((await check('./a.yaml', '--date', '2026-01-01')).code).toBe(0)
    })
  })

  it('keeps a review date that only the lock holds; the renewing command sets another', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ run, check, read, write }) => {
      await run('decide', '--answers', './a.yaml', '--lock', '--date', '2026-01-01')
      write('a.yaml', `${ANSWERS}  citations: required\n`)
      const updated = await check('./a.yaml', '--update')
      expect(updated).toMatchObject({ code: 1, files: [{ review: { date: '2026-04-01', overdue: true } }] })
      expect(JSON.parse(read('a.lock.json')).review).toEqual({ after: '2026-04-01', from: 'date' })
    })
  })

  it('stops nothing where there is a lock already, but is refused with --no-lock', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ run }) => {
      expect((await run('check', './a.yaml', '--update', '--no-lock', '--date', DAY)).stderr).toContain(
        '--update writes locks, and --no-lock wants none (usage)',
      )
    })
  })
})

describe('what is expected', () => {
  it('in the file and in flags holds both; a flag weakens nothing', async () => {
    const text = `${ANSWERS}expect:\n  verdicts: {rag: adopt}\n  max-open: 2\n`
    await inFolder({ 'a.yaml': text }, async ({ check, lock }) => {
      await lock('a.yaml')
      const { code, files } = await check('./a.yaml', '--max-open', '30', '--expect', 'fine-tuning!=adopt')
      expect(code).toBe(1)
      expect(files[0]?.expectations.map(({ asked, from, met }) => `${asked} ${from} ${met}`)).toEqual([
        '--expect rag=adopt file true',
        '--max-open 2 file false',
        '--expect fine-tuning!=adopt flag true',
        '--max-open 30 flag true',
      ])
      expect(files[0]?.findings).toMatchObject([{ code: 'expect-open', line: 8, file: 'a.yaml' }])
    })
  })

  it('of an approach that is not there stops everything, with the nearest one', async () => {
    await inFolder({ 'a.yaml': ANSWERS, 'b.yaml': `${ANSWERS}expect: {verdicts: {rga: adopt}}\n` }, async ({ check, run, lock }) => {
      await lock('a.yaml')
      expect(await check('./a.yaml', '--expect', 'fine-tunning!=adopt')).toMatchObject({
        code: 2,
        problems: [{ code: 'unknown-approach', hint: 'did you mean fine-tuning?' }],
      })
      expect(await check('./b.yaml', '--update')).toMatchObject({
        code: 2,
        problems: [{ code: 'unknown-approach', hint: 'did you mean rag?', line: 6 }],
      })
      const decided = await run('decide', '--answers', './b.yaml')
      expect(decided.code).toBe(2)
      expect(decided.stderr).toContain('b.yaml:6:21: there is no approach "rga" (unknown-approach)')
    })
  })

  it('in flags that cannot be read is refused before anything is looked at', async () => {
    await inFolder({}, async ({ run }) => {
      const { code, stderr } = await run('check', './gone.yaml', '--expect', 'rag', '--min-margin', 'x', '--date', DAY)
      expect(code).toBe(2)
      expect(stderr).toContain('--expect: --expect takes id=verdict or id!=verdict, not "rag"')
      expect(stderr).toContain('--min-margin takes a whole number')
      expect(stderr).not.toContain('gone.yaml')
    })
  })

  it('is all there is with --no-lock, so that there has to be something', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ check, path }) => {
      expect(await check('./a.yaml', '--no-lock')).toMatchObject({ code: 2, problems: [{ code: 'expect-nothing', line: 2 }] })
      expect(await check('./a.yaml', '--no-lock', '--expect', 'rag=adopt')).toMatchObject({ code: 0 })
      expect(await check('./a.yaml', '--no-lock', '--expect', 'rag=skip')).toMatchObject({ code: 1 })
      expect(existsSync(join(path, 'a.lock.json'))).toBe(false)
    })
  })

  it('counts stability only when somebody asks for it', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ check }) => {
      expect((await check('./a.yaml', '--no-lock', '--min-stability', '1%')).files[0]?.expectations[0]?.message).toMatch(
        /Retrieval \(RAG\) \d/,
      )
    })
  })
})

describe('the day', () => {
  it('is asked for where there is no clock, and taken from it where there is one', async () => {
    const text = `review-after: 2026-01-01\n${ANSWERS}`
    await inFolder(
      { 'a.yaml': text },
      async ({ run, lock }) => {
        await lock('a.yaml')
        expect((await run('check', './a.yaml')).stderr).toContain('give the day with --date YYYY-MM-DD')
        expect((await run('check', './a.yaml', '--date', '2026-13-01')).stderr).toContain('not a day of the calendar')
      },
      null,
    )
    await inFolder(
      { 'a.yaml': text },
      async ({ run }) => {
        const { code, stdout } = await run('check', './a.yaml', '--no-lock', '--fail-on', 'mistakes')
        expect([code, stdout.includes('2026-01-02')]).toEqual([1, true])
      },
      '2026-01-02',
    )
  })

  it('standard input is no file', async () => {
    await inFolder({}, async ({ run }) =>
      expect((await run('check', '-', '--date', DAY)).stderr).toContain('check reads files, not standard input'),
    )
  })
})

describe('every command that mends', () => {
  it.each(["it's a (team)$x.yaml", '-a.yaml'])('can be run as it is printed: %s', { timeout: 60_000 }, async (name) => {
    await inFolder({ [name]: ANSWERS }, async ({ path, write }) => {
      const mendsIn = (...args: readonly string[]): readonly string[] => {
        const { files } = JSON.parse(runTool(['check', '.', ...args, '--reporter', 'json'], { cwd: path }).stdout) as {
          files: CheckedFile[]
        }
        return files.flatMap(({ findings }) => findings.map(({ mend = '' }) => mend)).filter((one) => one.startsWith('rag-or-tune '))
      }
      const runs = (mend: string): number | null => shell(mend.replace(/^rag-or-tune/, 'tool'), { cwd: path }).code
      expect(mendsIn().map(runs)).toEqual([0])
      expect(mendsIn()).toEqual([])
      write(name, ANSWERS.replace('large', 'none'))
      const mends = mendsIn('--expect', 'rag=adopt', '--max-open', '0')
      expect([...new Set(mends)]).toHaveLength(3)
      expect([...new Set(mends)].map(runs)).toEqual([0, 0, 0])
      expect(mendsIn()).toEqual([])
    })
  })

  it('renews a review date that only the lock holds', async () => {
    await inFolder({ 'a.yaml': ANSWERS }, async ({ path }) => {
      const tool = (...args: string[]) => runTool(args, { cwd: path })
      tool('decide', '--answers', 'a.yaml', '--lock', '--date', '2020-01-01')
      const overdue = tool('check', 'a.yaml')
      expect(overdue.code).toBe(1)
      const [renew = ''] = /rag-or-tune decide .*/.exec(overdue.stdout) ?? []
      expect(renew).toMatch(/^rag-or-tune decide --answers a\.yaml --lock --date \d{4}-\d{2}-\d{2}$/)
      expect(shell(renew.replace('rag-or-tune', 'tool'), { cwd: path }).code).toBe(0)
      expect(tool('check', 'a.yaml').code).toBe(0)
      const early = tool('check', 'a.yaml', '--date', '9000-01-01').stdout.replace(/\s+/g, ' ')
      expect(early, 'which day it is, nobody knows here').toContain('overdue on 9000-01-01: somebody was to look again after')
      expect(early).toContain('then run rag-or-tune decide --answers a.yaml --lock --date with that day')
    })
  })
})
