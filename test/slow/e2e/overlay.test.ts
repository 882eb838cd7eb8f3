import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Decision } from '../../../src/engine/decision.js'
import { ROOT, run, withFolder } from '../../e2e/harness.js'
import { runHere } from '../../reliability/support.js'

const FOLDER = join(ROOT, 'examples', 'overlay')
const RUBRIC = 'examples/overlay/rubric.yaml'
const ANSWERS = 'examples/overlay/answers.yaml'

/** The same answers as flags. */
const SETS = [...readFileSync(join(FOLDER, 'answers.yaml'), 'utf8').matchAll(/^ {2}([a-z-]+): "?([a-z-]+)"?/gm)]
  .map(([, question, option]) => `${question}=${option}`)
  .slice(-12)

const flagsOf = (sets: readonly string[]): string[] => sets.flatMap((set) => ['--set', set])

interface Step {
  readonly question?: { readonly id: string; readonly text: string }
}

/** In this process; the built command is run where it says so. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runHere(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

const decided = async (...args: readonly string[]): Promise<Decision> =>
  JSON.parse(await ok('decide', ...args, '--format', 'json')) as Decision

const verdictOf = (decision: Decision, id: string) => decision.approaches.find((one) => one.id === id)?.verdict

describe('an overlay of the core rubric, from its file to the report', () => {
  let json: Decision
  beforeAll(async () => {
    json = await decided('--answers', ANSWERS)
  })

  it('is proved over all answers', () => {
    const { code, stdout, stderr } = run(['rubric', 'check', '--strict', RUBRIC])
    expect(code, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/\(house-rules 1\.0\.0\): everything proved/)
  })

  it('forbids fine-tuning for regulated data, and says so', () => {
    expect(verdictOf(json, 'fine-tuning')).toBe('skip')
    const gates = json.approaches.find(({ id }) => id === 'fine-tuning')?.gates
    expect(gates).toMatchObject([
      { id: 'regulated-stays-out-of-weights', effect: 'block', because: expect.stringContaining('Our data policy') },
    ])
  })

  it('decides as core does where the rule does not hold', async () => {
    const others = flagsOf(SETS.filter((set) => !/^(live-systems|regulated)=/.test(set)))
    const core = await decided('--rubric', 'core', ...others, '--set', 'regulated=no')
    const ours = await decided('--rubric', RUBRIC, ...others, '--set', 'regulated=no')
    expect(verdictOf(core, 'fine-tuning')).toBe('adopt')
    for (const { id, verdict } of core.approaches) expect([id, verdictOf(ours, id)]).toEqual([id, verdict])
  })

  it('judges its own approach by its own question, and gives it a place in the plan', async () => {
    expect(verdictOf(json, 'tool-use')).toBe('adopt')
    const without = SETS.map((set) => (set === 'live-systems=act' ? 'live-systems=no' : set))
    expect(verdictOf(await decided('--rubric', RUBRIC, ...flagsOf(without)), 'tool-use')).toBe('skip')
    expect(JSON.stringify(json)).toContain('Tool gateway')
  })

  it('takes the answers as flags and as a file alike', async () => {
    const byFlags = await decided('--rubric', RUBRIC, ...flagsOf(SETS))
    expect(byFlags.approaches.map(({ id, verdict }) => [id, verdict])).toEqual(json.approaches.map(({ id, verdict }) => [id, verdict]))
  })

  it.each(['text', 'markdown'])('stands in the report as %s', async (format) => {
    const report = (await ok('decide', '--answers', ANSWERS, '--format', format)).replaceAll(/\s+/g, ' ')
    for (const piece of [
      'Tool use',
      'Live systems',
      'Our data policy allows no training on regulated data',
      'Changes records too, each change confirmed by the person it is for',
      'Tool gateway',
      'Wrap the one system that most requests are about',
      'Judgement of our architects',
    ]) {
      expect(report).toContain(piece)
    }
    expect(report).not.toContain('In a regulated field it serves fixed conventions')
  })

  it('stands in the report as JSON, with its own digest', async () => {
    expect(json.rubric).toMatchObject({ id: 'house-rules', version: '1.0.0', digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const core = await decided('--rubric', 'core', '--set', 'need=facts')
    expect(json.rubric.digest).not.toBe(core.rubric.digest)
  })

  it('is explained', async () => {
    expect(await ok('explain', 'tool-use', '--answers', ANSWERS)).toContain('Nothing but a call can act')
    expect(await ok('explain', 'live-systems', '--rubric', RUBRIC)).toContain('Do answers depend on the state of other systems')
    expect((await ok('explain', 'regulated', '--rubric', RUBRIC)).replaceAll(/\s+/g, ' ')).toContain('class 3 of our data policy')
    expect(await ok('explain', 'regulated-stays-out-of-weights', '--rubric', RUBRIC)).toContain('Fine-tuning')
  })

  it('asks its question where it belongs, and another in its own words', async () => {
    const asked = async (...sets: readonly string[]) =>
      (JSON.parse(await ok('next', '--rubric', RUBRIC, '--all', ...flagsOf(sets), '--format', 'json')) as Step).question
    expect(await asked('need=facts', 'symptoms=unsure', 'corpus-size=large', 'change-rate=daily')).toMatchObject({ id: 'live-systems' })
    const before = [
      'symptoms',
      'citations',
      'editable-knowledge',
      'learn-from-use',
      'domain-gap',
      'user-diversity',
      'repeat-users',
      'latency',
      'privacy',
    ]
    const open = SETS.filter((set) => !set.startsWith('regulated='))
    expect(await asked(...open, ...before.map((id) => `${id}=unsure`))).toMatchObject({
      id: 'regulated',
      text: expect.stringContaining('class 3 of our data policy'),
    })
  })

  it('is compared with core: what it adds and what it changes', async () => {
    const { stdout } = await runHere(['rubric', 'diff', 'core', RUBRIC])
    expect(stdout).toContain('tool-use')
    expect(stdout).toContain('fine-tuning')
  })

  it('is shown in full, as a rubric that stands alone and decides the same; by the built command too', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'whole.yaml'), run(['rubric', 'show', RUBRIC]).stdout)
      for (const args of [
        ['--rubric', join(folder, 'whole.yaml'), ...flagsOf(SETS)],
        ['--answers', ANSWERS],
      ]) {
        const ran = run(['decide', ...args, '--format', 'json'])
        expect(ran.code, ran.stderr).toBe(0)
        expect((JSON.parse(ran.stdout) as Decision).rubric.digest).toBe(json.rubric.digest)
      }
    }, {})
  })

  it('takes no TypeScript: no source file names what it adds', () => {
    const named = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => /tool-use|live-systems|house-rules/.test(readFileSync(join(ROOT, 'src', path), 'utf8')))
    expect(named).toEqual([])
  })
})
