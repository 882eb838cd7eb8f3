import type { Margin } from '../engine/decision.js'
import type { Standing } from '../engine/judge.js'
import { marginOf } from '../engine/margin.js'
import { buildModel, type Model } from '../engine/model.js'
import type { Rubric, Verdict } from '../engine/rubric.js'
import { compile, TRUE } from '../engine/truth.js'
import { type Agreement, agreementOf } from './agreement.js'
import type { Case, CaseFile, CaseKind, ListedKind } from './cases.js'
import { type Coverage, coverageOf } from './coverage.js'
import { isStarted, type Judged, judgeCase } from './judged.js'

/** One way in which a case is not met. */
export type Difference =
  | {
      readonly kind: 'verdict'
      readonly approach: string
      /** The verdicts of which one was wanted; none where the story does not mention the approach. */
      readonly expected: readonly Verdict[]
      readonly came: Verdict
      /** Points of need. */
      readonly total: number
      /** Points to the nearest line; null when no points can change the verdict. */
      readonly margin: Margin | null
    }
  | { readonly kind: ListedKind; readonly id: string; readonly expected: 'listed' | 'not-listed' }

export interface CaseResult {
  readonly id: string
  readonly title: string
  readonly kind: CaseKind
  readonly met: boolean
  readonly differs: readonly Difference[]
}

/** What came of all cases of a file. */
export interface CasesRun {
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string; readonly title: string }
  readonly results: readonly CaseResult[]
  readonly laws: { readonly met: number; readonly of: number }
  /** Absent when no case is of that kind. */
  readonly agreement?: Agreement
  readonly coverage: Coverage
}

/** Runs the cases of a file against a rubric that they were checked against. */
export function runCases(rubric: Rubric, { cases, floor }: CaseFile): CasesRun {
  const model = buildModel(rubric)
  const judged = cases.map((one) => judgeCase(model, one))
  const lists = listsOf(model)
  const results = judged.map((one): CaseResult => {
    const { id, title, kind } = one.of
    const differs = [...verdictsThatDiffer(model, one), ...listsThatDiffer(lists, one)]
    return { id, title, kind, met: differs.length === 0, differs }
  })
  const laws = results.filter(({ kind }) => kind === 'law')
  const stories = judged.filter(({ of }) => of.kind === 'agreement')
  const { id, version, digest, title } = rubric
  return {
    rubric: { id, version, digest, title },
    results,
    laws: { met: laws.filter(({ met }) => met).length, of: laws.length },
    ...(stories.length === 0 ? {} : { agreement: agreementOf(model, stories, floor) }),
    coverage: coverageOf(model, judged),
  }
}

const ADOPT: readonly Verdict[] = ['adopt']
const AVOID: readonly Verdict[] = ['later', 'skip']
const ALL: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

function verdictsThatDiffer(model: Model, { of, standings, verdicts }: Judged): Difference[] {
  return model.approaches.flatMap(({ index, source }): Difference[] => {
    const came = verdicts[index] as Verdict
    const wanted = wantedOf(of, source.id)
    const unasked = wanted === undefined && of.kind === 'agreement' && source.always === undefined && isStarted(came)
    if (wanted === undefined ? !unasked : wanted.includes(came)) return []
    const total = (standings[index] as Standing).need
    return [{ kind: 'verdict', approach: source.id, expected: wanted ?? [], came, total, margin: marginOf(model, standings, index) }]
  })
}

/** The verdicts of which one has to come; undefined where the case says nothing of the approach. */
function wantedOf({ expected }: Case, approach: string): readonly Verdict[] | undefined {
  const wishes = [
    ...(expected.adopt.includes(approach) ? [ADOPT] : []),
    ...(expected.avoid.includes(approach) ? [AVOID] : []),
    ...[expected.verdicts.get(approach)].filter((one) => one !== undefined),
  ]
  return wishes.length === 0 ? undefined : ALL.filter((verdict) => wishes.every((wish) => wish.includes(verdict)))
}

type Holds = (one: Judged) => boolean

/** For everything that a decision lists, in the order of the rubric, whether it does in a case. */
export function listsOf(model: Model): Readonly<Record<ListedKind, ReadonlyMap<string, Holds>>> {
  const { gates, mistakes, setRules } = model.rubric
  const byId = (list: readonly { readonly id: string; readonly when?: Parameters<typeof compile>[0] }[]): ReadonlyMap<string, Holds> =>
    new Map(
      list.map(({ id, when }) => {
        const test = compile(when, model.names)
        return [id, ({ state, verdicts }) => test(state, verdicts) === TRUE]
      }),
    )
  return { gate: byId(gates), mistake: byId(mistakes), note: byId(setRules) }
}

function listsThatDiffer(lists: ReturnType<typeof listsOf>, one: Judged): Difference[] {
  const { listed, unlisted } = one.of.expected
  return (['gate', 'mistake', 'note'] as const).flatMap((kind): Difference[] => {
    const holds = (id: string): boolean => lists[kind].get(id)?.(one) === true
    return [
      ...listed[kind].filter((id) => !holds(id)).map((id): Difference => ({ kind, id, expected: 'listed' })),
      ...unlisted[kind].filter(holds).map((id): Difference => ({ kind, id, expected: 'not-listed' })),
    ]
  })
}
