import { FALSE, TRUE } from '../../engine/truth.js'
import { isMapping } from '../../files/kind.js'
import { contextsOf } from '../contexts.js'
import { conditionsOf } from './conditions.js'
import { entriesOf } from './points.js'
import type { Rule } from './rule.js'

/** Every id that stands under a key `evidence`, anywhere in a value. */
export function citedIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) {
    for (const entry of value) citedIn(entry, found)
  } else if (isMapping(value)) {
    for (const [key, inside] of Object.entries(value)) {
      if (key === 'evidence' && Array.isArray(inside)) for (const id of inside) found.add(String(id))
      else citedIn(inside, found)
    }
  }
  return found
}

/** Every reference is cited somewhere. */
export const referencesAreCited: Rule = (view, problems) => {
  const cited = citedIn(view.raw)
  for (const { value, path } of view.ids('reference').all) {
    if (!cited.has(value))
      problems.warn('reference-unused', path, `nothing cites the reference \`${value}\``, { hint: 'cite it, or remove it' })
  }
}

/** Every section holds a question. */
export const sectionsAreUsed: Rule = (view, problems) => {
  const used = new Set(view.questions.map((question) => question.value.section))
  for (const { value, path } of view.items('sections')) {
    if (!used.has(value.id))
      problems.warn('section-empty', [...path, 'id'], `no question is asked in the section \`${value.id}\``, { hint: 'remove it' })
  }
}

/** Every condition can hold in some way to answer the questions it reads. */
export const conditionsCanHold: Rule = (view, problems) => {
  const contexts = contextsOf(view)
  for (const { value, path } of conditionsOf(view)) {
    // Whether the `then` of a claim holds is for the proofs to say.
    if (path[0] === 'claims' && path[2] === 'then') continue
    const all = contexts.over([value])
    const test = contexts.compile(value)
    if (all === undefined || all.length === 0) continue
    if (all.some(({ state, verdicts }) => test(state, verdicts) === TRUE)) continue
    // A question or a component is offered unless its condition is false, so unknown is enough for it to matter.
    if (path.length === 3 && path[0] === 'questions' && all.some(({ state }) => test(state) !== FALSE)) continue
    problems.warn('condition-never', path, 'no answers make this condition hold', {
      at: 'key',
      hint: 'check the options it asks for at once',
    })
  }
}

/** Some answer can favour every approach; otherwise it is listed and never recommended. */
export const approachesCanBeReached: Rule = (view, problems) => {
  const favoured = new Set<string>()
  for (const question of view.questions) {
    if (question.value.role !== 'reason') continue
    for (const entry of question.options.flatMap(entriesOf)) if (entry.value.points > 0) favoured.add(entry.approach)
  }
  for (const { value } of view.items('gates')) if (value.effect === 'require') favoured.add(value.approach)
  for (const { value, path } of view.items('approaches')) {
    if (favoured.has(value.id)) continue
    problems.warn('approach-unreachable', [...path, 'id'], `no answer gives \`${value.id}\` points for it, and no gate requires it`, {
      hint: 'add points to an option of a reason question',
    })
  }
}
