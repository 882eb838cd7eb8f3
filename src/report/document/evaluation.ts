import { flipText, percentText } from '../../engine/assurance.js'
import type { Contribution, DecidedApproach, Decision, FiredGate } from '../../engine/decision.js'
import type { DescribedFlips } from '../../engine/robustness.js'
import {
  type Block,
  bullets,
  type Column,
  cite,
  heading,
  type Inline,
  type Item,
  paragraph,
  strong,
  type Table,
  verdict,
} from './blocks.js'
import {
  approachTitle,
  capital,
  count,
  grouped,
  listed,
  lossWords,
  marginWords,
  sentence,
  signed,
  span,
  VERDICT_MEANING,
  verdictCell,
} from './words.js'

/** With more approaches than this, they stand in rows and the criteria in columns. */
const MOST_COLUMNS = 8

const left = (title: string): Column => ({ title, align: 'left' })
const right = (title: string): Column => ({ title, align: 'right' })

/** Part 5: every approach by criterion, by its lines, and by the points it got. */
export function evaluation(decision: Decision): readonly Block[] {
  return [
    heading(2, '5. Evaluation by criterion'),
    paragraph(
      'Points measure evidence: +3 doubles the odds that an approach is needed, +10 makes them ten times as high, a minus works the other way. Need shows the same sum as 1 to 99.',
    ),
    byCriterion(decision.approaches),
    ...silentCriteria(decision.approaches),
    byLine(decision),
    ...decision.approaches.flatMap((approach) => oneApproach(decision, approach)),
  ]
}

function criterionPoints(approach: DecidedApproach, id: string): number {
  return approach.criteria.find((criterion) => criterion.id === id)?.points ?? 0
}

function byCriterion(approaches: readonly DecidedApproach[]): Table {
  const criteria = new Map(approaches.flatMap((approach) => approach.criteria.map((each) => [each.id, each.title] as const)))
  const counted = [...criteria].filter(([id]) => approaches.some((approach) => criterionPoints(approach, id) !== 0))
  const lines: readonly { title: string; of: (approach: DecidedApproach) => string }[] = [
    { title: 'Prior', of: (approach) => signed(approach.points.prior) },
    ...counted.map(([id, title]) => ({ title, of: (approach: DecidedApproach) => signed(criterionPoints(approach, id)) })),
    { title: 'Total', of: (approach) => signed(approach.points.total) },
  ]
  if (approaches.length > MOST_COLUMNS) {
    return {
      kind: 'table',
      columns: [left('Approach'), ...lines.map((line) => right(line.title))],
      rows: approaches.map((approach) => [approach.title, ...lines.map((line) => line.of(approach))]),
    }
  }
  return {
    kind: 'table',
    columns: [left('Criterion'), ...approaches.map((approach) => right(approach.title))],
    rows: lines.map((line) => [line.title, ...approaches.map(line.of)]),
    total: true,
  }
}

/** Criteria on which no answer counted are named once and not printed as rows of noughts. */
function silentCriteria(approaches: readonly DecidedApproach[]): readonly Block[] {
  const silent = (approaches[0]?.criteria ?? []).filter(({ id }) => approaches.every((approach) => criterionPoints(approach, id) === 0))
  return silent.length === 0 ? [] : [paragraph(`No answer counted on ${listed(silent.map(({ title }) => title.toLowerCase()))}.`)]
}

function byLine(decision: Decision): Table {
  return {
    kind: 'table',
    columns: [left('Approach'), left('Verdict'), right('Need'), right('Range'), right('Ready'), left('Margin')],
    rows: decision.approaches.map((approach) => [
      approach.title,
      verdictCell(approach),
      String(approach.need),
      span(approach.range.lowNeed, approach.range.highNeed),
      String(approach.readiness),
      marginWords(decision, approach),
    ]),
  }
}

function oneApproach(decision: Decision, approach: DecidedApproach): readonly Block[] {
  return [
    heading(3, [`${approach.title}: `, verdict(approach.verdict)]),
    paragraph(`${sentence(approach.summary)} ${approach.reason}`),
    bullets(facts(decision, approach)),
    needTable(approach),
    ...readinessTable(approach),
  ]
}

function facts(decision: Decision, approach: DecidedApproach): readonly Item[] {
  const { points, range, readinessPoints } = approach
  const open =
    range.low === range.high
      ? ''
      : ` Open answers could move it${range.exact ? '' : ', at most,'} between ${signed(range.low)} and ${signed(range.high)}.`
  const items: Item[] = [
    {
      content: [
        strong('Verdict'),
        ': ',
        verdict(approach.verdict),
        `, ${VERDICT_MEANING[approach.verdict]}. ${marginWords(decision, approach)}`,
      ],
    },
    {
      content: [
        strong('Need'),
        `: ${approach.need} (${signed(points.total)}; adopt from ${signed(points.adoptLine)}, pilot from ${signed(points.pilotLine)}).${open}`,
      ],
    },
    {
      content: [
        strong('Readiness'),
        `: ${approach.readiness} (${signed(readinessPoints.total)}; ready from ${signed(readinessPoints.line)}).`,
      ],
    },
  ]
  if (approach.lostTo !== undefined) {
    const title = approach.lostTo.title || approachTitle(decision, approach.lostTo.id)
    items.push({ content: [strong('Why it lost'), `: ${lossWords({ ...approach.lostTo, title })} ${approach.lostTo.because}`] })
  }
  items.push(...firmness(approach))
  for (const gate of approach.gates) items.push({ content: gateLine(gate) })
  if (approach.unlock.length > 0) items.push({ content: [strong('What unlocks it'), ':'], more: approach.unlock })
  if (approach.preconditions.length > 0) {
    const more = approach.preconditions.map((each): Inline => [each.says, cite(each.evidence)])
    items.push({ content: [strong('Before it goes live'), ':'], more })
  }
  return items
}

/** The figures behind "how sure": over the open questions, over changed answers, and with the points moved. */
function firmness(approach: DecidedApproach): readonly Item[] {
  if (approach.robustness === undefined) return []
  const { open, flips, points } = approach.robustness
  const verdicts = ['adopt', 'pilot', 'later', 'skip'] as const
  const items: Item[] = []
  if (open !== null && open.kept.whole !== '1') {
    const shares = verdicts.filter((each) => open.verdicts[each].part !== '0').map((each) => `${each} ${open.verdicts[each].percent}%`)
    items.push({
      content: [
        strong('Over the open questions'),
        `: ${listed(shares)}. Exactly, a share of ${grouped(open.kept.part)} in ${grouped(open.kept.whole)} keeps the verdict.`,
      ],
    })
  }
  if (flips !== null) items.push(flipItem(flips))
  const moved = verdicts
    .filter((each) => points.verdicts[each] > 0)
    .map((each) => `${each} ${percentText(points.verdicts[each], points.draws)}`)
  items.push({
    content: [
      strong('With our points moved'),
      `: ${listed(moved)} of ${grouped(points.draws)} draws (standard error ${errorText(points.standardError)}).`,
    ],
  })
  return items
}

function flipItem(flips: DescribedFlips): Item {
  if (flips.size === null) return { content: [strong('Nearest flips'), ': none within three changes to the stated answers.'] }
  const many = flips.complete ? count(flips.count, 'way') : `at least ${count(flips.count, 'way')}`
  const shown = flips.sets.length < flips.count ? `; ${flips.sets.length} of them, the nearest first` : ''
  return {
    content: [strong('Nearest flips'), `: ${count(flips.size, 'change')} to the stated answers, ${many}${shown}:`],
    more: flips.sets.map((set): Inline => [verdict(set.verdict), ` if ${flipText(set)}.`]),
  }
}

function errorText(error: number): string {
  const tenths = Math.round(error * 1000)
  return `${Math.trunc(tenths / 10)}.${tenths % 10} points`
}

const GATE_WORDS = { require: 'required', hold: 'held back', block: 'ruled out' } as const

function gateLine(gate: FiredGate): Inline {
  return [strong('Gate'), ` (${gate.id}): ${GATE_WORDS[gate.effect]}. ${gate.because}`, cite(gate.evidence)]
}

const REASON_COLUMNS: readonly Column[] = [right('Points'), left('Question'), left('Answer'), left('Why')]

function contributionRow(each: Contribution): readonly Inline[] {
  return [signed(each.points), each.questionTitle, each.optionLabel, [capital(each.because), cite(each.evidence)]]
}

function needTable(approach: DecidedApproach): Table {
  const rows = approach.contributions.filter((each) => each.axis === 'need').map(contributionRow)
  return {
    kind: 'table',
    columns: REASON_COLUMNS,
    rows: [
      [signed(approach.points.prior), 'Starting point', '', capital(approach.points.priorBecause)],
      ...rows,
      [signed(approach.points.total), 'Need, total', '', ''],
    ],
    total: true,
  }
}

function readinessTable(approach: DecidedApproach): readonly Block[] {
  const rows = approach.contributions.filter((each) => each.axis === 'readiness').map(contributionRow)
  if (rows.length === 0) return []
  const { prior, total } = approach.readinessPoints
  return [
    {
      kind: 'table',
      columns: REASON_COLUMNS,
      rows: [[signed(prior), 'Starting point', '', 'What any team brings.'], ...rows, [signed(total), 'Readiness, total', '', '']],
      total: true,
    },
  ]
}
