import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSource } from '../../src/files/parse.js'
import { readPlain } from '../../src/files/plain.js'

const whole = (text: string) => {
  const read = parseSource({ file: 'x.yaml', text })
  return read.ok ? { value: read.value.value } : { problems: read.problems }
}

describe('the plain reader', () => {
  it('reads what answers files are made of', () => {
    const text = [
      '# a comment: with a colon',
      'title: Support bot; our 2nd',
      'rubric: "core"   # quoted',
      'review-after: 2027-03-31',
      '',
      'answers:   # the answers',
      '    need: facts        # what is missing',
      '    citations: no',
      '    labeled-pairs: 1500',
      '    symptoms: [hallucination, stale-answers ]',
      '    leaning: []',
      '    current-stack:',
      '    - rag',
      '    - prompting # now',
      'context:',
      "  users: 'Customers: all of them'",
      '',
    ].join('\n')
    expect(readPlain(text)).toEqual({
      title: 'Support bot; our 2nd',
      rubric: 'core',
      'review-after': '2027-03-31',
      answers: {
        need: 'facts',
        citations: 'no',
        'labeled-pairs': 1500,
        symptoms: ['hallucination', 'stale-answers'],
        leaning: [],
        'current-stack': ['rag', 'prompting'],
      },
      context: { users: 'Customers: all of them' },
    })
    expect(whole(text)).toEqual({ value: readPlain(text) })
  })

  it.each([
    ['', 'nothing'],
    ['answers:\n', 'no value'],
    ['answers: {need: facts}\n', 'braces'],
    ['a: 1\na: 2\n', 'a key twice'],
    ['a: b: c\n', 'two colons'],
    ['a: true\n', 'a truth value'],
    ['a: Null\n', 'nothing, spelt out'],
    ['a: 017\n', 'an odd number'],
    ['a: 1.5\n', 'a decimal'],
    ['a: -1\n', 'a negative number'],
    ['a: &x b\n', 'an anchor'],
    ['a: *x\n', 'an alias'],
    ['a: !x b\n', 'a tag'],
    ['a: |\n  b\n', 'a block'],
    ['a: b\n  c\n', 'a text on two lines'],
    ['a:\n  b\n', 'a text below its key'],
    ['a:\n  b: c\n d: e\n', 'uneven indentation'],
    ['a:\n  b:\n    c: d\n', 'two levels'],
    ['constructor: a\n', 'a reserved key'],
    ['a:\tb\n', 'a tab'],
    ['a: b\r\n', 'another line end'],
    ['a: \u00e9\n', 'more than ASCII'],
    ['%YAML 1.1\n---\na: b\n', 'a directive'],
    ['a: b\n---\nc: d\n', 'two documents'],
    ['a: "b\\n"\n', 'an escape'],
    ["a: 'b''c'\n", 'a doubled quote'],
    ['{"a": "b"}', 'JSON'],
    ['- a\n', 'a list'],
    ['a: [b, [c]]\n', 'a list in a list'],
    [`a: ${'b'.repeat(1100)}\n`, 'a long line'],
  ])('leaves %j to the whole reader: %s', (text) => {
    expect(readPlain(text)).toBeUndefined()
  })

  it('never reads anything that the whole reader reads otherwise', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'need',
        'facts',
        'no',
        'true',
        'null',
        '0',
        '7',
        '1500',
        '017',
        '2026-01-01',
        ':',
        ': ',
        ' ',
        '  ',
        '    ',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '-',
      ],
      ...[
        '[',
        ']',
        ', ',
        '#',
        ' # x',
        '"',
        "'",
        '{',
        '}',
        '&',
        '*',
        '!',
        '|',
        '>',
        '%',
        '@',
        '`',
        '\\',
        '?',
        '? ',
        '---',
        '...',
        '~',
        '=',
        '<<',
        'constructor',
      ],
      ...[
        'answers:\n  ',
        'title: ',
        'need: facts\n',
        '  need: facts\n',
        '  symptoms:\n  - a\n',
        '[a, b]',
        'Some text, with marks; and more',
      ],
    )
    const seed =
      'title: Some text\nanswers:\n  need: facts # x\n  labeled-pairs: 7\n  symptoms: [a, b]\n  leaning:\n  - rag\ncontext:\n  users: "All"\n'
    const edit = fc.record({ at: fc.nat(seed.length), cut: fc.nat(6), put: piece })
    let read = 0
    const check = (text: string): void => {
      const plain = readPlain(text)
      if (plain === undefined) return
      read += 1
      expect(whole(text)).toEqual({ value: plain })
    }
    const apply = (text: string, { at, cut, put }: { at: number; cut: number; put: string }) =>
      text.slice(0, at) + put + text.slice(at + cut)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => check(pieces.join(''))),
      { numRuns: 10_000, seed: 7 },
    )
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => check(edits.reduce(apply, seed))),
      { numRuns: 10_000, seed: 7 },
    )
    expect(read).toBeGreaterThan(1_000)
  })

  it('agrees on well-made files, whatever their marks and spaces', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
    const words = fc.stringMatching(/^[ -~]{0,20}$/)
    const space = fc.constantFrom('', ' ', '  ')
    const note = fc.constantFrom('', ' # note', '  # a: b', ' #')
    const value = fc.oneof(
      id,
      words,
      words.map((one) => `"${one}"`),
      words.map((one) => `'${one}'`),
      fc.nat().map(String),
      fc.array(id, { maxLength: 3 }).map((ids) => `[${ids.join(', ')}]`),
    )
    const entry = fc.tuple(id, space, value, note).map(([key, gap, what, after]) => `${key}: ${gap}${what}${after}`)
    const file = fc.tuple(fc.array(entry, { maxLength: 4 }), fc.constantFrom('  ', '    ', ' '), fc.array(entry, { maxLength: 5 }))
    let read = 0
    fc.assert(
      fc.property(file, ([top, indent, nested]) => {
        const text = [...top, 'answers:', ...nested.map((line) => indent + line), ''].join('\n')
        const plain = readPlain(text)
        if (plain === undefined) return
        read += 1
        expect(whole(text)).toEqual({ value: plain })
      }),
      { numRuns: 5_000, seed: 7 },
    )
    expect(read).toBeGreaterThan(500)
  })
})
