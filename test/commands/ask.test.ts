import { describe, expect, it } from 'vitest'
import { wordsSoFar } from '../../src/commands/ask.js'
import type { Input } from '../../src/commands/input.js'
import type { DecideOptions } from '../../src/commands/options.js'
import type { Answer } from '../../src/engine/answers.js'
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
    }
    expect(wordsSoFar(given, input('./r.yaml', true), new Map())).toBe(
      ' --rubric ./r.yaml --format json --save s.yaml --date 2026-11-21 --output a.md --output b.json --complete --force',
    )
  })
})
