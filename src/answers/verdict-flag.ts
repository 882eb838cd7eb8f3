import type { Verdict } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import type { Site } from './options.js'
import { type ExpectedVerdict, inVerdictOrder, verdictNamed } from './verdict-words.js'

/** A verdict that a flag speaks of, and the place of its approach in the flag. */
export interface VerdictFlag {
  readonly expected: ExpectedVerdict
  readonly site: Site
}

/**
 * Reads the value of a flag that speaks of verdicts: `rag=adopt`, `rag=adopt,pilot` (one of), `rag!=adopt` (none of). Whether a rubric has the approach
 * is for `faultOfApproach` to say. `flag` is the flag's name with its dashes, for messages.
 */
export function readVerdictFlag(flag: string, text: string): Checked<VerdictFlag> {
  const equals = text.indexOf('=')
  const not = equals > 0 && text[equals - 1] === '!'
  const approach = equals < 0 ? text : text.slice(0, not ? equals - 1 : equals)
  const siteAt = (start: number, length: number): Site => ({
    place: { file: flag, column: start + 1, length: Math.max(1, length), sourceLine: text },
    path: flag,
  })
  const site = siteAt(0, approach.length)
  if (equals < 0 || approach === '') return { ok: false, problems: [misshapen(flag, text, approach, site)] }
  const problems: Diagnostic[] = []
  const verdicts: Verdict[] = []
  let at = equals + 1
  for (const word of text.slice(equals + 1).split(',')) {
    const read = word === '' ? missing(flag, approach, siteAt(at, 1)) : verdictNamed(word, siteAt(at, word.length))
    if (typeof read === 'string') verdicts.push(read)
    else problems.push(read)
    at += word.length + 1
  }
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { expected: { kind: 'verdict', approach, verdicts: inVerdictOrder(verdicts), not }, site }, warnings: [] }
}

function misshapen(flag: string, text: string, approach: string, site: Site): Diagnostic {
  return problem('expect-shape', `${flag} takes id=verdict or id!=verdict, not ${echo(text)}`, {
    ...site,
    hint: `write ${flag} ${/^[a-z][a-z0-9-]*$/.test(approach) ? approach : 'ID'}=adopt`,
  })
}

function missing(flag: string, approach: string, site: Site): Diagnostic {
  return problem('expect-shape', 'a verdict is missing here', { ...site, hint: `write ${flag} ${approach.slice(0, 64)}=adopt` })
}
