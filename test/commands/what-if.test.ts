import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, understand } from '../../src/cli.js'
import { helpFor } from '../../src/commands/help.js'
import { faultsOfVary } from '../../src/commands/varied.js'
import { faultsOfFormats } from '../../src/commands/what-if-formats.js'
import { formatNamed } from '../../src/report/formats.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { start, withFolder } from '../e2e/harness.js'

const WHAT_IF_HELP = helpFor('what-if') ?? ''
const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['what-if', ...args] })
  return { code: await main(context), ...said }
}
const FACTS = ['--set', 'need=facts', '--set', 'change-rate=weekly']

describe('the command line', () => {
  it.each([
    ['what-if', '--help'],
    ['what-if', '-h'],
    ['help', 'what-if'],
  ])('%s %s', (...args) => {
    expect(understand(args)).toEqual({ kind: 'print', text: WHAT_IF_HELP })
    for (const line of WHAT_IF_HELP.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  it('shows every option that is understood', () => {
    for (const flag of ['vary', 'answers', 'set', 'rubric', 'format', 'output', 'force', 'quiet', 'color', 'no-color', 'debug']) {
      expect(WHAT_IF_HELP).toContain(`--${flag}`)
    }
  })

  it('collects the questions in order', () => {
    expect(understand(['what-if', '--vary', 'b', '--vary', 'a', '--set', 'x=y'])).toMatchObject({
      kind: 'what-if',
      options: { vary: ['b', 'a'], set: ['x=y'] },
    })
  })

  it.each([
    [['what-if', 'change-rate'], "'change-rate' is not an option, and what-if takes no argument"],
    [['--set', 'need=facts', 'what-if'], "'what-if' is not an option, and decide takes no argument"],
    [['what-if', '--complete'], "unknown option '--complete'"],
    [['what-fi'], "unknown command 'what-fi'"],
    [['what-if', '--vary'], 'argument missing'],
    [['what-if', '--vary', ''], 'It is empty.'],
  ])('%j', (args, message) => {
    const task = understand(args)
    expect(task.kind === 'misused' && task.problem.message).toContain(message)
  })
})

describe('which questions vary', () => {
  const faults = (...vary: string[]) => faultsOfVary(vary).map(({ message }) => message)
  it('one or two', () => expect([faults('a'), faults('a', 'b')]).toEqual([[], []]))
  it('not none', () => expect(faults()).toEqual(['what-if needs a question to vary: --vary is not given']))
  it('not three', () => expect(faults('a', 'b', 'c')).toEqual(['what-if varies one question or two, and --vary is given 3 times']))
  it('not the same twice', () => {
    expect(faults('a', 'a')).toEqual(['--vary names a twice'])
    expect(faults('a', 'b', 'a')).toEqual(['what-if varies one question or two, and --vary is given 3 times', '--vary names a twice'])
  })

  it.each([
    [['--vary', 'chnage-rate'], 'there is no question "chnage-rate"', 'did you mean change-rate?'],
    [['--vary', 'change-rate=daily'], '--vary takes the id of one question', 'write --vary change-rate: every answer to it is tried'],
    [['--vary', 'change-rate,need'], '--vary takes the id of one question', 'give --vary once for each question'],
    [['--rubric', 'quick', '--vary', 'traffic'], 'the rubric quick does not ask traffic', 'allowed: need, change-rate'],
    [['--vary', 'zzz'], 'there is no question "zzz"', 'allowed: need, symptoms'],
  ])('%j', async (args, message, hint) => {
    const { code, stdout, stderr } = await run([...FACTS, ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
  })

  it('says every unknown question at once, and in JSON too', async () => {
    const { code, stdout } = await run([...FACTS, '--vary', 'nede', '--vary', 'trafic', '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error.problems.map(({ hint }: { hint: string }) => hint)).toEqual([
      'did you mean need?',
      'did you mean traffic?',
    ])
  })
})

describe('what it needs', () => {
  it('no reason given and none varied: nothing to decide', async () => {
    const { code, stdout, stderr } = await run(['--set', 'privacy=isolated', '--vary', 'timeline'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('no question that gives a reason is answered, and none is varied (no-reason)')
    expect(stderr).toContain('--set need=…')
  })

  it('a reason that varies is reason enough', async () => {
    const { code, stdout, stderr } = await run(['--vary', 'need'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('open (now)')
    expect((await run(['--vary', 'privacy', '--vary', 'traffic'])).code).toBe(0)
  })

  it('answers that fit', async () => {
    const { code, stderr } = await run(['--set', 'need=fcats', '--vary', 'privacy'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean facts?')
  })
})

describe('where it goes', () => {
  it('text, Markdown and JSON on standard output', async () => {
    expect((await run([...FACTS, '--vary', 'need'])).stdout).toMatch(/^What if: What is missing\n/)
    expect((await run([...FACTS, '--vary', 'need', '--format', 'markdown'])).stdout).toMatch(/^# What if: What is missing\n/)
    const { cells, schemaVersion } = JSON.parse((await run([...FACTS, '--vary', 'need', '--format', 'json'])).stdout)
    expect(schemaVersion).toBe('1.0')
    expect(cells).toHaveLength(4)
  })

  it('colours on request, and the width of a terminal', async () => {
    expect((await run([...FACTS, '--vary', 'need', '--color'])).stdout).toContain('\u001b[')
    const narrow = await run([...FACTS, '--vary', 'need', '--vary', 'change-rate', '--no-color'], { terminals: ['stdout'], columns: 40 })
    for (const line of narrow.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(40)
  })

  it('refuses a format that only decisions have', () => {
    const text = formatNamed('text')
    if (text === undefined) throw new Error('no text')
    const slides = { ...text, id: 'slides' }
    const delivery = { stdout: text, files: [{ path: 'a.slides', format: slides }], save: undefined }
    expect(faultsOfFormats(delivery)).toMatchObject([{ message: 'what-if has no slides form', allowed: ['text', 'markdown', 'json'] }])
    expect(faultsOfFormats({ ...delivery, files: [] })).toEqual([])
  })

  it('warns of what a flag overrides, unless told to be quiet', async () => {
    const input = '{"answers": {"need": "behavior"}}'
    const loud = await run(['--answers', '-', ...FACTS, '--vary', 'privacy'], { input })
    expect(loud.stderr).toContain('(answer-overridden)')
    const quiet = await run(['--answers', '-', ...FACTS, '--vary', 'privacy', '--quiet'], { input })
    expect(quiet).toEqual({ ...loud, stderr: '' })
  })
})

describe('as a process', () => {
  const ANSWERS = 'title: Help desk\nanswers:\n  need: facts\n  change-rate: weekly\n  labeled-pairs: 1500\n'

  it('a line, a map, files, and what is refused', async () => {
    await withFolder(
      async (cwd) => {
        const from = ['what-if', '--answers', 'team.yaml']
        const [line, map, misused, json] = await Promise.all([
          start([...from, '--vary', 'labeled-pairs'], { cwd }),
          start([...from, '--vary', 'need', '--vary', 'change-rate', '--output', 'map.md', '--output', 'map.json'], { cwd }),
          start([...from, '--format', 'json'], { cwd }),
          start([...from, '--vary', 'need', '--vary', 'change-rate', '--format', 'json'], { cwd }),
        ])
        expect(line).toMatchObject({ code: 0, stderr: '' })
        expect(line.stdout).toContain('Now: thousands (1,500 given).')
        expect(map).toEqual({ code: 0, stdout: '', stderr: 'wrote map.md\nwrote map.json\n' })
        expect(misused.code).toBe(2)
        expect(JSON.parse(misused.stdout).error.code).toBe('usage')
        const { cells } = JSON.parse(json.stdout)
        expect(cells.filter(({ present }: { present: boolean }) => present)).toMatchObject([
          { at: { need: 'facts', 'change-rate': 'weekly' }, outcome: 'A' },
        ])

        const again = await start([...from, '--vary', 'need', '--output', 'map.md'], { cwd })
        expect(again).toMatchObject({ code: 2, stdout: '' })
        expect(again.stderr).toContain('(write-exists)')
        writeFileSync(join(cwd, 'map.md'), '')
        expect(await start([...from, '--vary', 'need', '--output', 'map.md', '--force', '--quiet'], { cwd })).toEqual({
          code: 0,
          stdout: '',
          stderr: '',
        })
      },
      { 'team.yaml': ANSWERS },
    )
  })
})
