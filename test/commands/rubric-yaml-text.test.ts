import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { yamlText } from '../../src/commands/rubric/yaml-text.js'
import { parseSource } from '../../src/files/parse.js'

function read(text: string): unknown {
  const parsed = parseSource({ file: 'x.yaml', text })
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.problems[0])}\n${text}`)
  return parsed.value.value
}

const WORDS = [
  'yes',
  'no',
  'null',
  '~',
  '017',
  '1e3',
  '0x1',
  '- a',
  'a: b',
  'a #b',
  '# a',
  'on',
  '{a',
  '[a',
  '"a',
  "'a",
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '|',
  '>',
  '?',
  ':',
  ',',
  'é',
  '你好',
  '“a”',
  'a\nb',
  ' a',
  'a ',
]
const text = fc.oneof(
  fc.constantFrom(...WORDS),
  fc
    .array(fc.constantFrom(...WORDS, 'word', 'longer-word', '100', 'a,b', '(x)'), { minLength: 1, maxLength: 40 })
    .map((words) => words.join(' ')),
)
const scalar = fc.oneof(text, fc.integer({ min: -1000, max: 1000 }), fc.boolean())
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { minLength: 1, maxLength: 4 }), tie('mapping')),
  mapping: fc.dictionary(fc.constantFrom('id', 'when', 'never-lowers', 'b', 'long-key-of-a-mapping'), tie('value'), {
    minKeys: 1,
    maxKeys: 4,
  }),
}))

describe('yamlText', () => {
  it('is read back as the same data, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'key'), value, { minKeys: 1 }), (data) => {
        expect(read(yamlText(data))).toEqual(data)
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves out keys without a value, folds long texts and puts short mappings on a line', () => {
    const long = Array.from({ length: 40 }, () => 'word').join(' ')
    expect(yamlText({ id: 'x', title: undefined, when: { question: 'need', is: ['facts', 'no'] }, says: long })).toBe(
      `id: x\nwhen: {question: need, is: [facts, "no"]}\nsays: >-\n  ${Array.from({ length: 23 }, () => 'word').join(' ')}\n  ${Array.from({ length: 17 }, () => 'word').join(' ')}\n`,
    )
  })
})
