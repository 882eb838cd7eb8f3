import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  ghCommand,
  ghInert,
  html,
  jsonSafe,
  md,
  mdCode,
  mdFence,
  mermaid,
  oneLine,
  term,
  visible,
  yamlScalar,
} from '../../src/report/encode.js'

const MARKS = [
  '\\',
  '`',
  '*',
  '_',
  '~',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '&',
  '|',
  '$',
  '@',
  '#',
  ':',
  '/',
  '!',
  '-',
  '+',
  '=',
  '1.',
  'a',
  'GH-1',
  'www.',
  '://',
]
const SPACES = [' ', '\n', '\r\n', '\t', '\u200b', '\u202e', '\u0085', '\u2028', '\u001b[31m', '\ud800', 'é', '漢', '👩‍💻']

/** Any text, and texts made of what markup is made of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...MARKS, ...SPACES), { maxLength: 12 }).map((parts) => parts.join('')),
)

// Like GitHub: addresses with a scheme and e-mail addresses become links, a bare domain does not.
const reader = new MarkdownIt({ html: true, linkify: true })
reader.linkify.set({ fuzzyLink: false })

/** The text a reader of the Markdown sees, without the break that keeps GitHub from acting on it; throws on any markup. */
function shown(markdown: string): string {
  let text = ''
  for (const token of reader.parse(markdown, {})) {
    if (token.type === 'html_block' || token.type === 'code_block' || token.type === 'fence')
      throw new Error(`${token.type} in ${markdown}`)
    for (const child of token.children ?? []) {
      if (child.type === 'text') text += child.content
      else if (child.type !== 'strong_open' && child.type !== 'strong_close') throw new Error(`${child.type} in ${markdown}`)
    }
  }
  return text.replaceAll('\u200b', '')
}

describe('md', () => {
  const places: readonly [string, (encoded: string, inside: string) => string][] = [
    ['a paragraph', (start) => start],
    ['a list item', (start) => `- ${start}`],
    ['a numbered item', (start) => `1. ${start}`],
    ['a heading', (_, inside) => `## ${inside}`],
    ['a table cell', (_, inside) => `| head |\n| --- |\n| ${inside} |`],
    ['bold', (_, inside) => `**${inside}** and more`],
  ]
  for (const [place, write] of places) {
    it(`gives the text back in ${place}`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          fc.pre(oneLine(text) !== '')
          const out = shown(write(md(text), md(text, 'inside')))
            .replace(/^head/, '')
            .replace(/ and more$/, '')
          expect(out).toBe(oneLine(text))
        }),
        { numRuns: 400 },
      )
    })
  }

  it('keeps plain sentences readable in the source', () => {
    expect(md('Retrieval (RAG) costs 3.5 times as much, at 2:01 pm; see "notes" - all of them!')).toBe(
      'Retrieval (RAG) costs 3.5 times as much, at 2:01 pm; see "notes" - all of them\\!',
    )
  })

  it.each([
    ['@org/team', '&#64;&#8203;org/team'],
    ['see #12', 'see &#35;&#8203;12'],
    ['gh-7', 'gh&#8203;-7'],
    [':tada:', '&#58;&#8203;tada:'],
    ['$x$', '&#36;x&#36;'],
    ['https://a.b', 'https&#58;&#8203;//a.b'],
    ['- item', '\\- item'],
    ['12) item', '12\\) item'],
  ])('breaks %s, which GitHub acts on after rendering', (text, expected) => {
    expect(md(text)).toBe(expected)
  })
})

describe('mdCode', () => {
  it('shows exactly the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(oneLine(text) !== '')
        const [token] = reader.parse(`x ${mdCode(text)} x`, {}).filter((each) => each.type === 'inline')
        const code = token?.children?.filter((child) => child.type === 'code_inline').map((child) => child.content)
        expect(code).toEqual([oneLine(text)])
      }),
      { numRuns: 400 },
    )
  })
  it('is nothing for nothing', () => expect(mdCode(' \n ')).toBe(''))
})

describe('mdFence', () => {
  it('is longer than any run of backticks inside (O-04)', () => {
    const [token, ...rest] = reader.parse(mdFence('a\n````\n~~~\nb', 'mermaid'), {})
    expect([token?.type, token?.info, token?.content, rest.length]).toEqual(['fence', 'mermaid', 'a\n````\n~~~\nb\n', 0])
  })
})

const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u

describe('term', () => {
  it('leaves no hidden character but the line feed', () => {
    fc.assert(fc.property(anyText, (text) => !HIDDEN.test(term(text).replaceAll('\n', ''))))
  })
  it('changes nothing that can be seen', () => {
    expect(term('Grüße, 漢字, 👍 — 1/2')).toBe('Grüße, 漢字, 👍 — 1/2')
  })
  it.each([
    ['\u001b[2J\u001b]0;pwn\u0007x', '[2J]0;pwnx'],
    ['a\r\nb\rc\td', 'a\nb\nc d'],
    ['a\u009b31mb', 'a31mb'],
    ['a\u202eb\u200bc', 'abc'],
    ['a\u0085b\u2028c', 'a\nb\nc'],
    ['\ud800', '\ufffd'],
  ])('makes %j harmless', (text, expected) => {
    expect(term(text)).toBe(expected)
  })
})

describe('visible', () => {
  it.each([
    ['a\u001b[31m', 'a\\x1b[31m'],
    ['a\nb\rc\td', 'a\\nb\\rc\\td'],
    ['\u202e\u0085\u2028\u{e0041}', '\\u202e\\x85\\u2028\\u{e0041}'],
    ['plain – text', 'plain – text'],
  ])('spells %j out', (text, expected) => {
    expect(visible(text)).toBe(expected)
  })
})

describe('html', () => {
  it('keeps every mark out of text and attributes', () => {
    expect(html(`<img src=x onerror="a('b')">&\`\u001b`)).toBe('&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;&#96;')
  })
  it('gives the text back when its entities are read', () => {
    const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' }
    fc.assert(fc.property(anyText, (text) => html(text).replace(/&([^;]+);/g, (_, name: string) => names[name] ?? '?') === term(text)))
  })
})

describe('mermaid', () => {
  it('gives the text back when its codes are read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(oneLine(text) !== '' && Array.from(oneLine(text)).length <= 80)
        const read = mermaid(text).replace(/#(\d+|quot);/g, (_, code: string) =>
          code === 'quot' ? '"' : String.fromCodePoint(Number(code)),
        )
        expect(read).toBe(oneLine(text))
      }),
    )
  })
  it.each([
    ['', '#160;'],
    ['"]--x', '#quot;#93;#45;#45;x'],
    ['1. First', '1#46; First'],
    ['Self-model, v1.5 (beta)', 'Self-model, v1.5 (beta)'],
    ['%%{init', '#37;#37;#123;init'],
    ['end', 'end'],
  ])('encodes %j', (text, expected) => {
    expect(mermaid(text)).toBe(expected)
  })
  it('cuts what no diagram can hold', () => {
    expect(mermaid('x'.repeat(60_000))).toBe(`${'x'.repeat(77)}#46;#46;#46;`)
  })
})

describe('yamlScalar', () => {
  it.each(['1.1', '1.2'] as const)('reads back as the same text in YAML %s (O-06)', (version) => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parse(`key: ${yamlScalar(text)}`, { version })).toEqual({ key: text.replace(/\p{Surrogate}/gu, '\ufffd') })
      }),
    )
  })
  it.each(['---', ': ', '"', 'a\nb', 'no', '~', '1.10', '2026-01-01', '@x', '- a'])('keeps %j a text', (text) => {
    expect(parse(`key: ${yamlScalar(text)}`)).toEqual({ key: text })
  })
})

describe('jsonSafe', () => {
  it('keeps the value and hides nothing (O-15)', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const out = jsonSafe(JSON.stringify({ text }))
        expect(JSON.parse(out)).toEqual({ text: text.replace(/\p{Surrogate}/gu, '\ufffd') })
        expect(HIDDEN.test(out)).toBe(false)
      }),
    )
  })
  it('leaves a text that only looks like an escape alone', () => {
    expect(JSON.parse(jsonSafe(JSON.stringify('\\ud800')))).toBe('\\ud800')
  })
  it('is no workflow command (O-12)', () => {
    const out = jsonSafe(JSON.stringify('##[error]x'))
    expect(out).not.toContain('##[')
    expect(JSON.parse(out)).toBe('##[error]x')
  })
})

describe('ghCommand', () => {
  it('escapes a message and a property', () => {
    expect(ghCommand('50%\r\na: b, c')).toBe('50%25%0D%0Aa: b, c')
    expect(ghCommand('50%\r\na: b, c', 'property')).toBe('50%25%0D%0Aa%3A b%2C c')
  })
})

describe('ghInert', () => {
  it('breaks every mark a runner reads as a command (O-12)', () => {
    const out = ghInert('::error::x\n  ::add-mask::x\nfine :: here\nx ##[group]y')
    expect(out).toBe(': :error::x\n  : :add-mask::x\nfine :: here\nx ## [group]y')
  })
})
