import type { Column, Inline, Table } from '../report/document/blocks.js'
import { strong, verdict } from '../report/document/blocks.js'
import { signed } from '../report/document/words.js'
import type { Cell, CellApproach, VariedPoint, VariedQuestion, WhatIf } from './result.js'

export const CLOSE = '~'
export const HIDDEN = 'n/a'

/** With more answers than this across, they go down instead. */
const MOST_ACROSS = 6

const left = (title: string): Column => ({ title, align: 'left' })
/** Columns of verdicts and letters are narrow, like numbers: their titles wrap, their cells do not. */
const right = (title: string): Column => ({ title, align: 'right' })

const nameOf = (point: VariedPoint): string => `${point.name}${point.present ? ' (now)' : ''}`
const leadOf = (point: VariedPoint): Inline => (point.present ? [strong(nameOf(point))] : point.name)

/** Every approach over the answers to one question: verdict and points of need. With many answers, only the approaches that turn. */
export function lineTable(result: WhatIf, varied: VariedQuestion): Table {
  const { approaches, cells, turns } = result
  if (varied.points.length > MOST_ACROSS) {
    const moving = turns.filter((turn) => turn.same === undefined)
    return {
      kind: 'table',
      columns: [left(varied.title), ...moving.map(({ title }) => right(title))],
      rows: varied.points.map((point, at) => [leadOf(point), ...moving.map(({ approach }) => standing(cells[at] as Cell, approach))]),
    }
  }
  return {
    kind: 'table',
    columns: [left('Approach'), ...varied.points.map((point) => right(nameOf(point)))],
    rows: approaches.map(({ id, title }) => [title, ...cells.map((cell) => standing(cell, id))]),
  }
}

function standing(cell: Cell, id: string): Inline {
  const { verdict: of, points } = cell.approaches.find((one) => one.id === id) as CellApproach
  return [verdict(of), ` ${signed(points)}${cell.close.includes(id) ? CLOSE : ''}`]
}

/** A map laid out on paper: which question goes down, which across, and the cell at a row and a column. */
interface Layout {
  readonly down: VariedQuestion
  readonly across: VariedQuestion
  readonly cellAt: (row: number, column: number) => Cell
}

function layoutOf({ vary, cells }: WhatIf): Layout {
  const [first, second] = vary as readonly [VariedQuestion, VariedQuestion]
  const width = second.points.length
  const turned = width > MOST_ACROSS && first.points.length < width
  const at = (row: number, column: number): Cell => cells[row * width + column] as Cell
  return turned ? { down: second, across: first, cellAt: (row, column) => at(column, row) } : { down: first, across: second, cellAt: at }
}

function tableOf({ down, across, cellAt }: Layout, draw: (cell: Cell) => Inline): Table {
  return {
    kind: 'table',
    columns: [left(down.title), ...across.points.map((point) => right(nameOf(point)))],
    rows: down.points.map((point, row) => [leadOf(point), ...across.points.map((_, column) => draw(cellAt(row, column)))]),
  }
}

/** The recommendation over two questions, one letter for each. */
export function letterMap(result: WhatIf): { readonly table: Table; readonly down: VariedQuestion; readonly across: VariedQuestion } {
  const layout = layoutOf(result)
  const table = tableOf(layout, (cell) => {
    const marks = [
      cell.outcome + (cell.close.length > 0 ? CLOSE : ''),
      ...(cell.doesNotApply.length > 0 ? [HIDDEN] : []),
      ...(cell.present ? ['(now)'] : []),
    ].join(' ')
    return cell.present ? [strong(marks)] : marks
  })
  return { table, down: layout.down, across: layout.across }
}

/** One approach over two questions: verdict and points of need. */
export function approachMap(result: WhatIf, id: string): Table {
  return tableOf(layoutOf(result), (cell) => standing(cell, id))
}
