import type { Expectation } from '../engine/answers.js'
import type { Verdict } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { oddCharacter } from '../files/ids.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import type { Site } from './options.js'

/** All verdicts, the best first. */
export const VERDICT_WORDS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

/** An expectation of one approach's verdict. */
export type ExpectedVerdict = Extract<Expectation, { kind: 'verdict' }>

/** The verdict that a text names, or the problem with it. */
export function verdictNamed(text: unknown, site: Site): Verdict | Diagnostic {
  const verdict = VERDICT_WORDS.find((one) => one === text)
  if (verdict !== undefined) return verdict
  const shown = typeof text === 'string' ? echo(text) : String(text)
  const guess = typeof text === 'string' ? nearest(text, VERDICT_WORDS) : undefined
  const hint = guess === undefined ? undefined : `did you mean ${guess}?`
  return problem('expect-unknown-verdict', `there is no verdict ${shown}`, { ...site, allowed: VERDICT_WORDS, hint })
}

/** The problem with the id of an approach that a rubric does not have; undefined when it has it. */
export function faultOfApproach(id: string, known: readonly string[], site: Site): Diagnostic | undefined {
  if (known.includes(id)) return undefined
  const odd = oddCharacter(id)
  const guess = nearest(id, known)
  return problem('unknown-approach', `there is no approach ${echo(id)}${odd === undefined ? '' : `: it ${odd}`}`, {
    ...site,
    allowed: known,
    ...(guess !== undefined && { hint: `did you mean ${guess}?` }),
  })
}

/** The verdicts in the order of all verdicts, so that the order of writing them changes nothing. */
export function inVerdictOrder(verdicts: readonly Verdict[]): readonly Verdict[] {
  return VERDICT_WORDS.filter((one) => verdicts.includes(one))
}

/** What is wrong with an expectation that names every verdict there is: nothing could fall short of it, or everything would. Undefined for any other. */
export function faultOfAll({ approach, verdicts, not }: ExpectedVerdict): string | undefined {
  if (!VERDICT_WORDS.every((one) => verdicts.includes(one))) return undefined
  return `what is expected of ${echo(approach)} names every verdict, so that it is ${not ? 'never' : 'always'} met`
}
