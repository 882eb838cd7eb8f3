import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { nodeReader } from '../../src/files/node-reader.js'
import { parseSource } from '../../src/files/parse.js'
import { readSource } from '../../src/files/read.js'
import { brief, fixtureText, parse, problemsOf, readFixture, valueIn } from './helpers.js'

describe('JSON through the same reader', () => {
  it('J-01 refuses a key that is there twice', async () => {
    const checked = await readFixture('json/J-01-duplicate.json')
    expect(brief(checked)).toEqual(['1:10 yaml-duplicate-key'])
    expect(problemsOf(checked)[0]?.message).toContain('line 1, column 2')
  })

  it('J-02 accepts a byte order mark', async () => {
    expect(valueIn(await readFixture('json/J-02-bom.json')).value).toEqual({ answers: { need: 'facts' } })
  })

  it('J-03 accepts # comments, trailing commas and single quotes, and refuses comments of other languages', async () => {
    expect(valueIn(await readFixture('json/J-03-lenient.json')).value).toEqual({ answers: { need: 'facts' } })
    expect(brief(await readFixture('json/J-03-slash-comment.json'))).toEqual(['1:10 yaml-documents'])
    expect(brief(await readFixture('json/J-03-block-comment.json'))).toEqual(['1:11 yaml-syntax'])
  })

  it('J-04 refuses __proto__ as a key', async () => {
    expect(brief(await readFixture('json/J-04-proto.json'))).toEqual(['1:2 yaml-reserved-key'])
    expect('x' in {}).toBe(false)
  })

  it('J-05 refuses numbers that cannot be held, and reads -0 as 0', async () => {
    expect(brief(await readFixture('json/J-05-too-large.json'))).toEqual(['1:7 yaml-number'])
    expect(brief(await readFixture('json/J-05-twenty-digits.json'))).toEqual(['1:7 yaml-number'])
    const zero = (valueIn(await readFixture('json/J-05-minus-zero.json')).value as { a: number }).a
    expect(Object.is(zero, 0)).toBe(true)
  })

  it('J-06 refuses 200,000 nested lists in no time', () => {
    const start = performance.now()
    expect(brief(parse('['.repeat(200_000) + ']'.repeat(200_000)))).toEqual(['1:33 yaml-depth'])
    expect(performance.now() - start).toBeLessThan(300)
  })

  it('J-07 reads what is not a mapping as what it is, and refuses two documents', async () => {
    const read = async (name: string): Promise<unknown> => valueIn(await readFixture(`json/J-07-${name}.json`)).value
    expect(await read('nan')).toBe('NaN')
    expect(await read('undefined')).toBe('undefined')
    expect(await read('empty')).toBeNull()
    expect(await read('null')).toBeNull()
    expect(await read('list')).toEqual([])
    expect(await read('text')).toBe('x')
    expect(brief(await readFixture('json/J-07-two-documents.json'))).toEqual(['2:1 yaml-documents'])
    expect(brief(parse('{"a":1}{"b":2}')).length).toBeGreaterThan(0)
  })

  it('J-08 reads the same from standard input as from a file', async () => {
    const text = fixtureText('json/J-03-lenient.json')
    const stdin = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of Readable.from([...Buffer.from(text)].map((byte) => Buffer.from([byte])))) yield piece
    }
    const source = valueIn(await readSource('-', { ...nodeReader, stdin }))
    expect(source).toEqual({ file: '<stdin>', text })
    expect(valueIn(parseSource(source)).value).toEqual(valueIn(await readFixture('json/J-03-lenient.json')).value)
  })

  it('reads what JSON.stringify writes, with every escape and any indentation', async () => {
    const value = {
      'a b': ['\\ " / \b'.slice(0, 5), 'tab\t', 'é😀', 'line\nbreak', '#not: [a], comment'],
      n: [0, -1, 2.5, true, false, null],
      o: {},
    }
    for (const indent of [undefined, 2, '\t']) expect(valueIn(parse(JSON.stringify(value, null, indent))).value).toEqual(value)
    expect(valueIn(parse('{"a":"\\ud83d\\ude00\\/\\u00e9"}')).value).toEqual({ a: '😀/é' })
    expect(valueIn(await readFixture('json/indented-with-tabs.json')).value).toEqual({
      answers: { need: 'facts', symptoms: ['hallucination'] },
    })
  })
})
