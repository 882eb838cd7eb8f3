import type { Expectation } from '../engine/answers.js'
import { echo } from '../files/characters.js'
import type { Diagnostic, Place } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping, kindOf } from '../files/kind.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import { FAIL_ON, LIMITS, type Limit, limitFrom, TAKES } from './limits.js'
import type { Site } from './options.js'
import { faultOfAll, faultOfApproach, inVerdictOrder, verdictNamed } from './verdict-words.js'

type Path = readonly (string | number)[]

const MEND = 'mend it, or remove the line'

const KEYS = ['verdicts', ...LIMITS, 'fail-on'] as const

/**
 * What the `expect:` block of an answers file says, in the order of its keys in `KEYS`; and everything that is wrong with it. Ids of approaches are
 * held against the ones given; without any, only the shape is. An empty value is wrong: it would expect nothing and look as if it did.
 */
export function readExpect(
  doc: ParsedDocument,
  value: unknown,
  approaches: readonly string[] | undefined,
): { readonly expect: readonly Expectation[]; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = []
  const expect: Expectation[] = []
  const site = (path: Path, at?: 'key'): Site => ({ place: doc.place(['expect', ...path], at), path: ['expect', ...path].join('.') })
  const wrong = (path: Path, message: string, hint: string, at?: 'key'): void => {
    problems.push(problem('expect-shape', message, { ...site(path, at), hint }))
  }
  if (value === undefined) return { expect, problems }
  if (!isMapping(value) || Object.keys(value).length === 0) {
    const hint = 'write below it what is expected, such as "min-margin: 3", or remove the line'
    wrong([], `expect ${isMapping(value) ? 'is empty' : `is ${kindOf(value)}, not a mapping`}`, hint, 'key')
    return { expect, problems }
  }
  for (const key of Object.keys(value)) {
    if ((KEYS as readonly string[]).includes(key)) continue
    const guess = nearest(key, KEYS)
    const isApproach = approaches?.includes(key)
    const hint = isApproach ? 'it is an approach: indent it below "verdicts:"' : guess === undefined ? undefined : `did you mean ${guess}?`
    problems.push(problem('answers-unknown-key', `there is no key ${echo(key)} here`, { ...site([key], 'key'), allowed: KEYS, hint }))
  }
  const { verdicts: rawVerdicts } = value
  if (rawVerdicts !== undefined) readVerdicts(rawVerdicts)
  for (const limit of LIMITS) if (value[limit] !== undefined) readLimit(limit, value[limit])
  if (value['fail-on'] !== undefined) readFailOn(value['fail-on'])
  return { expect, problems }

  function readVerdicts(verdicts: unknown): void {
    if (!isMapping(verdicts) || Object.keys(verdicts).length === 0) {
      const what = isMapping(verdicts) ? 'is empty' : `is ${kindOf(verdicts)}, not a mapping`
      wrong(['verdicts'], `expect.verdicts ${what}`, 'write below it one "approach: verdict" to a line, or remove the line', 'key')
      return
    }
    for (const [id, raw] of Object.entries(verdicts)) {
      const fault = approaches === undefined ? undefined : faultOfApproach(id, approaches, site(['verdicts', id], 'key'))
      if (fault !== undefined) problems.push(fault)
      const path = ['verdicts', id]
      const not = isMapping(raw)
      const { not: named } = isMapping(raw) ? raw : { not: raw }
      if (not && (Object.keys(raw).length !== 1 || named === undefined)) {
        wrong(path, `what is expected of ${echo(id)} is a mapping without the one key "not"`, `write ${id}: {not: adopt}`)
        continue
      }
      const verdictsNamed = readWords(not ? [...path, 'not'] : path, named, 'a verdict or a list of verdicts', verdictNamed)
      if (verdictsNamed === undefined) continue
      const expected = { kind: 'verdict', approach: id, verdicts: inVerdictOrder(verdictsNamed), not } as const
      const idle = faultOfAll(expected)
      if (idle === undefined) expect.push(expected)
      else wrong(path, idle, 'leave a verdict out, or remove the line')
    }
  }

  function readLimit(limit: Limit, raw: unknown): void {
    if (typeof raw !== 'number' && typeof raw !== 'string') {
      wrong([limit], `expect.${limit} ${TAKES[limit]}, not ${kindOf(raw)}`, MEND)
      return
    }
    const read = limitFrom(limit, String(raw), typeof raw === 'string' ? echo(raw) : String(raw))
    if ('kind' in read) expect.push(read)
    else wrong([limit], `expect.${limit} ${read.says}`, read.hint ?? MEND)
  }

  function readFailOn(raw: unknown): void {
    const named = readWords(['fail-on'], raw, `${FAIL_ON.join(' or ')}, or both in a list`, (word, { place, path }) => {
      const known = FAIL_ON.find((one) => one === word)
      if (known !== undefined) return known
      const guess = typeof word === 'string' ? nearest(word, FAIL_ON) : undefined
      const hint = guess === undefined ? undefined : `did you mean ${guess}?`
      const shown = typeof word === 'string' ? echo(word) : kindOf(word)
      return problem('expect-shape', `fail-on cannot name ${shown}`, { place, path, allowed: FAIL_ON, hint })
    })
    for (const what of FAIL_ON) if (named?.includes(what)) expect.push({ kind: 'fail-on', what })
  }

  /** One word, or a list of different ones; undefined where something is wrong, which has then been said. */
  function readWords<T extends string>(
    path: Path,
    raw: unknown,
    takes: string,
    read: (word: unknown, at: Site) => T | Diagnostic,
  ): readonly T[] | undefined {
    const name = ['expect', ...path].join('.')
    const hint = 'name one, or remove the line'
    const isList = Array.isArray(raw)
    if (!isList && typeof raw !== 'string') return void wrong(path, `${name} takes ${takes}, not ${kindOf(raw)}`, hint)
    const words: readonly unknown[] = isList ? raw : [raw]
    if (words.length === 0) return void wrong(path, `${name} is an empty list`, hint)
    const before = problems.length
    const found: T[] = []
    for (const [index, word] of words.entries()) {
      const at = isList ? [...path, index] : path
      const one = read(word, site(at))
      if (typeof one !== 'string') problems.push(one)
      else if (found.includes(one)) wrong(at, `${name} names ${one} twice`, 'keep one of the two')
      else found.push(one)
    }
    return problems.length > before ? undefined : found
  }
}

/** Where an answers file states an expectation that was read from it. */
export function placeOfExpectation(doc: ParsedDocument, expectation: Expectation): Place {
  if (expectation.kind === 'verdict') return doc.place(['expect', 'verdicts', expectation.approach], 'key')
  return doc.place(['expect', expectation.kind], 'key')
}
