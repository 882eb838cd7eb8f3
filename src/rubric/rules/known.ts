import { echo } from '../../files/characters.js'
import { checkId } from '../../files/ids.js'
import { isMapping } from '../../files/kind.js'
import { nearest } from '../../files/nearest.js'
import type { Path, Problems } from '../problems.js'
import type { Ids, Kind, View } from '../view.js'
import type { Rule } from './rule.js'

/** More ids than this are not listed in a message. */
const MOST_LISTED = 24

/** Keys whose value names one thing, or a list of things, of a kind, wherever they stand. */
const NAMES: ReadonlyMap<string, Kind> = new Map([
  ['section', 'section'],
  ['layer', 'layer'],
  ['criterion', 'criterion'],
  ['approach', 'approach'],
  ['question', 'question'],
  ['filled-by', 'approach'],
  ['of', 'approach'],
  ['order', 'approach'],
  ['runs', 'deployment'],
  ['evidence', 'reference'],
  ['more', 'question'],
  ['never-lowers', 'approach'],
  ['never-raises', 'approach'],
])

/** The kind of thing the keys of the mapping at a path name, or undefined where they are words of the format. */
export function kindOfKeys(path: Path): Kind | undefined {
  if (path.length === 1 && path[0] === 'plans') return 'approach'
  if (path[0] === 'questions' && path.length === 5 && path[4] === 'points') return 'approach'
  return undefined
}

/** Sections, layers, criteria, approaches, questions, deployments and references that are named exist, and a list names none of them twice. */
export const namesAreKnown: Rule = (view, problems) => {
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) visit(entry, [...path, index])
      return
    }
    if (!isMapping(value)) return
    const kind = kindOfKeys(path)
    for (const [key, inside] of Object.entries(value)) {
      const place = [...path, key]
      if (kind !== undefined) checkName(view, problems, kind, key, place, 'key')
      const named = kind === undefined ? NAMES.get(key) : undefined
      if (named === undefined) visit(inside, place)
      else checkNames(view, problems, named, inside, place)
    }
  }
  visit(view.raw, [])
}

function checkNames(view: View, problems: Problems, kind: Kind, value: unknown, path: Path): void {
  if (typeof value === 'string') checkName(view, problems, kind, value, path, 'value')
  if (!Array.isArray(value)) return
  const seen = new Set<unknown>()
  for (const [index, name] of value.entries()) {
    if (typeof name !== 'string') continue
    if (seen.has(name)) {
      problems.add('name-twice', [...path, index], `${echo(name)} is listed twice here`, { hint: 'remove one of the two' })
    } else {
      checkName(view, problems, kind, name, [...path, index], 'value')
    }
    seen.add(name)
  }
}

function checkName(view: View, problems: Problems, kind: Kind, name: string, path: Path, at: 'key' | 'value'): void {
  const ids = view.ids(kind)
  if (ids.names.has(name) || !ids.complete || !view.sound(path)) return
  reportUnknown(problems, kind, name, path, ids, '', at)
}

/** Adds `unknown-<kind>` with the nearest known id and, when they are few, all of them. `owner` says where it was looked for. */
export function reportUnknown(
  problems: Problems,
  kind: Kind | 'option',
  name: string,
  path: Path,
  ids: Ids,
  owner = '',
  at: 'key' | 'value' = 'value',
): void {
  const known = [...ids.names]
  problems.add(`unknown-${kind}`, path, `there is no ${kind} ${echo(name)}${owner}${oddity(name)}`, {
    at,
    allowed: known.length <= MOST_LISTED ? known : undefined,
    hint: hintFor(kind, name, known),
  })
}

function hintFor(kind: Kind | 'option', name: string, known: readonly string[]): string | undefined {
  if (kind === 'reference' && name === 'judgement') return 'declare it under `references` to mark points that rest on judgement'
  const close = nearest(name, known)
  if (close !== undefined) return `did you mean \`${close}\`?`
  return known.length === 0 ? `this rubric has no ${kind} at all` : undefined
}

/** Names the character that an id cannot hold: look-alikes are not to be seen. */
function oddity(name: string): string {
  const odd = /[^ -~]/.test(name) ? checkId(name) : undefined
  return odd === undefined ? '' : `; it ${odd}`
}
