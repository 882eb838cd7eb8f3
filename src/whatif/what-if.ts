import type { AnswerSheet } from '../engine/answers.js'
import type { Standing } from '../engine/judge.js'
import { marginOf } from '../engine/margin.js'
import type { Model } from '../engine/model.js'
import { buildModel, buildState } from '../engine/model.js'
import { percentOf } from '../engine/percent.js'
import { inLayerOrder } from '../engine/plan.js'
import type { Question, Rubric, Verdict } from '../engine/rubric.js'
import { isClose as isCloseCall, settledBy } from '../engine/settled.js'
import type { State } from '../engine/truth.js'
import { headlineOf } from '../engine/wording.js'
import { becauseOf } from './because.js'
import type { Judged } from './cells.js'
import { judgeCells } from './cells.js'
import { placesOver, type Scale, turnsOver } from './places.js'
import { type Point, pointsOf } from './points.js'
import type { Cell, CellApproach, Change, CloseCall, Places, Turn, Value, VariedQuestion, WhatIf } from './result.js'
import { SCHEMA_VERSION } from './result.js'

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

/** One question that varies, with what is tried for it. */
interface Varied {
  readonly question: number
  readonly points: readonly Point[]
}

/** Everything that the parts of the result are drawn from. */
interface Sweep {
  readonly model: Model
  readonly state: State
  readonly sheet: AnswerSheet
  readonly varied: readonly Varied[]
  readonly judged: readonly Judged[]
  readonly scales: readonly Scale[]
  /** The cell that is the present answers. */
  readonly present: Judged
}

/**
 * Returns what becomes of the recommendation over the answers to one or two questions, all other answers staying as they are.
 * Pure and exact: every cell is what deciding with that answer gives. `ids` are different questions of the rubric; others are passed over.
 */
export function whatIf(
  rubric: Rubric,
  sheet: AnswerSheet,
  ids: readonly string[],
  options: { readonly tool: { readonly name: string; readonly version: string } },
): WhatIf {
  const sweep = sweepOver(rubric, sheet, ids)
  const { model, varied, judged, state } = sweep
  const letters = lettersOf(sweep)
  const isVaried = (index: number): boolean => varied.some(({ question }) => question === index)
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: options.tool,
    rubric: { id: rubric.id, version: rubric.version, digest: rubric.digest, title: rubric.title },
    title: sheet.title ?? '',
    headline: headline(sweep, sweep.present.standings),
    answers: Object.fromEntries(
      model.questions.flatMap(({ source: { id } }) => {
        const answer = sheet.answers.get(id)
        return answer === undefined ? [] : [[id, answer.value]]
      }),
    ),
    openQuestions: model.questions
      .filter(({ index }) => state[index] === null && sweep.present.asked[index] === true && !isVaried(index))
      .map(({ source }) => source.id),
    approaches: rubric.approaches.map(({ id, title }) => ({ id, title })),
    vary: varied.map((one) => describeQuestion(sweep, one)),
    turns: turnsOf(sweep),
    notEverywhere: notEverywhere(sweep),
    closeCalls: closeCallsOf(sweep),
    cells: judged.map((cell, index) => describeCell(sweep, cell, letters[index] ?? '')),
  }
}

function sweepOver(rubric: Rubric, sheet: AnswerSheet, ids: readonly string[]): Sweep {
  const model = buildModel(rubric)
  const state = buildState(model, sheet.answers)
  const varied = ids.flatMap((id): Varied[] => {
    const question = model.questions.find(({ source }) => source.id === id)
    if (question === undefined) return []
    return [{ question: question.index, points: pointsOf(question.source, state[question.index] ?? null, sheet.answers.get(id)) }]
  })
  const judged = judgeCells(
    model,
    state,
    varied.map(({ question, points }) => ({ question, slots: points.map((point) => point.slot) })),
  )
  const scales = varied.map((one) => scaleOf(model, one))
  const present = judged.find((cell) => isPresent(varied, cell)) as Judged
  return { model, state, sheet, varied, judged, scales, present }
}

function sourceOf(model: Model, index: number): Question {
  return (model.questions[index] as Model['questions'][number]).source
}

function scaleOf(model: Model, { question, points }: Varied): Scale {
  const { title, ordered, kind } = sourceOf(model, question)
  return {
    title,
    names: points.map((point) => point.name),
    ordered: ordered && kind === 'single',
    aside: points[0]?.aside === true ? 1 : 0,
  }
}

function isPresent(varied: readonly Varied[], cell: Judged): boolean {
  return varied.every(({ points }, axis) => points[cell.at[axis] as number]?.present === true)
}

function describeQuestion({ model, sheet }: Sweep, varied: Varied): VariedQuestion {
  const { id, title, text, role, kind, unit } = sourceOf(model, varied.question)
  const number = sheet.answers.get(id)?.number
  return {
    id,
    title,
    text,
    role,
    many: kind === 'many',
    ordered: scaleOf(model, varied).ordered,
    ...(unit === undefined ? {} : { unit }),
    ...(number === undefined ? {} : { number }),
    points: varied.points.map(({ value, name, label, present, band }) => ({
      value,
      name,
      label,
      present,
      ...(band === undefined ? {} : { band }),
    })),
  }
}

const verdictsKey = (standings: readonly Standing[]): string => standings.map((standing) => standing.verdict).join()

/** A letter for each cell: the same for the same verdicts, A for the present ones, then in the order of the cells. */
function lettersOf({ judged, present }: Sweep): string[] {
  const keys = new Set([present, ...judged].map((cell) => verdictsKey(cell.standings)))
  const letters = new Map([...keys].map((key, index) => [key, letterOf(index)]))
  return judged.map((cell) => letters.get(verdictsKey(cell.standings)) ?? '')
}

/** A to Z, then AA, AB as in a spreadsheet. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.trunc(index / 26) - 1) + letter
}

function headline({ model }: Sweep, standings: readonly Standing[]): string {
  const named = inLayerOrder({ model }).flatMap((id) =>
    model.approaches
      .filter(({ source }) => source.id === id)
      .map(({ source, index }) => ({ id, title: source.title, verdict: verdictAt(standings, index) })),
  )
  return headlineOf(named.filter(({ verdict }) => verdict !== 'skip'))
}

const verdictAt = (standings: readonly Standing[], index: number): Verdict => (standings[index] as Standing).verdict

function describeCell(sweep: Sweep, cell: Judged, outcome: string): Cell {
  const { model, varied, present } = sweep
  const { standings, asked } = cell
  const having = (verdict: Verdict): string[] =>
    inLayerOrder({ model }).filter((id) =>
      model.approaches.some(({ source, index }) => source.id === id && verdictAt(standings, index) === verdict),
    )
  const questions = (test: (index: number) => boolean): string[] =>
    model.questions.filter(({ index }) => test(index)).map(({ source }) => source.id)
  const isVaried = (index: number): boolean => varied.some(({ question }) => question === index)
  return {
    at: Object.fromEntries(
      varied.map(({ question, points }, axis) => {
        const value: Value = points[cell.at[axis] as number]?.value ?? null
        return [sourceOf(model, question).id, value]
      }),
    ),
    present: cell === present,
    outcome,
    headline: headline(sweep, standings),
    set: having('adopt'),
    pilots: having('pilot'),
    later: having('later'),
    changes: changesOf(sweep, cell),
    close: model.approaches.filter(({ index }) => isClose(model, standings, index)).map(({ source }) => source.id),
    doesNotApply: questions((index) => isVaried(index) && asked[index] === false),
    asksToo: questions((index) => !isVaried(index) && asked[index] === true && present.asked[index] === false),
    asksNoMore: questions((index) => !isVaried(index) && asked[index] === false && present.asked[index] === true),
    approaches: model.approaches.map(({ index }) => describeApproach(model, standings, index)),
  }
}

function isClose(model: Model, standings: readonly Standing[], approach: number): boolean {
  return isCloseCall(marginOf(model, standings, approach), settledBy(standings[approach] as Standing))
}

function describeApproach(model: Model, standings: readonly Standing[], approach: number): CellApproach {
  const standing = standings[approach] as Standing
  return {
    id: idOf(model, approach),
    verdict: standing.verdict,
    need: percentOf(standing.need),
    points: standing.need,
    readiness: percentOf(standing.readiness),
    readinessPoints: standing.readiness,
    margin: marginOf(model, standings, approach),
    gates: standing.fired.map(({ source }) => source.id),
    ...(standing.lostTo < 0 ? {} : { lostTo: idOf(model, standing.lostTo) }),
  }
}

const idOf = (model: Model, approach: number): string => model.approaches[approach]?.source.id ?? ''

function changesOf({ model, present }: Sweep, { standings }: Judged): Change[] {
  return model.approaches.flatMap(({ index, source }): Change[] => {
    const from = verdictAt(present.standings, index)
    const to = verdictAt(standings, index)
    return from === to ? [] : [{ approach: source.id, from, to, because: becauseOf(model, present.standings, standings, index) }]
  })
}

function turnsOf({ model, judged, scales }: Sweep): Turn[] {
  return model.approaches.map(({ index, source: { id, title } }): Turn => {
    const verdicts = judged.map((cell) => verdictAt(cell.standings, index))
    const says = turnsOver(scales, verdicts, VERDICTS)
    return { approach: id, title, ...(says.length === 0 ? { same: verdicts[0] as Verdict } : {}), says }
  })
}

function notEverywhere({ model, judged, scales, state, varied }: Sweep): Places[] {
  return model.questions.flatMap(({ index, source: { id, title } }): Places[] => {
    const missing = judged.map((cell) => cell.asked[index] === false)
    const isVaried = varied.some(({ question }) => question === index)
    const answered = state[index] !== null
    const says = missing.includes(true) && (isVaried || answered || missing.includes(false))
    if (!says) return []
    return [{ question: id, title, answered, varied: isVaried, places: placesOver(scales, missing) }]
  })
}

function closeCallsOf({ model, judged, scales }: Sweep): CloseCall[] {
  return model.approaches.flatMap(({ index, source: { id, title } }): CloseCall[] => {
    const close = judged.map((cell) => isClose(model, cell.standings, index))
    const margins = judged.flatMap((cell, at) => (close[at] === true ? (marginOf(model, cell.standings, index)?.points ?? []) : []))
    return close.includes(true) ? [{ approach: id, title, least: Math.min(...margins), places: placesOver(scales, close) }] : []
  })
}
