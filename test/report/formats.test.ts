import { describe, expect, it } from 'vitest'
import {
  COMMON_FORMAT_NAMES,
  FILE_MEDIUM,
  FORMAT_EXTENSIONS,
  FORMAT_NAMES,
  FORMATS,
  formatNamed,
  formatOfPath,
} from '../../src/report/formats.js'
import { SAMPLE } from './sample-decision.js'

describe('formats', () => {
  it('are these', () => {
    expect(FORMAT_NAMES).toEqual(['text', 'markdown', 'json', 'adr'])
    expect(COMMON_FORMAT_NAMES).toEqual(['text', 'markdown', 'json'])
    expect(FORMAT_EXTENSIONS).toEqual(['.txt', '.md', '.markdown', '.json'])
  })

  it.each([
    ['a.md', 'markdown'],
    ['out/A.MD', 'markdown'],
    ['a.b.json', 'json'],
    ['C:\\reports\\a.txt', 'text'],
    ['notes.markdown', 'markdown'],
    ['a.pdf', undefined],
    ['a', undefined],
    ['.json', undefined],
    ['dir.md/file', undefined],
    ['', undefined],
  ])('%s is %s by its extension', (path, id) => {
    expect(formatOfPath(path)?.id).toBe(id)
  })

  it('are found by name, exactly', () => {
    expect(formatNamed('json')?.extensions).toEqual(['.json'])
    expect(formatNamed('JSON')).toBeUndefined()
    expect(formatNamed('constructor')).toBeUndefined()
  })

  it.each(FORMATS)('$id renders for a file: LF, one final newline, no escape byte (D-06, O-17)', async (format) => {
    const render = await format.load()
    const text = render(SAMPLE, FILE_MEDIUM)
    expect(text).toMatch(/[^\n]\n$/)
    expect(text).not.toMatch(/[^\P{Cc}\n]/u)
    expect(render(SAMPLE, FILE_MEDIUM)).toBe(text)
  })

  it.each(FORMATS.filter((format) => format.id !== 'text'))('$id is the same bytes whatever the medium (D-07)', async (format) => {
    const render = await format.load()
    expect(render(SAMPLE, { ...FILE_MEDIUM, width: 20, unicode: false })).toBe(render(SAMPLE, FILE_MEDIUM))
  })
})
