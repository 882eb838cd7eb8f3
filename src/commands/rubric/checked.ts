import type { Given } from '../../engine/given.js'
import type { Code } from '../../files/codes.js'
import type { Diagnostic, Place } from '../../files/diagnostic.js'
import { problem, warning } from '../../files/problem.js'
import type { Finding, FindingCode, ProofReport } from '../../prove/finding.js'
import { DEFAULT_RUBRIC } from '../rubric-choice.js'
import { shellWord } from '../shell-word.js'

/** Whether a rubric holds what was to be proved; `unusable` is one that could not be loaded. */
export type Outcome = 'proved' | 'unproved' | 'refuted' | 'unusable'

/** A finding with its place, and the command that shows it. */
export interface Placed extends Finding {
  readonly place: Place
  /** Decides on the answers that show it; absent where there are none. */
  readonly replay?: string
}

/** What came of checking one rubric. */
export interface CheckedRubric {
  /** As it was named on the command line. */
  readonly name: string
  readonly outcome: Outcome
  /** Absent for a rubric that could not be loaded. */
  readonly rubric?: { readonly id: string; readonly version: string; readonly digest: string }
  /** What is wrong with the file, or worth a look in it. */
  readonly problems: readonly Diagnostic[]
  readonly findings: readonly Placed[]
  /** How many statements of each kind were proved. */
  readonly proved: ProofReport['proved']
  /** Of a shorter rubric: the verdicts that only the questions left out lead to; absent for none. */
  readonly leftOut?: ProofReport['leftOut']
}

/** What was shown of each kind of statement, as a heading of a count. */
export const PROOFS: Readonly<Record<FindingCode, string>> = {
  'proof-unreachable': 'verdicts that answers lead to',
  'proof-never-reached': 'verdicts ruled out that no answers lead to',
  'proof-inert-question': 'questions that can change something',
  'proof-inert-option': 'options that can change something',
  'proof-one-sided': 'questions whose points straddle zero for an approach',
  'proof-dominated': 'options that are not worse than another for every approach',
  'proof-gate-never': 'gates that can act',
  'proof-gate-shadowed': 'gates that change a verdict',
  'proof-gate-contradiction': 'gates without another that says the opposite',
  'proof-condition-never': 'conditions that can hold',
  'proof-condition-always': 'conditions that can fail',
  'proof-tie': 'alternatives whose ties are settled as declared',
  'proof-order': 'scales whose points go one way',
  'proof-reference': 'points with a reason and a source that exists',
  'proof-review': 'sources that need no review yet',
  'proof-claim': 'claims that hold for all answers',
  'proof-claim-vacuous': 'claims that say something',
}

/** Findings with their places, in the order of the files and lines they point at; those of one line keep theirs. */
export function placed(
  findings: readonly Finding[],
  locate: (finding: Finding) => Place,
  replay: (witness: Given) => string | undefined,
): readonly Placed[] {
  const all = findings.map((finding): Placed => {
    const command = finding.witness === undefined ? undefined : replay(finding.witness)
    return { ...finding, place: locate(finding), ...(command !== undefined && { replay: command }) }
  })
  const files = [...new Set(all.map(({ place }) => place.file))]
  const key = ({ place }: Placed): readonly number[] => [files.indexOf(place.file), place.line ?? 0, place.column ?? 0]
  return all
    .map((one) => ({ one, at: key(one) }))
    .sort((a, b) => a.at.reduce((found, value, index) => found || value - (b.at[index] ?? 0), 0))
    .map(({ one }) => one)
}

/** The command that decides on these answers with this rubric; undefined for no answers at all. */
export function replayOf(program: string, name: string, witness: Given): string | undefined {
  if (Object.keys(witness).length === 0) return undefined
  const chosen = name === DEFAULT_RUBRIC ? [] : ['--rubric', shellWord(name)]
  return [program, 'decide', ...chosen, ...answersIn(witness).flatMap((answer) => ['--set', shellWord(answer)])].join(' ')
}

/** Answers as flags take them. */
export function answersIn(witness: Given): readonly string[] {
  return Object.entries(witness).map(([id, value]) => `${id}=${typeof value === 'string' ? value : value.join(',')}`)
}

/** What the findings say of the rubric; what is unproved counts as proved no more than as refuted. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.some(({ result }) => result === 'refuted')) return 'refuted'
  return findings.some(({ result }) => result === 'unproved') ? 'unproved' : 'proved'
}

/** A finding as one problem of its file: an error if it fails the check. */
export function diagnosticOf({ code, result, message, hint, place }: Placed, strict: boolean): Diagnostic {
  const fails = result === 'refuted' || (strict && result === 'unproved')
  return (fails ? problem : warning)(code satisfies Code, message, { place, hint })
}

/** The exit code of a check: 2 for a rubric that cannot be used, 1 for one that does not hold, else 0. */
export function exitCodeOf(checked: readonly CheckedRubric[], strict: boolean): number {
  if (checked.some(({ outcome }) => outcome === 'unusable')) return 2
  return checked.some(({ outcome }) => outcome === 'refuted' || (strict && outcome === 'unproved')) ? 1 : 0
}
