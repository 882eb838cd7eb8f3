import { echo } from '../../files/characters.js'
import { isMapping } from '../../files/kind.js'
import { LIMITS } from '../limits.js'
import type { Path, Problems } from '../problems.js'
import type { WrittenCondition } from '../schema/condition.js'
import type { At, View } from '../view.js'
import { kindOfKeys, reportUnknown } from './known.js'
import type { Rule } from './rule.js'

/** A condition with what it stands in. */
export interface SeenCondition extends At<WrittenCondition> {
  /** Verdicts are known where it is read. */
  readonly verdicts: boolean
}

/** The top-level keys whose conditions are read before any verdict is known. */
const BEFORE_VERDICTS = new Set(['questions', 'gates', 'deployments', 'claims'])

/** Every condition of the rubric that has the right shape. */
export function conditionsOf(view: View): readonly SeenCondition[] {
  const found: SeenCondition[] = []
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) visit(entry, [...path, index])
    } else if (isMapping(value)) {
      for (const [key, inside] of Object.entries(value)) {
        const place = [...path, key]
        const then = key === 'then' && path[0] === 'claims' && path.length === 2
        // An approach may be called `when`.
        if ((key !== 'when' && !then) || kindOfKeys(path) !== undefined) visit(inside, place)
        else if (view.sound(place))
          found.push({ value: inside as WrittenCondition, path: place, verdicts: then || !BEFORE_VERDICTS.has(String(path[0])) })
      }
    }
  }
  visit(view.raw, [])
  return found
}

type Atom = Exclude<WrittenCondition, { all: unknown } | { any: unknown } | { not: unknown }>

/** The parts of a condition that read something, with their paths. */
export function atomsOf(condition: WrittenCondition, path: Path): readonly At<Atom>[] {
  if ('all' in condition) return condition.all.flatMap((inner, index) => atomsOf(inner, [...path, 'all', index]))
  if ('any' in condition) return condition.any.flatMap((inner, index) => atomsOf(inner, [...path, 'any', index]))
  if ('not' in condition) return atomsOf(condition.not, [...path, 'not'])
  return [{ value: condition, path }]
}

/** Options named in conditions exist, a list names none twice, and `chosen` counts options of a many-question within its bounds. */
export const conditionsFitTheirQuestions: Rule = (view, problems) => {
  for (const condition of conditionsOf(view)) {
    for (const { value: atom, path } of atomsOf(condition.value, condition.path)) {
      if (!('question' in atom)) continue
      const options = view.options(atom.question)
      if (options === undefined) continue
      if ('is' in atom) {
        const names =
          typeof atom.is === 'string'
            ? [{ name: atom.is, path: [...path, 'is'] }]
            : atom.is.map((name, at) => ({ name, path: [...path, 'is', at] }))
        for (const [at, { name, path: place }] of names.entries()) {
          if (names.findIndex((other) => other.name === name) < at) {
            problems.add('name-twice', place, `${echo(name)} is listed twice here`, { hint: 'remove one of the two' })
          } else if (options.complete && !options.names.has(name)) {
            reportUnknown(problems, 'option', name, place, options, ` in the question \`${atom.question}\``)
          }
        }
      } else {
        checkChosen(view, atom, path, problems)
      }
    }
  }
}

function checkChosen(view: View, atom: Extract<Atom, { chosen: unknown }>, path: Path, problems: Problems): void {
  const question = view.questions.find((one) => one.value.id === atom.question)
  if (question === undefined) return
  if (question.value.kind !== 'many') {
    problems.add(
      'condition-chosen-single',
      [...path, 'chosen'],
      `\`chosen\` counts options of a many-question; \`${atom.question}\` takes one answer`,
      {
        at: 'key',
        hint: 'use `is` with the options you mean',
      },
    )
    return
  }
  const count = question.value.options.length
  const { least = 0, most = count } = atom.chosen
  if (least > most || least > count || most > count) {
    problems.add(
      'condition-chosen-range',
      [...path, 'chosen'],
      `\`chosen\` asks for ${least} to ${most} options; \`${atom.question}\` has ${count}`,
      {
        hint: `keep 0 <= least <= most <= ${count}`,
      },
    )
  }
}

/** Verdicts are read only where they are known: not by questions, points, gates or deployments. */
export const verdictsAreReadLate: Rule = (view, problems) => {
  for (const condition of conditionsOf(view)) {
    if (condition.verdicts) continue
    for (const { value: atom, path } of atomsOf(condition.value, condition.path)) {
      if (!('verdict' in atom)) continue
      problems.add('condition-verdict', path, 'no verdict is known yet where this condition is read', {
        hint: 'read answers here; verdicts can be read in plans, layers, phases, validation, set-rules, mistakes, preconditions and the `then` of a claim',
      })
    }
  }
}

/** Conditions stay shallow enough to be read by a person. */
export const conditionsAreShallow: Rule = (view, problems) => {
  for (const { value, path } of conditionsOf(view)) {
    const depth = depthOf(value)
    if (depth <= LIMITS.conditionDepth) continue
    problems.add('condition-depth', path, `this condition is ${depth} levels deep; at most ${LIMITS.conditionDepth} are allowed`, {
      hint: 'flatten nested all, any and not',
    })
  }
}

function depthOf(condition: WrittenCondition): number {
  if ('all' in condition) return 1 + Math.max(...condition.all.map(depthOf))
  if ('any' in condition) return 1 + Math.max(...condition.any.map(depthOf))
  if ('not' in condition) return 1 + depthOf(condition.not)
  return 1
}

/** An option of a single question never makes its points depend on that question's own answer. */
export const pointsReadOtherQuestions: Rule = (view, problems) => {
  for (const condition of conditionsOf(view)) {
    const [section, index, part] = condition.path
    if (section !== 'questions' || part !== 'options') continue
    const question = view.questions.find((one) => one.index === index)
    if (question === undefined || question.value.kind === 'many') continue
    for (const { value: atom, path } of atomsOf(condition.value, condition.path)) {
      if (!('question' in atom) || atom.question !== question.value.id) continue
      problems.add('condition-self', [...path, 'question'], `these points belong to an answer of \`${atom.question}\` already`, {
        hint: 'put the points under the option that is meant, or read another question',
      })
    }
  }
}
