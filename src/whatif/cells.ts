import type { Standing } from '../engine/judge.js'
import { judge } from '../engine/judge.js'
import type { Model } from '../engine/model.js'
import { isVisible } from '../engine/model.js'
import type { Slot, State } from '../engine/truth.js'

/** One question that varies: its index in the model, and the slots it takes in turn. */
export interface Axis {
  readonly question: number
  readonly slots: readonly Slot[]
}

/** What deciding gives at one combination of slots. */
export interface Judged {
  /** Which slot of each axis, in the order of the axes. */
  readonly at: readonly number[]
  readonly state: State
  readonly standings: readonly Standing[]
  /** Whether each question of the model concerns the person here. */
  readonly asked: readonly boolean[]
}

/**
 * Judges every combination of the axes' slots, everything else as the state has it; the last axis runs fastest.
 * Exact: each cell is what deciding with these answers gives. The axes are of different questions.
 */
export function judgeCells(model: Model, state: State, axes: readonly Axis[]): readonly Judged[] {
  return combinations(axes.map((axis) => axis.slots.length)).map((at) => {
    const slots: Slot[] = [...state]
    axes.forEach(({ question, slots: tried }, axis) => {
      slots[question] = tried[at[axis] as number] as Slot
    })
    const asked = model.questions.map((question) => isVisible(question, slots))
    return { at, state: slots, standings: judge(model, slots), asked }
  })
}

function combinations(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>((all, size) => all.flatMap((at) => Array.from({ length: size }, (_, next) => [...at, next])), [[]])
}
