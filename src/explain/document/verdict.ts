import type { Contribution } from '../../engine/decision.js'
import type { Rubric } from '../../engine/rubric.js'
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
} from '../../report/document/blocks.js'
import { capital, count, lossWords, sentence, signed, VERDICT_MEANING } from '../../report/document/words.js'
import { titleOfApproach } from '../facts/weights.js'
import type { NearGate } from '../here/gates.js'
import type { VerdictHere } from '../here/verdict.js'
import { EFFECT_WORDS } from './approach.js'
import { wayWords } from './here-words.js'
import { because, fact, left, right } from './parts.js'
import { surenessBlocks } from './sureness.js'

/** One verdict in full: why, point by point, what could turn it, and what to find out first. */
export function verdictBlocks(rubric: Rubric, here: VerdictHere): readonly Block[] {
  return [
    paragraph([strong(`${capital(VERDICT_MEANING[here.verdict])}.`), ` ${here.reason}`]),
    bullets(standing(rubric, here)),
    heading(2, 'Every point'),
    pointsTable('Need', here.contributions, 'need', here.points.prior, here.points.priorBecause, here.points.total),
    pointsTable(
      'Readiness',
      here.contributions,
      'readiness',
      here.readinessPoints.prior,
      'What any team brings.',
      here.readinessPoints.total,
    ),
    ...withheld(here),
    heading(2, 'Gates'),
    ...gates(here),
    ...competition(here),
    ...surenessBlocks(here),
    ...beforeLive(here),
  ]
}

function standing(rubric: Rubric, here: VerdictHere): readonly Item[] {
  const { points, range, need, readiness, readinessPoints, lostTo } = here
  const open =
    range.low === range.high
      ? ''
      : ` Open answers could move it${range.exact ? '' : ', at most,'} between ${signed(range.low)} and ${signed(range.high)}.`
  return [
    fact(
      'Need',
      `${need} (${signed(points.total)}; adopt from ${signed(points.adoptLine)}, pilot from ${signed(points.pilotLine)}).${open}`,
    ),
    fact('Readiness', `${readiness} (${signed(readinessPoints.total)}; ready from ${signed(readinessPoints.line)}).`),
    fact('Margin', marginWords(rubric, here)),
    ...(lostTo === undefined ? [] : [fact('Why it lost', `${lossWords(lostTo)} ${lostTo.because}`)]),
    ...(here.unlock.length === 0 ? [] : [{ content: [strong('What unlocks it'), ':'], more: here.unlock }]),
  ]
}

function marginWords(rubric: Rubric, { margin, close }: VerdictHere): string {
  if (margin === null) return 'no points can change it.'
  const from =
    margin.to === 'alternative'
      ? titleOfApproach(rubric, margin.at)
      : margin.to === 'readiness'
        ? 'its readiness line'
        : `its ${margin.at} line`
  const level = margin.to === 'alternative' ? 'level with' : 'right on'
  return `${margin.points === 0 ? `${level} ${from}` : `${count(margin.points, 'point')} from ${from}`}${close ? '. A close call.' : '.'}`
}

const COLUMNS: readonly Column[] = [right('Points'), left('Question'), left('Answer'), left('Why')]

function pointsTable(
  name: string,
  all: readonly Contribution[],
  axis: Contribution['axis'],
  prior: number,
  priorBecause: string,
  total: number,
): Table {
  return {
    kind: 'table',
    columns: COLUMNS,
    rows: [
      [signed(prior), 'Starting point', '', capital(priorBecause)],
      ...all
        .filter((one) => one.axis === axis)
        .map((one): readonly Inline[] => [signed(one.points), one.questionTitle, one.optionLabel, because(one.because, one.evidence)]),
      [signed(total), `${name}, total`, '', ''],
    ],
    total: true,
  }
}

function withheld(here: VerdictHere): readonly Block[] {
  if (here.withheld.length === 0) return []
  const items = here.withheld.map((one): Item => {
    const why = one.holds === 'unknown' ? 'waits for an open answer' : 'does not apply'
    return {
      content: [
        strong(`${signed(one.points)} ${one.axis}`),
        ` from ${one.questionTitle} (${one.optionLabel}) ${why}: it counts only when ${one.when.says}. ${capital(sentence(one.because))}`,
        cite(one.evidence),
      ],
    }
  })
  return [heading(3, 'Points that did not count'), bullets(items)]
}

function gates(here: VerdictHere): readonly Block[] {
  const fired = here.gates.map((gate): Item => {
    const more: Inline[] = gate.unlock === undefined ? [] : [[strong('What unlocks it'), `: ${gate.unlock}`]]
    return { content: [strong(`Holds: ${gate.id}`), `, ${EFFECT_WORDS[gate.effect]}. ${gate.because}`, cite(gate.evidence)], more }
  })
  const near = here.nearGates.map(nearGate)
  if (fired.length + near.length === 0) return [paragraph('No gate holds, and no single answer would make one hold.')]
  return [bullets([...fired, ...near])]
}

function nearGate(gate: NearGate): Item {
  const state = gate.holds === 'unknown' ? 'Undecided' : 'One answer away'
  const when = gate.when === undefined ? '' : ` when ${gate.when.says}`
  return {
    content: [strong(`${state}: ${gate.id}`), `, ${EFFECT_WORDS[gate.effect]}${when}. ${gate.because}`, cite(gate.evidence)],
    more: gate.ways.map(wayWords),
  }
}

function competition({ competition: groups }: VerdictHere): readonly Block[] {
  return groups.flatMap(({ because: why, members }) => [
    heading(2, 'What competed'),
    paragraph(`${why} The higher need wins among those that can start now.`),
    {
      kind: 'table',
      columns: [left('Approach'), right('Need, in points'), left('By itself'), left('Verdict')],
      rows: members.map((one) => [one.title, signed(one.points), [verdict(one.alone)], [verdict(one.verdict)]]),
    } satisfies Table,
  ])
}

function beforeLive({ preconditions }: VerdictHere): readonly Block[] {
  if (preconditions.length === 0) return []
  return [
    heading(2, 'Before it goes live'),
    bullets(preconditions.map((one) => ({ content: [strong(one.id), `: ${one.says}`, cite(one.evidence)] }))),
  ]
}
