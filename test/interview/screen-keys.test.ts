import { describe, expect, it } from 'vitest'
import { decoded, givenUp } from '../../src/interview/screen/keys.js'

const ESC = '\u001b'
const names = (input: string): readonly string[] => decoded(input).keys.map((key) => (key.name === 'text' ? key.text : key.name))

describe('keys', () => {
  it.each([
    ['\r', ['take']],
    ['\n', ['take']],
    ['\r\n', ['take']],
    [' \r', ['space', 'take']],
    ['12\r', ['1', '2', 'take']],
    ['1,500', ['1', ',', '5', '0', '0']],
    ['?', ['?']],
    ['\u007f\b', ['erase', 'erase']],
    ['\u0003', ['cancel']],
    ['\u0004', ['cancel']],
    ['\u001a', ['suspend']],
    [`${ESC}[A${ESC}OB`, ['up', 'down']],
    [`${ESC}[H${ESC}[4~${ESC}[5~${ESC}[6~`, ['first', 'last', 'page-up', 'page-down']],
    [`${ESC}[B\r`, ['down', 'take']],
    ['\u0000\u0001\t', []],
  ])('%j', (input, expected) => {
    expect(names(input)).toEqual(expected)
    expect(decoded(input).rest).toBe('')
  })

  it('as many backs as ESC bytes came at once (P-13)', () => {
    expect(names(ESC.repeat(10))).toEqual(Array(10).fill('back'))
  })

  it.each([ESC, `${ESC}[`, `${ESC}[1;`, `${ESC}O`, `${ESC}]0;title`])('%j may go on: its end is held', (input) => {
    expect(decoded(input)).toEqual({ keys: [], rest: input })
    expect(decoded(`\r${input}`)).toEqual({ keys: [{ name: 'take' }], rest: input })
  })

  it('ESC alone is back once nothing follows it; an opened sequence is nothing', () => {
    expect(givenUp(ESC)).toEqual([{ name: 'back' }])
    expect(givenUp(`${ESC}[`)).toEqual([])
    expect(givenUp('')).toEqual([])
  })

  it.each([
    `${ESC}[31m`,
    `${ESC}[1;5C`,
    `${ESC}${ESC}[C`,
    `${ESC}[[B`,
    `${ESC}]0;title\u0007`,
    `${ESC}]8;;http://x${ESC}\\`,
    `${ESC}P1$r0m${ESC}\\`,
    `${ESC}x`,
    '\u009b2J',
    '\u009d0;title\u009c',
  ])('T-13 the sequence %j is nothing, and leaves nothing behind', (input) => {
    expect(decoded(input)).toEqual({ keys: [], rest: '' })
  })
})

describe('pastes', () => {
  it.each([
    'facts\n',
    'facts\nweekly\n',
    '1\n2\n',
    '\n\n',
    'hello',
    '1500 pairs',
    '?\r',
    `${ESC}[200~facts\nweekly${ESC}[201~`,
    `${ESC}[200~x`,
    `${ESC}]0;pwn\u0007xy`,
    '7'.repeat(1001),
  ])('P-12 %j is one paste, whole', (input) => {
    expect(decoded(input)).toEqual({ keys: [{ name: 'pasted' }], rest: '' })
  })

  it('a thousand opened sequences take no time', () => {
    const before = performance.now()
    decoded(`${ESC}]`.repeat(500))
    decoded(`${ESC}P`.repeat(10_000))
    expect(performance.now() - before).toBeLessThan(200)
  })
})
