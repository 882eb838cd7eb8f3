import type { ModelQuestion } from '../engine/model.js'
import type { Condition } from '../engine/rubric.js'
import type { Slot, State } from '../engine/truth.js'
import { everyAnswer } from './answers.js'
import {
  type Effect,
  listedConditions,
  type Pair,
  type PairsAt,
  shownApart,
  someEffect,
  tellsApart,
  turnsVerdicts,
  whereTrue,
} from './effects.js'
import { find } from './find.js'
import type { ProofReport } from './finding.js'
import type { Compiled, Space } from './space.js'
import { joined, tallyOf } from './tally.js'

/** Drawn situations in which every answer, or every option, is tried. */
const DRAWS = 200

/**
 * No question is inert: in some situation an answer to it, compared with none, changes a verdict, a gate, a mistake, a note on the set, a precondition
 * or an entry of the plan. No option that is not marked neutral is without effect: in some situation choosing it, compared with leaving the question
 * open (ticking it, compared with not ticking it), makes its points count, or changes the points of another question, a verdict, or something of the
 * same. Options of an inert question are not told of one by one.
 */
export function proveEffects(space: Space): ProofReport {
  const questions = tallyOf('proof-inert-question')
  const options = tallyOf('proof-inert-option')
  const listed = listedConditions(space)
  const entries = entryConditions(space)
  for (const question of space.model.questions) {
    const { id } = question.source
    const effect = effectOfQuestion(space, question, listed)
    if (effect === 'unknown') questions.unproved(['questions', id], `that an answer to \`${id}\` can change something`)
    else if (effect) questions.proved()
    else {
      questions.refuted(['questions', id], `no answer to \`${id}\` changes a verdict, a gate, a mistake, a note or an entry of the plan`, {
        hint: 'let its answers count somewhere, or remove the question',
      })
      continue
    }
    for (const [at, option] of question.source.options.entries()) {
      if (option.neutral) continue
      const subject = ['questions', id, 'options', option.id]
      const has = effectOfOption(space, question, at, listed, entries)
      if (has === 'unknown') options.unproved(subject, `that choosing \`${option.id}\` can change something`)
      else if (has) options.proved()
      else {
        options.refuted(subject, `choosing \`${option.id}\` never changes anything`, {
          hint: 'let it count somewhere, mark it `neutral: true`, or remove it',
        })
      }
    }
  }
  return joined([questions.report(), options.report()])
}

function effectOfQuestion(space: Space, { index }: ModelQuestion, listed: readonly Compiled[]): Effect {
  const tried = (space.tries.get(index) ?? []).filter((slot) => slot !== null).map((slot): Pair => [null, slot])
  const shown = (states: Iterable<State>): boolean => shownApart(space, index, () => tried, listed, states)
  if (shown(drawnStates(space)) || shown(whereTrue(space, index, listed, []))) return true
  const turns = turnsVerdicts(space, index)
  if (turns !== false) return turns
  const all = everyAnswer(space.model, index)
  if (all === null) return 'unknown'
  const pairs = all.filter((slot) => slot !== null).map((slot): Pair => [null, slot])
  return someEffect(listed, (condition) => tellsApart(space, index, pairs, condition))
}

function effectOfOption(
  space: Space,
  question: ModelQuestion,
  option: number,
  listed: readonly Compiled[],
  entries: readonly Compiled[],
): Effect {
  const { id, options } = question.source
  const own = question.entries[option] ?? []
  const chosen: Condition = { question: id, is: [options[option]?.id as string] }
  const counts = someEffect(own, ({ source }): Effect => {
    const when = source.when === undefined ? [] : [{ condition: source.when, is: 'true' as const }]
    const found = find(space, [{ condition: chosen, is: 'true' }, ...when])
    return found === 'unknown' ? found : found !== 'none'
  })
  if (counts !== false) return counts
  const near: PairsAt = (drawn) => [pairNear(question, option, drawn)]
  const shown = (states: Iterable<State>): boolean => shownApart(space, question.index, near, listed, states)
  if (shown(drawnStates(space)) || shown(whereTrue(space, question.index, listed, [{ condition: chosen, is: 'true' }]))) return true
  const pairs = pairsOf(space, question, option)
  if (pairs === null) return 'unknown'
  const told = someEffect(entries, (condition) => tellsApart(space, question.index, pairs, condition))
  return told === false ? someEffect(listed, (condition) => tellsApart(space, question.index, pairs, condition)) : told
}

function drawnStates({ pool }: Space): State[] {
  return pool.slice(0, DRAWS).map(({ state }) => state)
}

/** One of the pairs: in a list to tick, what was drawn without the option and with it. */
function pairNear({ source }: ModelQuestion, option: number, drawn: Slot): Pair {
  if (source.kind === 'single') return [null, option]
  const flags = source.options.map((_, at) => typeof drawn === 'object' && drawn?.[at] === true)
  return [flags.map((flag, at) => flag && at !== option), flags.map((flag, at) => flag || at === option)]
}

/** The option against no answer; in a list to tick, every list without it against the same list with it. */
function pairsOf(space: Space, { index, source }: ModelQuestion, option: number): Pair[] | null {
  if (source.kind === 'single') return [[null, option]]
  const all = everyAnswer(space.model, index)
  if (all === null) return null
  return all.flatMap((slot): Pair[] =>
    slot === null || typeof slot === 'number' || slot[option] === true ? [] : [[slot, slot.map((flag, at) => flag || at === option)]],
  )
}

/** For every points entry the condition under which it counts, each once. */
function entryConditions(space: Space): Compiled[] {
  const byText = new Map<string, Condition>()
  for (const question of space.rubric.questions) {
    for (const option of question.options) {
      for (const { when } of option.points) {
        const chosen: Condition = { question: question.id, is: [option.id] }
        const whole: Condition = when === undefined ? chosen : { all: [chosen, when] }
        byText.set(JSON.stringify(whole), whole)
      }
    }
  }
  return [...byText.values()].map(space.compiled)
}
