import { axisOf } from '../engine/judge.js'
import type { Entry, Model, ModelQuestion } from '../engine/model.js'
import type { Named, Rubric } from '../engine/rubric.js'
import { type State, TRUE, UNKNOWN } from '../engine/truth.js'
import type { AskedOption, AskedQuestion, Counts, Move } from './document.js'

/** A question as it is asked, with what each option would give each approach as the other answers stand. */
export function askedQuestion(model: Model, state: State, question: ModelQuestion): AskedQuestion {
  const { id, title, text, help, why, role, kind, ordered, unit } = question.source
  return {
    id,
    title,
    text,
    help,
    why,
    section: sectionOf(model.rubric, question.source.section),
    role,
    kind,
    ordered,
    ...(unit !== undefined && { unit }),
    options: question.source.options.map((option, index): AskedOption => {
      const after = stateAfter(state, question, index)
      return {
        id: option.id,
        label: option.label,
        ...(option.help !== undefined && { help: option.help }),
        ...(option.band !== undefined && { band: bandOf(option.band) }),
        moves: movesOf(question, question.entries[index] ?? [], after),
      }
    }),
  }
}

function sectionOf(rubric: Rubric, id: string): Named {
  const title = rubric.sections.find((one) => one.id === id)?.title ?? id
  return { id, title }
}

function bandOf({ from, to }: NonNullable<AskedOption['band']>): NonNullable<AskedOption['band']> {
  return { from, ...(to !== undefined && { to }) }
}

/** Points may depend on questions that this very answer hides. One tick of a list says nothing of the others, so the list stays open. */
function stateAfter(state: State, question: ModelQuestion, option: number): State {
  if (question.source.kind === 'many') return state
  const after = state.slice()
  after[question.index] = option
  return after
}

function movesOf(question: ModelQuestion, entries: readonly Entry[], after: State): readonly Move[] {
  const axis = axisOf(question)
  if (axis === null) return []
  return entries.map(({ source, points, test }) => ({
    approach: source.approach,
    points,
    axis,
    counts: countsAs(test(after)),
    because: source.because,
    evidence: source.evidence,
  }))
}

function countsAs(truth: number): Counts {
  if (truth === TRUE) return 'now'
  return truth === UNKNOWN ? 'depends' : 'no'
}
