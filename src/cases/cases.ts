import type { Answer } from '../engine/answers.js'
import { UNSURE } from '../engine/answers.js'
import type { Given } from '../engine/given.js'
import type { Verdict } from '../engine/rubric.js'

/** A law has to be met; an agreement is a published story, where the share of cases that are met counts. */
export type CaseKind = 'law' | 'agreement'

/** Things that a decision lists or does not. */
export type ListedKind = 'gate' | 'mistake' | 'note'

/** What has to come of the answers of a case. */
export interface Expected {
  readonly adopt: readonly string[]
  /** Approaches that are to be skipped or put off. */
  readonly avoid: readonly string[]
  /** By approach: the verdicts of which one has to come. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>
  /** Ids that have to be listed. */
  readonly listed: Readonly<Record<ListedKind, readonly string[]>>
  /** Ids that must not be. */
  readonly unlisted: Readonly<Record<ListedKind, readonly string[]>>
}

export interface Case {
  readonly id: string
  readonly title: string
  readonly kind: CaseKind
  readonly answers: ReadonlyMap<string, Answer>
  readonly expected: Expected
  /** Ids of references, or one text that says where the story was published. */
  readonly source: readonly string[] | string
}

/** The cases beside a rubric, checked against it. */
export interface CaseFile {
  /** What the file calls its rubric. */
  readonly rubric: string
  /** The least agreement in hundredths of a percent; absent: none. */
  readonly floor?: number
  readonly cases: readonly Case[]
}

/** The answers of a case as a person writes them down; questions that are open on purpose are left out. */
export function givenOf({ answers }: Case): Given {
  return Object.fromEntries([...answers].flatMap(([id, { value }]) => (value === UNSURE ? [] : [[id, value]])))
}
