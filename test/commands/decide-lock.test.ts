import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOfLock, type Lock, lockText } from '../../src/check/lock.js'
import { readLock } from '../../src/check/read-lock.js'
import type { CheckedFile } from '../../src/check/result.js'
import { main } from '../../src/cli.js'
import { digestOf } from '../../src/rubric/digest.js'
import { fakeContext } from '../cli/fake-context.js'
import { withFolder } from '../e2e/harness.js'
import { valueIn } from '../files/helpers.js'

const ANSWERS = 'rubric: core\nanswers:\n  need: facts\n  corpus-size: large\n  change-rate: daily\n'
const TODAY = '2026-11-21'
/** With the days of the core rubric: overdue by now. */
const LONG_AGO = ['--date', '2025-01-01']
const OVERDUE = '2025-04-01'

interface Ran {
  readonly code: number
  readonly stderr: string
  readonly file: CheckedFile | undefined
}

interface Folder {
  /** Runs `decide --answers team.yaml --lock`. */
  lock(...args: readonly string[]): Promise<Ran>
  /** Runs `check team.yaml`. */
  check(...args: readonly string[]): Promise<Ran>
  readonly answers: (text: string) => void
  /** Writes the lock as this changes it. */
  readonly damage: (change: (text: string) => string) => void
  readonly text: () => string
  readonly review: () => Lock['review']
  readonly isLocked: () => boolean
}

async function inFolder(answers: string, use: (folder: Folder) => Promise<void>): Promise<void> {
  await withFolder(async (path) => {
    const [file, lock] = [join(path, 'team.yaml'), join(path, 'team.lock.json')]
    writeFileSync(file, answers)
    const run = async (args: readonly string[]): Promise<Ran> => {
      const { context, said } = fakeContext({ args: args.map((one) => one.replace('./', `${path}/`)) })
      const code = await main({ ...context, today: () => TODAY })
      const files: readonly CheckedFile[] = said.stdout.startsWith('{') ? (JSON.parse(said.stdout).files ?? []) : []
      return { code, stderr: said.stderr.replaceAll(`${path}/`, ''), file: files[0] }
    }
    const text = (): string => readFileSync(lock, 'utf8')
    await use({
      lock: (...args) => run(['decide', '--answers', file, '--lock', '--brief', ...args]),
      check: (...args) => run(['check', file, '--reporter', 'json', ...args]),
      answers: (now) => writeFileSync(file, now),
      damage: (change) => writeFileSync(lock, change(text())),
      text,
      review: () => JSON.parse(text()).review,
      isLocked: () => existsSync(lock),
    })
  })
}

const codesOf = ({ file }: Ran): readonly string[] =>
  (file?.findings ?? []).map(({ code, outcome }) => (outcome === 'failed' ? code : `${code} [${outcome}]`))

/** The lock as a later version of the tool would have written it. */
async function byLaterTool(text: string): Promise<string> {
  const lock = valueIn(await readLock({ file: 'team.lock.json', text }, ''))
  const later = { ...lock, tool: { ...lock.tool, version: '9.9.9' } }
  return lockText({ ...later, digest: digestOfLock(later, digestOf) })
}

describe('a review date that only the lock holds', () => {
  it('is kept when locked again, which is said, and stays overdue; --date sets another', async () => {
    await inFolder(ANSWERS, async ({ lock, check, review }) => {
      await lock(...LONG_AGO)
      expect(await lock()).toMatchObject({
        code: 0,
        stderr: `wrote team.lock.json\nkept the review date ${OVERDUE} of team.lock.json; --date DAY sets another\n`,
      })
      expect(review()).toEqual({ after: OVERDUE, from: 'date' })
      expect(codesOf(await check())).toEqual(['review-overdue'])
      expect((await lock('--quiet')).stderr).toBe('')
      await lock('--date', TODAY)
      expect(review()).toEqual({ after: '2027-02-19', from: 'date' })
      expect((await check()).code).toBe(0)
    })
  })

  const CONFLICT = (text: string): string =>
    text.replace(/( {4}"digest": .*\n)/, '<<<<<<< ours\n$1=======\n    "digest": "0",\n>>>>>>> theirs\n')
  it.each<[string, (text: string) => string]>([
    ['in conflict', CONFLICT],
    ['in conflict about the date', (text) => text.replace(/( {2}"review": .*\n)/, '<<<<<<< a\n  "review": null,\n=======\n$1>>>>>>> b\n')],
    ['of two dates the earlier', (text) => CONFLICT(text).replace(/( {2}"review": .*\n)/, '$1  "review": {"after": "2031-01-01"},\n')],
    ['damaged', (text) => text.replace('"version": "', '"version": "x')],
    ['half', (text) => text.slice(0, text.indexOf('"rubric"'))],
  ])('is kept out of a lock that is %s, and stays overdue', async (_, damage) => {
    for (const again of ['check', 'lock'] as const) {
      await inFolder(ANSWERS, async (folder) => {
        await folder.lock(...LONG_AGO)
        folder.damage(damage)
        expect((await folder.check()).code).toBe(2)
        const ran = await (again === 'check' ? folder.check('--update') : folder.lock())
        expect(ran.code).toBe(again === 'check' ? 1 : 0)
        if (again === 'check') expect(codesOf(ran)).toEqual(['review-overdue'])
        expect(folder.review()).toEqual({ after: OVERDUE, from: 'date' })
        expect(codesOf(await folder.check())).toEqual(['review-overdue'])
      })
    }
  })

  it('that is gone from a damaged lock is told, and the run that locks anew is not green', async () => {
    const cut = (text: string): string => text.slice(0, text.indexOf('"review"'))
    await inFolder(ANSWERS, async ({ lock, check, damage, review }) => {
      await lock(...LONG_AGO)
      damage(cut)
      expect(codesOf(await check())).toEqual(['review-lost'])
      expect(await check('--update')).toMatchObject({ code: 1, file: { updated: 'written', findings: [{ code: 'review-lost' }] } })
      expect(review()).toBeNull()
      damage(cut)
      expect((await lock()).stderr).toContain('the review date of team.lock.json is gone, if there was one')
    })
    await inFolder(`review-after: 2030-01-01\n${ANSWERS}`, async ({ lock, check, damage }) => {
      await lock()
      damage(cut)
      expect(await check('--update')).toMatchObject({ code: 0, file: { findings: [] } })
    })
  })

  it('that falls after the end of the calendar is refused', async () => {
    await inFolder(ANSWERS, async ({ lock, check, isLocked }) => {
      expect(await lock('--date', '9999-12-31')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('after the end of the calendar'),
      })
      expect(await check('--update', '--date', '9999-12-31')).toMatchObject({ code: 2, file: { problems: [{ path: '--date' }] } })
      expect(isLocked()).toBe(false)
    })
  })
})

describe('a review date of the answers file', () => {
  it('that is taken out fails the check, and is dropped when that is meant', async () => {
    const dated = `review-after: 2027-01-01\n${ANSWERS}`
    for (const again of ['check', 'lock'] as const) {
      await inFolder(dated, async ({ lock, check, answers, review }) => {
        await lock('--date', TODAY)
        expect(review()).toEqual({ after: '2027-01-01', from: 'answers' })
        answers(ANSWERS)
        expect(await check()).toMatchObject({ code: 1, file: { findings: [{ code: 'review-changed', before: '2027-01-01' }] } })
        const ran = await (again === 'check' ? check('--update') : lock())
        expect(ran.code).toBe(0)
        if (again === 'lock') expect(ran.stderr).toContain('dropped the review date 2027-01-01 of team.lock.json')
        expect(review()).toBeNull()
        expect((await check()).code).toBe(0)
      })
    }
  })
})

describe('a lock that was changed by hand', () => {
  it.each<[string, (text: string) => string]>([
    ['rubric.version', (text) => text.replace(/("id": "core",\s*"version": ")[^"]*/, '$19.9.9')],
    ['tool.name', (text) => text.replace('"name": "rag-or-tune"', '"name": "other"')],
    ['a review date', (text) => text.replace('"review": null', '"review": {"after": "2099-01-01", "from": "date"}')],
    ['a new key', (text) => text.replace('{', '{\n  "note": "looked at",')],
    ['a key in a margin', (text) => text.replace('"points"', '"by": "me", "points"')],
  ])('%s: never green', async (_, change) => {
    await inFolder(ANSWERS, async ({ lock, check, damage }) => {
      await lock()
      damage(change)
      expect((await check()).code).not.toBe(0)
    })
  })

  it('is told at its line in the lock', async () => {
    await inFolder(ANSWERS, async ({ lock, check, damage, text }) => {
      await lock()
      damage((text) => text.replace(/("rag": .*"verdict": )"adopt"/, '$1"pilot"'))
      const [edit, ...rest] = (await check()).file?.findings ?? []
      expect(rest).toEqual([])
      expect(edit).toMatchObject({ code: 'lock-edited', subject: 'rag', file: expect.stringMatching(/team\.lock\.json$/) })
      const { line = 0 } = edit as unknown as { line?: number }
      expect(text().split('\n')[line - 1]).toContain('"rag": ')
    })
  })

  it('in an answer comes first, and is not taken for the answer that it was', async () => {
    await inFolder(ANSWERS, async ({ lock, check, damage }) => {
      await lock()
      damage((text) => text.replace('"change-rate": "daily"', '"change-rate": "weekly"'))
      const { file } = await check()
      expect(file?.findings[0]).toMatchObject({ code: 'lock-edited' })
      expect(file?.findings.find(({ code }) => code === 'answers-changed')?.message).toBe('change-rate is daily; the lock says weekly')
    })
  })

  it('says after --update that it was written anew, and no longer what to do', async () => {
    await inFolder(ANSWERS, async ({ lock, check, damage }) => {
      await lock()
      damage((text) => text.replace('  "lockVersion"', '<<<<<<< ours\n  "lockVersion"'))
      expect(await check('--update')).toMatchObject({
        code: 0,
        file: { problems: [{ code: 'lock-conflict', severity: 'warning', hint: 'the lock was written anew' }] },
      })
    })
  })
})

describe('a merge that nobody finished', () => {
  const BASE = 'answers:\n  need: facts\n  repeat-users: no\n'
  const [USERS, DIVERSITY] = [BASE.replace('repeat-users: no', 'repeat-users: most'), `${BASE}  user-diversity: individual\n`]
  const BOTH = DIVERSITY.replace('repeat-users: no', 'repeat-users: most')

  it('tells, before and after --update, a verdict that neither branch had', async () => {
    await inFolder(BASE, async ({ lock, check, answers, damage, text }) => {
      const lockOf = async (file: string): Promise<string> => {
        answers(file)
        await lock()
        return text()
      }
      const [ours, theirs] = [await lockOf(USERS), await lockOf(DIVERSITY)]
      answers(BOTH)
      damage(() => `<<<<<<< HEAD\n${ours}||||||| base\n{\n=======\n${theirs}>>>>>>> other\n`)
      const turned = {
        code: 'verdict-changed',
        subject: 'self-model',
        message: 'User model (self-model) is adopt; both branches had skip',
        before: 'skip',
        after: 'adopt',
      }
      expect((await check()).file?.findings).toMatchObject([{ ...turned, outcome: 'failed' }])
      const updated = await check('--update')
      expect(updated).toMatchObject({ code: 0, file: { updated: 'written', findings: [{ ...turned, outcome: 'note' }] } })
      expect(updated.file?.verdicts.find(({ approach }) => approach === 'self-model')).toMatchObject({
        before: { verdict: 'skip' },
        after: { verdict: 'adopt' },
      })
    })
  })

  it('tells none that a branch had', async () => {
    await inFolder(BASE, async ({ lock, check, answers, damage, text }) => {
      await lock()
      const ours = text()
      answers(BOTH)
      await lock()
      const theirs = text()
      damage(() => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`)
      expect(codesOf(await check())).toEqual([])
    })
  })
})

describe('a lock that a newer version wrote', () => {
  it('is not written anew by this one, sound or in conflict, and the way out is the newer one', async () => {
    await inFolder(ANSWERS, async ({ lock, check, answers, damage, text }) => {
      await lock()
      const later = await byLaterTool(text())
      for (const broken of [later, later.replace('  "lockVersion"', '<<<<<<< ours\n  "lockVersion"')]) {
        damage(() => broken)
        answers(`${ANSWERS}  citations: required\n`)
        const updated = await check('--update')
        expect(updated.code).toBe(2)
        expect(JSON.stringify(updated.file)).toContain('run rag-or-tune 9.9.9 or a later version')
        expect(JSON.stringify(updated.file)).not.toContain('check ')
        expect(await lock()).toMatchObject({ code: 2, stderr: expect.stringContaining('an older version does not write it anew') })
        expect(text()).toBe(broken)
      }
    })
  })

  it('in a newer format is left as it is', async () => {
    await inFolder(ANSWERS, async ({ lock, check, damage, text }) => {
      await lock()
      damage((text) => text.replace('"lockVersion": 1', '"lockVersion": 2'))
      const before = text()
      expect(await check('--update')).toMatchObject({ code: 2, file: { problems: [{ code: 'lock-newer' }] } })
      expect(await lock()).toMatchObject({ code: 2 })
      expect(text()).toBe(before)
    })
  })
})

describe('--lock with --rubric', () => {
  it('is refused where the file names another, and not where it comes to the same, or where --save names it', async () => {
    await inFolder('answers:\n  need: facts\n', async ({ lock, check, isLocked }) => {
      expect(await lock('--rubric', 'quick')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--lock would hold what --rubric decides, and the answers file does not name it (usage)'),
      })
      expect(isLocked()).toBe(false)
      expect((await lock('--rubric', 'quick', '--save', './other.yaml')).code).toBe(0)
      expect((await lock('--rubric', 'core')).code).toBe(0)
      expect((await check()).code).toBe(0)
    })
  })
})
