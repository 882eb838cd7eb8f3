import type { Verdict } from '../engine/rubric.js'
import type { Path } from '../rubric/problems.js'
import type { CaseKind, Expected, ListedKind } from './cases.js'
import { nameOf, type Reader } from './reader.js'

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']
const AVOIDED: readonly Verdict[] = ['later', 'skip']

/** The keys under which things that are listed stand. */
const LISTED: readonly { readonly kind: ListedKind; readonly key: string }[] = [
  { kind: 'gate', key: 'gates' },
  { kind: 'mistake', key: 'mistakes' },
  { kind: 'note', key: 'notes' },
]
const STORY_KEYS = ['adopt', 'avoid']
const KEYS = [...STORY_KEYS, 'verdicts', ...LISTED.flatMap(({ key }) => [key, `not-${key}`])]

/** What a case expects; undefined when it cannot be told, or is nothing at all. */
export function readExpected(value: unknown, path: Path, kind: CaseKind, reader: Reader): Expected | undefined {
  if (value === undefined || !reader.mapping(value, path)) return undefined
  reader.keys(value, path, KEYS, [])
  if (kind === 'agreement') refuseMore(value, path, reader)
  const adopt = reader.names(value['adopt'], [...path, 'adopt'], 'approach')
  const avoid = reader.names(value['avoid'], [...path, 'avoid'], 'approach')
  const verdicts = readVerdicts(value['verdicts'], [...path, 'verdicts'], reader)
  const of = (prefix: string): Readonly<Record<ListedKind, readonly string[]>> => {
    const read = ({ kind, key }: (typeof LISTED)[number]): readonly string[] =>
      reader.names(value[`${prefix}${key}`], [...path, `${prefix}${key}`], kind)
    const [gate = [], mistake = [], note = []] = LISTED.map(read)
    return { gate, mistake, note }
  }
  const expected: Expected = { adopt, avoid, verdicts, listed: of(''), unlisted: of('not-') }
  if (Object.values(value).every(isNothing)) {
    reader.add('case-expects-nothing', path, 'the case expects nothing', {
      at: 'key',
      hint: 'nothing passes by being empty: write what has to come, such as `adopt: [ID]` or `gates: [ID]`',
    })
  }
  refuseContradictions(expected, path, reader)
  return expected
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** A story tells what was built or warned against; what else a rubric lists is its own. */
function refuseMore(value: Readonly<Record<string, unknown>>, path: Path, reader: Reader): void {
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key) || STORY_KEYS.includes(key)) continue
    reader.add('case-agreement', [...path, key], `a case of kind agreement expects \`adopt\` and \`avoid\` alone, not \`${key}\``, {
      at: 'key',
      hint: 'put it into a case of kind law',
    })
  }
}

function readVerdicts(value: unknown, path: Path, reader: Reader): ReadonlyMap<string, readonly Verdict[]> {
  const result = new Map<string, readonly Verdict[]>()
  if (value === undefined || !reader.mapping(value, path)) return result
  for (const [id, raw] of Object.entries(value)) {
    const approach = reader.name(id, [...path, id], 'approach', 'key')
    const wanted = readWanted(raw, [...path, id], reader)
    if (approach !== undefined && wanted.length > 0) result.set(approach, wanted)
  }
  return result
}

function readWanted(value: unknown, path: Path, reader: Reader): readonly Verdict[] {
  const one = (item: unknown, at: Path): readonly Verdict[] => {
    const word = reader.word(item, at, VERDICTS)
    return word === undefined ? [] : [word as Verdict]
  }
  if (!Array.isArray(value)) return one(value, path)
  if (!reader.list(value, path, 1)) return []
  return value.flatMap((item, index) => {
    if (value.indexOf(item) === index) return one(item, [...path, index])
    reader.add('name-twice', [...path, index], `${nameOf(path)} names ${item} twice`, { hint: 'keep one of the two' })
    return []
  })
}

/** Nothing can meet a case that expects two things of which one rules out the other. */
function refuseContradictions({ adopt, avoid, verdicts, listed, unlisted }: Expected, path: Path, reader: Reader): void {
  const refuse = (key: string, id: string, other: string): void =>
    reader.add('case-contradiction', [...path, key], `no answers can meet what \`${key}\` and \`${other}\` expect of ${id}`, {
      at: 'key',
      hint: 'remove one of the two',
    })
  for (const id of avoid) if (adopt.includes(id)) refuse('avoid', id, 'adopt')
  for (const [id, wanted] of verdicts) {
    if (adopt.includes(id) && !wanted.includes('adopt')) refuse('verdicts', id, 'adopt')
    if (avoid.includes(id) && !wanted.some((verdict) => AVOIDED.includes(verdict))) refuse('verdicts', id, 'avoid')
  }
  for (const { kind, key } of LISTED) {
    for (const id of unlisted[kind]) if (listed[kind].includes(id)) refuse(`not-${key}`, id, key)
  }
}
