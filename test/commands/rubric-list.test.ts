import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { core, quick } from '../engine/shipped.js'

const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['rubric', 'list', ...args] })
  return { code: await main(context), ...said }
}

describe('rubric list', () => {
  it('names every shipped rubric with its version, size, digest and what it decides', async () => {
    const { code, stdout, stderr } = await run([])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`core ${core.version} (default)  ${core.questions.length} questions, ${core.approaches.length} approaches  `)
    expect(stdout).toContain(`quick ${quick.version}  6 questions`)
    for (const { digest, title } of [core, quick]) {
      expect(stdout).toContain(digest.slice(0, 12))
      expect(stdout).toContain(title)
    }
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  it('gives them as JSON, with the whole digest', async () => {
    const { code, stdout } = await run(['--format', 'json'])
    expect(code).toBe(0)
    const { schemaVersion, rubrics } = JSON.parse(stdout)
    expect(schemaVersion).toBe('1.0.0')
    expect(rubrics).toMatchObject([
      { name: 'core', default: true, digest: core.digest, approaches: core.approaches.map(({ id }) => id) },
      { name: 'quick', default: false, digest: quick.digest, questions: 6 },
    ])
  })

  it.each([
    [['core'], "'core' is not an option, and rubric list takes no argument"],
    [['--format', 'yaml'], 'allowed: text, json'],
  ])('%j is refused', async (args, part) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
  })
})
