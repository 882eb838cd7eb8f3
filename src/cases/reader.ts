import type { Rubric } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Code } from '../files/codes.js'
import { checkId, ID_RULE } from '../files/ids.js'
import { isMapping, kindOf } from '../files/kind.js'
import { nearest } from '../files/nearest.js'
import type { Detail, Path, Problems } from '../rubric/problems.js'

/** Things of a rubric that a case may name. */
export type Kind = 'approach' | 'gate' | 'mistake' | 'note' | 'reference'

const UNKNOWN: Readonly<Record<Kind, Code>> = {
  approach: 'unknown-approach',
  reference: 'unknown-reference',
  gate: 'case-unknown-gate',
  mistake: 'case-unknown-mistake',
  note: 'case-unknown-note',
}

/** Checks the pieces of a cases file; each check returns what it found to be good, and reports the rest. */
export interface Reader {
  add(code: Code, path: Path, message: string, detail?: Detail): void
  mapping(value: unknown, path: Path): value is Readonly<Record<string, unknown>>
  list(value: unknown, path: Path, least: number): value is readonly unknown[]
  /** Reports keys that do not exist and keys that are needed. */
  keys(mapping: Readonly<Record<string, unknown>>, path: Path, known: readonly string[], needed: readonly string[]): void
  /** A text of one line; undefined when it is missing, which `keys` reports. */
  text(value: unknown, path: Path, most: number): string | undefined
  id(value: unknown, path: Path): string | undefined
  word(value: unknown, path: Path, known: readonly string[]): string | undefined
  /** A percentage in hundredths of a percent. */
  percent(value: unknown, path: Path): number | undefined
  /** One id of a thing of the rubric. */
  name(value: unknown, path: Path, kind: Kind, at?: 'key' | 'value'): string | undefined
  /** A list of such ids, each once. */
  names(value: unknown, path: Path, kind: Kind): readonly string[]
}

/** A reader that reports to `problems`; without a rubric, every id is taken. */
export function readerOf(problems: Problems, rubric: Rubric | undefined): Reader {
  const known = rubric === undefined ? undefined : idsOf(rubric)
  const reader: Reader = { add: problems.add, mapping, list, keys, text, id, word, percent, name, names }
  return reader

  function refuse(code: Code, path: Path, message: string, hint: string): undefined {
    problems.add(code, path, message, { hint })
  }

  function mapping(value: unknown, path: Path): value is Readonly<Record<string, unknown>> {
    if (isMapping(value)) return true
    problems.add('shape-type', path, `${nameOf(path)} takes a mapping of keys to values, not ${kindOf(value)}`, {
      hint: 'write its keys below it, indented, one to a line',
    })
    return false
  }

  function list(value: unknown, path: Path, least: number): value is readonly unknown[] {
    if (!Array.isArray(value)) {
      problems.add('shape-type', path, `${nameOf(path)} takes a list, not ${kindOf(value)}`, {
        hint: 'write its entries in brackets, or with a dash each',
      })
      return false
    }
    if (value.length >= least) return true
    problems.add('shape-empty-list', path, `${nameOf(path)} is an empty list; it needs at least one entry`, {
      hint: 'nothing passes by being empty: add one',
    })
    return false
  }

  function keys(found: Readonly<Record<string, unknown>>, path: Path, known: readonly string[], needed: readonly string[]): void {
    for (const key of Object.keys(found)) {
      if (known.includes(key)) continue
      const guess = nearest(key, known)
      const hint = guess === undefined ? 'remove it' : `did you mean ${guess}?`
      problems.add('shape-unknown-key', [...path, key], `there is no key ${echo(key)} here`, { at: 'key', allowed: known, hint })
    }
    for (const key of needed) {
      if (Object.hasOwn(found, key)) continue
      problems.add('shape-missing-key', path, `the key \`${key}\` is missing here`, { missing: key, hint: `add \`${key}:\`` })
    }
  }

  function text(value: unknown, path: Path, most: number): string | undefined {
    if (value === undefined) return undefined
    if (value === null) return refuse('shape-no-value', path, `${nameOf(path)} has no value; it takes a text`, 'write one')
    if (typeof value !== 'string') {
      return refuse(
        'shape-type',
        path,
        `${nameOf(path)} takes a text, not ${kindOf(value)}`,
        typeof value === 'object' ? 'write one text' : 'put it in quotes',
      )
    }
    const said = value.trim()
    if (said === '') return refuse('shape-empty-text', path, `${nameOf(path)} is empty`, 'write a text')
    if (/[\r\n]/.test(said)) return refuse('shape-line-break', path, `${nameOf(path)} has a line break`, 'keep it on one line')
    const isLong = said.length > most && [...said].length > most
    return isLong ? refuse('shape-too-long', path, `${nameOf(path)} is longer than ${most} characters`, 'shorten it') : said
  }

  function id(value: unknown, path: Path): string | undefined {
    const given = text(value, path, 64)
    const fault = given === undefined ? undefined : checkId(given)
    return fault === undefined ? given : refuse('shape-id', path, `${echo(given ?? '')} ${fault}`, ID_RULE)
  }

  function word(value: unknown, path: Path, known: readonly string[]): string | undefined {
    if (typeof value === 'string' && known.includes(value)) return value
    const guess = typeof value === 'string' ? nearest(value, known) : undefined
    const shown = typeof value === 'string' ? echo(value) : kindOf(value)
    const hint = guess === undefined ? `write one of ${known.join(', ')}` : `did you mean ${guess}?`
    problems.add('shape-value', path, `${nameOf(path)} cannot be ${shown}`, { allowed: known, hint })
    return undefined
  }

  function percent(value: unknown, path: Path): number | undefined {
    if (value === undefined) return undefined
    const hint = 'write a number from 0 to 100 with at most two decimals, such as 85 or 91.5'
    if (typeof value !== 'number') return refuse('shape-type', path, `${nameOf(path)} takes a number, not ${kindOf(value)}`, hint)
    const hundredths = Math.round(value * 100)
    if (value >= 0 && value <= 100 && hundredths / 100 === value) return hundredths
    return refuse('shape-range', path, `${value} is no percentage with at most two decimals`, hint)
  }

  function name(value: unknown, path: Path, kind: Kind, at: 'key' | 'value' = 'value'): string | undefined {
    if (typeof value !== 'string') {
      problems.add('shape-type', path, `${nameOf(path)} takes the id of ${article(kind)}, not ${kindOf(value)}`, {
        at,
        hint: 'write its id',
      })
      return undefined
    }
    if (known === undefined || known[kind].includes(value)) return value
    const guess = nearest(value, known[kind])
    const said = guess === undefined ? { allowed: known[kind] } : { hint: `did you mean ${guess}?` }
    problems.add(UNKNOWN[kind], path, `there is no ${kind} ${echo(value)}`, { at, ...said })
    return undefined
  }

  function names(value: unknown, path: Path, kind: Kind): readonly string[] {
    if (value === undefined || !list(value, path, 0)) return []
    const good: string[] = []
    for (const [index, item] of value.entries()) {
      const one = name(item, [...path, index], kind)
      if (one === undefined) continue
      if (good.includes(one))
        problems.add('name-twice', [...path, index], `${nameOf(path)} names ${one} twice`, { hint: 'keep one of the two' })
      else good.push(one)
    }
    return good
  }
}

/** "`title`", or "entry 2 of `adopt`" for a place in a list. */
export function nameOf(path: Path): string {
  const last = path.at(-1)
  const owner = path.at(-2)
  if (typeof last === 'string') return /^[a-z-]{1,64}$/.test(last) ? `\`${last}\`` : echo(last)
  return `entry ${(last ?? 0) + 1}${typeof owner === 'string' ? ` of \`${owner}\`` : ''}`
}

function article(kind: Kind): string {
  return kind === 'approach' ? 'an approach' : `a ${kind}`
}

function idsOf(rubric: Rubric): Readonly<Record<Kind, readonly string[]>> {
  const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id)
  return {
    approach: ids(rubric.approaches),
    gate: ids(rubric.gates),
    mistake: ids(rubric.mistakes),
    note: ids(rubric.setRules),
    reference: ids(rubric.references),
  }
}
