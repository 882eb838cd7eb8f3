import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, ghOutput, oneLine, sarifMessage, term, uriPath, xml } from '../../src/report/encode.js'
import { PAYLOADS } from './payloads.js'
import { readXml } from './strict-xml.js'

const MARKS = [
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '<!--',
  '\n',
  '\r\n',
  '\t',
  '::error::x',
  '##[error]x',
  '=1+1',
  ',',
  ';',
  'END',
  '-1',
  '{0}',
  '[a](1)',
]
const ODD = ['\u0000', '\u001b[31m', '\ufffe', '\uffff', '\ud800', '\ufeff', '\u202e', '\u0085', '漢', '👩‍💻']
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...MARKS, ...ODD), { maxLength: 8 }).map((parts) => parts.join('')),
)

/** Whether a GitHub Actions runner reads a line of the text as a command: the two colons may be indented, the older mark may stand anywhere. */
const isCommand = (text: string): boolean => /^\s*::|##\[/m.test(text)

describe('xml', () => {
  it('gives any text back from a text node and an attribute, less what XML forbids', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const root = readXml(`<r a="${xml(text, 'attribute')}">${xml(text)}</r>`)
        const shown = term(text).replace(/[\ufffe\uffff]/g, '')
        expect(root.text).toBe(shown)
        expect(root.attributes['a']).toBe(shown)
        expect(isCommand(xml(text))).toBe(false)
      }),
    )
  })
})

describe('csvCell', () => {
  const read = (cell: string): string => {
    const rows: string[][] = parse(`${cell},end\r\n`)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toHaveLength(2)
    return rows[0]?.[0] ?? ''
  }

  it('O-16 gives a formula no chance: what a spreadsheet would run gets an apostrophe', () => {
    for (const text of ['=cmd()', "=cmd|' /C calc'!A0", '+1+cmd', '-2+3', '@SUM(1)', '\t=1', '\r=1', ' =1', '＝1', '\u200b=1', '-1-1']) {
      expect(read(csvCell(text)), text).toMatch(/^'/)
      expect(csvCell(text)).toMatch(/^"'/)
    }
  })

  it('O-16 leaves numbers and words alone', () => {
    for (const text of ['-3', '+3', '-0.5', '90%', 'rag', 'a=b', 'a-b', '']) expect(csvCell(text)).toBe(text)
  })

  it('comes back as the text on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = read(csvCell(text))
        const line = oneLine(text).replaceAll('##[', '## [')
        expect([line, `'${line}`]).toContain(back)
        expect(back).not.toMatch(/^[=@]|^[+-](?![\d.]+%?$)/)
        expect(isCommand(csvCell(text))).toBe(false)
      }),
    )
  })

  it('quotes what a list separator of any country would split', () => {
    expect(['a,b', 'a;b', 'a"b', 'a\nb', "'a", 'a b'].map(csvCell)).toEqual(['"a,b"', '"a;b"', '"a""b"', 'a b', '"\'a"', 'a b'])
  })

  it.each(PAYLOADS)('%s stays one cell of one row', (_, payload) => {
    expect(read(csvCell(payload)).replace(/^'/, '')).toBe(oneLine(payload).replaceAll('##[', '## ['))
  })
})

describe('uriPath', () => {
  it.each([
    ['team.yaml', 'team.yaml'],
    ['./decisions/team.yaml', 'decisions/team.yaml'],
    ['../team.yaml', '../team.yaml'],
    ['a b/100% [x].yaml', 'a%20b/100%25%20%5Bx%5D.yaml'],
    ['c:team.yaml', 'c%3Ateam.yaml'],
    ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
    ['C:/a/b.yaml', 'file:///C:/a/b.yaml'],
    ['é?#&.yaml', '%C3%A9%3F%23%26.yaml'],
    ["it's(1)!*.yaml", 'it%27s%281%29%21%2A.yaml'],
    ['a\ud800b', 'a%EF%BF%BDb'],
    ['javascript:alert(1)', 'javascript%3Aalert%281%29'],
  ])('%j is %s', (path, uri) => {
    expect(uriPath(path)).toBe(uri)
  })

  it('leads back to the path for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (text) => {
        const uri = uriPath(text)
        expect(uri).toMatch(/^[\w.~%/-]*$|^file:\/\/\/[\w.~%/:-]*$/)
        if (!/^[./]|^[A-Za-z]:\//.test(text)) expect(decodeURIComponent(uri)).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'))
      }),
    )
  })
})

describe('sarifMessage', () => {
  it('leaves no link and no placeholder', () => {
    expect(sarifMessage('see [x](javascript:alert(1)) {0} \\ \n end')).toBe('see \\[x\\](javascript:alert(1)) {{0}} \\\\ end')
  })
})

describe('ghOutput', () => {
  /** Reads the file as a runner does: a name, the word that ends the value, lines up to it. */
  function outputsIn(file: string): Map<string, string> {
    const outputs = new Map<string, string>()
    const lines = file.split('\n')
    while (lines.length > 0) {
      const line = lines.shift() ?? ''
      if (line === '') continue
      const [name = '', delimiter = ''] = line.split('<<')
      expect(delimiter, line).not.toBe('')
      const end = lines.indexOf(delimiter)
      expect(end, line).toBeGreaterThanOrEqual(0)
      outputs.set(
        name,
        lines
          .splice(0, end + 1)
          .slice(0, -1)
          .join('\n'),
      )
    }
    return outputs
  }

  it('O-13 the word that ends a value does not occur in it, however often it is tried', () => {
    expect(ghOutput('x', 'END\nEND-1\nadmin=true')).toBe('x<<END-2\nEND\nEND-1\nadmin=true\nEND-2\n')
    expect(ghOutput('x', 'plain')).toBe('x<<END\nplain\nEND\n')
  })

  it('O-13 any values come back, and no other outputs with them', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const outputs = outputsIn(`${ghOutput('one', first)}${ghOutput('two', second)}`)
        expect([...outputs]).toEqual([
          ['one', term(first)],
          ['two', term(second)],
        ])
      }),
    )
  })

  it('takes only a plain name', () => {
    expect(ghOutput('a<<b\nc=d', 'x')).toBe('a--b-c-d<<END\nx\nEND\n')
  })
})
