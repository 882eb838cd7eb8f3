import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { renderDiagnostics } from '../../src/files/frame.js'
import { parseSource } from '../../src/files/parse.js'
import { brief, fixture, parse, problemsOf, readFixture, unseenIn, valueIn } from './helpers.js'

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
})

/** File, what is found where, and what the first message and its hint must say. */
const REFUSED: readonly (readonly [file: string, found: readonly string[], says: RegExp])[] = [
  ['Y-02-one-alias', ['1:7 yaml-anchor', '3:9 yaml-alias'], /anchors.*not supported.*repeat the text/],
  ['Y-04-circular-mapping', ['1:4 yaml-anchor', '1:11 yaml-alias'], /anchors/],
  ['Y-04-circular-list', ['1:1 yaml-anchor', '1:5 yaml-alias'], /anchors/],
  ['Y-05-alias-to-nothing', ['1:4 yaml-alias'], /aliases.*not supported.*repeat the text/],
  ['Y-06-duplicate-key', ['3:3 yaml-duplicate-key'], /"need" is already there at line 2, column 3/],
  ['Y-07-number-and-text-key', ['1:1 yaml-key', '2:1 yaml-duplicate-key'], /not read as a text.*quotes/],
  ['Y-07-true-and-text-key', ['1:1 yaml-key', '2:1 yaml-duplicate-key'], /not read as a text.*quotes/],
  ['Y-09-merge-key', ['1:1 yaml-merge-key'], /merge keys \(<<\) are not supported/],
  ['Y-10-version-1-1', ['1:1 yaml-directive'], /directives.*not supported.*YAML 1\.2/],
  ['Y-11-version-3-0', ['1:1 yaml-directive'], /directives/],
  ['Y-11-tag-directive', ['1:1 yaml-directive'], /directives/],
  ['Y-11-unknown-directive', ['1:1 yaml-directive'], /directives/],
  ['Y-12-code-tag', ['1:4 yaml-tag'], /tags.*not supported/],
  ['Y-12-reference-tag', ['1:4 yaml-tag'], /tags/],
  ['Y-12-local-tag', ['1:4 yaml-tag'], /tags/],
  ['Y-13-binary', ['1:4 yaml-tag'], /tags/],
  ['Y-13-set', ['1:4 yaml-tag'], /tags/],
  ['Y-13-omap', ['1:4 yaml-tag'], /tags/],
  ['Y-13-timestamp', ['1:4 yaml-tag'], /tags/],
  ['Y-15-bom-in-the-middle', ['2:1 text-character'], /U\+FEFF BYTE ORDER MARK/],
  ['Y-15-no-break-space', ['1:6 text-character'], /U\+00A0 NO-BREAK SPACE.*plain space/],
  ['Y-15-line-separator', ['1:11 text-character'], /U\+2028 LINE SEPARATOR/],
  ['Y-17-old-mac-line-ends', ['1:12 file-line-ends'], /old Mac line ends/],
  ['Y-18-tab-indent', ['2:1 text-tab'], /tab.*use spaces/],
  ['Y-18-tab-after-dash', ['2:4 text-tab'], /tab.*use spaces/],
  ['Y-21-two-documents', ['3:1 yaml-documents'], /more than one document/],
  ['Y-23-raw-escape', ['1:12 text-character'], /U\+001B ESCAPE/],
  ['Y-23-nul', ['1:9 text-character'], /U\+0000 NULL/],
  ['Y-23-escaped-escape', ['1:15 text-character'], /U\+001B ESCAPE/],
  ['Y-24-not-utf-8', ['2:9 file-encoding'], /not UTF-8.*byte fc/],
  ['Y-24-utf-16', ['1:1 file-encoding'], /not UTF-8.*UTF-16/],
  ['Y-24-lone-surrogate', ['1:9 text-character'], /U\+D800/],
  ['Y-25-override', ['1:11 text-character'], /U\+202E RIGHT-TO-LEFT OVERRIDE/],
  ['Y-25-zero-width-key', ['1:3 text-character'], /U\+200B ZERO WIDTH SPACE/],
  ['Y-26-proto', ['1:1 yaml-reserved-key'], /"__proto__" is reserved/],
  ['Y-26-constructor', ['1:1 yaml-reserved-key', '1:15 yaml-reserved-key'], /"constructor" is reserved/],
  ['Y-26-to-string', ['1:1 yaml-reserved-key'], /"toString" is reserved/],
  ['Y-28-key-true', ['1:1 yaml-key'], /"true".*put it in quotes/],
  ['Y-28-key-null', ['1:1 yaml-key'], /"null".*put it in quotes/],
  ['Y-28-key-tilde', ['1:1 yaml-key'], /"~".*put it in quotes/],
  ['Y-28-key-1', ['1:1 yaml-key'], /"1".*put it in quotes/],
  ['Y-28-key-decimal', ['1:1 yaml-key'], /"1\.10".*put it in quotes/],
  ['Y-28-key-hex', ['1:1 yaml-key'], /"0x10".*put it in quotes/],
  ['Y-28-empty-key', ['1:1 yaml-key'], /key is missing/],
  ['Y-29-nan', ['1:9 yaml-number'], /not a finite number/],
  ['Y-29-infinity', ['1:9 yaml-number'], /not a finite number/],
  ['Y-29-too-large', ['1:9 yaml-number'], /exponent/],
  ['Y-29-too-small', ['1:9 yaml-number'], /exponent/],
  ['Y-29-twenty-digits', ['1:9 yaml-number'], /more digits/],
  ['Y-29-underscore', ['1:9 yaml-number'], /underscores/],
  ['Y-29-leading-zero', ['1:9 yaml-number'], /"017" is ambiguous/],
  ['Y-29-hex', ['1:9 yaml-number'], /decimal digits/],
  ['Y-29-octal', ['1:9 yaml-number'], /decimal digits/],
  ['Y-29-exponent', ['1:9 yaml-number'], /exponent/],
  ['Y-29-too-precise', ['1:9 yaml-number'], /more digits/],
  ['Y-30-colon', ['1:8 yaml-syntax'], /put the text in quotes/],
  ['Y-30-at', ['1:8 yaml-syntax'], /put the text in quotes/],
  ['Y-30-percent', ['1:8 yaml-syntax'], /put the text in quotes/],
  ['Y-30-backtick', ['1:8 yaml-syntax'], /put the text in quotes/],
  ['Y-31-composed-and-decomposed', ['2:1 yaml-duplicate-key'], /already there at line 1, column 1/],
]

describe('hostile YAML files', () => {
  for (const [file, found, says] of REFUSED) {
    it(`${file.slice(0, 4)} refuses ${file.slice(5)}`, async () => {
      const checked = await readFixture(`yaml/${file}.yaml`)
      expect(brief(checked)).toEqual(found)
      const [first] = problemsOf(checked)
      expect(`${first?.message}; ${first?.hint}`).toMatch(says)
      for (const { severity, hint } of problemsOf(checked)) {
        expect(severity).toBe('error')
        expect(hint).toBeTruthy()
      }
      expect(unseenIn(renderDiagnostics(problemsOf(checked), { colour: false }))).toEqual([])
    })
  }

  it('has a test for every fixture', () => {
    const accepted = [
      'Y-01-billion-laughs',
      'Y-03-many-aliases',
      'Y-14-bom-at-start',
      'Y-16-crlf',
      'Y-16-mixed-line-ends',
      'Y-22-empty',
      'Y-22-list',
    ]
    accepted.push('Y-22-only-comments', 'Y-22-text', 'Y-25-look-alike-key', 'Y-27-words', 'Y-28-values', 'Y-29-accepted', 'plain')
    const named = [...REFUSED.map(([file]) => file), ...accepted].map((name) => `${name}.yaml`).sort()
    expect(
      readdirSync(fixture('yaml'))
        .filter((name) => name.endsWith('.yaml'))
        .sort(),
    ).toEqual(named)
  })

  it('Y-01 refuses billion laughs at the first anchor, in no time', async () => {
    const start = performance.now()
    const checked = await readFixture('yaml/Y-01-billion-laughs.yaml')
    expect(performance.now() - start).toBeLessThan(100)
    expect(brief(checked)[0]).toBe('1:5 yaml-anchor')
    expect(brief(checked)).toHaveLength(9 + 8 * 9)
  })

  it('Y-03 refuses many aliases, each where it stands', async () => {
    const found = brief(await readFixture('yaml/Y-03-many-aliases.yaml'))
    expect(found).toHaveLength(151)
    expect(found[150]).toBe('152:5 yaml-alias')
  })
})

describe('unusual YAML that means one thing', () => {
  it('Y-14 reads a byte order mark at the start as if it were not there', async () => {
    expect(valueIn(await readFixture('yaml/Y-14-bom-at-start.yaml')).value).toEqual({ need: 'facts' })
    expect(valueIn(parse('\uFEFFneed: facts\n')).value).toEqual({ need: 'facts' })
  })

  it('Y-16 reads CRLF and mixed line ends as LF', async () => {
    const expected = { need: 'facts', note: 'one\ntwo\n' }
    expect(valueIn(await readFixture('yaml/Y-16-crlf.yaml')).value).toEqual(expected)
    expect(valueIn(await readFixture('yaml/Y-16-mixed-line-ends.yaml')).value).toEqual(expected)
  })

  it('Y-17 refuses a CR inside a file with other line ends', () => {
    expect(brief(parse('a: 1\nb: 2\rc: 3\n'))).toEqual(['2:5 text-character'])
  })

  it('Y-18 leaves tabs alone where they mean nothing: in brackets, before a comment, at the end of a line, in a text', () => {
    expect(valueIn(parse('{\n\t"a":\t1\n}\n')).value).toEqual({ a: 1 })
    expect(valueIn(parse('a: 1\t# one\nb: 2\t\n')).value).toEqual({ a: 1, b: 2 })
    expect(valueIn(parse('a: "x\ty"\n')).value).toEqual({ a: 'x\ty' })
  })

  it('Y-22 reads nothing, a text and a list as what they are', async () => {
    expect(valueIn(await readFixture('yaml/Y-22-empty.yaml')).value).toBeNull()
    expect(valueIn(await readFixture('yaml/Y-22-only-comments.yaml')).value).toBeNull()
    expect(valueIn(await readFixture('yaml/Y-22-text.yaml')).value).toBe('just a text')
    expect(valueIn(await readFixture('yaml/Y-22-list.yaml')).value).toEqual(['a', 'b'])
  })

  it('Y-25 leaves a look-alike letter in a key to whoever knows the keys', async () => {
    expect(Object.keys(valueIn(await readFixture('yaml/Y-25-look-alike-key.yaml')).value as object)).toEqual(['titlе'])
  })

  it('Y-27 reads yes, no, on and off as texts', async () => {
    expect(valueIn(await readFixture('yaml/Y-27-words.yaml')).value).toEqual(['yes', 'no', 'on', 'off', 'NO', 'y', 'n'])
    expect(valueIn(parse('{"regulated": "no"}')).value).toEqual(valueIn(parse('regulated: no')).value)
  })

  it('Y-28 reads true, null and numbers as what they are, so that an id without quotes is noticed', async () => {
    expect(valueIn(await readFixture('yaml/Y-28-values.yaml')).value).toEqual([true, null, null, 1, 1.1, '2026-01-01'])
  })

  it('Y-29 reads minus zero as zero, and leaves a quoted number and a comma a text', async () => {
    const list = valueIn(await readFixture('yaml/Y-29-accepted.yaml')).value as unknown[]
    expect(list).toEqual([0, 3, -7, 2.5, '3', 1, 5, '1:30'])
    expect(Object.is(list[0], -0)).toBe(false)
    expect(valueIn(parse('a: 1,5\n')).value).toEqual({ a: '1,5' })
    expect(valueIn(parse('a: -0.0\n')).value).toEqual({ a: 0 })
  })
})

describe('limits', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  const blocks = (depth: number): string => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('')

  it('Y-20 takes a depth of 32 and no more', () => {
    expect(parse(nested(32)).ok).toBe(true)
    expect(brief(parse(nested(33)))).toEqual(['1:33 yaml-depth'])
    expect(problemsOf(parse(nested(33)))[0]?.message).toContain('too deep (limit 32)')
    expect(parse(blocks(32)).ok).toBe(true)
    expect(brief(parse(blocks(33)))).toEqual(['33:34 yaml-depth'])
    expect(brief(parse('- '.repeat(33)))).toEqual(['1:65 yaml-depth'])
  })

  it('Y-20 counts the mappings that a list in brackets makes without braces', () => {
    expect(parse('[a: '.repeat(16) + ']'.repeat(16)).ok).toBe(true)
    expect(brief(parse('[a: '.repeat(17) + ']'.repeat(17)))).toEqual(['1:65 yaml-depth'])
  })

  it('Y-20 stops early in whatever is much too deep', () => {
    for (const text of ['['.repeat(20_000), '{a: '.repeat(1000), '- '.repeat(20_000), blocks(1000), '? '.repeat(1000), ': '.repeat(1000)]) {
      const start = performance.now()
      expect(brief(parse(text)).at(-1)).toMatch(/yaml-depth$/)
      expect(performance.now() - start).toBeLessThan(300)
    }
  })

  it('takes a text of 4,000 characters and no more', () => {
    expect(parse(`a: ${'x'.repeat(4000)}`).ok).toBe(true)
    expect(brief(parse(`a: ${'x'.repeat(4001)}`))).toEqual(['1:4 text-too-long'])
    expect(parse(`a: ${'😀'.repeat(4000)}`).ok).toBe(true)
    expect(brief(parse(`a: "${'😀'.repeat(4001)}"`))).toEqual(['1:4 text-too-long'])
    expect(brief(parse(`a: |\n  ${'x'.repeat(4001)}`))).toEqual(['1:4 text-too-long'])
  })

  it('lists 1,000 problems and says that there are more', () => {
    const found = problemsOf(parse('a: 1\n'.repeat(3000)))
    expect(found).toHaveLength(1001)
    expect(found[1000]?.code).toBe('too-many-problems')
  })
})

describe('problems together', () => {
  it('reports all of them at once, in the order of the file', () => {
    const text = ['a: &x 1', 'b: 017', 'c: "\\e"', 'c: 2', 'd: Cost: high', 'e: \u00a0', '__proto__: 1', ''].join('\n')
    expect(brief(parse(text))).toEqual([
      '1:4 yaml-anchor',
      '2:4 yaml-number',
      '3:5 text-character',
      '4:1 yaml-duplicate-key',
      '5:4 yaml-syntax',
      '6:4 text-character',
      '7:1 yaml-reserved-key',
    ])
  })

  it('says one thing about a line whose syntax is broken', () => {
    expect(brief(parse('a: b\n c: d\n'))).toEqual(['1:4 yaml-syntax'])
  })

  it('points at the opening of quotes and brackets that are not closed', () => {
    expect(brief(parse('a: 1\nb: "text\nc: 2\n')).at(0)).toBe('2:4 yaml-syntax')
    expect(brief(parse('a: 1\nb: [x, [y]\n')).at(0)).toBe('2:4 yaml-syntax')
    expect(brief(parse('a: 1\nb: [x\nc: 2\n')).at(0)).toBe('2:4 yaml-syntax')
    expect(brief(parse('a:\n  b: {x: y\n  c: 2\n')).at(0)).toBe('2:6 yaml-syntax')
  })

  it.each([
    ['a: 1\nb\n', '2:1', /colon and a space/],
    ['a: - b\n', '1:4', /next line/],
    ['a: [1 2, {b: 1 c: 2}]\n', '1:14', /brackets/],
    ['a: [1,, 2]\n', '1:7', /comma/],
    ['a: "\\q"\n', '1:5', /backslash/],
    ['a:\n  b: 1\n c: 2\n', '3:1', /same column/],
    ['a: "x"y\n', '1:7', /quotes/],
    ['a: "x"#y\n', '1:7', /comment/],
    ['a: |x\n  y\n', '1:5', /next line/],
    ['? [a]\n: b\n', '1:3', /quotes/],
  ])('explains the syntax error in %j', (text, where, says) => {
    const [first] = problemsOf(parse(text))
    expect(`${first?.place?.line}:${first?.place?.column}`).toBe(where)
    expect(`${first?.message}; ${first?.hint}`).toMatch(says)
  })

  it('never throws, whatever it is given', () => {
    for (const text of [
      '\0',
      '\u001f[',
      '\u0002',
      '\u0018]',
      '---',
      '...',
      '--- ---',
      '%',
      '&',
      '*',
      '!',
      '|',
      '>',
      '?',
      ':',
      ',',
      '}',
      '"',
      "'",
      '\t',
      '- -\t-',
      '\ud800',
      '{,}',
      '? ?',
    ]) {
      expect(() => parse(text)).not.toThrow()
    }
  })
})

describe('places', () => {
  const document = valueIn(parseSource({ file: 'a.yaml', text: 'title: "x y"\nanswers:\n  need: facts\n  symptoms: [a, bb]\n  empty:\n' }))

  it('finds values and keys', () => {
    expect(document.place(['answers', 'need'])).toEqual({ file: 'a.yaml', line: 3, column: 9, length: 5, sourceLine: '  need: facts' })
    expect(document.place(['answers', 'need'], 'key')).toMatchObject({ line: 3, column: 3, length: 4 })
    expect(document.place(['answers', 'symptoms', 1])).toMatchObject({ line: 4, column: 17, length: 2 })
    expect(document.place(['title'])).toMatchObject({ line: 1, column: 8, length: 5 })
  })

  it('gives the key of a value that is not there, and what is nearest above a path that leads nowhere', () => {
    expect(document.place(['answers', 'empty'])).toMatchObject({ line: 5, column: 3, length: 5 })
    expect(document.place(['answers', 'nothing', 'here'])).toMatchObject({ line: 3, column: 3 })
    expect(document.place(['answers', 'symptoms', 7])).toMatchObject({ line: 4, column: 13 })
    expect(document.place([])).toMatchObject({ line: 1, column: 1 })
    expect(valueIn(parse('')).place(['a'])).toMatchObject({ line: 1, column: 1 })
  })
})
