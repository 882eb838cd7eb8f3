import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sheetFromDocument } from '../../src/answers/document.js'
import { lockText } from '../../src/check/lock.js'
import { RULES } from '../../src/check/reporters/rules.js'
import { CODES } from '../../src/files/codes.js'
import { lockFor } from '../check/helpers.js'
import { core } from '../engine/shipped.js'
import { parse, valueIn } from '../files/helpers.js'

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'check.md'), 'utf8')
const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '')

describe('docs/check.md', () => {
  it('has a row for each finding there is', () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z]+-[a-z]+)` \| [012] \|/gm)].map((match) => match[1])
    expect([...rows].sort()).toEqual(Object.keys(RULES).sort())
  })

  it('names no problem that does not exist', () => {
    const codes = [...PAGE.matchAll(/\(`(lock-[a-z]+)`\)/g)].map((match) => match[1] ?? '')
    expect(codes).toHaveLength(4)
    for (const code of codes) expect(Object.hasOwn(CODES, code), code).toBe(true)
  })

  it('shows an expect block that is read', () => {
    const [block = ''] = blocks('yaml')
    const sheet = valueIn(sheetFromDocument(valueIn(parse(`answers: {}\n${block}`)), core))
    expect(sheet.expect?.map(({ kind }) => kind)).toEqual([
      'verdict',
      'verdict',
      'min-stability',
      'min-margin',
      'max-open',
      'fail-on',
      'fail-on',
    ])
  })

  it('shows a lock with the keys that a lock has, on the lines that it has them', () => {
    const keys = (text: string): readonly string[] => [
      ...new Set([...text.matchAll(/^ {2,4}"([a-zA-Z]+)":/gm)].map((match) => match[1] ?? '')),
    ]
    const real = keys(lockText(lockFor('answers: {need: facts}\n'))).filter((key) => key !== 'prompting')
    const [shown = ''] = blocks('json')
    expect(() => JSON.parse(shown)).not.toThrow()
    expect(keys(shown).filter((key) => key !== 'rag')).toEqual(real.filter((key) => key !== 'rag'))
  })
})
