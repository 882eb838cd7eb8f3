import { describe, expect, it } from 'vitest'
import { understand } from '../../src/cli.js'
import { COMMANDS, FAMILIES } from '../../src/commands/catalogue.js'
import { firstWord, flagsOf } from '../../src/commands/command.js'
import { spellings } from '../../src/commands/flags.js'
import { helpFor, rootHelp } from '../../src/commands/help.js'
import { TOOL } from '../../src/version.js'

const ROOT_HELP = rootHelp()
const DECIDE_HELP = helpFor('decide') ?? ''
const complaint = (...args: string[]) => {
  const task = understand(args)
  if (task.kind !== 'misused') throw new Error(`understood: ${JSON.stringify(task)}`)
  return task.problem
}
const decide = (...args: string[]) => {
  const task = understand(args)
  if (task.kind !== 'decide') throw new Error(`not a decision: ${JSON.stringify(task)}`)
  return task.options
}

describe('help and version (C-02)', () => {
  it.each([['--help'], ['-h'], ['help'], ['help', 'help'], ['help', '--help'], ['--answers', 'x', '--help']])(
    'rag-or-tune %s %s',
    (...args) => {
      expect(understand(args.filter((one) => one !== undefined))).toEqual({ kind: 'print', text: ROOT_HELP })
    },
  )
  it.each([
    ['decide', '--help'],
    ['decide', '-h'],
    ['help', 'decide'],
  ])('rag-or-tune %s %s', (...args) => {
    expect(understand(args)).toEqual({ kind: 'print', text: DECIDE_HELP })
  })
  it.each([['--version'], ['-V'], ['decide', '--version']])('%s %s', (...args) => {
    expect(understand(args.filter((one) => one !== undefined))).toEqual({ kind: 'print', text: `${TOOL.version}\n` })
  })
  it('shows examples before options, and every option that is understood', () => {
    expect(ROOT_HELP.indexOf('Examples')).toBeLessThan(ROOT_HELP.indexOf('--answers FILE'))
    for (const flag of [
      'answers',
      'set',
      'rubric',
      'format',
      'output',
      'save',
      'date',
      'complete',
      'interview',
      'all',
      'plain',
      'no-standing',
      'no-draft',
      'force',
      'quiet',
      'debug',
      'no-input',
      'color',
      'no-color',
    ]) {
      expect(ROOT_HELP).toContain(`--${flag}`)
      expect(DECIDE_HELP).toContain(`--${flag}`)
    }
  })
  it('keeps to 80 columns', () => {
    const pages = [ROOT_HELP, ...[...FAMILIES, ...COMMANDS].map(({ name }) => helpFor(name) ?? '')]
    for (const line of pages.flatMap((page) => page.split('\n'))) expect(line.length, line).toBeLessThanOrEqual(80)
  })
})

describe('every command', () => {
  it.each(COMMANDS.map((one) => [one.name, one] as const))(
    '%s has its help, its flags, and a word for what is one too many',
    (name, command) => {
      const help = helpFor(name) ?? ''
      const typed = name.split(' ')
      expect(ROOT_HELP).toContain(`\n  ${firstWord(command)} `)
      if (typed[1] !== undefined) expect(helpFor(typed[0] ?? '')).toContain(`\n  ${typed[1]} `)
      expect(help).toContain(`rag-or-tune ${name}`)
      expect(understand([...typed, '--help'])).toEqual({ kind: 'print', text: help })
      expect(understand(['help', ...typed])).toEqual({ kind: 'print', text: help })
      for (const flag of flagsOf(command)) for (const word of spellings(flag)) expect(help).toContain(word)
      const { arguments: taken = [], needs } = command
      if (needs !== undefined) expect(complaint(...typed)).toMatchObject(needs)
      if (taken.some(({ many }) => many)) return
      const { message, hint } = complaint(...typed, ...taken.map(() => 'first'), 'extra')
      expect(message).toContain("'extra'")
      expect(hint).toMatch(/\w/)
    },
  )
})

describe('commands under one word', () => {
  it.each([[['rubric', '--help']], [['rubric', '-h']], [['help', 'rubric']], [['rubric', 'help']]])('%j', (args) => {
    expect(understand(args)).toEqual({ kind: 'print', text: helpFor('rubric') })
  })
  it.each([
    [['rubric'], 'rubric needs a command', 'rag-or-tune rubric --help'],
    [['rubric', 'lits'], "unknown command 'rubric lits'", 'Did you mean rubric list?'],
    [['rubric', 'validate', 'x.yaml'], "unknown command 'rubric validate'", 'rag-or-tune rubric --help lists them.'],
    [['help', 'rubric', 'lits'], "unknown command 'rubric lits'", 'Did you mean rubric list?'],
    [['rubric', '--format', 'json'], "unknown option '--format'", undefined],
    [['rubric', 'list', '--fromat', 'json'], "unknown option '--fromat'", 'Did you mean --format?'],
    [['ruberic', 'list'], "unknown command 'ruberic'", 'Did you mean rubric?'],
  ])('%j', (args, message, hint) => {
    const problem = complaint(...args)
    expect(problem.message).toBe(message)
    if (hint !== undefined) expect(problem.hint).toContain(hint)
  })
})

describe('the flags of the interview', () => {
  it('are off unless they are given', () => {
    expect(decide()).toMatchObject({ all: false, plain: false, standing: true, draft: true, input: true })
    expect(decide('--all', '--plain', '--no-standing', '--no-draft')).toMatchObject({
      all: true,
      plain: true,
      standing: false,
      draft: false,
    })
  })
})

describe('the default command', () => {
  it('is decide, with the same options', () => {
    expect(decide('--set', 'need=facts', '--set', 'traffic=low')).toEqual(decide('decide', '--set', 'need=facts', '--set', 'traffic=low'))
  })
  it('collects what may be repeated, in order', () => {
    expect(decide('--output', 'b.md', '--output', 'a.json')).toMatchObject({ output: ['b.md', 'a.json'], set: [] })
  })
  it('leaves colour open unless told', () => {
    expect(decide()).not.toHaveProperty('color')
    expect(decide('--no-color')).toMatchObject({ color: false })
    expect(decide('--color')).toMatchObject({ color: true })
  })
  it('takes - as a path', () => expect(decide('--answers', '-')).toMatchObject({ answers: '-' }))
  it('takes the same value twice', () => expect(decide('--format', 'json', '--format', 'json')).toMatchObject({ format: 'json' }))
})

describe('misuse (C-03, E-04)', () => {
  it.each([
    [['--fromat', 'md'], "unknown option '--fromat'", 'Did you mean --format?'],
    [['--form', 'json'], "unknown option '--form'", 'Did you mean one of --force, --format?'],
    [['-x'], "unknown option '-x'", 'rag-or-tune --help lists the options.'],
    [['decied'], "unknown command 'decied'", 'Did you mean decide?'],
    [['validte', 'x'], "unknown command 'validte'", 'rag-or-tune --help lists the commands.'],
    [['nxt'], "unknown command 'nxt'", 'Did you mean next?'],
    [['inti'], "unknown command 'inti'", 'Did you mean init?'],
    [['completoin', 'bash'], "unknown command 'completoin'", 'Did you mean completion?'],
    [['--no-standig'], "unknown option '--no-standig'", 'Did you mean --no-standing?'],
    [['next', '--jsn'], "unknown option '--jsn'", 'Did you mean --json?'],
    [['init', '--save', 'x'], "unknown option '--save'", undefined],
    [['help', 'decied'], "unknown command 'decied'", 'Did you mean decide?'],
    [
      ['decide', 'team.yaml'],
      "'team.yaml' is not an option, and decide takes no argument",
      'Answers files go in --answers FILE, answers in --set ID=VALUE.',
    ],
    [
      ['--answers', 'x', 'decide'],
      "'decide' is not an option, and decide takes no argument",
      'Write the command first: rag-or-tune decide …',
    ],
    [['--', '--help'], "'--help' is not an option, and decide takes no argument", undefined],
  ])('%j', (args, message, hint) => {
    const problem = complaint(...args)
    expect(problem).toMatchObject({ code: 'usage', severity: 'error', message })
    if (hint !== undefined) expect(problem.hint).toBe(hint)
  })

  it.each([
    [['--answers'], 'argument missing'],
    [['--answers='], 'It is empty.'],
    [['--output', ''], 'It is empty.'],
    [['--answers', '=x'], "It begins with '='"],
    [['--set', '=facts'], "It begins with '='"],
    [['--answers', '--format', 'json'], 'It looks like an option'],
    [['--answers', 'a', '--answers', 'b'], "It was already given as 'a'."],
    [['--format', 'xml'], 'There is none of this name.'],
    [['--date', 'tomorrow'], 'YYYY-MM-DD'],
    [['--date', '2026-02-29'], 'not a day of the calendar'],
    [['--date', '2026-13-01'], 'not a day of the calendar'],
  ])('%j', (args, part) => {
    expect(complaint(...args).message).toContain(part)
  })
  it.each([
    [['--fromat', 'md'], '--fromat', 'Did you mean --format?', '--format'],
    [['check', 'a.yaml', '--updat'], '--updat', 'Did you mean --update?', '--update'],
    [['check', 'a.yaml', '--up'], '--up', 'Did you mean --update?', '--update'],
    [['check', 'a.yaml', '--zz'], '--zz', 'rag-or-tune check --help lists the options.', '--update'],
    [['--format', 'markdwon'], '--format', 'Did you mean markdown?', 'markdown'],
    [['rubric', 'show', '--format', 'text'], '--format', 'rag-or-tune rubric show --help lists the options.', 'yaml'],
    [['--date', 'tomorrow'], '--date', 'rag-or-tune --help lists the options.', undefined],
    [['--answers'], '--answers', 'rag-or-tune --help lists the options.', undefined],
  ])('%j names the option, what may stand there, and a way on', (args, path, hint, allowed) => {
    const problem = complaint(...args)
    expect(problem).toMatchObject({ path, hint })
    if (allowed === undefined) expect(problem).not.toHaveProperty('allowed')
    else expect(problem.allowed).toContain(allowed)
  })
  it('takes a leap day', () => expect(decide('--date', '2028-02-29')).toMatchObject({ date: '2028-02-29' }))
})
