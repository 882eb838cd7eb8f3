import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { rootHelp } from '../../src/commands/help.js'
import { type FakeOptions, fakeContext } from './fake-context.js'

const run = async (options: FakeOptions) => {
  const { context, said } = fakeContext(options)
  return { code: await main(context), ...said }
}
const facts = ['--set', 'need=facts']

describe('main', () => {
  it('prints help on standard output', async () => {
    expect(await run({ args: ['--help'] })).toEqual({ code: 0, stdout: rootHelp(), stderr: '' })
  })

  it('is silent when the reader of standard output has left (F-11)', async () => {
    const written = { ok: false, readerLeft: true, detail: 'EPIPE' } as const
    expect(await run({ args: [...facts, '--format', 'json'], written })).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([[['--version']], [['--help']], [[...facts, '--format', 'json']]])(
    'fails when standard output cannot be written: %j (F-08)',
    async (args) => {
      const written = { ok: false, readerLeft: false, detail: 'ENOSPC' } as const
      expect(await run({ args, written })).toMatchObject({
        code: 2,
        stderr: 'error: standard output cannot be written: ENOSPC (stdout-failed)\n',
      })
    },
  )

  it('colours the report on a terminal, and on request', async () => {
    const sequence = '\u001b['
    expect((await run({ args: facts })).stdout).not.toContain(sequence)
    expect((await run({ args: [...facts, '--color'] })).stdout).toContain(sequence)
    const terminal = { terminals: ['stdout'], columns: 60, env: { LANG: 'C.UTF-8', TERM: 'xterm' } } as const
    expect((await run({ args: facts, ...terminal })).stdout).toContain(sequence)
    expect((await run({ args: [...facts, '--plain'], ...terminal })).stdout).not.toContain(sequence)
    expect((await run({ args: [...facts, '--plain', '--color'], ...terminal })).stdout).toContain(sequence)
    expect((await run({ args: [...facts, '--no-color'], ...terminal })).stdout).not.toContain(sequence)
  })

  it('takes the width and the characters of a terminal, and of nothing else', async () => {
    const narrow = await run({ args: facts, terminals: ['stdout'], columns: 40, env: { LANG: 'C', NO_COLOR: '1' } })
    for (const line of narrow.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(40)
    const pipe = await run({ args: facts, columns: 40, env: { LANG: 'C' } })
    expect(pipe.stdout).toBe((await run({ args: facts })).stdout)
    expect((await run({ args: facts, terminals: ['stdout'], env: { NO_COLOR: '1' } })).stdout).toMatch(/\n.{60,}\n/)
  })

  it('never puts markdown or JSON in colour', async () => {
    for (const format of ['markdown', 'json']) {
      const coloured = await run({ args: [...facts, '--format', format, '--color'], terminals: ['stdout'] })
      expect(coloured.stdout).toBe((await run({ args: [...facts, '--format', format] })).stdout)
    }
  })

  it.each([
    [['stderr'], {}, 'standard input is not a terminal'],
    [['stdin'], {}, 'standard error is not a terminal'],
    [['stdin', 'stderr'], { CI: '1' }, 'the variable CI is set (1)'],
  ] as const)('asks nothing with terminals %j and %j', async (terminals, env, why) => {
    const { code, stdout, stderr } = await run({ terminals, env })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(why)
  })

  it('shows hostile arguments spelt out (T-01)', async () => {
    for (const args of [['--\u001b[2J'], ['\u001b[2J'], ['--rubric', '\u001b]0;x\u0007', ...facts], ['--output', '\u009b2J', ...facts]]) {
      const { code, stderr } = await run({ args })
      expect(code).toBe(2)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
      expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }
  })

  it('answers a program in JSON also when its command line is not understood (C-08)', async () => {
    for (const args of [
      ['next', '--json', '--st', 'a=b'],
      ['--format', 'json', '--st', 'a=b'],
      ['next', '--format=json', '--st', 'a=b'],
    ]) {
      const { code, stdout } = await run({ args })
      expect(code).toBe(2)
      expect(JSON.parse(stdout).error.code).toBe('usage')
    }
  })
})
