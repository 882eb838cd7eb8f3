import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../src/commands/input.js'
import { farewell, parting, wordsSoFar } from '../../src/commands/onwards.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Answer } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import { fakeContext } from '../cli/fake-context.js'
import { shell, withFolder } from '../e2e/harness.js'
import { quick } from '../engine/shipped.js'
import { smallRubric } from '../interview/small-rubric.js'

const options: DecideOptions = {
  set: [],
  output: [],
  complete: false,
  interview: false,
  force: false,
  quiet: false,
  debug: false,
  input: true,
}
const input = (name: string, isFile = false): Input => ({
  rubric: smallRubric,
  rubricChoice: { name, isFile },
  sheet: { answers: new Map() },
  files: [],
})
const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['symptoms', { value: ['a', 'b'], origin: 'asked' }],
  ['need', { value: 'facts', origin: 'file' }],
  ['users', { value: 'one', origin: 'flag' }],
])

describe('the words that continue', () => {
  it('carries every answer as a flag, in the order of the rubric', () => {
    expect(wordsSoFar(options, input('core'), answers)).toBe(' --set need=facts --set symptoms=a,b --set users=one')
  })
  it('leaves to a file what the file says', () => {
    const given = { ...options, answers: 'my team.yaml' }
    expect(wordsSoFar(given, input('core'), answers)).toBe(" --answers 'my team.yaml' --set symptoms=a,b --set users=one")
  })
  it('repeats what came from standard input, and the rubric it named', () => {
    expect(wordsSoFar({ ...options, answers: '-' }, input('quick'), answers)).toBe(
      ' --rubric quick --set need=facts --set symptoms=a,b --set users=one',
    )
  })
  it('keeps the other flags', () => {
    const given = {
      ...options,
      rubric: './r.yaml',
      format: 'json',
      save: 's.yaml',
      date: '2026-11-21',
      output: ['a.md', 'b.json'],
      complete: true,
      force: true,
      lock: true,
      brief: true,
    }
    expect(wordsSoFar(given, input('./r.yaml', true), new Map())).toBe(
      ' --rubric ./r.yaml --format json --save s.yaml --date 2026-11-21 --output a.md --output b.json --complete --force --lock --brief',
    )
  })
})

describe('the flags of the interview', () => {
  it('are carried on', () => {
    const given = { ...options, all: true, plain: true, standing: false, draft: false }
    expect(wordsSoFar(given, input('core'), new Map())).toBe(' --all --plain --no-standing --no-draft')
  })
})

describe('the line that a cancelled interview leaves', () => {
  const draft = '/home/me/x.draft.json'
  it('says that nothing was answered', () => {
    expect(farewell('rag-or-tune', options, input('core'), new Map(), undefined)).toBe('Cancelled; nothing was answered yet.')
  })
  it('P-01 says how many answers are kept where, and goes on without repeating them', () => {
    expect(farewell('npx rag-or-tune', options, input('quick'), answers, draft)).toBe(
      'Cancelled; 1 answer is kept in /home/me/x.draft.json. To continue: npx rag-or-tune decide --interview --rubric quick --set need=facts --set users=one',
    )
    const two = new Map([...answers, ['rate', { value: 'slow', origin: 'asked' as const }]])
    expect(farewell('rag-or-tune', { ...options, answers: 'a.yaml' }, input('core'), two, draft)).toBe(
      'Cancelled; 2 answers are kept in /home/me/x.draft.json. To continue: rag-or-tune decide --interview --answers a.yaml --set users=one',
    )
  })
  it('repeats every answer where none is kept', () => {
    expect(farewell('rag-or-tune', options, input('core'), answers, undefined)).toBe(
      'Cancelled. To continue: rag-or-tune decide --interview --set need=facts --set symptoms=a,b --set users=one',
    )
  })
  it('shows the hidden characters of a path', () => {
    expect(farewell('rag-or-tune', options, input('core'), answers, 'a\u001b[2J')).toContain('kept in a\\x1b[2J.')
  })
})

describe('what stands last on the screen', () => {
  const said: ReadonlyMap<string, Answer> = new Map([
    ['need', { value: 'facts', origin: 'asked' }],
    ['citations', { value: 'required', origin: 'asked' }],
  ])
  const onQuick: Input = { ...input('quick'), rubric: quick, sheet: { answers: said } }
  const decision = decide(quick, { answers: said }, { tool: { name: 'rag-or-tune', version: '0' }, robustness: true })
  const last = (more: Partial<DecideOptions> = {}) => parting(fakeContext().context, { ...options, ...more }, onQuick, decision, said)

  it('is the advice, and the commands that come next', () => {
    const lines = last({ all: true, plain: true }).split('\n')
    expect(lines.slice(1, lines.indexOf('', 1)).join(' ')).toBe(decision.headline)
    expect(Math.max(...lines.slice(1, lines.indexOf('', 1)).map((line) => line.length))).toBeLessThan(80)
    expect(lines.filter((line) => line.startsWith('  '))).toEqual([
      '  rag-or-tune --rubric quick --set need=facts --set citations=required --save answers.yaml --output report.md',
      '  rag-or-tune --answers answers.yaml --lock --brief',
      '  rag-or-tune check answers.yaml',
      expect.stringMatching(/^ {2}rag-or-tune explain --answers answers\.yaml [a-z-]+$/),
      expect.stringMatching(/^ {2}rag-or-tune what-if --answers answers\.yaml --vary [a-z-]+$/),
    ])
  })
  it('works as it is pasted, one command after the other', () =>
    withFolder((cwd) => {
      const commands = last()
        .split('\n')
        .filter((line) => line.startsWith('  '))
      expect(commands).toHaveLength(5)
      for (const command of commands) {
        const { code, stderr } = shell(command.replace('  rag-or-tune ', 'tool '), { cwd })
        expect(code, `${command}\n${stderr}`).toBe(0)
      }
      expect(readdirSync(cwd).sort()).toEqual(['answers.lock.json', 'answers.yaml', 'report.md'])
    }))
  it('breaks what is to be read between words, and leaves each command in one piece', () => {
    const narrow = parting(fakeContext({ columns: 20 }).context, options, onQuick, decision, said).split('\n')
    expect(narrow.filter((line) => line.length >= 20 && !line.startsWith('  '))).toEqual([])
    expect(narrow.filter((line) => line.startsWith('  '))).toEqual(
      last()
        .split('\n')
        .filter((line) => line.startsWith('  ')),
    )
  })
  it('names the file that was saved', () => {
    const text = last({ save: "team's answers.yaml" })
    expect(text).not.toContain('--save')
    expect(text).toContain(`  rag-or-tune --answers 'team'\\''s answers.yaml' --output report.md\n`)
  })
  it('offers nothing that would be written over a file that is there', () => {
    const text = last({ answers: 'answers.yaml', output: ['report.md'] })
    expect(text).toMatch(/ --save fuller\.yaml\n/)
    expect(text).not.toContain('--output')
    expect(last({ save: 's.yaml', output: ['report.md'] })).not.toContain('report.md')
  })
  it('has CI refuse open questions only where there are none', () => {
    expect(last()).not.toContain('--max-open')
    const complete = { ...decision, openQuestions: [] }
    expect(parting(fakeContext().context, options, onQuick, complete, said)).toContain('  rag-or-tune check answers.yaml --max-open 0\n')
  })
  it('names the whole report where it was not written, since the screen shows the short one', () => {
    expect(last({ brief: true })).toMatch(/^Keep the answers in a file, and the whole report beside it:\n.* --output report\.md$/m)
    expect(last({ brief: true })).not.toMatch(/--save .*--brief/)
    expect(last({ save: 's.yaml' })).toContain('Write the whole report from the saved answers:')
    expect(last({ output: ['report.md'] })).toContain('Keep the answers in a file:\n')
  })
  it('locks nothing that is locked', () => {
    const text = last({ save: 's.yaml', lock: true })
    expect(text).not.toContain('--lock')
    expect(text).toContain('  rag-or-tune check s.yaml\n')
  })
})
