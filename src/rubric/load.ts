import type { Rubric } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { isMapping } from '../files/kind.js'
import type { ParsedDocument } from '../files/parse.js'
import { problem, warning } from '../files/problem.js'
import { MAX_PROBLEMS } from '../files/problems.js'
import type { FileReader } from '../files/read.js'
import { installed, type Library } from './library.js'
import { type Chain, readChain } from './overlay/chain.js'
import { checkChain } from './overlay/check.js'
import { type Joined, joinParts, readDocument } from './parts.js'
import { collectProblems } from './problems.js'
import { resolveRubric, resolveShorter } from './resolve.js'
import { askIsKnown } from './rules/ask.js'
import { checkRules } from './rules.js'
import { HEADER_KEYS, incompleteRubric, rubricPart, shorterRubric, type WrittenRubric, type WrittenShorter, wholeRubric } from './schema.js'
import { checkShape } from './shape.js'
import { shippedRubric } from './shipped.js'
import { placesOf, type Subject, type Whereabouts } from './subjects.js'
import { viewRubric } from './view.js'
import { describe } from './words.js'

/** Gives a shipped rubric by its name, for `extends`. */
export type Base = (name: string) => Rubric | undefined

/**
 * Reads a rubric with its parts, checks its shape and its meaning, and fills in its defaults.
 * Every problem comes with its place, all of them at once; warnings come with a usable rubric. Never throws for what a file holds.
 */
export async function loadRubric(
  path: string,
  io: FileReader,
  base: Base = shippedRubric,
  library: Library = installed,
): Promise<Checked<Rubric>> {
  const loaded = await load(path, io, base, library)
  return loaded.ok ? { ...loaded, value: loaded.value.rubric } : loaded
}

/** A rubric, and where each piece of it is written. */
export interface Located extends Whereabouts {
  readonly rubric: Rubric
  /** Of a shorter rubric: the same with all its questions. */
  readonly whole?: Rubric
}

/** Like `loadRubric`, for who has something to say about pieces of the rubric afterwards: `locate` finds where they are written. */
export async function loadRubricForCheck(
  path: string,
  io: FileReader,
  base: Base = shippedRubric,
  library: Library = installed,
): Promise<Checked<Located>> {
  const loaded = await load(path, io, base, library)
  if (!loaded.ok) return loaded
  const { rubric, whole, places } = loaded.value
  return { ...loaded, value: { rubric, ...(whole !== undefined && { whole }), ...(await places()) } }
}

/** A rubric that has passed its checks. */
export interface Loaded {
  readonly rubric: Rubric
  readonly whole?: Rubric
  places(): Promise<Whereabouts>
}

async function load(path: string, io: FileReader, base: Base, library: Library): Promise<Checked<Loaded>> {
  const main = await readDocument(path, io)
  if (!main.ok) return main
  if (!isMapping(main.value.value)) return { ok: false, problems: [notAMapping(main.value)] }
  const joined = await joinParts(path, main.value, io)
  if (isShorter(joined.value)) return loadShorter(joined, base, library)
  return Object.hasOwn(joined.value, 'extends') ? loadOverlay(await readChain(path, joined, io, library)) : loadWhole(joined)
}

/** It only asks questions of a shipped rubric, whose ready-made form will do. */
function isShorter(value: Readonly<Record<string, unknown>>): boolean {
  if (!Object.hasOwn(value, 'ask')) return false
  const named = value['extends']
  if (typeof named !== 'string') return true
  return !/[./\\:]/.test(named) && Object.keys(value).every((key) => Object.hasOwn(shorterRubric.shape, key))
}

/** Checks the shape of one part on its own; which ids it may name is only known in the whole rubric. */
export async function checkPart(path: string, io: FileReader): Promise<readonly Diagnostic[]> {
  const document = await readDocument(path, io)
  if (!document.ok) return document.problems
  if (!isMapping(document.value.value)) return [notAMapping(document.value)]
  const problems = collectProblems(document.value.place)
  checkShape(rubricPart, document.value.value, problems)
  return sorted(problems.list)
}

function loadWhole(joined: Joined): Checked<Loaded> {
  const problems = collectProblems(joined.locate)
  const faults = checkShape(joined.partial ? incompleteRubric : wholeRubric, joined.value, problems)
  const newer = problems.list.find((problem) => problem.code === 'rubric-format')
  if (newer !== undefined) return { ok: false, problems: [newer] }
  checkRules(viewRubric(joined.value, faults, joined.partial), problems)
  return finish([...joined.problems, ...problems.list], () => ({
    rubric: resolveRubric(joined.value as WrittenRubric),
    places: async () => ({ locate: placesOf(joined.value, joined.locate), inBase: () => false }),
  }))
}

function loadShorter(joined: Joined, base: Base, library: Library): Checked<Loaded> {
  const problems = collectProblems(joined.locate)
  const faults = checkShape(shorterRubric, joined.value, problems)
  const newer = problems.list.find((problem) => problem.code === 'rubric-format')
  if (newer !== undefined) return { ok: false, problems: [newer] }
  const whole = askIsKnown(viewRubric(joined.value, faults, false), base, problems)
  return finish([...joined.problems, ...problems.list], () => ({
    rubric: resolveShorter(whole as Rubric, joined.value as WrittenShorter),
    whole: whole as Rubric,
    places: () => placesOfShorter(joined, library),
  }))
}

/** What a shorter rubric does not say itself is written in its base; where that cannot be read, it stands where the base is named. */
async function placesOfShorter(joined: Joined, library: Library): Promise<Whereabouts> {
  const own = placesOf(joined.value, joined.locate)
  const path = library.pathOf(String(joined.value['extends']))
  const main = path === undefined ? undefined : await readDocument(path, library.io)
  const base = path === undefined || !main?.ok ? undefined : await joinParts(path, main.value, library.io, library)
  const theirs = base === undefined ? undefined : placesOf(base.value, base.locate)
  const inBase = ([top]: Subject): boolean => top !== undefined && top !== 'absent' && !HEADER_KEYS.includes(String(top))
  return {
    locate: (subject, at) => (inBase(subject) ? (theirs?.(subject, at) ?? joined.locate(['extends'], 'value')) : own(subject, at)),
    inBase,
  }
}

function loadOverlay(chain: Chain): Checked<Loaded> {
  const { found, loaded } = checkChain(chain)
  const newer = found.find((problem) => problem.code === 'rubric-format')
  if (newer !== undefined) return { ok: false, problems: [newer] }
  return loaded === undefined ? { ok: false, problems: sorted(found) } : finish(found, () => loaded)
}

function finish(found: readonly Diagnostic[], resolve: () => Loaded): Checked<Loaded> {
  const problems = sorted(found)
  if (problems.some((problem) => problem.severity === 'error')) return { ok: false, problems }
  return { ok: true, value: resolve(), warnings: problems }
}

function notAMapping(document: ParsedDocument): Diagnostic {
  const problems = collectProblems(document.place)
  problems.add('rubric-shape', [], `a rubric is a mapping of keys to their contents; this is ${describe(document.value)}`, {
    hint: 'begin with `format: 1`, `id:` and `title:`',
  })
  return problems.list[0] as Diagnostic
}

/** By file in the order they were met, then by place; errors before warnings at one place. A hostile file is cut short. */
function sorted(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const all = inOrder(problems)
  if (all.length <= MAX_PROBLEMS) return all
  const report = problems.some(({ severity }) => severity === 'error') ? problem : warning
  const more = report('too-many-problems', `there are ${all.length} problems; those after the first ${MAX_PROBLEMS} are not listed`)
  return [...all.slice(0, MAX_PROBLEMS), more]
}

function inOrder(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(problems.map((problem) => problem.place?.file))]
  const order = (one: Diagnostic): readonly number[] => [
    files.indexOf(one.place?.file),
    one.place?.line ?? 0,
    one.place?.column ?? 0,
    one.severity === 'error' ? 0 : 1,
  ]
  return problems
    .map((one) => ({ one, key: order(one) }))
    .sort((a, b) => a.key.reduce((found, value, index) => found || value - (b.key[index] ?? 0), 0))
    .map(({ one }) => one)
}
