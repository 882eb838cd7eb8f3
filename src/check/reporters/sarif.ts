import { CODES, type Code } from '../../files/codes.js'
import type { Diagnostic, Place } from '../../files/diagnostic.js'
import { jsonSafe, oneLine, sarifMessage, uriPath } from '../../report/encode.js'
import type { CheckedFile, CheckResult } from '../result.js'
import { changeOf, filesOf, inFile, mendInWords, placeOf, type Told, toldOf } from './facts.js'
import { FINDING_CODES, RULES } from './rules.js'

type Level = 'error' | 'warning' | 'note'

interface Rule {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly level: Level
}

/** One result before it is written: what, where, and what it is called from run to run. */
interface Found {
  readonly rule: Rule
  readonly level: Level
  readonly says: readonly (string | undefined)[]
  readonly place: Place
  readonly subject: string
  readonly related: readonly Related[]
}

interface Related {
  readonly place: Place
  readonly says: string
}

/** The folder that relative paths are read from, by the name that readers of SARIF know. */
const ROOT = '%SRCROOT%'

const NOTES: ReadonlySet<string> = new Set(['tool-changed'])

/**
 * Returns the result as SARIF 2.1.0: every kind of finding is a rule; every finding and problem a result with its line, and a fingerprint of what it
 * is about, so that it stays the same result when lines move.
 */
export function renderCheckSarif(result: CheckResult): string {
  const found = filesOf(result).flatMap(foundIn)
  const rules = [...FINDING_CODES.map(ruleOf), ...problemRules(found)]
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: result.tool.name, version: result.tool.version, rules: rules.map(descriptorOf) } },
        invocations: [{ executionSuccessful: result.exitCode !== 2, exitCode: result.exitCode }],
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that relative paths are read from.' } } },
        columnKind: 'utf16CodeUnits',
        results: resultsOf(found, rules),
      },
    ],
  }
  return `${jsonSafe(JSON.stringify(log, null, 2))}\n`
}

function ruleOf(code: (typeof FINDING_CODES)[number]): Rule {
  const { title, help } = RULES[code]
  return { id: code, title, help, level: NOTES.has(code) ? 'note' : 'error' }
}

/** Problems of files have rules as well, but only those that came up: there are hundreds. */
function problemRules(found: readonly Found[]): readonly Rule[] {
  const known = new Set<string>(FINDING_CODES)
  const byId = new Map(found.map(({ rule }) => [rule.id, rule] as const).filter(([id]) => !known.has(id)))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function descriptorOf({ id, title, help, level }: Rule): object {
  return {
    id,
    shortDescription: { text: sarifMessage(title) },
    fullDescription: { text: sarifMessage(help) },
    help: { text: sarifMessage(help) },
    defaultConfiguration: { level },
  }
}

function foundIn(file: CheckedFile): readonly Found[] {
  return [...file.problems.map((one) => problemIn(one, file)), ...toldOf(file).map((one) => toldIn(one, file))]
}

function problemIn({ code, severity, message, place, path, allowed, hint }: Diagnostic, file: CheckedFile): Found {
  const help = Object.hasOwn(CODES, code) ? CODES[code as Code] : 'A problem of an answers file, its rubric or its lock.'
  return {
    rule: { id: code, title: code, help, level: severity },
    level: severity,
    says: [message, allowed && allowed.length > 0 ? `Allowed: ${allowed.join(', ')}` : undefined, hint],
    place: inFile(place, file),
    subject: path ?? '',
    related: [],
  }
}

function toldIn(one: Told, file: CheckedFile): Found {
  const { answers, lock } = file
  const turning = answers.filter(({ turned, place }) => turned.includes(one.subject ?? '') && placeOf(place) !== placeOf(one.place))
  const isLock = RULES[one.code].about === 'lock' && one.code !== 'answers-changed' && lock !== undefined
  return {
    rule: ruleOf(one.code),
    level: one.outcome === 'note' ? 'note' : 'error',
    says: [one.message, changeOf(one), one.expectation?.asked, one.because, mendInWords(one)],
    place: inFile(one.place, file),
    subject: [one.subject, one.expectation?.asked].filter((part) => part !== undefined).join(' '),
    related: [
      ...(one.code === 'answers-changed' ? [] : turning.map(({ place, title }) => ({ place, says: title }))),
      ...(isLock ? [{ place: { file: lock }, says: 'The lock' }] : []),
    ],
  }
}

function resultsOf(found: readonly Found[], rules: readonly Rule[]): readonly object[] {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const times = new Map<string, number>()
  return found.map(({ rule, level, says, place, subject, related }) => {
    const identity = [place.file, rule.id, subject].map(oneLine).join(' | ')
    const before = times.get(identity) ?? 0
    times.set(identity, before + 1)
    return {
      ruleId: rule.id,
      ruleIndex: indexes.get(rule.id),
      level,
      message: { text: messageOf(says) },
      locations: [{ physicalLocation: physicalOf(place) }],
      ...(related.length > 0 && {
        relatedLocations: related.map((one, at) => ({
          id: at + 1,
          physicalLocation: physicalOf(one.place),
          message: { text: sarifMessage(one.says) || 'Here' },
        })),
      }),
      partialFingerprints: { 'ragOrTuneFinding/v1': before === 0 ? identity : `${identity} | ${before + 1}` },
    }
  })
}

function messageOf(says: readonly (string | undefined)[]): string {
  const lines = says.map((one) => sarifMessage(one ?? '')).filter((line) => line !== '')
  return lines.length === 0 ? 'No words.' : lines.join('\n')
}

function physicalOf({ file, line, column, length }: Place): object {
  const uri = uriPath(file)
  const isBelow = !uri.startsWith('file:') && !uri.split('/').includes('..')
  const start = {
    startLine: line,
    ...(column !== undefined && { startColumn: column, ...(length !== undefined && { endColumn: column + length }) }),
  }
  return {
    artifactLocation: { uri, ...(isBelow && { uriBaseId: ROOT }) },
    ...(line !== undefined && { region: start }),
  }
}
