import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { casesBeside } from '../../src/commands/rubric/beside.js'
import { type RubricTestOptions, rubricTestCommand } from '../../src/commands/rubric/test.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { ROOT } from '../e2e/harness.js'
import { core, quick } from '../engine/shipped.js'
import { unseenIn, valueIn } from '../files/helpers.js'

const RUBRICS = join(ROOT, 'rubrics')
const MINIMAL = readFileSync(join(ROOT, 'test', 'fixtures', 'rubrics', 'minimal.yaml'), 'utf8')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rubric-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (options: Partial<RubricTestOptions> = {}, fake: FakeOptions = {}) => {
  const { context, said } = fakeContext(fake)
  const code = await rubricTestCommand(context, { coverage: false, quiet: false, debug: false, ...options })
  return { code, ...said }
}

/** A rubric file with cases beside it, in a folder of its own; returns the path of the rubric. */
function pair(name: string, cases: string, rubric = MINIMAL): string {
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'policy.yaml'), rubric)
  writeFileSync(join(own, 'policy.cases.yaml'), cases)
  return join(own, 'policy.yaml')
}

/** One case for the minimal rubric. */
const casesText = (expected: string, rubric = './policy.yaml'): string =>
  `rubric: ${rubric}\ncases:\n  - id: one\n    title: One\n    answers: {need: facts}\n    expect: {${expected}}\n`

describe('rubric test', () => {
  it('runs the cases of core when nothing is named', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Cases of core \d+\.\d+\.\d+\n/)
    expect(stdout).toMatch(/Passed: all \d+ laws are met; agreement with 121 published cases is 91\.0%\.\n$/)
    for (const part of ['Laws', 'Published cases', 'Agreement', 'Coverage', 'gate-no-corpus', 'differs']) expect(stdout).toContain(part)
    expect(unseenIn(stdout)).toEqual([])
  })

  it('is reached through the command line', async () => {
    const { context, said } = fakeContext({ args: ['rubric', 'test', 'quick', '--format', 'json', '--min-coverage', '80%'] })
    expect(await main(context)).toBe(1)
    expect(JSON.parse(said.stdout)).toMatchObject({
      rubric: { id: 'quick' },
      minCoverage: 80,
      failed: { coverage: ['notes', 'preconditions'] },
    })
  })

  it('runs those of a shipped rubric by its name', async () => {
    expect((await run({ file: 'quick' })).stdout).toMatch(/^Cases of quick /)
  })

  it('runs those beside a rubric file, and a cases file, with the same result', async () => {
    const rubric = pair('beside', casesText('verdicts: {rag: [adopt, pilot, later, skip]}'))
    const [beside, named] = [await run({ file: rubric }), await run({ file: rubric.replace('.yaml', '.cases.yaml') })]
    expect(beside.code).toBe(0)
    expect(named).toEqual(beside)
  })

  it('takes a file with the key cases for a cases file whatever its name, and standard input', async () => {
    const other = join(folder, 'anything.yaml')
    const text = readFileSync(join(RUBRICS, 'quick.cases.yaml'), 'utf8')
    writeFileSync(other, text)
    const expected = await run({ file: 'quick' })
    expect(await run({ file: other })).toEqual(expected)
    expect(await run({ file: '-' }, { input: text })).toEqual(expected)
  })

  it('takes the rubric from the folder of the cases file', async () => {
    const rubric = pair('from-folder', casesText('avoid: [rag]'))
    expect((await run({ file: rubric.replace('.yaml', '.cases.yaml') })).code).not.toBe(2)
  })

  it('keeps to the width of a terminal', async () => {
    for (const columns of [40, 80]) {
      const { stdout } = await run({ file: 'quick' }, { terminals: ['stdout'], columns, env: { LANG: 'C' } })
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns)
      expect(stdout).toMatch(/^[\n -~]*$/)
    }
  })

  it('says the same in Markdown', async () => {
    const { code, stdout } = await run({ file: 'quick', format: 'markdown' })
    expect(code).toBe(0)
    expect(stdout).toContain('\n| facts-are-retrieved | met | Facts are missing, and nothing else is known |\n')
    expect(stdout).toMatch(/\n\*\*Passed:\*\* all \d+ laws are met\.\n$/)
  })

  it('gives all of it as JSON', async () => {
    const { code, stdout } = await run({ format: 'json', minCoverage: '90%' })
    const document = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(document).toMatchObject({
      schemaVersion: '1.0',
      rubric: { id: 'core', version: core.version, digest: core.digest },
      passed: true,
      failed: { laws: [], agreement: false, coverage: [] },
      agreement: { cases: 121, f1: { part: 466, of: 512 }, floor: 91, reached: true },
      minCoverage: 90,
    })
    expect(document.coverage[0]).toMatchObject({ kind: 'points', missing: [], outOfReach: [] })
    const story = document.cases.find(({ id }: { id: string }) => id === 'paper-lamp-data-rich-users')
    expect(story).toMatchObject({
      kind: 'agreement',
      met: false,
      differs: [{ kind: 'verdict', approach: 'rag', expected: ['adopt'] }, {}, {}],
    })
  })

  it('lists what no case exercises: the first few, or all of it', async () => {
    const [few, all] = [await run({ file: 'quick' }), await run({ file: 'quick', coverage: true })]
    expect(few.stdout).toMatch(/and \d+ more\./)
    expect(few.stdout).toContain('Add --coverage')
    expect(all.stdout).not.toMatch(/and \d+ more|Add --coverage/)
    expect(all.stdout).toContain('no-returning-users')
  })
})

describe('a run that fails', () => {
  it('exits with 1 where a law is not met, and says what came', async () => {
    const rubric = pair('not-met', casesText('verdicts: {rag: later}'))
    const { code, stdout, stderr } = await run({ file: rubric })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/Failed: the one law is not met: one\.\n$/)
    expect(stdout).toMatch(/expected later/)
    const document = JSON.parse((await run({ file: rubric, format: 'json' })).stdout)
    expect(document).toMatchObject({ passed: false, failed: { laws: ['one'] } })
  })

  it('exits with 1 below the coverage asked for', async () => {
    const { code, stdout } = await run({ file: 'quick', minCoverage: '80%' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/Failed: coverage of notes on the set is 55\.5%, below 80%; coverage of preconditions/)
    expect((await run({ file: 'quick', minCoverage: '50' })).code).toBe(0)
    expect((await run({ minCoverage: '100%' })).code).toBe(0)
  })

  it('exits with 1 below the floor of agreement, and not on it', async () => {
    const text = readFileSync(join(RUBRICS, 'core.cases.yaml'), 'utf8')
    // 466 of 512 are 91.015625%.
    for (const [floor, code] of [
      ['91.01', 0],
      ['91.02', 1],
    ] as const) {
      const { stdout, ...ran } = await run({ file: '-' }, { input: text.replace('{floor: 91}', `{floor: ${floor}}`) })
      expect(ran).toEqual({ code, stderr: '' })
      if (code === 1) expect(stdout).toMatch(/Failed: agreement of 91\.0% is below its floor of 91\.02%\.\n$/)
    }
  })
})

describe('a broken rubric makes its cases fail', () => {
  /** What to break in the file of core, and a law that has to notice. */
  const BREAKS: readonly (readonly [what: string, file: string, from: string, to: string, law: string])[] = [
    [
      'a gate that no longer fires',
      'core.yaml',
      'when: {question: labeled-pairs, is: none}\n    because: "There are no labelled pairs',
      'when: {question: labeled-pairs, is: thousands}\n    because: "There are no labelled pairs',
      'gate-no-labeled-pairs',
    ],
    [
      'points that no longer carry',
      'core.yaml',
      'points: 7\n            because: "Missing facts are best supplied',
      'points: 1\n            because: "Missing facts are best supplied',
      'facts-are-retrieved',
    ],
    [
      'a mistake that reads another answer',
      'core-mistakes.yaml',
      '- {question: symptoms, is: retrieval-misses}',
      '- {question: symptoms, is: off-tone}',
      'mistake-wrong-lever-for-retrieval',
    ],
  ]

  it.each(BREAKS)('%s', async (what, file, from, to, law) => {
    const own = join(folder, what.replaceAll(' ', '-'))
    cpSync(RUBRICS, own, { recursive: true })
    const text = readFileSync(join(own, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(own, file), text.replace(from, to))
    const cases = join(own, 'core.cases.yaml')
    writeFileSync(cases, readFileSync(cases, 'utf8').replace('rubric: core\n', 'rubric: ./core.yaml\n'))
    const { code, stdout } = await run({ file: join(own, 'core.yaml'), format: 'json' })
    expect(JSON.parse(stdout).failed?.laws).toContain(law)
    expect(code).toBe(1)
  })
})

describe('what cannot be run', () => {
  it('says where the cases of a rubric would lie', async () => {
    const rubric = join(folder, 'alone.yaml')
    writeFileSync(rubric, MINIMAL)
    const { code, stdout, stderr } = await run({ file: rubric })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('alone.cases.yaml')
    expect(stderr).toContain('(cases-missing)')
  })

  it('refuses cases beside a rubric that are those of another one', async () => {
    const rubric = pair('stranger', casesText('adopt: [rag]', 'core'))
    const { code, stderr } = await run({ file: rubric })
    expect(code).toBe(2)
    expect(stderr).toContain('policy.cases.yaml:1:9: these are cases of core, not of')
    expect(stderr).toContain('(cases-rubric)')
  })

  it('shows the problems of a rubric and those of its cases together', async () => {
    const rubric = pair('both', `${casesText('adopt: [rag]')}    titel: One\n`, MINIMAL.replace('format: 1', 'format: one'))
    const { code, stderr } = await run({ file: rubric })
    expect(code).toBe(2)
    expect(stderr).toMatch(/policy\.yaml:\d+:\d+: /)
    expect(stderr).toMatch(/policy\.cases\.yaml:7:5: .*\(shape-unknown-key\)/)
  })

  it.each([
    [{ file: 'cor' }, 'rubric-unknown'],
    [{ file: './nowhere.yaml' }, 'file-missing'],
    [{ file: './nowhere.cases.yaml' }, 'file-missing'],
    [{ file: ROOT }, 'file-not-regular'],
    [{ format: 'html' }, 'usage'],
    [{ minCoverage: 'most' }, 'usage'],
    [{ minCoverage: '101%' }, 'usage'],
  ])('%j is an error', async (options, code) => {
    const { code: exit, stdout, stderr } = await run(options)
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain(`(${code})`)
  })

  it('says in JSON what went wrong, too', async () => {
    const { code, stdout } = await run({ file: 'cor', format: 'json' })
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'rubric-unknown' })
  })

  it('does not let text from a file at the terminal', async () => {
    const rubric = pair('hostile', casesText('adopt: ["\\e[31mrag"]'))
    const { code, stderr } = await run({ file: rubric })
    expect(code).toBe(2)
    expect(unseenIn(stderr)).toEqual([])
  })
})

describe('the cases beside a rubric, for a comparison', () => {
  it('are answers by id', async () => {
    const cases = valueIn(await casesBeside({ name: 'quick', isFile: false }, quick, nodeReader))
    expect(cases[0]).toEqual({ id: 'facts-are-retrieved', title: expect.any(String), kind: 'law', given: { need: 'facts' } })
    expect(cases.find(({ id }) => id === 'facts-and-form-side-by-side')?.given).toMatchObject({ 'labeled-pairs': 'thousands' })
  })

  it('are none where there is no file', async () => {
    expect(await casesBeside({ name: join(folder, 'nothing.yaml'), isFile: true }, core, nodeReader)).toEqual({
      ok: true,
      value: [],
      warnings: [],
    })
  })

  it('come with their problems where the file has some', async () => {
    const rubric = pair('unsound', casesText('adopt: [nobody]'))
    expect(await casesBeside({ name: rubric, isFile: true }, core, nodeReader)).toMatchObject({ ok: false })
  })
})
