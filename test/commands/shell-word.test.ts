import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellWord } from '../../src/commands/shell-word.js'

const echoed = (words: readonly string[]): string[] =>
  execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], { encoding: 'utf8', env: { LANG: 'C.UTF-8' } })
    .split('\0')
    .slice(0, -1)

describe('a word for the shell', () => {
  it('is left alone when it is plain', () => expect(shellWord('./plans/a-b_c.md')).toBe('./plans/a-b_c.md'))
  it('carries no control character', () => expect(shellWord('a\u001b[2J')).toBe("$'a\\u001b[2J'"))
  it('reads back as it was', () => {
    const nasty = ['', ' ', "it's", '$HOME', '`id`', '"', '\\', '\\n', '*', 'a\nb', '~', '#', 'é', '!', "a'\u001b\\"]
    const random = fc.sample(
      fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
      { numRuns: 200, seed: 7 },
    )
    expect(echoed([...nasty, ...random])).toEqual([...nasty, ...random])
  })
})
