import type { Decision } from '../../src/engine/decision.js'

/** Texts that do harm somewhere, by the id of their row in the reliability catalogue. */
export const PAYLOADS: readonly (readonly [id: string, text: string])[] = [
  ['O-01 a pipe', 'a|b||c'],
  ['O-01 an escaped pipe', 'a\\|b\\\\|c'],
  ['O-01 line ends', 'a\nb\r\nc\rd'],
  ['O-02 an image tag', '<img src=x onerror=alert(1)>'],
  ['O-02 a script', '<script>alert(1)</script>'],
  ['O-02 details', '<details><summary>x</summary>'],
  ['O-02 a comment', 'x <!-- y'],
  ['O-02 an entity', '&lt;b&gt; &#60;i&#62; &nbsp'],
  ['O-03 a script link', '[x](javascript:alert(1))'],
  ['O-03 an image', '![p](https://evil.example/p.png)'],
  ['O-03 an address', 'see https://evil.example/x and www.evil.example now'],
  ['O-03 an autolink', '<https://evil.example>'],
  ['O-03 a reference link', '[x][lewis-2020] [^lewis-2020] [x]: https://evil.example'],
  ['O-04 backticks', '``` x ```` y'],
  ['O-04 tildes', '~~~ x'],
  ['O-05 a mention', '@org/team and @someone'],
  ['O-05 an issue', '#1 GH-1 org/repo#2'],
  ['O-05 an emoji', 'x :tada: y'],
  ['O-05 a formula', '$x$ and $$y$$'],
  ['O-06 a rule', '---'],
  ['O-06 a mapping', 'key: value'],
  ['O-06 a quote', '"'],
  ['O-07 a bracket', '"] --> x["'],
  ['O-07 a directive', '%%{init: {"theme":"dark"}}%%'],
  ['O-07 a click', 'click n1 call alert()'],
  ['O-07 codes', '#quot; #35; ; `x` **y**'],
  ['O-07 style words', 'style n1 fill:#f00; classDef x fill:#f00;'],
  ['O-07 length', 'long words '.repeat(360)],
  ['O-07 one long word', 'x'.repeat(4_000)],
  ['O-08 end', 'end'],
  ['O-08 graph', 'graph TD'],
  ['O-12 a command', '::error::x'],
  ['O-12 an old command', 'x ##[error]y'],
  ['O-15 a lone surrogate', 'a\ud800b'],
  ['O-15 NUL', 'a\u0000b'],
  ['T-01 colour', 'a\u001b[31mb'],
  ['T-02 a title', 'a\u001b]0;pwn\u0007b'],
  ['T-03 C1', 'a\u009b31m\u0008b'],
  ['T-04 bidi', 'a\u202eb\u2066c'],
  ['a list', '- a'],
  ['a numbered list', '1. a'],
  ['a heading', '# a'],
  ['a quotation', '> a'],
  ['a heading underline', '==='],
  ['emphasis', '*a* __b__ ~~c~~'],
  ['a table', '| a | b |\n| --- | --- |\n| c | d |'],
  ['wide letters', '漢字'.repeat(40)],
]

/** Keys whose values are ids, codes or dates: checked where they enter, never free text. */
const NOT_TEXT = new Set([
  ...['schemaVersion', 'id', 'digest', 'version', 'date', 'reviewAfter', 'onDate', 'set', 'value', 'origin', 'role', 'verdict', 'layer'],
  ...[
    'axis',
    'option',
    'criterion',
    'evidence',
    'effect',
    'to',
    'at',
    'kind',
    'place',
    'approach',
    'runs',
    'canChange',
    'steady',
    'close',
    'checked',
  ],
])

/** Returns the decision with every free text replaced; `address` only where asked, because an address is meant to become a link. */
export function withEveryText(decision: Decision, replace: (text: string) => string): Decision {
  return walk(decision, [], replace) as Decision
}

function walk(value: unknown, path: readonly string[], replace: (text: string) => string): unknown {
  const key = path.at(-1) ?? ''
  if (typeof value === 'string') return isText(path) ? replace(value) : value
  if (Array.isArray(value)) return NOT_TEXT.has(key) ? value : value.map((item) => walk(item, path, replace))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, [...path, name], replace)]))
}

function isText(path: readonly string[]): boolean {
  const key = path.at(-1) ?? ''
  // `question` is an id in a contribution and a title in an answer.
  return key === 'question' ? path[0] === 'answers' : !NOT_TEXT.has(key)
}
