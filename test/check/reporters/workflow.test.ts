import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderCheckMarkdown, wholeMarkdown } from '../../../src/check/reporters/markdown.js'
import { renderCheckOutputs } from '../../../src/check/reporters/outputs.js'
import { COMMENT_LIMIT, cutMarkdown, SUMMARY_LIMIT } from '../../../src/check/reporters/summary.js'
import type { CheckedVerdict, CheckResult } from '../../../src/check/result.js'
import { PAYLOADS } from '../../report/payloads.js'
import { fileOf, GREEN, resultOf, SAMPLE, verdictOf, withEveryText } from '../sample-result.js'
import { renderedBy } from './markdown-reader.js'

const bytes = (text: string): number => Buffer.byteLength(text)

/** Reads the file as a runner does: a name, the word that ends the value, lines up to it. */
function outputsIn(file: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = file.split('\n')
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const [name = '', delimiter = ''] = line.split('<<')
    const end = lines.indexOf(delimiter)
    expect(end, line).toBeGreaterThanOrEqual(0)
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n')
  }
  return outputs
}

describe('renderCheckOutputs', () => {
  it('says what later steps may ask', () => {
    expect(outputsIn(renderCheckOutputs(SAMPLE))).toEqual({
      outcome: 'error',
      'exit-code': '2',
      files: '5',
      passed: '1',
      failed: '2',
      errors: '2',
      changes: 'decisions/support bot.yaml: rag adopt → pilot',
    })
    expect(outputsIn(renderCheckOutputs(GREEN))['outcome']).toBe('passed')
  })

  it.each<readonly [id: string, text: string]>([
    ...PAYLOADS,
    ['O-13 the end of a value', 'END'],
    ['O-13 more ends', 'END\nEND-1\nadmin<<X\ntrue\nX'],
  ])('%s ends no value', (_, payload) => {
    const outputs = outputsIn(renderCheckOutputs(withEveryText(SAMPLE, () => payload)))
    expect(Object.keys(outputs)).toEqual(['outcome', 'exit-code', 'files', 'passed', 'failed', 'errors', 'changes'])
    expect(outputs['changes']?.split('\n')).toHaveLength(1)
  })

  it('names approaches that came and went, and none where no lock says what was', () => {
    const stand = verdictOf('tool-use', 'Tool use', ['adopt', 3]).after
    const gone = { approach: 'tool-use', title: 'tool-use', ...(stand !== undefined && { before: stand }) }
    const came = verdictOf('tool-calls', 'Tool calls', ['adopt', 3])
    const same = verdictOf('rag', 'RAG', ['skip', 1], ['skip', 2])
    const changes = (verdicts: readonly CheckedVerdict[]): string | undefined =>
      outputsIn(renderCheckOutputs(resultOf([fileOf('a.yaml', { outcome: 'failed', verdicts })])))['changes']
    expect(changes([came, same, gone])).toBe('a.yaml: tool-calls none → adopt\na.yaml: tool-use adopt → none')
    expect(changes([came])).toBe('')
  })

  it('counts the changes beyond the first hundred', () => {
    const files = Array.from({ length: 130 }, (_, at) =>
      fileOf(`${at}.yaml`, { outcome: 'failed', verdicts: [verdictOf('rag', 'RAG', ['skip', 1], ['adopt', 1])] }),
    )
    const changes = outputsIn(renderCheckOutputs(resultOf(files)))['changes']?.split('\n')
    expect(changes).toHaveLength(101)
    expect(changes?.at(-1)).toBe('and 30 more')
  })
})

describe('cutMarkdown', () => {
  const files = (count: number): CheckResult => {
    const [support] = SAMPLE.files
    if (support === undefined) throw new Error('the sample is empty')
    return resultOf(Array.from({ length: count }, (_, at) => ({ ...support, file: `decisions/${String(at).padStart(6, '0')}.yaml` })))
  }
  const many = (count: number): string => wholeMarkdown(files(count))

  it('leaves alone what fits', () => {
    expect(cutMarkdown('a\nb\n', 4)).toBe('a\nb\n')
  })

  it('O-14 cuts a summary of more than 1 MiB at 900 KB, with a note, and what is left renders', () => {
    const whole = many(1_200)
    expect(bytes(whole)).toBeGreaterThan(1_048_576)
    const cut = cutMarkdown(whole, SUMMARY_LIMIT)
    expect(bytes(cut)).toBeLessThanOrEqual(900 * 1024)
    expect(bytes(cut)).toBeGreaterThan(890 * 1024)
    const { tables, active, text } = renderedBy(cut)
    expect(text).toMatch(/The rest is left out/)
    expect(active).toEqual([])
    for (const rows of tables) for (const row of rows) expect(row).toHaveLength(3)
  })

  it('keeps a comment on a pull request to what GitHub takes', () => {
    const whole = renderCheckMarkdown(files(400))
    expect(bytes(whole)).toBeLessThanOrEqual(COMMENT_LIMIT)
    expect(bytes(whole)).toBeGreaterThan(60_000)
    expect(renderedBy(whole).text).toMatch(/The rest is left out/)
  })

  it('O-14 cuts nowhere inside a row, a fence or the head of a table', () => {
    const whole = many(3)
    const full = renderedBy(whole)
    for (let limit = 0; limit < bytes(whole); limit += 37) {
      const cut = cutMarkdown(whole, limit)
      expect(bytes(cut)).toBeLessThanOrEqual(limit)
      if (cut === '') continue
      const { tables, fences, text } = renderedBy(cut)
      expect(text).toMatch(/The rest is left out/)
      expect(tables.every((rows, at) => rows.every((row, index) => row.join() === full.tables[at]?.[index]?.join()))).toBe(true)
      expect(fences).toEqual(full.fences.slice(0, fences.length))
      expect(cut.match(/^\| Approach/gm) ?? []).toHaveLength(tables.length)
    }
  })

  it('O-14 holds for texts of any width', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 12 }), fc.nat(300), (lines, limit) => {
        const text = lines.join('\n')
        const cut = cutMarkdown(text, limit)
        expect(bytes(cut)).toBeLessThanOrEqual(Math.max(limit, 0))
        if (bytes(text) <= limit) expect(cut).toBe(text)
      }),
    )
  })
})
