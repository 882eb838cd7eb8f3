import { isMapping } from '../files/kind.js'
import type { Path } from './problems.js'
import type { WrittenOption, WrittenQuestion } from './schema/question.js'
import type { WrittenRubric } from './schema.js'

/** Something of the rubric with the path it stands at. */
export interface At<T> {
  readonly value: T
  readonly path: Path
}

/** The ids of one kind. An unknown id proves nothing while `complete` is false: some could not be read. */
export interface Ids {
  readonly all: readonly At<string>[]
  readonly names: ReadonlySet<string>
  readonly complete: boolean
}

export type Kind = 'section' | 'criterion' | 'approach' | 'question' | 'layer' | 'deployment' | 'reference'

/** The list that defines each kind of id. */
export const DEFINED_IN: ReadonlyMap<Kind, Section> = new Map([
  ['section', 'sections'],
  ['criterion', 'criteria'],
  ['approach', 'approaches'],
  ['question', 'questions'],
  ['layer', 'layers'],
  ['deployment', 'deployments'],
  ['reference', 'references'],
])

/** Top-level keys that hold lists of things with an id. */
export type Section =
  | 'sections'
  | 'criteria'
  | 'approaches'
  | 'alternatives'
  | 'questions'
  | 'gates'
  | 'preconditions'
  | 'set-rules'
  | 'mistakes'
  | 'deployments'
  | 'layers'
  | 'phases'
  | 'references'
  | 'claims'

export const SECTIONS: readonly Section[] = [
  'sections',
  'criteria',
  'approaches',
  'alternatives',
  'questions',
  'gates',
  'preconditions',
  'set-rules',
  'mistakes',
  'deployments',
  'layers',
  'phases',
  'references',
  'claims',
]

type Item<S extends Section> = NonNullable<WrittenRubric[S]>[number]

/** A question whose own keys have the right shape, with those of its options that have it too. */
export interface SeenQuestion extends At<WrittenQuestion> {
  readonly index: number
  readonly options: readonly At<WrittenOption>[]
  /** Every option has the right shape. */
  readonly whole: boolean
}

/**
 * A rubric as the rules see it: what has the right shape, at its own path, and nothing else.
 * So a slip in one place hides no problem in another, and causes none.
 */
export interface View {
  /** The joined mapping, shape unchecked. */
  readonly raw: Readonly<Record<string, unknown>>
  /** Every entry of a list that has the right shape. */
  items<S extends Section>(section: S): readonly At<Item<S>>[]
  /** The list is there and every entry has the right shape. */
  whole(section: Section): boolean
  /** Nothing at this path or below it has the wrong shape. */
  sound(path: Path): boolean
  readonly questions: readonly SeenQuestion[]
  ids(kind: Kind): Ids
  /** Option ids of a question; undefined when there is no such question. */
  options(question: string): Ids | undefined
}

/**
 * A view of a joined rubric. `faults` are the paths at which its shape is wrong;
 * `partial` says that a part could not be read, so what is missing may be there.
 */
export function viewRubric(raw: Readonly<Record<string, unknown>>, faults: readonly Path[], partial: boolean): View {
  const unsound = new Set(faults.flatMap((fault) => fault.map((_, end) => JSON.stringify(fault.slice(0, end + 1)))))
  const sound = (path: Path): boolean => !unsound.has(JSON.stringify(path))
  // Questions with a fault of their own, outside their options.
  const unread = new Set(
    faults.flatMap((fault) => (fault[0] === 'questions' && (fault[2] !== 'options' || fault.length === 3) ? [fault[1]] : [])),
  )
  const listAt = (section: Section): readonly unknown[] => (Array.isArray(raw[section]) ? raw[section] : [])

  const items = <S extends Section>(section: S): readonly At<Item<S>>[] =>
    listAt(section).flatMap((value, index) => {
      const path = [section, index]
      return sound(path) ? [{ value: value as Item<S>, path }] : []
    })

  const questions = listAt('questions').flatMap((value, index): SeenQuestion[] => {
    const path = ['questions', index]
    if (unread.has(index) || !isMapping(value) || !Array.isArray(value['options'])) return []
    const options = value['options'].flatMap((option: unknown, at): At<WrittenOption>[] => {
      const place = [...path, 'options', at]
      return sound(place) ? [{ value: option as WrittenOption, path: place }] : []
    })
    return [{ value: value as WrittenQuestion, path, index, options, whole: options.length === value['options'].length }]
  })

  const known = new Map<Kind, Ids>()
  for (const [kind, section] of DEFINED_IN) {
    const value = raw[section]
    const readable = value === undefined ? !partial : Array.isArray(value)
    known.set(kind, idsOf(listAt(section), [section], readable))
  }

  const options = new Map<string, Ids>()
  for (const [index, value] of listAt('questions').entries()) {
    if (!isMapping(value) || typeof value['id'] !== 'string' || options.has(value['id'])) continue
    const inside = value['options']
    options.set(value['id'], idsOf(Array.isArray(inside) ? inside : [], ['questions', index, 'options'], Array.isArray(inside)))
  }

  return {
    raw,
    items,
    whole: (section) => Array.isArray(raw[section]) && sound([section]),
    sound,
    questions,
    ids: (kind) => known.get(kind) ?? NONE,
    options: (question) => options.get(question),
  }
}

const NONE: Ids = { all: [], names: new Set(), complete: false }

/** The ids of a list of mappings; an entry without a readable id makes the list incomplete. */
export function idsOf(entries: readonly unknown[], path: Path, readable: boolean): Ids {
  const all = entries.flatMap((entry, index): At<string>[] =>
    isMapping(entry) && typeof entry['id'] === 'string' ? [{ value: entry['id'], path: [...path, index, 'id'] }] : [],
  )
  return { all, names: new Set(all.map((one) => one.value)), complete: readable && all.length === entries.length }
}
