import { describe, expect, it } from 'vitest'
import { echo, nameCodePoint, visible } from '../../src/files/characters.js'
import { CODES } from '../../src/files/codes.js'
import { checkId, oddCharacter } from '../../src/files/ids.js'
import { isMapping, kindOf } from '../../src/files/kind.js'
import { nearest } from '../../src/files/nearest.js'
import { systemReason } from '../../src/files/system-reason.js'

const QUESTIONS = ['need', 'change-rate', 'corpus-size', 'citations', 'labeled-pairs', 'data-quality']
const APPROACHES = ['prompting', 'long-context', 'rag', 'fine-tuning', 'self-learning', 'self-model']

describe('ids', () => {
  it('takes letters, digits and hyphens after a letter, up to 64 characters', () => {
    for (const id of ['a', 'rag', 'fine-tuning', 'a1', 'a-', 'yes', 'no', `a${'b'.repeat(63)}`]) expect(checkId(id)).toBeUndefined()
  })

  it.each([
    ['', 'is empty'],
    ['RAG', 'starts with the capital letter R'],
    ['raG', 'contains the capital letter G'],
    [' rag', 'starts with a space'],
    ['rag\u200b', 'contains U+200B ZERO WIDTH SPACE'],
    ['\ufb01ne-tuning', 'starts with U+FB01 LATIN SMALL LIGATURE FI'],
    ['fine\u2010tuning', 'contains U+2010 HYPHEN'],
    ['r\u0430g', 'contains U+0430 CYRILLIC SMALL LETTER A'],
    ['we\u0456ght', 'contains U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I'],
    ['\uff11\uff10', 'starts with U+FF11 FULLWIDTH DIGIT ONE'],
    ['\uff52ag', 'starts with U+FF52 FULLWIDTH LATIN SMALL LETTER R'],
    ['ra\u0301g', 'contains U+0301'],
    ['a.b', 'contains "."'],
    ['__proto__', 'starts with "_"'],
    ['../x', 'starts with "."'],
    ['1', 'does not start with a letter a–z'],
    ['-rf', 'does not start with a letter a–z'],
    [`a${'b'.repeat(64)}`, 'is longer than 64 characters'],
    ['constructor', 'is a reserved word and cannot be an id'],
    ['prototype', 'is a reserved word and cannot be an id'],
  ])('A-03 says what is odd about %j', (id, says) => {
    expect(checkId(id)).toBe(says)
  })

  it('sees nothing odd in what every id may hold', () => {
    expect(oddCharacter('abc-09')).toBeUndefined()
  })
})

describe('did you mean', () => {
  it.each([
    ['corpus-szie', 'corpus-size'],
    ['corpus_size', 'corpus-size'],
    ['Corpus-Size', 'corpus-size'],
    ['labelled-pairs', 'labeled-pairs'],
    ['c\u043erpus-size', 'corpus-size'],
    ['corpus', 'corpus-size'],
    ['nead', 'need'],
    ['quality-data', undefined],
    ['zzz', undefined],
    ['', undefined],
  ])('A-01 takes %j for %j', (word, meant) => {
    expect(nearest(word, QUESTIONS)).toBe(meant)
  })

  it.each([
    ['RAG', 'rag'],
    [' rag', 'rag'],
    ['\ufb01ne-tuning', 'fine-tuning'],
    ['fine\u2010tuning', 'fine-tuning'],
    ['rag\u200b', 'rag'],
    ['r\u0430g', 'rag'],
    ['finetuning', 'fine-tuning'],
    ['self', undefined],
  ])('A-03 takes %j for %j', (word, meant) => {
    expect(nearest(word, APPROACHES)).toBe(meant)
  })

  it('A-14 does not look for what is longer than 64 characters', () => {
    const start = performance.now()
    expect(nearest('a'.repeat(10_000), QUESTIONS)).toBeUndefined()
    expect(nearest('a'.repeat(65), ['a'.repeat(64)])).toBeUndefined()
    expect(nearest('a'.repeat(64), ['a'.repeat(63)])).toBe('a'.repeat(63))
    expect(performance.now() - start).toBeLessThan(100)
  })

  it('gives a tie to the earlier word', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat')
  })
})

describe('words for messages', () => {
  it('F-18 writes out what cannot be seen', () => {
    expect(visible('a\u001b[2J\u0000\t\n\r\u0085\u200b\u{e0041}\ud800é😀')).toBe('a\\x1b[2J\\x00\\t\\n\\r\\x85\\u200b\\u{e0041}\\ud800é😀')
  })

  it('A-14 cuts what it repeats at 64 characters', () => {
    expect(echo('short')).toBe('"short"')
    expect(echo('x'.repeat(10_000))).toBe(`"${'x'.repeat(64)}…"`)
  })

  it('names code points outside of its table by their number', () => {
    expect(nameCodePoint(0x1f600)).toBe('U+1F600')
    expect(nameCodePoint(0x0a)).toBe('U+000A LINE FEED')
    expect(nameCodePoint(0xff21)).toBe('U+FF21 FULLWIDTH LATIN CAPITAL LETTER A')
  })

  it('names kinds of values', () => {
    expect([null, undefined, 'x', 1, true, false, [], {}].map(kindOf)).toEqual([
      'nothing',
      'nothing',
      'a text',
      'a number',
      'true',
      'false',
      'a list',
      'a mapping',
    ])
    expect([null, [], {}, 'x'].map(isMapping)).toEqual([false, false, true, false])
  })

  it('puts errors of the system into words', () => {
    expect(systemReason({ code: 'ENOSPC' })).toBe('no space is left on the device (ENOSPC)')
    expect(systemReason({ code: 'EWHATEVER' })).toBe('EWHATEVER')
    expect(systemReason(new Error('x'))).toBe('an unknown error')
    expect(systemReason('x')).toBe('an unknown error')
  })

  it('has a meaning for every code, in a sentence', () => {
    for (const [code, meaning] of Object.entries(CODES)) {
      expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
      expect(meaning).toMatch(/^[A-Z].*\.$/)
    }
  })
})
