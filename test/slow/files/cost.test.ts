import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { full, type Meter, startMeter } from '../../files/meter.js'

let meter: Meter
beforeAll(async () => {
  meter = await startMeter()
})
afterAll(() => meter.dispose())

describe('what a hostile input just below the limit costs', () => {
  it.each([
    ['empty items', full('-\n'), 'yaml-size'],
    ['short items', full('a,', '[', 'a]'), 'yaml-size'],
    ['comments', full('#\n'), 'yaml-size'],
    ['empty lines', full('\n'), 'yaml-size'],
    ['stray brackets', full(']'), 'yaml-size'],
    ['anchors', full('&a '), 'yaml-anchor'],
    ['tags', full('- !a\n'), 'yaml-tag'],
    ['directives', full('%A\n'), 'yaml-directive'],
    ['documents', full('--- x\n'), 'yaml-size'],
    ['bad starts', full('- @\n'), 'yaml-size'],
    ['bad escapes', full('\\q', '"', '"'), 'text-too-long'],
    ['escaped controls', full('\\e', '"', '"'), 'text-too-long'],
    ['raw controls', full('\u0001'), 'text-character'],
    ['an open quote', full('a', '"'), 'text-too-long'],
    ['lines in quotes', full('a\n', '"', '"'), 'text-too-long'],
    ['a block of lines', full(' a\n', '|\n'), 'text-too-long'],
    ['one repeated key', full('a: b\n'), 'yaml-size'],
    ['a long key', full('a', '', ': b'), 'text-too-long'],
    ['digits', full('9'), 'yaml-number'],
    ['broken lines', full('abcdefghijklmno\n: b\n'), 'yaml-syntax'],
  ])('refuses 512 KiB of %s within 2 seconds', (_, text, code) => {
    const { codes, ms, mib } = meter.cost(text)
    expect(codes).toContain(code)
    expect(ms).toBeLessThan(2000)
    expect(mib).toBeLessThan(300)
  })
})
