import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import wrapAnsi from 'wrap-ansi'
import { columns, wrapped } from '../../src/report/text/width.js'

const piece = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9,.()-]{1,14}$/),
  fc.constantFrom(' ', '  ', '–', '•', '█', '▸', '┃', 'ü', '日本', '\u001b[32m', '\u001b[39m', 'e\u0301', '👩‍👩‍👧', '\u00ad', '…'),
)
const text = fc.array(fc.tuple(piece, fc.constantFrom(' ', '')), { maxLength: 30 }).map((pieces) => pieces.flat().join(''))

describe('the short cut for simple characters', () => {
  it('counts every one of them as one column, as the library does', () => {
    const simple = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2500-\u259f\u25b8]$/
    for (let code = 0x20; code < 0x2600; code++) {
      const char = String.fromCharCode(code)
      if (simple.test(char)) expect(stringWidth(char), `U+${code.toString(16)}`).toBe(1)
      else expect(columns(char)).toBe(stringWidth(char))
    }
  })
  it('measures as the library does', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(columns(one)).toBe(stringWidth(one))
      }),
      { numRuns: 2_000, seed: 7 },
    )
  })
  it('wraps as the library does', () => {
    const library = (one: string, width: number): string[] =>
      one === '' ? [] : wrapAnsi(one, width, { hard: true, trim: true }).split('\n')
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (one, width) => {
        expect(wrapped(one, width)).toEqual(library(one, width))
      }),
      { numRuns: 4_000, seed: 7 },
    )
  })
})
