import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, programFor, understand } from '../../src/cli.js'
import { COMMAND_NAMES, COMMANDS, FAMILIES, FIRST_WORDS } from '../../src/commands/catalogue.js'
import { flagsOf } from '../../src/commands/command.js'
import { vocabularyOf } from '../../src/commands/completion/vocabulary.js'
import { helpFor } from '../../src/commands/help.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { catalogueOf } from '../../src/explain/catalogue.js'
import { TOOL } from '../../src/version.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { withFolder } from '../e2e/harness.js'
import { core, quick } from '../engine/shipped.js'

const run = async (args: readonly string[], options: FakeOptions = {}) => {
  const { context, said } = fakeContext({ ...options, args: ['completion', ...args] })
  return { code: await main(context), ...said }
}
const scriptFor = async (shell: string): Promise<string> => {
  const { code, stdout, stderr } = await run([shell])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}
const vocabulary = vocabularyOf(
  COMMANDS.map((one) => ({ ...one, flags: flagsOf(one) })),
  FAMILIES,
  core,
  [quick],
)
const program = programFor(
  COMMAND_NAMES,
  () => undefined,
  () => undefined,
)

const catalogueIds = (rubric: Rubric): ReadonlySet<string> =>
  new Set(catalogueOf(rubric, TOOL).kinds.flatMap(({ entries }) => entries.map(({ id }) => id)))

/** What bash takes a line apart into: at spaces, and at `=` if it is among its word breaks. */
function bashWords(line: string, breaksAtEquals: boolean): string[] {
  return line.split(' ').flatMap((word) => (breaksAtEquals ? (word.match(/=|[^=]+/g) ?? ['']) : [word]))
}

interface Completed {
  readonly replies: readonly string[]
  /** What the script asks of readline. */
  readonly asks: readonly string[]
}

/** Runs the script in bash as readline does after each of the lines, the cursor at the end. */
async function completedInBash(lines: readonly string[], { breaksAtEquals = true, cwd = '.' } = {}): Promise<Completed[]> {
  const script = await scriptFor('bash')
  return withFolder((folder) => {
    writeFileSync(join(folder, 'c.bash'), script)
    const calls = lines.map((line) => {
      const words = bashWords(line, breaksAtEquals)
      const quoted = words.map((word) => `'${word}'`).join(' ')
      return `asked=(); COMP_LINE='${line}' COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}; _rag_or_tune rag-or-tune; show`
    })
    const test = `
compopt() { asked+=("$2"); }
show() { for each in "\${COMPREPLY[@]}"; do echo "reply $each"; done; for each in "\${asked[@]}"; do echo "ask $each"; done; echo end; }
. "${folder}/c.bash"
${calls.join('\n')}`
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', test], { encoding: 'utf8', cwd })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    return stdout
      .split('end\n')
      .slice(0, -1)
      .map((block) => {
        const all = block.split('\n')
        const after = (mark: string) => all.filter((one) => one.startsWith(mark)).map((one) => one.slice(mark.length))
        return { replies: after('reply '), asks: after('ask ') }
      })
  })
}

describe('the words', () => {
  it('are those that commander knows: commands and flags, each with its value or without', () => {
    const all = program.commands.flatMap((one) => [
      { name: one.name(), command: one },
      ...one.commands.map((member) => ({ name: `${one.name()} ${member.name()}`, command: member })),
    ])
    expect(vocabulary.commands.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort())
    for (const { name: called, command } of all) {
      const words = vocabulary.commands.find(({ name }) => name === called)
      const registered = command.options.flatMap(({ long, short, required }) => [long, short].map((word) => ({ word, takes: required })))
      const help = ['-h', '--help'].map((word) => ({ word, takes: false }))
      const known = [...registered, ...help].filter(({ word }) => word !== undefined).map(({ word, takes }) => `${word} ${takes}`)
      expect((words?.flags ?? []).map(({ word, value }) => `${word} ${value !== undefined}`).sort(), command.name()).toEqual(known.sort())
    }
  })

  it('name every question with its options, and everything that can be explained', () => {
    expect(vocabulary.questions.map(({ id }) => id)).toEqual(core.questions.map(({ id }) => id))
    expect(vocabulary.questions[0]?.options).toEqual(['facts', 'behavior', 'both', 'neither', 'unsure'])
    expect(vocabulary.ids).toEqual(expect.arrayContaining(['rag', 'need', ...core.gates.map(({ id }) => id)]))
    expect(vocabulary.dotted).toContain('change-rate.daily')
  })
})

describe('bash', () => {
  it.each([true, false])('completes each kind of word, whether or not it breaks words at = (%s)', async (breaksAtEquals) => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['rag-or-tune ', [...FIRST_WORDS.map(({ name }) => name), 'help']],
      ['rag-or-tune ex', ['explain']],
      ['rag-or-tune --no-', ['--no-standing', '--no-draft', '--no-input', '--no-robustness', '--no-color']],
      ['rag-or-tune decide --rob', []],
      ['rag-or-tune what-if --va', ['--vary']],
      ['rag-or-tune --format ', ['text', 'markdown', 'json', 'adr']],
      ['rag-or-tune next --format ', ['text', 'json']],
      ['rag-or-tune what-if --format ', ['text', 'markdown', 'json']],
      ['rag-or-tune decide --format=m', ['markdown']],
      ['rag-or-tune --date ', []],
      ['rag-or-tune --set lat', ['latency=']],
      ['rag-or-tune --set need=', ['facts', 'behavior', 'both', 'neither', 'unsure']],
      ['rag-or-tune --set need=b', ['behavior', 'both']],
      ['rag-or-tune --set=need=b', ['behavior', 'both']],
      ['rag-or-tune --set=lat', ['latency=']],
      ['rag-or-tune --set symptoms=o', ['off-tone']],
      ['rag-or-tune --set symptoms=off-tone,wrong-format,', ['hallucination', 'stale-answers', 'retrieval-misses']],
      ['rag-or-tune --set symptoms=off-tone,u', []],
      ['rag-or-tune --set no-such=', []],
      ['rag-or-tune what-if --vary task', ['task-mix']],
      ['rag-or-tune explain facts-in', ['facts-in-weights']],
      ['rag-or-tune explain --set need=facts change-rate.d', ['change-rate.daily']],
      ['rag-or-tune explain --set symptoms= change-rate.d', ['change-rate.daily']],
      ['rag-or-tune explain rag need', []],
      ['rag-or-tune help wh', ['what-if']],
      ['rag-or-tune rubric ', ['list', 'show', 'check', 'test', 'diff', 'schema', 'init']],
      ['rag-or-tune rubric sc', ['schema']],
      ['rag-or-tune rubric check --str', ['--strict']],
      ['rag-or-tune rubric check core --format ', ['text', 'json']],
      ['rag-or-tune rubric show --format=y', ['yaml']],
      ['rag-or-tune rubric show cor', ['core']],
      ['rag-or-tune rubric show core qui', []],
      ['rag-or-tune rubric check core --date 2026-01-01 qui', ['quick']],
      ['rag-or-tune rubric diff core qui', ['quick']],
      ['rag-or-tune rubric diff core quick cor', []],
      ['rag-or-tune rubric init --ove', ['--overlay']],
      ['rag-or-tune rubric --', ['--help', '--version']],
      ['rag-or-tune explain rubric sho', []],
      ['rag-or-tune completion ', ['bash', 'zsh', 'fish']],
      ['rag-or-tune --quiet decide --date x --form', ['--format']],
      ['rag-or-tune decide --date 2026-01-01 --interview --sav', ['--save']],
      ['rag-or-tune completion bash --', ['--color', '--no-color', '--debug', '--help', '--version']],
    ]
    const done = await completedInBash(
      cases.map(([line]) => line),
      { breaksAtEquals },
    )
    for (const [at, [line, expected]] of cases.entries()) {
      const bare = (done[at]?.replies ?? []).map((reply) =>
        expected.some((one) => one === reply) ? reply : reply.replace(/^.*[=,](?=.)/, ''),
      )
      if (line.endsWith(',')) expect(bare.slice(0, 3), line).toEqual(expected)
      else expect(bare, line).toEqual(expected)
    }
  })

  it.each([true, false])('offers what a shorter shipped rubric has, where it stands on the line (%s)', async (breaksAtEquals) => {
    const shorter = (id: string): boolean => quick.questions.some((question) => question.id === id)
    const lines = ['--rubric quick ', '--rubric=quick ', '--rubric core --rubric=quick ', ''].flatMap((rubric) => [
      `rag-or-tune what-if ${rubric}--vary `,
      `rag-or-tune decide ${rubric}--set `,
      `rag-or-tune explain ${rubric}tr`,
      `rag-or-tune explain ${rubric}--set need=facts traffic.`,
      `rag-or-tune explain ${rubric}need.`,
      `rag-or-tune ${rubric}--set need=`,
      `rag-or-tune ${rubric}--set traffic=`,
      `rag-or-tune --save traffic ${rubric}--set change-rate=w`,
    ])
    const bare = (await completedInBash(lines, { breaksAtEquals })).map(({ replies }) =>
      replies.map((reply) => reply.replace(/^[^=]*=(?=.)/, '')),
    )
    const [need, traffic] = ['need', 'traffic'].map(
      (id) => core.questions.find((question) => question.id === id)?.options.map((one) => one.id) ?? [],
    )
    const ids = vocabulary.questions.map(({ id }) => id)
    const training = vocabulary.ids.filter((id) => id.startsWith('tr'))
    const both = [need?.map((id) => `need.${id}`), [...(need ?? []), 'unsure']]
    const whole = [
      ids,
      ids.map((id) => `${id}=`),
      training,
      traffic?.map((id) => `traffic.${id}`),
      ...both,
      [...(traffic ?? []), 'unsure'],
      ['weekly'],
    ]
    const asked = ids.filter(shorter)
    const less = [asked, asked.map((id) => `${id}=`), training.filter((id) => catalogueIds(quick).has(id)), [], ...both, [], ['weekly']]
    expect(bare).toEqual([...less, ...less, ...less, ...whole])
    expect(training.length).toBeGreaterThan(less[2]?.length ?? 0)
  })

  it('replies with what stands after the last =, as readline wants it, or with the whole word where it does not break there', async () => {
    const lines = ['rag-or-tune --set symptoms=off-tone,wr', 'rag-or-tune --set=need=fa']
    const [broken, whole] = [await completedInBash(lines), await completedInBash(lines, { breaksAtEquals: false })]
    expect(broken.map(({ replies }) => replies)).toEqual([['off-tone,wrong-format'], ['facts']])
    expect(whole.map(({ replies }) => replies)).toEqual([['symptoms=off-tone,wrong-format'], ['--set=need=facts']])
  })

  it('puts a space only after what is complete', async () => {
    const done = await completedInBash(['rag-or-tune --set lat', 'rag-or-tune --set need=f', 'rag-or-tune --set symptoms=o'])
    expect(done.map(({ asks }) => asks)).toEqual([['nospace'], [], ['nospace']])
  })

  it('completes files, with spaces in their names, and rubrics by name or file', async () => {
    await withFolder(
      async (cwd) => {
        const done = await completedInBash(
          [
            'rag-or-tune --answers te',
            'rag-or-tune --answers=te',
            'rag-or-tune --rubric ',
            'rag-or-tune init --output te',
            'rag-or-tune --save q',
          ],
          { cwd },
        )
        const files = ['team a.yaml', 'team.yaml']
        expect(done.map(({ replies }) => [...replies].sort())).toEqual([files, files, ['core', 'quick', ...files], files, []])
        expect(done.map(({ asks }) => asks)).toEqual(done.map(() => ['filenames']))
      },
      { 'team.yaml': '', 'team a.yaml': '' },
    )
  })

  it('names every flag of every command, and every option of every question', async () => {
    const flags = vocabulary.commands.map(({ name }) => `rag-or-tune ${name} -`)
    const answers = vocabulary.questions.map(({ id }) => `rag-or-tune --set ${id}=`)
    const done = (await completedInBash([...flags, ...answers])).map(({ replies }) => replies)
    expect(done.slice(0, flags.length)).toEqual(vocabulary.commands.map((one) => one.flags.map(({ word }) => word)))
    expect(done.slice(flags.length)).toEqual(vocabulary.questions.map(({ options }) => options))
  })
})

/** Whether a shell is on this machine. */
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

describe.each(['zsh', 'fish'])('%s', (shell) => {
  it('is read without a complaint, by the shell itself where there is one', async () => {
    const script = await scriptFor(shell)
    const checker = has(shell) ? shell : 'bash'
    // What the script for zsh is built of, bash can parse as well; fish is a language of its own.
    if (shell === 'fish' && checker === 'bash') {
      const opened = script.match(/^\s*(?:function|begin|if|for|while|switch)\b/gm) ?? []
      expect(script.match(/^\s*end\b/gm)).toHaveLength(opened.length)
      expect((script.replaceAll(/\\\\|\\'/g, '').match(/'/g) ?? []).length % 2).toBe(0)
      return
    }
    const { stderr, status } = spawnSync(checker, ['-n'], { input: script, encoding: 'utf8' })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  })

  it('names every command, flag, question and option', async () => {
    const script = await scriptFor(shell)
    for (const { name, flags } of vocabulary.commands) {
      expect(script).toContain(name)
      for (const { word, value } of flags.filter((one) => one.word.startsWith('--'))) {
        if (shell === 'zsh') expect(script).toContain(`'${word}:`)
        else
          expect(script).toMatch(
            new RegExp(`__rag_or_tune_in [a-z "-]*\\b${name}\\b[a-z "-]*'.* -l ${word.slice(2)}${value === undefined ? '' : ' -r'} `),
          )
        if (shell === 'zsh' && value !== undefined) expect(script).toContain(`('${name} ${word}') kind=`)
      }
    }
    for (const { id, options } of vocabulary.questions) {
      expect(script).toContain(
        shell === 'zsh' ? `(${id}) choices=(${options.join(' ')})` : `case ${id}\n            set choices ${options.join(' ')}\n`,
      )
    }
    for (const id of [...vocabulary.ids, ...vocabulary.dotted]) expect(script).toContain(` ${id}`)
    const [shorter] = vocabulary.shorter
    expect(shorter?.rubric).toBe('quick')
    const leftOut = shorter?.leftOut.join(' ')
    expect(script).toContain(shell === 'zsh' ? `(quick) left_out=(${leftOut})` : `case quick\n            set left_out ${leftOut}\n`)
  })
})

describe('the command line', () => {
  it.each([
    [[], 'completion needs the name of a shell'],
    [['bsh'], 'did you mean bash?'],
    [['powershell'], 'allowed: bash, zsh, fish'],
    [['bash', 'zsh'], "completion takes one shell, and 'zsh' is one too many"],
    [['bash', '--set', 'a=b'], "unknown option '--set'"],
  ])('%j is refused', async (args, part) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
  })

  it('shows hostile names spelt out', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect((await run(['\u001b[2J'])).stderr).not.toMatch(/\u001b/)
  })

  it('has help that says where the script goes, in 80 columns', () => {
    const help = helpFor('completion') ?? ''
    expect(understand(['completion', '--help'])).toEqual({ kind: 'print', text: help })
    expect(help).toContain('~/.bashrc')
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })
})
