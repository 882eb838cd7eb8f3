import { FALSE, type Test, TRUE } from '../../engine/truth.js'
import { type Contexts, contextsOf } from '../contexts.js'
import type { Problems } from '../problems.js'
import type { WrittenOption, WrittenPoints } from '../schema/question.js'
import type { At, SeenQuestion, View } from '../view.js'
import type { Rule } from './rule.js'

interface Entry extends At<WrittenPoints> {
  readonly approach: string
}

/** The points entries of an option, by approach as written. */
export function entriesOf({ value, path }: At<WrittenOption>): readonly Entry[] {
  return Object.entries(value.points ?? {}).flatMap(([approach, written]) => {
    const place = [...path, 'points', approach]
    return Array.isArray(written)
      ? written.map((entry, index) => ({ approach, value: entry, path: [...place, index] }))
      : [{ approach, value: written, path: place }]
  })
}

/** An option of a reason or an enabler has points, or says that it is neutral; never both. A context question has no points. */
export const optionsSpeakOrAreNeutral: Rule = (view, problems) => {
  for (const question of view.questions) {
    for (const option of question.options) checkOption(question, option, problems)
  }
}

function checkOption(question: SeenQuestion, option: At<WrittenOption>, problems: Problems): void {
  const { id, neutral = false, points } = option.value
  const silent = Object.keys(points ?? {}).length === 0
  if (question.value.role === 'context') {
    if (points === undefined) return
    problems.add(
      'option-context-points',
      [...option.path, 'points'],
      `\`${question.value.id}\` is a context question, and those give no points`,
      {
        at: 'key',
        hint: 'remove the points, or make the role reason or enabler',
      },
    )
  } else if (silent && !neutral) {
    problems.add('option-silent', [...option.path, 'id'], `option \`${id}\` gives no points and is not marked neutral`, {
      hint: 'add points, or `neutral: true`',
    })
  } else if (!silent && neutral) {
    problems.add('option-neutral-points', [...option.path, 'neutral'], `option \`${id}\` is marked neutral and gives points`, {
      at: 'key',
      hint: 'remove `neutral` or the points',
    })
  }
}

/** Every points entry has points other than 0, at least one reference, and a criterion. */
export const pointsAreExplained: Rule = (view, problems) => {
  for (const question of view.questions) {
    if (question.value.role === 'context') continue
    for (const { value, path } of question.options.flatMap(entriesOf)) {
      if (value.points === 0) {
        problems.add('points-zero', [...path, 'points'], 'an entry of 0 points says nothing', {
          hint: 'remove the entry; mark the option neutral when nothing is left',
        })
      }
      if (value.evidence === undefined || value.evidence.length === 0) {
        problems.add('points-evidence', path, 'these points name no reference', {
          at: 'key',
          hint: 'add `evidence: [ID]`; points that rest on judgement name the reference `judgement`, declared under `references`',
        })
      }
      if (value.criterion === undefined && question.value.criterion === undefined) {
        problems.add('points-criterion', path, 'these points belong to no criterion', {
          at: 'key',
          hint: 'add `criterion:` to the question or to this entry',
        })
      }
    }
  }
}

/**
 * For every question and approach, whatever else is answered, some option gives at most 0 points and some option at least 0:
 * otherwise answering could only help (or harm), and the range over open answers would mean nothing.
 */
export const pointsStraddleZero: Rule = (view, problems) => {
  const contexts = contextsOf(view)
  for (const question of view.questions) {
    if (question.value.kind === 'many' || question.value.role === 'context' || !question.whole) continue
    const approaches = new Set(question.options.flatMap(entriesOf).map((entry) => entry.approach))
    for (const approach of approaches) checkStraddle(view, contexts, question, approach, problems)
  }
}

function checkStraddle(view: View, contexts: Contexts, question: SeenQuestion, approach: string, problems: Problems): void {
  const byOption = question.options.map((option) => entriesOf(option).filter((entry) => entry.approach === approach))
  const outcomes = outcomesOf(view, contexts, question, byOption)
  const sides = [
    { way: 'for', bound: 'fewer', outcome: outcomes.find(({ totals }) => Math.min(...totals) > 0) },
    { way: 'against', bound: 'more', outcome: outcomes.find(({ totals }) => Math.max(...totals) < 0) },
  ]
  for (const { way, bound, outcome } of sides) {
    if (outcome === undefined) continue
    const when = outcome.when === '' ? '' : `, with ${outcome.when}`
    problems.add(
      'points-one-sided',
      ['questions', question.index, 'options'],
      `every answer to \`${question.value.id}\` speaks ${way} \`${approach}\`${when}: none gives it 0 points or ${bound}`,
      { at: 'key', hint: `move what speaks ${way} \`${approach}\` in every option to its prior` },
    )
  }
}

/** What each option of a question gives in one context, and the answers that make the context. */
interface Outcome {
  readonly totals: readonly number[]
  readonly when: string
}

/** One outcome for every context; the widest bounds when there are too many contexts to try. */
function outcomesOf(view: View, contexts: Contexts, question: SeenQuestion, byOption: readonly (readonly Entry[])[]): readonly Outcome[] {
  const entries = byOption.flat()
  const conditions = entries.flatMap(({ value, path }) => (value.when !== undefined && view.sound([...path, 'when']) ? [value.when] : []))
  const own = conditions.length > 0 ? question.value.when : undefined
  const all = contexts.over(own === undefined ? conditions : [...conditions, own])
  if (all === undefined) return bounds(byOption)
  const tests = new Map<Entry, Test>(entries.map((entry) => [entry, contexts.compile(entry.value.when)]))
  const asked = contexts.compile(own)
  return all
    .filter(({ state }) => asked(state) !== FALSE)
    .map((context) => ({
      totals: byOption.map((some) => total(some.filter((entry) => tests.get(entry)?.(context.state) === TRUE))),
      when: contexts.describe(context),
    }))
}

function bounds(byOption: readonly (readonly Entry[])[]): readonly Outcome[] {
  const side = (sign: 1 | -1): Outcome => ({
    totals: byOption.map((entries) => total(entries.filter((entry) => entry.value.when === undefined || entry.value.points * sign > 0))),
    when: 'all conditions at their worst',
  })
  return [side(1), side(-1)]
}

function total(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.value.points, 0)
}
