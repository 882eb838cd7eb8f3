import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { renderCheckGithub } from '../../../src/check/reporters/github.js'
import { renderCheckJson } from '../../../src/check/reporters/json.js'
import { renderCheckJunit } from '../../../src/check/reporters/junit.js'
import { wholeMarkdown } from '../../../src/check/reporters/markdown.js'
import { renderCheckSarif } from '../../../src/check/reporters/sarif.js'
import { renderCheckText } from '../../../src/check/reporters/text.js'
import type { CheckResult } from '../../../src/check/result.js'
import { jsonSafe } from '../../../src/report/encode.js'
import { FILE_MEDIUM } from '../../../src/report/formats.js'
import { ROOT } from '../../e2e/harness.js'
import { PAYLOADS } from '../../report/payloads.js'
import { allNamed, readXml } from '../../report/strict-xml.js'
import { SAMPLE, withEveryText } from '../sample-result.js'
import { renderedBy } from './markdown-reader.js'
import { readAsRunner } from './runner.js'
import { validateSarif } from './sarif-schema.js'

const PIECES = [
  '::',
  '##[',
  ']',
  '%0A',
  '\n',
  '\r',
  '\u2028',
  '\u0085',
  '\u200b',
  '|',
  '`',
  '```',
  '<',
  '&',
  ']]>',
  '"',
  '{0}',
  '@a',
  'x',
  ' ',
  '/',
  '..',
  '--',
  '\\',
]

/** Each run renders and reads five files full of odd texts. */
const RUNS = { numRuns: 50 }

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.constantFrom(...PAYLOADS.map(([, text]) => text).filter(({ length }) => length < 200)),
)

/** The sample with every text replaced by another one, drawn in turn. */
const anyResult = fc.array(anyText, { minLength: 1, maxLength: 12 }).map((texts): CheckResult => {
  let at = 0
  return withEveryText(SAMPLE, () => texts[at++ % texts.length] ?? '')
})

const outcomes = (xml: string): string =>
  allNamed(readXml(xml), 'testcase')
    .map(({ children }) => children[0]?.name ?? 'passed')
    .sort()
    .join()
const tableSizes = (markdown: string): number[] => renderedBy(markdown).tables.map((rows) => rows.length)

describe('any texts, wherever a result holds one', () => {
  it('keep SARIF valid', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderCheckSarif(result)
        expect(validateSarif(JSON.parse(text)), JSON.stringify(validateSarif.errors)).toBe(true)
        expect(readAsRunner(text).commands).toEqual([])
      }),
      RUNS,
    )
  })

  it('keep JUnit well-formed, and every failure a failure', () => {
    const failures = (xml: string): number =>
      outcomes(xml)
        .split(',')
        .filter((one) => one === 'failure' || one === 'error').length
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderCheckJunit(result)
        const suites = allNamed(readXml(text), 'testsuite')
        expect(suites).toHaveLength(SAMPLE.files.length)
        const bad = suites.filter(({ attributes }) => Number(attributes['failures']) + Number(attributes['errors']) > 0)
        expect(bad).toHaveLength(SAMPLE.files.filter(({ outcome }) => outcome !== 'passed').length)
        expect(failures(text)).toBeGreaterThanOrEqual(bad.length)
        expect(readAsRunner(text).commands).toEqual([])
      }),
      RUNS,
    )
  })

  it('keep JUnit to its schema', async () => {
    const schema = readFileSync(join(ROOT, 'test/fixtures/schemas/junit-10.xsd'), 'utf8')
    const xml = fc
      .sample(anyResult, { numRuns: 20, seed: 7 })
      .map((result, at) => ({ fileName: `${at}.xml`, contents: renderCheckJunit(result) }))
    const { valid, errors } = await validateXML({ xml, schema: [schema] })
    expect(errors).toEqual([])
    expect(valid).toBe(true)
  })

  it('keep each table of the comment at its rows and three cells, and do nothing', () => {
    const sizes = tableSizes(wholeMarkdown(SAMPLE)).sort()
    fc.assert(
      fc.property(anyResult, (result) => {
        const { tables, active } = renderedBy(wholeMarkdown(result))
        expect(tables.map((rows) => rows.length).sort()).toEqual(sizes)
        for (const rows of tables) for (const row of rows) expect(row).toHaveLength(3)
        expect(active).toEqual([])
      }),
      RUNS,
    )
  })

  it('O-12 give a runner no command but one annotation for each finding and problem', () => {
    const { length } = SAMPLE.files.flatMap(({ findings, problems }) => [...findings, ...problems])
    fc.assert(
      fc.property(anyResult, (result) => {
        const { commands, lines } = readAsRunner(renderCheckGithub(result))
        // An expectation whose words say nothing is told beside the findings that nothing ties to it.
        expect(commands.length).toBeGreaterThanOrEqual(length)
        for (const { name, properties, data } of commands) {
          expect(['error', 'warning', 'notice']).toContain(name)
          expect(Object.keys(properties).every((key) => ['file', 'line', 'col', 'title'].includes(key))).toBe(true)
          expect(readAsRunner(data).commands).toEqual([])
        }
        expect(lines).toHaveLength(2)
      }),
      RUNS,
    )
  })

  it('O-12 give a runner no command in text and Markdown either, nor a control character to anybody', () => {
    fc.assert(
      fc.property(anyResult, fc.integer({ min: 20, max: 120 }), (result, width) => {
        for (const text of [renderCheckText(result, { ...FILE_MEDIUM, width, quiet: false }), wholeMarkdown(result)]) {
          expect(readAsRunner(text).commands).toEqual([])
          expect(text).not.toMatch(/[^\P{Cc}\n]/u)
        }
      }),
      RUNS,
    )
  })

  it('come back from the JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = withEveryText(SAMPLE, () => text)
        const { files } = JSON.parse(renderCheckJson(result))
        const shown = JSON.parse(jsonSafe(JSON.stringify(text)))
        for (const file of files) expect([file.file, file.title, file.headline]).toEqual([shown, shown, shown])
      }),
      RUNS,
    )
  })
})
