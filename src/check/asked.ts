import { FAIL_ON, LIMITS, type Limit, limitFrom, limitText } from '../answers/limits.js'
import type { Site } from '../answers/options.js'
import { readVerdictFlag } from '../answers/verdict-flag.js'
import { faultOfAll, faultOfApproach } from '../answers/verdict-words.js'
import type { Expectation } from '../engine/answers.js'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'

/** What was typed to say what is expected. */
export interface ExpectFlags {
  readonly expect: readonly string[]
  readonly minStability?: string
  readonly minMargin?: string
  readonly maxOpen?: string
  readonly failOn: readonly string[]
}

/** An expectation that came from a flag, and where in the flag its approach stands. */
export interface FlagExpectation {
  readonly expectation: Expectation
  readonly site: Site
}

const EXAMPLES: Readonly<Record<Limit, string>> = { 'min-stability': '90%', 'min-margin': '3', 'max-open': '2' }

/** What the flags expect, whatever the rubric; or everything that is wrong with them. The same thing twice is one expectation. */
export function expectationsOfFlags(flags: ExpectFlags): Checked<readonly FlagExpectation[]> {
  const found = new Map<string, FlagExpectation>()
  const problems: Diagnostic[] = []
  const add = (expectation: Expectation, site: Site): void => {
    found.set(askedText(expectation), { expectation, site })
  }
  for (const text of flags.expect) {
    const read = readVerdictFlag('--expect', text)
    if (!read.ok) {
      problems.push(...read.problems)
      continue
    }
    const { expected, site } = read.value
    const idle = faultOfAll(expected)
    if (idle === undefined) add(expected, site)
    else problems.push(problem('expect-shape', idle, { ...site, hint: 'leave a verdict out, or the whole flag' }))
  }
  for (const limit of LIMITS) {
    const text = textOf(limit, flags)
    if (text === undefined) continue
    const read = limitFrom(limit, text)
    if ('kind' in read) add(read, siteOf(`--${limit}`, text))
    else {
      const { says, hint = `write --${limit} ${EXAMPLES[limit]}` } = read
      problems.push(problem('expect-shape', `--${limit} ${says}`, { ...siteOf(`--${limit}`, text), hint }))
    }
  }
  for (const text of flags.failOn) {
    const what = FAIL_ON.find((one) => one === text)
    if (what !== undefined) add({ kind: 'fail-on', what }, siteOf('--fail-on', text))
    else problems.push(unknownWhat(text))
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: [...found.values()], warnings: [] }
}

function textOf(limit: Limit, { minStability, minMargin, maxOpen }: ExpectFlags): string | undefined {
  if (limit === 'min-stability') return minStability
  return limit === 'min-margin' ? minMargin : maxOpen
}

function siteOf(flag: string, text: string): Site {
  return { place: { file: flag, column: 1, length: Math.max(1, text.length), sourceLine: text }, path: flag }
}

function unknownWhat(text: string): Diagnostic {
  const guess = nearest(text, FAIL_ON)
  const hint = guess === undefined ? undefined : `did you mean ${guess}?`
  return problem('expect-shape', `--fail-on cannot name ${echo(text)}`, { ...siteOf('--fail-on', text), allowed: FAIL_ON, hint })
}

/** The problems with approaches that flags name and the rubric does not have. */
export function faultsOfFlags(flags: readonly FlagExpectation[], approaches: readonly string[]): readonly Diagnostic[] {
  return flags.flatMap(({ expectation, site }) => {
    const fault = expectation.kind === 'verdict' ? faultOfApproach(expectation.approach, approaches, site) : undefined
    return fault === undefined ? [] : [fault]
  })
}

/** An expectation as a flag writes it: `--expect rag=adopt,pilot`. */
export function askedText(expectation: Expectation): string {
  if (expectation.kind === 'verdict') {
    return `--expect ${expectation.approach}${expectation.not ? '!=' : '='}${expectation.verdicts.join(',')}`
  }
  return `--${expectation.kind} ${expectation.kind === 'fail-on' ? expectation.what : limitText(expectation)}`
}
