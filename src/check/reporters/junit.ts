import type { Diagnostic } from '../../files/diagnostic.js'
import { visible, xml } from '../../report/encode.js'
import type { CheckedExpectation, CheckedFile, CheckResult } from '../result.js'
import { changeOf, filesOf, mendInWords, placeOf, type Told, toldOf } from './facts.js'
import { RULES } from './rules.js'

/** One thing that was checked of a file; without anything in it, it passed. */
interface Case {
  readonly name: string
  readonly found: readonly Found[]
  /** Why it was not looked at, if it was not. */
  readonly skipped?: string
}

interface Found {
  readonly outcome: 'error' | 'failed' | 'note'
  readonly code: string
  readonly message: string
  readonly more: readonly string[]
}

/**
 * Returns the result as JUnit XML, for readers of test results: a suite for each file; in it one case for the answers file, its lock, its review date,
 * each approach's verdict and each expectation, those that passed as well, and what could not be looked at as skipped.
 */
export function renderCheckJunit(result: CheckResult): string {
  const suites = filesOf(result).map((file) => ({ file: file.file, cases: casesOf(file) }))
  const all = suites.flatMap(({ cases }) => cases)
  const name = attribute('name', `${result.tool.name} check`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${name} ${counts(all)}>`,
    ...suites.flatMap(({ file, cases }) => suiteLines(file, cases)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteLines(file: string, cases: readonly Case[]): readonly string[] {
  const path = visible(file)
  return [
    `  <testsuite ${attribute('name', path)} ${counts(cases)} skipped="${cases.filter(isSkipped).length}" ${attribute('file', path)}>`,
    ...cases.flatMap((one) => caseLines(path, one)),
    '  </testsuite>',
  ]
}

function isSkipped({ found, skipped }: Case): boolean {
  return found.length === 0 && skipped !== undefined
}

function counts(cases: readonly Case[]): string {
  const outcomes = cases.map(outcomeOf)
  const count = (outcome: Found['outcome']): number => outcomes.filter((one) => one === outcome).length
  return `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}"`
}

function outcomeOf({ found }: Case): Found['outcome'] {
  if (found.some(({ outcome }) => outcome === 'error')) return 'error'
  return found.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'note'
}

/** Readers take the first element of a kind alone, so a case has one: the first message up front, all of them inside. */
function caseLines(path: string, one: Case): readonly string[] {
  const opening = `    <testcase ${attribute('classname', path)} ${attribute('name', one.name)}`
  if (isSkipped(one)) return [`${opening}>`, `      <skipped ${attribute('message', one.skipped ?? '')}/>`, '    </testcase>']
  if (one.found.length === 0) return [`${opening}/>`]
  const outcome = outcomeOf(one)
  const bad = one.found.filter((each) => each.outcome !== 'note')
  const notes = one.found.filter((each) => each.outcome === 'note')
  const first = bad.find((each) => each.outcome === outcome)
  const element = outcome === 'error' ? 'error' : 'failure'
  return [
    `${opening}>`,
    ...(first === undefined
      ? []
      : [`      <${element} ${attribute('type', first.code)} ${attribute('message', first.message)}>${bodyOf(bad)}</${element}>`]),
    ...(notes.length === 0 ? [] : [`      <system-out>${bodyOf(notes)}</system-out>`]),
    '    </testcase>',
  ]
}

function bodyOf(found: readonly Found[]): string {
  return xml(found.map(({ message, more }) => [message, ...more].join('\n')).join('\n\n'))
}

function attribute(name: string, value: string): string {
  return `${name}="${xml(value, 'attribute')}"`
}

function casesOf(file: CheckedFile): readonly Case[] {
  const told = toldOf(file)
  const left = new Set(told)
  const take = (wanted: (one: Told) => boolean): readonly Found[] => {
    const taken = [...left].filter(wanted)
    for (const one of taken) left.delete(one)
    return taken.map(foundOf)
  }
  const about = (what: (typeof RULES)[Told['code']]['about']) => (one: Told) => RULES[one.code].about === what
  const cases: Case[] = [{ name: 'answers file', found: file.problems.map((one) => problemOf(one, file)) }]
  const lock = take(about('lock'))
  if (file.lock !== undefined || lock.length > 0)
    cases.push({ name: 'lock', found: lock, ...(file.verdicts.length === 0 && { skipped: 'nothing could be decided' }) })
  const review = take(about('review'))
  if (file.review !== undefined || review.length > 0) cases.push({ name: 'review date', found: review })
  for (const { approach, before } of file.verdicts) {
    const found = take((one) => about('verdict')(one) && one.subject === approach)
    cases.push({ name: `verdict of ${approach}`, found, ...(before === undefined && { skipped: 'no lock says what it was' }) })
  }
  for (const expectation of file.expectations) {
    cases.push({ name: nameOf(expectation), found: expectation.met ? [] : take((one) => one.expectation === expectation) })
  }
  for (const one of [...left])
    cases.push({ name: `${one.code}${one.subject === undefined ? '' : ` of ${one.subject}`}`, found: [foundOf(one)] })
  return [...cases, ...unexplained(file, cases)]
}

/** Nothing passes because its reason was not found. */
function unexplained(file: CheckedFile, cases: readonly Case[]): readonly Case[] {
  const outcomes = new Set(cases.map(outcomeOf))
  if (file.outcome === 'passed' || outcomes.has(file.outcome)) return []
  const message = file.outcome === 'error' ? 'the file could not be checked' : 'the file did not pass'
  return [{ name: 'check', found: [{ outcome: file.outcome, code: file.outcome, message, more: [] }] }]
}

function nameOf({ asked, from }: CheckedExpectation): string {
  return from === 'file' ? `${asked} (expected in the file)` : asked
}

function foundOf(one: Told): Found {
  const { outcome, code, message, because, place } = one
  const more = [changeOf(one), because, visible(placeOf(place)), mendInWords(one)].filter((part) => part !== undefined)
  return { outcome, code, message, more }
}

function problemOf({ severity, code, message, place, allowed, hint }: Diagnostic, { outcome }: CheckedFile): Found {
  const more = [
    ...(place === undefined ? [] : [visible(placeOf(place))]),
    ...(allowed === undefined || allowed.length === 0 ? [] : [`allowed: ${allowed.join(', ')}`]),
    ...(hint === undefined ? [] : [hint]),
  ]
  // A file that was decided all the same has passed this case.
  return { outcome: severity === 'error' && outcome === 'error' ? 'error' : 'note', code, message, more }
}
