import { describe, expect, it } from 'vitest'
import { FINDING_CODES } from '../../../src/check/reporters/rules.js'
import { renderCheckSarif } from '../../../src/check/reporters/sarif.js'
import { PAYLOADS } from '../../report/payloads.js'
import { at, fileOf, findingOf, GREEN, resultOf, SAMPLE, withEveryText } from '../sample-result.js'
import { readAsRunner } from './runner.js'
import { validateSarif } from './sarif-schema.js'

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly physicalLocation: Physical }[]
  readonly relatedLocations?: readonly { readonly physicalLocation: Physical; readonly message: { readonly text: string } }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

interface Physical {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }
  readonly region?: Readonly<Record<string, number>>
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[] } }
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly exitCode: number }[]
  readonly results: readonly Result[]
}

function runOf(text: string): Run {
  const log = JSON.parse(text)
  expect(validateSarif(log), JSON.stringify(validateSarif.errors)).toBe(true)
  return log.runs[0]
}

describe('renderCheckSarif', () => {
  const run = runOf(renderCheckSarif(SAMPLE))
  const resultFor = (ruleId: string): Result | undefined => run.results.find((one) => one.ruleId === ruleId)

  it('keeps to the schema of SARIF 2.1.0', () => {
    for (const result of [SAMPLE, GREEN, resultOf([])]) runOf(renderCheckSarif(result))
  })

  it('is told apart from what does not keep to it', () => {
    const log = JSON.parse(renderCheckSarif(SAMPLE))
    expect(validateSarif({ ...log, version: '2.0.0' })).toBe(false)
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.yaml'
    expect(validateSarif(log)).toBe(false)
  })

  it('points at the line that turned a verdict, and at what else did', () => {
    expect(resultFor('verdict-changed')).toMatchInlineSnapshot(`
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "decisions/support%20bot.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 22,
                "startColumn": 3,
                "startLine": 7,
              },
            },
          },
        ],
        "message": {
          "text": "RAG gets another verdict
      adopt → pilot
      With change-rate as it was, it would stand.
      if this is meant: rag-or-tune check 'decisions/support bot.yaml' --update",
        },
        "partialFingerprints": {
          "ragOrTuneFinding/v1": "decisions/support bot.yaml | verdict-changed | rag",
        },
        "relatedLocations": [
          {
            "id": 1,
            "message": {
              "text": "Latency",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "decisions/support%20bot.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startColumn": 1,
                "startLine": 1,
              },
            },
          },
        ],
        "ruleId": "verdict-changed",
        "ruleIndex": 1,
      }
    `)
  })

  it('has every kind of finding as a rule, with its help, and the problems that came up', () => {
    const { rules } = run.tool.driver
    expect(rules.map(({ id }) => id)).toEqual([...FINDING_CODES, 'answer-hidden', 'answer-unknown-option', 'yaml-syntax'])
    for (const { help } of rules) expect(help.text).toMatch(/\.$/)
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]?.id).toBe(ruleId)
    expect(runOf(renderCheckSarif(GREEN)).results).toEqual([])
  })

  it('has a result for every finding and problem, at its level', () => {
    const findings = SAMPLE.files.flatMap((file) => [...file.findings, ...file.problems])
    expect(run.results).toHaveLength(findings.length)
    expect(resultFor('tool-changed')?.level).toBe('note')
    expect(resultFor('answer-hidden')?.level).toBe('warning')
    expect(resultFor('lock-missing')?.level).toBe('error')
    expect(run.invocations).toEqual([{ executionSuccessful: false, exitCode: 2 }])
  })

  it('knows a finding again when lines move, and no two alike', () => {
    const moved = withLines(SAMPLE, 7)
    const prints = (one: Run): string[] => one.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints)).sort()
    expect(prints(runOf(renderCheckSarif(moved)))).toEqual(prints(run))
    expect(new Set(prints(run)).size).toBe(run.results.length)
    const twice = findingOf('expect-verdict', at('a.yaml', 3, 1), { subject: 'rag' })
    const same = runOf(renderCheckSarif(resultOf([fileOf('a.yaml', { outcome: 'failed', findings: [twice, twice] })])))
    expect(new Set(prints(same)).size).toBe(2)
  })

  it.each([
    ['decisions/a b.yaml', { uri: 'decisions/a%20b.yaml', uriBaseId: '%SRCROOT%' }],
    ['../a.yaml', { uri: '../a.yaml' }],
    ['/srv/a.yaml', { uri: 'file:///srv/a.yaml' }],
    ['100%.yaml', { uri: '100%25.yaml', uriBaseId: '%SRCROOT%' }],
  ])('names %s', (file, location) => {
    const { results } = runOf(
      renderCheckSarif(resultOf([fileOf(file, { outcome: 'failed', findings: [findingOf('review-overdue', at(file))] })])),
    )
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({ artifactLocation: location })
  })

  it.each(PAYLOADS)('%s in every text', (_, payload) => {
    const text = renderCheckSarif(withEveryText(SAMPLE, () => payload))
    for (const { message, relatedLocations = [] } of runOf(text).results) {
      for (const said of [message.text, ...relatedLocations.map((one) => one.message.text)]) {
        expect(said.replace(/\\./g, ''), 'a link').not.toMatch(/[[\]]/)
        expect(said.replaceAll('{{', '').replaceAll('}}', ''), 'a placeholder').not.toMatch(/[{}]/)
      }
    }
    expect(readAsRunner(text).commands, 'workflow command (O-12)').toEqual([])
    expect(text, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
  })
})

/** The same with every line so many further down. */
function withLines<T>(value: T, by: number): T {
  if (Array.isArray(value)) return value.map((item) => withLines(item, by)) as T
  if (typeof value !== 'object' || value === null) return value
  const moved = Object.entries(value).map(([key, item]) => [key, key === 'line' ? item + by : withLines(item, by)])
  return Object.fromEntries(moved) as T
}
