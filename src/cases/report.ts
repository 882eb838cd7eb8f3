import { hundredthsText } from '../files/percentage.js'
import {
  type Block,
  bullets,
  dim,
  heading,
  type Inline,
  type Item,
  paragraph,
  type Span,
  strong,
  verdict,
} from '../report/document/blocks.js'
import { count, listed, sentence, signed } from '../report/document/words.js'
import type { Agreement } from './agreement.js'
import type { Asked } from './asked.js'
import type { CaseKind } from './cases.js'
import type { Coverage, CoveredKind } from './coverage.js'
import { type Outcome, outcomeOf } from './outcome.js'
import type { CaseResult, CasesRun, Difference } from './run.js'
import { percentText, type Share } from './share.js'

/** So many ids are shown of what no case exercises, unless all were asked for. */
const FIRST = 5
/** So many laws that are not met are named in the sentence about them; the table has them all. */
const MOST_NAMED = 10

const THINGS: Readonly<Record<CoveredKind, { readonly title: string; readonly exercised: string }>> = {
  points: { title: 'Points', exercised: 'counted' },
  gates: { title: 'Gates', exercised: 'fired' },
  mistakes: { title: 'Mistakes', exercised: 'named' },
  notes: { title: 'Notes on the set', exercised: 'shown' },
  preconditions: { title: 'Preconditions', exercised: 'listed' },
  claims: { title: 'Claims', exercised: 'applied' },
}

const MET: Readonly<Record<CaseKind, string>> = { law: 'met', agreement: 'agrees' }
const NOT_MET: Readonly<Record<CaseKind, string>> = { law: 'not met', agreement: 'differs' }

/** Returns a run of cases as blocks: every case, how far the stories agree, what no case exercises, and last whether it passes. */
export function casesDocument(run: CasesRun, asked: Asked): readonly Block[] {
  const { rubric, results, agreement } = run
  const outcome = outcomeOf(run, asked.minCoverage)
  const of = (kind: CaseKind): readonly CaseResult[] => results.filter((one) => one.kind === kind)
  return [
    heading(1, `Cases of ${rubric.id} ${rubric.version}`),
    paragraph(said(outcome, run, asked)),
    ...table('Laws', of('law')),
    ...table('Published cases', of('agreement')),
    ...(agreement === undefined ? [] : agreementBlocks(agreement)),
    ...coverageBlocks(run.coverage, asked),
    // Again at the end: above a long table, nobody sees it in a terminal.
    heading(2, 'Result'),
    paragraph(said(outcome, run, asked)),
  ]
}

/** In one sentence, whether the run passes, or what it fails for. */
function said({ passed, ...faults }: Outcome, { laws, agreement }: CasesRun, asked: Asked): Inline {
  if (!passed) return [strong('Failed:'), ` ${sentence(faultsOf(faults, laws.of, agreement, asked).join('; '))}`]
  const parts = [
    ...(laws.of === 0 ? [] : [laws.of === 1 ? 'the one law is met' : `all ${laws.of} laws are met`]),
    ...(agreement === undefined ? [] : [`agreement with ${count(agreement.cases, 'published case')} is ${figure(agreement)}`]),
  ]
  return [strong('Passed:'), ` ${sentence(parts.join('; '))}`]
}

function faultsOf(
  { lawsNotMet, agreementTooLow, coverageTooLow }: Omit<Outcome, 'passed'>,
  laws: number,
  agreement: Agreement | undefined,
  { minCoverage = 0 }: Asked,
): string[] {
  const broken = lawsNotMet.map(({ id }) => id)
  const share = laws === 1 ? 'the one law is' : `${broken.length} of ${laws} laws ${broken.length === 1 ? 'is' : 'are'}`
  return [
    ...(broken.length === 0 ? [] : [`${share} not met: ${some(broken, MOST_NAMED)}`]),
    ...(agreementTooLow ? [`agreement of ${figure(agreement)} is below its floor of ${hundredthsText(agreement?.floor ?? 0)}`] : []),
    ...coverageTooLow.map(({ kind, exercised }) => {
      return `coverage of ${THINGS[kind].title.toLowerCase()} is ${percentText(exercised)}, below ${hundredthsText(minCoverage)}`
    }),
  ]
}

const figure = (agreement: Agreement | undefined): string => (agreement === undefined ? '–' : percentText(agreement.f1))

function table(title: string, results: readonly CaseResult[]): Block[] {
  if (results.length === 0) return []
  return [
    heading(2, title),
    {
      kind: 'table',
      columns: [
        { title: 'Case', align: 'left' },
        { title: 'Result', align: 'left' },
        { title: 'Situation, and what differed', align: 'left' },
      ],
      rows: results.map((one) => [one.id, one.met ? MET[one.kind] : [strong(NOT_MET[one.kind])], situation(one)]),
    },
  ]
}

function situation({ title, differs }: CaseResult): Inline {
  if (differs.length === 0) return [dim(title)]
  return [`${title}: `, ...differs.flatMap((one, index): (string | Span)[] => [...(index === 0 ? [] : ['; ']), ...differed(one)])]
}

function differed(one: Difference): (string | Span)[] {
  if (one.kind !== 'verdict') {
    return [one.expected === 'listed' ? `the ${one.kind} ${one.id} does not come` : `the ${one.kind} ${one.id} comes and should not`]
  }
  const { approach, expected, came, total, margin } = one
  const wanted = expected.length === 0 ? 'which is not mentioned there' : `expected ${expected.join(' or ')}`
  const close =
    margin === null
      ? 'no points can change it'
      : `${count(margin.points, 'point')} from ${margin.to === 'alternative' ? margin.at : `the ${margin.at} line`}`
  return [`${approach} `, verdict(came), `, ${wanted} (${signed(total)}, ${close})`]
}

function agreementBlocks({ cases, f1, adopt, avoid, extra, whole, approaches, floor }: Agreement): Block[] {
  const of = ({ part, of: all }: Share): string => (all === 0 ? '–' : `${part} of ${all}`)
  const items: Item[] = [
    { content: [strong(percentText(f1)), ` agreement (F1 over ${count(cases, 'case')}; a pilot counts half).${floorText(floor)}`] },
    { content: `Adopted where it was built or advised: ${percentText(adopt)} (${of(adopt)}).` },
    { content: `Left out where it was warned against: ${percentText(avoid)} (${of(avoid)}).` },
    { content: `Adopted though not mentioned: ${extra}.` },
    { content: `Met in full: ${percentText(whole)} (${of(whole)}).` },
  ]
  const rows = approaches.map((one) => [one.title, of(one.adopt), of(one.avoid), String(one.extra)])
  const columns = (['Approach', 'Adopted', 'Left out', 'Not mentioned'] as const).map((title, at) => ({
    title,
    align: at === 0 ? ('left' as const) : ('right' as const),
  }))
  return [heading(2, 'Agreement'), bullets(items), { kind: 'table', columns, rows }]
}

const floorText = (floor: number | undefined): string => (floor === undefined ? '' : ` The floor is ${hundredthsText(floor)}.`)

function coverageBlocks(coverage: Coverage, { wholeCoverage }: Asked): Block[] {
  const rows = coverage.map(({ kind, exercised }) => {
    return [THINGS[kind].title, String(exercised.part), String(exercised.of), percentText(exercised)]
  })
  const columns = ['What', 'Exercised', 'Of', 'Share'].map((title, at) => ({
    title,
    align: at === 0 ? ('left' as const) : ('right' as const),
  }))
  const gaps = coverage.filter(({ missing }) => missing.length > 0)
  const items = gaps.map(({ kind, missing }): Item => {
    const { title, exercised } = THINGS[kind]
    return {
      content: [strong(`${title} that no case has ${exercised}:`), ` ${sentence(some(missing, wholeCoverage ? missing.length : FIRST))}`],
    }
  })
  const beyond = coverage.filter(({ outOfReach }) => outOfReach.length > 0)
  const rest = !wholeCoverage && [...gaps.map(({ missing }) => missing.length > FIRST), ...beyond.map(() => true)].includes(true)
  return [
    heading(2, 'Coverage'),
    { kind: 'table', columns, rows },
    ...(items.length + beyond.length === 0 ? [] : [bullets([...items, ...notCounted(beyond, wholeCoverage)])]),
    ...(rest ? [paragraph([dim('Add --coverage to list all of them.')])] : []),
  ]
}

/** What no case could exercise: a rubric that asks fewer questions than its base has more in it than it can use. */
function notCounted(beyond: Coverage, whole: boolean): Item[] {
  if (beyond.length === 0) return []
  const parts = beyond.map(({ kind, outOfReach }) => `${THINGS[kind].title.toLowerCase()} ${outOfReach.length}`)
  const more = beyond.map(({ kind, outOfReach }) => `${THINGS[kind].title}: ${sentence(listed(outOfReach))}`)
  return [
    { content: `Not counted, as they read questions that this rubric leaves out: ${sentence(listed(parts))}`, more: whole ? more : [] },
  ]
}

/** The ids in words; of more than `most` the first ones and a count. */
function some(ids: readonly string[], most: number): string {
  return ids.length <= most ? listed(ids) : `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`
}
