import { describe, expect, it } from 'vitest'
import { afterInterview, planDelivery, renderAll, targetsOf } from '../../src/commands/delivery.js'
import type { DecideOptions } from '../../src/commands/options.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderJson } from '../../src/report/json.js'
import { renderBriefMarkdown, renderMarkdown } from '../../src/report/markdown.js'
import { PLAIN } from '../../src/report/paint.js'
import { renderBriefText, renderText } from '../../src/report/text.js'
import { fakeContext } from '../cli/fake-context.js'
import { SAMPLE } from '../report/sample-decision.js'

const options: DecideOptions = {
  set: [],
  output: [],
  complete: false,
  interview: false,
  force: false,
  quiet: false,
  debug: false,
  input: true,
}
const planned = (more: Partial<DecideOptions>) => {
  const plan = planDelivery({ ...options, ...more })
  if (!plan.ok) return plan.problems.map(({ code }) => code)
  const { stdout, files, save } = plan.value
  return { stdout: stdout?.id, files: files.map(({ path, format }) => [path, format.id]), save }
}

describe('the short form', () => {
  it.each([
    ['text', {}],
    ['Markdown', { format: 'markdown' }],
    ['a file', { output: ['a.md'] }],
    ['text, and JSON in a file', { output: ['a.json', '-'] }],
  ])('exists for %s', (_, more) => {
    const plan = planDelivery({ ...options, ...more, brief: true })
    expect(plan).toMatchObject({ ok: true, value: { brief: true } })
  })

  it.each([
    ['JSON on standard output', { format: 'json' }],
    ['JSON in a file', { output: ['a.json'] }],
  ])('does not exist for %s, which programs read', (_, more) => {
    expect(planned({ ...more, brief: true })).toEqual(['usage'])
  })

  it('is printed, and written into files, where it exists', async () => {
    const medium = { width: 80, unicode: true, paint: PLAIN }
    const plan = planDelivery({ ...options, output: ['a.md', 'b.json', '-'], brief: true })
    if (!plan.ok) throw new Error('refused')
    const { stdout, files } = await renderAll(plan.value, SAMPLE, medium)
    expect(stdout).toBe(renderBriefText(SAMPLE, medium))
    expect(files.map(({ text }) => text)).toEqual([renderBriefMarkdown(SAMPLE), renderJson(SAMPLE)])
  })
})

describe('after an interview', () => {
  const medium = { width: 80, unicode: true, paint: PLAIN }
  const delivered = async (more: Partial<DecideOptions>, terminals: readonly 'stdout'[]) => {
    const plan = planDelivery({ ...options, ...more })
    if (!plan.ok) throw new Error('refused')
    return renderAll(afterInterview(plan.value, fakeContext({ terminals }).context), SAMPLE, medium)
  }
  it('text on a terminal is short, and files are whole', async () => {
    const { stdout, files } = await delivered({ output: ['a.txt', '-'] }, ['stdout'])
    expect(stdout).toBe(renderBriefText(SAMPLE, medium))
    expect(files.map(({ text }) => text)).toEqual([renderText(SAMPLE, FILE_MEDIUM)])
  })
  it.each([
    ['no terminal', {}, [], renderText(SAMPLE, medium)],
    ['Markdown', { format: 'markdown' }, ['stdout'], renderMarkdown(SAMPLE)],
  ] as const)('%s gets the whole report', async (_, more, terminals, whole) => {
    expect((await delivered(more, terminals)).stdout).toBe(whole)
  })
})

describe('where reports go', () => {
  it.each([
    ['nothing said: text on standard output', {}, { stdout: 'text', files: [] }],
    ['a format', { format: 'json' }, { stdout: 'json', files: [] }],
    [
      'files alone',
      { output: ['a.md', 'B.MARKDOWN', 'c.json', 'd.txt'] },
      {
        stdout: undefined,
        files: [
          ['a.md', 'markdown'],
          ['B.MARKDOWN', 'markdown'],
          ['c.json', 'json'],
          ['d.txt', 'text'],
        ],
      },
    ],
    ['a file and a format', { output: ['a.md'], format: 'json' }, { stdout: 'json', files: [['a.md', 'markdown']] }],
    ['a file and - ', { output: ['a.md', '-'] }, { stdout: 'text', files: [['a.md', 'markdown']] }],
    ['/dev/stdout is standard output (F-06)', { output: ['/dev/stdout'], format: 'markdown' }, { stdout: 'markdown', files: [] }],
    ['a saved answers file leaves the report alone', { save: 'a.yaml' }, { stdout: 'text', files: [], save: 'a.yaml' }],
  ])('%s', (_, more, expected) => {
    expect(planned(more)).toEqual({ save: undefined, ...expected })
  })
  it.each([
    ['alone: standard output stays empty', ['decisions/'], undefined, []],
    ['with standard output asked for', ['decisions/', '-'], 'adr', []],
    ['beside files', ['a.md', 'decisions/', 'b.json'], undefined, ['a.md', 'b.json']],
  ])('a folder takes the record, %s', (_, output, stdout, files) => {
    const plan = planDelivery({ ...options, format: 'adr', output }, ['decisions/'])
    if (!plan.ok) throw new Error('refused')
    expect(plan.value.records).toBe('decisions/')
    expect(plan.value.stdout?.id).toBe(stdout)
    expect(plan.value.files.map(({ path }) => path)).toEqual(files)
    expect(targetsOf(plan.value)).toEqual(files)
  })
  it.each([
    ['with no format', {}, ['write-folder']],
    ['with another format', { format: 'markdown' }, ['write-folder']],
    ['and a second one', { format: 'adr', output: ['a/', 'b/'] }, ['usage']],
    ['in a short form', { format: 'adr', brief: true }, ['usage']],
  ])('a folder %s is refused', (_, more, codes) => {
    const plan = planDelivery({ ...options, output: ['a/'], ...more }, ['a/', 'b/'])
    expect(plan.ok ? [] : plan.problems.map(({ code }) => code)).toEqual(codes)
  })
  it('names every ending that is no format', () =>
    expect(planned({ output: ['a.pdf', 'b', '.md'] })).toEqual(['output-ending', 'output-ending', 'output-ending']))
  it('keeps standard output for the report', () => expect(planned({ save: '-' })).toEqual(['usage']))
  it('checks the saved answers with the reports', () => {
    const plan = planDelivery({ ...options, output: ['a.md'], save: 's.yaml' })
    expect(plan.ok && targetsOf(plan.value)).toEqual(['a.md', 's.yaml'])
  })
})
