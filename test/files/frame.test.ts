import { describe, expect, it } from 'vitest'
import type { Diagnostic, Place } from '../../src/files/diagnostic.js'
import { renderDiagnostics, whereOf } from '../../src/files/frame.js'
import { problem, warning } from '../../src/files/problem.js'
import { unseenIn } from './helpers.js'

const render = (...list: Diagnostic[]): string => renderDiagnostics(list, { colour: false })

function at(sourceLine: string, column: number, length = 1): Place {
  return { file: 'a.yaml', line: 3, column, length, sourceLine }
}

describe('code frames', () => {
  it('shows the place, the sentence, the code, the line with carets, what is allowed and a hint', () => {
    const one = problem('answer-unknown-option', 'need has no option "fact"', {
      place: at('  need: fact', 9, 4),
      allowed: ['facts', 'both'],
      hint: 'did you mean facts?',
    })
    expect(render(one)).toBe(
      [
        'a.yaml:3:9: need has no option "fact" (answer-unknown-option)',
        '  3 |   need: fact',
        '    |         ^^^^',
        '  allowed: facts, both',
        '  hint: did you mean facts?',
        '',
      ].join('\n'),
    )
  })

  it('does without what is not known', () => {
    expect(render(warning('answer-empty', 'need has no value'))).toBe('warning: need has no value (answer-empty)\n')
    expect(render(problem('file-missing', 'there is no file', { place: { file: 'a.yaml' } }))).toBe(
      'a.yaml: there is no file (file-missing)\n',
    )
    const flag = problem('flag-shape', 'no', { place: { file: '--set', column: 3, length: 2, sourceLine: 'abcd' } })
    expect(render(flag)).toBe('--set: no (flag-shape)\n   | abcd\n   |   ^^\n')
    expect(render()).toBe('')
  })

  it('trims a long line around the caret', () => {
    const long = `${'a'.repeat(3000)}HERE${'b'.repeat(3000)}`
    const [, line, carets] = render(problem('yaml-syntax', 'x', { place: at(long, 3001, 4) })).split('\n')
    expect(line?.length).toBeLessThan(112)
    expect(line).toMatch(/^ {2}3 \| …a+HEREb+…$/)
    expect(carets?.indexOf('^')).toBe(line?.indexOf('HERE'))
    expect(carets).toMatch(/\^{4}$/)
    const start = render(problem('yaml-syntax', 'x', { place: at(long, 1, 6000) })).split('\n')
    expect(start[1]).toBe(`  3 | ${'a'.repeat(100)}…`)
    expect(start[2]).toBe(`    | ${'^'.repeat(100)}`)
  })

  it('puts the caret under wide, combining and written-out characters', () => {
    const [, line, carets] = render(problem('yaml-syntax', 'x', { place: at('日本e\u0301\u001bX', 6) })).split('\n')
    expect(line).toBe('  3 | 日本e\u0301\\x1bX')
    expect(carets).toBe(`    | ${' '.repeat(2 + 2 + 1 + 4)}^`)
  })

  it('does not cut a pair of surrogates in two', () => {
    const text = render(problem('yaml-syntax', 'x', { place: at('😀'.repeat(300), 302, 1) }))
    expect(text).not.toContain('\\ud')
  })

  it('F-18 lets no control character through, in whatever field', () => {
    const evil = '\u001b]0;x\u0007\u202e\n::error::x'
    const text = render(problem('yaml-syntax', evil, { place: { ...at(evil, 1, 5), file: evil }, allowed: [evil], hint: evil }))
    expect(unseenIn(text)).toEqual([])
    expect(text.split('\n')).toHaveLength(6)
  })

  it('A-19 shows the first 20 and counts the rest', () => {
    const many = Array.from({ length: 23 }, (_, index) => problem('yaml-syntax', `number ${index + 1}`))
    const text = render(...many)
    expect(text).toContain('number 20 ')
    expect(text).not.toContain('number 21 ')
    expect(text).toMatch(/\nand 3 more problems \(23 in all\)\n$/)
    expect(render(...many.slice(0, 21))).toMatch(/\nand 1 more problem \(21 in all\)\n$/)
    expect(render(...many.slice(0, 20))).not.toContain('more')
  })

  it('colours only where it is told to', () => {
    const list = [problem('yaml-syntax', 'x', { place: at('abc', 2) }), warning('answer-empty', 'y')]
    const coloured = renderDiagnostics(list, { colour: true })
    expect(coloured).toContain('\u001b[31m^\u001b[39m')
    expect(coloured).toContain('\u001b[33mwarning:\u001b[39m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are our own colours.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderDiagnostics(list, { colour: false }))
  })

  it('names places as far as they are known', () => {
    expect(whereOf({ file: 'a', line: 1, column: 2 })).toBe('a:1:2')
    expect(whereOf({ file: 'a', line: 1 })).toBe('a:1')
    expect(whereOf({ file: 'a', column: 2 })).toBe('a')
  })
})
